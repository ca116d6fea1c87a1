"""A translation memory of any size, beside an exhaustive scan and beside pg_trgm.

    python -m bench.memory [FOLDER] [--units 100000] [--memories 1] [--queries 800]
                           [--engine sqlite|postgresql|both] [--folder /on/which/disk]

FOLDER holds `units_100k.tsv.gz` (id, language, origin, text) and `queries_dev.tsv`.
More units are made from them by word-level edits; they stand in as many memories
as are asked for, which are all looked into at once. The true best match of a query
is found by comparing it with all texts of its language; that scan, and its
processor time, is what look-up is held against. Recall counts queries whose best
match is .75 or more alike. Processor time is this thread's, and that of its server
process on PostgreSQL. Disk is what the tables and their indexes take beside the
texts of source and target themselves.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import psutil
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from sqlalchemy import Connection, text

from bench import _queries
from bench._queries import Query, Text
from bench.saving import postgresql
from translations.memory.model import Query as Segment
from translations.memory.model import Unit
from workbench.services.memory import looking_up
from workbench.storage import memories, memory_units, migrate
from workbench.storage.engine import Database, open_database, reading, writing
from workbench.storage.memories import Choice
from workbench.storage.memory_units import Pair, UnitRow

ALIKE = 0.75
AT_ONCE = 2_000
INSERTED = 300
WARMING = 20
TARGET = {"en": "ru", "ru": "en", "uk": "en"}
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The similarity of the best match of each query, and what it took to find it so."""

    best: tuple[float, ...]
    seconds: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was found for each query, and the time that it took."""

    found: tuple[float, ...]
    wall: tuple[float, ...]
    processor: tuple[float, ...]


def scan(texts: Sequence[Text], queries: Sequence[Query]) -> Truth:
    """Compare each query with every text of its language."""
    by_language: defaultdict[str, list[str]] = defaultdict(list)
    for language, words in texts:
        by_language[language].append(words)
    best, seconds = [], []
    for query in queries:
        start = time.thread_time()
        found = process.extractOne(
            query.text.words,
            by_language[query.text.language],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=0.7,
        )
        seconds.append(time.thread_time() - start)
        best.append(found[1] if found else 0.0)
    return Truth(best=tuple(best), seconds=tuple(seconds))


def row(memory_id: int, given: Text) -> UnitRow:
    """A text as a unit; its translation is as long as itself."""
    return UnitRow(
        unit=Unit(source=given.words, target=given.words, at=NOW),
        memory_id=memory_id,
        languages=Pair(source=given.language, target=TARGET[given.language]),
    )


def build(database: Database, memory_ids: Sequence[int], texts: Sequence[Text]) -> float:
    """Write all texts in short transactions, by turns to each memory; answers the seconds."""
    start = time.perf_counter()
    for first in range(0, len(texts), AT_ONCE):
        given = zip(cycle(memory_ids), texts[first : first + AT_ONCE], strict=False)
        rows = [row(memory_id, each) for memory_id, each in given]
        with writing(database) as connection:
            memory_units.add_many(connection, rows)
    return time.perf_counter() - start


def settle(database: Database) -> None:
    """What PostgreSQL does by itself after a while, or SQLite at the end of a day."""
    if database.is_sqlite:
        with writing(database) as connection:
            connection.exec_driver_sql("ANALYZE")
        return
    with database.reader.connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE memory_unit")
        connection.exec_driver_sql("VACUUM ANALYZE memory_posting")


def look_up(database: Database, memory_ids: Sequence[int], queries: Sequence[Query]) -> Measured:
    """Ask as the editor does, without checking what comes back."""
    choices = [Choice(memory_id=n, reads=True, writes=True, penalty=0.0) for n in memory_ids]

    def ask(connection: Connection, query: Query) -> float:
        language, words = query.text
        segment = Segment(source=words, source_language=language, target_language=TARGET[language])
        hits = looking_up.look_up(connection, segment, choices)
        assert all(hit.match.difference for hit in hits[: looking_up.SHOWN])
        return max((hit.match.similarity for hit in hits), default=0.0)

    return measured(database, queries, ask)


def measured(
    database: Database, queries: Sequence[Query], ask: Callable[[Connection, Query], float]
) -> Measured:
    found, wall, processor = [], [], []
    with reading(database) as connection:
        server = _server(connection)
        for query in queries[:WARMING]:
            ask(connection, query)
        for query in queries:
            spent, start = _spent(server), time.perf_counter()
            found.append(ask(connection, query))
            wall.append(time.perf_counter() - start)
            processor.append(_spent(server) - spent)
    return Measured(found=tuple(found), wall=tuple(wall), processor=tuple(processor))


def _server(connection: Connection) -> psutil.Process | None:
    if connection.dialect.name != "postgresql":
        return None
    return psutil.Process(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


def _spent(server: psutil.Process | None) -> float:
    """Processor time of this thread, and of the process that serves it; the latter in ticks."""
    ours = time.thread_time()
    if server is None:
        return ours
    ticks = Path(f"/proc/{server.pid}/schedstat")
    if ticks.exists():  # in nanoseconds, where the kernel counts them
        return ours + int(ticks.read_text(encoding="ascii").split()[0]) / 1e9
    times = server.cpu_times()
    return ours + float(times.user + times.system)


def insert(database: Database, memory_id: int, queries: Sequence[Query]) -> list[float]:
    """Add units one by one, each in a transaction of its own whose end is not counted."""
    took = []
    for query in queries[:INSERTED]:
        with writing(database) as connection:
            start = time.perf_counter()
            memory_units.add(connection, row(memory_id, query.text))
            took.append(time.perf_counter() - start)
    return took


def disk(database: Database, count: int) -> tuple[float, float]:
    """Bytes a unit beside its texts, and of its texts."""
    lengths = "SELECT sum(octet_length(source) + octet_length(target)) FROM memory_unit"
    with reading(database) as connection:
        if database.is_sqlite:
            lengths = "SELECT sum(length(CAST(source AS BLOB)) * 2) FROM memory_unit"
            pages = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            whole = connection.exec_driver_sql(pages).scalar_one()
        else:
            tables = (
                "pg_total_relation_size('memory_unit') + pg_total_relation_size('memory_posting')"
            )
            whole = connection.exec_driver_sql(f"SELECT {tables}").scalar_one()
        words = connection.exec_driver_sql(lengths).scalar_one()
    return (int(whole) - int(words)) / count, int(words) / count


# Weblate's way


_TRIGRAMS = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE weblate AS SELECT id, source, source_language FROM memory_unit;
CREATE INDEX ON weblate USING gin (source gin_trgm_ops, source_language);
ANALYZE weblate;
"""
_ALIKE = text(
    "SELECT source FROM weblate WHERE source % :words AND source_language = :language LIMIT 50"
)


def trigrams(database: Database, queries: Sequence[Query], threshold: float) -> Measured | str:
    """The query that Weblate asks of pg_trgm; a reason where there is no such extension."""
    try:
        with writing(database) as connection:
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS btree_gin")
            for statement in _TRIGRAMS.strip().split(";\n"):
                connection.exec_driver_sql(statement)
    except Exception as error:  # noqa: BLE001 - whatever the server says
        return str(getattr(error, "orig", error)).split("\n")[0]

    def ask(connection: Connection, query: Query) -> float:
        connection.exec_driver_sql(f"SET pg_trgm.similarity_threshold = {threshold}")
        values = {"words": query.text.words, "language": query.text.language}
        sources = connection.execute(_ALIKE, values).scalars()
        words = query.text.words
        return max((Levenshtein.normalized_similarity(words, s) for s in sources), default=0.0)

    return measured(database, queries, ask)


# The table


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def recall(queries: Sequence[Query], truth: Truth, found: Sequence[float]) -> Mapping[str, str]:
    """By kind of query, how often the true best match was found."""
    eligible: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for query, best, ours in zip(queries, truth.best, found, strict=True):
        if best >= ALIKE:
            names = (query.kind, "all" if query.kind == "real" else "edits", "all")
            for name in dict.fromkeys(names):
                eligible[name] += 1
                right[name] += ours >= best - 1e-6
    return {
        name: f"{right[name]}/{count} = {right[name] / count:.4f}"
        for name, count in sorted(eligible.items())
    }


def show(name: str, queries: Sequence[Query], truth: Truth, result: Measured) -> None:
    spent = quantile(result.processor, 0.95)
    times = quantile(truth.seconds, 0.95) / spent if spent else float("inf")
    wall = f"wall p50 {quantile(result.wall, 0.5):6.1f}  p95 {quantile(result.wall, 0.95):6.1f} ms"
    processor = f"processor p50 {quantile(result.processor, 0.5):6.1f}  p95 {spent:6.1f} ms"
    print(f"  {name:<22}{wall}   {processor}   the scan takes {times:.1f} times as long")
    for kind, share in recall(queries, truth, result.found).items():
        print(f"    recall, {kind:<10}{share}")


def measure(
    name: str,
    url: str,
    texts: Sequence[Text],
    queries: Sequence[Query],
    truth: Truth,
    *,
    count: int,
) -> None:
    database = open_database(url)
    migrate.upgrade(database)
    with writing(database) as connection:
        memory_ids = [memories.add(connection, f"bench {n}") for n in range(count)]
    seconds = build(database, memory_ids, texts)
    beside, words = disk(database, len(texts))
    settle(database)
    print(f"{name}: {len(texts):,} units in {count}   load {os.getloadavg()[0]:.1f}")
    print(f"  build                 {len(texts) / seconds:8,.0f} units/s")
    print(f"  disk                  {beside:8.0f} bytes a unit beside its {words:.0f} of text")
    show("look-up", queries, truth, look_up(database, memory_ids, queries))
    took = insert(database, memory_ids[0], queries)
    print(
        f"  insertion             p50 {statistics.median(took) * 1000:6.2f}"
        f"  p95 {quantile(took, 0.95):6.2f} ms"
    )
    if not database.is_sqlite:
        for threshold in (0.955, 0.45):
            answer = trigrams(database, queries[::4], threshold)
            if isinstance(answer, str):
                print(f"  pg_trgm               not here: {answer}")
                break
            some = Truth(best=truth.best[::4], seconds=truth.seconds[::4])
            show(f"pg_trgm at {threshold}", queries[::4], some, answer)
    database.dispose()


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'bench.sqlite3'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="?", type=Path, default=Path("../shared/data/memory"))
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--memories", type=int, default=1)
    parser.add_argument("--queries", type=int, default=800)
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--folder", type=Path, help="on which disk; a temporary one by default")
    asked = parser.parse_args()
    texts = _queries.grown(_queries.load(asked.texts), asked.units)
    queries = [*_queries.made(texts, asked.queries), *_queries.real(asked.texts)]
    truth = scan(texts, queries)
    print(
        f"scan of all texts       processor p50 {quantile(truth.seconds, 0.5):6.1f}"
        f"  p95 {quantile(truth.seconds, 0.95):6.1f} ms   {len(queries)} queries"
    )
    with tempfile.TemporaryDirectory(prefix="memory-", dir=asked.folder) as name:
        for engine, served in (("sqlite", _sqlite), ("postgresql", postgresql)):
            if asked.engine in {engine, "both"}:
                with served(Path(name)) as url:
                    measure(engine, url, texts, queries, truth, count=asked.memories)


if __name__ == "__main__":
    main()
