"""What went wrong, told to people and to programs; nothing lost, nothing half-written."""

from __future__ import annotations

import inspect
import io
from collections.abc import Iterator

import pytest
from flask import Blueprint
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import event
from werkzeug.exceptions import MethodNotAllowed

import glossary.errors
import translations.errors
import workbench.errors
from glossary.saying import say
from tests.workbench.conftest import Clients
from tests.workbench.world import World, post
from workbench.permissions import Role
from workbench.services import accounts
from workbench.web import errors
from workbench.web.guard import public

pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


def _families() -> Iterator[type[Exception]]:
    for module in (workbench.errors, translations.errors, glossary.errors):
        for _name, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, Exception) and found is not workbench.errors.WorkbenchError:
                yield found


RAISED: tuple[tuple[Exception, int], ...] = (
    (workbench.errors.NotFound("document", 7), 404),
    (workbench.errors.InvalidInput("text", "Too long."), 422),
    (workbench.errors.StaleVersion("target", seen=1, current={"text": "чуже", "version": 2}), 409),
    (workbench.errors.PublicationBlocked(("Segment 3 is empty.",)), 409),
    (workbench.errors.SignInRefused(retry_after=7), 429),
    (translations.errors.ActionRefused((say("A number is missing."),)), 422),
    (translations.errors.UnreadableDocument(say("no text"), line=3), 422),
    (MethodNotAllowed(), 405),
    (ValueError("a bug"), 500),
)


@pytest.fixture
def raising(app: OpenAPI) -> FlaskClient:
    """An application in which `/raise/3` and `/api/raise/3` raise the error with this number."""
    bp = Blueprint("raising", __name__)

    @bp.get("/raise/<int:number>")
    @bp.get("/api/raise/<int:number>")
    @public
    def fail(number: int) -> str:
        raise RAISED[number][0]

    app.register_blueprint(bp)
    return app.test_client()


def test_every_error_raised_on_purpose_has_a_status(migrated_url: str) -> None:
    for family in _families():
        assert any(kind in errors.STATUS for kind in family.__mro__), family


@pytest.mark.parametrize("number", range(len(RAISED)))
def test_people_get_a_page_with_what_to_do(raising: FlaskClient, number: int) -> None:
    _error, status = RAISED[number]
    answer = raising.get(f"/raise/{number}")
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert "<h1>" in answer.text


@pytest.mark.parametrize("number", range(len(RAISED)))
def test_programs_get_a_problem(raising: FlaskClient, number: int) -> None:
    _error, status = RAISED[number]
    for answer in (
        raising.get(f"/api/raise/{number}"),
        raising.get(f"/raise/{number}", headers={"Accept": "application/json"}),
    ):
        assert answer.status_code == status
        assert answer.mimetype == "application/problem+json"
        assert answer.json is not None
        assert answer.json["status"] == status


def test_a_problem_carries_the_facts(raising: FlaskClient) -> None:
    stale = raising.get("/api/raise/2").json
    assert stale is not None
    assert stale["current"] == {"text": "чуже", "version": 2}
    refused = raising.get("/api/raise/4")
    assert refused.headers["Retry-After"] == "7"


def test_a_bug_is_logged_under_the_number_that_the_page_shows(
    raising: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    page = raising.get("/raise/8").text
    number = page.partition("<code>")[2].partition("</code>")[0]
    assert len(number) == 8
    assert number in caplog.text
    assert "a bug" not in page


def test_what_is_not_there_and_what_one_may_not_see_look_alike(clients: Clients) -> None:
    stranger = clients["stranger"]
    hidden, absent = stranger.get("/projects/newsroom"), stranger.get("/projects/nothing")
    assert hidden.status_code == absent.status_code == 404


def test_a_lost_session_says_that_nothing_was_saved(clients: Clients) -> None:
    reader = clients[Role.READER]
    reader.delete_cookie("workbench")
    answer = post(reader, "/account/preferences", display_name="x", locale="", theme="")
    assert answer.status_code == 401
    assert "nothing was saved" in answer.text
    assert 'target="_blank"' in answer.text


def test_an_upload_over_the_limit_says_how_much_is_taken(app: OpenAPI, world: World) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = post(world.sign_in(app, "reader"), "/account/preferences", display_name="x" * 2000)
    assert answer.status_code == 413
    assert "60 MB" in answer.text


def test_an_upload_over_the_limit_is_heard_out_before_the_answer(app: OpenAPI) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    body = io.BytesIO(b"x" * 3_000_000)
    answer = app.test_client().post(
        "/sign-in",
        input_stream=body,
        content_length=3_000_000,
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "http://localhost"},
    )
    assert answer.status_code == 413
    assert body.read() == b""


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_characters_that_no_database_holds_stop_at_the_form(
    clients: Clients, world: World, text: str
) -> None:
    encoded = text.encode("utf-8", "surrogatepass")
    reader = clients[Role.READER]
    answer = post(reader, "/account/preferences", display_name=encoded, locale="", theme="")
    assert answer.status_code in {302, 422}
    assert accounts.my_account(world.database, world.actor("reader")).display_name.isprintable()


def test_a_full_disk_is_told_and_nothing_is_half_written(app: OpenAPI, world: World) -> None:
    """SQLite itself is told that there is no more room."""
    database = app.extensions["workbench"].database

    @event.listens_for(database.reader, "connect")
    def no_room(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # type: ignore[attr-defined] # a DBAPI connection

    reader = world.sign_in(app, "reader")
    database.dispose()
    before = len(accounts.my_tokens(world.database, world.actor("reader")))
    made, answer = 0, None
    while answer is None or answer.status_code == 200:
        answer = post(reader, "/account/tokens", token_name=f"{made} {'x' * 90}", days="0")
        made += answer.status_code == 200
        assert made < 500
    assert answer.status_code == 507
    assert "disk" in answer.text
    assert len(accounts.my_tokens(world.database, world.actor("reader"))) == before + made


def test_an_address_without_a_page_is_told_to_anybody(app: OpenAPI) -> None:
    answer = app.test_client().get("/nothing")
    assert answer.status_code == 404
    assert "Home" in answer.text
