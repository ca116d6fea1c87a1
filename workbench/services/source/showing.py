"""What a newer version would change, as a page shows it before anything happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from translations import versions
from translations.difference import Stretch, difference
from translations.model import Code, Segment
from translations.versions import Change, Comparison, Step, Weight
from workbench.permissions import Actor
from workbench.services.source import looking
from workbench.services.source.looking import Looked
from workbench.storage.blocks import SegmentRow
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database

#: How many segments that are not unchanged a page shows.
SHOWN = 300
#: Of a longer run of unchanged segments its ends are shown, and how many stand between them.
_LONGEST_RUN, _ENDS = 5, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A segment on its way, or a run of unchanged ones."""

    change: Change
    folded: int = 0  #: how many unchanged ones stand here
    segment_id: int | None = None
    text: str = ""  #: coded: the newer one, or of what is gone the older one
    codes: tuple[Code, ...] = ()
    difference: tuple[Stretch, ...] = ()
    moved_from: int = 0  #: the number of the older block that it stood in, from 1
    proposed: Weight | None = None  #: for a person to confirm, where the text is another


class Place(NamedTuple):
    """The block in which a passage stands."""

    number: int  #: counted from 1, in the newer version, or of what is gone in the older one
    kind: str
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What becomes of the segments of one block; without a place, unchanged ones of many."""

    place: Place | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a newer version would change."""

    head: DocumentHead
    upload_id: int
    name: str
    counts: Mapping[Change, int]
    weights: Mapping[Weight, int]  #: how many edits are proposed to be minor, and substantive
    groups: tuple[Group, ...]
    left: int  #: how many changes are not shown


def preview(database: Database, *, actor: Actor, document_id: int, upload_id: int) -> Preview:
    """Show, segment by segment, what a kept file would change."""
    looked = looking.look(database, actor=actor, document_id=document_id, upload_id=upload_id)
    sides = _Sides.of(looked)
    steps = looked.comparison.steps
    shown = list(_first(steps))
    weights = [sides.proposed(step) for step in steps]
    passages = _folded([(sides.place(step), sides.passage(step)) for step in shown])
    return Preview(
        head=looked.head,
        upload_id=upload_id,
        name=looked.file.name,
        counts=looked.comparison.counts,
        weights={weight: weights.count(weight) for weight in Weight},
        groups=tuple(
            Group(place=place, passages=tuple(passage for _, passage in some))
            for place, some in groupby(passages, key=lambda each: each[0])
        ),
        left=_changes(steps) - _changes(shown),
    )


def _first(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps up to the last change that is shown."""
    seen = 0
    for step in steps:
        seen += step.change is not Change.UNCHANGED
        if seen > SHOWN:
            return
        yield step


def _changes(steps: Iterable[Step]) -> int:
    return sum(1 for step in steps if step.change is not Change.UNCHANGED)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both versions, by the places that steps name."""

    comparison: Comparison
    before: Sequence[SegmentRow]
    after: Sequence[Segment]
    owners: Sequence[int]  #: the older block of each older segment
    homes: Sequence[int]  #: the newer block of each newer segment
    heirs: Mapping[int, int]  #: which newer block an older one goes on in
    kinds: Sequence[str]  #: of the older blocks

    @classmethod
    def of(cls, looked: Looked) -> _Sides:
        comparison = looked.comparison
        return cls(
            comparison,
            [segment for row in looked.rows for segment in row.segments],
            [segment for block in comparison.blocks for segment in block.segments],
            [n for n, row in enumerate(looked.rows) for _ in row.segments],
            [n for n, block in enumerate(comparison.blocks) for _ in block.segments],
            {old: n for n, old in enumerate(comparison.continued) if old is not None},
            [row.kind.value for row in looked.rows],
        )

    def place(self, step: Step) -> Place:
        if step.new is not None:
            return self._newer(self.homes[step.new])
        owner = self.owners[step.old or 0]
        if owner in self.heirs:
            return self._newer(self.heirs[owner])
        return Place(owner + 1, self.kinds[owner], gone=True)

    def _newer(self, number: int) -> Place:
        return Place(number + 1, self.comparison.blocks[number].kind.value)

    def proposed(self, step: Step) -> Weight | None:
        if not step.rewritten or step.old is None or step.new is None:
            return None
        return versions.proposed(self.before[step.old].text, self.after[step.new].text)

    def passage(self, step: Step) -> Passage:
        old = None if step.old is None else self.before[step.old]
        new = None if step.new is None else self.after[step.new]
        shown = new or old
        assert shown is not None
        return Passage(
            change=step.change,
            segment_id=old.id if old else None,
            text=shown.text,
            codes=shown.codes,
            difference=difference(old.text, new.text) if old and new and step.rewritten else (),
            moved_from=self._moved_from(step),
            proposed=self.proposed(step),
        )

    def _moved_from(self, step: Step) -> int:
        moved = step.change is Change.MOVED and step.old is not None
        return self.owners[step.old or 0] + 1 if moved else 0


_Placed = tuple[Place | None, Passage]


def _folded(passages: Iterable[tuple[Place, Passage]]) -> Iterator[_Placed]:
    """Fold long runs of what is unchanged, whatever blocks they stand in."""
    for change, some in groupby(passages, key=lambda each: each[1].change):
        run = list(some)
        if change is not Change.UNCHANGED or len(run) <= _LONGEST_RUN:
            yield from run
            continue
        yield from run[:_ENDS]
        yield None, Passage(change=change, folded=len(run) - 2 * _ENDS)
        yield from run[-_ENDS:]
