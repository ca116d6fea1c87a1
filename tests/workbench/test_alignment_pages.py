"""The pages of alignments, as people use them without a script."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.workbench import factories
from tests.workbench.aligned import PARAGRAPHS, SOURCE, TRANSLATION
from tests.workbench.browsing import text
from tests.workbench.factories import World
from tests.workbench.world import csrf_token, post
from translations.formats import tmx
from workbench import jobs
from workbench.services.alignment import accepting, aligning
from workbench.storage.engine import Database

HOME = "/projects/words/alignments"


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database, PARAGRAPHS)


def begin(client: FlaskClient, **form: Any) -> TestResponse:
    return post(client, HOME, **{"target_language": "ru", "target_text": TRANSLATION, **form})


def version(client: FlaskClient) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(f"{HOME}/1").text)
    assert found is not None
    return found[1]


def change(client: FlaskClient, doing: str, place: int, **form: Any) -> TestResponse:
    values = {"version": version(client), "place": place, "do": doing, **form}
    return post(client, f"{HOME}/1", **values)


def test_a_document_and_a_pasted_translation_are_aligned(visit: Any, desk: World) -> None:
    client = visit("translator")
    assert "Nothing is aligned yet" in text(client.get(HOME))
    page = client.get(f"{HOME}/new?document={desk.document}").text
    assert f'<option value="{desk.document}" selected>' in page
    assert 'name="source_text"' not in page  # a translator imports nothing
    answer = begin(client, source_document=desk.document)
    assert answer.headers["Location"] == f"{HOME}/1"
    page = client.get(f"{HOME}/1").text
    assert page.count('class="bead tone-') == 12
    assert "Names that agree" in page
    assert "A document" in text(client.get(HOME))
    assert 'name="do"' not in visit("reader").get(f"{HOME}/1").text


def test_what_is_missing_is_said_beside_its_field(visit: Any, desk: World) -> None:
    client = visit()
    document = {"source_document": desk.document}
    assert "Choose a document or a file" in text(begin(client), 422)
    assert "Choose one: a document" in text(begin(client, **document, source_text="One."), 422)
    assert "Choose the language" in text(begin(client, **document, target_language=""), 422)
    assert "language of the source" in text(begin(client, **document, target_language="en"), 422)
    form = {**document, "target_language": "ru", "csrf_token": csrf_token(client)}
    sent = {**form, "target_file": (io.BytesIO(b"PK\x03\x04\x00\x00"), "book.docx")}
    broken = client.post(HOME, data=sent, headers={"Origin": "http://localhost"})
    assert broken.status_code == 422
    assert 'id="target_file-error"' in broken.text


def test_a_file_is_as_good_as_a_pasted_text(visit: Any) -> None:
    client = visit()
    form = {"csrf_token": csrf_token(client), "source_language": "en", "target_language": "ru"}
    files = {
        "source_file": (io.BytesIO(SOURCE.encode()), "article.txt"),
        "target_file": (io.BytesIO(TRANSLATION.encode("cp1251")), "статья.txt"),
    }
    answer = client.post(HOME, data={**form, **files}, headers={"Origin": "http://localhost"})
    assert answer.status_code == 302, answer.text
    assert "Её соседи уехали в июне." in text(client.get(f"{HOME}/1"))


def test_beads_are_corrected_by_forms(visit: Any, desk: World) -> None:
    client = visit()
    begin(client, source_document=desk.document)
    answer = change(client, "pin", 7)
    assert answer.headers["Location"] == f"{HOME}/1?at=7#b7"
    assert "Undo: pin" in text(client.get(f"{HOME}/1?at=7"))
    assert change(client, "split", 0, cut="7:source:1").status_code == 302
    assert client.get(f"{HOME}/1").text.count('class="bead tone-') == 13
    assert change(client, "undo", 0).status_code == 302
    assert change(client, "redo", 0).status_code == 302
    assert change(client, "undo", 0).status_code == 302
    assert change(client, "realign", 2).status_code == 302
    assert change(client, "realign-all", 2).status_code == 302
    assert "can only be unlinked" in text(change(client, "split", 0), 422)
    stale = post(client, f"{HOME}/1", version=1, place=0, do="pin")
    assert "Nothing was overwritten" in text(stale, 409)
    assert change(client, "nonsense", 0).status_code == 422
    assert change(client, "pin", 1_000).status_code == 404


def test_beads_are_exported(visit: Any, desk: World) -> None:
    client = visit()
    begin(client, source_document=desk.document)
    assert change(client, "link", 2, number=8).status_code == 422
    assert change(client, "link", 4, number=8).status_code == 302
    with client.get(f"{HOME}/1/beads/json") as lines:
        beads = [json.loads(line) for line in lines.text.splitlines()]
    assert {"source": [2], "target": [4], "confidence": 1.0} in beads
    assert len(beads) == 11
    with client.get(f"{HOME}/1/beads/tsv") as table:
        assert "Her neighbours had left in June.\tЕё соседи уехали в июне.\t1.0000" in table.text
    with client.get(f"{HOME}/1/beads/tmx") as file:
        units = {unit.source: unit.target for unit in tmx.read(io.BytesIO(file.data))}
    assert units["In the evening the lights go out."] == "Вечером гаснет свет."
    with client.get(f"{HOME}/1/beads/xliff") as file:
        assert b"A document" in file.data
    assert client.get(f"{HOME}/1/beads/docx").status_code == 404
    assert visit("reader").get(f"{HOME}/1/beads/tsv").status_code == 403


def test_it_is_accepted_and_the_edition_tells_where_it_is_from(visit: Any, desk: World) -> None:
    client = visit()
    begin(client, source_document=desk.document)
    form = {
        "version": version(client),
        "state": "final",
        "least": "99",
        "vouched": "We",
        "policy": "",
    }
    assert "on which day" in text(post(client, f"{HOME}/1/accept", **form), 422)
    form |= {"printed_on": "2015-03-02", "link": "https://example.org/", "translator": "Olha"}
    assert "must be a number" in text(
        post(client, f"{HOME}/1/accept", **{**form, "least": "x"}), 422
    )
    answer = post(client, f"{HOME}/1/accept", **form)
    assert answer.status_code == 302, answer.text
    assert f"/editions/{desk.edition}/edit" in answer.headers["Location"]
    page = text(client.get(f"/editions/{desk.edition}"))
    assert "Taken over from an alignment" in page
    assert "2015-03-02" in page
    assert "Olha" in page
    assert "This alignment was accepted" in text(client.get(f"{HOME}/1"))
    assert post(client, f"{HOME}/1/drop").status_code == 409
    assert "made an edition of an aligned translation" in text(client.get("/projects/words"))


def test_long_texts_go_to_the_worker_and_back(
    visit: Any, desk: World, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligning, "AT_ONCE", 3)
    monkeypatch.setattr(accepting, "AT_ONCE", 3)
    client = visit()
    answer = begin(client, source_document=desk.document)
    assert "/jobs/" in answer.headers["Location"]
    assert "A job is at work" in text(client.get(f"{HOME}/1"))
    job_id = int(answer.headers["Location"].rsplit("/", 1)[1])
    assert jobs.run(database, job_id) is not None
    assert "Open the alignment" in text(client.get(f"/jobs/{job_id}"))
    form = {"version": version(client), "state": "translated", "least": "50", "join": "1"}
    accepted = post(client, f"{HOME}/1/accept", **form)
    job_id = int(accepted.headers["Location"].rsplit("/", 1)[1])
    assert jobs.run(database, job_id) is not None
    page = text(client.get(f"/jobs/{job_id}"))
    assert "Filled: 8." in page
    assert "Open in the editor" in page


def test_a_cancelled_alignment_leaves_nothing(
    visit: Any, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligning, "AT_ONCE", 3)
    client = visit()
    answer = begin(client, source_document=desk.document)
    assert post(client, f"{answer.headers['Location']}/cancel").status_code == 302
    assert client.get(f"{HOME}/1").status_code == 404
    assert "Nothing is aligned yet" in text(client.get(HOME))


def test_an_alignment_can_be_forgotten(visit: Any, desk: World) -> None:
    client = visit()
    begin(client, source_document=desk.document)
    assert post(visit("reader"), f"{HOME}/1/drop").status_code == 403
    assert post(client, f"{HOME}/1/drop").status_code == 302
    assert client.get(f"{HOME}/1").status_code == 404
