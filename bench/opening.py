"""Opening any place of a long document in the editor, and paging on; beside an empty view.

    python -m bench.opening [--segments 100000] [--opens 200] [--engine sqlite|postgresql|both]

Server time of whole requests in this process: who asks, permission, queries, rendering; the
last figure is processor time, which says the truth on a busy machine too (without PostgreSQL's).
Three of five segments have a translation, one of ten a finding.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import insert, select

from bench.importing import article
from glossary.model import Severity
from tests.postgres import running_postgres
from tests.workbench import desk, factories
from tests.workbench.factories import NOW, World
from workbench import create_app
from workbench.config import Config
from workbench.services import importing
from workbench.storage import migrate, tables
from workbench.storage.engine import Database, open_database, writing
from workbench.storage.folding import fold
from workbench.web.guard import public

STATES = ("initial", "translated", "reviewed", "final")
TEXT = "Редакторы сходятся в том, что слово источника остаётся, когда его произносит говорящий."
_AT_ONCE = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--opens", type=int, default=200)
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    asked = parser.parse_args()
    print("engine      what                          p50 ms  p95 ms  max ms  × empty  p95 CPU ms")
    for engine in ("sqlite", "postgresql"):
        if asked.engine in {engine, "both"}:
            with empty_database(engine) as url:
                measure(engine, url, asked.segments, asked.opens)


@contextmanager
def empty_database(engine: str) -> Iterator[str]:
    if engine == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        return
    with running_postgres("bench") as server, server.database() as name:
        yield server.url(name)


def measure(engine: str, url: str, segments: int, opens: int) -> None:
    database = open_database(url)
    migrate.upgrade(database)
    world, ids = furnish(database, segments)
    app = create_app(Config(database=url))
    app.add_url_rule("/empty", "empty", public(lambda: ""))
    client = app.test_client()
    client.set_cookie("workbench", desk.session(database, world.translator))
    chance = random.Random(7)
    some = [chance.randrange(len(ids)) for _ in range(opens)]
    base = f"/editions/{world.edition}"
    cases: dict[str, Callable[[int], str]] = {
        "an empty view": lambda _: "/empty",
        "any place": lambda at: f"{base}/edit?segment={ids[at]}",
        "the last place": lambda at: f"{base}/edit?segment={ids[-1 - at % 100]}",
        "a window after a place": lambda at: f"{base}/rows?after={at // 4}.{at % 4}",
        "a window before a place": lambda at: f"{base}/rows?before={at // 4}.{at % 4}",
        "a place, translated only": lambda at: f"{base}/edit?state=translated&segment={ids[at]}",
        "a place, with errors only": lambda at: f"{base}/edit?finding=error&segment={ids[at]}",
        "a search from the start": lambda _: f"{base}/edit?q=republic",
        "one row": lambda at: f"{base}/rows/{ids[at]}",
    }
    empty = 0.0
    for name, address in cases.items():
        times = [timed(client, address(at)) for at in some]
        p50 = report(engine, name, times, empty)
        empty = empty or p50
    app.extensions["workbench"].database.dispose()
    database.dispose()


def timed(client: FlaskClient, address: str) -> tuple[float, float]:
    """Time on the clock and on the processor, in milliseconds."""
    started, worked = time.perf_counter(), time.thread_time()
    answer = client.get(address)
    taken, busy = time.perf_counter() - started, time.thread_time() - worked
    assert answer.status_code == 200, (address, answer.status_code)
    return taken * 1000, busy * 1000


def report(engine: str, name: str, times: Sequence[tuple[float, float]], empty: float) -> float:
    clock = sorted(taken for taken, _ in times)
    busy = sorted(worked for _, worked in times)
    p50, p95 = clock[len(clock) // 2], clock[int(len(clock) * 0.95)]
    ratio = f"{p50 / empty:8.0f}" if empty else " " * 8
    work = busy[int(len(busy) * 0.95)]
    print(
        f"{engine:11} {name:28} {p50:7.1f} {p95:7.1f} {clock[-1]:7.1f} {ratio} {work:8.1f}",
        flush=True,
    )
    return p50


def furnish(database: Database, segments: int) -> tuple[World, tuple[int, ...]]:
    """Import the document as a person does, and write translations as rows."""
    world = factories.world(database, ["One line."])
    document = importing.import_document(
        database,
        actor=world.owner,
        project_id=world.project,
        data=article(segments),
        name="long.txt",
        language="en",
    )
    with writing(database) as connection:
        edition = factories.add_edition(connection, document, "ru")
        ids = factories.segment_ids(connection, document)
        chosen = select(tables.Segment.id, tables.Segment.text_id)
        rows = connection.execute(chosen.where(tables.Segment.document_id == document))
        texts = [(segment, text) for segment, text in rows if text is not None]
    for start in range(0, len(texts), _AT_ONCE):
        _translate(database, world, edition, texts[start : start + _AT_ONCE])
    found = {name: getattr(world, name) for name in World.__dataclass_fields__}
    return World(**{**found, "document": document, "edition": edition, "segments": ids}), ids


def _translate(
    database: Database, world: World, edition: int, texts: Sequence[tuple[int, int]]
) -> None:
    rows = [
        {
            "edition_id": edition,
            "segment_id": segment,
            "segment_version_id": text,
            "text": TEXT,
            "folded": fold(TEXT),
            "state": STATES[segment % len(STATES)],
            "marks": [],
            "author_id": world.translator.id,
            "updated_at": NOW,
            "errors": int(segment % 10 == 0),
        }
        for segment, text in texts
        if segment % 5 < 3
    ]
    with writing(database) as connection:
        made = connection.execute(
            insert(tables.Target).returning(tables.Target.id, tables.Target.errors), rows
        )
        found = [
            {
                "target_id": target,
                "edition_id": edition,
                "check_name": "spaces",
                "kind": "double",
                "severity": int(Severity.ERROR),
                "message": "Two spaces.",
                "target_start": 3,
                "target_end": 9,
                "fixes": [],
            }
            for target, errors in made
            if errors
        ]
        if found:
            connection.execute(insert(tables.Finding), found)


if __name__ == "__main__":
    main()
