"""A newer file through the pages: looked at, marked, taken over, taken back; and the archive."""

from __future__ import annotations

import html
import io
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.workbench.conftest import Clients
from tests.workbench.test_document_pages import fields
from tests.workbench.world import csrf_token, post
from workbench import jobs
from workbench.services import uploads

#: For what the engine plays no part in.
SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
UPLOADS = "/projects/newsroom/documents/uploads"
ARTICLE = """\
# The words of a house

Nobody asks why. Everybody asks when. Їжак 𝄞 asks too.

Here is a paragraph that goes, with all that it says.

Here is the last one.
"""
NEWER = (
    ARTICLE.replace("asks when.", "asks when!")
    .replace("is the last", "was the last")
    .replace("Here is a paragraph that goes, with all that it says.\n\n", "")
)


def imported(client: FlaskClient) -> str:
    """Import the article; answers the address of the document."""
    looked = post(client, UPLOADS, text=ARTICLE, format="markdown", language="en").location
    page = client.get(looked)
    done = post(client, looked, **fields(page), do="import")
    return str(done.location)


def bring(
    client: FlaskClient, document: str, body: str | bytes = NEWER, name: str = "words.md"
) -> TestResponse:
    data = body.encode() if isinstance(body, str) else body
    return client.post(
        f"{document}/versions",
        data={"csrf_token": csrf_token(client), "file": (io.BytesIO(data), name)},
        headers={"Origin": "http://localhost"},
    )


def seen(page: TestResponse) -> str:
    """Give the words of a page on one line."""
    text = re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2])
    return " ".join(html.unescape(text).split())


def version_of(page: TestResponse) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page.text)
    assert found is not None
    return found[1]


def test_a_newer_file_is_looked_at_and_taken_over(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    address = bring(client, document).location
    page = client.get(address)
    assert page.status_code == 200
    told = seen(page)
    assert "2 edited" in told
    assert "1 removed" in told
    assert "proposed: 1 minor, 1 substantive" in told
    assert "<del>is</del><ins>was</ins>" in page.text
    done = post(client, address, do="apply", seen=version_of(page), every="")
    assert done.status_code == 302, done.text
    listed = client.get(done.location)
    assert "a newer file" in seen(listed)
    assert "words.md" in seen(listed)
    assert client.get(f"{document}/original").data.decode() == NEWER
    assert client.get(f"{document}/versions/1/file").data.decode() == ARTICLE
    assert client.get(f"{document}/versions/2/file").data.decode() == NEWER
    assert client.get(f"{document}/versions/9/file").status_code == 404
    archived = seen(client.get(f"{document}/archived"))
    assert "Here is a paragraph that goes, with all that it says." in archived
    back = post(client, f"{document}/versions/2/undo")
    assert back.status_code == 302
    assert "a change taken back" in seen(client.get(back.location))
    assert client.get(f"{document}/original").data.decode() == ARTICLE
    assert "Nothing is archived" in seen(client.get(f"{document}/archived"))


@SQLITE
def test_an_edit_that_a_person_marks_is_what_they_say(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    address = bring(client, document).location
    page = client.get(address)
    names = re.findall(r'name="(weight-\d+)" value="minor" checked', page.text)
    assert len(names) == 1
    post(client, address, do="apply", seen=version_of(page), every="", **{names[0]: "substantive"})
    assert client.get(f"{document}/versions").status_code == 200


@SQLITE
def test_the_file_may_be_forgotten(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    address = bring(client, document).location
    assert post(client, address, do="drop").status_code == 302
    assert client.get(address).status_code == 404
    assert client.get(f"{document}/original").data.decode() == ARTICLE


@SQLITE
@pytest.mark.parametrize(
    ("body", "name", "says"),
    [
        (b"", "words.md", "empty"),
        (b"one\ntwo\x00three\n", "words.txt", "line 2"),
        (b"words", "words.docx", ".txt"),
        (b"---\n", "words.md", "only markup"),
        (ARTICLE.encode(), "words.md", "nothing is new"),
    ],
)
def test_a_bad_file_is_said_on_the_page_and_nothing_is_kept(
    clients: Clients, body: bytes, name: str, says: str
) -> None:
    client = clients["owner"]
    document = imported(client)
    answer = bring(client, document, body, name)
    assert answer.status_code == 422
    assert says in html.unescape(answer.text)
    assert 'id="file-error"' in answer.text


@SQLITE
def test_no_file_is_said(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    answer = post(client, f"{document}/versions")
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


@SQLITE
def test_who_comes_too_late_sees_what_it_would_change_now(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    address = bring(client, document).location
    late = post(client, address, do="apply", seen="7", every="")
    assert late.status_code == 409
    assert "Here is what the file would change now." in seen(late)


@SQLITE
def test_a_large_file_is_left_to_the_worker(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 10)
    client = clients["owner"]
    address = imported(client)
    if "/jobs/" in address:
        jobs.run_waiting(clients.world.database)
        found = re.search(r'href="(/documents/\d+)"', client.get(address).text)
        assert found is not None
        address = found[1]
    looked = bring(client, address).location
    done = post(client, looked, do="apply", seen=version_of(client.get(looked)), every="minor")
    assert "/jobs/" in done.location
    jobs.run_waiting(clients.world.database)
    assert "Done." in seen(client.get(done.location))
    assert client.get(f"{address}/original").data.decode() == NEWER


@SQLITE
def test_what_was_changed_since_is_named_and_nothing_is_undone(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    address = bring(client, document).location
    post(client, address, do="apply", seen=version_of(client.get(address)), every="")
    address = bring(client, document, NEWER.replace("asks too", "asked too")).location
    post(client, address, do="apply", seen=version_of(client.get(address)), every="")
    refused = post(client, f"{document}/versions/2/undo")
    assert refused.status_code == 409
    assert "The source was changed since" in seen(refused)
    assert "“Їжак 𝄞 asked too.”" in seen(refused)


# Split, join and order


def structure(client: FlaskClient, document: str) -> list[str]:
    page = client.get(f"{document}/structure")
    assert page.status_code == 200
    texts = re.findall(r'<p class="structure-text"[^>]*>(.*?)</p>', page.text, re.DOTALL)
    return [html.unescape(text) for text in texts]


def forms_of(client: FlaskClient, document: str, do: str) -> list[dict[str, str]]:
    """Give the fields of the forms that do something, in their order on the page."""
    page = client.get(f"{document}/structure").text
    found = []
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        if given.get("do") == do:
            found.append({name: value for name, value in given.items() if name != "csrf_token"})
    return found


def test_a_segment_is_split_joined_and_both_are_taken_back(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    before = structure(client, document)
    page = client.get(f"{document}/structure").text
    cut = re.findall(r'href="(/documents/\d+/structure/segments/\d+)"', page)[3]
    page = client.get(cut).text
    offsets = re.findall(r'name="offset" value="(\d+)"', page)
    version = re.findall(r'name="version" value="(\d+)"', page)[0]
    done = post(client, cut, offset=offsets[1], version=version)
    assert done.status_code == 302, done.text
    assert structure(client, document)[3:5] == ["Їжак 𝄞", "asks too."]
    joins = forms_of(client, document, "join")
    done = post(client, f"{document}/structure", **joins[2])
    assert done.status_code == 302, done.text
    assert structure(client, document) == before
    for _ in range(2):
        undo = forms_of(client, document, "undo")[0]
        assert post(client, f"{document}/structure", **undo).status_code == 302
    assert structure(client, document) == before
    assert forms_of(client, document, "undo") == []


def test_blocks_and_segments_are_put_in_another_order(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    before = structure(client, document)
    down = forms_of(client, document, "move-block")[0]
    assert post(client, f"{document}/structure", **down).status_code == 302
    assert structure(client, document)[0] == "Nobody asks why."
    one = forms_of(client, document, "move-segment")[0]
    assert post(client, f"{document}/structure", **one).status_code == 302
    assert structure(client, document)[:2] == ["Everybody asks when.", "Nobody asks why."]
    assert client.get(f"{document}/original").data.decode().startswith("# The words of a house")
    for _ in range(2):
        undo = forms_of(client, document, "undo")[0]
        assert post(client, f"{document}/structure", **undo).status_code == 302
    assert structure(client, document) == before
    assert client.get(f"{document}/original").data.decode() == ARTICLE


def test_blocks_are_split_and_joined_and_both_are_taken_back(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    before = structure(client, document)
    joins = len(forms_of(client, document, "join-blocks"))
    halves = forms_of(client, document, "split-block")
    assert post(client, f"{document}/structure", **halves[0]).status_code == 302
    assert structure(client, document) == before
    assert len(forms_of(client, document, "split-block")) == len(halves) - 1
    assert len(forms_of(client, document, "join-blocks")) == joins + 1
    late = post(client, f"{document}/structure", **halves[0])
    assert late.status_code == 409
    join = forms_of(client, document, "join-blocks")[0]
    assert post(client, f"{document}/structure", **join).status_code == 302
    assert structure(client, document) == before
    told = client.get(f"{document}/versions").text
    assert "a block split" in told
    assert "blocks joined" in told
    for _ in range(2):
        undo = forms_of(client, document, "undo")[0]
        assert post(client, f"{document}/structure", **undo).status_code == 302
    assert structure(client, document) == before
    assert client.get(f"{document}/original").data.decode() == ARTICLE


@SQLITE
def test_a_stale_page_changes_nothing(clients: Clients) -> None:
    client = clients["owner"]
    document = imported(client)
    stale = forms_of(client, document, "move-block")[0]
    join = forms_of(client, document, "join")[0]
    assert post(client, f"{document}/structure", **stale).status_code == 302
    late = post(client, f"{document}/structure", **stale)
    assert late.status_code == 409
    assert "Somebody else changed this first" in seen(late)
    assert post(client, f"{document}/structure", **join).status_code == 302
    again = post(client, f"{document}/structure", **join)
    assert again.status_code == 409


@SQLITE
@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"to": "99"}, "There is no such place"),
        ({"to": "1"}, "stands there already"),
        ({"to": "x"}, "whole number"),
    ],
)
def test_a_place_that_is_none_is_said(clients: Clients, more: dict[str, str], says: str) -> None:
    client = clients["owner"]
    document = imported(client)
    first = forms_of(client, document, "move-block")[0]
    answer = post(client, f"{document}/structure", **{**first, **more})
    assert answer.status_code == 422
    assert says in seen(answer)


@SQLITE
def test_readers_see_versions_and_change_nothing(clients: Clients) -> None:
    document = imported(clients["owner"])
    reader = clients["reader"]
    page = reader.get(f"{document}/versions")
    assert page.status_code == 200
    assert "Compare" not in seen(page)
    assert reader.get(f"{document}/structure").status_code == 403
