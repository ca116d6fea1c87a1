"""What an ambiguous word means: said by a person, told by a word near it, or left open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.enforcement import Enforcer, enforce
from glossary.model import Cue, Sense, Severity, Span, TermBase, ViolationKind
from glossary.termbases import shipped
from tests.glossary.contested_words import CONTESTED

MISSING, NOT_THIS = ViolationKind.MISSING, ViolationKind.NOT_THIS_SOURCE_TERM
NOTE, WARNING, ERROR = Severity


def with_cues(**cues: tuple[str, ...]) -> TermBase:
    """The base with English cues for some concepts, and one Russian that no English text has."""
    concepts = tuple(
        replace(
            concept,
            cues=(
                *(Cue(language="en", text=text) for text in cues.get(concept.id, ())),
                Cue(language="ru", text="мир"),
            ),
        )
        for concept in CONTESTED.concepts
    )
    return replace(CONTESTED, concepts=concepts)


CUED = Enforcer(
    with_cues(fall=("president", "state of emergency"), union=("parliament",), region=("tsar",)),
    "en",
    "ru",
    "",
)


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def found(
    source: str, target: str, *told: tuple[str, str], cued: frozenset[str] = frozenset()
) -> list[tuple[ViolationKind, Severity, str]]:
    senses = [Sense(span=span(source, words), concept=concept) for words, concept in told]
    judgement = CUED.judge(source, target, senses=senses, cued=cued)
    return [(v.kind, v.severity, v.concept) for v in judgement.violations]


@pytest.mark.parametrize(
    ("source", "severity"),
    [
        ("They spoke of the coup.", NOTE),
        ("They spoke of the coup in peace.", NOTE),
        ("The president fell in the coup.", ERROR),
        ("The presidents fell in the coup.", ERROR),
        ("After two states of emergency came the coup.", ERROR),
        ("The presidency ended in the coup.", NOTE),
    ],
)
def test_a_cue_near_an_ambiguous_word_tells_its_sense(source: str, severity: Severity) -> None:
    assert found(source, "Смена власти") == [(NOT_THIS, severity, "fall")]


def test_a_cue_elsewhere_in_the_document_tells_it_too() -> None:
    source, target = "They spoke of the coup.", "Смена власти"
    assert found(source, target, cued=frozenset({"fall"})) == [(NOT_THIS, ERROR, "fall")]
    assert found(source, target, cued=frozenset({"union"})) == [(NOT_THIS, NOTE, "fall")]


def test_an_enforcer_says_whose_cues_stand_in_a_text() -> None:
    assert CUED.cued("The tsar met two presidents.") == {"region", "fall"}
    assert CUED.cued("He met the emperor.") == frozenset()


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # nothing tells which New Russia is meant: either rendering serves
        ("New Russia was large.", "Новороссия велика.", [(MISSING, NOTE, "region")]),
        ("New Russia was large.", "Новороссийский край велик.", [(MISSING, NOTE, "union")]),
        # of one only a cue stands near
        ("The tsar ruled New Russia.", "Царь правил Новороссийским краем.", []),
        ("The parliament of New Russia met.", "Парламент Новороссии собрался.", []),
        (
            "The tsar ruled New Russia.",
            "Царь правил там.",
            [(MISSING, WARNING, "region")],
        ),
        # of both: open again
        (
            "The tsar and the parliament ruled New Russia.",
            "Царь и парламент правили Новороссией.",
            [(MISSING, NOTE, "region")],
        ),
    ],
)
def test_of_two_concepts_of_one_word_the_one_with_a_cue_is_meant(
    source: str, target: str, expected: list[tuple[ViolationKind, Severity, str]]
) -> None:
    assert found(source, target) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), [(NOT_THIS, NOTE, "fall")]),
        ((("coup", "fall"),), [(NOT_THIS, ERROR, "fall")]),
        ((("coup", ""),), []),
        ((("coup", "no-such-concept"),), [(NOT_THIS, NOTE, "fall")]),
        ((("spoke", ""),), [(NOT_THIS, NOTE, "fall")]),
    ],
)
def test_a_person_says_what_a_word_means(
    told: tuple[tuple[str, str], ...],
    expected: list[tuple[ViolationKind, Severity, str]],
) -> None:
    assert found("They spoke of the coup.", "Они говорили о смене власти.", *told) == expected


def test_a_concept_without_cues_is_not_ruled_out_by_those_of_another() -> None:
    source = "Восстание на Донбассе."
    for target in ("The uprising in the Donbas.", "The rebellion in the Donbas."):
        judged = enforce(
            source, target, termbase=shipped(), source_language="ru", target_language="en"
        )
        assert {violation.severity for violation in judged} <= {NOTE}


def test_a_person_decides_between_two_concepts_of_one_word() -> None:
    source, target = "New Russia was large.", "Новороссийский край велик."
    assert found(source, target, ("New Russia", "region")) == []
    target = "Край велик."
    assert found(source, target, ("New Russia", "union")) == [(MISSING, ERROR, "union")]


def test_a_person_names_a_concept_where_no_term_stands() -> None:
    source = "The rebels came."
    assert found(source, "Пришло ополчение.", ("rebels", "levy")) == []
    assert found(source, "Пришла милиция.", ("rebels", "levy")) == [
        (ViolationKind.BANNED, ERROR, "levy")
    ]
    judgement = CUED.judge(
        source, "Они", senses=[Sense(span=span(source, "rebels"), concept="levy")]
    )
    assert [o.reason.english for o in judgement.source] == ["«rebels», as a person read it"]


@pytest.mark.parametrize("place", [Span(3, 3), Span(-1, 4), Span(0, 400), Span(5, 2)])
def test_a_sense_of_no_words_of_this_source_says_nothing(place: Span) -> None:
    judgement = CUED.judge("The coup", "Успех", senses=[Sense(span=place, concept="fall")])
    assert judgement == CUED.judge("The coup", "Успех")


def test_a_word_that_a_person_took_for_none_may_be_rendered_by_anything() -> None:
    assert found("The Swiss militia", "Швейцарское ополчение", ("militia", "")) == []
