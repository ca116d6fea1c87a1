"""Texts to put right, in the browser: replaced, skipped or waived by people, one by one or all."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from tests.workbench import desk as room
from tests.workbench.browsing import Fields, _Forms
from tests.workbench.desk import furnish, sign_in, write
from tests.workbench.factories import World
from tests.workbench.test_glossary_pages import shown
from tests.workbench.test_replacing import ban
from tests.workbench.world import post
from workbench.services import editing
from workbench.storage.engine import Database, reading

pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


class Queue:
    """Two places that a revision made wrong, and a translator with a browser."""

    def __init__(self, app: OpenAPI, database: Database) -> None:
        self.app, self.database = app, database
        self.world: World = furnish(database)
        write(database, self.world, room.MILITIA, "Мы не видели ополчения.")
        write(database, self.world, room.SPOKEN, "Ополчение — это мы.")
        self.revision = ban(database, self.world)
        self.home = f"/glossaries/{self.world.glossary}"
        self.path = f"{self.home}/revisions/{self.revision}/left"
        self.translator = self.browser("translator")

    def browser(self, who: str) -> FlaskClient:
        return sign_in(self.app, self.database, getattr(self.world, who))

    def page(self, path: str = "", who: FlaskClient | None = None) -> str:
        return shown((who or self.translator).get(self.path + path))

    def forms(self) -> list[Fields]:
        reader = _Forms()
        reader.feed(self.translator.get(self.path).get_data(as_text=True))
        return reader.forms

    def fields(self, field: str) -> Fields:
        """The form of the first place that has such a field."""
        return next(form for form in self.forms() if field in form)

    def act(self, name: str, segment: int = room.MILITIA, **fields: str) -> str:
        """Press a button at a place; say what the page says then."""
        place = f"{self.path}/{self.world.edition}/{self.world.segments[segment]}/{name}"
        answer = post(self.translator, place, **fields)
        assert answer.status_code == 302, shown(answer)
        return shown(self.translator.get(answer.headers["Location"]))

    def text(self, segment: int = room.MILITIA) -> str:
        with reading(self.database) as connection:
            place = editing.find(connection, self.world.edition, self.world.segments[segment])
        return place.target.text


@pytest.fixture
def queue(app: OpenAPI, database: Database) -> Queue:
    return Queue(app, database)


def test_every_place_stands_with_its_words_marked_and_a_suggestion_in_the_right_case(
    queue: Queue,
) -> None:
    page = queue.page()
    assert '<mark class="survey-rendering survey-wrong">ополчения</mark>' in page
    assert 'value="вооружённой группы"' in page
    assert 'value="Вооружённая группа"' in page
    assert "2 texts to put right" in shown(queue.translator.get(queue.home))
    revision = shown(queue.translator.get(f"{queue.home}/revisions/{queue.revision}"))
    assert "2 texts to put right" in revision
    assert "Another word" in shown(queue.translator.get(f"{queue.home}/left"))
    assert "Only the concept opolchenie" in queue.page("?concept=opolchenie")
    assert "Nothing is left" in queue.page("?concept=coup")


def test_a_suggestion_is_put_in_or_other_words_instead_of_it(queue: Queue) -> None:
    fields = queue.fields("suggestion")
    assert "Replaced" in queue.act("replace", **fields)
    assert queue.text() == "Мы не видели вооружённой группы."
    other = {**queue.fields("suggestion"), "text": "отряд"}
    page = queue.act("replace", room.SPOKEN, **other)
    assert queue.text(room.SPOKEN) == "отряд — это мы."
    assert "2 texts" not in page


def test_each_replacement_is_shown_and_can_be_taken_back(queue: Queue) -> None:
    page = queue.act("replace", **queue.fields("suggestion"))
    assert "<del>ополчения</del><ins>вооружённой группы</ins>" in page
    version = next(f for f in queue.forms() if set(f) == {"csrf_token", "version", "only", "page"})
    assert "Taken back" in queue.act("take-back", **version)
    assert queue.text() == "Мы не видели ополчения."
    assert "keeps the rest" in queue.act("take-back", **version)
    post(queue.translator, f"{queue.path}/replace-all")
    assert queue.page().count("Take back") == 2


def test_all_suggestions_are_put_in_at_once(queue: Queue) -> None:
    answer = post(queue.translator, f"{queue.path}/replace-all", only="opolchenie")
    page = shown(queue.translator.get(answer.headers["Location"]))
    assert "2 texts are put right." in page
    assert "Nothing is left to put right" in page
    assert queue.text(room.SPOKEN) == "Вооружённая группа — это мы."
    assert "to put right after" not in shown(queue.translator.get(queue.home))


def test_a_place_is_skipped_or_waived_with_a_reason_only(queue: Queue) -> None:
    fields = queue.fields("reason")
    assert "Say why" in queue.act("skip", **{**fields, "reason": " "})
    assert "Skipped" in queue.act("skip", **{**fields, "reason": "A title."})
    assert "Somebody has seen to this" in queue.act("skip", **{**fields, "reason": "Again."})
    fields = queue.fields("reason")
    assert "Say why" in queue.act("waive", room.SPOKEN, **{**fields, "reason": ""})
    broken = {**fields, "reason": "x", "source": "1-x"}
    assert "broken" in queue.act("waive", room.SPOKEN, **broken)
    page = queue.act("waive", room.SPOKEN, **{**fields, "reason": "His own word."})
    assert "Waived" in page
    assert "Nothing is left" in page


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(queue: Queue) -> None:
    fields = {**queue.fields("suggestion"), "version": "99"}
    assert "Nothing was overwritten" in queue.act("replace", **fields)
    assert queue.text() == "Мы не видели ополчения."


def test_who_may_not_translate_sees_the_places_and_no_button_to_replace(queue: Queue) -> None:
    page = queue.page(who=queue.browser("reader"))
    assert "Translators and reviewers put these right" in page
    assert not re.search(r">\s*Replace\s*<", page)
    assert "Leave it as it is" not in page


def test_the_word_after_saving_leads_to_the_queue(queue: Queue) -> None:
    person = queue.browser("terminologist")
    path = f"{queue.home}/concepts/coup"
    reader = _Forms()
    reader.feed(person.get(f"{path}/edit").get_data(as_text=True))
    typed = next(form for form in reader.forms if "version" in form)
    typed = {**typed, "note": "New.", "why_contested": "It tells the side."}
    page = shown(person.get(post(person, path, **typed).headers["Location"]))
    assert f"{queue.home}/revisions/{queue.revision + 1}/left" in page
    waiting = shown(person.get(f"{queue.home}/revisions/{queue.revision + 1}/left"))
    assert "The texts are still being checked" in waiting
