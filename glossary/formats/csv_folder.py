"""A term base as three tables that a spreadsheet opens: concepts, terms, policies.

The columns are fixed; what a table has no column for stands in marks at the
start of its free text (`marks.py`): of a term `renders`, `case`, `ambiguous`,
`forms`, `except` in its usage note; of a rule `severity`, and of a policy
`extends`, in the rationale. What a spreadsheet would take for a formula has an
apostrophe before it. A row of a policy for every concept and language
that asks nothing is the policy's own description.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from glossary.errors import UnreadableTermBase
from glossary.formats import csv_cells
from glossary.formats.identity import LANGUAGE, term_id
from glossary.formats.marks import join_list, put_marks, split_list, take_marks
from glossary.model import (
    ALL_VOICES,
    ANY,
    CaseRule,
    Concept,
    Cue,
    Policy,
    ProcessStatus,
    Reference,
    Rule,
    Severity,
    Status,
    Term,
    TermBase,
    TermType,
    Voice,
)

if TYPE_CHECKING:
    from _csv import Reader

CONCEPTS = "concepts.csv"
TERMS = "terms.csv"
POLICIES = "policies.csv"

_CONCEPT_COLUMNS = ("concept", "subject", "contested", "definition", "why_contested")
_TERM_COLUMNS = ("concept", "lang", "term", "pos", "status", "usage")
_POLICY_COLUMNS = (
    *("policy", "concept", "lang", "required", "also_allowed", "forbidden"),
    *("first_mention", "voices", "rationale"),
)
_TERM_MARKS = ("renders", "case", "ambiguous", "forms", "except")
_RULE_MARKS = ("severity", "extends", "consistent")
#: How a cell begins that a spreadsheet would run; an apostrophe before it makes it a text.
_FORMULA = re.compile(r"'*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
_EXTENDS = re.compile(r"[;,.]?\s*extends ([\w-]+)\.?\s*$")

_Word = TypeVar("_Word", bound=StrEnum)
_Several = TypeVar("_Several", tuple[Cue, ...], tuple[Reference, ...])


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a table, which knows its place when something is wrong in it."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, reason: str) -> UnreadableTermBase:
        return UnreadableTermBase(self.file, self.line, reason)

    def word(self, column: str, value: str, words: type[_Word]) -> _Word:
        try:
            return words(value.strip().lower())
        except ValueError:
            known = ", ".join(words)
            raise self.wrong(f"unknown {column} “{value}”; there are: {known}.") from None

    def named(self, column: str, words: type[_Word]) -> _Word:
        """A word of a standard, whose letter case counts; empty where nothing stands."""
        if self[column] not in set(words):
            known = ", ".join(filter(None, words))
            raise self.wrong(f"unknown {column} “{self[column]}”; there are: {known}.")
        return words(self[column])

    def needed(self, column: str) -> str:
        if not self[column]:
            raise self.wrong(f"the column “{column}” is empty.")
        return self[column]

    def several(self, column: str, read: Callable[[str], _Several]) -> _Several:
        try:
            return read(self[column])
        except ValueError as error:
            raise self.wrong(f"the column “{column}” cannot be read: {error}.") from None

    def language(self) -> str:
        language = self.needed("lang")
        if not LANGUAGE.fullmatch(language):
            raise self.wrong(f"“{language}” is no language code.")
        return language


def read_folder(files: Mapping[str, bytes], name: str = "") -> TermBase:
    """The term base that the tables hold; `policies.csv` may be absent."""
    for needed in (CONCEPTS, TERMS):
        if needed not in files:
            raise UnreadableTermBase(needed, None, "the file is missing.")
    concepts = _concepts(_rows(CONCEPTS, files[CONCEPTS], _CONCEPT_COLUMNS))
    terms = _terms(_rows(TERMS, files[TERMS], _TERM_COLUMNS), concepts)
    policies = (
        _policies(_rows(POLICIES, files[POLICIES], _POLICY_COLUMNS), concepts)
        if POLICIES in files
        else ()
    )
    filled = tuple(replace(c, terms=tuple(terms.get(c.id, ()))) for c in concepts.values())
    return TermBase(name=name, concepts=filled, policies=policies)


def write_folder(termbase: TermBase) -> dict[str, bytes]:
    """The tables that `read_folder` reads back as the same concepts, terms and policies."""
    concepts = [_concept_cells(concept) for concept in termbase.concepts]
    terms = [_term_cells(term) for concept in termbase.concepts for term in concept.terms]
    rules = (cells for policy in termbase.policies for cells in _policy_cells(policy))
    return {
        CONCEPTS: _wide_table(_CONCEPT_COLUMNS, csv_cells.CONCEPT_COLUMNS, concepts),
        TERMS: _wide_table(_TERM_COLUMNS, csv_cells.TERM_COLUMNS, terms),
        POLICIES: _table(_POLICY_COLUMNS, rules),
    }


def _rows(file: str, content: bytes, columns: tuple[str, ...]) -> Iterator[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTermBase(file, line, "this is not UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header, line = _header(file, reader, columns), reader.line_num + 1
    while (cells := _next(file, reader)) is not None:
        if any(cell.strip() for cell in cells):
            if len(cells) > len(header):
                raise UnreadableTermBase(file, line, _too_many(len(cells), len(header)))
            stripped = (_meant(cell.strip()) for cell in cells)
            yield _Row(file, line, dict(zip(header, stripped, strict=False)))
        line = reader.line_num + 1


def _header(file: str, reader: Reader, columns: tuple[str, ...]) -> list[str]:
    header = [cell.strip() for cell in _next(file, reader) or ()]
    if missing := [column for column in columns if column not in header]:
        raise UnreadableTermBase(file, 1, f"the column “{missing[0]}” is missing.")
    return header


def _next(file: str, reader: Reader) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise UnreadableTermBase(file, reader.line_num, f"{error}.") from None


def _too_many(cells: int, columns: int) -> str:
    return f"{cells} fields for {columns} columns; a text with a comma stands in quotation marks."


def _concepts(rows: Iterable[_Row]) -> dict[str, Concept]:
    concepts: dict[str, Concept] = {}
    for row in rows:
        concept = Concept(
            id=row.needed("concept"),
            subject=row["subject"],
            definition=row["definition"],
            contested=_yes(row, "contested"),
            why_contested=row["why_contested"],
            note=row["note"],
            sources=csv_cells.sources(row["sources"]),
            cues=row.several("cues", csv_cells.cues),
            references=row.several("references", csv_cells.references),
        )
        if concept.id in concepts:
            raise row.wrong(f"the concept “{concept.id}” is there twice.")
        concepts[concept.id] = concept
    return concepts


def _yes(row: _Row, column: str) -> bool:
    value = row[column].lower()
    if value not in {"yes", "no", ""}:
        raise row.wrong(f"“{column}” is yes or no, not “{row[column]}”.")
    return value == "yes"


def _known(row: _Row, concepts: Mapping[str, Concept]) -> str:
    concept = row.needed("concept")
    if concept not in concepts:
        raise row.wrong(f"unknown concept “{concept}”.")
    return concept


def _terms(rows: Iterable[_Row], concepts: Mapping[str, Concept]) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {}
    seen: set[str] = set()
    for row in rows:
        term = _term(row, _known(row, concepts))
        if term.id in seen:
            raise row.wrong(f"the term “{term.text}” ({term.language}) is in its concept twice.")
        seen.add(term.id)
        terms.setdefault(term.concept, []).append(term)
    return terms


def _term(row: _Row, concept: str) -> Term:
    marks, usage = take_marks(row["usage"], _TERM_MARKS)
    text, language = row.needed("term"), row.language()
    return Term(
        id=term_id(concept, language, text),
        concept=concept,
        language=language,
        text=text,
        status=row.word("status", row.needed("status"), Status),
        part_of_speech=row["pos"],
        usage=usage,
        case=row.word("case", marks.get("case", CaseRule.ANY), CaseRule),
        ambiguous="ambiguous" in marks,
        renders=split_list(marks.get("renders", "")),
        forms=split_list(marks.get("forms", "")),
        excepted=split_list(marks.get("except", "")),
        target_only=_yes(row, "target_only"),
        must_match=csv_cells.sentences(row["must_match"]),
        must_not_match=csv_cells.sentences(row["must_not_match"]),
        type=row.named("type", TermType),
        gender=row["gender"],
        number=row["number"],
        register=row["register"],
        geography=row["geography"],
        false_friend=row["false_friend"],
        reliability=row["reliability"],
        process=row.named("process", ProcessStatus),
        responsible=row["responsible"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        sources=csv_cells.sources(row["sources"]),
    )


def _policies(rows: Iterable[_Row], concepts: Mapping[str, Concept]) -> tuple[Policy, ...]:
    policies: dict[str, Policy] = {}
    for row in rows:
        name = row.needed("policy")
        policies[name] = _with_row(policies.get(name, Policy(name=name)), row, concepts)
    for policy in policies.values():
        if policy.extends and policy.extends not in policies:
            reason = f"“{policy.name}” extends the unknown policy “{policy.extends}”."
            raise UnreadableTermBase(POLICIES, None, reason)
    return tuple(policies.values())


def _with_row(policy: Policy, row: _Row, concepts: Mapping[str, Concept]) -> Policy:
    concept = ANY if row["concept"] in {"", ANY} else _known(row, concepts)
    language = ANY if row["lang"] in {"", ANY} else row.language()
    marks, rationale = take_marks(row["rationale"], _RULE_MARKS)
    if told := _EXTENDS.search(rationale):
        rationale = rationale[: told.start()]
        marks.setdefault("extends", told[1])
    policy = replace(policy, extends=marks.get("extends", policy.extends))
    rule = _rule(row, concept, language, marks)
    if rule == Rule():
        return replace(policy, description=rationale or policy.description)
    return replace(policy, rules=(*policy.rules, replace(rule, rationale=rationale)))


def _rule(row: _Row, concept: str, language: str, marks: Mapping[str, str]) -> Rule:
    voices = frozenset(row.word("voice", voice, Voice) for voice in split_list(row["voices"]))
    return Rule(
        concept=concept,
        language=language,
        required=split_list(row["required"]),
        also_allowed=split_list(row["also_allowed"]),
        forbidden=split_list(row["forbidden"]),
        first_mention=row["first_mention"],
        voices=voices or ALL_VOICES,
        severity=_severity(row, marks.get("severity", "")),
        consistent="consistent" in marks,
    )


def _severity(row: _Row, word: str) -> Severity | None:
    if not word:
        return None
    if word.upper() not in Severity.__members__:
        raise row.wrong(f"unknown severity “{word}”; there are: note, warning, error.")
    return Severity[word.upper()]


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _wide_table(
    columns: tuple[str, ...], more: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> bytes:
    """A table with those of some more columns in which something stands."""
    every = (*columns, *more)
    kept = [n for n, name in enumerate(every) if name in columns or any(row[n] for row in rows)]
    return _table(tuple(every[n] for n in kept), (tuple(row[n] for n in kept) for row in rows))


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _meant(cell: str) -> str:
    """Undo `_harmless`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


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
    extends = {"extends": policy.extends or None}
    about = put_marks(extends, policy.description)
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
            {"severity": severity, "consistent": "" if rule.consistent else None}, rule.rationale
        ),
    )
