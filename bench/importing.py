"""Importing 100,000 segments, all in: parsing, segmentation, terms, words, rows; on both engines.

    python bench/importing.py [--segments 100000] [--engine sqlite|postgresql] [--savers 10]

Prints segments a second, the longest transaction, and on SQLite, in a second run, what ten people
who save beside it wait (95th percentile).
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from tests.postgres import running_postgres
from tests.workbench import factories
from tests.workbench.factories import World
from translations.review import Action
from workbench.services import importing, staging
from workbench.services.editing import save_target
from workbench.storage import migrate
from workbench.storage.engine import Database, open_database

_PROSE = """
editors agree that a word of the source is kept when a speaker says it and explained when readers
of another country would miss what it means for those who use it every day in the town the council
the paper and the street where questions are asked and answers are given by people who remember
spring summer autumn winter roads bridges letters trains markets
"""
WORDS = tuple(_PROSE.split())
TERMS = ("the people's militia", "the republic", "a coup d'état", "a change of power")


def article(segments: int, seed: int = 1) -> bytes:
    """Write paragraphs of four sentences; every fifth sentence has a term."""
    chance = random.Random(seed)
    paragraphs = [
        " ".join(_sentence(chance) for _ in range(min(4, segments - done)))
        for done in range(0, segments, 4)
    ]
    return "\n\n".join(paragraphs).encode()


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 20))]
    if chance.random() < 0.2:
        words.insert(chance.randrange(len(words)), chance.choice(TERMS))
    if chance.random() < 0.2:
        words.append(str(chance.randint(2, 2000)))
    return " ".join(words).capitalize() + "."


@contextmanager
def database(engine: str) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        if engine == "sqlite":
            yield from _opened(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
            return
        with (
            running_postgres(f"bench{time.time_ns() % 10**6}") as server,
            server.database() as name,
        ):
            yield from _opened(server.url(name))


def _opened(url: str) -> Iterator[Database]:
    database = open_database(url)
    migrate.upgrade(database)
    yield database
    database.dispose()


def import_once(database: Database, world: World, body: bytes) -> float:
    began = time.perf_counter()
    importing.import_document(
        database,
        actor=world.owner,
        project_id=world.project,
        data=body,
        name="bench.txt",
        language="en",
    )
    return time.perf_counter() - began


class Savers:
    """People who each save a segment, think for a moment, and save again."""

    def __init__(self, database: Database, world: World, numbers: range, pause: float) -> None:
        self._database, self._world, self._pause = database, world, pause
        self._ended = threading.Event()
        self.waits: list[float] = []
        self.failures: list[str] = []
        self._threads = [threading.Thread(target=self._save, args=(n,)) for n in numbers]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _save(self, number: int) -> None:
        chance, version, segment = random.Random(number), 0, self._world.segments[number]
        while not self._ended.wait(self._pause * chance.uniform(0.5, 1.5)):
            began = time.perf_counter()
            try:
                saved = save_target(
                    self._database,
                    actor=self._world.translator,
                    edition_id=self._world.edition,
                    segment_id=segment,
                    text=f"Слово номер {version}.",
                    version=version,
                    action=Action.DRAFT,
                )
            except Exception as error:  # noqa: BLE001 - counted, and printed below
                self.failures.append(repr(error))
                return
            self.waits.append(time.perf_counter() - began)
            version = saved.target.version


def _processor_seconds() -> float:
    """What this process and its children have used; tells more than the clock on a busy machine."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def percentile(values: list[float], share: int) -> float:
    if len(values) < 2:
        return float("nan")
    return statistics.quantiles(values, n=100)[share - 1]


def world_with(database: Database, segments: int) -> World:
    """A world with a segment in a block of its own for each saver."""
    return factories.world(database, [f"Sentence number {n}." for n in range(segments)])


def watch_pieces() -> list[float]:
    """Note how long each transaction of the import takes."""
    taken: list[float] = []
    measure = staging.Pace.measure

    def noted(self: staging.Pace, kind: str, began: float, size: int) -> None:
        taken.append(time.monotonic() - began)
        measure(self, kind, began, size)

    staging.Pace.measure = noted  # type: ignore[method-assign] # only to look
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    parser.add_argument("--savers", type=int, default=10)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two saves")
    arguments = parser.parse_args()
    body, pieces = article(arguments.segments), watch_pieces()
    print(f"{arguments.segments:,} segments, {len(body) / 1e6:.1f} MB")
    for engine in (arguments.engine,) if arguments.engine else ("sqlite", "postgresql"):
        with database(engine) as opened:
            world = world_with(opened, 2 * arguments.savers)
            pieces.clear()
            before = _processor_seconds()
            took = import_once(opened, world, body)
            used = _processor_seconds() - before
            print(
                f"{engine}: {arguments.segments / took:,.0f} segments/s ({took:.1f} s), "
                f"{len(pieces)} transactions, p95 {1000 * percentile(pieces, 95):.0f} ms, "
                f"longest {1000 * max(pieces):.0f} ms; {used:.1f} s of processor"
            )
            _beside(opened, world, body, arguments, engine)


def _beside(
    opened: Database, world: World, body: bytes, arguments: argparse.Namespace, engine: str
) -> None:
    people = arguments.savers
    with Savers(opened, world, range(people), arguments.pause) as alone:
        time.sleep(8)
    with Savers(opened, world, range(people, 2 * people), arguments.pause) as beside:
        beside_took = import_once(opened, world, body)
    for name, savers in (("alone", alone), ("beside an import", beside)):
        print(
            f"{engine}: {arguments.savers} savers {name}: {len(savers.waits)} saves, "
            f"p50 {1000 * percentile(savers.waits, 50):.0f} ms, "
            f"p95 {1000 * percentile(savers.waits, 95):.0f} ms, "
            f"longest {1000 * max(savers.waits, default=0):.0f} ms, {len(savers.failures)} errors"
        )
    print(f"{engine}: meanwhile {arguments.segments / beside_took:,.0f} segments/s")
    for failure in (alone.failures + beside.failures)[:3]:
        print("  ", failure)


if __name__ == "__main__":
    main()
