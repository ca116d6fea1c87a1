"""Accounts as services: passwords, throttling, sessions, links and tokens on both engines."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.workbench.world import World
from workbench.errors import (
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    SignInRefused,
    StaleVersion,
)
from workbench.permissions import Role
from workbench.services import accounts, signing_in
from workbench.storage import accounts as attempts
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
        signing_in.sign_in(
            database, name="оле́на ", password=password, address=address, lifetime=LIFETIME
        )
    except SignInRefused as refused:
        return refused.retry_after
    return -1


def test_a_name_and_its_password_open_a_session(database: Database, olena: int) -> None:
    cookie = signing_in.sign_in(database, name="ОЛЕ́НА", password=PASSWORD, lifetime=LIFETIME)
    found = signing_in.recognise_session(database, cookie)
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
    waits = [_try(database, address=f"192.0.2.{n}") for n in range(signing_in.NAME_LIMIT)]
    assert waits == [0] * signing_in.NAME_LIMIT
    assert 0 < _try(database, password=PASSWORD) <= signing_in.WINDOW.total_seconds()
    _age_attempts(database, signing_in.WINDOW)
    assert _try(database, password=PASSWORD) == -1


def test_a_refused_attempt_prolongs_nothing(database: Database, olena: int) -> None:
    for _ in range(signing_in.NAME_LIMIT):
        _try(database)
    _age_attempts(database, signing_in.WINDOW - timedelta(seconds=60))
    assert all(0 < _try(database) <= 60 for _ in range(5))


def test_success_forgives_the_failures_of_a_name(database: Database, olena: int) -> None:
    for _ in range(signing_in.NAME_LIMIT - 1):
        _try(database)
    assert _try(database, password=PASSWORD) == -1
    assert _try(database) == 0


def test_too_many_attempts_from_an_address_must_wait(database: Database) -> None:
    with writing(database) as connection:
        for n in range(signing_in.ADDRESS_LIMIT):
            attempts.add_attempt(connection, f"name {n}", "192.0.2.9", datetime.now(UTC))
    assert _try(database, address="192.0.2.9") > 0
    assert _try(database, address="192.0.2.8") == 0


def test_many_attempts_at_once_do_not_slip_past_the_limit(database: Database, olena: int) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: _try(database), range(3 * signing_in.NAME_LIMIT)))
    assert waits.count(0) <= signing_in.NAME_LIMIT


def test_of_two_who_use_a_link_at_once_one_comes_in(world: World) -> None:
    token = accounts.make_sign_in_link(world.database, actor=None, user_id=world.people["reader"])

    def enter(_: int) -> bool:
        try:
            return bool(signing_in.sign_in_by_link(world.database, token, lifetime=LIFETIME))
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
        signing_in.owner_of_link(world.database, old)


def test_links_and_sessions_end_with_their_time(world: World) -> None:
    token = accounts.make_sign_in_link(
        world.database, actor=None, user_id=world.people["reader"], lifetime=timedelta(0)
    )
    with pytest.raises(NotFound):
        signing_in.owner_of_link(world.database, token)
    token = accounts.make_sign_in_link(world.database, actor=None, user_id=world.people["reader"])
    cookie = signing_in.sign_in_by_link(world.database, token, lifetime=timedelta(0))
    assert signing_in.recognise_session(world.database, cookie) is None


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


def _age_attempts(database: Database, by: timedelta) -> None:
    with writing(database) as connection:
        for row in connection.execute(select(tables.LoginAttempt.id, tables.LoginAttempt.at)).all():
            connection.execute(
                update(tables.LoginAttempt)
                .where(tables.LoginAttempt.id == row.id)
                .values(at=row.at - by)
            )
