"""The pages of destinations and of sending: what each shows to whom, and what a secret is for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask_openapi3.openapi import OpenAPI
from werkzeug.test import TestResponse

from tests.workbench import desk as desks
from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.browsing import form_with, text
from tests.workbench.conftest import Visit
from tests.workbench.factories import World
from tests.workbench.webhook_server import Receiver, receiving
from tests.workbench.world import post
from workbench import jobs as running
from workbench.permissions import Role
from workbench.services import publishing
from workbench.services.sending import packing, webhooks
from workbench.storage.engine import Database, writing

pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database: Database) -> World:
    """An edition that is published, in a project with a publisher."""
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    publishing.publish(database, actor=desk.owner, edition_id=desk.edition, overrides={})
    return desk


@pytest.fixture
def root(app: OpenAPI, tmp_path: Path) -> Path:
    """A server with a folder to publish to, whose webhooks may stay on the machine."""
    root = tmp_path / "published"
    root.mkdir()
    known = app.extensions["workbench"]
    config = replace(known.config, publish_folder=str(root), private_webhooks=1)
    app.extensions["workbench"] = replace(known, config=config)
    return root


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(webhooks, "WAITS", ())
    with receiving() as receiver:
        yield receiver


PLACES = "/projects/words/destinations"
SEND = "/editions/1/publications/1/send"


def add(visit: Visit, **fields: object) -> TestResponse:
    values = {"kind": "folder", "name": "Print", "address": "print", "formats": ["html", "text"]}
    return post(visit(), PLACES, **{**values, **fields})


def follow(visit: Visit, database: Database, answer: TestResponse) -> str:
    """Let the worker do what was ordered, and read the page of the job."""
    assert answer.status_code == 302, answer.text
    running.run_waiting(database)
    return text(visit().get(answer.location))


def test_an_owner_adds_a_folder_and_a_publication_is_sent_there(
    visit: Visit, database: Database, root: Path
) -> None:
    assert "No destinations yet" in text(visit().get(PLACES))
    assert "No destinations yet" in text(visit().get(SEND))
    assert add(visit).status_code == 302
    assert "Nothing was sent there yet." in text(visit().get(PLACES))

    form = form_with(visit().get(SEND).text, "destination")
    assert form == {"destination": "1"}
    told = follow(visit, database, post(visit(), SEND, **form))
    assert "Done." in told
    assert (root / "words/print/a-document-ru-v1/manifest.json").exists()
    for address in (SEND, PLACES):
        assert "delivered" in text(visit().get(address))
    assert "sent a publication on" in text(visit().get("/projects/words"))
    told = follow(visit, database, post(visit(), SEND, **form))
    assert "The very same stands there already" in told


def test_the_secret_of_a_webhook_is_shown_once_and_can_be_renewed(
    visit: Visit, database: Database, root: Path, receiver: Receiver
) -> None:
    page = add(visit, kind="webhook", name="Mirror", address=receiver.address)
    assert page.status_code == 201
    (secret,) = re.findall(r"whsec_[\w-]{43}", page.text)
    assert "whsec_" not in visit().get(PLACES).text

    receiver.secret = secret
    owner = visit()
    post(owner, f"{PLACES}/1/test")
    assert "The test message was taken (204)." in text(owner.get(PLACES))
    assert receiver.came[0]["event"] == "ping"

    page = post(visit(), f"{PLACES}/1/secret")
    (renewed,) = re.findall(r"whsec_[\w-]{43}", page.text)
    assert renewed != secret
    told = follow(visit, database, post(visit(), SEND, destination="1", formats=["html"]))
    assert "answered with 401." in told
    assert "failed" in text(visit().get(SEND))


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    visit: Visit, root: Path
) -> None:
    page = add(visit, address="../elsewhere", name="My <folder>")
    assert "none begins with a dot" in text(page, 422)
    form = form_with(page.text, "address")
    assert (form["name"], form["address"]) == ("My <folder>", "../elsewhere")
    assert "Choose a format." in text(add(visit, formats=[]), 422)
    assert "Choose one of what is offered." in text(add(visit, kind="nothing"), 422)
    add(visit)
    page = post(visit(), SEND, destination="1", formats=["nothing"])
    assert "“nothing” is none of" in text(page, 422)
    assert "This must be a whole number." in text(post(visit(), SEND, destination="x"), 422)


def test_a_server_without_a_folder_offers_webhooks_to_https_alone(visit: Visit) -> None:
    page = visit().get(PLACES)
    assert 'value="folder"' not in page.text
    assert "publish_folder" in page.text
    assert "must begin with https" in text(
        add(visit, kind="webhook", address="http://words.example/"), 422
    )
    assert "its operator sets one" in text(add(visit), 422)


def test_a_destination_is_tried_and_removed(visit: Visit, root: Path) -> None:
    add(visit)
    owner = visit()
    post(owner, f"{PLACES}/1/test")
    assert "The folder can be written." in text(owner.get(PLACES))
    (root / "words" / "print").parent.rmdir()
    (root / "words").write_bytes(b"")
    post(owner, f"{PLACES}/1/test")
    assert "words is no folder." in text(owner.get(PLACES))
    assert "data-confirm" in owner.get(PLACES).text
    post(owner, f"{PLACES}/1/remove")
    assert "No destinations yet" in text(owner.get(PLACES))
    post(owner, f"{PLACES}/1/remove")
    assert "removed already" in text(owner.get(PLACES))
    post(owner, f"{PLACES}/1/secret")
    assert "Only a webhook has a secret." in text(owner.get(PLACES))
    assert post(owner, f"{PLACES}/99/remove").status_code == 404


def test_publishers_send_but_say_nothing_of_where_to(
    visit: Visit, app: OpenAPI, database: Database, desk: World, root: Path
) -> None:
    add(visit)
    with writing(database) as connection:
        who = factories.add_user(
            connection, "publisher", project_id=desk.project, roles=[Role.PUBLISHER]
        )
    publisher = desks.sign_in(app, database, who)
    page = publisher.get(PLACES)
    assert "Print" in text(page)
    assert "Add a destination" not in page.text
    assert post(publisher, PLACES, name="Other").status_code == 403
    assert post(publisher, SEND, destination="1", formats=["html"]).status_code == 302
    reader = visit("reader")
    assert reader.get(PLACES).status_code == 403
    page = reader.get(SEND)
    assert "Print" not in page.text
    assert "Download as one archive" in text(page)
    assert post(reader, SEND, destination="1", formats=["html"]).status_code == 403


def test_a_withdrawn_publication_says_so_and_is_not_sent(
    visit: Visit, database: Database, desk: World, root: Path
) -> None:
    add(visit)
    publishing.withdraw(database, actor=desk.owner, edition_id=desk.edition, number=1, why="Slip.")
    assert "This publication is withdrawn." in text(visit().get(SEND))
    page = post(visit(), SEND, destination="1", formats=["html"])
    assert "is not sent anywhere" in text(page, 409)
    assert visit().get("/editions/1/publications/9/send").status_code == 404


def test_an_archive_comes_at_once_or_waits_for_those_who_asked(
    visit: Visit, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = SEND.replace("send", "archive")
    at_once = post(visit("reader"), address, formats=["html", "text"])
    assert at_once.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(at_once.data)) as file:
        assert len(file.namelist()) == 3
    assert "Choose a format." in text(post(visit("reader"), address), 422)

    monkeypatch.setattr(packing, "AT_ONCE", 1)
    ordered = post(visit("reader"), address, formats=["html", "text"])
    told = follow(visit, database, ordered)
    assert "Download the archive" in told
    page = visit("reader").get(SEND)
    (link,) = re.findall(r'href="(/editions/1/archives/\d+)"', page.text)
    assert visit("reader").get(link).data == at_once.data
    assert visit("stranger").get(link).status_code == 404


def test_the_edition_as_it_stands_is_for_those_who_export(visit: Visit) -> None:
    address = "/editions/1/archive"
    assert "As one archive" in text(visit("translator").get(address))
    made = post(visit("translator"), address, formats=["html"])
    assert made.mimetype == "application/zip"
    assert visit("reader").get(address).status_code == 403
    assert post(visit("reader"), address, formats=["html"]).status_code == 403
