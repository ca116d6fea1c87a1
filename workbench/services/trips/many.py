"""Many targets written in one act: checked before, and written only if nothing moved on.

What `editing.carry_out` does with one segment: checks run while others write, and the
transaction states what they rest on. In a block each text is checked beside the new
texts of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection

from workbench.errors import NotFound
from workbench.services import scenes
from workbench.services.keeping import Neighbouring
from workbench.services.scenes import Checked, Scene
from workbench.storage import findings, targets
from workbench.storage.engine import Database, snapshot, writing
from workbench.storage.targets import Place

T = TypeVar("T")
D = TypeVar("D")

#: How often all is checked again because something around it moved on.
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBlock:
    """Segments of a block with the texts that they get, checked together."""

    scene: Scene
    places: Mapping[int, Place]  #: by segments
    checked: Mapping[int, Checked]
    neighbours: tuple[Neighbouring, ...]  #: that get no text, and whose findings change

    def scene_of(self, segment_id: int) -> Scene:
        """Give the scene with one of its segments in front."""
        return replace(self.scene, place=self.places[segment_id])


def check(
    connection: Connection, edition_id: int, texts: Mapping[int, str]
) -> tuple[CheckedBlock, ...]:
    """Check texts for segments of an edition, block by block, in the order of the blocks."""
    by_block: defaultdict[int, list[Place]] = defaultdict(list)
    for segment_id in texts:
        place = targets.place(connection, edition_id, segment_id)
        if place is None:
            raise NotFound("segment", segment_id)
        by_block[place.block_id].append(place)
    return tuple(_check(connection, places, texts) for _, places in sorted(by_block.items()))


def _check(
    connection: Connection, places: Sequence[Place], texts: Mapping[int, str]
) -> CheckedBlock:
    scene = scenes.gather(connection, places[0])
    mine = {place.segment_id: texts[place.segment_id] for place in places}
    return CheckedBlock(
        scene=scene,
        places={place.segment_id: place for place in places},
        checked={segment: scene.check(segment, replaced=mine) for segment in mine},
        neighbours=tuple(_neighbours(connection, scene, mine)),
    )


def _neighbours(
    connection: Connection, scene: Scene, mine: Mapping[int, str]
) -> Iterator[Neighbouring]:
    """Check the other segments of a block that the new texts concern."""
    concerned = {
        each.segment_id: each
        for segment, text in mine.items()
        for each in scene.affected(segment, text)
        if each.segment_id not in mine
    }
    ids = [each.target_id for each in concerned.values() if each.target_id is not None]
    stored = findings.of_targets(connection, ids)
    for each in concerned.values():
        found = scene.check(each.segment_id, replaced=mine).found
        if each.target_id is not None and found != stored.get(each.target_id, ()):
            yield Neighbouring(
                segment_id=each.segment_id,
                target_id=each.target_id,
                version=each.version,
                found=found,
            )


def carry_out(
    database: Database,
    decide: Callable[[Connection], tuple[D, tuple[CheckedBlock, ...]]],
    write: Callable[[Connection, D, tuple[CheckedBlock, ...]], T],
) -> T:
    """Decide and check while others write, then write all in one transaction if it still stands.

    Where something moved on all is decided again; at the last, while nobody else can
    write in these blocks.
    """
    tries = 0
    while True:
        tries += 1
        with snapshot(database) as connection:
            decision, blocks = decide(connection)
        with writing(database) as connection:
            if _stand(connection, blocks):
                return write(connection, decision, blocks)
            if tries == _TRIES:
                decision, blocks = decide(connection)
                _lock(connection, blocks)
                return write(connection, *decide(connection))


def _lock(connection: Connection, blocks: Sequence[CheckedBlock]) -> None:
    """Let nobody else write in blocks until the transaction ends."""
    for block in blocks:
        scenes.stands(connection, block.scene)


def _stand(connection: Connection, blocks: Sequence[CheckedBlock]) -> bool:
    """Lock all blocks in their order, and say whether what was checked still holds of each."""
    return all(scenes.stands(connection, block.scene) for block in blocks)
