"""Alignments as people work on them: begun, corrected, undone, accepted, remembered."""

from __future__ import annotations

import pytest

from tests.workbench import aligned, factories
from tests.workbench.aligned import (
    PARAGRAPHS,
    SOURCE,
    accept,
    do,
    place_of,
    repair,
    shape,
    show,
    standing,
)
from tests.workbench.factories import World
from translations.alignment.doubt import Level
from translations.alignment.editing import NotPossible
from translations.model import State
from workbench import jobs
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.services.alignment import (
    accepting,
    aligning,
    beginning,
    changing,
    showing,
)
from workbench.services.alignment.accepting import Terms
from workbench.services.alignment.beginning import Given
from workbench.services.alignment.changing import Act
from workbench.storage.alignments import AlignmentState
from workbench.storage.engine import Database

ALIGNED = [
    ([0], [0]), ([1], [1]), ([2], []), ([3], []), ([4], []), ([5, 6], [2]), ([7], [3]), ([], [4]),
    ([8], [5]), ([9], [6]), ([10], [7]), ([11], [8]),
]  # fmt: skip


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database, PARAGRAPHS)


@pytest.fixture
def one(database: Database, desk: World) -> int:
    """The project's document beside a pasted translation."""
    source = Given(document_id=desk.document)
    return aligned.begin(database, desk, source=source).alignment_id


def test_doubts_stand_where_the_translation_departs(
    database: Database, desk: World, one: int
) -> None:
    page = show(database, desk, one)
    assert shape(page) == ALIGNED
    sure = {n for n, each in enumerate(page.beads) if each.level is Level.SURE}
    assert sure <= {0, 1, 9, 10, 11}
    assert {2, 3, 4, 5, 7}.isdisjoint(sure)
    assert page.head.name == "A document"
    assert page.chosen == page.beads[1].bead.place or page.chosen == page.beads[2].bead.place
    why = " ".join(each.english for each in page.beads[5].reasons)
    assert "Donetsk – Донецк" in why
    assert "120" in why


def test_every_act_is_stored_and_undone_one_by_one(
    database: Database, desk: World, one: int
) -> None:
    before = show(database, desk, one)
    repair(database, desk, one)
    repaired = show(database, desk, one)
    assert repaired.counts[Level.PINNED] == 5
    moved = next(each for each in repaired.beads if each.bead.moved is not None)
    assert [list(each.target) for each in moved.elsewhere] == [[4]]
    versions = [before.head.version, repaired.head.version]
    assert versions[1] == versions[0] + 4
    for _ in range(4):
        head = show(database, desk, one).head
        changing.undo(
            database, actor=desk.owner, project_id=desk.project, alignment_id=one,
            version=head.version,
        )  # fmt: skip
    assert show(database, desk, one).beads == before.beads
    assert show(database, desk, one).undo == ""
    for _ in range(4):
        head = show(database, desk, one).head
        changing.undo(
            database, actor=desk.owner, project_id=desk.project, alignment_id=one,
            version=head.version, again=True,
        )  # fmt: skip
    assert show(database, desk, one).beads == repaired.beads
    with pytest.raises(Conflict, match="nothing to do again"):
        changing.undo(
            database, actor=desk.owner, project_id=desk.project, alignment_id=one,
            version=head.version + 1, again=True,
        )  # fmt: skip


def test_sentences_are_split_merged_shifted_and_unlinked(
    database: Database, desk: World, one: int
) -> None:
    page = show(database, desk, one)
    bus = place_of(page, source=5)
    do(database, desk, one, Act.SPLIT, bus, cut=(1, None))
    assert ([6], []) in shape(show(database, desk, one)) or ([5], []) in shape(
        show(database, desk, one)
    )
    do(database, desk, one, Act.MERGE, bus)
    assert shape(show(database, desk, one)) == ALIGNED
    do(database, desk, one, Act.SOURCE_ON, bus)
    assert ([6, 7], [3]) in shape(show(database, desk, one))
    back = place_of(show(database, desk, one), source=6)
    do(database, desk, one, Act.SOURCE_BACK, back)
    assert shape(show(database, desk, one)) == ALIGNED
    last = place_of(page, source=11)
    do(database, desk, one, Act.UNLINK, last)
    assert shape(show(database, desk, one))[-2:] == [([11], []), ([], [8])]
    with pytest.raises(Conflict, match="last bead"):
        do(database, desk, one, Act.MERGE, place_of(show(database, desk, one), target=8))
    with pytest.raises(NotPossible, match="can only be unlinked"):
        do(database, desk, one, Act.SPLIT, place_of(page, source=0))
    with pytest.raises(NotPossible, match="no sentence on this side"):
        do(database, desk, one, Act.TARGET_ON, place_of(page, source=3))


def test_who_saw_an_older_one_is_refused(database: Database, desk: World, one: int) -> None:
    page = show(database, desk, one)
    do(database, desk, one, Act.PIN, page.beads[0].bead.place)
    with pytest.raises(StaleVersion):
        do(database, desk, one, Act.PIN, page.beads[1].bead.place, version=page.head.version)
    assert show(database, desk, one).counts[Level.PINNED] == 1


def test_between_pins_it_is_aligned_anew(database: Database, desk: World, one: int) -> None:
    page = show(database, desk, one)
    do(database, desk, one, Act.UNLINK, place_of(page, source=9))
    do(database, desk, one, Act.PIN, place_of(page, source=8))
    here = place_of(show(database, desk, one), source=9)
    head = show(database, desk, one).head
    job = aligning.realign(
        database, actor=desk.owner, project_id=desk.project, alignment_id=one,
        version=head.version, place=here,
    )  # fmt: skip
    assert job is None
    assert shape(show(database, desk, one)) == ALIGNED
    repair(database, desk, one)
    repaired = show(database, desk, one)
    aligning.realign(
        database, actor=desk.owner, project_id=desk.project, alignment_id=one,
        version=repaired.head.version,
    )  # fmt: skip
    after = show(database, desk, one)
    pinned = [each.bead for each in repaired.beads if each.bead.pinned]
    assert pinned == [each.bead for each in after.beads if each.bead.pinned]


def test_roles_say_who_may_do_what(database: Database, desk: World, one: int) -> None:
    with pytest.raises(NotAllowed):
        aligned.begin(database, desk, actor=desk.reader, source=Given(document_id=desk.document))
    with pytest.raises(NotAllowed):  # a translator imports no source
        aligned.begin(database, desk, actor=desk.translator)
    mine = aligned.begin(
        database, desk, actor=desk.translator, source=Given(document_id=desk.document)
    ).alignment_id
    head = show(database, desk, mine).head
    for terms in (Terms(state=State.REVIEWED), Terms(state=State.INITIAL, policy="speaker")):
        with pytest.raises(NotAllowed):
            accepting.accept(
                database, actor=desk.translator, project_id=desk.project, alignment_id=mine,
                version=head.version, terms=terms,
            )  # fmt: skip
    with pytest.raises(NotFound):
        showing.show(database, actor=desk.owner, project_id=desk.project, alignment_id=99)
    with pytest.raises(InvalidInput):
        aligned.begin(database, desk, target=aligned.pasted("  "))
    beginning.drop(database, actor=desk.translator, project_id=desk.project, alignment_id=mine)
    with pytest.raises(NotFound):
        show(database, desk, mine)


def test_long_texts_are_aligned_by_the_worker(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligning, "AT_ONCE", 3)
    begun = aligned.begin(database, desk, source=Given(document_id=desk.document))
    assert begun.job_id is not None
    assert show(database, desk, begun.alignment_id).head.state is AlignmentState.WAITING
    with pytest.raises(Conflict, match="A job is at work"):
        do(database, desk, begun.alignment_id, Act.PIN, 0)
    assert jobs.run(database, begun.job_id) is not None
    assert shape(show(database, desk, begun.alignment_id)) == ALIGNED


BLOCK = (
    (
        "Ivan Kovalenko was born in Mariupol in 1957.",
        "Иван Коваленко родился в Мариуполе в 1957 году.",
    ),
    (
        "He paid 4815 hryvnias for a Zhiguli in 1983.",
        "В 1983 году он заплатил за «Жигули» 4815 гривен.",
    ),
    (
        "Professor Brodsky wrote to Kramatorsk 216 times.",
        "Профессор Бродский писал в Краматорск 216 раз.",
    ),
)


def test_a_passage_that_stands_elsewhere_is_told_and_linked(
    database: Database, desk: World
) -> None:
    source = f"{SOURCE}\n" + "\n".join(theirs for theirs, _ours in BLOCK)
    target = " ".join(ours for _theirs, ours in BLOCK) + f"\n{aligned.TRANSLATION}"
    one = aligned.begin(
        database, desk, source=aligned.pasted(source, "en"), target=aligned.pasted(target, "ru")
    ).alignment_id
    page = show(database, desk, one)
    (crossing,) = page.crossings
    assert crossing.text == BLOCK[0][0]
    assert Level.SURE not in {each.level for each in page.beads if each.crossed}
    do(database, desk, one, Act.MOVED, crossing.source.place)
    page = show(database, desk, one)
    assert page.crossings == ()
    linked = {
        each.source[0]: [list(other.target) for other in each.elsewhere]
        for each in page.beads
        if each.elsewhere and each.source
    }
    assert linked == {theirs: [[n]] for n, (theirs, _ours) in enumerate(BLOCK)}
    edition = accept(database, desk, one, Terms(state=State.TRANSLATED, least=0.5))
    pairs = {source: target for source, target, _state in standing(database, edition)}
    assert {source: pairs[source] for source, _target in BLOCK} == dict(BLOCK)
    again = show(database, desk, one)
    assert again.head.edition_id == edition


def test_what_is_linked_over_a_distance_comes_apart_together(
    database: Database, desk: World, one: int
) -> None:
    page = show(database, desk, one)
    do(database, desk, one, Act.LINK, place_of(page, source=2), other=place_of(page, target=4))
    do(database, desk, one, Act.UNLINK, place_of(page, target=4))
    after = show(database, desk, one)
    assert shape(after) == ALIGNED
    assert not any(each.bead.pinned for each in after.beads)
    with pytest.raises(InvalidInput):
        do(database, desk, one, Act.LINK, page.beads[0].bead.place)
