"""Blocks of two versions: which goes on in which, and cut as people have cut it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from translations import inline
from translations.model import Block, Code, Segment

#: What of a code its readers see: another way to write it down is no change.
Meaning = tuple[tuple[str, str, str], ...]
Said = tuple[str, Meaning]
#: So many sentences are known that people have joined, or into which they have split one.
_LONGEST_RUN = 3


def meaning(codes: Iterable[Code]) -> Meaning:
    """What codes are, without the characters that they are written with."""
    return tuple((code.kind.value, code.display, code.href) for code in codes)


def cut_alike(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    """The newer blocks, cut as people have cut the older ones where they say the same.

    A block that says the same as a whole has the same segments; in others a sentence that
    was split stays split, and sentences that were joined stay joined.
    """
    whole: defaultdict[Said, list[Block]] = defaultdict(list)
    for block in reversed(old):
        whole[_said(block.segments)].append(block)
    known = _runs(old)
    cut = []
    for block in new:
        models = whole.get(_said(block.segments))
        if not models:
            cut.append(_cut_inside(block, known))
            continue
        model = models.pop() if len(models) > 1 else models[0]  # in their order, the last for all
        cut.append(_cut_as(model.segments, block))
    return tuple(cut)


def _runs(blocks: Sequence[Block]) -> dict[Said, tuple[Segment, ...]]:
    """Segments by what they say: one alone, or some that follow one another in a block."""
    return {
        _said(run): run
        for size in range(_LONGEST_RUN, 0, -1)  # one alone goes before several
        for block in blocks
        for at in range(len(block.segments) - size + 1)
        for run in [block.segments[at : at + size]]
    }


def _cut_inside(block: Block, known: Mapping[Said, tuple[Segment, ...]]) -> Block:
    segments: list[Segment] = []
    at = 0
    while at < len(block.segments):
        size, model = _fitting(block.segments, at, known)
        part = replace(block, segments=block.segments[at : at + size])
        segments += _cut_as(model, part).segments
        at += size
    return replace(block, segments=tuple(segments))


def _fitting(
    segments: Sequence[Segment], at: int, known: Mapping[Said, tuple[Segment, ...]]
) -> tuple[int, tuple[Segment, ...]]:
    """How many segments from a place on are what older ones say, and those."""
    for size in range(1, min(_LONGEST_RUN, len(segments) - at) + 1):
        model = known.get(_said(segments[at : at + size]), ())
        if model and (size == 1 or len(model) == 1):
            return size, model
    return 1, ()


def continued(
    old: Sequence[Block], new: Sequence[Block], pairs: Iterable[tuple[int, int]]
) -> tuple[int | None, ...]:
    """Tell which older block each newer one is: that of which it keeps most text.

    One without text is that which followed the same block.
    """
    owners, heirs = _owners(old), _owners(new)
    votes: Counter[tuple[int, int]] = Counter()
    texts = [segment.text for block in new for segment in block.segments]
    for one, other in pairs:
        votes[owners[one], heirs[other]] += len(texts[other]) + 1
    found: dict[int, int] = {}
    taken: set[int] = set()
    for (one, other), _ in sorted(votes.items(), key=lambda each: (-each[1], each[0])):
        if other not in found and one not in taken:
            found[other] = one
            taken.add(one)
    _pair_empty(old, new, found, taken)
    return tuple(found.get(number) for number in range(len(new)))


def _pair_empty(
    old: Sequence[Block], new: Sequence[Block], found: dict[int, int], taken: set[int]
) -> None:
    for number, block in enumerate(new):
        before = found.get(number - 1) if number else -1
        if block.segments or before is None or before + 1 >= len(old):
            continue
        other = old[before + 1]
        if not other.segments and other.kind is block.kind and before + 1 not in taken:
            found[number] = before + 1
            taken.add(before + 1)


def _owners(blocks: Sequence[Block]) -> list[int]:
    return [number for number, block in enumerate(blocks) for _ in block.segments]


def _said(segments: Sequence[Segment]) -> Said:
    text, codes = _running(segments)
    return text, meaning(codes)


def _running(segments: Sequence[Segment]) -> tuple[str, tuple[Code, ...]]:
    """Segments that follow one another as one coded text, without the white space at its end.

    Where they have more codes than one text can hold, they stand for themselves.
    """
    codes = tuple(code for segment in segments for code in segment.codes)
    if len(codes) > inline.MOST_CODES:
        return "".join(inline.expand(s.text, s.codes) + s.after for s in segments), ()
    known = accumulate((len(segment.codes) for segment in segments), initial=0)
    parts = [
        inline.shifted(segment.text, by) + segment.after
        for segment, by in zip(segments, known, strict=False)
    ]
    last = segments[-1].after if segments else ""
    text = "".join(parts)
    return text[: len(text) - len(last)], codes


def _cut_as(model: Sequence[Segment], block: Block) -> Block:
    """A block cut into the segments of a model that says the same; without one, as it is."""
    texts = [segment.text for segment in block.segments]
    if not model or texts == [segment.text for segment in model]:
        return block
    text, codes = _running(block.segments)
    if not codes and any(segment.codes for segment in block.segments):
        return block
    segments, at = [], 0
    for each in model:
        end = at + len(each.text)
        part, own = inline.renumber(text[at:end], codes)
        segments.append(Segment(text=part, codes=own, after=each.after))
        at = end + len(each.after)
    segments[-1] = replace(segments[-1], after=block.segments[-1].after)
    return replace(block, segments=tuple(segments))
