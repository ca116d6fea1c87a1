"""A term base as tables of texts, whatever file they stand in: concepts, terms, policies.

The columns are fixed; what a table has no column for stands in marks at the
start of its free text (`marks.py`): of a term `renders`, `case`, `ambiguous`,
`forms`, `except` in its usage note; of a rule `severity` and `consistent`, and of
a policy `extends`, in the rationale. A row of a policy for every concept and
language that asks nothing is the policy's own description, unless the mark `rule` says
otherwise. People may also write *extends NAME* at the end of a rationale; where that is
meant as a text, the mark `extends` without a name stands before it. A fourth table of
one row says which glossary this is, and at which revision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from glossary.formats import csv_cells
from glossary.formats.marks import join_list, put_marks
from glossary.model import ANY, CaseRule, Concept, Policy, Rule, Term, TermBase, Voice

CONCEPTS = "concepts"
TERMS = "terms"
POLICIES = "policies"
GLOSSARY = "glossary"

#: The columns that each table has, whatever stands in them.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    CONCEPTS: ("concept", "subject", "contested", "definition", "why_contested"),
    TERMS: ("concept", "lang", "term", "pos", "status", "usage"),
    POLICIES: (
        *("policy", "concept", "lang", "required", "also_allowed", "forbidden"),
        *("first_mention", "voices", "rationale"),
    ),
    GLOSSARY: ("glossary", "revision", "description"),
}
TERM_MARKS = ("renders", "case", "ambiguous", "forms", "except")
RULE_MARKS = ("severity", "extends", "consistent", "rule")
#: How people say in a rationale what a policy extends.
SAYS_EXTENDS = re.compile(r"[;,.]?\s*extends ([\w-]+)\.?\s*$")

Cells = tuple[str, ...]


def write_rows(termbase: TermBase) -> dict[str, list[Cells]]:
    """The tables by name, each with its header, which `read_tables` reads back."""
    concepts = [_concept_cells(concept) for concept in termbase.concepts]
    terms = [_term_cells(term) for concept in termbase.concepts for term in concept.terms]
    rules = [cells for policy in termbase.policies for cells in _policy_cells(policy)]
    about = (termbase.name, str(termbase.revision), termbase.description)
    return {
        CONCEPTS: _wide(COLUMNS[CONCEPTS], csv_cells.CONCEPT_COLUMNS, concepts),
        TERMS: _wide(COLUMNS[TERMS], csv_cells.TERM_COLUMNS, terms),
        POLICIES: [COLUMNS[POLICIES], *rules],
        GLOSSARY: [COLUMNS[GLOSSARY], about],
    }


def _wide(columns: Cells, more: Cells, rows: Sequence[Cells]) -> list[Cells]:
    """A table with those of some more columns in which something stands."""
    every = (*columns, *more)
    kept = [n for n, name in enumerate(every) if name in columns or any(row[n] for row in rows)]
    return [itemgetter(*kept)(row) for row in (every, *rows)]


def _concept_cells(concept: Concept) -> tuple[str, ...]:
    contested = "yes" if concept.contested else "no"
    about = (concept.definition, concept.why_contested)
    return (concept.id, concept.subject, contested, *about, *csv_cells.concept_cells(concept))


def _term_cells(term: Term) -> tuple[str, ...]:
    marks = {
        "renders": join_list(term.renders) or None,
        "case": None if term.case is CaseRule.ANY else term.case,
        "ambiguous": "" if term.ambiguous else None,
        "forms": join_list(term.forms) or None,
        "except": join_list(term.excepted) or None,
    }
    usage = put_marks(marks, term.usage)
    named = (term.concept, term.language, term.text)
    return (*named, term.part_of_speech, term.status, usage, *csv_cells.term_cells(term))


def _policy_cells(policy: Policy) -> Iterator[tuple[str, ...]]:
    extends = join_list((policy.extends,)) or _not_meant(policy.description)
    about = put_marks({"extends": extends}, policy.description)
    if about or not policy.rules:
        yield (policy.name, ANY, ANY, "", "", "", "", "|".join(Voice), about)
    yield from (_rule_cells(policy.name, rule) for rule in policy.rules)


def _rule_cells(policy: str, rule: Rule) -> tuple[str, ...]:
    severity = None if rule.severity is None else rule.severity.name.lower()
    lists = (rule.required, rule.also_allowed, rule.forbidden)
    return (
        *(policy, rule.concept, rule.language),
        *(join_list(texts) for texts in lists),
        rule.first_mention,
        "|".join(voice for voice in Voice if voice in rule.voices),
        put_marks(
            {
                "severity": severity,
                "extends": _not_meant(rule.rationale),
                "consistent": "" if rule.consistent else None,
                "rule": "" if rule == Rule(rationale=rule.rationale) else None,
            },
            rule.rationale,
        ),
    )


def _not_meant(text: str) -> str | None:
    """The mark of a text that would be read as if it said what a policy extends."""
    return "" if SAYS_EXTENDS.search(text) else None
