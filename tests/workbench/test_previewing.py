"""What a preview says of a change is what the change does, always; and nothing is written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from random import Random

import pytest

from glossary.model import Severity, TermBase
from tests.workbench.test_rechecking import Chance, Desk, desk, stored
from tests.workbench.test_surroundings import Hand, with_first_mentions
from translations.checks import terminology
from workbench import jobs
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor
from workbench.services import previewing
from workbench.services.previewing import Becoming
from workbench.storage import candidates, findings, targets
from workbench.storage.engine import Database, reading

__all__ = ["desk"]

STEPS = int(os.environ.get("PREVIEWING_STEPS", "5"))
SEEDS = tuple(map(int, os.environ.get("PREVIEWING_SEEDS", "1 2").split()))

Grave = Mapping[tuple[int, int], frozenset[tuple[object, ...]]]


def grave(database: Database, glossary: int) -> Grave:
    """What is open and more than a note in each segment of each edition."""
    with reading(database) as connection:
        every = [
            target
            for setting in candidates.settings(connection, glossary)
            for target in candidates.targets_under(connection, glossary, setting)
        ]
        found = findings.of_targets(connection, every)
        places = targets.places_of(connection, every)
    return {
        (place.edition_id, place.segment_id): frozenset(
            (f.kind, f.concept, f.source, f.target, f.severity)
            for each in found.get(place.target.id or 0, ())
            if (f := each.finding).check == terminology.NAME
            and each.waiver_id is None
            and f.severity > Severity.NOTE
        )
        for place in places
        if not place.retired
    }


def outcome(before: Grave, after: Grave) -> dict[tuple[int, int], Becoming]:
    found = {}
    for place in before:
        come, gone = after[place] - before[place], before[place] - after[place]
        if come or gone:
            both = bool(come) and bool(gone)
            one = Becoming.WRONG if come else Becoming.RIGHT
            found[place] = Becoming.OTHERWISE if both else one
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_a_preview_names_what_the_change_then_does(
    desk: Desk,
    seed: int,
) -> None:
    desk.change(with_first_mentions)
    chance, hand = Chance(Random(seed)), Hand(desk, Random(seed))
    for _ in range(8):
        hand.act_as(hand.say)
    jobs.run_waiting(desk.database)
    for step in range(STEPS):
        new: list[TermBase] = []

        def edit(old: TermBase, kept: list[TermBase] = new) -> TermBase:
            kept.append(kept[0] if kept else chance.change(old))
            return kept[0]

        was, before = stored(desk.database), grave(desk.database, desk.glossary)
        try:
            impact = previewing.preview_change(
                desk.database,
                actor=desk.actor,
                glossary_id=desk.glossary,
                edit=edit,
                shown=1000,
            )
        except InvalidInput:
            continue
        assert stored(desk.database) == was
        desk.change(edit)
        jobs.run_waiting(desk.database)
        expected = outcome(before, grave(desk.database, desk.glossary))
        said = {(row.edition_id, row.segment_id): row.becomes for row in impact.rows}
        assert said == expected, (seed, step, new[0])
        assert impact.segments == len(expected)
        assert impact.wrong == list(expected.values()).count(Becoming.WRONG)
        assert all(row.come or row.gone for row in impact.rows)


def test_a_stranger_sees_no_preview(desk: Desk) -> None:
    with pytest.raises(NotFound):
        previewing.preview_change(
            desk.database,
            actor=Actor(id=999, name="nobody"),
            glossary_id=desk.glossary,
            edit=lambda old: old,
        )
