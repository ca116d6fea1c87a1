"""The application over a database that is up to date, with one signed-in person for each role."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine, create_engine

from tests.workbench import desk as desks
from tests.workbench import factories
from tests.workbench.world import World, build_world
from workbench import create_app
from workbench.config import Config
from workbench.permissions import Actor, Role
from workbench.storage import engine as storage_engine
from workbench.storage import migrate
from workbench.storage.engine import Database, open_database

if TYPE_CHECKING:
    from tests.postgres import PostgresServer

Visit = Callable[..., FlaskClient]


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """Each test opens databases of its own; SQLAlchemy would compile the same statements anew."""
    first: dict[str, Engine] = {}
    compiled: dict[object, object] = {}

    def create(*arguments: object, **settings: object) -> Engine:
        engine: Engine = create_engine(*arguments, **settings)  # type: ignore[call-overload] # as it is asked for
        engine.dialect = first.setdefault(engine.dialect.name, engine).dialect
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage_engine, "create_engine", create)
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is up to date; each test gets a copy."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> Iterator[str]:
    with postgres.database() as name:
        _migrate(postgres.url(name))
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the newest schema and no rows, on either engine."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        path = shutil.copy(template, tmp_path / "workbench.sqlite3")
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(template=request.getfixturevalue("postgres_template")) as name:
        yield server.url(name)


class _Compiled(BytecodeCache):
    """Templates as the application of an earlier test has compiled them."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_TEMPLATES = _Compiled()


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = open_database(migrated_url)
    yield database
    database.dispose()


@pytest.fixture
def world(database: Database) -> World:
    """A project with a document, editions and a person for each role."""
    return build_world(database)


@pytest.fixture
def app(database: Database, migrated_url: str, tmp_path: Path) -> Iterator[OpenAPI]:
    app = create_app(Config(database=migrated_url, instance=str(tmp_path)))
    app.testing = False  # errors become answers, as for people
    app.jinja_env.bytecode_cache = _TEMPLATES
    yield app
    app.extensions["workbench"].database.dispose()


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    """Somebody who is not signed in."""
    return app.test_client()


@dataclass(frozen=True)
class Clients:
    """Browsers of people who are signed in, by role; also "admin" and "stranger"."""

    app: OpenAPI
    world: World

    def __getitem__(self, who: Role | str) -> FlaskClient:
        return self.world.sign_in(self.app, str(who))


@pytest.fixture
def clients(app: OpenAPI, world: World) -> Clients:
    return Clients(app, world)


@pytest.fixture
def visit(app: OpenAPI, database: Database, desk: factories.World) -> Visit:
    """The browser of somebody who is signed in, over the world that the tests' `desk` makes."""

    def browser(who: str = "owner") -> FlaskClient:
        actor: Actor = getattr(desk, who)
        return desks.sign_in(app, database, actor)

    return browser


def _migrate(url: str) -> None:
    database = open_database(url)
    migrate.upgrade(database)
    database.dispose()
