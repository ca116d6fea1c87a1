"""The order of a source: what follows it, what the file keeps, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from glossary.model import Policy, Rule, TermBase
from tests.translations.formats.originals.samples import docx, paragraph, read, run
from tests.workbench import factories
from tests.workbench.renewed import ARTICLE, CARS, HERE, LAST, LEFT, TWO, WENT, Shelf, agree, shelf
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.services import restructuring, returning
from workbench.services.source import ordering, structuring
from workbench.storage import tables
from workbench.storage.engine import Database, reading

HTML = (
    "<!doctype html><html><body><h1>The town</h1>"
    '<p>We <b>left</b> it. See <a href="x">here</a>. <i>Nobody</i> stayed.</p>'
    "<p>Another one.</p></body></html>"
)


@pytest.fixture
def house(database: Database) -> Shelf:
    return shelf(database)


def move(house: Shelf, segment: str, to: int) -> int:
    return ordering.move_segment(
        house.database,
        actor=house.world.owner,
        segment_id=house.segments()[segment],
        to=to,
        seen=house.version(),
    ).number


def move_block(house: Shelf, here: int, to: int) -> int:
    return ordering.move_block(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        block_id=house.rows()[here].id,
        to=to,
        seen=house.version(),
    ).number


def test_a_block_moves_and_the_file_keeps_it_where_it_was(house: Shelf) -> None:
    before = house.everything()
    ids = house.segments()
    number = move_block(house, 2, 0)
    assert house.texts() == [HERE, TWO, "The town", LEFT, WENT, CARS, LAST]
    assert house.segments() == ids
    assert [row.number for row in house.rows()] == [2, 0, 1, 3]
    assert house.file() == ARTICLE.encode()
    agree(house)
    house.undo(number)
    assert house.everything() == before
    agree(house)


def test_a_segment_moves_in_its_block_and_the_white_space_stays(house: Shelf) -> None:
    before = house.everything()
    number = move(house, CARS, 0)
    assert house.texts()[1:4] == [CARS, LEFT, WENT]
    row = house.rows()[1]
    assert [segment.after for segment in row.segments] == [" ", " ", ""]
    assert (
        house.file() == ARTICLE.replace(f"{LEFT} {WENT} {CARS}", f"{CARS} {LEFT} {WENT}").encode()
    )
    agree(house)
    house.undo(number)
    assert house.everything() == before
    assert house.file() == ARTICLE.encode()


def test_the_first_mention_moves_with_its_block(database: Database) -> None:
    house = shelf(
        database,
        "Title\n\nThe republic stands here first.\n\nThe republic stands here again.\n",
        termbase=_introducing(),
        policy="introducing",
    )
    first, second = (row.segments[0].id for row in house.rows()[1:])
    assert _first_mentions(house) == {first}
    number = move_block(house, 2, 1)
    assert _first_mentions(house) == {second}
    agree(house)
    house.undo(number)
    assert _first_mentions(house) == {first}


def _introducing() -> TermBase:
    rule = Rule(concept="republic", language="ru", first_mention="«республика»")
    return replace(factories.TERMBASE, policies=(Policy(name="introducing", rules=(rule,)),))


def _first_mentions(house: Shelf) -> set[int]:
    with reading(house.database) as connection:
        return set(connection.execute(select(tables.FirstMention.segment_id)).scalars())


def test_moves_are_taken_back_one_after_another(house: Shelf) -> None:
    before = house.everything()
    first, second = move_block(house, 0, 3), move(house, CARS, 0)
    with pytest.raises(Conflict, match="Take back first"):
        house.undo(first)
    house.undo(second)
    house.undo(first)
    assert house.everything() == before
    with pytest.raises(Conflict, match="undone already"):
        house.undo(first)


def test_a_split_afterwards_does_not_hinder_the_way_back_of_a_block(house: Shelf) -> None:
    number = move_block(house, 3, 0)
    restructuring.split_segment(
        house.database,
        actor=house.world.owner,
        segment_id=house.segments()[LAST],
        offset=LAST.index("and"),
        version=1,
    )
    house.undo(number)
    assert house.texts()[-2:] == ["Here is the last paragraph,", "and it ends the whole article."]


def test_a_segment_that_was_joined_since_is_not_moved_back(house: Shelf) -> None:
    number = move(house, CARS, 1)
    rows = house.rows()[1].segments
    restructuring.join_segments(
        house.database,
        actor=house.world.owner,
        segment_id=rows[0].id,
        version=rows[0].version,
        next_id=rows[1].id,
        next_version=rows[1].version,
    )
    with pytest.raises(Conflict, match="segment was changed since"):
        house.undo(number)


def test_a_join_names_the_segment_that_was_seen_to_follow(house: Shelf) -> None:
    ids = house.segments()
    move(house, CARS, 1)
    with pytest.raises(StaleVersion):
        restructuring.join_segments(
            house.database,
            actor=house.world.owner,
            segment_id=ids[LEFT],
            version=1,
            next_id=ids[WENT],
            next_version=1,
        )


def test_nobody_moves_what_somebody_else_has_moved(house: Shelf) -> None:
    seen = house.version()
    move_block(house, 0, 1)
    with pytest.raises(StaleVersion):
        ordering.move_block(
            house.database,
            actor=house.world.owner,
            document_id=house.document,
            block_id=house.rows()[0].id,
            to=2,
            seen=seen,
        )


def test_a_place_that_is_none_is_refused(house: Shelf) -> None:
    for to in (-1, 4):
        with pytest.raises(InvalidInput, match="no such place"):
            move_block(house, 0, to)
    with pytest.raises(InvalidInput, match="there already"):
        move_block(house, 1, 1)
    with pytest.raises(NotFound):
        ordering.move_block(
            house.database,
            actor=house.world.owner,
            document_id=house.document,
            block_id=999,
            to=1,
            seen=1,
        )


def test_only_who_may_change_sources_orders_them(house: Shelf) -> None:
    with pytest.raises(NotAllowed):
        ordering.move_segment(
            house.database,
            actor=house.world.translator,
            segment_id=house.segments()[CARS],
            to=0,
            seen=1,
        )


def test_a_pair_of_codes_in_two_segments_is_not_turned_round(database: Database) -> None:
    house = shelf(database, "<p>We <b>left it. Nobody</b> stayed.</p>", "a.html")
    texts = house.texts()
    if len(texts) == 1:
        row = house.rows()[0].segments[0]
        restructuring.split_segment(
            house.database,
            actor=house.world.owner,
            segment_id=row.id,
            offset=row.text.index("Nobody"),
            version=row.version,
        )
    with pytest.raises(Conflict, match="inline code begins in one"):
        move(house, house.texts()[0], 1)


# Into the file


def test_segments_with_codes_go_into_their_file_in_their_new_order(database: Database) -> None:
    house = shelf(database, HTML, "town.html")
    move(house, house.texts()[3], 0)
    house.write(house.segments()[house.texts()[1]], "\ue000Никто\ue001 не остался.")
    body = returning.export(
        house.database, actor=house.world.owner, edition_id=house.editions[0]
    ).body
    expected = HTML.replace(
        'We <b>left</b> it. See <a href="x">here</a>. <i>Nobody</i> stayed.',
        '<i>Никто</i> не остался. We <b>left</b> it. See <a href="x">here</a>.',
    )
    assert body.decode() == expected


def test_blocks_of_a_word_file_are_written_at_their_own_places(database: Database) -> None:
    data = docx(
        paragraph(run("The town was quiet. "), run("Nobody", "<w:b/>"), run(" left it.")),
        paragraph(run("The second one. It has two.")),
        paragraph(run("The last one stays.")),
    )
    house = shelf(database, data, "town.docx")
    for text, said in (("The second one.", "Второй."), ("The last one stays.", "Последний.")):
        house.write(house.segments()[text], said)
    before = _export(house)
    move_block(house, 2, 0)
    assert _export(house) == before
    two = house.segments()["It has two."]
    restructuring.split_segment(
        house.database, actor=house.world.owner, segment_id=two, offset=7, version=1
    )
    assert "It has two." in " ".join(_written(_export(house)))
    assert house.file() == data


def _export(house: Shelf) -> bytes:
    return returning.export(
        house.database, actor=house.world.owner, edition_id=house.editions[0]
    ).body


def _written(data: bytes) -> Sequence[str]:
    return [
        "".join(s.text + s.after for s in b.segments) for b in read(data, "a.docx").document.blocks
    ]


# The page


def test_the_structure_tells_what_was_done_last(house: Shelf) -> None:
    def last() -> str:
        found = structuring.show(
            house.database, actor=house.world.owner, document_id=house.document
        ).last
        return found.kind if found else ""

    assert last() == ""
    move_block(house, 0, 1)
    assert last() == "order"
    restructuring.split_segment(
        house.database,
        actor=house.world.owner,
        segment_id=house.segments()[LAST],
        offset=LAST.index("and"),
        version=1,
    )
    assert last() == "split"
    for _ in range(2):
        found = structuring.show(
            house.database, actor=house.world.owner, document_id=house.document
        ).last
        assert found is not None
        structuring.undo_last(
            house.database,
            actor=house.world.owner,
            document_id=house.document,
            number=found.number,
        )
    assert last() == ""


def test_places_to_split_have_text_on_both_sides() -> None:
    assert [place.offset for place in structuring.places("We \ue000left\ue001 it.")] == [3, 10]
    assert [place.after for place in structuring.places("Їжак 𝄞 іде.")] == ["𝄞 іде.", "іде."]
    assert structuring.places("One") == ()
    assert structuring.places("\ue000 One") == ()
