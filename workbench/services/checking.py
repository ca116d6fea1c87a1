"""Checking what stands and what is typed: findings equal, always, to a check from scratch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from translations.checks import terminology
from translations.model import Finding
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, keeping, scenes
from workbench.services.scenes import Checked, Counts, PairFacts, Scene, check, count
from workbench.storage import affected, feed, findings, footing, occurrences, targets
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.findings import Found, WaiverRow
from workbench.storage.occurrences import Bound
from workbench.storage.targets import Place

__all__ = ["Checked", "Counts", "PairFacts", "check", "check_typed", "count", "recheck"]

#: How many targets one transaction of a re-check writes: far below 250 ms.
_AT_ONCE = 40
#: How often a piece is checked beside its writers before it makes them wait.
_TRIES = 3


def check_typed(
    database: Database, *, actor: Actor, edition_id: int, segment_id: int, text: str
) -> tuple[Checked, Mapping[int, WaiverRow], Mapping[int, str]]:
    """Check a text as somebody types it, with its waivers and whose they are; nothing is stored."""
    with reading(database) as connection:
        place = targets.place(connection, edition_id, segment_id)
        if place is None or place.retired:
            raise NotFound("segment", segment_id)
        access.require(connection, actor, Permission.READ, project_id=place.project_id)
        scene = scenes.gather(connection, place)
        names = targets.names(connection, (each.actor_id for each in scene.waivers))
    waivers = {each.id: each for each in scene.waivers}
    return scene.check(segment_id, text), waivers, names


def recheck(database: Database, target_ids: Sequence[int], *, left_by: int | None = None) -> int:
    """Check targets again as the glossary, the policy and their blocks stand today.

    Works in short transactions, beside whoever saves; answers in how many
    something else was found than is stored. What a revision of the glossary,
    `left_by`, made wrong is written down for those who put it right.
    """
    wanted = sorted(set(target_ids))
    return sum(
        _recheck(database, wanted[start : start + _AT_ONCE], left_by)
        for start in range(0, len(wanted), _AT_ONCE)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rechecked:
    """A target checked again, and what is stored of it."""

    place: Place
    concepts: Mapping[str, int]
    target_id: int
    checked: Checked
    found: tuple[Found, ...]
    bound: tuple[Bound, ...]

    @property
    def differs(self) -> bool:
        return self.found != self.checked.found or self.bound != self.checked.occurrences

    @property
    def wronged(self) -> frozenset[str]:
        """Name the concepts of which something is found that was not before."""
        known = {_identity(each.finding) for each in self.found}
        return frozenset(
            finding.concept
            for finding in self.checked.open
            if finding.check == terminology.NAME and _identity(finding) not in known
        )


def _identity(finding: Finding) -> tuple[object, ...]:
    return (finding.check, finding.kind, finding.concept, finding.source, finding.target)


def _recheck(database: Database, target_ids: Sequence[int], left_by: int | None) -> int:
    changed, waiting = 0, list(target_ids)
    for _ in range(_TRIES):
        with reading(database) as connection:
            blocks = list(_blocks(connection, waiting))
        with writing(database) as connection:
            standing = [each for scene, each in blocks if scenes.stands(connection, scene)]
            changed += _write(connection, [one for each in standing for one in each], left_by)
        done = {one.target_id for each in standing for one in each}
        waiting = [one.target_id for _, each in blocks for one in each if one.target_id not in done]
        if not waiting:
            return changed
    with writing(database) as connection:
        for place in targets.places_of(connection, waiting):
            footing.locked(connection, place.edition_id, place.block_id)
        rechecked = [one for _, each in _blocks(connection, waiting) for one in each]
        return changed + _write(connection, rechecked, left_by)


def _blocks(
    connection: Connection, target_ids: Sequence[int]
) -> Iterator[tuple[Scene, list[_Rechecked]]]:
    """Check targets, block by block."""
    found = findings.of_targets(connection, target_ids)
    bound = occurrences.of_targets(connection, target_ids)
    places = [p for p in targets.places_of(connection, target_ids) if not p.retired]
    for _, group in groupby(places, key=lambda place: (place.block_id, place.edition_id)):
        together = list(group)
        scene = scenes.gather(connection, together[0])
        yield (
            scene,
            [
                _Rechecked(
                    place=place,
                    concepts=scene.concepts,
                    target_id=target_id,
                    checked=scene.check(place.segment_id),
                    found=found.get(target_id, ()),
                    bound=bound.get(target_id, ()),
                )
                for place in together
                if (target_id := place.target.id) is not None
            ],
        )


def _write(connection: Connection, rechecked: Sequence[_Rechecked], left_by: int | None) -> int:
    """Write what differs from what is stored; tell each project in one event an edition."""
    differing = [each for each in rechecked if each.differs]
    for each in differing:
        keeping.keep_findings(connection, each.place, each.target_id, each.checked.found)
        if each.bound != each.checked.occurrences:
            keeping.keep_occurrences(connection, each.concepts, each.target_id, each.checked)
    if left_by is not None:
        wronged = ((each, concept) for each in differing for concept in each.wronged)
        left = ((each.place.glossary_id, each.target_id, concept) for each, concept in wronged)
        affected.add(connection, left_by, left)
    by_revision: defaultdict[int, list[int]] = defaultdict(list)
    for each in rechecked:
        if each.place.target.checked_revision != each.place.glossary_revision:
            by_revision[each.place.glossary_revision].append(each.target_id)
    for revision, target_ids in by_revision.items():
        targets.mark_checked(connection, target_ids, revision)
    _tell(connection, differing)
    return len(differing)


def _tell(connection: Connection, differing: Iterable[_Rechecked]) -> None:
    segments: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    for each in differing:
        place = each.place
        key = (place.project_id, place.document_id, place.edition_id)
        segments[key].append(place.segment_id)
    for (project_id, document_id, edition_id), concerned in sorted(segments.items()):
        event = Happening(
            kind="target.rechecked",
            document_id=document_id,
            edition_id=edition_id,
            facts={"segments": sorted(concerned)},
        )
        feed.append(connection, project_id, event)
