"""`memory lookup` and `memory search`: what the memories have, for programs and for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from glossary.enforcement import Enforcer
from glossary.model import Severity, Voice
from translations.memory.features import context_key
from translations.memory.matching import LEAST
from translations.memory.model import Query, Surroundings
from workbench.commands.answers import Exit, print_json, print_text
from workbench.commands.context import opened, plainly, project_of, settings
from workbench.commands.memory import readable
from workbench.pairs import lines
from workbench.services import glossing
from workbench.services.memory import looking_up, searching
from workbench.services.memory.looking_up import Offered
from workbench.services.memory.searching import Line, Search, Side
from workbench.storage import memory_places, projects
from workbench.storage.engine import Database, reading
from workbench.storage.memories import Choice

_project = click.option("--project", default="", help="Short name of the project that asks.")
_memory = click.option(
    "--memory", "names", multiple=True, help="Name of a memory; all of them by default."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What all look-ups of one call share."""

    database: Database
    choices: tuple[Choice, ...]
    enforcer: Enforcer | None
    source: str
    target: str
    least: float
    most: int


@click.command("lookup")
@click.option("--from", "source", required=True, help="Language of the segments.")
@click.option("--to", "target", required=True, help="Language of the translations.")
@_project
@_memory
@click.option("--policy", default=None, help="House style; that of the project by default.")
@click.option("--no-check", is_flag=True, help="Check no match by the glossary.")
@click.option("--least", type=click.FloatRange(0.3, 1), default=LEAST, show_default=True)
@click.option("--most", type=click.IntRange(1, 100), default=looking_up.SHOWN, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a segment.")
@plainly
def lookup(
    source: str,
    target: str,
    project: str,
    names: tuple[str, ...],
    policy: str | None,
    least: float,
    most: int,
    *,
    no_check: bool,
    as_json: bool,
) -> None:
    """Read segments, one a line, and print what the memories have for each, the best first.

    A line may also be a JSON object with "source" and, where they are known, "before",
    "after" (the neighbouring segments) and "voice". Matches are checked by today's
    glossary: that of the project, or the only one there is.
    """
    status = Exit.CLEAN
    with opened(settings()) as database:
        desk = Desk(
            database=database,
            choices=readable(database, project, names),
            enforcer=None if no_check else _enforcer(database, project, policy, source, target),
            source=source,
            target=target,
            least=least,
            most=most,
        )
        for line in lines(sys.stdin.buffer):
            try:
                query = _query(line.decode(), desk)
            except ValueError as error:
                status = Exit.BAD_INPUT
                print_json({"error": str(error)})
                continue
            answer = _answer(desk, query)
            print_json(answer) if as_json else _print(answer)
    sys.exit(status)


def _enforcer(
    database: Database, project: str, policy: str | None, source: str, target: str
) -> Enforcer | None:
    project_id = project_of(database, project) if project else None
    with reading(database) as connection:
        found = projects.find(connection, project_id) if project_id is not None else None
        known = projects.glossaries(connection)
        if found is None and len(known) != 1:
            return None  # nobody can say which of several holds
        glossary_id = found.glossary_id if found else known[0][0]
        termbase = glossing.termbase(connection, glossary_id)
    own = found.policy if found else ""
    return glossing.enforcer(
        termbase,
        source_language=source,
        target_language=target,
        policy=own if policy is None else policy,
    )


def _query(line: str, desk: Desk) -> Query:
    """A line as a segment; `ValueError` where it says what cannot be."""
    facts = _facts(line)
    voice = str(facts.get("voice", ""))
    around = [facts.get(side) for side in ("before", "after")]
    keys = [None if each is None else context_key(str(each)) for each in around]
    return Query(
        source=str(facts["source"]),
        source_language=desk.source,
        target_language=desk.target,
        voice=Voice(voice) if voice else None,
        surroundings=Surroundings(before=keys[0], after=keys[1]),
    )


def _facts(line: str) -> Mapping[str, Any]:
    if line.startswith("{"):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            return {"source": line}  # a text may begin with a bracket
        if isinstance(found, dict) and isinstance(found.get("source"), str):
            return found
    return {"source": line}


def _answer(desk: Desk, query: Query) -> dict[str, object]:
    with reading(desk.database) as connection:
        hits = looking_up.look_up(connection, query, desk.choices, least=desk.least)[: desk.most]
        offered = looking_up.offer_alone(connection, query, hits, desk.enforcer)
        places = memory_places.places(connection, (hit.row.edition_id for hit in hits))
    return {
        "source": query.source,
        "matches": [_match(each, places.get(each.hit.row.edition_id or 0)) for each in offered],
    }


def _match(offered: Offered, place: memory_places.UnitPlace | None) -> dict[str, object]:
    match, row = offered.match, offered.hit.row
    where = {"document": place.title, "edition": place.edition_id} if place else None
    return {
        "unit": row.id,
        "kind": match.kind.name.lower(),
        "score": round(match.score, 6),
        "similarity": round(match.similarity, 6),
        "source": row.unit.source,
        "target": match.target,
        "difference": [[each.change.value, each.text] for each in match.difference],
        "adapted": sorted(match.adapted),
        "state": row.unit.state.value,
        "origin": row.unit.origin.value,
        "at": row.unit.at.isoformat() if row.unit.at else None,
        "memory": offered.memory,
        "place": None if where is None else {**where, "segment": row.segment_id},
        "check_term": offered.check_term,
        "violations": [
            {
                "check": finding.check,
                "kind": finding.kind,
                "severity": Severity(finding.severity).name.lower(),
                "concept": finding.concept,
                "span": list(finding.target) if finding.target else None,
                "message": str(finding.message),
            }
            for finding in offered.checked.open
        ],
    }


def _print(answer: Mapping[str, Any]) -> None:
    print_text(answer["source"])
    for match in answer["matches"]:
        marks = [match["kind"], *match["adapted"], *(["check the term"] * match["check_term"])]
        print_text(f"  {match['score']:.2f} {', '.join(marks)}: {match['target']}")
        for each in match["violations"]:
            print_text(f"       {each['severity']}: {each['message']}")


# Concordance


@click.command("search")
@click.argument("words")
@click.option(
    "--in",
    "side",
    type=click.Choice([side.value for side in Side]),
    default=Side.BOTH.value,
    show_default=True,
    help="On which side the words must stand.",
)
@click.option("--from", "source", default="", help="Only units from this language.")
@click.option("--to", "target", default="", help="Only units into this language.")
@click.option("--regex", is_flag=True, help="WORDS is a regular expression.")
@_project
@_memory
@click.option("--most", type=click.IntRange(min=1), default=1_000, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a unit.")
@plainly
def search(
    words: str,
    side: str,
    source: str,
    target: str,
    project: str,
    names: tuple[str, ...],
    most: int,
    *,
    regex: bool,
    as_json: bool,
) -> None:
    """Find units with all WORDS, each in any inflected form; "in quotation marks" as a phrase."""
    wanted = Search(words=words, side=Side(side), pattern=regex, source=source, target=target)
    with opened(settings()) as database:
        memory_ids = [each.memory_id for each in readable(database, project, names)]
        found = searching.search_all(database, memory_ids, wanted)
        for _number, line in zip(range(most), found, strict=False):
            print_json(_line(line)) if as_json else _print_line(line)


def _line(line: Line) -> dict[str, object]:
    unit, row = line.row.unit, line.row
    return {
        "unit": row.id,
        "source": unit.source,
        "target": unit.target,
        "source_language": row.languages.source,
        "target_language": row.languages.target,
        "in_source": [list(span) for span in line.in_source],
        "in_target": [list(span) for span in line.in_target],
        "state": unit.state.value,
        "origin": unit.origin.value,
        "at": unit.at.isoformat() if unit.at else None,
        "edition": row.edition_id,
        "segment": row.segment_id,
    }


def _print_line(line: Line) -> None:
    for text, spans in (
        (line.row.unit.source, line.in_source),
        (line.row.unit.target, line.in_target),
    ):
        print_text("".join(_marked(text, spans)))
    print_text("")


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[str]:
    """A text with what was found in brackets."""
    last = 0
    for start, end in spans:
        if start >= last:
            yield f"{text[last:start]}[{text[start:end]}]"
            last = end
    yield text[last:]
