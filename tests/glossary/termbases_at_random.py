"""Hypothesis strategies for term bases whose texts are as odd as people's."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from glossary.formats.identity import term_id
from glossary.model import (
    ANY,
    CaseRule,
    Concept,
    Cue,
    Example,
    Policy,
    ProcessStatus,
    Reference,
    Relation,
    Rule,
    Severity,
    Source,
    Status,
    Term,
    TermBase,
    TermType,
    Voice,
)

_LETTERS = st.sampled_from(
    "aZé'’ʼ|\\[]: \"“«,;\n<&>#ополчіїґ\u0301\t=+-@/_x00\x85\xa0\u2028\u200b\ufeff😀\U0010fffd"
)
TEXTS = st.text(_LETTERS, max_size=12).map(str.strip)
ONE_LINE = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
MARKED = st.sampled_from(
    [
        *("", "[ambiguous]", "[renders: x] y", "\\[", "workbench:forbidden", "workbench:usage x"),
        *("[extends: x]", "Usual; extends plain.", "extends x", "[rule] so"),
    ]
)
NOTES = st.one_of(TEXTS, MARKED)
SLUGS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
POLICY_NAMES = st.one_of(SLUGS, st.sampled_from(["a]b", "[a|b]", "Дім №1 (суворий)", "=x\\"]))
LISTS = st.lists(ONE_LINE, max_size=3).map(tuple)
ONE_LINE_OR_NONE = st.one_of(st.just(""), ONE_LINE)
SOURCES = st.lists(
    st.builds(
        Source,
        title=ONE_LINE,
        link=st.sampled_from(["", "https://example.org/a?b=c&d=e"]),
        quotation=TEXTS,
        date=st.sampled_from(["", "2014", "2014-05-11"]),
    ),
    max_size=2,
).map(tuple)
PARTS_OF_SPEECH = st.sampled_from(
    ["", "noun", "noun phrase", "proper noun", "adjective", "abbreviation", "phrase", "other"]
)

_terms = st.builds(
    Term,
    id=st.just(""),
    concept=st.just(""),
    language=st.sampled_from(["en", "ru", "uk", "sr-Latn"]),
    text=ONE_LINE,
    status=st.sampled_from(Status),
    part_of_speech=PARTS_OF_SPEECH,
    usage=NOTES,
    case=st.sampled_from(CaseRule),
    ambiguous=st.booleans(),
    renders=LISTS,
    forms=LISTS,
    excepted=LISTS,
    target_only=st.booleans(),
    must_match=LISTS,
    must_not_match=LISTS,
    type=st.sampled_from(TermType),
    gender=st.sampled_from(["", "masculine", "feminine", "neuter"]),
    number=st.sampled_from(["", "singular", "plural"]),
    register=st.sampled_from(["", "colloquialRegister"]),
    geography=ONE_LINE_OR_NONE,
    false_friend=TEXTS,
    reliability=st.sampled_from(["", "1", "10"]),
    process=st.sampled_from(ProcessStatus),
    responsible=ONE_LINE_OR_NONE,
    valid_from=st.sampled_from(["", "2014", "2014-05-11"]),
    valid_until=st.sampled_from(["", "2022-02"]),
    sources=SOURCES,
)
_concepts = st.builds(
    Concept,
    id=SLUGS,
    subject=TEXTS,
    definition=TEXTS,
    contested=st.booleans(),
    why_contested=TEXTS,
    note=NOTES,
    sources=SOURCES,
    cues=st.lists(
        st.builds(Cue, language=st.sampled_from(["en", "ru"]), text=ONE_LINE), max_size=2
    ).map(tuple),
    examples=st.lists(
        st.builds(Example, language=st.sampled_from(["en", "uk"]), text=ONE_LINE), max_size=2
    ).map(tuple),
    references=st.lists(
        st.builds(Reference, relation=st.sampled_from(Relation), concept=SLUGS), max_size=2
    ).map(tuple),
    terms=st.lists(
        _terms, max_size=4, unique_by=lambda term: term_id("", term.language, term.text)
    ).map(tuple),
)


def _named(concept: Concept) -> Concept:
    terms = (
        replace(t, concept=concept.id, id=term_id(concept.id, t.language, t.text))
        for t in concept.terms
    )
    return replace(concept, terms=tuple(terms))


CONCEPTS = st.lists(_concepts.map(_named), max_size=4, unique_by=lambda c: c.id).map(tuple)


@st.composite
def termbases(draw: st.DrawFn) -> TermBase:
    concepts = draw(CONCEPTS)
    named = st.sampled_from([ANY, *(concept.id for concept in concepts)])
    rules = st.builds(
        Rule,
        concept=named,
        language=st.sampled_from([ANY, "ru", "uk"]),
        required=LISTS,
        also_allowed=LISTS,
        forbidden=LISTS,
        first_mention=TEXTS,
        voices=st.frozensets(st.sampled_from(Voice), min_size=1),
        severity=st.one_of(st.none(), st.sampled_from(Severity)),
        rationale=NOTES,
        consistent=st.booleans(),
    )
    policies = st.lists(
        st.builds(
            Policy,
            name=POLICY_NAMES,
            description=NOTES,
            rules=st.lists(rules, max_size=3).map(tuple),
        ),
        max_size=3,
        unique_by=lambda policy: policy.name,
    )
    first, *others = draw(policies) or [Policy(name="plain")]
    extending = tuple(replace(policy, extends=first.name) for policy in others)
    return TermBase(
        name=draw(TEXTS),
        revision=draw(st.integers(0, 9)),
        description=draw(TEXTS),
        concepts=concepts,
        policies=(first, *extending),
    )
