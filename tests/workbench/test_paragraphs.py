"""Blocks split and joined: what moves, what stays, what is refused, and the way back."""

from __future__ import annotations

import pytest

from tests.workbench.cutting import (
    correct,
    cut,
    join,
    layout,
    move_block,
    split,
    split_at,
)
from tests.workbench.renewed import ARTICLE, CARS, HERE, LAST, LEFT, TWO, WENT, Shelf, agree, shelf
from translations.model import Part
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.services import commenting, documents, front_matter, restructuring
from workbench.services.documents import BlockChange
from workbench.services.source import paragraphs, structuring
from workbench.storage.engine import Database

TITLE = "The town"


@pytest.fixture
def house(database: Database) -> Shelf:
    return shelf(database)


# What moves, and what stays


def test_a_block_is_split_before_a_segment_and_its_segments_stay_what_they_are(
    house: Shelf,
) -> None:
    house.write(house.segments()[WENT], "Оно ушло на рассвете.")
    house.approve(house.segments()[WENT])
    before, ids = house.everything(), house.segments()
    number = split(house, WENT)
    assert layout(house) == [[TITLE], [LEFT], [WENT, CARS], [HERE, TWO], [LAST]]
    assert house.segments() == ids
    assert house.everything()["targets"] == before["targets"]
    assert [row.position for row in house.rows()] == [0, 1, 2, 3, 4]
    assert [row.number for row in house.rows()] == [0, 1, None, 2, 3]
    assert [s.number for s in house.rows()[2].segments] == [1, 1]
    assert house.file() == ARTICLE.encode()
    agree(house)
    house.undo(number)
    assert house.everything() == before
    assert house.file() == ARTICLE.encode()
    agree(house)


def test_two_blocks_are_joined_with_a_space_that_the_file_does_not_get(house: Shelf) -> None:
    house.write(house.segments()[HERE], "Вот другой абзац.")
    before, ids = house.everything(), house.segments()
    number = join(house, 1)
    assert layout(house) == [[TITLE], [LEFT, WENT, CARS, HERE, TWO], [LAST]]
    assert [s.after for s in house.rows()[1].segments] == [" ", " ", " ", " ", ""]
    assert [s.number for s in house.rows()[1].segments] == [None, None, None, 2, 2]
    assert [row.position for row in house.rows()] == [0, 1, 2]
    assert house.segments() == ids
    assert house.everything()["targets"] == before["targets"]
    assert house.file() == ARTICLE.encode()
    agree(house)
    house.undo(number)
    assert house.everything() == before
    agree(house)


def test_a_join_of_what_was_split_is_as_it_was(house: Shelf) -> None:
    before = house.everything()
    first, second = split(house, CARS), join(house, 1)
    assert house.everything() == before
    house.undo(second)
    assert layout(house)[1:3] == [[LEFT, WENT], [CARS]]
    house.undo(first)
    assert house.everything() == before
    agree(house)


def test_comments_and_history_stay_at_their_segments(house: Shelf) -> None:
    segment, edition_id = house.segments()[CARS], house.editions[0]
    commenting.add_comment(
        house.database,
        actor=house.world.translator,
        edition_id=edition_id,
        segment_id=segment,
        text="How many?",
    )
    house.write(segment, "Никто.")
    version = house.target(segment).version
    number = split(house, CARS)
    house.undo(join(house, 2))
    house.undo(number)
    assert house.target(segment).version == version
    found = commenting.comments_of(
        house.database, actor=house.world.reader, edition_id=edition_id, segment_id=segment
    )
    assert [comment.text for comment in found] == ["How many?"]


def test_who_speaks_is_named_in_the_first_block_only(house: Shelf) -> None:
    correct(house, 1, BlockChange(speaker="Speaker"))
    number = split(house, WENT)
    assert [row.speaker for row in house.rows()[1:3]] == ["Speaker", ""]
    assert house.rows()[1].voice is house.rows()[2].voice
    house.undo(number)
    assert house.rows()[1].speaker == "Speaker"


def test_what_an_edition_leaves_out_stays_left_out_in_both(house: Shelf) -> None:
    row = house.rows()[1]
    documents.leave_out(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        seen={row.id: row.version},
        reason="Not ours.",
        edition_id=house.editions[0],
    )
    split(house, WENT)
    with pytest.raises(Conflict, match="left out and the other is not"):
        join(house, 2)
    assert join(house, 1)


def test_front_matter_stays_behind_the_blocks_of_the_file(house: Shelf) -> None:
    front_matter.write(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        part=Part.SUBTITLE,
        text="One sentence. And another.",
    )
    number = split(house, WENT)
    assert house.texts()[-2:] == ["One sentence.", "And another."]
    assert [row.position for row in house.rows()] == list(range(6))
    house.undo(number)
    assert [row.position for row in house.rows()] == list(range(5))
    join(house, 2)
    assert [row.position for row in house.rows()] == list(range(4))
    with pytest.raises(Conflict, match="Front matter"):
        split(house, "And another.")
    with pytest.raises(Conflict, match="last block"):
        join(house, 2)
    agree(house)


# What is refused


def test_a_block_is_not_split_before_its_first_segment(house: Shelf) -> None:
    with pytest.raises(InvalidInput, match="second segment"):
        split(house, LEFT)


def test_what_is_no_place_is_not_found(house: Shelf) -> None:
    rows = house.rows()
    for block_id, before in ((999, LEFT), (rows[1].id, HERE)):
        with pytest.raises(NotFound):
            split_at(house, block_id, house.segments()[before])


@pytest.mark.parametrize(("at", "why"), [(0, "different parts"), (3, "last block")])
def test_blocks_that_are_no_neighbours_of_one_part_stay_two(
    house: Shelf, at: int, why: str
) -> None:
    with pytest.raises(Conflict, match=why):
        join(house, at)


def test_blocks_of_two_speakers_stay_two(house: Shelf) -> None:
    correct(house, 2, BlockChange(speaker="Speaker"))
    with pytest.raises(Conflict, match="Somebody else speaks"):
        join(house, 1)
    correct(house, 1, BlockChange(speaker="Speaker"))
    join(house, 1)
    assert house.rows()[1].speaker == "Speaker"


def test_rules_and_code_are_neither_split_nor_joined(database: Database) -> None:
    house = shelf(database, "# Title\n\nOne. Two.\n\n---\n\nThree.\n\n```\ncode\n```\n")
    assert len(house.rows()) == 5
    for at in range(1, 4):
        with pytest.raises(Conflict, match="rule, code"):
            join(house, at)


def test_codes_that_span_the_border_are_not_torn(database: Database) -> None:
    house = shelf(database, "<p>We <b>left it. Nobody</b> stayed. All <i>gone</i>.</p>", "a.html")
    row = house.rows()[0].segments[0]
    if len(house.rows()[0].segments) < 3:
        restructuring.split_segment(
            house.database,
            actor=house.world.owner,
            segment_id=row.id,
            offset=row.text.index("Nobody"),
            version=row.version,
        )
    texts = house.texts()
    with pytest.raises(Conflict, match="inline code begins in one"):
        split(house, texts[1])
    split(house, texts[2])


def test_nobody_cuts_what_somebody_else_has_changed(house: Shelf) -> None:
    rows, seen = house.rows(), house.version()
    split(house, WENT)
    with pytest.raises(StaleVersion):
        paragraphs.join_blocks(
            house.database,
            actor=house.world.owner,
            document_id=house.document,
            block_id=rows[1].id,
            next_id=rows[2].id,
            seen=seen,
        )
    with pytest.raises(StaleVersion):
        paragraphs.join_blocks(
            house.database,
            actor=house.world.owner,
            document_id=house.document,
            block_id=rows[1].id,
            next_id=rows[2].id,
            seen=house.version(),
        )


def test_only_who_may_change_sources_cuts_blocks(house: Shelf) -> None:
    rows = house.rows()
    with pytest.raises(NotAllowed):
        paragraphs.join_blocks(
            house.database,
            actor=house.world.translator,
            document_id=house.document,
            block_id=rows[1].id,
            next_id=rows[2].id,
            seen=1,
        )


def test_segments_of_two_paragraphs_of_the_file_do_not_become_one(house: Shelf) -> None:
    join(house, 1)
    rows = house.rows()[1].segments
    with pytest.raises(Conflict, match="two paragraphs of the file"):
        restructuring.join_segments(
            house.database,
            actor=house.world.owner,
            segment_id=rows[2].id,
            version=rows[2].version,
            next_version=rows[3].version,
        )


# The way back, after others


def test_segments_that_were_split_since_come_back_with_their_block(house: Shelf) -> None:
    joined = join(house, 1)
    cut(house, HERE, "another")
    cut(house, CARS, "12")
    house.undo(joined)
    assert layout(house)[1:3] == [
        [LEFT, WENT, "Nobody saw", "12 cars."],
        ["Here is", "another paragraph.", TWO],
    ]
    assert [[s.after for s in row.segments][-1] for row in house.rows()] == [""] * 4
    assert house.file() == ARTICLE.encode()
    divided = split(house, WENT)
    cut(house, WENT, "republic")
    house.undo(divided)
    assert len(layout(house)[1]) == 5
    assert house.file() == ARTICLE.encode()
    agree(house)


def test_a_segment_that_was_joined_comes_apart_where_it_stands_now(house: Shelf) -> None:
    rows = house.rows()[1].segments
    made = restructuring.join_segments(
        house.database,
        actor=house.world.owner,
        segment_id=rows[1].id,
        version=rows[1].version,
        next_version=rows[2].version,
    )
    number = split(house, f"{WENT} {CARS}")
    restructuring.undo(house.database, actor=house.world.owner, lineage_id=made.lineage_id)
    assert layout(house)[1:3] == [[LEFT], [WENT, CARS]]
    assert house.file() == ARTICLE.encode()
    house.undo(number)
    assert layout(house)[1] == [LEFT, WENT, CARS]
    agree(house)


def test_a_join_whose_border_is_gone_cannot_be_undone(house: Shelf) -> None:
    split(house, WENT)
    number = join(house, 1)
    rows = house.rows()[1].segments
    restructuring.join_segments(
        house.database,
        actor=house.world.owner,
        segment_id=rows[0].id,
        version=rows[0].version,
        next_version=rows[1].version,
    )
    with pytest.raises(Conflict, match="border were changed since"):
        house.undo(number)


def test_a_split_whose_second_block_was_corrected_cannot_be_undone(house: Shelf) -> None:
    number = split(house, WENT)
    correct(house, 2, BlockChange(part=Part.STANDFIRST))
    with pytest.raises(Conflict, match="corrected since"):
        house.undo(number)


def test_what_was_done_after_it_is_taken_back_first(house: Shelf) -> None:
    number = split(house, WENT)
    later = move_block(house, 2, 0)
    with pytest.raises(Conflict, match="Take back first"):
        house.undo(number)
    house.undo(later)
    house.undo(number)
    assert house.file() == ARTICLE.encode()


def test_the_structure_tells_of_cut_blocks(house: Shelf) -> None:
    def seen() -> structuring.Structure:
        return structuring.show(house.database, actor=house.world.owner, document_id=house.document)

    rows = house.rows()
    assert dict(seen().joins) == {rows[1].id: rows[2].id, rows[2].id: rows[3].id}
    split(house, WENT)
    last = seen().last
    assert last is not None
    assert last.kind == "block-split"
    structuring.undo_last(
        house.database, actor=house.world.owner, document_id=house.document, number=last.number
    )
    assert seen().last is None
