"""What a change made wrong is listed, put right place by place by people, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from glossary.model import Status
from tests.workbench import factories
from tests.workbench.factories import World
from tests.workbench.test_rechecking import index_sources
from translations.model import State
from translations.review import Action
from workbench import jobs
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Actor
from workbench.services import editing, replacing, taking_back, terms
from workbench.services.keeping import Saved
from workbench.services.replacing import Accepted, Queue, ToReplace
from workbench.services.taking_back import PutRight
from workbench.storage import histories
from workbench.storage import terms as stored
from workbench.storage.engine import Database, reading, writing
from workbench.storage.terms import Argument

TEXTS = ("Ополчение ушло.", "Мы не видели ополчения.", "Ополчению не верили.")
SOURCES = (
    "The people's militia left.",
    "We did not see the people's militia.",
    "Nobody believed the people's militia.",
)


@dataclass(frozen=True)
class Desk:
    """Three segments whose rendering a revision bans."""

    database: Database
    world: World
    revision: int

    def queue(self) -> Queue:
        return replacing.queue(
            self.database,
            actor=self.world.translator,
            glossary_id=self.world.glossary,
            revision=self.revision,
        )

    def accept(self, row: ToReplace, text: str = "") -> Saved:
        return replacing.accept(
            self.database,
            actor=self.world.translator,
            glossary_id=self.world.glossary,
            revision=self.revision,
            edition_id=row.left.edition_id,
            segment_id=row.left.segment_id,
            concept=row.left.concept,
            version=row.left.version,
            text=text,
        )

    def done(self) -> tuple[PutRight, ...]:
        return taking_back.put_right(
            self.database,
            actor=self.world.translator,
            glossary_id=self.world.glossary,
            revision=self.revision,
        )

    def take_back(self, saved: Saved) -> Saved:
        return taking_back.take_back(
            self.database,
            actor=self.world.translator,
            edition_id=saved.edition_id,
            segment_id=saved.segment_id,
            version=saved.target.version,
        )

    def text(self, segment: int) -> str:
        with reading(self.database) as connection:
            place = editing.find(connection, self.world.edition, self.world.segments[segment])
        return place.target.text


@pytest.fixture
def desk(database: Database) -> Desk:
    world = factories.world(database, SOURCES)
    with writing(database) as connection:
        index_sources(connection, world.glossary)
    for segment, text in zip(world.segments, TEXTS, strict=True):
        editing.save_target(
            database,
            actor=world.translator,
            edition_id=world.edition,
            segment_id=segment,
            text=text,
            version=0,
            action=Action.CONFIRM,
        )
    return Desk(database, world, ban(database, world))


def ban(database: Database, world: World) -> int:
    """Let «формирования» be right in place of «ополчение»."""
    base = terms.read(database, actor=None, glossary_id=world.glossary)
    concept = base.concept("opolchenie")
    assert concept is not None
    others = tuple(
        replace(term, status=Status.DEPRECATED) if term.language == "ru" else term
        for term in concept.terms
    )
    new = replace(
        others[0], id="", language="ru", text="вооружённая группа", status=Status.PREFERRED
    )
    with reading(database) as connection:
        version = stored.versions(connection, world.glossary)[concept.id]
    committed = terms.save_concept(
        database,
        actor=world.terminologist,
        glossary_id=world.glossary,
        concept=replace(concept, terms=(*others, new)),
        version=version,
        argument=Argument(summary="Another word"),
    )
    jobs.run_waiting(database)
    return committed.revision


def test_what_a_revision_made_wrong_is_listed_with_suggestions_in_the_right_case(
    desk: Desk,
) -> None:
    (left,) = replacing.left(
        desk.database, actor=desk.world.translator, glossary_id=desk.world.glossary
    )
    assert (left.revision.number, left.open) == (desk.revision, 3)
    queue = desk.queue()
    assert queue.total == 3
    assert [row.form.casefold().split()[-1] for row in queue.rows] == [
        "ополчение", "ополчения", "ополчению",
    ]  # fmt: skip
    assert [row.suggestion for row in queue.rows] == [
        "Вооружённая группа", "вооружённой группы", "Вооружённой группе",
    ]  # fmt: skip


def test_accepting_a_suggestion_is_an_ordinary_save(desk: Desk) -> None:
    row = desk.queue().rows[1]
    saved = desk.accept(row)
    assert desk.text(1) == "Мы не видели вооружённой группы."
    assert saved.target.state is State.INITIAL
    assert desk.queue().total == 2
    with reading(desk.database) as connection:
        kept = histories.last_in_state(connection, row.left.target_id, State.TRANSLATED, TEXTS[1])
    assert kept is not None


def test_what_was_replaced_can_be_taken_back_with_its_review(desk: Desk) -> None:
    saved = desk.accept(desk.queue().rows[1])
    (done,) = desk.done()
    assert (done.right.segment_id, done.right.version) == (saved.segment_id, saved.target.version)
    assert "".join(words for kind, words in done.difference if kind != "added") == TEXTS[1]
    undone = desk.take_back(saved)
    assert desk.text(1) == TEXTS[1]
    assert undone.target.state is State.TRANSLATED
    assert (desk.queue().total, desk.done()) == (3, ())


def test_a_draft_of_ones_own_can_be_taken_back_too(desk: Desk) -> None:
    typed = "Ополчению здесь не верили."
    segment = desk.world.segments[2]
    editing.save_target(
        desk.database,
        actor=desk.world.translator,
        edition_id=desk.world.edition,
        segment_id=segment,
        text=typed,
        version=1,
    )
    row = next(row for row in desk.queue().rows if row.left.segment_id == segment)
    desk.take_back(desk.accept(row))
    assert desk.text(2) == typed


def test_what_somebody_wrote_since_is_not_taken_back(desk: Desk) -> None:
    saved = desk.accept(desk.queue().rows[1])
    editing.save_target(
        desk.database,
        actor=desk.world.translator,
        edition_id=saved.edition_id,
        segment_id=saved.segment_id,
        text="Мы их не видели.",
        version=saved.target.version,
    )
    assert desk.done() == ()
    with pytest.raises(Conflict):
        desk.take_back(saved)
    assert desk.text(1) == "Мы их не видели."


def test_a_reader_takes_nothing_back(desk: Desk) -> None:
    saved = desk.accept(desk.queue().rows[1])
    with pytest.raises(NotAllowed):
        taking_back.take_back(
            desk.database,
            actor=desk.world.reader,
            edition_id=saved.edition_id,
            segment_id=saved.segment_id,
            version=saved.target.version,
        )


def test_a_person_may_write_other_words_instead(desk: Desk) -> None:
    row = desk.queue().rows[2]
    desk.accept(row, "Этим группам")
    assert desk.text(2) == "Этим группам не верили."


def test_a_text_that_moved_on_is_refused(desk: Desk) -> None:
    row = desk.queue().rows[0]
    with pytest.raises(StaleVersion):
        desk.accept(replace(row, left=replace(row.left, version=row.left.version + 1)))


def test_all_suggestions_are_accepted_at_once_by_who_may_translate(desk: Desk) -> None:
    def all_by(actor: Actor) -> Accepted:
        return replacing.accept_all(
            desk.database,
            actor=actor,
            glossary_id=desk.world.glossary,
            revision=desk.revision,
        )

    refused = all_by(desk.world.reader)
    assert (refused.done, len(refused.refused), refused.left) == (0, 3, 3)
    done = all_by(desk.world.translator)
    assert (done.done, done.refused, done.left) == (3, (), 0)
    assert desk.text(0).startswith("Вооружённая группа")


def test_a_place_may_be_left_as_it_is_with_a_reason(desk: Desk) -> None:
    row = desk.queue().rows[0]
    where = {
        "glossary_id": desk.world.glossary,
        "revision": desk.revision,
        "edition_id": row.left.edition_id,
        "segment_id": row.left.segment_id,
    }
    concept = row.left.concept
    with pytest.raises(InvalidInput):
        replacing.skip(
            desk.database, actor=desk.world.translator, concept=concept, reason=" ", **where
        )
    with pytest.raises(NotAllowed):
        replacing.skip(
            desk.database, actor=desk.world.reader, concept=concept, reason="Quoted.", **where
        )
    replacing.skip(
        desk.database, actor=desk.world.translator, concept=concept, reason="Quoted.", **where
    )
    assert desk.queue().total == 2
    with pytest.raises(NotFound):
        replacing.skip(
            desk.database, actor=desk.world.translator, concept=concept, reason="Again.", **where
        )


def test_a_stranger_sees_nothing(desk: Desk) -> None:
    with pytest.raises(NotFound):
        replacing.left(desk.database, actor=desk.world.stranger, glossary_id=desk.world.glossary)
