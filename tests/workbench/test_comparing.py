"""Editions side by side: the same paragraphs, the contested words of each marked."""

from __future__ import annotations

import re

import pytest

from tests.workbench import desk as desks
from tests.workbench import factories
from tests.workbench.browsing import text
from tests.workbench.conftest import Visit
from tests.workbench.factories import World
from translations.review import Action
from workbench.errors import NotAllowed, NotFound
from workbench.permissions import Actor, Role
from workbench.services import comparing, editing
from workbench.services.comparing import Cell
from workbench.storage.engine import Database, reading, writing
from workbench.storage.progress import EditionProgress

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database: Database) -> World:
    """An article in Russian, and in Hebrew with one paragraph only."""
    desk = desks.furnish(database)
    with writing(database) as connection:
        factories.add_edition(connection, desk.document, "he")
    desks.write(database, desk, desks.MILITIA, "Народное ополчение ушло.")
    desks.write(database, desk, desks.REPUBLIC, "Оно ушло в республику.")
    desks.write(database, desk, desks.WITH_CODES, "Читайте \ue000это\ue001 сейчас.")
    write_hebrew(database, desk)
    return desk


def write_hebrew(database: Database, desk: World) -> None:
    """Write where the checks of the tests' glossary have nothing to say."""
    with reading(database) as connection:
        version = editing.find(connection, desk.edition + 1, desk.segments[desks.CARS])
    editing.save_target(
        database,
        actor=desk.translator,
        edition_id=desk.edition + 1,
        segment_id=desk.segments[desks.CARS],
        text="איש לא ראה 12 מכוניות.",
        version=version.target.version,
        action=Action.CONFIRM,
    )


def compared(database: Database, desk: World, actor: Actor | None = None) -> comparing.Comparison:
    return comparing.compare(database, actor=actor or desk.reader, document_id=desk.document)


def written(cell: Cell) -> str:
    """The pieces, contested ones in brackets with their concept."""
    return "".join(f"[{each.text}|{each.concept}]" if each.concept else each.text for each in cell)


def column(seen: comparing.Comparison, language: str) -> EditionProgress:
    return next(each for each in seen.chosen if each.language == language)


def test_each_paragraph_stands_once_with_its_contested_words_marked(
    database: Database, desk: World
) -> None:
    seen = compared(database, desk)
    russian, hebrew = column(seen, "ru").id, column(seen, "he").id
    second = seen.rows[1]
    assert written(second.source).startswith("The [people's militia|opolchenie] left the town. It")
    assert written(second.targets[russian]) == (
        "Народное [ополчение|opolchenie] ушло. Оно ушло в республику. "
    )
    assert written(second.targets[hebrew]) == "איש לא ראה 12 מכוניות. "
    assert written(seen.rows[2].targets[russian]) == "Читайте это сейчас. "
    assert seen.rows[3].targets[russian] == ()


@SQLITE
def test_some_of_the_editions_can_be_chosen_and_pages_follow_one_another(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "WINDOW", 3)
    seen = comparing.compare(
        database, actor=desk.reader, document_id=desk.document, first=4, chosen=[desk.edition]
    )
    assert [each.language for each in seen.chosen] == ["ru"]
    assert len(seen.editions) == 2
    assert (seen.first, seen.total, [row.position for row in seen.rows]) == (3, 4, [3])


@SQLITE
def test_only_those_who_may_read_compare_and_those_who_may_export_keep(
    database: Database, desk: World
) -> None:
    with pytest.raises(NotFound):
        compared(database, desk, desk.stranger)
    with pytest.raises(NotAllowed):
        comparing.export(database, actor=desk.reader, document_id=desk.document)
    made = comparing.export(database, actor=desk.translator, document_id=desk.document)
    page = made.body.decode()
    assert made.name.endswith("comparison.html")
    assert "איש לא ראה 12 מכוניות." in page
    assert "ополчение" in page
    assert "opolchenie" in page
    assert comparing.export(database, actor=desk.translator, document_id=desk.document) == made


@SQLITE
def test_the_page_shows_them_in_their_own_direction_and_leads_on(
    visit: Visit, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/documents/{desk.document}/comparison"
    page = visit("reader").get(address)
    assert "Editions side by side" in text(page)
    assert re.search(r'<td lang="he" dir="rtl"[^>]*>\s*איש לא ראה 12 מכוניות.', page.text)
    assert re.search(r'href="/glossaries/1/concepts/opolchenie"[^>]*>ополчение</a>', page.text)
    assert "Download as a page" not in page.text
    monkeypatch.setattr(comparing, "WINDOW", 3)
    page = visit("owner").get(f"{address}?edition={desk.edition}")
    assert f"comparison?first=3&amp;edition={desk.edition}" in page.text
    assert "not translated" in page.text
    assert visit("owner").get(f"{address}.html").mimetype == "text/html"
    assert address in visit("reader").get(f"/documents/{desk.document}").text


@SQLITE
def test_a_document_without_editions_says_so(visit: Visit, database: Database, desk: World) -> None:
    with writing(database) as connection:
        other = factories.add_document(connection, desk.project, ["Nothing is translated."])
        factories.add_user(connection, "late", project_id=desk.project, roles=[Role.READER])
    assert "No editions yet" in text(visit("owner").get(f"/documents/{other}/comparison"))
    page = visit("owner").get(f"/documents/{other}/comparison.html", follow_redirects=True)
    assert "There is no edition to compare." in text(page)
