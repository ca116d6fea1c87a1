"""How sure a bead is, as people see it: what nobody need look at, and what they should."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from glossary.saying import Fact, Joint, Message, listed, say
from translations.alignment.model import Crossing, Ground, Reason
from translations.alignment.placed import Placed


class Level(StrEnum):
    PINNED = "pinned"  #: a person holds it for right
    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


#: From which confidence on a bead is sure, and likely; a sentence left alone must be surer.
MATCHED = (0.99, 0.8)
UNMATCHED = (0.999, 0.9)
#: The worst first.
ORDER: Sequence[Level] = (Level.DOUBTFUL, Level.LIKELY, Level.SURE, Level.PINNED)


def level(bead: Placed) -> Level:
    """Say how sure a bead is."""
    if bead.pinned:
        return Level.PINNED
    sure, likely = UNMATCHED if bead.unmatched else MATCHED
    if bead.confidence >= sure:
        return Level.SURE
    return Level.LIKELY if bead.confidence >= likely else Level.DOUBTFUL


#: What stands alone here and corresponds to something elsewhere is no sure omission.
_ELSEWHERE = 0.95


def lowered(beads: Iterable[Placed], crossings: Iterable[Crossing]) -> Iterator[Placed]:
    """Beads of which somebody should see where else they seem to stand."""
    told = list(crossings)
    source = {number for crossing in told for number in crossing.source}
    target = {number for crossing in told for number in crossing.target}
    for bead in beads:
        crossed = bead.source.start in source if bead.source else bead.target.start in target
        if bead.unmatched and crossed and not bead.pinned:
            yield replace(bead, confidence=min(bead.confidence, _ELSEWHERE))
        else:
            yield bead


def in_doubt(bead: Placed) -> bool:
    """Whether somebody should look at a bead."""
    return level(bead) in {Level.DOUBTFUL, Level.LIKELY}


def strip(beads: Sequence[Placed], most: int) -> list[tuple[Level, Placed]]:
    """The beads in at most so many stretches of equal length: the worst level, and who has it."""
    size = max(1, -(-len(beads) // most))
    found = []
    for start in range(0, len(beads), size):
        worst = min(beads[start : start + size], key=lambda bead: ORDER.index(level(bead)))
        found.append((level(worst), worst))
    return found


#: A translation that is so much longer or shorter than the others are, by their letters.
_ODD = 1.8


def why(bead: Placed, letters: tuple[int, int], usual: float) -> tuple[Message, ...]:
    """Say what speaks for a bead and what against; `usual` is how many letters make one."""
    if bead.moved is not None:
        return (say("A person linked it with a place elsewhere."),)
    if bead.unmatched:
        return (_alone(bead),)
    told = _grounds(bead.reasons)
    if not (told or bead.pinned):
        told.append(say("No names, numbers or words tie these sentences."))
    told.append(_length(letters[1] / max(1.0, letters[0] * usual)))
    if bead.pinned:
        told.insert(0, say("A person holds this for right."))
    elif in_doubt(bead):
        told.append(say("Another grouping is nearly as likely."))
    return tuple(told)


def _alone(bead: Placed) -> Message:
    if bead.pinned:
        return say("A person says that this has no counterpart.")
    if bead.source:
        return say("Nothing in the translation corresponds to this.")
    return say("Nothing in the source corresponds to this.")


def _length(ratio: float) -> Message:
    if ratio > _ODD:
        return say("The translation is unusually long for this source.")
    if ratio < 1 / _ODD:
        return say("The translation is unusually short for this source.")
    return say("The lengths fit.")


def _grounds(reasons: Iterable[Reason]) -> list[Message]:
    """One sentence for each kind of thing that corresponds."""
    by_ground: dict[Ground, list[Reason]] = {}
    for reason in reasons:
        by_ground.setdefault(reason.ground, []).append(reason)
    return [_GROUNDS[ground](found) for ground, found in by_ground.items()]


def _pairs(reasons: Iterable[Reason]) -> Fact:
    """Words of both sides as pairs, each once."""
    pairs = dict.fromkeys((each.source, each.target) for each in reasons)
    told = (one if one == other else f"{one} – {other}" for one, other in pairs)
    return listed(told, Joint.SEMICOLON)


_GROUNDS: Mapping[Ground, Callable[[list[Reason]], Message]] = {
    Ground.NUMBER: lambda found: say("Numbers that agree: %(pairs)s.", pairs=_pairs(found)),
    Ground.NAME: lambda found: say("Names that agree: %(pairs)s.", pairs=_pairs(found)),
    Ground.TERM: lambda found: say("Terms of the glossary: %(pairs)s.", pairs=_pairs(found)),
    Ground.WORD: lambda found: say("Words that go together: %(pairs)s.", pairs=_pairs(found)),
    Ground.MARK: lambda found: say("Marks that agree: %(pairs)s.", pairs=_pairs(found)),
}
