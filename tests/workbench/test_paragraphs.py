"""Blocks split and joined: what moves, what stays, what is refused, and the way back."""

from __future__ import annotations

from random import Random

import pytest

from tests.translations.formats.originals.samples import docx, paragraph, read, run
from tests.workbench.renewed import (
    ARTICLE,
    CARS,
    HERE,
    LAST,
    LEFT,
    TWO,
    WENT,
    Shelf,
    agree,
    shelf,
)
from translations.model import Part
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.services import (
    commenting,
    documents,
    front_matter,
    importing,
    naming,
    publishing,
    restructuring,
    returning,
)
from workbench.services.documents import BlockChange
from workbench.services.source import ordering, paragraphs, structuring
from workbench.storage.blocks import SegmentRow
from workbench.storage.engine import Database

TITLE = "The town"


@pytest.fixture
def house(database: Database) -> Shelf:
    return shelf(database)


def split(house: Shelf, before: str) -> int:
    row = next(r for r in house.rows() if before in {s.text for s in r.segments})
    return split_at(house, row.id, house.segments()[before])


def split_at(house: Shelf, block_id: int, before: int) -> int:
    return paragraphs.split_block(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        block_id=block_id,
        before=before,
        seen=house.version(),
    ).number


def join(house: Shelf, at: int) -> int:
    """Join the block at a place with the next one."""
    rows = house.rows()
    return paragraphs.join_blocks(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        block_id=rows[at].id,
        next_id=rows[at + 1].id if at + 1 < len(rows) else 0,
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


def correct(house: Shelf, at: int, change: BlockChange) -> None:
    row = house.rows()[at]
    documents.correct_blocks(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        seen={row.id: row.version},
        change=change,
    )


def last_act(house: Shelf) -> structuring.Act | None:
    return structuring.show(
        house.database, actor=house.world.owner, document_id=house.document
    ).last


def layout(house: Shelf) -> list[list[str]]:
    return [[s.text for s in row.segments] for row in house.rows()]


def edition(house: Shelf, output: str) -> str:
    return publishing.export(
        house.database, actor=house.world.owner, edition_id=house.editions[0], output=output
    ).body.decode()


def translation(house: Shelf) -> bytes:
    return returning.export(
        house.database, actor=house.world.owner, edition_id=house.editions[0]
    ).body


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


def cut(house: Shelf, text: str, word: str) -> restructuring.Restructured:
    row = next(s for r in house.rows() for s in r.segments if s.text == text)
    return cut_at(house, row, text.index(word))


def cut_at(house: Shelf, row: SegmentRow, offset: int) -> restructuring.Restructured:
    return restructuring.split_segment(
        house.database,
        actor=house.world.owner,
        segment_id=row.id,
        offset=offset,
        version=row.version,
    )


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


# Into the file


def test_a_half_that_moved_away_stays_in_its_paragraph_of_the_file(house: Shelf) -> None:
    split(house, CARS)
    move_block(house, 2, 0)
    assert house.file().decode() == ARTICLE.replace(
        f"{LEFT} {WENT} {CARS}", f"{CARS} {LEFT} {WENT}"
    )


@pytest.mark.parametrize("name", ["town.md", "town.txt"])
def test_a_translation_goes_into_the_paragraphs_of_the_file(database: Database, name: str) -> None:
    article = ARTICLE.removeprefix("# ")
    house = shelf(database, article, name)
    split(house, WENT)
    join(house, 2)
    for text, said in ((WENT, "Ушло."), (CARS, "Никто."), (HERE, "Вот.")):
        house.write(house.segments()[text], said)
    expected = article.replace(WENT, "Ушло.").replace(CARS, "Никто.").replace(HERE, "Вот.")
    assert translation(house).decode() == expected


def test_a_translation_goes_into_the_paragraphs_of_a_web_page(database: Database) -> None:
    page = (
        "<!doctype html><html><body><h1>The town</h1>"
        '<p>We <b>left</b> it. See <a href="x">here</a>. <i>Nobody</i> stayed.</p>'
        "<p>Another <b>one</b>. And more.</p></body></html>"
    )
    house = shelf(database, page, "town.html")
    texts = house.texts()
    split(house, texts[2])
    join(house, 2)
    assert house.file().decode() == page
    house.write(house.segments()[texts[3]], "\ue000Никто\ue001 не остался.")
    house.write(house.segments()[texts[4]], "Другой \ue000абзац\ue001.")
    expected = page.replace("<i>Nobody</i> stayed.", "<i>Никто</i> не остался.")
    expected = expected.replace("Another <b>one</b>.", "Другой <b>абзац</b>.")
    assert translation(house).decode() == expected


def test_a_translation_goes_into_the_paragraphs_of_a_word_file(database: Database) -> None:
    data = docx(
        paragraph(run("The town was quiet. "), run("Nobody", "<w:b/>"), run(" left it.")),
        paragraph(run("The second one. It has two.")),
        paragraph(run("The last one stays.")),
    )
    house = shelf(database, data, "town.docx")
    for text, said in (("The second one.", "Второй."), ("The last one stays.", "Последний.")):
        house.write(house.segments()[text], said)
    before = translation(house)
    split(house, "It has two.")
    join(house, len(house.rows()) - 2)
    assert layout(house)[-1] == ["It has two.", "The last one stays."]
    assert translation(house) == before
    assert house.file() == data
    written = read(before, "a.docx").document.blocks
    assert ["".join(s.text + s.after for s in b.segments) for b in written][1:] == [
        "Второй. It has two.",
        "Последний.",
    ]


TALK = """\
# Words of the house

Reporter: How does *it* begin? Please tell us all of it.

Editor: We ask what the militia is called in the source. Nobody knows.

Reporter: And in the republic? Please say their names.

Editor: There too. Nobody counts cars.

It has stood here for years. We go there on foot.

Reporter: What was said of it? Who said that?

Editor: Very little. We ask again.
"""


def test_a_name_before_a_turn_is_translated_in_blocks_that_were_cut(database: Database) -> None:
    house = shelf(database, TALK, "talk.md")
    turns = [row.speaker for row in house.rows()]
    assert turns == ["", "Reporter", "Editor", "Reporter", "Editor", "", "Reporter", "Editor"]
    split(house, "Please tell us all of it.")
    join(house, 5)
    assert house.rows()[5].speaker == "Editor"
    correct(house, 4, BlockChange(speaker="Editor"))
    join(house, 4)
    assert house.file().decode() == TALK
    naming.set_name(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        kind="speaker",
        source="Editor",
        language="ru",
        text="Редактор",
        version=0,
    )
    house.write(house.segments()["There too."], "Там тоже.")
    expected = TALK.replace("Editor", "Редактор").replace("There too.", "Там тоже.")
    assert translation(house).decode() == expected


def test_an_edition_has_two_paragraphs_or_one(house: Shelf) -> None:
    for at, text in enumerate(house.texts()):
        house.write(house.segments()[text], f"Предложение {at}.")
    assert "Предложение 1. Предложение 2. Предложение 3." in edition(house, "markdown")
    split(house, WENT)
    assert "Предложение 1.\n\nПредложение 2. Предложение 3.\n" in edition(house, "markdown")
    join(house, 2)
    assert (
        "Предложение 1.\n\nПредложение 2. Предложение 3. Предложение 4. Предложение 5.\n"
        in edition(house, "markdown")
    )


# A newer file


def test_a_newer_file_finds_the_sentences_of_cut_blocks(house: Shelf) -> None:
    ids = house.segments()
    for text in (LEFT, WENT, CARS, HERE, TWO):
        house.write(ids[text], f"Перевод {ids[text]}.")
    correct(house, 1, BlockChange(speaker="Speaker"))
    split(house, WENT)
    join(house, 2)
    before = house.everything()
    newer = ARTICLE.replace(TWO, "It has three sentences.")
    number = house.renew(newer).number
    assert layout(house) == [
        [TITLE],
        [LEFT, WENT, CARS],
        [HERE, "It has three sentences."],
        [LAST],
    ]
    now = house.segments()
    assert [now[text] for text in (LEFT, WENT, CARS, HERE)] == [
        ids[text] for text in (LEFT, WENT, CARS, HERE)
    ]
    assert house.target(now[WENT]).text == f"Перевод {ids[WENT]}."
    assert [row.number for row in house.rows()] == [0, 1, 2, 3]
    assert all(s.number is None for row in house.rows() for s in row.segments)
    assert house.file().decode() == newer
    agree(house)
    house.undo(number)
    assert house.everything() == before
    assert house.file().decode() == ARTICLE
    agree(house)
    for _ in range(2):
        last = last_act(house)
        assert last is not None
        house.undo(last.number)
    assert layout(house)[1:3] == [[LEFT, WENT, CARS], [HERE, TWO]]
    assert house.file().decode() == ARTICLE


def test_a_split_off_block_takes_nothing_from_the_file_when_it_goes_on(house: Shelf) -> None:
    correct(house, 1, BlockChange(speaker="Speaker"))
    split(house, WENT)
    house.renew(ARTICLE.replace(LAST, "Here is the end of it."))
    row = house.rows()[1]
    assert [s.text for s in row.segments] == [LEFT, WENT, CARS]
    assert (row.number, row.kind.value, row.part) == (1, "paragraph", Part.BODY)


def test_the_file_of_an_older_version_is_given_as_it_came(house: Shelf) -> None:
    join(house, 1)
    name, body = importing.source_file(
        house.database, actor=house.world.reader, document_id=house.document
    )
    assert (name, body) == ("town.md", ARTICLE.encode())


# Whatever happens


@pytest.mark.parametrize("seed", range(4))
def test_the_file_stays_and_everything_comes_back(database: Database, seed: int) -> None:
    article = f"{TALK}\n---\n\n> {HERE} {TWO}\n\n{LEFT} {WENT} {CARS}\n\n- {LAST} It is.\n"
    house, random = shelf(database, article, "talk.md"), Random(seed)
    before, done = house.everything(), 0
    while done < 12:
        try:
            act(house, random)
        except (Conflict, InvalidInput):
            continue
        done += 1
        assert house.file().decode() == article
        assert [each.position for each in house.rows()] == list(range(len(house.rows())))
    while last := last_act(house):
        structuring.undo_last(
            house.database, actor=house.world.owner, document_id=house.document, number=last.number
        )
        assert house.file().decode() == article
    assert house.everything() == before
    agree(house)


def act(house: Shelf, random: Random) -> None:
    """Cut or join blocks or segments somewhere."""
    rows = house.rows()
    block = random.choice([row for row in rows if row.segments])
    at = random.randrange(len(block.segments))
    match random.randrange(5):
        case 0 | 1:
            split_at(house, block.id, block.segments[at].id)
        case 2:
            join(house, random.randrange(len(rows)))
        case 3:
            cut_at(house, block.segments[at], block.segments[at].text.find(" "))
        case _:
            first, second = block.segments[at - 1], block.segments[at]
            restructuring.join_segments(
                house.database,
                actor=house.world.owner,
                segment_id=first.id,
                version=first.version,
                next_version=second.version,
            )
