"""A newer file is taken back: what comes again, and what stands in the way."""

from __future__ import annotations

import pytest

from tests.workbench.renewed import ARTICLE, CARS, HERE, LAST, LEFT, TWO, WENT, Shelf, agree, shelf
from translations.review import Action
from workbench.errors import Conflict, NotAllowed, NotFound
from workbench.services import (
    commenting,
    correcting,
)
from workbench.services.source import undoing
from workbench.storage.engine import Database


@pytest.fixture
def house(database: Database) -> Shelf:
    return shelf(database)


def test_undo_puts_everything_back(house: Shelf) -> None:
    ids = house.segments()
    for text in (LEFT, WENT, CARS, HERE):
        house.write(ids[text], "Это перевод предложения.")
    house.approve(ids[WENT])
    before = house.everything()
    newer = (
        ARTICLE.replace("# The town", "# The old town")
        .replace("at dawn", "at night")
        .replace(f" {CARS}", " Quite another sentence!")
        .replace(f"{HERE} {TWO}\n\n", "")
        + f"\n{HERE} {TWO}\n"
    )
    made = house.renew(newer)
    assert house.everything() != before
    house.undo(made.number)
    assert house.everything() == before
    assert house.file() == ARTICLE.encode()
    agree(house)
    with pytest.raises(Conflict, match="undone already"):
        house.undo(made.number)


def test_an_undone_version_can_be_made_again(house: Shelf) -> None:
    newer = ARTICLE.replace("at dawn", "at night")
    made = house.renew(newer)
    house.undo(made.number)
    house.renew(newer)
    assert house.file() == newer.encode()


def test_versions_are_undone_one_after_another(house: Shelf) -> None:
    before = house.everything()
    first = house.renew(ARTICLE.replace("at dawn", "at night"))
    between = house.everything()
    second = house.renew(ARTICLE.replace("at dawn", "at noon").replace(CARS, "Nobody at all."))
    house.undo(second.number)
    assert house.everything() == between
    house.undo(first.number)
    assert house.everything() == before
    assert house.file() == ARTICLE.encode()


def test_undo_names_what_was_changed_since(house: Shelf) -> None:
    ids = house.segments()
    made = house.renew(ARTICLE.replace("at dawn", "at night"))
    correcting.correct_text(
        house.database,
        actor=house.world.owner,
        segment_id=ids[LAST],
        text=LAST.replace("whole", "entire"),
        version=1,
        substantive=False,
    )
    with pytest.raises(Conflict, match=r"changed since.*“Here is the last paragraph, and it ends"):
        house.undo(made.number)


def test_undo_does_not_lose_what_was_translated_since(house: Shelf) -> None:
    ids = house.segments()
    made = house.renew(ARTICLE.replace("at dawn", "at night"))
    house.write(ids[WENT], "Оно ушло ночью.")
    with pytest.raises(Conflict, match=r"translated since.*“It went to the republic at night.”"):
        house.undo(made.number)
    house.write(ids[WENT], "", action=Action.DRAFT)
    other = house.renew(ARTICLE + "\nOne more sentence comes.\n")
    house.write(house.segments()["One more sentence comes."], "Ещё одно.")
    with pytest.raises(Conflict, match=r"translated since.*“One more sentence comes.”"):
        house.undo(other.number)


def test_undo_does_not_lose_what_was_said_since(house: Shelf) -> None:
    made = house.renew(ARTICLE + "\nOne more sentence comes.\n")
    commenting.add_comment(
        house.database,
        actor=house.world.translator,
        segment_id=house.segments()["One more sentence comes."],
        edition_id=house.editions[0],
        text="A remark.",
    )
    with pytest.raises(Conflict, match="commented on it since"):
        house.undo(made.number)


def test_a_translation_elsewhere_does_not_hinder_undo(house: Shelf) -> None:
    ids = house.segments()
    made = house.renew(ARTICLE.replace("at dawn", "at night"))
    house.write(ids[LAST], "Вот последний абзац, и он заканчивает всю статью.")
    house.undo(made.number)
    assert house.target(ids[LAST]).text.startswith("Вот последний")


def test_there_is_nothing_to_undo_in_an_import(house: Shelf) -> None:
    with pytest.raises(NotFound):
        house.undo(1)
    with pytest.raises(NotAllowed):
        undoing.undo(
            house.database, actor=house.world.reviewer, document_id=house.document, number=1
        )


def test_what_is_only_written_otherwise_is_no_change_and_hinders_no_undo(
    database: Database,
) -> None:
    page = "<!doctype html><p>See <a href='x'>here</a> it is.</p><p>The end.</p>"
    house = shelf(database, page, "town.html")
    text, end = house.texts()
    house.write(house.segments()[end], "Конец.")
    newer = page.replace("'", '"').replace("The end.", "The very end.")
    made = house.renew(newer, name="town.html")
    assert house.texts() == [text, "The very end."]
    assert house.file() == newer.encode()
    house.write(house.segments()[text], "Смотрите \ue000здесь\ue001.")
    house.undo(made.number)
    assert house.file() == page.encode()
    assert house.target(house.segments()[text]).text == "Смотрите \ue000здесь\ue001."


def test_undo_does_not_bring_back_what_somebody_emptied(house: Shelf) -> None:
    ids = house.segments()
    house.write(ids[WENT], "Оно ушло.")
    made = house.renew(ARTICLE.replace("at dawn", "at night"))
    house.write(ids[WENT], "", action=Action.DRAFT)
    with pytest.raises(Conflict, match="translated since"):
        house.undo(made.number)
