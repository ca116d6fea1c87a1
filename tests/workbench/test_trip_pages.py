"""The pages of files that go out and come home, without script."""

from __future__ import annotations

import io
from html import unescape

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from werkzeug.test import TestResponse

from tests.workbench import desk as desks
from tests.workbench import tripping as trips
from tests.workbench.browsing import form_with, text
from tests.workbench.conftest import Visit
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, TITLE
from tests.workbench.factories import World
from tests.workbench.world import post
from translations.model import State
from translations.review import Action
from translations.trips.arriving import Doubt, Refusal
from translations.trips.matching import Loss
from translations.trips.moving import Limit
from workbench import jobs
from workbench.services import importing, job_control
from workbench.services.trips import recalling, settling
from workbench.storage import editions
from workbench.storage.engine import Database, reading
from workbench.web.trips import home, words

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database: Database) -> World:
    return desks.furnish(database)


def page(desk: World, rest: str = "") -> str:
    return f"/editions/{desk.edition}/trips{rest}"


def take_along(client: FlaskClient, desk: World, **asked: object) -> TestResponse:
    return post(client, page(desk, "/out"), **{"format": "xliff", **asked})


def upload(client: FlaskClient, desk: World, body: str, name: str = "words.xlf") -> TestResponse:
    return post(client, page(desk, "/home"), file=(io.BytesIO(body.encode()), name))


def kept(client: FlaskClient, desk: World, body: str) -> str:
    """Upload a file; answers where it is looked at."""
    answer = upload(client, desk, body)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def test_a_file_goes_out_is_looked_at_taken_and_taken_back(
    database: Database, desk: World, visit: Visit
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    translator = visit("translator")
    assert "Files out and home" in translator.get(f"/editions/{desk.edition}").text
    answer = take_along(translator, desk)
    assert answer.headers["Content-Disposition"].endswith('ru o1.xlf"')
    assert answer.content_type == "application/xliff+xml"
    changed = answer.text.replace("О словах", "О самих словах")

    place = kept(translator, desk, changed)
    shown = text(translator.get(place))
    assert "Nothing has happened yet" in shown
    assert "Changed in the file" in shown
    assert trips.stands(database, desk, TITLE).text == "О словах"
    assert "not decided yet" in text(translator.get(page(desk)))

    form = form_with(translator.get(place).text, "seal")
    assert form[f"take-{desk.segments[TITLE]}"] == "file"
    done = post(translator, place, **{**form, "do": "take"})
    assert done.status_code == 302
    assert trips.stands(database, desk, TITLE).text == "О самих словах"
    assert post(translator, place, **{**form, "do": "take"}).headers["Location"] == place
    record = text(translator.get(place))
    assert "1 segment was taken" in record

    post(translator, f"{place}/undo")
    assert trips.stands(database, desk, TITLE).text == "О словах"
    assert "Taken back by" in text(translator.get(place))
    post(translator, f"{place}/undo")
    assert "taken back already" in text(translator.get(place))
    assert "taken back" in text(translator.get(page(desk)))


@SQLITE
def test_choices_are_kept_on_a_reload_and_on_other_pages(
    database: Database, desk: World, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "SHOWN", 1)
    body = trips.set_target(trips.out(database, desk), "Nobody saw 12 cars.", "Никто.")
    body = trips.set_target(body, "It went to the republic.", "Оно ушло в республику.")
    translator = visit("translator")
    place = kept(translator, desk, body)
    form = form_with(translator.get(place).text, "seal")
    segment = desk.segments[REPUBLIC]
    assert form[f"take-{segment}"] == "file"
    to_second = {**form, f"take-{segment}": "here", "confirm": "1", "do": "page-2"}
    answer = post(translator, place, **to_second)
    second = str(answer.headers["Location"])
    assert "page=2" in second
    form = form_with(translator.get(second).text, "seal")
    assert form[f"take-{desk.segments[CARS]}"] == "file"
    assert form["confirm"] == "1"
    assert form_with(translator.get(place).text, "seal")[f"take-{segment}"] == "here"
    post(translator, second, **{**form, "do": "take"})
    assert trips.stands(database, desk, REPUBLIC).text == ""
    cars = trips.stands(database, desk, CARS)
    assert (cars.text, cars.state.value) == ("Никто.", "translated")


@SQLITE
def test_what_moved_after_the_preview_is_shown_again(
    database: Database, desk: World, visit: Visit
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    body = trips.out(database, desk).replace("О словах", "О самих словах")
    translator = visit("translator")
    place = kept(translator, desk, body)
    form = form_with(translator.get(place).text, "seal")
    desks.write(database, desk, TITLE, "Про слова", version=1, actor=desk.second)
    answer = post(translator, place, **{**form, "do": "take"})
    shown = text(answer, 409)
    assert "Nothing was taken; look again." in shown
    assert "Changed here and in the file" in shown
    assert "The translation was changed here after the file went out." in shown
    assert trips.stands(database, desk, TITLE).text == "Про слова"


@SQLITE
def test_what_the_checks_say_of_a_text_is_told_before_it_is_taken(
    database: Database, desk: World, visit: Visit
) -> None:
    body = trips.set_target(trips.out(database, desk), "Nobody saw 12 cars.", "Никто.")
    translator = visit("translator")
    shown = text(translator.get(kept(translator, desk, body)))
    assert "12 of the source is not in the translation." in shown


@SQLITE
def test_an_approval_that_came_is_taken_back_by_a_reviewer_alone(
    database: Database, desk: World, visit: Visit
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    body = trips.out(database, desk).replace('state="translated"', 'state="final"')
    reviewer, translator = visit("reviewer"), visit("translator")
    told = text(translator.get(kept(translator, desk, body)))
    assert "The file asks for another state, which a reviewer gives." in told
    place = kept(reviewer, desk, body)
    form = form_with(reviewer.get(place).text, "seal")
    post(reviewer, place, **{**form, "do": "take"})
    assert trips.stands(database, desk, TITLE).state.value == "final"
    assert "a reviewer can take it back" in text(translator.get(place))
    assert post(translator, f"{place}/undo").status_code == 403
    post(reviewer, f"{place}/undo")
    assert trips.stands(database, desk, TITLE).state.value == "translated"


@SQLITE
def test_what_is_too_much_for_a_request_leads_to_its_job(
    database: Database, desk: World, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "AT_ONCE", 0)
    body = trips.set_target(trips.out(database, desk), "Nobody saw 12 cars.", "Никто.")
    translator = visit("translator")
    place = kept(translator, desk, body)
    form = form_with(translator.get(place).text, "seal")
    waits = str(post(translator, place, **{**form, "do": "take"}).headers["Location"])
    assert "Take a file that came home" in text(translator.get(waits))
    jobs.run_waiting(database)
    assert f'href="{place}"' in translator.get(waits).text
    assert trips.stands(database, desk, CARS).text == "Никто."

    monkeypatch.setattr(recalling, "AT_ONCE", 0)
    waits = str(post(translator, f"{place}/undo").headers["Location"])
    assert "Take back what a file brought" in text(translator.get(waits))
    jobs.run_waiting(database)
    assert f'href="{place}"' in translator.get(waits).text
    assert trips.stands(database, desk, CARS).text == ""
    again = job_control.show(database, actor=desk.translator, job_id=int(waits.rpartition("/")[2]))
    assert "done" not in recalling.run(database, again)


@SQLITE
def test_a_comment_that_is_not_ticked_is_not_kept(
    database: Database, desk: World, visit: Visit
) -> None:
    trips.remark(database, desk, "Two words?")
    body = trips.out(database, desk).replace("Two words?", "One word.")
    translator = visit("translator")
    place = kept(translator, desk, body)
    form = form_with(translator.get(place).text, "seal")
    del form[f"comments-{desk.segments[MILITIA]}"]
    post(translator, place, **{**form, "do": "take"})
    assert trips.remarks(database, desk) == ["Two words?"]
    place = kept(translator, desk, body)
    form = form_with(translator.get(place).text, "seal")
    post(translator, place, **{**form, "do": "take"})
    assert "1 comment is kept." in text(translator.get(place))
    assert trips.remarks(database, desk) == ["Two words?", "One word."]


@SQLITE
def test_a_file_may_be_forgotten(database: Database, desk: World, visit: Visit) -> None:
    translator = visit("translator")
    place = kept(translator, desk, trips.out(database, desk))
    assert "Nothing to take" in text(translator.get(place))
    form = form_with(translator.get(place).text, "seal")
    assert post(translator, place, **{**form, "do": "drop"}).status_code == 302
    assert translator.get(place).status_code == 404


@SQLITE
def test_what_cannot_come_home_is_refused_beside_the_field(desk: World, visit: Visit) -> None:
    translator = visit("translator")
    for body, name, told in (
        ("", "", "Choose a file"),
        ("words", "a.odt", "A file of this kind cannot come home: save it as DOCX, XLIFF or PO."),
        ("<xliff", "a.xlf", "This is no well-formed XML: unclosed token."),
    ):
        given = (
            upload(translator, desk, body, name) if body else post(translator, page(desk, "/home"))
        )
        assert given.status_code == 422
        assert told in unescape(given.text)


@SQLITE
def test_what_goes_out_is_chosen_by_the_filters_of_the_editor(
    database: Database, desk: World, visit: Visit
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    translator = visit("translator")
    editor = unescape(translator.get(f"/editions/{desk.edition}/edit?state=translated").text)
    assert f"{page(desk)}?state=translated" in editor
    offered = form_with(translator.get(page(desk, "?state=translated&q=words")).text, "format")
    assert (offered["state"], offered["q"]) == ("translated", "words")
    assert take_along(translator, desk, state="translated").text.count("<unit ") == 1
    assert take_along(translator, desk, state="final").status_code == 409
    assert take_along(translator, desk, format="odt").status_code == 422


@SQLITE
def test_a_table_speaks_the_language_of_the_page(desk: World, visit: Visit) -> None:
    translator = visit("translator")
    translator.environ_base["HTTP_ACCEPT_LANGUAGE"] = "uk"
    answer = take_along(translator, desk, format="table")
    assert "Переклад" in trips.text_of(answer.data)


@SQLITE
def test_lost_refused_and_reordered_segments_are_told(
    database: Database, desk: World, visit: Visit
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    desks.review(database, desk, TITLE, Action.APPROVE)
    body = trips.out(database, desk)
    units = body.split("\n")[2:]
    turned = body.replace(units[1], "").replace(units[2], f"{units[2]}\n{units[0]}", 1)
    turned = turned.replace(units[0], "", 1).replace("О словах", "О самих словах")
    turned = trips.set_target(turned, "Nobody saw 12 cars.", "Никто.")
    turned = turned.replace('id="o1.4.', 'id="o1.44.')
    translator = visit("translator")
    shown = text(translator.get(kept(translator, desk, turned)))
    for told in (
        "another order",
        "is not in the file; it stays as it is",
        "Found by its source text",
        "A reviewer approved what stands here.",
    ):
        assert told in shown, told


@SQLITE
def test_everything_that_may_be_said_of_a_segment_has_words(app: OpenAPI) -> None:
    with app.test_request_context():
        said = [
            *map(words.doubt, Doubt),
            *map(words.refusal, Refusal),
            *map(words.limit, Limit),
            *map(words.loss, Loss),
            *map(words.lead, words.Section),
            *(words.look(each).label for each in words.Section),
        ]
    assert all(said)
    assert len(set(said)) == len(said)


PAIRS = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Town."
msgstr "Город."

#, fuzzy
msgid "Nobody saw it."
msgstr "Никто не видел."

msgctxt "title"
msgid "Town."
msgstr ""
"""


@SQLITE
def test_the_translations_of_a_file_of_pairs_are_taken_into_an_edition(
    database: Database, desk: World, visit: Visit
) -> None:
    document = importing.import_document(
        database,
        actor=desk.owner,
        project_id=desk.project,
        data=PAIRS.encode(),
        name="words.po",
        language="en",
    )
    edition = importing.create_edition(
        database, actor=desk.owner, document_id=document, language="ru"
    )
    owner = visit("owner")
    shown = owner.get(f"/editions/{edition}/trips").text
    assert "words.po" in shown
    kept_at = post(owner, f"/editions/{edition}/trips/source").headers["Location"]
    form = form_with(owner.get(kept_at).text, "seal")
    assert post(owner, kept_at, **{**form, "do": "take"}).status_code == 302
    with reading(database) as connection:
        taken = editions.targets(connection, edition).values()
    assert {(target.text, target.state) for target in taken} == {
        ("Город.", State.TRANSLATED),
        ("Никто не видел.", State.INITIAL),
    }
    assert "words.po" not in owner.get(page(desk)).text
