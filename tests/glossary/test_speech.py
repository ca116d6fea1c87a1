"""Whose words stand in a text: quotations, words in marks, brackets of an editor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.enforcement import Enforcer
from glossary.model import Sense, Span, ViolationKind, Voice
from glossary.speech import spoken, voice_at
from glossary.termbases import shipped

NARRATION, QUESTION, ANSWER, QUOTATION = Voice
BANNED, MISSING = ViolationKind.BANNED, ViolationKind.MISSING

DESCRIPTIVE = Enforcer(shipped(), "en", "ru", "descriptive")
REFERENCE = Enforcer(shipped(), "en", "ru", "russian-reference-norm")


@pytest.mark.parametrize(
    ("text", "voice", "others"),
    [
        ("He said: “We fought for it.” Then he left.", NARRATION, ["“We fought for it.”"]),
        ("«Мы ушли из «Новороссии» вчера», — сказал он.", NARRATION,
         ["«Мы ушли из «Новороссии» вчера»"]),
        ("„Wir gehen jetzt alle heim“, sagte er.", NARRATION, ["„Wir gehen jetzt alle heim“"]),
        ('She asked "where the opolchenie is now".', QUESTION, ['"where the opolchenie is now"']),
        ("It's what 'the militia's men say there'.", NARRATION, ["'the militia's men say there'"]),
        # A quotation that begins in the segment before, or goes on in the next one.
        ("they took Novorossiya then,” he said.", NARRATION, ["they took Novorossiya then,”"]),
        ("He said: “We left the place", NARRATION, ["“We left the place"]),
        ("Wir gehen heim“, sagte er.", NARRATION, ["Wir gehen heim“"]),
        ("Er sagt: »Wir gehen jetzt nach Hause«.", NARRATION, ["»Wir gehen jetzt nach Hause«"]),
        ("“We go to it now,” he said.", NARRATION, ["“We go to it now,”"]),
        ("« Nous allons à la maison », dit-il.", NARRATION, ["« Nous allons à la maison »"]),
        # A word or a name in marks is no quotation, unless a speaker sets the marks.
        ("The “people’s republics” are not recognised.", NARRATION, []),
        ("He called them “terrorists.”", NARRATION, []),
        ("The film “Maidan: Rough Cut of a Revolution” opened.", NARRATION, []),
        ("Im »Neuen Deutschland« stand nichts.", NARRATION, []),
        ("They are your “terrorists”.", QUESTION, []),
        ("They are the “terrorists” of whom you wrote.", ANSWER, ["“terrorists”"]),
        ("It’s the rebels’ land, isn't it? The rebels' land.", NARRATION, []),
        ("A screen of 5' or 6\" is enough.", NARRATION, []),
    ],
)  # fmt: skip
def test_a_quotation_is_told_from_a_word_in_marks(
    text: str, voice: Voice, others: list[str]
) -> None:
    found = spoken(text, voice)
    assert [text[s.span.start : s.span.end] for s in found] == others
    assert {s.voice for s in found} <= {QUOTATION}


@pytest.mark.parametrize(
    "bracket", ["[боевиков]", "(боевиков — ред.)", "(боевиков — прим. ред.)", "(the rebels – Ed.)"]
)
def test_an_editors_bracket_is_narration_in_a_speakers_words_alone(bracket: str) -> None:
    text = f"Мы видели их {bracket} в городе."
    (own,) = spoken(text, ANSWER)
    assert (text[own.span.start : own.span.end], own.voice) == (bracket, NARRATION)
    assert spoken(text, NARRATION) == ()
    quoted = f"«Мы видели их {bracket} в городе», — сказал он."
    assert [s.voice for s in spoken(quoted, NARRATION)] == [NARRATION, QUOTATION]
    assert spoken("Мы видели их (боевиков) в городе.", ANSWER) == ()


@given(st.text(alphabet="ab .,!«»„“”\"'’‘[]()—1ред"), st.sampled_from(Voice))
def test_stretches_lie_in_the_text_and_never_in_its_own_voice(text: str, voice: Voice) -> None:
    for stretch in spoken(text, voice):
        assert 0 <= stretch.span.start < stretch.span.end <= len(text)
        assert voice_at(stretch.span, (stretch,), voice) is stretch.voice


def test_marks_without_end_are_read_in_time() -> None:
    for marks in ("'a ", "‘a’b", "«", "“", '"a ', "[", "(— ", "«a»«"):
        spoken(marks * 50_000, NARRATION)


def kinds(enforcer: Enforcer, source: str, target: str, voice: Voice) -> list[ViolationKind]:
    return [v.kind for v in enforcer.judge(source, target, voice=voice).violations]


@pytest.mark.parametrize(
    ("source", "target", "voice", "found"),
    [
        ("The opolchenie left the town.", "Ополчение ушло из города.", NARRATION, [MISSING]),
        ("“The opolchenie left the town,” he said.", "«Ополчение ушло из города», — сказал он.",
         NARRATION, []),
        ("“The opolchenie left,” he said of the opolchenie.",
         "«Ополчение ушло», — сказал он об ополчении.", NARRATION, [MISSING]),
        ("“The opolchenie left,” he said of the opolchenie.",
         "«Ополчение ушло», — сказал он о вооружённых формированиях.", NARRATION, []),
        ("They [the opolchenie] left us.", "Они [ополчение] ушли от нас.", ANSWER, [MISSING]),
        ("They, the opolchenie, left us.", "Они, ополчение, ушли от нас.", ANSWER, []),
    ],
)  # fmt: skip
def test_the_house_style_holds_for_whose_words_they_are(
    source: str, target: str, voice: Voice, found: list[ViolationKind]
) -> None:
    assert kinds(DESCRIPTIVE, source, target, voice) == found


@pytest.mark.parametrize(
    ("source", "words", "said", "voice", "found"),
    [
        ("The opolchenie left the town.", "opolchenie", Voice.QUOTATION, NARRATION, []),
        ("The opolchenie left the town.", "left", Voice.QUOTATION, NARRATION, [MISSING]),
        ("“The opolchenie left the town,” he said.", "opolchenie", NARRATION, NARRATION,
         [MISSING]),
        ("They [the opolchenie] left the town.", "opolchenie", ANSWER, ANSWER, []),
        ("The opolchenie left the town.", "opolchenie", NARRATION, ANSWER, [MISSING]),
    ],
)  # fmt: skip
def test_whose_words_a_person_said_they_are_goes_before_what_the_marks_propose(
    source: str, words: str, said: Voice, voice: Voice, found: list[ViolationKind]
) -> None:
    start = source.index(words)
    sense = Sense(span=Span(start, start + len(words)), voice=said)
    judged = DESCRIPTIVE.judge(source, "Ополчение ушло из города.", voice=voice, senses=[sense])
    assert [v.kind for v in judged.violations] == found
    assert "opolchenie" in {o.concept for o in judged.source}  # nothing is said of the sense


def test_a_usage_is_judged_by_the_voice_that_speaks_it_in_the_translation() -> None:
    source = "He said: “There is no war here now.”"
    for text, found in (
        ("Он сказал это в Украине.", True),
        ("Он сказал: «У нас в Украине нет войны».", False),
    ):
        said = kinds(REFERENCE, source, text, NARRATION)
        assert bool(said) is found
