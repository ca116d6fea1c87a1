"""The pages of translation memories, as people use them."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.workbench import desk as desks
from tests.workbench import factories, stages
from tests.workbench.browsing import text
from tests.workbench.factories import World
from tests.workbench.world import csrf_token, post
from translations.formats import tmx
from translations.formats.tmx import TmxUnit
from translations.review import Action
from workbench import jobs
from workbench.services import editing
from workbench.storage.engine import Database, reading, writing

ARTICLE = ("Nobody saw 12 cars.", "Nobody saw 13 cars.", "Nobody saw 12 cars.")
HOME = "/projects/words/memory"


@pytest.fixture
def desk(database: Database) -> World:
    desk = factories.world(database, ARTICLE)
    stages.save(database, desk, 0, "Никто не видел 12 машин.")
    stages.review(database, desk, 0, Action.APPROVE)
    return desk


def work(database: Database, answer: TestResponse) -> str:
    """Do the job that an answer leads to; its page."""
    assert answer.status_code == 302, answer.text
    job_id = int(answer.headers["Location"].rsplit("/", 1)[1])
    assert jobs.run(database, job_id) is not None
    return f"/jobs/{job_id}"


def test_the_menu_leads_to_the_memory_of_the_only_project(visit: Any) -> None:
    answer = visit().get("/memory")
    assert answer.headers["Location"] == HOME
    page = text(visit().get(HOME))
    assert "Никто не видел 12 машин." in page
    assert "Translator" in page
    assert "A document" in page


def test_who_has_several_projects_chooses_one(visit: Any, database: Database) -> None:
    with writing(database) as connection:
        admin = factories.add_user(connection, "admin", admin=True)
        factories.add_project(connection, glossary_id=1, slug="other")
    client = desks.sign_in(visit().application, database, admin)
    page = text(client.get("/memory"))
    assert "Words" in page
    assert "Other" in page


def test_words_are_searched_in_any_form_and_marked(visit: Any) -> None:
    client = visit("reader")
    page = client.get(f"{HOME}/search", query_string={"q": "машина"})
    assert "<mark>машин</mark>" in page.text
    assert "Nothing found" in text(client.get(f"{HOME}/search?q=дом"))
    assert "What are you looking for" in text(client.get(f"{HOME}/search"))
    there = client.get(f"{HOME}/search", query_string={"q": r"1\d", "regex": "1", "side": "source"})
    assert "<mark>12</mark> cars" in there.text
    wrong = client.get(f"{HOME}/search", query_string={"q": "(", "regex": "1"})
    assert "This is no regular expression" in text(wrong, 422)


def test_a_unit_is_corrected_withdrawn_and_put_back(visit: Any) -> None:
    client, address = visit("reviewer"), f"{HOME}/units/1"
    page = client.get(address).text

    def do(doing: str, **more: Any) -> TestResponse:
        found = re.search(r'name="version" value="(\d+)"', client.get(address).text)
        assert found is not None
        return post(client, address, do=doing, version=found[1], **more)

    assert "Nowhere yet." in page
    assert do("correct", target="Никто не видал 12 машин.").status_code == 302
    assert "Никто не видал 12 машин." in text(client.get(address))
    assert "The translation is empty." in text(do("correct", target=" "), 422)
    assert "Say why" in text(do("withdraw", why=""), 422)
    assert do("withdraw", why="A slip.").status_code == 302
    assert "withdrawn" in text(client.get(address))
    assert do("put-back").status_code == 302
    stale = post(client, address, do="correct", version=1, target="Иначе")
    assert "Nothing was overwritten" in text(stale, 409)
    reader = visit("reader")
    assert 'name="do"' not in reader.get(address).text
    assert post(reader, address, do="put-back", version=9).status_code == 403


def test_different_translations_of_a_source_stand_together(
    visit: Any, database: Database, desk: World
) -> None:
    assert "Every source has one translation" in text(visit().get(f"{HOME}/duplicates"))
    stages.save(database, desk, 2, "Никто не заметил 12 машин.")
    page = text(visit().get(f"{HOME}/duplicates"))
    assert page.count("Nobody saw 12 cars.") == 1
    assert "Никто не заметил 12 машин." in page


def test_owners_choose_name_and_share_memories(visit: Any) -> None:
    client = visit()
    assert post(client, f"{HOME}/new", name="Архів").status_code == 302
    assert "Give it a name." in text(post(client, f"{HOME}/new", name=" "), 422)
    form = {"reads-1": "1", "reads-2": "1", "writes": "2", "penalty-2": "5"}
    assert post(client, f"{HOME}/choices", **form).status_code == 302
    page = client.get(HOME).text
    assert 'name="penalty-2" value="5"' in page
    assert re.search(r'name="writes" value="2"[^>]* checked', page)
    refused = post(client, f"{HOME}/choices", **{**form, "penalty-2": "50"})
    assert "A penalty is between" in text(refused, 422)
    named = post(client, f"{HOME}/2", name="Archive", version=1, shared="1")
    assert named.status_code == 302
    assert "Archive" in text(client.get(HOME))
    assert post(client, f"{HOME}/2", name="Again", version=1).status_code == 409
    assert post(client, f"{HOME}/2", name="", version=2).status_code == 422
    assert post(visit("reader"), f"{HOME}/choices", **form).status_code == 403


def test_a_file_is_taken_in_by_the_worker_and_goes_out_again(
    visit: Any, database: Database
) -> None:
    client = visit()
    file = io.BytesIO()
    unit = TmxUnit(
        source="One.", target="Один.", source_language="en-GB", target_language="ru",
        author="Somebody",
    )  # fmt: skip
    tmx.write(file, [unit])
    form = {"memory": "1", "state": "translated", "csrf_token": csrf_token(client)}
    answer = client.post(
        f"{HOME}/import",
        data={**form, "file": (io.BytesIO(file.getvalue()), "archive.tmx")},
        headers={"Origin": "http://localhost"},
    )
    page = text(client.get(work(database, answer)))
    assert "New units: 1. There already: 0. Left out: 0." in page
    with client.get(f"{HOME}/export.tmx") as out:
        assert "words.tmx" in out.headers["Content-Disposition"]
        back = list(tmx.read(io.BytesIO(out.data)))
    assert [(u.source, u.source_language, u.author) for u in back] == [
        ("Nobody saw 12 cars.", "en", "Translator"),
        ("One.", "en", "Somebody"),
    ]
    with client.get(f"{HOME}/export.tmx?nameless=1") as out:
        assert {u.author for u in tmx.read(io.BytesIO(out.data))} == {""}
    assert visit("reader").get(f"{HOME}/export.tmx").status_code == 403


def test_what_is_no_tmx_fails_with_a_reason(visit: Any, database: Database) -> None:
    client = visit()
    form = {"memory": "1", "state": "reviewed", "csrf_token": csrf_token(client)}
    origin = {"Origin": "http://localhost"}
    missing = client.post(f"{HOME}/import", data=form, headers=origin)
    assert "Choose a TMX file." in text(missing, 422)
    sent = {**form, "file": (io.BytesIO(b"<xliff/>"), "x.tmx")}
    answer = client.post(f"{HOME}/import", data=sent, headers=origin)
    assert "x.tmx: The file is no TMX" in text(client.get(work(database, answer)))


def test_an_edition_is_filled_from_its_page_and_taken_back(
    visit: Any, database: Database, desk: World
) -> None:
    client = visit("translator")
    assert "Fill with matches" in text(client.get(f"/editions/{desk.edition}"))
    address = f"/editions/{desk.edition}/pretranslate"
    assert post(client, address, least=20).status_code == 302  # refused, and said so
    job = work(database, post(client, address, least=85))
    assert "Filled: 2 of 2 empty segments." in text(client.get(job))
    back = post(client, f"{job}/take-back")
    assert back.status_code == 302
    assert "2 segments are empty again." in text(client.get(job))
    with reading(database) as connection:
        assert not editing.find(connection, desk.edition, desk.segments[1]).target.text


def test_the_analysis_is_a_table_and_a_file(visit: Any, database: Database, desk: World) -> None:
    client, address = visit("reader"), f"/editions/{desk.edition}/analysis"
    assert "Not counted yet" in text(client.get(address))
    answer = post(client, address)
    assert "It is being counted." in text(client.get(address))
    work(database, answer)
    page = text(client.get(address))
    assert "repeated in the document 1 4 19" in page
    assert "Together 3 12 57" in page
    rows = list(csv.reader(io.StringIO(client.get(f"{address}.csv").text)))
    assert rows[0] == ["match", "segments", "words", "characters"]
    assert ["new", "2", "8", "38"] in rows
