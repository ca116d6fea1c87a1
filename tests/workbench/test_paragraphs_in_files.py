"""Blocks that were split and joined: their file, a newer one, and what editions print."""

from __future__ import annotations

from random import Random

import pytest

from tests.translations.formats.originals.samples import docx, paragraph, read, run
from tests.workbench.cutting import (
    correct,
    cut_at,
    edition,
    join,
    last_act,
    layout,
    move_block,
    split,
    split_at,
    translation,
)
from tests.workbench.renewed import ARTICLE, CARS, HERE, LAST, LEFT, TWO, WENT, Shelf, agree, shelf
from translations.model import Part
from workbench.errors import Conflict, InvalidInput
from workbench.services import importing, naming, restructuring
from workbench.services.documents import BlockChange
from workbench.services.source import structuring
from workbench.storage.engine import Database

TITLE = "The town"


@pytest.fixture
def house(database: Database) -> Shelf:
    return shelf(database)


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


def test_translations_go_into_the_units_of_a_file_of_pairs(database: Database) -> None:
    units = "".join(
        f'<trans-unit id="{at}"><source>{text}</source><target/></trans-unit>'
        for at, text in enumerate((LEFT, CARS, LAST))
    )
    pairs = (
        '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" datatype="plaintext" source-language="en" target-language="ru">'
        f"<body>{units}</body></file></xliff>"
    )
    house = shelf(database, pairs, "town.xlf")
    for text, said in ((LEFT, "Ушли."), (CARS, "Никто."), (LAST, "Конец.")):
        house.write(house.segments()[text], said)
    before = translation(house)
    assert "Никто." in before.decode()
    join(house, 0)
    assert layout(house) == [[LEFT, CARS], [LAST]]
    join(house, 0)
    split(house, LAST)
    assert layout(house) == [[LEFT, CARS], [LAST]]
    assert translation(house) == before


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
    first = house.rows()[1].id
    split(house, WENT)
    house.renew(ARTICLE.replace(LAST, "Here is the end of it."))
    row = house.rows()[1]
    assert [s.text for s in row.segments] == [LEFT, WENT, CARS]
    assert (row.id, row.number, row.speaker, row.part) == (first, 1, "Speaker", Part.BODY)


def test_a_newer_file_that_is_split_likewise_keeps_both_blocks(house: Shelf) -> None:
    split(house, WENT)
    correct(house, 2, BlockChange(part=Part.STANDFIRST))
    ids = [row.id for row in house.rows()]
    house.renew(ARTICLE.replace(f"{LEFT} {WENT}", f"{LEFT}\n\n{WENT}"))
    rows = house.rows()
    assert [row.id for row in rows] == ids
    assert [row.number for row in rows] == [0, 1, 2, 3, 4]
    assert rows[2].part is Part.STANDFIRST
    agree(house)


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
    while done < 8:
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
