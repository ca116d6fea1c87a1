"""Importing and correcting through the pages: what people see, and what bad input does."""

from __future__ import annotations

import html
import io
import re

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.workbench.conftest import Clients
from tests.workbench.world import World, csrf_token, post
from translations.inline import code_point
from workbench import jobs
from workbench.storage import documents
from workbench.storage import jobs as stored_jobs
from workbench.storage.engine import reading, writing
from workbench.web import coded_forms

#: For what the engine plays no part in.
SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
NEW = "/projects/newsroom/documents/new"
UPLOADS = "/projects/newsroom/documents/uploads"
ARTICLE = "The words of a house\n\nNobody asks why.\n\nEverybody asks when. Їжак 𝄞 asks too.\n"


def upload(client: FlaskClient, body: bytes, name: str = "words.txt") -> TestResponse:
    return client.post(
        UPLOADS,
        data={"csrf_token": csrf_token(client), "file": (io.BytesIO(body), name)},
        headers={"Origin": "http://localhost"},
    )


def paste(client: FlaskClient, text: str = ARTICLE, **more: str) -> TestResponse:
    return post(client, UPLOADS, text=text, format="text", **more)


def fields(page: TestResponse) -> dict[str, str]:
    """Give the hidden fields of the form that holds the article."""
    form = page.text.partition('class="source-form"')[2]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found if name != "csrf_token"}


def block_of(page: TestResponse, number: int) -> str:
    found = re.search(
        rf'<li class="source-block[^"]*" id="block-{number}">.*?</li>', page.text, re.DOTALL
    )
    assert found is not None
    return found[0]


def preview(client: FlaskClient) -> tuple[str, TestResponse]:
    answer = paste(client)
    assert answer.status_code == 302, answer.text
    return answer.location, client.get(answer.location)


def documents_of(world: World) -> list[str]:
    with reading(world.database) as connection:
        return [head.title for head in documents.of_project(connection, world.project_id)]


def test_a_text_is_looked_at_corrected_and_imported(clients: Clients) -> None:
    client, world = clients["publisher"], clients.world
    assert client.get(NEW).status_code == 200
    before = documents_of(world)
    address, page = preview(client)
    assert "Nobody asks why." in block_of(page, 2)
    assert "recognised" in page.text
    assert documents_of(world) == before
    page = post(client, address, **fields(page), do="apply", voice="question", **{"from": "2"})
    assert "question" in block_of(page, 2)
    assert "question" not in block_of(page, 3)
    page = post(client, address, **fields(page), do="leave-out", reason="Known.", chosen="2")
    assert "left out: Known." in block_of(page, 3)
    done = post(client, address, **fields(page), do="import")
    assert done.status_code == 302, done.text
    shown = client.get(done.location)
    assert documents_of(world) == ["The words of a house", *before]
    assert "question" in block_of(shown, 2)
    assert "left out: Known." in block_of(shown, 3)
    assert client.get(f"{done.location}/original").data.decode() == ARTICLE


@SQLITE
def test_a_range_of_numbers_serves_those_without_script(clients: Clients) -> None:
    address, page = preview(clients["owner"])
    more = {"from": "2", "to": "3"}
    page = post(
        clients["owner"],
        address,
        **fields(page),
        do="apply",
        speaker="Їжак",
        voice="answer",
        **more,
    )
    assert [("Їжак" in block_of(page, n)) for n in (1, 2, 3)] == [False, True, True]
    page = post(clients["owner"], address, **fields(page), do="apply", no_speaker="1", chosen="1")
    assert [("Їжак" in block_of(page, n)) for n in (1, 2, 3)] == [False, False, True]


@SQLITE
@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"do": "apply", "voice": "answer"}, "Tick the blocks"),
        ({"do": "apply", "chosen": "1"}, "Choose what to set"),
        ({"do": "leave-out", "chosen": "1"}, "Say why"),
        ({"do": "apply", "voice": "answer", "from": "3", "to": "2"}, "must not be above"),
    ],
)
def test_a_bar_that_says_too_little_keeps_what_was_corrected(
    clients: Clients, more: dict[str, str], says: str
) -> None:
    client = clients["owner"]
    address, page = preview(client)
    page = post(client, address, **fields(page), do="apply", voice="question", chosen="1")
    wrong = post(client, address, **{**fields(page), **more})
    assert wrong.status_code == 422
    assert says in wrong.text
    assert "question" in block_of(wrong, 2)


@SQLITE
@pytest.mark.parametrize(
    ("body", "name", "says"),
    [
        (b"", "words.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "words.txt", "PNG"),
        (bytes(range(256)) * 20, "words.txt", "encoding"),
        (b"one\ntwo\x00three\n", "words.txt", "line 2"),
        ("Ünïcödé ".encode("latin-1") * 20, "words.txt", "UTF-8"),
        (b">" * 50_000 + b" words", "words.md", "nested"),
        (b"words", "words.docx", ".txt"),
        (b"---\n", "words.md", "only markup"),
    ],
)
def test_a_bad_file_is_said_on_the_page_and_nothing_is_kept(
    clients: Clients, body: bytes, name: str, says: str
) -> None:
    before = documents_of(clients.world)
    answer = upload(clients["owner"], body, name)
    assert answer.status_code == 422
    assert says in html.unescape(answer.text)
    assert 'id="file-error"' in answer.text
    assert documents_of(clients.world) == before


@SQLITE
def test_a_file_that_is_too_large_is_refused_with_the_limit(clients: Clients) -> None:
    client = clients["owner"]
    token = csrf_token(client)
    clients.app.config["MAX_CONTENT_LENGTH"] = 1_000
    answer = client.post(
        UPLOADS,
        data={"csrf_token": token, "file": (io.BytesIO(b"Words. " * 900), "words.txt")},
        headers={"Origin": "http://localhost"},
    )
    assert answer.status_code == 413
    assert "MB" in answer.text


@SQLITE
@pytest.mark.parametrize(
    ("fields_", "says"),
    [
        ({"text": "  "}, "Choose a file, or paste"),
        ({"text": "Words.", "link": "javascript:alert(1)"}, "A link begins with"),
        ({"text": "Wo\x00rds."}, "cannot be stored"),
    ],
)
def test_a_bad_form_keeps_what_was_typed(
    clients: Clients, fields_: dict[str, str], says: str
) -> None:
    answer = post(clients["owner"], UPLOADS, format="text", **fields_)
    assert answer.status_code == 422
    assert says in html.unescape(answer.text)


@SQLITE
def test_the_same_file_again_is_said(clients: Clients) -> None:
    client = clients["owner"]
    address, page = preview(client)
    post(client, address, **fields(page), do="import")
    _address, page = preview(client)
    assert "imported before" in page.text


@SQLITE
def test_a_file_may_be_forgotten(clients: Clients) -> None:
    client = clients["owner"]
    address, page = preview(client)
    assert post(client, address, **fields(page), do="drop").status_code == 302
    assert client.get(address).status_code == 404


@SQLITE
def test_another_language_reads_the_text_anew(clients: Clients) -> None:
    address, _page = preview(clients["owner"])
    page = clients["owner"].get(f"{address.partition('?')[0]}?language=de")
    assert 'lang="de"' in block_of(page, 1)


def test_a_large_file_is_followed_on_a_page_of_its_own(clients: Clients) -> None:
    client = clients["owner"]
    body = "".join(f"Sentence {n} of the house.\n\n" for n in range(7_000)).encode()
    address = upload(client, body).location
    page = client.get(address)
    assert "Here is the beginning" in page.text
    started = post(client, address, **fields(page), do="import").location
    assert "Waiting" in client.get(started).text
    cancelled = post(client, f"{started}/cancel")
    assert "Nothing of it is kept" in client.get(cancelled.location).text
    assert jobs.run_waiting(clients.world.database) == 0
    second = post(client, address, **fields(page), do="import").location
    assert jobs.run_waiting(clients.world.database) == 1
    done = client.get(second)
    assert "Open the document" in done.text
    assert len(documents_of(clients.world)) == 2


@SQLITE
def test_a_running_job_says_how_far_it_is_and_a_failed_one_why(clients: Clients) -> None:
    world = clients.world
    with writing(world.database) as connection:
        job_id = stored_jobs.enqueue(
            connection, "import-document", {"name": "words.txt"}, project_id=world.project_id
        )
        stored_jobs.claim(connection, job_id)
        stored_jobs.progress(connection, job_id, 31_200, 100_000)
    assert "31,200 of 100,000 segments" in clients["reader"].get(f"/jobs/{job_id}").text
    with writing(world.database) as connection:
        stored_jobs.finish(
            connection, job_id, stored_jobs.JobState.FAILED, message="words.txt, line 7: a NUL"
        )
    assert "words.txt, line 7: a NUL" in clients["reader"].get(f"/jobs/{job_id}").text


# The document's page


def test_blocks_of_a_document_are_corrected_and_old_forms_refused(clients: Clients) -> None:
    client, address = clients["publisher"], f"/documents/{clients.world.document_id}"
    old = fields(client.get(address))
    answer = post(client, f"{address}/blocks", **old, do="apply", voice="answer", chosen="0")
    assert answer.status_code == 302
    assert "answer" in block_of(client.get(address), 1)
    stale = post(client, f"{address}/blocks", **old, do="apply", voice="question", chosen="0")
    assert stale.status_code == 409
    assert "first" in stale.text
    page = client.get(address)
    assert "question" not in block_of(page, 1)
    post(client, f"{address}/blocks", **fields(page), do="leave-out", reason="Known.", chosen="0")
    assert "left out: Known." in block_of(client.get(address), 1)


@SQLITE
def test_one_edition_may_leave_a_block_out(clients: Clients) -> None:
    client, world = clients["publisher"], clients.world
    address = f"/documents/{world.document_id}"
    page = client.get(f"{address}?edition={world.edition_id}")
    post(client, f"{address}/blocks", **fields(page), do="leave-out", reason="Known.", chosen="0")
    assert "left out" not in block_of(client.get(address), 1)
    page = client.get(f"{address}?edition={world.edition_id}")
    assert "left out of this edition: Known." in block_of(page, 1)
    assert client.get(f"{address}?edition=9999").status_code == 404


def test_a_slip_is_corrected_on_the_page_of_its_block(clients: Clients) -> None:
    client, world = clients["publisher"], clients.world
    found = re.search(
        r"/documents/\d+/blocks/\d+", client.get(f"/documents/{world.document_id}").text
    )
    assert found is not None
    page = client.get(found[0])
    form = {"segment": world.segment_ids[1], "version": 1, "weight": "substantive"}
    assert "Editors argue about one word for a week." in page.text
    assert post(client, found[0], **form, text=" ").status_code == 422
    done = post(client, found[0], **form, text="Editors argue about one word for a year.")
    assert done.status_code == 302
    assert "for a year" in client.get(found[0]).text
    late = post(client, found[0], **form, text="Editors argue.")
    assert late.status_code == 409
    assert "It now reads: “Editors argue about one word for a year.”" in html.unescape(late.text)
    assert "Editors argue.</textarea>" in late.text
    shown = client.get(f"/documents/{world.document_id}").text
    assert "source version 2" in shown
    assert "changed in substance" in shown


@SQLITE
def test_names_and_editions_are_given_on_the_page(clients: Clients) -> None:
    client, world = clients["owner"], clients.world
    address, page = preview(client)
    document = post(client, address, **fields(page), do="import").location
    name = {"kind": "title", "source": "The words of a house", "language": "uk"}
    post(client, f"{document}/names", **name, text="Слова дому", version="0")
    assert "Слова дому" in client.get(document).text
    stale = post(client, f"{document}/names", **name, text="Слова", version="0")
    assert stale.status_code == 409
    assert post(client, f"{document}/editions", language="uk", policy="").status_code == 302
    assert post(client, f"{document}/editions", language="uk", policy="").status_code == 409
    assert post(client, f"{document}/editions", language="??", policy="").status_code == 422
    assert "0 of " in client.get(document).text
    assert world.slug in client.get(document).text


@SQLITE
def test_readers_see_the_source_and_no_tools(clients: Clients) -> None:
    page = clients["reader"].get(f"/documents/{clients.world.document_id}")
    assert page.status_code == 200
    assert "Editors argue about one word" in page.text
    assert "data-choose-bar" not in page.text
    assert 'name="chosen"' not in page.text


# Codes in plain fields

_TEXT = st.text(st.sampled_from(["a", "ї", "𝄞", " ", "⟨", "⟩", "1", *map(code_point, range(3))]))


@given(_TEXT)
def test_a_coded_text_comes_back_from_its_field(text: str) -> None:
    assert coded_forms.coded(coded_forms.shown(text), text) == text


def test_codes_stand_as_numbers() -> None:
    text = f"The {code_point(0)}militia{code_point(1)}"
    assert coded_forms.shown(text) == "The ⟨1⟩militia⟨2⟩"
    assert coded_forms.coded("⟨1⟩My ⟨9⟩ militia⟨2⟩", text) == (
        f"{code_point(0)}My ⟨9⟩ militia{code_point(1)}"
    )
