"""What becomes of every segment of a file that comes home, decided before anything is written.

Three texts are compared, as in every merge: what stood when the file went out, what
stands here now, and what the file brings. Nothing here is ever overwritten by what is
older: where both sides moved, a person chooses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from translations import inline
from translations.inline import CodeFault
from translations.model import State
from translations.trips import matching, moving, recoding
from translations.trips.matching import Lost, Match, Outings
from translations.trips.model import EMPTY, ArrivedFile, Departed, Here, settled
from translations.trips.moving import APPROVED, Limit

#: What no database holds: U+0000 and halves of characters.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Kind(StrEnum):
    """What a segment of a file means for the edition."""

    UNCHANGED = "unchanged"  #: it brings no other text
    NEW = "new"  #: nothing stands here
    CHANGED = "changed"  #: what went out still stands here
    STATE = "state"  #: the text that stands here, in another state
    CONFLICT = "conflict"  #: both were changed, or nobody knows which is newer
    APPROVED = "approved"  #: what stands here is approved
    REFUSED = "refused"  #: it cannot be taken


#: What is taken unless a person says otherwise.
TAKEN = frozenset({Kind.NEW, Kind.CHANGED, Kind.STATE})
#: What a person may choose to take.
OPEN = TAKEN | {Kind.CONFLICT, Kind.APPROVED}


class Doubt(StrEnum):
    """What a person should know of a segment before it is taken."""

    NEWER_HERE = "newer-here"  #: the translation was changed here since
    SOURCE_CHANGED = "source-changed"  #: the source was changed here since
    NO_RECORD = "no-record"  #: the file does not say what stood here when it was made
    BY_SOURCE = "by-source"  #: found by its source, not by an id
    SOURCE_DIFFERS = "source-differs"  #: the file has another source for it
    EMPTIED = "emptied"  #: the file has no translation where one went out
    TRACKED = "tracked"  #: changes were tracked; they are read as accepted
    REPEATED = "repeated"  #: it stands more than once in the file, with one text


class Refusal(StrEnum):
    """Why a segment cannot be taken."""

    CODES = "codes"
    TWICE = "twice"  #: it stands more than once in the file, with different texts
    LEFT_OUT = "left-out"
    LOCKED = "locked"  #: what stands here is final, and it takes a reviewer to open it
    UNFIT = "unfit"  #: it is too long, or holds what cannot be stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms a person brings a file home."""

    may_review: bool = False
    four_eyes: bool = True  #: nobody approves their own translation
    confirm: bool = False  #: texts that come as drafts are taken as translated
    longest: int = 100_000  #: characters of a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A segment of the edition with what a file brings for it."""

    match: Match
    kind: Kind
    target: str  #: in the codes of the segment
    state: State | None = None  #: that it gets when it is taken; None: it keeps its own
    limit: Limit | None = None  #: why it is not the state that the file asks for
    doubts: tuple[Doubt, ...] = ()
    refusal: Refusal | None = None
    faults: tuple[CodeFault, ...] = ()
    comments: tuple[str, ...] = ()  #: those that are not here yet
    untracked: str | None = None  #: the text before tracked changes, in the codes of the segment

    @property
    def here(self) -> Here:
        return self.match.here

    @property
    def writes(self) -> bool:
        """Whether another text would stand here."""
        return self.kind in OPEN and self.kind is not Kind.STATE

    @property
    def is_open(self) -> bool:
        return self.kind in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A whole file beside the edition."""

    rows: tuple[Row, ...]  #: in the order of the document, each segment once
    lost: tuple[Lost, ...]
    absent: tuple[Here, ...]  #: went out, and are not in the file
    reordered: bool  #: the file has them in another order

    def of(self, kind: Kind) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.kind == kind)


def preview(file: ArrivedFile, here: Sequence[Here], outings: Outings, terms: Terms) -> Preview:
    """Lay a file beside the edition."""
    matched = matching.match(file.segments, here, outings)
    by_segment: defaultdict[int, list[Match]] = defaultdict(list)
    for each in matched.matches:
        by_segment[each.here.segment].append(each)
    rows = (_row(every, terms) for every in by_segment.values())
    numbers = [each.here.number for each in matched.matches]
    return Preview(
        rows=tuple(sorted(rows, key=lambda row: row.here.number)),
        lost=matched.lost,
        absent=matching.absent(matched.matches, outings, here),
        reordered=any(one > other for one, other in pairwise(numbers)),
    )


def _row(every: Sequence[Match], terms: Terms) -> Row:
    chosen = _distinct(every)
    match = chosen[0]
    target = _target(match)
    doubts = _doubts(match, repeated=len(every) > 1)
    row = Row(
        match=match,
        kind=_kind(match, target, doubts),
        target=target,
        doubts=doubts,
        comments=_new_comments(every),
        untracked=_recoded(match, match.arrived.tracked),
    )
    if len(chosen) > 1:
        return replace(row, kind=Kind.REFUSED, refusal=Refusal.TWICE)
    return _refused(row, terms) or _with_state(row, terms)


def _distinct(every: Sequence[Match]) -> list[Match]:
    """One for each text; a copy that nobody touched does not count beside one that somebody did."""
    by_text = {settled(each.arrived.target or ""): each for each in reversed(every)}
    found = list(reversed(by_text.values()))
    if len(found) < 2:
        return found
    worked_on = [each for each in found if not _is_untouched(each, _target(each))]
    return worked_on or found[:1]


def _target(match: Match) -> str:
    return _recoded(match, match.arrived.target) or ""


def _recoded(match: Match, text: str | None) -> str | None:
    """A text of the file in the codes of the segment."""
    if text is None:
        return None
    return recoding.recoded(
        text,
        file=match.arrived.codes,
        read=match.arrived.source,
        ours=match.here.codes,
        source=match.here.source,
    )


def _is_untouched(match: Match, target: str) -> bool:
    """Whether a text is the one that went out, or one that the file has brought before."""
    return match.then is not None and match.then.knows(target)


def _doubts(match: Match, *, repeated: bool) -> tuple[Doubt, ...]:
    then, here, arrived = match.then, match.here, match.arrived
    moved = then is not None and then.text_id != here.text_id
    differs = not moved and not matching.reads_alike(arrived.source, here.source)
    there = {
        Doubt.NEWER_HERE: then is not None and not then.knows(here.target),
        Doubt.SOURCE_CHANGED: moved,
        Doubt.NO_RECORD: then is None,
        Doubt.BY_SOURCE: match.by_source,
        Doubt.SOURCE_DIFFERS: differs,
        Doubt.EMPTIED: _is_emptied(match),
        Doubt.TRACKED: arrived.tracked is not None,
        Doubt.REPEATED: repeated,
    }
    return tuple(doubt for doubt, holds in there.items() if holds)


def _is_emptied(match: Match) -> bool:
    came = settled(match.arrived.target or "")
    return not came and match.then is not None and match.then.digest != EMPTY


#: With one of these nobody can say which of two texts is the newer one.
_UNSURE = frozenset({Doubt.NEWER_HERE, Doubt.SOURCE_CHANGED, Doubt.SOURCE_DIFFERS})


def _kind(match: Match, target: str, doubts: Sequence[Doubt]) -> Kind:
    came, stands = settled(target), settled(match.here.target)
    if not came or came == stands or _is_untouched(match, target):
        return Kind.UNCHANGED
    if match.here.state in APPROVED:
        return Kind.APPROVED
    if _UNSURE.intersection(doubts):
        return Kind.CONFLICT
    if not stands:
        return Kind.NEW
    return Kind.CONFLICT if match.then is None else Kind.CHANGED


def _refused(row: Row, terms: Terms) -> Row | None:
    """The row as one that cannot be taken, if it cannot."""
    if row.kind is Kind.UNCHANGED:
        return None
    faults = inline.validate(row.target, row.here.codes)
    if row.here.left_out:
        why = Refusal.LEFT_OUT
    elif len(row.target) > terms.longest or _UNSTORABLE.search(row.target):
        why = Refusal.UNFIT
    elif faults:
        why = Refusal.CODES
    elif row.here.state is State.FINAL and not terms.may_review:
        why = Refusal.LOCKED
    else:
        return None
    return replace(row, kind=Kind.REFUSED, refusal=why, faults=faults)


def _with_state(row: Row, terms: Terms) -> Row:
    """The row with the state that it would get."""
    then, here = row.match.then, row.here
    writes = row.kind is not Kind.UNCHANGED
    wanted = _wanted(row, then, terms, writes=writes)
    if wanted is None or (not writes and wanted is here.state):
        return row
    state, limit = moving.given(
        wanted,
        here.state,
        writes=writes,
        may_review=terms.may_review,
        four_eyes=terms.four_eyes,
    )
    gives = writes or state is not here.state
    kind = row.kind if writes else Kind.STATE if gives else Kind.UNCHANGED
    return replace(row, kind=kind, state=state if gives else None, limit=limit)


def _wanted(row: Row, then: Departed | None, terms: Terms, *, writes: bool) -> State | None:
    stood = then.state if then is not None else None
    wanted = moving.asked(row.match.arrived.state, stood, writes=writes)
    if writes and terms.confirm and wanted is State.INITIAL:
        wanted = State.TRANSLATED
    if not writes:
        # A state is said of the text that the file has: of no other, and of none.
        same = settled(row.target) == settled(row.here.target) != ""
        if not same or row.here.left_out or wanted is None or stood is None:
            return None
        return wanted if moving.goes_on(stood, wanted, row.here.state) else None
    # Whoever translated another source has not translated this one.
    moved = Doubt.SOURCE_CHANGED in row.doubts or Doubt.SOURCE_DIFFERS in row.doubts
    return State.INITIAL if moved else wanted


def _new_comments(every: Iterable[Match]) -> tuple[str, ...]:
    """The remarks of a file that a segment does not have yet, each once."""
    return tuple(dict.fromkeys(_unknown_notes(every)))


def _unknown_notes(every: Iterable[Match]) -> Iterator[str]:
    """The notes that nobody wrote here; those of what is left out say why it is."""
    for each in every:
        for note in () if each.arrived.left_out else each.arrived.notes:
            words = settled(_UNSTORABLE.sub("", note))
            if words and words not in each.here.comments:
                yield words
