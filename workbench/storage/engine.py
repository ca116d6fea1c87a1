"""Opening a database: SQLite in WAL with writers that begin at once, or PostgreSQL.

Two engines share one pool of connections: readers begin a plain transaction,
writers `BEGIN IMMEDIATE`, because a reader that turns writer fails at once on
SQLite (SQLITE_BUSY_SNAPSHOT) instead of waiting. SQLite comes from `pysqlite3`
on Linux: the system's may have the WAL-reset bug, fixed in 3.51.3.
"""

from __future__ import annotations

import importlib
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

#: Seconds that a connection waits for another writer.
BUSY_TIMEOUT = 10.0
#: Seconds until a writer looks again whether another process still writes.
_NEXT_LOOK = 0.0005
#: Below it, two connections that write and checkpoint at once may corrupt the file.
SAFE_SQLITE = (3, 51, 3)
#: A pool for all threads; errors go to logs without what people wrote.
#: Threads of one process that write in PostgreSQL at once.
_WRITERS = 2
_SETTINGS = {"pool_size": 24, "max_overflow": 56, "pool_timeout": 30, "hide_parameters": True}

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "cache_size=-32000",
    "mmap_size=1073741824",  # a look-up in a large memory reads hundreds of pages
)


@dataclass(frozen=True, slots=True)
class Database:
    """One database, seen by readers and by writers."""

    reader: Engine
    writer: Engine
    #: Threads of a process queue here to write. SQLite has one writer at a time, and its
    #: own wait looks now and then; PostgreSQL has as many as one processor keeps busy.
    turn: threading.Semaphore = field(compare=False)

    @property
    def is_sqlite(self) -> bool:
        return self.reader.dialect.name == "sqlite"

    def dispose(self) -> None:
        self.reader.dispose()


def sqlite_module() -> ModuleType:
    """Give the SQLite driver: `pysqlite3` where there is one, else Python's own."""
    return importlib.import_module("pysqlite3.dbapi2" if sys.platform == "linux" else "sqlite3")


def open_database(url: str) -> Database:
    """Open a database by its SQLAlchemy URL; nothing is created but SQLite's file."""
    if url.startswith("sqlite"):
        reader = _sqlite_engine(url)
        writer = reader.execution_options(writes=True)
        return Database(reader=reader, writer=writer, turn=threading.Semaphore(1))
    # A reader sees what is committed at each statement in either mode; without a
    # transaction nobody has to begin and end one.
    reader = create_engine(url, isolation_level="AUTOCOMMIT", **_SETTINGS)
    event.listen(reader, "connect", _run_without_compiling)
    writer = reader.execution_options(isolation_level="READ COMMITTED", writes=True)
    return Database(reader=reader, writer=writer, turn=threading.Semaphore(_WRITERS))


def _run_without_compiling(connection: Any, _record: object) -> None:
    """Compiling a query that reads sixty rows in order takes PostgreSQL longer than running it."""
    cursor = connection.cursor()
    cursor.execute("SET jit = off")
    cursor.close()
    connection.commit()


def sqlite_file(url: str) -> Path | None:
    """Name the file of an SQLite database, if it is one in a file."""
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite") or not parsed.database:
        return None
    return Path(parsed.database)


def _sqlite_engine(url: str) -> Engine:
    module = sqlite_module()
    if module.sqlite_version_info < SAFE_SQLITE:
        found = module.sqlite_version
        warnings.warn(f"SQLite {found} has the WAL-reset bug; use 3.51.3 or newer.", stacklevel=3)
    arguments = {"timeout": BUSY_TIMEOUT, "check_same_thread": False}
    engine = create_engine(url, module=module, connect_args=arguments, **_SETTINGS)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are ours, not the driver's
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    driver: Any = connection.connection.driver_connection  # SQLAlchemy's way round costs more
    if writes:
        _begin_writing(driver)
    else:
        driver.execute("BEGIN")


def _begin_writing(driver: Any) -> None:
    """Take the turn to write soon after another process leaves it, or raise OperationalError.

    SQLite's own wait sleeps longer each time, up to a tenth of a second, while nobody writes.
    """
    driver.execute("PRAGMA busy_timeout=0")
    try:
        until = time.monotonic() + BUSY_TIMEOUT
        while not _has_begun(driver, last=time.monotonic() > until):
            time.sleep(_NEXT_LOOK)
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT * 1000:.0f}")


def _has_begun(driver: Any, *, last: bool) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite_module().OperationalError as error:
        if last or not str(error).endswith("is locked"):
            raise
        return False
    return True


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    """Give a connection to read from: one snapshot on SQLite."""
    with database.reader.connect() as connection, connection.begin():
        yield connection


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """Give a connection to read from that sees one moment throughout, on either engine."""
    with database.reader.connect() as connection:
        if not database.is_sqlite:
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(database: Database) -> Iterator[Connection]:
    """Give a connection in a write transaction; commits at the end, rolls back on any error."""
    with database.turn, database.writer.connect() as connection, connection.begin():
        yield connection
