"""A term with 20,000 occurrences changes while ten people save: what they wait, how long it takes.

    python -m bench.rechecking [--occurrences 20000] [--engine sqlite|postgresql] [--savers 10]

The re-check runs in a process of its own, as the worker does. The baseline is
the same people saving alone.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from multiprocessing import get_context

from bench.importing import Savers, database, percentile
from glossary.model import Status
from tests.workbench import factories
from tests.workbench.factories import World
from translations.review import Action
from workbench import jobs
from workbench.services import terms
from workbench.services.editing import save_target
from workbench.storage import jobs as job_rows
from workbench.storage.engine import Database, open_database, reading
from workbench.storage.terms import Argument

_TERM = "the people's militia"
_RENDERING = "ополчение"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--occurrences", type=int, default=20_000)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    parser.add_argument("--savers", type=int, default=10)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two saves")
    arguments = parser.parse_args()
    for engine in (arguments.engine,) if arguments.engine else ("sqlite", "postgresql"):
        with database(engine) as opened:
            _measure(opened, engine, arguments)


def _measure(opened: Database, engine: str, arguments: argparse.Namespace) -> None:
    people, count = arguments.savers, arguments.occurrences
    sources = [f"Sentence number {n}." for n in range(2 * people)]
    sources += [f"In place {n} {_TERM} had a post." for n in range(count)]
    world = factories.world(opened, sources)
    _translate(opened, world, range(2 * people, 2 * people + count))
    with Savers(opened, world, range(people), arguments.pause) as alone:
        time.sleep(8)
    _report(f"{engine}: {people} savers alone", alone)
    job_id = _forbid(opened, world)
    worker = get_context("spawn").Process(target=_work, args=(_address(opened),))
    with Savers(opened, world, range(people, 2 * people), arguments.pause) as beside:
        began = time.perf_counter()
        worker.start()
        worker.join()
        took = time.perf_counter() - began
    _report(f"{engine}: {people} savers beside a re-check", beside)
    with reading(opened) as connection:
        job = job_rows.find(connection, job_id)
    assert job is not None
    print(
        f"{engine}: {job.state}, {job.result}, {took:.1f} s with the start of the process, "
        f"{count / took:,.0f} occurrences/s; "
        f"p95 is {percentile(beside.waits, 95) / percentile(alone.waits, 95):.1f} times that alone"
    )


def _translate(opened: Database, world: World, numbers: range) -> None:
    began = time.perf_counter()
    for number in numbers:
        save_target(
            opened,
            actor=world.translator,
            edition_id=world.edition,
            segment_id=world.segments[number],
            text=f"В месте {number} {_RENDERING} держало пост.",
            version=0,
            action=Action.CONFIRM,
        )
    print(f"{len(numbers):,} translations saved in {time.perf_counter() - began:.0f} s")


def _forbid(opened: Database, world: World) -> int:
    """Forbid the rendering that all the translations use."""
    termbase = terms.read(opened, actor=None, glossary_id=world.glossary)
    concept = next(c for c in termbase.concepts if any(t.text == _RENDERING for t in c.terms))
    changed = tuple(
        replace(term, status=Status.FORBIDDEN) if term.text == _RENDERING else term
        for term in concept.terms
    )
    committed = terms.save_concept(
        opened,
        actor=None,
        glossary_id=world.glossary,
        concept=replace(concept, terms=changed, why_contested="Its sides use other words."),
        version=1,
        argument=Argument(summary="Forbid a rendering"),
    )
    assert committed.job_id is not None
    return committed.job_id


def _work(url: str) -> None:
    jobs.run_waiting(open_database(url))


def _address(opened: Database) -> str:
    return opened.reader.url.render_as_string(hide_password=False)


def _report(name: str, savers: Savers) -> None:
    print(
        f"{name}: {len(savers.waits)} saves, p50 {1000 * percentile(savers.waits, 50):.0f} ms, "
        f"p95 {1000 * percentile(savers.waits, 95):.0f} ms, "
        f"longest {1000 * max(savers.waits, default=0):.0f} ms, {len(savers.failures)} errors"
    )
    for failure in savers.failures[:3]:
        print("  ", failure)


if __name__ == "__main__":
    main()
