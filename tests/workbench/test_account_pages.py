"""Coming in, staying in and being shut out, as a browser sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from tests.workbench.conftest import Clients
from tests.workbench.world import World, post
from workbench.errors import (
    NotFound,
)
from workbench.permissions import Role
from workbench.services import accounts, signing_in
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing

PASSWORD = "потрібне слово 𝄞"
LIFETIME = timedelta(days=1)

pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def olena(database: Database) -> int:
    return accounts.add_user(database, actor=None, name="Оле́на", password=PASSWORD)


def test_a_link_signs_in_once(app: OpenAPI, world: World) -> None:
    token = accounts.make_sign_in_link(world.database, actor=None, user_id=world.people["reader"])
    client = app.test_client()
    for _ in range(2):  # previews of mail programs use nothing up
        assert "Reader" in client.get(f"/sign-in/{token}").text
    assert post(client, f"/sign-in/{token}").headers["Location"] == "/"
    assert client.get("/account").status_code == 200
    assert post(app.test_client(), f"/sign-in/{token}").status_code == 404


def test_signing_out_ends_the_session_on_the_server(clients: Clients) -> None:
    reader = clients[Role.READER]
    cookie = reader.get_cookie("workbench")
    assert cookie is not None
    assert post(reader, "/sign-out").status_code == 302
    reader.set_cookie("workbench", cookie.value)
    assert reader.get("/account").status_code == 302


def test_a_person_ends_their_other_sessions_and_nobody_elses(
    clients: Clients, world: World
) -> None:
    reader, owner = clients[Role.READER], clients[Role.OWNER]
    with reading(world.database) as connection:
        mine, other = (
            connection.execute(
                select(tables.SignIn.id).where(tables.SignIn.user_id == world.people[who])
            ).scalar_one()
            for who in ("reader", "owner")
        )
    assert post(reader, f"/account/sessions/{other}/revoke").status_code == 404
    assert owner.get("/account").status_code == 200
    assert post(reader, f"/account/sessions/{mine}/revoke").status_code == 302
    assert reader.get("/account").status_code == 302


def test_a_new_password_signs_out_everywhere_else(app: OpenAPI, olena: int) -> None:
    here, there = app.test_client(), app.test_client()
    for client in (here, there):
        assert _enter(client).status_code == 302
    fields = {"current": PASSWORD, "password": "another sentence", "again": "another sentence"}
    assert post(here, "/account/password", **fields).status_code == 302
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"current": "wrong"}, "not your present password"),
        ({"again": "another"}, "not the same password"),
        ({"password": "short", "again": "short"}, "at least 10 characters"),
    ],
)
def test_a_password_form_says_what_is_wrong_beside_the_field(
    app: OpenAPI, olena: int, fields: dict[str, str], said: str
) -> None:
    client = app.test_client()
    _enter(client)
    good = {"current": PASSWORD, "password": "another sentence", "again": "another sentence"}
    answer = post(client, "/account/password", **{**good, **fields})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_wrong_password_is_told_on_the_page(app: OpenAPI, olena: int) -> None:
    answer = _enter(app.test_client(), password="nothing of the kind")
    assert answer.status_code == 401
    assert "wrong" in answer.text


def test_a_page_that_is_asked_for_early_comes_after_signing_in(app: OpenAPI, olena: int) -> None:
    client = app.test_client()
    asked = client.get("/account?tab=tokens")
    assert asked.headers["Location"] == "/sign-in?next=/account?tab%3Dtokens"
    answer = post(client, "/sign-in", name="оле́на", password=PASSWORD, next="/account?tab=tokens")
    assert answer.headers["Location"] == "/account?tab=tokens"


def test_a_token_lets_a_program_in_until_it_is_revoked(app: OpenAPI, world: World) -> None:
    actor = world.actor("reader")
    token = accounts.make_token(world.database, actor=actor, name="import")
    (stored,) = accounts.my_tokens(world.database, actor)
    headers = {"Authorization": f"Bearer {token}"}
    client = app.test_client()
    assert client.get("/account", headers=headers).status_code == 200
    with pytest.raises(NotFound):
        accounts.revoke_token(world.database, actor=world.actor("owner"), token_id=stored.id)
    accounts.revoke_token(world.database, actor=actor, token_id=stored.id)
    assert client.get("/account", headers=headers).status_code == 302


def test_a_token_is_shown_once(clients: Clients) -> None:
    reader = clients[Role.READER]
    answer = post(reader, "/account/tokens", token_name="import", days="30")
    assert "wb_" in answer.text
    assert "wb_" not in reader.get("/account").text
    assert post(reader, "/account/tokens", token_name=" ", days="30").status_code == 422
    assert post(reader, "/account/tokens", token_name="x", days="7").status_code == 422


def test_who_is_shut_out_is_out_at_once(clients: Clients, world: World) -> None:
    reader, user_id = clients[Role.READER], world.people["reader"]
    token = accounts.make_token(world.database, actor=world.actor("reader"), name="x")
    link = accounts.make_sign_in_link(world.database, actor=None, user_id=user_id)
    assert reader.get("/").status_code == 200
    post(clients["admin"], f"/people/{user_id}/disable", version=1)
    assert reader.get("/").status_code == 302
    assert signing_in.recognise_token(world.database, token) is None
    with pytest.raises(NotFound):
        signing_in.owner_of_link(world.database, link)
    post(clients["admin"], f"/people/{user_id}/enable", version=2)
    assert reader.get("/").status_code == 302


def test_an_administrator_adds_a_person_and_makes_a_link(clients: Clients, app: OpenAPI) -> None:
    admin = clients["admin"]
    added = post(admin, "/people", name="Ганна", display_name="")
    page = post(admin, f"{added.headers['Location']}/link").text
    path = page.partition("http://localhost")[2].partition("</code>")[0]
    newcomer = app.test_client()
    post(newcomer, path)
    assert "Ганна" in newcomer.get("/account").text
    assert post(admin, "/people", name="ГАННА").status_code == 422


def test_what_is_chosen_for_the_pages_holds(clients: Clients) -> None:
    reader = clients[Role.READER]
    post(reader, "/account/preferences", display_name="R", locale="uk", theme="dark")
    page = reader.get("/").text
    assert '<html lang="uk" dir="ltr" data-theme="dark">' in page
    answer = post(reader, "/account/preferences", display_name="R", locale="xx", theme="")
    assert answer.status_code == 422


def test_the_browser_chooses_the_language_otherwise(client: FlaskClient) -> None:
    page = client.get("/help", headers={"Accept-Language": "fr, uk;q=0.8, en;q=0.5"}).text
    assert '<html lang="uk"' in page


def test_the_last_use_of_a_session_is_noted(database: Database, world: World, app: OpenAPI) -> None:
    client = world.sign_in(app, "reader")
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    with writing(database) as connection:
        connection.execute(update(tables.SignIn).values(seen_at=long_ago))
    client.get("/")
    with reading(database) as connection:
        seen = connection.execute(select(tables.SignIn.seen_at)).scalar_one()
    assert seen > long_ago


def _enter(client: FlaskClient, password: str = PASSWORD) -> TestResponse:
    return post(client, "/sign-in", name="оле́на", password=password, next="")


def test_a_new_password_revokes_the_tokens_of_programs(app: OpenAPI, world: World) -> None:
    actor = world.actor("reader")
    token = accounts.make_token(world.database, actor=actor, name="import")
    accounts.change_password(
        world.database, actor=actor, current="", new="another sentence", session_id=None
    )
    assert signing_in.recognise_token(world.database, token) is None
    assert accounts.my_tokens(world.database, actor) == ()


def test_no_browser_keeps_a_page_that_shows_a_secret(clients: Clients, world: World) -> None:
    user_id = world.people["reader"]
    link = accounts.make_sign_in_link(world.database, actor=None, user_id=user_id)
    pages = (
        post(clients[Role.READER], "/account/tokens", token_name="import", days="30"),
        clients[Role.OWNER].get(f"/sign-in/{link}"),
        post(clients["admin"], f"/people/{user_id}/link"),
    )
    assert [page.headers["Cache-Control"] for page in pages] == ["no-store"] * 3
