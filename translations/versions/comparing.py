"""What became of every segment between two versions of a source.

Same texts are found first: those that stand once in both, in their longest common
order (patience: Bram Cohen), then the longest common subsequence of what lies
between them, then those that stand elsewhere. What is left between two of the
first is paired by likeness, in order, so that the sum of it is greatest; what is
left then, and nearly the same elsewhere, has moved. A text that was cut in two, or
put together of two, goes on in the first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from translations.model import Block, Segment
from translations.versions import blocks, likeness
from translations.versions.likeness import Texts
from translations.versions.model import Change, Comparison, Step

#: The longest common subsequence is sought in such a table at most, in pairs of segments.
_TABLE = 400_000_000
#: What is hardly alike counts little beside what is very much so.
_INDIFFERENT = 0.45

Pairs = dict[int, int]  #: the place in the older version by that in the newer one


def compare(old: Sequence[Block], new: Sequence[Block]) -> Comparison:
    """Tell what became of every segment, and which block goes on in which."""
    cut = blocks.cut_alike(old, new)
    before, after = _segments(old), _segments(cut)
    pairs = _paired(before, after)
    return Comparison(
        steps=tuple(_steps(before, after, pairs)),
        blocks=cut,
        continued=blocks.continued(old, cut, ((one, other) for other, one in pairs.items())),
    )


def _segments(of: Sequence[Block]) -> list[Segment]:
    return [segment for block in of for segment in block.segments]


def _paired(before: Sequence[Segment], after: Sequence[Segment]) -> Pairs:
    numbers: dict[object, int] = {}
    old, new = (
        [numbers.setdefault((s.text, blocks.meaning(s.codes)), len(numbers)) for s in some]
        for some in (before, after)
    )
    pairs = _in_order(old, new)
    anchors = sorted((other, one) for other, one in pairs.items())
    pairs.update(_elsewhere(old, new, pairs))
    texts = Texts([s.text for s in before]), Texts([s.text for s in after])
    pairs.update(_alike_between(*texts, pairs, anchors))
    pairs.update(_alike_elsewhere(*texts, pairs))
    return pairs


# The same texts


def _in_order(old: Sequence[int], new: Sequence[int]) -> Pairs:
    """Pair the same texts, as many as follow one another in both versions."""
    anchors = _longest_rise(_once_in_both(old, new))
    found = dict(anchors)
    for gap in _gaps(anchors, len(old), len(new)):
        if not gap.old or not gap.new or len(gap.old) * len(gap.new) > _TABLE:
            continue
        here, there = [old[at] for at in gap.old], [new[at] for at in gap.new]
        for piece in Indel.opcodes(here, there):
            if piece.tag == "equal":
                ones = gap.old[piece.src_start : piece.src_end]
                others = gap.new[piece.dest_start : piece.dest_end]
                found.update(zip(others, ones, strict=True))
    return found


def _once_in_both(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Places (newer, older) of the texts that stand once in either version, in the newer order."""
    counts = Counter(old), Counter(new)
    places = {text: at for at, text in enumerate(old)}
    return [
        (at, places[text])
        for at, text in enumerate(new)
        if counts[0][text] == 1 and counts[1][text] == 1
    ]


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs whose older places rise with the newer ones (patience sorting)."""
    tops: list[int] = []  # the least older place in which a rise of each length ends
    ends: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(place)
            ends.append(number)
        else:
            tops[pile], ends[pile] = place, number
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


class _Gap(NamedTuple):
    """The places between two pairs that follow one another in both versions."""

    old: Sequence[int]
    new: Sequence[int]


def _gaps(anchors: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[_Gap]:
    bounds = [(-1, -1), *anchors, (new, old)]
    for (other, one), (next_other, next_one) in pairwise(bounds):
        yield _Gap(range(one + 1, next_one), range(other + 1, next_other))


def _elsewhere(old: Sequence[int], new: Sequence[int], pairs: Pairs) -> Pairs:
    """Pair the same texts that are left, wherever they stand."""
    taken = set(pairs.values())
    left: defaultdict[int, list[int]] = defaultdict(list)
    for at in range(len(old) - 1, -1, -1):
        if at not in taken:
            left[old[at]].append(at)
    return {
        at: left[text].pop() for at, text in enumerate(new) if at not in pairs and left.get(text)
    }


# Texts that are alike


def _alike_between(
    old: Texts, new: Texts, pairs: Pairs, anchors: Sequence[tuple[int, int]]
) -> Pairs:
    taken = set(pairs.values())
    found: Pairs = {}
    for gap in _gaps(anchors, len(old.texts), len(new.texts)):
        here = [at for at in gap.old if at not in taken]
        there = [at for at in gap.new if at not in pairs]
        if here and there:
            found.update(_heaviest_rise(_weighed(old, here, new, there)))
    return found


def _weighed(
    old: Texts, here: Sequence[int], new: Texts, there: Sequence[int]
) -> Iterator[tuple[int, int, float]]:
    """Pairs that are alike: (newer, older, how much)."""
    following = ({*here}, {*there})
    for one, other in likeness.candidates(old, here, new, there):
        score = likeness.likeness(old, one, new, other)
        if other + 1 in following[1]:
            score = max(score, likeness.in_parts(old, [one], new, [other, other + 1]))
        if one + 1 in following[0]:
            score = max(score, likeness.in_parts(old, [one, one + 1], new, [other]))
        if score:
            yield other, one, score - _INDIFFERENT


def _heaviest_rise(weighed: Iterable[tuple[int, int, float]]) -> Pairs:
    """The pairs that follow one another in both versions and weigh most together."""
    ordered = sorted(weighed, key=lambda each: (each[0], -each[1]))
    ranks = {place: rank for rank, place in enumerate(sorted({one for _, one, _ in ordered}), 1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)  # Fenwick: the best up to a rank
    before: list[int] = []
    for number, (_, one, weight) in enumerate(ordered):
        best = max(_up_to(tree, ranks[one] - 1), default=(0.0, -1))
        before.append(best[1])
        _raise(tree, ranks[one], (best[0] + weight, number))
    at = max(_up_to(tree, len(ranks)), default=(0.0, -1))[1]
    found: Pairs = {}
    while at >= 0:
        found[ordered[at][0]] = ordered[at][1]
        at = before[at]
    return found


def _up_to(tree: Sequence[tuple[float, int]], rank: int) -> Iterator[tuple[float, int]]:
    while rank:
        yield tree[rank]
        rank &= rank - 1


def _raise(tree: list[tuple[float, int]], rank: int, value: tuple[float, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], value)
        rank += rank & -rank


def _alike_elsewhere(old: Texts, new: Texts, pairs: Pairs) -> Pairs:
    """Pair what is left and nearly the same, the likest first."""
    taken = set(pairs.values())
    here = [at for at in _long(old) if at not in taken]
    there = [at for at in _long(new) if at not in pairs]
    weighed = sorted(
        (-likeness.likeness(old, one, new, other), other, one)
        for one, other in likeness.candidates(old, here, new, there)
    )
    found: Pairs = {}
    for score, other, one in weighed:
        if -score >= likeness.NEARLY and other not in found and one not in taken:
            found[other] = one
            taken.add(one)
    return found


def _long(texts: Texts) -> Iterator[int]:
    return (at for at in range(len(texts.texts)) if len(texts.words(at)) >= likeness.FEWEST_WORDS)


# What is said of it


def _steps(
    before: Sequence[Segment], after: Sequence[Segment], pairs: Mapping[int, int]
) -> Iterator[Step]:
    stayed = _stayed(after, pairs)
    kept = set(pairs.values())
    gone = deque(at for at in range(len(before)) if at not in kept)
    bounds = _next_stayed(stayed, len(before), len(after))
    for at, bound in enumerate(bounds):
        while gone and gone[0] < bound:
            yield Step(Change.REMOVED, gone.popleft(), None)
        if at < len(after):
            yield _step(at, pairs.get(at), before, after, stayed=at in stayed)


def _stayed(after: Sequence[Segment], pairs: Mapping[int, int]) -> Pairs:
    """The most pairs that follow one another in both versions; the others moved.

    Of as many those stay that hold more text.
    """
    whole = sum(len(segment.text) for segment in after) + 1
    return _heaviest_rise(
        (other, one, 1 + len(after[other].text) / whole) for other, one in pairs.items()
    )


def _next_stayed(stayed: Mapping[int, int], old: int, new: int) -> list[int]:
    """For each newer place, where the next that stayed stood: what is gone comes before it."""
    bounds = [old] * (new + 1)
    for at in range(new - 1, -1, -1):
        bounds[at] = stayed.get(at, bounds[at + 1])
    return bounds


def _step(
    at: int, place: int | None, before: Sequence[Segment], after: Sequence[Segment], *, stayed: bool
) -> Step:
    if place is None:
        return Step(Change.ADDED, None, at)
    one, other = before[place], after[at]
    rewritten = (one.text, blocks.meaning(one.codes)) != (other.text, blocks.meaning(other.codes))
    if not stayed:
        return Step(Change.MOVED, place, at, rewritten)
    return Step(Change.EDITED if rewritten else Change.UNCHANGED, place, at, rewritten)
