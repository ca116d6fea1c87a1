"""Coming in, staying in, being shut out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from tests.workbench.conftest import Clients
from tests.workbench.world import World, post
from workbench.errors import (
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    SignInRefused,
    StaleVersion,
)
from workbench.permissions import Role
from workbench.services import accounts
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing

PASSWORD = "потрібне слово 𝄞"
LIFETIME = timedelta(days=1)


@pytest.fixture
def olena(database: Database) -> int:
    return accounts.add_user(database, actor=None, name="Оле́на", password=PASSWORD)


def _try(database: Database, *, password: str = "wrong", address: str = "192.0.2.1") -> int:
    """Try to sign in; answers how long to wait, or -1 when it succeeded."""
    try:
        accounts.sign_in(
            database, name="оле́на ", password=password, address=address, lifetime=LIFETIME
        )
    except SignInRefused as refused:
        return refused.retry_after
    return -1


def test_a_name_and_its_password_open_a_session(database: Database, olena: int) -> None:
    cookie = accounts.sign_in(database, name="ОЛЕ́НА", password=PASSWORD, lifetime=LIFETIME)
    found = accounts.recognise_session(database, cookie)
    assert found is not None
    assert found.account.id == olena
    with reading(database) as connection:
        stored = connection.execute(select(tables.SignIn.token_hash)).scalar_one()
    assert cookie not in stored


def test_passwords_are_kept_as_argon2id(database: Database, olena: int) -> None:
    with reading(database) as connection:
        stored = connection.execute(select(tables.User.password_hash)).scalar_one()
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("password", ["", "short", "x" * 2000])
def test_an_unfit_password_is_refused(database: Database, olena: int, password: str) -> None:
    with pytest.raises(InvalidInput):
        accounts.change_password(
            database,
            actor=accounts.person(database, actor=None, user_id=olena).actor,
            current=PASSWORD,
            new=password,
            session_id=None,
        )


@pytest.mark.parametrize("name", ["", " ", "x" * 200, "a\x00b", "a\nb"])
def test_an_unfit_name_is_refused(database: Database, name: str) -> None:
    with pytest.raises(InvalidInput):
        accounts.add_user(database, actor=None, name=name)


def test_a_name_is_taken_in_any_case(database: Database, olena: int) -> None:
    with pytest.raises(InvalidInput):
        accounts.add_user(database, actor=None, name="ОЛЕ́НА")


def test_nobody_without_a_password_comes_in_by_one(database: Database) -> None:
    accounts.add_user(database, actor=None, name="оле́на")
    assert _try(database, password="") == 0


def test_too_many_attempts_on_a_name_must_wait(database: Database, olena: int) -> None:
    waits = [_try(database, address=f"192.0.2.{n}") for n in range(accounts.NAME_LIMIT)]
    assert waits == [0] * accounts.NAME_LIMIT
    assert 0 < _try(database, password=PASSWORD) <= accounts.WINDOW.total_seconds()
    _age_attempts(database, accounts.WINDOW)
    assert _try(database, password=PASSWORD) == -1


def test_a_refused_attempt_prolongs_nothing(database: Database, olena: int) -> None:
    for _ in range(accounts.NAME_LIMIT):
        _try(database)
    _age_attempts(database, accounts.WINDOW - timedelta(seconds=60))
    assert all(0 < _try(database) <= 60 for _ in range(5))


def test_success_forgives_the_failures_of_a_name(database: Database, olena: int) -> None:
    for _ in range(accounts.NAME_LIMIT - 1):
        _try(database)
    assert _try(database, password=PASSWORD) == -1
    assert _try(database) == 0


def test_too_many_attempts_from_an_address_must_wait(database: Database) -> None:
    for n in range(accounts.ADDRESS_LIMIT):
        with pytest.raises(SignInRefused):
            accounts.sign_in(
                database, name=f"name {n}", password="x", address="192.0.2.9", lifetime=LIFETIME
            )
    assert _try(database, address="192.0.2.9") > 0
    assert _try(database, address="192.0.2.8") == 0


def test_many_attempts_at_once_do_not_slip_past_the_limit(database: Database, olena: int) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: _try(database), range(3 * accounts.NAME_LIMIT)))
    assert waits.count(0) <= accounts.NAME_LIMIT


def test_a_link_signs_in_once(app: OpenAPI, world: World) -> None:
    token = accounts.make_sign_in_link(world.database, actor=None, user_id=world.people["reader"])
    client = app.test_client()
    for _ in range(2):  # previews of mail programs use nothing up
        assert "Reader" in client.get(f"/sign-in/{token}").text
    assert post(client, f"/sign-in/{token}").headers["Location"] == "/"
    assert client.get("/account").status_code == 200
    assert post(app.test_client(), f"/sign-in/{token}").status_code == 404


def test_of_two_who_use_a_link_at_once_one_comes_in(world: World) -> None:
    token = accounts.make_sign_in_link(world.database, actor=None, user_id=world.people["reader"])

    def enter(_: int) -> bool:
        try:
            return bool(accounts.sign_in_by_link(world.database, token, lifetime=LIFETIME))
        except NotFound:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(enter, range(4))) == 1


def test_a_new_link_ends_the_older_one(world: World) -> None:
    reader = world.people["reader"]
    old, _new = (
        accounts.make_sign_in_link(world.database, actor=None, user_id=reader) for _ in "12"
    )
    with pytest.raises(NotFound):
        accounts.owner_of_link(world.database, old)


def test_links_and_sessions_end_with_their_time(world: World) -> None:
    token = accounts.make_sign_in_link(
        world.database, actor=None, user_id=world.people["reader"], lifetime=timedelta(0)
    )
    with pytest.raises(NotFound):
        accounts.owner_of_link(world.database, token)
    token = accounts.make_sign_in_link(world.database, actor=None, user_id=world.people["reader"])
    cookie = accounts.sign_in_by_link(world.database, token, lifetime=timedelta(0))
    assert accounts.recognise_session(world.database, cookie) is None


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
    assert accounts.recognise_token(world.database, token) is None
    with pytest.raises(NotFound):
        accounts.owner_of_link(world.database, link)
    post(clients["admin"], f"/people/{user_id}/enable", version=2)
    assert reader.get("/").status_code == 302


def test_somebody_must_remain_who_administers(world: World) -> None:
    admin = world.actor("admin")
    with pytest.raises(Conflict):
        accounts.disable(world.database, actor=admin, user_id=admin.id, version=1)
    with pytest.raises(Conflict):
        accounts.change_person(
            world.database, actor=admin, user_id=admin.id, version=1, display_name="", admin=False
        )


def test_a_stale_form_about_a_person_changes_nothing(world: World) -> None:

    def save(name: str) -> None:
        accounts.change_person(
            world.database,
            actor=None,
            user_id=world.people["reader"],
            version=1,
            display_name=name,
            admin=False,
        )

    save("First")
    with pytest.raises(StaleVersion):
        save("Second")
    assert accounts.my_account(world.database, world.actor("reader")).label == "First"


@pytest.mark.parametrize("who", [*Role, "stranger"])
def test_only_administrators_see_people(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        accounts.people(world.database, actor=world.actor(who))


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


def _age_attempts(database: Database, by: timedelta) -> None:
    with writing(database) as connection:
        for row in connection.execute(select(tables.LoginAttempt.id, tables.LoginAttempt.at)).all():
            connection.execute(
                update(tables.LoginAttempt)
                .where(tables.LoginAttempt.id == row.id)
                .values(at=row.at - by)
            )
