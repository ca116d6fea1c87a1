"""An alignment as people look at it: a window of beads, the strip of doubts, what may be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from glossary.saying import Message
from translations.alignment.doubt import Level, in_doubt, level, strip, why
from translations.alignment.editing import Side
from translations.alignment.placed import Placed
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.alignment import finding
from workbench.storage import alignments, beads, documents, jobs
from workbench.storage.alignments import AlignmentRow, Sentence
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database, reading
from workbench.storage.jobs import JobRow

#: How many beads a page shows.
WINDOW = 60
#: How many stretches the strip has.
_STRIP = 120
#: Passages that stand elsewhere, as many as one looks through.
_CROSSINGS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBead:
    """A bead with its texts, how sure it is, and why."""

    bead: Placed
    number: int  #: counted from 1
    level: Level
    source: tuple[str, ...]
    target: tuple[str, ...]
    reasons: tuple[Message, ...]
    elsewhere: tuple[Placed, ...] = ()  #: what it is linked with over a distance
    crossed: bool = False  #: its counterpart seems to stand elsewhere
    begins: bool = False  #: a paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A passage that the translation has elsewhere, and nobody has linked yet."""

    source: Placed  #: its first beads
    target: Placed
    sizes: tuple[int, int]
    text: str  #: how it begins


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentPage:
    """The page of an alignment."""

    head: AlignmentRow
    permissions: frozenset[Permission]
    document: DocumentHead | None
    job: JobRow | None
    beads: tuple[ShownBead, ...]
    chosen: int  #: the place of the bead that is looked at
    total: int
    first: int  #: how many beads stand before the window
    counts: Mapping[Level, int]
    strip: tuple[tuple[Level, int], ...]  #: the worst level of each stretch, and its place
    next_doubt: int | None
    previous_doubt: int | None
    doubt_after: int | None  #: the first one behind the window
    doubt_before: int | None  #: the last one before it
    previous: int | None  #: a place in the window before
    following: int | None
    crossings: tuple[Crossing, ...]
    undo: str  #: the kind of act
    redo: str


def of_project(
    database: Database, *, actor: Actor, project_id: int
) -> tuple[tuple[AlignmentRow, ...], frozenset[Permission]]:
    """List the alignments of a project, newest first, and what the actor may do."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
        return (
            alignments.of_project(connection, project_id),
            access.permissions(connection, actor, project_id),
        )


def show(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    alignment_id: int,
    place: int | None = None,
) -> AlignmentPage:
    """Show the beads around a place; without one, from the first doubt on."""
    with reading(database) as connection:
        head = finding.find(connection, actor, project_id, alignment_id, Permission.READ)
        every = beads.outline(connection, alignment_id)
        at = _index(every, place)
        first = at // WINDOW * WINDOW
        window = every[first : first + WINDOW]
        doubts = [n for n, bead in enumerate(every) if in_doubt(bead)]
        undo, redo = beads.kinds(connection, alignment_id, head.step)
        return AlignmentPage(
            head=head,
            permissions=access.permissions(connection, actor, project_id),
            document=_document(connection, head),
            job=None if head.job_id is None else jobs.find(connection, head.job_id),
            beads=tuple(_shown(connection, head, every, window, first)),
            chosen=every[at].place if every else 0,
            total=len(every),
            first=first,
            counts=_counted(every),
            strip=tuple((worst, bead.place) for worst, bead in strip(every, _STRIP)),
            next_doubt=_place(every, next((n for n in doubts if n > at), None)),
            previous_doubt=_place(every, max((n for n in doubts if n < at), default=None)),
            doubt_after=_place(every, next((n for n in doubts if n >= first + WINDOW), None)),
            doubt_before=_place(every, max((n for n in doubts if n < first), default=None)),
            previous=_place(every, first - WINDOW if first else None),
            following=_place(every, first + WINDOW if first + WINDOW < len(every) else None),
            crossings=tuple(_crossings(connection, head, every)),
            undo=undo,
            redo=redo,
        )


def _index(every: Sequence[Placed], place: int | None) -> int:
    """The bead that holds a place; without one, the first doubt, or else the first bead."""
    if place is None:
        return next((n for n, bead in enumerate(every) if in_doubt(bead)), 0)
    return next((n for n, bead in enumerate(every) if bead.end > place), max(0, len(every) - 1))


def _place(every: Sequence[Placed], number: int | None) -> int | None:
    return None if number is None else every[number].place


def _counted(every: Iterable[Placed]) -> dict[Level, int]:
    counts = dict.fromkeys(Level, 0)
    for bead in every:
        counts[level(bead)] += 1
    return counts


def _document(connection: Connection, head: AlignmentRow) -> DocumentHead | None:
    return None if head.document_id is None else documents.head(connection, head.document_id)


def _shown(
    connection: Connection,
    head: AlignmentRow,
    every: Sequence[Placed],
    window: Sequence[Placed],
    first: int,
) -> Iterable[ShownBead]:
    if not window:
        return
    whole = beads.between(connection, head.id, window[0].place, window[-1].place)
    ours = range(window[0].source.start, window[-1].source.stop)
    theirs = range(window[0].target.start, window[-1].target.stop)
    source = alignments.sentences(connection, head.id, Side.SOURCE, ours)
    target = alignments.sentences(connection, head.id, Side.TARGET, theirs)
    usual = _letters(target.values()) / max(1, _letters(source.values()))
    groups = {bead.moved for bead in whole} - {None}
    apart = [bead for bead in every if bead.moved in groups]
    for number, bead in enumerate(whole, first + 1):
        texts = [source[n] for n in bead.source], [target[n] for n in bead.target]
        letters = _letters(texts[0]), _letters(texts[1])
        yield ShownBead(
            bead=bead,
            number=number,
            level=level(bead),
            source=tuple(each.plain for each in texts[0]),
            target=tuple(each.plain for each in texts[1]),
            reasons=why(bead, letters, usual),
            elsewhere=tuple(
                each
                for each in apart
                if bead.moved is not None
                and each.moved == bead.moved
                and bool(each.source) is not bool(bead.source)
            ),
            crossed=bead.moved is None and _is_crossed(bead, head.crossings),
            begins=any(each.begins for each in (texts[0] or texts[1])),
        )


def _is_crossed(bead: Placed, crossings: Iterable[Sequence[Sequence[int]]]) -> bool:
    side, number = (0, bead.source.start) if bead.source else (1, bead.target.start)
    return bead.unmatched and any(number in each[side] for each in crossings)


def _letters(sentences: Iterable[Sentence]) -> int:
    return sum(len(each.text) for each in sentences)


def _crossings(
    connection: Connection, head: AlignmentRow, every: Sequence[Placed]
) -> Iterable[Crossing]:
    """What was moved and is still without its counterpart."""
    alone = [bead for bead in every if bead.unmatched and bead.moved is None]
    source = {number: bead for bead in alone for number in bead.source}
    target = {number: bead for bead in alone for number in bead.target}
    for ours, theirs in head.crossings[:_CROSSINGS]:
        if all(n in source for n in ours) and all(n in target for n in theirs):
            texts = alignments.sentences(connection, head.id, Side.SOURCE, ours[:1])
            yield Crossing(
                source=source[ours[0]],
                target=target[theirs[0]],
                sizes=(len(ours), len(theirs)),
                text=texts[ours[0]].plain,
            )
