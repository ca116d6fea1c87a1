"""Blocks of two versions: which goes on in which, and cut as people have cut it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from translations import inline
from translations.model import Block, Code, Segment

#: What of a code its readers see: another way to write it down is no change.
Meaning = tuple[tuple[str, str, str], ...]


def meaning(codes: Iterable[Code]) -> Meaning:
    """What codes are, without the characters that they are written with."""
    return tuple((code.kind.value, code.display, code.href) for code in codes)


def cut_alike(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    """The newer blocks; one that says the same as an older one is cut into the same segments."""
    known: dict[tuple[str, Meaning], Block] = {}
    for block in old:
        known.setdefault(_said(block), block)
    return tuple(_cut_as(known.get(_said(block)), block) for block in new)


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


def _said(block: Block) -> tuple[str, Meaning]:
    text, codes = _running(block)
    return text, meaning(codes)


def _running(block: Block) -> tuple[str, tuple[Code, ...]]:
    """All of a block as one coded text, without the white space at its end.

    Where it has more codes than one text can hold, they stand for themselves.
    """
    codes = tuple(code for segment in block.segments for code in segment.codes)
    if len(codes) > inline.MOST_CODES:
        return "".join(inline.expand(s.text, s.codes) + s.after for s in block.segments), ()
    known = accumulate((len(segment.codes) for segment in block.segments), initial=0)
    parts = [
        _counted_on(segment.text, by) + segment.after
        for segment, by in zip(block.segments, known, strict=False)
    ]
    last = block.segments[-1].after if block.segments else ""
    text = "".join(parts)
    return text[: len(text) - len(last)], codes


def _counted_on(text: str, by: int) -> str:
    """A coded text whose codes are counted on behind those of others."""
    if not by:
        return text
    return text.translate({ord(point): ord(point) + by for point in inline.code_points(text)})


def _cut_as(model: Block | None, block: Block) -> Block:
    texts = [segment.text for segment in block.segments]
    if model is None or texts == [segment.text for segment in model.segments]:
        return block
    text, codes = _running(block)
    if not codes and any(segment.codes for segment in block.segments):
        return block
    segments, at = [], 0
    for each in model.segments:
        end = at + len(each.text)
        part, own = inline.renumber(text[at:end], codes)
        segments.append(Segment(text=part, codes=own, after=each.after))
        at = end + len(each.after)
    segments[-1] = replace(segments[-1], after=block.segments[-1].after)
    return replace(block, segments=tuple(segments))
