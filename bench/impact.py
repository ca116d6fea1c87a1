"""How long a terminologist waits for the impact of a change, over a large project.

    python -m bench.impact [--engine sqlite|postgresql] [--segments 100000] [--occurrences 1000]

A source of so many segments has three editions; a concept occurs in so many of
its segments. A change of a status, a rule or a policy is to be told in 300 ms, a
new or changed term in a second. The baseline is the change made and everything
checked again, as far as it is concerned.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert

from bench.importing import database
from bench.saving import WORDS
from glossary.matching import form_keys, token_forms
from glossary.model import Concept, Rule, Status, Term
from tests.workbench import factories
from workbench import jobs
from workbench.permissions import Actor, Role
from workbench.services import glossing, previewing, terms
from workbench.services.editing import save_target
from workbench.services.terms import Edit
from workbench.serving import set_aside
from workbench.storage import keys, postings, tables
from workbench.storage.engine import Database, writing
from workbench.storage.folding import fold
from workbench.storage.terms import Argument

CONCEPT = "opolchenie"
EDITIONS = (("ru", "speaker"), ("ru", "descriptive"), ("uk", "descriptive"))
SOURCES = (
    "The people's militia {} left the town.",
    "Nobody {} spoke of the people's militia in Donetsk.",
    "In {} the militiamen and the Donetsk People's Republic {} agreed.",
    "The change of power {} was what the people's militia wanted.",
)
TARGETS = {
    "ru": (
        (
            "Ополчение {} покинуло город.",
            "Боевики {} покинули город.",
            "Дружина {} ушла из города.",
        ),
        ("Никто {} не говорил об ополчении в Донецке.", "В Донецке {} молчали о формированиях."),
        ("В {} ополченцы и Донецкая Народная Республика {} договорились.",),
        ("Смены власти {} хотело народное ополчение.", "Переворота {} хотели ополченцы."),
    ),
    "uk": (
        (
            "Ополчення {} залишило місто.",
            "Бойовики {} залишили місто.",
            "Дружина {} пішла з міста.",
        ),
        ("Ніхто {} не говорив про ополчення в Донецьку.",),
        ("У {} ополченці та Донецька Народна Республіка {} домовилися.",),
        ("Зміни влади {} хотіло народне ополчення.",),
    ),
}
_AT_ONCE = 5_000


@dataclass(frozen=True)
class World:
    database: Database
    glossary: int
    actor: Actor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--occurrences", type=int, default=1_000)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    parser.add_argument("--times", type=int, default=5)
    arguments = parser.parse_args()
    for engine in (arguments.engine,) if arguments.engine else ("sqlite", "postgresql"):
        with database(engine) as opened:
            began = time.perf_counter()
            world = _world(opened, arguments.segments, arguments.occurrences)
            set_aside()  # as the server does
            print(f"{engine}: filled in {time.perf_counter() - began:.0f} s")
            for name, edit in _changes(world).items():
                _measure(f"{engine}: {name}", world, edit, arguments.times)
            _baseline(engine, world)


def _measure(name: str, world: World, edit: Edit, times: int) -> None:
    taken, worked = [], []
    for _ in range(times + 1):
        began, busy = time.perf_counter(), time.process_time()
        impact = previewing.preview_change(
            world.database, actor=world.actor, glossary_id=world.glossary, edit=edit
        )
        taken.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - busy))
    print(
        f"{name}: first {taken[0]:.0f} ms, then p50 {statistics.median(taken[1:]):.0f} ms "
        f"({statistics.median(worked[1:]):.0f} ms of processor); "
        f"{impact.judged:,} looked at, {impact.wrong:,} wrong, {impact.right:,} right, "
        f"{impact.otherwise:,} otherwise"
    )


def _baseline(engine: str, world: World) -> None:
    """Save the change of a status and check again what it concerns."""
    edit = _changes(world)["a status"]
    base = terms.read(world.database, actor=None, glossary_id=world.glossary)
    concept = edit(base).concept(CONCEPT)
    assert concept is not None
    began = time.perf_counter()
    terms.save_concept(
        world.database,
        actor=world.actor,
        glossary_id=world.glossary,
        concept=concept,
        version=1,
        argument=Argument(summary="A status"),
    )
    jobs.run_waiting(world.database)
    took = time.perf_counter() - began
    print(f"{engine}: the change of the status saved and checked: {1000 * took:.0f} ms")


def _changes(world: World) -> dict[str, Edit]:
    base = terms.read(world.database, actor=None, glossary_id=world.glossary)
    concept = base.concept(CONCEPT)
    assert concept is not None
    ours = next(t for t in concept.terms if t.language == "ru" and t.text == "ополчение")
    source = next(t for t in concept.terms if t.language == "en" and "militia" in t.text)
    another = Term(id="", concept=CONCEPT, language="ru", text="дружина")
    policy = base.policy("descriptive")
    assert policy is not None
    rule = Rule(concept=CONCEPT, language="ru", required=("ополченцы",))
    severe = tuple(
        replace(r, consistent=not r.consistent) if r.concept == CONCEPT else r for r in policy.rules
    )
    return {
        "a status": terms.with_concept(_with(concept, replace(ours, status=Status.FORBIDDEN))),
        "a rule": terms.with_policy(replace(policy, rules=(rule, *policy.rules))),
        "a policy": terms.with_policy(replace(policy, rules=severe)),
        "a new term": terms.with_concept(replace(concept, terms=(*concept.terms, another))),
        "a term changed": terms.with_concept(
            _with(concept, replace(ours, text="народные ополченцы"))
        ),
        "a source term changed": terms.with_concept(
            _with(concept, replace(source, text="home guard"))
        ),
    }


def _with(concept: Concept, term: Term) -> Concept:
    return replace(concept, terms=tuple(term if t.id == term.id else t for t in concept.terms))


# The world


def _world(opened: Database, segments: int, occurrences: int) -> World:
    chance = random.Random(1)
    with writing(opened) as connection:
        glossary = factories.install_shipped_glossary(connection)
        project = factories.add_project(connection, glossary_id=glossary)
        actor = factories.add_user(connection, "olena", project_id=project, roles=[Role.OWNER])
        document = factories.add_document(connection, project, [])
        editions = [
            (factories.add_edition(connection, document, language, policy=policy), language)
            for language, policy in EDITIONS
        ]
    every = segments // occurrences
    numbered = {n: chance.randrange(len(SOURCES)) for n in range(0, segments, every)}
    sources = [
        SOURCES[numbered[n]].replace("{}", f"number {n}") if n in numbered else _plain(chance, n)
        for n in range(segments)
    ]
    segment_ids, text_ids = _write_sources(opened, glossary, document, sources, numbered.keys())
    for edition, language in editions:
        _write_plain(opened, edition, language, segment_ids, text_ids, numbered.keys(), chance)
        for n, kind in numbered.items():
            save_target(
                opened,
                actor=actor,
                edition_id=edition,
                segment_id=segment_ids[n],
                text=chance.choice(TARGETS[language][kind]).replace("{}", chance.choice(WORDS)),
                version=0,
            )
    return World(opened, glossary, actor)


def _plain(chance: random.Random, number: int) -> str:
    return f"Sentence {number} {' '.join(chance.choice(WORDS) for _ in range(8))}."


def _write_sources(
    opened: Database,
    glossary: int,
    document: int,
    sources: Sequence[str],
    naming: Collection[int],
) -> tuple[list[int], list[int]]:
    """Blocks of five segments; where no term stands only word forms are stored."""
    with writing(opened) as connection:
        blocks = list(keys.reserve(connection, tables.Block, len(sources) // 5 + 1))
        segments = list(keys.reserve(connection, tables.Segment, len(sources)))
        texts = list(keys.reserve(connection, tables.SegmentVersion, len(sources)))
        connection.execute(insert(tables.Block), [
            {"id": block, "document_id": document, "position": n, "kind": "paragraph",
             "part": "body", "voice": "narration"}
            for n, block in enumerate(blocks)
        ])  # fmt: skip
    numbers = range(len(sources))
    for some in (numbers[n : n + _AT_ONCE] for n in range(0, len(sources), _AT_ONCE)):
        with writing(opened) as connection:
            connection.execute(insert(tables.Segment), [
                {"id": segments[n], "document_id": document, "block_id": blocks[n // 5],
                 "block_position": n // 5, "position": n % 5, "after": " ", "text_id": texts[n]}
                for n in some
            ])  # fmt: skip
            connection.execute(insert(tables.SegmentVersion), [
                {"id": texts[n], "segment_id": segments[n], "source_version": 1,
                 "text": sources[n], "folded": fold(sources[n]), "words": 9}
                for n in some
            ])  # fmt: skip
            base = glossing.termbase(connection, glossary)
            named = [(texts[n], sources[n]) for n in some if n in naming]
            glossing.index_source(
                connection, named, language="en", termbase=base, glossary_id=glossary
            )
            plain = [(texts[n], sources[n]) for n in some if n not in naming]
            postings.add_source(connection, _forms(connection, plain, "en"))
    return segments, texts


def _forms(
    connection: Connection, rows: Sequence[tuple[int, str]], language: str
) -> list[tuple[int, int]]:
    forms = {number: token_forms(text, language) for number, text in rows}
    known = postings.form_ids(
        connection,
        language,
        frozenset().union(*forms.values()),
        lambda form: form_keys(form, language),
    )
    return [(known[form], number) for number, each in forms.items() for form in each]


def _write_plain(
    opened: Database,
    edition: int,
    language: str,
    segments: Sequence[int],
    texts: Sequence[int],
    naming: Collection[int],
    chance: random.Random,
) -> None:
    """Translations in which no term stands."""
    others = [n for n in range(len(segments)) if n not in naming]
    for some in (others[n : n + _AT_ONCE] for n in range(0, len(others), _AT_ONCE)):
        written = {n: " ".join(chance.choice(WORDS) for _ in range(8)) for n in some}
        with writing(opened) as connection:
            ids = list(keys.reserve(connection, tables.Target, len(some)))
            connection.execute(insert(tables.Target), [
                {"id": ident, "edition_id": edition, "segment_id": segments[n],
                 "segment_version_id": texts[n], "text": written[n], "folded": written[n],
                 "state": "translated", "version": 1, "updated_at": factories.NOW}
                for ident, n in zip(ids, some, strict=True)
            ])  # fmt: skip
            rows = [(ident, written[n]) for ident, n in zip(ids, some, strict=True)]
            postings.add_target(connection, _forms(connection, rows, language))


if __name__ == "__main__":
    main()
