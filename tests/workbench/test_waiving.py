"""Waiving: what is waived does not count or block, and lapses with what it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.model import Policy, Rule, Span, Voice
from tests.workbench import factories
from tests.workbench.factories import Paragraph, World
from tests.workbench.test_rechecking import index_sources
from translations.model import Code, CodeKind, Segment, State
from translations.review import Action
from translations.waivers import Scope
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound
from workbench.permissions import Actor
from workbench.services import editing, edition_desk, reviewing, sensing, viewing, waiving
from workbench.services.keeping import Saved
from workbench.storage import findings, mentions
from workbench.storage.engine import Database, reading, writing

BANNED = "Террористы покинули этот город вчера."
ARTICLE: tuple[factories.Written, ...] = (
    "The people's militia left the town yesterday.",
    Paragraph(segments=("The militia is here again.",), voice=Voice.ANSWER, speaker="A"),
    Paragraph(segments=("The militia is there again.",), voice=Voice.ANSWER, speaker="A"),
    Paragraph(segments=("The militia is gone again.",), voice=Voice.ANSWER, speaker="B"),
)


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database, ARTICLE)


def save(
    database: Database, desk: World, text: str, version: int, action: Action = Action.DRAFT,
    *, segment: int = 0,
) -> Saved:  # fmt: skip
    return editing.save_target(
        database,
        actor=desk.translator,
        edition_id=desk.edition,
        segment_id=desk.segments[segment],
        text=text,
        version=version,
        action=action,
    )


def waive(
    database: Database,
    desk: World,
    saved: Saved,
    *,
    actor: Actor | None = None,
    scope: Scope = Scope.OCCURRENCE,
    reason: str = "Так сказал автор.",
    kind: str = "banned",
) -> Saved:
    finding = next(f.finding for f in saved.checked.found if f.finding.kind == kind)
    return waiving.waive(
        database,
        actor=actor or desk.translator,
        edition_id=saved.edition_id,
        segment_id=saved.segment_id,
        version=saved.target.version,
        check=finding.check,
        kind=finding.kind,
        source=finding.source,
        target=finding.target,
        scope=scope,
        reason=reason,
    )


def errors(database: Database, desk: World) -> list[int]:
    with reading(database) as connection:
        return [editing.find(connection, desk.edition, s).target.errors for s in desk.segments]


def test_a_waived_error_no_longer_counts_or_blocks(database: Database, desk: World) -> None:
    saved = save(database, desk, BANNED, 0, Action.CONFIRM)
    waived = waive(database, desk, saved)
    assert waived.target.errors == 0
    assert errors(database, desk)[0] == 0
    approved = reviewing.review(
        database,
        actor=desk.reviewer,
        edition_id=desk.edition,
        segment_id=desk.segments[0],
        version=1,
        action=Action.APPROVE,
    )
    assert approved.target.state is State.REVIEWED
    view = viewing.segment_view(
        database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[0]
    )
    [row] = view.waivers.values()
    assert (row.reason, view.names[row.actor_id]) == ("Так сказал автор.", "Translator")


def test_it_stays_while_other_words_change_and_lapses_with_its_own(
    database: Database, desk: World
) -> None:
    waive(database, desk, save(database, desk, BANNED, 0))
    kept = save(database, desk, f"Вчера {BANNED}", 1, Action.CONFIRM)
    assert kept.target.errors == 0
    lapsed = save(database, desk, "Террористами покинут этот город вчера.", 2, Action.CONFIRM)
    assert lapsed.target.errors == 1
    again = save(database, desk, BANNED, 3, Action.CONFIRM)
    assert again.target.errors == 1


def test_it_is_still_there_when_a_draft_goes_back(database: Database, desk: World) -> None:
    waive(database, desk, save(database, desk, BANNED, 0))
    assert save(database, desk, "Терр", 1).target.errors >= 0
    assert save(database, desk, BANNED, 2).target.errors == 0


def test_one_of_two_equal_findings_is_waived_alone(database: Database) -> None:
    desk = factories.world(database, ["The militia met the militia."])
    saved = save(database, desk, "Террористы и террористы встретились.", 0)
    assert saved.target.errors == 2
    assert waive(database, desk, saved).target.errors == 1


def test_a_wide_waiver_takes_a_terminologist(database: Database, desk: World) -> None:
    saved = save(database, desk, BANNED, 0)
    for scope in (Scope.DOCUMENT, Scope.SPEAKER):
        with pytest.raises(NotAllowed):
            waive(database, desk, saved, scope=scope)
    waive(database, desk, saved, scope=Scope.DOCUMENT, actor=desk.terminologist)
    assert errors(database, desk)[0] == 0


def test_a_speakers_waiver_covers_what_this_speaker_says(database: Database, desk: World) -> None:
    saved = [save(database, desk, "Террористы снова здесь.", 0, segment=n) for n in range(1, 4)]
    assert errors(database, desk)[1:] == [1, 1, 1]
    waive(database, desk, saved[0], scope=Scope.SPEAKER, actor=desk.terminologist)
    assert errors(database, desk)[1:] == [0, 0, 1]
    later = save(database, desk, "Там снова террористы.", 1, segment=2)
    assert later.target.errors == 0


def test_a_waiver_ended_by_hand_opens_the_findings_again(database: Database, desk: World) -> None:
    waive(database, desk, save(database, desk, BANNED, 0))
    with reading(database) as connection:
        [row] = findings.waivers(connection, desk.edition, [desk.segments[0]])
    ended, concerned = waiving.end_waiver(
        database, actor=desk.translator, edition_id=desk.edition, waiver_id=row.id
    )
    assert (ended.id, concerned) == (row.id, 1)
    assert errors(database, desk)[0] == 1
    with pytest.raises(Conflict):
        waiving.end_waiver(
            database, actor=desk.translator, edition_id=desk.edition, waiver_id=row.id
        )


def test_what_is_not_there_is_not_waived(database: Database, desk: World) -> None:
    saved = save(database, desk, BANNED, 0)
    for wrong in ("", "  "):
        with pytest.raises(InvalidInput):
            waive(database, desk, saved, reason=wrong)
    waive(database, desk, saved)
    with pytest.raises(Conflict, match="already"):
        waive(database, desk, saved)
    with pytest.raises(Conflict, match="no such finding"):
        waiving.waive(
            database,
            actor=desk.translator,
            edition_id=desk.edition,
            segment_id=desk.segments[0],
            version=1,
            check="numbers",
            kind="added",
            source=None,
            target=None,
            scope=Scope.OCCURRENCE,
            reason="Почему?",
        )
    with pytest.raises(NotFound):
        waiving.end_waiver(database, actor=desk.owner, edition_id=desk.edition, waiver_id=99)


# The sense, and the kinds that a house style and other languages add


def _words(database: Database, desk: World, segment: int, words: str, concept: str) -> None:
    """Say what words of a source mean."""
    with reading(database) as connection:
        place = editing.find(connection, desk.edition, desk.segments[segment])
    start = place.source.index(words)
    sensing.set_sense(
        database,
        actor=desk.translator,
        segment_id=place.segment_id,
        text_id=place.text_id,
        span=Span(start, start + len(words)),
        concept=concept,
    )


def _open(database: Database, desk: World, segment: int = 0) -> list[tuple[str, str]]:
    with reading(database) as connection:
        target = editing.find(connection, desk.edition, desk.segments[segment]).target
        assert target.id is not None
        found = findings.of_target(connection, target.id)
    return [(f.finding.kind, f.finding.concept) for f in found if f.waiver_id is None]


def test_it_lapses_when_somebody_says_the_sense_of_its_source_words(
    database: Database, desk: World
) -> None:
    waive(database, desk, save(database, desk, BANNED, 0))
    assert _open(database, desk) == []
    _words(database, desk, 0, "people's militia", "opolchenie")
    assert _open(database, desk) == [("banned", "opolchenie")]
    assert errors(database, desk)[0] == 1


def test_it_lapses_when_its_source_words_are_said_to_mean_another_concept(
    database: Database, desk: World
) -> None:
    waive(database, desk, save(database, desk, BANNED, 0))
    _words(database, desk, 0, "people's militia", "republic")
    assert ("missing", "republic") in _open(database, desk)


def test_it_lapses_when_a_sense_on_which_it_rests_is_another(
    database: Database, desk: World
) -> None:
    _words(database, desk, 0, "people's militia", "opolchenie")
    waive(database, desk, save(database, desk, BANNED, 0))
    assert _open(database, desk) == []
    save(database, desk, f"Вчера {BANNED}", 1)
    assert _open(database, desk) == []
    with reading(database) as connection:
        [sense] = mentions.senses(connection, desk.document)
    sensing.drop_sense(database, actor=desk.translator, sense_id=sense.id)
    assert _open(database, desk) == [("banned", "opolchenie")]


def test_it_stays_when_the_sense_of_other_words_is_said(database: Database) -> None:
    desk = factories.world(database, ["The militia left the republic yesterday."])
    waive(database, desk, save(database, desk, "Террористы покинули республику вчера.", 0))
    _words(database, desk, 0, "republic", "republic")
    assert _open(database, desk) == []


INTRODUCED = replace(
    factories.TERMBASE,
    policies=(
        *factories.TERMBASE.policies,
        Policy(
            name="introducing",
            rules=(
                Rule(concept="opolchenie", language="ru", first_mention="так называемое ополчение"),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("added", "Nobody left the town yesterday.", "Ополчение вчера не покинуло город."),
        ("wrong-language", "The militia left yesterday.", "Вчера ополчення ушло."),
        ("first-mention", "The militia left yesterday.", "Вчера ополчение ушло."),
    ],
)
def test_every_kind_is_waived_through_the_editor(
    database: Database, kind: str, source: str, target: str
) -> None:
    desk = factories.world(database, [source], termbase=INTRODUCED)
    with writing(database) as connection:
        index_sources(connection, desk.glossary)
    edition_desk.choose_policy(
        database,
        actor=desk.owner,
        edition_id=desk.edition,
        policy="introducing",
        version=1,
    )
    saved = save(database, desk, target, 0, Action.CONFIRM)
    [found] = [f.finding for f in saved.checked.found if f.finding.kind == kind]
    waived = waiving.waive(
        database,
        actor=desk.translator,
        edition_id=saved.edition_id,
        segment_id=saved.segment_id,
        version=saved.target.version,
        check=found.check,
        kind=kind,
        source=found.source,
        target=found.target,
        scope=Scope.OCCURRENCE,
        reason="So it is here.",
    )
    assert waived.target.warnings == saved.target.warnings - 1
    assert kind not in {each for each, _ in _open(database, desk)}
    later = save(database, desk, f"{target[:-1]}!", 1)
    assert kind not in {f.kind for f in later.checked.open}


def test_the_segment_says_that_a_waiver_holds_no_more_and_what_its_reason_was(
    database: Database, desk: World
) -> None:
    def lapsed() -> list[str]:
        shown = viewing.segment_view(
            database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[0]
        )
        return [waiver.reason for waiver in shown.lapsed]

    waived = waive(database, desk, save(database, desk, BANNED, 0))
    assert lapsed() == []
    other = save(database, desk, "Боевики и террористы ушли.", waived.target.version)
    again = save(database, desk, BANNED, other.target.version)
    assert lapsed() == []
    gone = save(database, desk, "Ополчение ушло.", again.target.version, Action.CONFIRM)
    assert lapsed() == ["Так сказал автор."]
    second = waive(
        database, desk, save(database, desk, BANNED, gone.target.version), reason="Опять он."
    )
    (own,) = (f.waiver_id for f in second.checked.found if f.waiver_id is not None)
    waiving.end_waiver(
        database, actor=desk.translator, edition_id=desk.edition, waiver_id=own, reason="Нет."
    )
    assert lapsed() == ["Так сказал автор."]


def test_broken_codes_are_waived_by_nobody(database: Database) -> None:
    bold = tuple(
        Code(id="1", kind=kind, original=original, display="b")
        for kind, original in ((CodeKind.START, "<b>"), (CodeKind.END, "</b>"))
    )
    paragraph = (Segment(text="One \ue000word\ue001.", codes=bold),)
    desk = factories.world(database, [paragraph, ("Say `so`.",)])
    broken = save(database, desk, "Одно \ue000слово.", 0)
    with pytest.raises(InvalidInput, match="Broken codes"):
        waive(database, desk, broken, kind="missing")
    signs = save(database, desk, "Скажи так.", 0, segment=1)
    assert waive(database, desk, signs, kind="missing-markup").target.errors == 0
