"""Cookies, bearer tokens, forged writes, and what an answer's head says."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from tests.workbench.conftest import Clients
from tests.workbench.world import World, csrf_token, post
from workbench import create_app
from workbench.config import Config
from workbench.permissions import Role
from workbench.services import accounts

#: The engine plays no part in what is proved here.
pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)

PREFERENCES = {"display_name": "Changed", "locale": "", "theme": ""}


def _name(world: World, who: str = "reader") -> str:
    return accounts.my_account(world.database, world.actor(who)).display_name


@pytest.mark.parametrize("address", ["/help", "/nothing", "/", "/static/css/base.css"])
def test_every_answer_carries_the_policy(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
            assert part in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_nonce_is_new_on_every_page(client: FlaskClient) -> None:
    policies = {client.get("/help").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://localhost"}, 302),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_write_comes_from_our_own_pages(
    clients: Clients, world: World, headers: dict[str, str], status: int
) -> None:
    reader = clients[Role.READER]
    form = {"csrf_token": csrf_token(reader), **PREFERENCES}
    answer = reader.post("/account/preferences", data=form, headers=headers)
    assert answer.status_code == status
    assert (_name(world) == "Changed") == (status == 302)


def test_scripts_send_the_token_in_a_header(clients: Clients, world: World) -> None:
    reader = clients[Role.READER]
    headers = {"X-CSRFToken": csrf_token(reader)}
    assert reader.post("/account/preferences", data=PREFERENCES, headers=headers).status_code == 302
    assert _name(world) == "Changed"


def test_the_token_of_another_browser_is_refused(clients: Clients, world: World) -> None:
    form = {"csrf_token": csrf_token(clients[Role.OWNER]), **PREFERENCES}
    answer = clients[Role.READER].post("/account/preferences", data=form)
    assert answer.status_code == 400
    assert _name(world) == "Reader"


def test_with_a_bearer_token_no_cookie_is_read(clients: Clients, world: World) -> None:
    """The cookie would let the owner in; the reader's token decides."""
    owner = clients[Role.OWNER]
    token = accounts.make_token(world.database, actor=world.actor("reader"), name="reading")
    headers = {"Authorization": f"Bearer {token}"}
    assert owner.get("/projects/newsroom", headers=headers).status_code == 200
    assert owner.get("/projects/newsroom/settings", headers=headers).status_code == 403
    assert (
        owner.get("/projects/newsroom", headers={"Authorization": "Bearer wb_no"}).status_code
        == 302
    )


def test_with_a_bearer_token_no_cookie_is_set(app: OpenAPI, world: World) -> None:
    token = accounts.make_token(world.database, actor=world.actor("reader"), name="reading")
    answer = app.test_client().get("/account", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_with_a_bearer_token_writes_are_json(app: OpenAPI, world: World) -> None:
    token = accounts.make_token(world.database, actor=world.actor("reader"), name="writing")
    headers = {"Authorization": f"Bearer {token}"}
    answer = app.test_client().post("/account/preferences", data=PREFERENCES, headers=headers)
    assert answer.status_code == 415
    assert _name(world) == "Reader"


def test_over_https_cookies_are_bound_to_the_host(migrated_url: str, world: World) -> None:
    app = create_app(Config(database=migrated_url, address="https://words.example"))
    client = app.test_client()
    token = accounts.make_sign_in_link(world.database, actor=None, user_id=world.people["reader"])
    base = "https://words.example"
    form = {"csrf_token": _token_at(client, base)}
    answer = client.post(f"/sign-in/{token}", data=form, base_url=base, headers={"Origin": base})
    cookies = answer.headers.getlist("Set-Cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("__Host-workbench="))
    for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert flag in session
    assert "Domain" not in session
    assert "Strict-Transport-Security" in answer.headers
    app.extensions["workbench"].database.dispose()


def _token_at(client: FlaskClient, base: str) -> str:
    page = client.get("/help", base_url=base).text
    return page.partition('name="csrf-token" content="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/projects/newsroom?x=1", "/projects/newsroom?x=1"),
        ("//elsewhere.example/", "/"),
        ("https://elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_only_to_pages_of_ours(
    clients: Clients, wanted: str, reached: str
) -> None:
    answer = clients[Role.READER].get("/sign-in", query_string={"next": wanted})
    assert answer.headers["Location"] == reached


def test_files_keep_their_address_until_they_change(client: FlaskClient) -> None:
    page = client.get("/help").text
    address = page.partition('href="/static/css/base.css')[2].partition('"')[0]
    with client.get(f"/static/css/base.css{address}") as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    with client.get("/static/css/base.css") as answer:
        assert "immutable" not in answer.headers["Cache-Control"]


def test_pages_are_kept_by_nobody_else(clients: Clients) -> None:
    answer = clients[Role.READER].get("/")
    assert "private" in answer.headers["Cache-Control"]
    assert "Cookie" in answer.headers["Vary"]


def test_a_form_that_was_sent_is_taken(clients: Clients, world: World) -> None:
    answer = post(clients[Role.READER], "/account/preferences", **PREFERENCES)
    assert answer.status_code == 302
    assert _name(world) == "Changed"
