"""What keeps a term base from being stored, each problem with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.model import (
    ANY,
    Concept,
    Cue,
    Example,
    Policy,
    Reference,
    Relation,
    Rule,
    Source,
    Status,
    Term,
    TermBase,
    Voice,
)
from glossary.termbases import shipped
from glossary.validation import problems, unholdable

LEVY = Term(id="t1", concept="levy", language="uk", text="ополчення")
CONCEPT = Concept(id="levy", terms=(LEVY,))
SOUND = TermBase(
    concepts=(CONCEPT,),
    policies=(
        Policy(name="house", rules=(Rule(concept="levy", language="uk", required=("ополчення",)),)),
        Policy(name="Дім 2", extends="house", rules=(Rule(severity=None),)),
    ),
)


def places(base: TermBase) -> list[tuple[str, str]]:
    return [(problem.entry, problem.field) for problem in problems(base)]


def test_a_sound_term_base_has_no_problem() -> None:
    assert problems(TermBase()) == ()
    assert problems(SOUND) == ()


def test_the_shipped_term_base_is_sound() -> None:
    assert problems(shipped()) == ()


@pytest.mark.parametrize(
    "ident", ["", "Levy", "two words", "-levy", "levy-", "a--b", "ополчення", "a/b", "a\n"]
)
def test_a_concept_needs_a_short_name_for_addresses(ident: str) -> None:
    assert places(TermBase(concepts=(Concept(id=ident),))) == [(ident, "id")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "слово" * 50}, "text"),
        ({"language": ""}, "language"),
        ({"language": "Ukrainian"}, "language"),
        ({"language": "uk_UA"}, "language"),
        ({"forms": ("",)}, "forms"),
        ({"excepted": (" ",)}, "forms"),
        ({"renders": ("militia " * 50,)}, "forms"),
    ],
)
def test_a_term_needs_a_text_a_language_and_forms_of_some_length(
    change: dict[str, object], field: str
) -> None:
    term = replace(LEVY, **change)  # type: ignore[arg-type] # one field at a time
    assert places(TermBase(concepts=(replace(CONCEPT, terms=(term,)),))) == [("levy", field)]


def test_a_spelling_stands_once_in_a_concept_and_language() -> None:
    again = replace(LEVY, id="t2", text="ополче\u0301ння")
    russian = replace(LEVY, id="t3", language="ru")
    assert places(TermBase(concepts=(replace(CONCEPT, terms=(LEVY, again)),))) == [("levy", "text")]
    assert problems(TermBase(concepts=(replace(CONCEPT, terms=(LEVY, russian)),))) == ()


FIRST = replace(LEVY, status=Status.PREFERRED)
SECOND = replace(LEVY, id="t2", text="добровольці", status=Status.PREFERRED)


def test_one_term_is_preferred_in_a_language_and_the_reason_names_both() -> None:
    (problem,) = problems(TermBase(concepts=(replace(CONCEPT, terms=(FIRST, SECOND)),)))
    assert (problem.entry, problem.field) == ("levy", "status")
    assert (
        "“ополчення” and “добровольці” are both preferred in Ukrainian. Prefer one"
        in problem.reason.english
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"status": Status.ADMITTED}),
        ({}, {"language": "ru"}),
        ({"renders": ("militia",)}, {"renders": ("volunteers",)}),
        ({"renders": ("militia",)}, {}),
        ({"geography": "Ukraine"}, {"geography": "Canada"}),
        ({"valid_until": "2014-02"}, {"valid_from": "2014-03-01"}),
        ({"valid_from": "2015"}, {"valid_until": "2014"}),
    ],
)
def test_two_preferred_terms_may_share_a_language_where_each_has_a_use_of_its_own(
    first: dict[str, object], second: dict[str, object]
) -> None:
    terms = (
        replace(FIRST, **first),  # type: ignore[arg-type] # some fields at a time
        replace(SECOND, **second),  # type: ignore[arg-type]
    )
    assert problems(TermBase(concepts=(replace(CONCEPT, terms=terms),))) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"renders": ("Militia", "levy")}, {"renders": ("militia",)}),
        ({"geography": "Ukraine"}, {}),
        ({"valid_until": "2014"}, {"valid_from": "2014-03-01"}),
        ({"valid_until": "2014"}, {}),
    ],
)
def test_uses_that_overlap_leave_two_preferred_terms_in_doubt(
    first: dict[str, object], second: dict[str, object]
) -> None:
    terms = (
        replace(FIRST, **first),  # type: ignore[arg-type] # some fields at a time
        replace(SECOND, **second),  # type: ignore[arg-type]
    )
    assert places(TermBase(concepts=(replace(CONCEPT, terms=terms),))) == [("levy", "status")]


def test_a_contested_concept_says_why() -> None:
    contested = replace(CONCEPT, contested=True)
    assert places(TermBase(concepts=(contested,))) == [("levy", "why_contested")]
    assert problems(TermBase(concepts=(replace(contested, why_contested="Both."),))) == ()


def test_two_entries_may_not_have_one_name() -> None:
    twice = replace(SOUND, concepts=(CONCEPT, CONCEPT), policies=(*SOUND.policies,) * 2)
    assert places(twice) == [("levy", "id"), ("house", "name"), ("Дім 2", "name")]


@pytest.mark.parametrize("name", ["", " ", "a/b", ".", "..", "two\nlines", " padded", "x" * 101])
def test_a_policy_needs_a_name_for_addresses(name: str) -> None:
    assert places(TermBase(policies=(Policy(name=name),))) == [(name, "name")]


@pytest.mark.parametrize("extends", ["nowhere", "house"])
def test_a_policy_extends_one_that_is_there_and_not_itself(extends: str) -> None:
    base = TermBase(policies=(Policy(name="house", extends=extends),))
    assert places(base) == [("house", "extends")]


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule(concept="nothing"), "concept"),
        (Rule(language="English"), "language"),
        (Rule(voices=frozenset()), "voices"),
        (Rule(required=("",)), "renderings"),
        (Rule(forbidden=("слово" * 50,)), "renderings"),
    ],
)
def test_a_rule_is_for_something_and_asks_something(rule: Rule, field: str) -> None:
    assert places(TermBase(policies=(Policy(name="house", rules=(rule,)),))) == [("house", field)]


def test_every_concept_and_language_is_something() -> None:
    rule = Rule(concept=ANY, language=ANY, required=("x",))
    assert problems(TermBase(policies=(Policy(name="house", rules=(rule,)),))) == ()


def test_all_problems_are_told_at_once_each_with_a_reason() -> None:
    bad = TermBase(concepts=(Concept(id="A", contested=True), Concept(id="b", terms=(
        replace(LEVY, text="", language="?"),
    ))))  # fmt: skip
    found = problems(bad)
    assert [problem.field for problem in found] == ["id", "why_contested", "text", "language"]
    assert all(problem.reason for problem in found)


SOURCE = Source(title="Статут", date="2014-05-11")
OPPOSITE = Reference(relation=Relation.OPPOSITE, concept="guard")
GUARD = Concept(id="guard", terms=(replace(LEVY, id="t2", concept="guard", text="варта"),))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"references": (replace(OPPOSITE, concept="nobody"),)}, "references"),
        ({"references": (replace(OPPOSITE, concept="levy"),)}, "references"),
        ({"cues": (Cue(language="uk", text=" "),)}, "cues"),
        ({"examples": (Example(language="uk", text=" "),)}, "examples"),
        ({"examples": (Example(language="uk", text="Слово. " * 200),)}, "examples"),
        ({"examples": (Example(language="Ukrainian", text="Слово."),)}, "examples"),
        ({"cues": (Cue(language="uk", text="слово" * 50),)}, "cues"),
        ({"cues": (Cue(language="Ukrainian", text="слово"),)}, "cues"),
        ({"cues": (Cue(language="uk", text="Ополчення"),)}, "cues"),
        ({"sources": (Source(title=""),)}, "sources"),
        ({"sources": (Source(title="Статут", date="2014-13"),)}, "sources"),
        ({"sources": (Source(title="Статут", date="травень 2014"),)}, "sources"),
        ({"terms": (replace(LEVY, valid_from="2014-02-30"),)}, "valid"),
        ({"terms": (replace(LEVY, valid_until="завтра"),)}, "valid"),
        ({"terms": (replace(LEVY, valid_from="2014-05", valid_until="2014-04-30"),)}, "valid"),
        ({"terms": (replace(LEVY, sources=(Source(title="Статут", date="14"),)),)}, "sources"),
    ],
)
def test_what_an_entry_points_to_exists_and_its_dates_are_days(
    change: dict[str, object], field: str
) -> None:
    concept = replace(CONCEPT, **change)  # type: ignore[arg-type] # one field at a time
    assert places(TermBase(concepts=(concept, GUARD))) == [("levy", field)]


def test_references_cues_and_dates_in_order_are_no_problem() -> None:
    dated = replace(LEVY, valid_from="2014-05-11", valid_until="2014", sources=(SOURCE,))
    concept = replace(
        CONCEPT,
        terms=(dated,),
        references=(OPPOSITE,),
        sources=(SOURCE, replace(SOURCE, date="2014-05"), replace(SOURCE, date="2014")),
        cues=(Cue(language="uk", text="фронт"), Cue(language="ru", text="ополчення")),
    )
    assert problems(TermBase(concepts=(concept, GUARD))) == ()


def test_a_form_for_a_first_mention_is_not_asked_in_speech_alone() -> None:
    rule = Rule(concept="levy", first_mention="«ополчення»")
    spoken = replace(rule, voices=frozenset({Voice.ANSWER, Voice.QUESTION}))
    for each, expected in (
        (rule, []),
        (spoken, [("house", "first_mention")]),
        (replace(spoken, voices=frozenset()), [("house", "voices")]),
    ):
        base = TermBase(concepts=(CONCEPT,), policies=(Policy(name="house", rules=(each,)),))
        assert places(base) == expected


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\r", "\x1f", "\ufffe", "\ud800"])
def test_a_character_that_no_file_can_hold_is_named_with_its_field(character: str) -> None:
    text = f"a{character}b"
    source = Source(title="Статут", quotation=text)
    concept = Concept(id="levy", note=text, terms=(replace(LEVY, forms=("b", text)),))
    found = unholdable(replace(concept, sources=(source,)))
    assert [(problem.entry, problem.field) for problem in found] == [
        ("levy", "note"),
        ("levy", "quotation"),
        ("levy", "forms"),
    ]
    assert all(f"U+{ord(character):04X}" in problem.reason.english for problem in found)
    policy = Policy(name="house", rules=(Rule(required=("x",), rationale=text),))
    assert [problem.field for problem in unholdable(policy)] == ["rationale"]


def test_letters_marks_and_lines_of_every_script_can_be_held() -> None:
    text = "Йод\u0301, אב: 水\t😀\u200b\u2028\x85\nдве строки"
    assert unholdable(Concept(id="levy", note=text)) == ()


def test_a_short_name_is_short() -> None:
    assert problems(TermBase(concepts=(Concept(id="a" * 100),))) == ()
    assert places(TermBase(concepts=(Concept(id="a" * 101),))) == [("a" * 40, "id")]
