"""The sample project: whole, in step with its article, clean where it is approved."""

from collections import Counter
from functools import cache

import pytest

from glossary.enforcement import compile_enforcer
from glossary.model import Severity, Voice
from glossary.termbases import shipped
from translations.checks import Pair, run
from translations.formats import read
from translations.inline import plain, validate
from translations.model import BlockKind, Document, Part, Segment, State
from translations.structure import propose
from workbench.sample import Sample, SampleEdition, SampleSegment, load


@cache
def sample() -> Sample:
    return load()


@cache
def document() -> Document:
    article = sample().article.encode()
    return propose(read(article, sample().file_name, sample().language))


EDITIONS = {edition.language: edition for edition in load().editions}
EVERY_EDITION = pytest.mark.parametrize("language", EDITIONS)


def pairs(edition: SampleEdition) -> list[tuple[Voice, Segment, SampleSegment, str]]:
    voices = [block.voice for block in document().blocks for _ in block.segments]
    targets = edition.targets(document())
    return [
        (voice, segment, told, target)
        for voice, (segment, told, target) in zip(voices, targets, strict=True)
    ]


def errors(edition: SampleEdition, voice: Voice, segment: Segment, target: str) -> set[str]:
    """The kinds of the errors that the glossary and the checks find in one pair."""
    enforcer = compile_enforcer(
        shipped(),
        source_language="en",
        target_language=edition.language,
        policy=edition.policy,
    )
    source_text, target_text = (plain(t, segment.codes).text for t in (segment.text, target))
    violations = enforcer.judge(source_text, target_text, voice=voice).violations
    pair = Pair(
        source=segment.text,
        target=target,
        source_language="en",
        target_language=edition.language,
        codes=segment.codes,
        voice=voice,
    )
    findings = run(pair)
    return {v.kind.value for v in violations if v.severity is Severity.ERROR} | {
        f"{f.check}: {f.kind}" for f in findings if f.severity is Severity.ERROR
    }


@EVERY_EDITION
def test_every_segment_of_the_article_has_its_place_in_every_edition(language: str) -> None:
    texts = [segment for block in document().blocks for segment in block.segments]

    assert [segment for _, segment, _, _ in pairs(EDITIONS[language])] == texts


def test_an_edition_out_of_step_is_refused() -> None:
    blocks = document().blocks
    shorter = Document(format="markdown", blocks=blocks[1:], skeleton=document().skeleton)
    changed = Document(
        format="markdown", blocks=(blocks[1], blocks[0], *blocks[2:]), skeleton=document().skeleton
    )

    for other in (shorter, changed):
        with pytest.raises(ValueError, match=r"is not|argument"):
            EDITIONS["uk"].targets(other)


def test_the_article_shows_what_an_article_can_have() -> None:
    blocks = document().blocks

    assert {b.part for b in blocks} == {Part.TITLE, Part.BYLINE, Part.STANDFIRST, Part.BODY}
    assert {b.kind for b in blocks} == set(BlockKind) - {BlockKind.CODE}
    assert {b.voice for b in blocks} == set(Voice)
    assert {c.display for b in blocks for s in b.segments for c in s.codes} == {"b", "i", "link"}
    assert 600 <= len(sample().article.split()) <= 900


@EVERY_EDITION
def test_title_and_speakers_have_their_form_in_every_language(language: str) -> None:
    edition = EDITIONS[language]
    speakers = {block.speaker for block in document().blocks if block.speaker}

    assert set(edition.speakers) == speakers
    assert edition.title == edition.segments[0].target
    assert edition.byline == edition.segments[1].target
    assert sample().title == edition.segments[0].source
    assert sample().byline == edition.segments[1].source


@EVERY_EDITION
def test_codes_of_the_translations_are_those_of_the_source(language: str) -> None:
    for _, segment, _, target in pairs(EDITIONS[language]):
        assert not target or validate(target, segment.codes) == ()


@EVERY_EDITION
def test_what_is_approved_has_no_error(language: str) -> None:
    edition = EDITIONS[language]
    approved = [p for p in pairs(edition) if p[2].state in (State.REVIEWED, State.FINAL)]

    assert all(target for _, _, _, target in approved)
    assert {
        segment.text: found
        for voice, segment, _, target in approved
        if (found := errors(edition, voice, segment, target))
    } == {}


@pytest.mark.parametrize(
    ("language", "begins", "found"),
    [
        ("uk", "It is an old word", {"banned"}),
        ("uk", "On 27 March 2014", {"numbers: changed"}),
        ("ru", "Was it a coup", {"not-this-source-term"}),
    ],
)
def test_the_faults_made_on_purpose_are_found(language: str, begins: str, found: set[str]) -> None:
    edition = EDITIONS[language]
    [(voice, segment, told, target)] = [p for p in pairs(edition) if p[1].text.startswith(begins)]

    assert told.state in (State.INITIAL, State.TRANSLATED)
    assert errors(edition, voice, segment, target) == found


def test_every_page_of_review_has_something_to_show() -> None:
    states = {
        language: Counter(s.state for s in edition.segments if s.target)
        for language, edition in EDITIONS.items()
    }

    assert set(states["uk"]) == set(states["ru"]) == set(State)
    assert all(s.target for language in ("uk", "ru") for s in EDITIONS[language].segments)
    written = sum(bool(s.target) for s in EDITIONS["de"].segments)
    assert 0.3 < written / len(EDITIONS["de"].segments) < 0.7
    returned = [s for e in EDITIONS.values() for s in e.segments if s.returned]
    assert returned
    assert all(s.why and s.state is State.INITIAL for s in returned)
    assert all(any(s.comments for s in e.segments) for e in EDITIONS.values())


@pytest.mark.parametrize(("language", "words"), [("ru", "Новороссию"), ("uk", "Новоросію")])
def test_another_house_style_judges_the_narration_and_leaves_the_answers(
    language: str, words: str
) -> None:
    enforcer = compile_enforcer(
        shipped(), source_language="en", target_language=language, policy="descriptive"
    )
    finished = [
        (voice, told)
        for voice, _segment, told, _target in pairs(EDITIONS[language])
        if told.state is not State.INITIAL
    ]
    judged = {
        (voice, violation.concept)
        for voice, told in finished
        for violation in enforcer.judge(told.source, told.target, voice=voice).violations
        if violation.concept in {"opolchenie", "novorossiya"}
    }
    assert judged == {(Voice.NARRATION, "opolchenie"), (Voice.NARRATION, "novorossiya")}
    assert any(words in told.target for voice, told in finished if voice is Voice.ANSWER)
