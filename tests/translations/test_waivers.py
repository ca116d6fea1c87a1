"""A waiver covers what it was made for, and nothing that says other words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.model import Sense, Severity, Span, Violation, ViolationKind, Voice
from glossary.saying import say
from translations.model import Finding
from translations.waivers import (
    Scope,
    Subject,
    Waiver,
    assign,
    ordinals,
    rule_of,
    subject,
)

_SUBJECT = Subject(
    check="terminology",
    kind="banned",
    concept="opolchenie",
    source_words="militia",
    target_words="террористы",
    voice=Voice.NARRATION,
    rule="r",
)
_NUMBERS = replace(_SUBJECT, check="numbers", concept="", target_words="12", rule="")


def _waiver(scope: Scope = Scope.OCCURRENCE, *, of: Subject = _SUBJECT, **facts: object) -> Waiver:
    values = {"id": 7, "speaker": "", "ordinal": 0, **facts}
    return Waiver(
        id=int(str(values["id"])),
        scope=scope,
        subject=of,
        speaker=str(values["speaker"]),
        ordinal=int(str(values["ordinal"])),
    )


def test_the_same_words_under_the_same_rule_are_waived() -> None:
    assert assign([_SUBJECT], [_waiver()], speaker="") == (7,)


@pytest.mark.parametrize(
    "other",
    [
        replace(_SUBJECT, target_words="террористам"),
        replace(_SUBJECT, source_words="people's militia"),
        replace(_SUBJECT, voice=Voice.ANSWER),
        replace(_SUBJECT, rule="another"),
        replace(_SUBJECT, kind="missing"),
        replace(_SUBJECT, concept="coup"),
        replace(_SUBJECT, sense="opolchenie"),
    ],
)
def test_a_waiver_lapses_when_what_it_is_about_changes(other: Subject) -> None:
    assert assign([other], [_waiver()], speaker="") == (None,)


def test_each_of_two_equal_findings_needs_its_own_waiver() -> None:
    assert assign([_SUBJECT, _SUBJECT], [_waiver(ordinal=1)], speaker="") == (None, 7)
    both = [_waiver(ordinal=0), _waiver(id=8, ordinal=1)]
    assert assign([_SUBJECT, _SUBJECT], both, speaker="") == (7, 8)


def test_a_waiver_stays_when_an_equal_finding_before_it_goes() -> None:
    assert assign([_SUBJECT], [_waiver(ordinal=1)], speaker="") == (7,)
    both = [_waiver(ordinal=0), _waiver(id=8, ordinal=1)]
    assert assign([_SUBJECT], both, speaker="") == (7,)


def test_a_wider_waiver_covers_other_forms_of_the_words() -> None:
    inflected = replace(_SUBJECT, target_words="террористам")
    assert assign([inflected], [_waiver(Scope.DOCUMENT)], speaker="") == (7,)


def test_a_wider_waiver_without_a_concept_is_about_its_words() -> None:
    waiver = _waiver(Scope.DOCUMENT, of=_NUMBERS)
    other = replace(_NUMBERS, target_words="13")
    assert assign([_NUMBERS, other], [waiver], speaker="") == (7, None)


def test_a_speakers_waiver_is_for_this_speaker() -> None:
    waiver = _waiver(Scope.SPEAKER, speaker="A")
    assert assign([_SUBJECT], [waiver], speaker="A") == (7,)
    assert assign([_SUBJECT], [waiver], speaker="B") == (None,)


def test_a_finding_without_a_place_is_about_the_whole_text() -> None:
    finding = Finding(check="length", kind="long", severity=Severity.WARNING, message=say("Long."))
    made = subject(finding, source="a", target="б\ue000в", voice=Voice.ANSWER)
    assert (made.source_words, made.target_words, made.voice) == ("", "бв", Voice.ANSWER)


def test_a_finding_is_about_the_words_at_its_places_without_codes() -> None:
    finding = Finding(
        check="terminology",
        kind="banned",
        severity=Severity.ERROR,
        message=say(""),
        source=Span(0, 3),
        target=Span(1, 5),
        concept="c",
    )
    made = subject(finding, source="one two", target="«од\ue000ин»", voice=Voice.ANSWER, rule="x")
    assert (made.source_words, made.target_words, made.rule) == ("one", "оди", "x")


def test_equal_findings_are_numbered() -> None:
    assert ordinals([_SUBJECT, _NUMBERS, _SUBJECT]) == (0, 0, 1)


def test_another_rule_has_another_digest() -> None:
    violation = Violation(
        kind=ViolationKind.BANNED,
        severity=Severity.ERROR,
        concept="c",
        message=say("one"),
        source=None,
        target=None,
        expected=("a", "b"),
        rule="why",
    )
    assert rule_of(violation) == rule_of(
        replace(violation, message=say("two"), severity=Severity.NOTE)
    )
    assert rule_of(violation) != rule_of(replace(violation, expected=("a",)))
    assert rule_of(violation) != rule_of(replace(violation, rule="because"))


@pytest.mark.parametrize(
    ("sense", "told"),
    [
        (Sense(span=Span(0, 3), concept="c"), "c"),
        (Sense(span=Span(0, 7), concept="c"), "c"),
        (Sense(span=Span(1, 7), concept="c"), ""),
        (Sense(span=Span(0, 3), concept="d"), ""),
        (Sense(span=Span(0, 3)), ""),
    ],
)
def test_what_a_person_said_of_the_source_words_belongs_to_the_subject(
    sense: Sense, told: str
) -> None:
    finding = Finding(
        check="terminology",
        kind="banned",
        severity=Severity.NOTE,
        message=say(""),
        source=Span(0, 3),
        target=Span(0, 4),
        concept="c",
    )
    facts = {"source": "one two", "target": "один"}
    assert subject(finding, **facts, voice=Voice.ANSWER, senses=[sense]).sense == told
    for other in (replace(finding, source=None), replace(finding, concept="")):
        assert subject(other, **facts, voice=Voice.ANSWER, senses=[sense]).sense == ""


def test_a_wider_waiver_is_for_its_voice_and_any_told_sense_of_its_concept() -> None:
    waiver = _waiver(Scope.DOCUMENT)
    told = replace(_SUBJECT, sense="opolchenie")
    narrated = replace(_SUBJECT, voice=Voice.ANSWER)
    assert assign([told, narrated], [waiver], speaker="") == (7, None)
