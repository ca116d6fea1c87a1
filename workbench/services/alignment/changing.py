"""What people do to beads: each act is stored at once, with its version, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Connection

from translations.alignment import Text, align, editing
from translations.alignment.editing import Side
from translations.alignment.placed import Placed, placed
from workbench.errors import Conflict, InvalidInput, NotFound
from workbench.permissions import Actor
from workbench.services.alignment import aligning, finding
from workbench.storage import alignments, beads
from workbench.storage.alignments import AlignmentRow
from workbench.storage.engine import Database, writing


class Act(StrEnum):
    """What is done to a bead."""

    MERGE = "merge"  #: with the next one
    MERGE_BACK = "merge-back"
    SPLIT = "split"
    SOURCE_BACK = "source-back"  #: its first sentence of the source goes to the bead before
    SOURCE_ON = "source-on"  #: its last one goes to the next bead
    TARGET_BACK = "target-back"
    TARGET_ON = "target-on"
    UNLINK = "unlink"
    PIN = "pin"
    UNPIN = "unpin"
    LINK = "link"  #: with another bead, wherever it stands
    MOVED = "moved"  #: links all of a passage that stands elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An act on the bead at a place."""

    act: Act
    place: int
    other: int | None = None  #: the place of the bead that it is linked with
    number: int | None = None  #: the same by its number on the page, from 1
    cut: tuple[int | None, int | None] = (None, None)  #: after so many sentences of each side


@dataclass(frozen=True, slots=True)
class Made:
    """Beads that are gone, and those in their places."""

    gone: list[Placed]
    come: list[Placed]


_Decide = Callable[[Connection, AlignmentRow, Placed, Wish], Made]


def change(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    alignment_id: int,
    version: int,
    wish: Wish,
) -> int:
    """Do what a person wishes; answers the place of the bead to look at next.

    Raises `NotPossible` where the beads do not allow it, and `StaleVersion` where
    somebody else changed the alignment first.
    """
    with writing(database) as connection:
        head = finding.claim(connection, actor, project_id, alignment_id, seen=version)
        made = _DECIDE[wish.act](connection, head, _bead(connection, head, wish.place), wish)
        alignments.put_step(connection, alignment_id, head.step + 1)
        aligning.note(
            connection,
            head,
            kind=wish.act.value,
            gone=made.gone,
            come=made.come,
            actor_id=actor.id,
        )
    return _place_to_see(made, wish)


def undo(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    alignment_id: int,
    version: int,
    again: bool = False,
) -> int:
    """Take the last act back, or do again what was taken back; answers the place of it."""
    with writing(database) as connection:
        head = finding.claim(connection, actor, project_id, alignment_id, seen=version)
        found = beads.change(connection, alignment_id, head.step + int(again))
        if found is None or not (again or head.step):
            raise _nothing(again=again)
        gone, come = (found.before, found.after) if again else (found.after, found.before)
        beads.replace(connection, alignment_id, gone, come)
        alignments.put_step(connection, alignment_id, head.step + (1 if again else -1))
        if found.crossings is not None:
            now = found.crossings[1 if again else 0]
            alignments.put_crossings(connection, alignment_id, now)
    return min((bead.place for bead in come), default=0)


def _nothing(*, again: bool) -> Conflict:
    if again:
        return Conflict("There is nothing to do again.")
    return Conflict("There is nothing to undo.")


def _place_to_see(made: Made, wish: Wish) -> int:
    """The bead with most of what the person was looking at."""
    was = next((bead for bead in made.gone if bead.place == wish.place), made.gone[0])
    return max(made.come, key=lambda bead: (_shared(bead, was), -bead.place)).place


def _shared(one: Placed, other: Placed) -> int:
    return sum(
        len(range(max(a.start, b.start), min(a.stop, b.stop)))
        for a, b in ((one.source, other.source), (one.target, other.target))
    )


def _bead(connection: Connection, head: AlignmentRow, place: int) -> Placed:
    found = beads.between(connection, head.id, place, place)
    if not found:
        raise NotFound("bead", place)
    return found[0]


def _next(connection: Connection, head: AlignmentRow, bead: Placed) -> Placed:
    found = beads.after(connection, head.id, bead.place)
    if found is None:
        raise Conflict("This is the last bead.")
    return found


def _before(connection: Connection, head: AlignmentRow, bead: Placed) -> Placed:
    found = beads.before(connection, head.id, bead.place)
    if found is None:
        raise Conflict("This is the first bead.")
    return found


# The acts


def _merge(connection: Connection, head: AlignmentRow, bead: Placed, _wish: Wish) -> Made:
    following = _next(connection, head, bead)
    return Made([bead, following], editing.merge(bead, following))


def _merge_back(connection: Connection, head: AlignmentRow, bead: Placed, _wish: Wish) -> Made:
    before = _before(connection, head, bead)
    return Made([before, bead], editing.merge(before, bead))


def _split(connection: Connection, head: AlignmentRow, bead: Placed, wish: Wish) -> Made:
    ours = alignments.sentences(connection, head.id, Side.SOURCE, bead.source)
    theirs = alignments.sentences(connection, head.id, Side.TARGET, bead.target)
    lengths = [len(s.plain) for s in ours.values()], [len(s.plain) for s in theirs.values()]
    return Made([bead], editing.split(bead, editing.best_cut(bead, lengths, wish.cut)))


def _shift(side: Side, *, back: bool) -> _Decide:
    def shift(connection: Connection, head: AlignmentRow, bead: Placed, _wish: Wish) -> Made:
        neighbour = (_before if back else _next)(connection, head, bead)
        return Made([bead, neighbour], editing.shift(bead, neighbour, side))

    return shift


def _unlink(connection: Connection, head: AlignmentRow, bead: Placed, _wish: Wish) -> Made:
    group = [bead] if bead.moved is None else beads.moved_with(connection, head.id, bead.moved)
    return Made(group, [part for each in group for part in editing.unlink(each)])


def _pin(_connection: Connection, _head: AlignmentRow, bead: Placed, wish: Wish) -> Made:
    return Made([bead], editing.pin(bead) if wish.act is Act.PIN else editing.unpin(bead))


def _link(connection: Connection, head: AlignmentRow, bead: Placed, wish: Wish) -> Made:
    """Link with another bead: as one where nothing stands between, else over the distance."""
    to = wish.other
    if to is None and wish.number is not None:
        every = beads.outline(connection, head.id)
        to = every[wish.number - 1].place if 0 < wish.number <= len(every) else None
    if to is None or to == wish.place:
        raise InvalidInput("other", "Say which sentence this one is to be linked with.")
    first, last = sorted((wish.place, to))
    other = _bead(connection, head, to)
    between = beads.between(connection, head.id, first, last)
    if all(each.unmatched for each in between):
        return Made(between, editing.link(between))
    source, target = (bead, other) if bead.source else (other, bead)
    return Made([source, target], editing.move([source], [target]))


def _moved(connection: Connection, head: AlignmentRow, bead: Placed, _wish: Wish) -> Made:
    """Link a passage that stands elsewhere, sentence by sentence, as the aligner pairs them."""
    numbers = next((each for each in head.crossings if bead.source.start in each[0]), None)
    if numbers is None or bead.unmatched is False:
        raise NotFound("moved passage", bead.place)
    ours = alignments.sentences(connection, head.id, Side.SOURCE, numbers[0])
    theirs = alignments.sentences(connection, head.id, Side.TARGET, numbers[1])
    found = align(
        Text(sentences=[s.plain for s in ours.values()], language=head.source_language),
        Text(sentences=[s.plain for s in theirs.values()], language=head.target_language),
    )
    every = beads.outline(connection, head.id)
    source = {
        each.source.start: each for each in every if len(each.source) == 1 and not each.target
    }
    target = {
        each.target.start: each for each in every if len(each.target) == 1 and not each.source
    }
    gone: list[Placed] = []
    come: list[Placed] = []
    for pair in placed(found.beads):
        if pair.unmatched:
            continue
        left = [source[numbers[0][n]] for n in pair.source if numbers[0][n] in source]
        right = [target[numbers[1][n]] for n in pair.target if numbers[1][n] in target]
        gone += [*left, *right]
        come += editing.move(left, right)
    if not come:
        raise Conflict("What was moved here is linked already.")
    return Made(gone, come)


_DECIDE: Mapping[Act, _Decide] = MappingProxyType(
    {
        Act.MERGE: _merge,
        Act.MERGE_BACK: _merge_back,
        Act.SPLIT: _split,
        Act.SOURCE_BACK: _shift(Side.SOURCE, back=True),
        Act.SOURCE_ON: _shift(Side.SOURCE, back=False),
        Act.TARGET_BACK: _shift(Side.TARGET, back=True),
        Act.TARGET_ON: _shift(Side.TARGET, back=False),
        Act.UNLINK: _unlink,
        Act.PIN: _pin,
        Act.UNPIN: _pin,
        Act.LINK: _link,
        Act.MOVED: _moved,
    }
)
