"""Models, migrations and both engines agree; a killed migration leaves the old schema."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import update

from glossary.saying import say
from tests.workbench import rows
from workbench.storage import findings, migrate
from workbench.storage.engine import Database, open_database, reading, writing
from workbench.storage.tables import Table

_SCRIPTS = ScriptDirectory(str(migrate._SCRIPTS))
_STEPS: list[Script] = list(reversed(list(_SCRIPTS.walk_revisions())))
#: After how many statements a step is killed: of the first and the newest, which may yet change.
_DEATHS = [(step, statements) for step in (_STEPS[0], _STEPS[-1]) for statements in (1, 20, 60)]

#: Runs an upgrade that kills itself, as a power cut would, after so many statements
#: or, if a step has fewer, right before they would hold.
_KILLED = """
import os, signal, sys
from sqlalchemy import event
from workbench.storage import migrate
from workbench.storage.engine import open_database
url, target, statements = sys.argv[1], sys.argv[2], int(sys.argv[3])
database = open_database(url)
seen = 0
@event.listens_for(database.reader, "before_cursor_execute")
def count(connection, cursor, statement, parameters, context, executemany):
    global seen
    if statement.split()[0] in ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE"):
        seen += 1
    if seen == statements:
        os.kill(os.getpid(), signal.SIGKILL)
@event.listens_for(database.reader, "commit")
def end(connection):
    if seen:
        os.kill(os.getpid(), signal.SIGKILL)
migrate.upgrade(database, target)
"""


def _ids(value: Script | int) -> str:
    return str(value if isinstance(value, int) else value.revision)


def test_models_and_migrations_agree(database_url: str) -> None:
    database = open_database(database_url)
    migrate.upgrade(database)
    with reading(database) as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
    database.dispose()


def test_upgrading_twice_does_nothing_the_second_time(database_url: str) -> None:
    database = open_database(database_url)
    assert migrate.upgrade(database)
    assert not migrate.upgrade(database)
    database.dispose()


@pytest.mark.parametrize("step", _STEPS, ids=_ids)
def test_a_migration_keeps_the_rows_of_every_table(database_url: str, step: Script) -> None:
    database = open_database(database_url)
    before = _stand_before(database, step)
    migrate.upgrade(database, step.revision)
    with reading(database) as connection:
        after = rows.everything(connection)
    for table, kept in before.items():
        if table != "alembic_version":
            assert len(after.get(table, kept)) == len(kept)
    database.dispose()


@pytest.mark.parametrize(("step", "statements"), _DEATHS, ids=_ids)
def test_a_killed_migration_leaves_the_old_schema_and_all_rows(
    database_url: str, step: Script, statements: int
) -> None:
    database = open_database(database_url)
    before = _stand_before(database, step)
    database.dispose()

    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, database_url, step.revision, str(statements)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()

    database = open_database(database_url)
    with reading(database) as connection:
        assert rows.everything(connection) == before
    assert migrate.upgrade(database)
    database.dispose()


def test_every_table_takes_text_of_any_script(database_url: str) -> None:
    database = open_database(database_url)
    migrate.upgrade(database)
    with writing(database) as connection:
        rows.fill(connection)
    with reading(database) as connection:
        stored = rows.everything(connection)
    assert all(stored.values())
    assert any(rows.TEXT in row for row in stored["segment_version"])
    database.dispose()


def test_findings_of_older_rows_are_still_read(database_url: str) -> None:
    database = open_database(database_url)
    migrate.upgrade(database, "0004")
    with writing(database) as connection:
        rows.fill(connection)
        found = rows.reflected(connection).tables["finding"]
        older = {"message": "Two spaces.", "fixes": [[0, 2, " ", "Mend the space"]]}
        connection.execute(update(found).values(**older))
    migrate.upgrade(database)
    with reading(database) as connection:
        (known,) = findings.of_target(connection, 1)
    assert known.finding.message == say("Two spaces.")
    assert [fix.label for fix in known.finding.fixes] == [say("Mend the space")]
    database.dispose()


def _stand_before(database: Database, step: Script) -> dict[str, list[tuple[object, ...]]]:
    """Bring the database to the state before a migration, with a row in every table."""
    if step.down_revision is not None:
        migrate.upgrade(database, str(step.down_revision))
        with writing(database) as connection:
            rows.fill(connection)
    with reading(database) as connection:
        return rows.everything(connection)
