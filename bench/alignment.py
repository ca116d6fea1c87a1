"""Aligning texts whose right beads are known, beside the lengths of Gale and Church.

    python -m bench.alignment [DIRECTORY] [--only tb lit] [--memory 800] [--long 100000]

DIRECTORY holds `NAME.src` and `NAME.tgt` (a sentence a line), `NAME.gold`
(`[0,1]:[0]`, sentences from 0; a trailing `block` marks a group whose inside nobody
determined: beads inside it count as one) and sometimes `NAME.docs` (where each of
several documents begins). A name is KIND-LANGUAGES-…: `ntrex-enru-dev-noisy`.

- *F1* is strict: a bead is right if it has exactly the sentences of a right one. Beads
  of one empty side count in the precision and not in the recall, as in the literature
  on alignment (Sennrich and Volk 2010).
- *Gale-Church* is NLTK's, which sees nothing but lengths; its cost grows with the
  square, so it is left out where a text has more than 2,000 sentences.
- *memory*: the same for one tenth of the documents after the other, with so many pairs of
  the other nine at hand; a set that is one text is cut in two where a bead of one sentence
  and one sentence begins. Pairs are taken from all over the others.
- *sure*: of the beads with a confidence of .99 or more, the share that is right.
- *skip*: a text of which 600 and 400 sentences in a row were cut out.
- *long*: the longest text repeated up to so many sentences; time and memory alone.

Speed is sentences of the source a second of processor time.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nltk.translate.gale_church import align_blocks  # type: ignore[import-untyped] # has no types

from translations.alignment import Bead, Text, align

Link = tuple[tuple[int, ...], tuple[int, ...]]
Pairs = Sequence[tuple[str, str]]

_GOLD = re.compile(r"\[(.*?)\]:\[(.*?)\](\tblock)?")
_SURE = 0.99
_MOST_FOR_LENGTHS = 2_000
_PARTS = 10
_MOST_IN_PARTS = 1_200
_CUT_SOURCE, _CUT_TARGET = range(2_000, 2_600), range(3_600, 4_000)


@dataclass(frozen=True, kw_only=True)
class Gold:
    """Two texts and their right beads."""

    name: str
    source: Sequence[str]
    target: Sequence[str]
    links: Sequence[Link]
    blocks: frozenset[Link] = frozenset()  #: those of the links whose inside is undetermined
    starts: Sequence[tuple[int, int]] = ((0, 0),)

    @property
    def languages(self) -> tuple[str, str]:
        both = self.name.split("-")[1]
        return both[:2], both[2:]

    def documents(self) -> Iterator[tuple[slice, slice]]:
        ends = [*self.starts[1:], (len(self.source), len(self.target))]
        for (row, column), (row_end, column_end) in zip(self.starts, ends, strict=True):
            if row < row_end or column < column_end:
                yield slice(row, row_end), slice(column, column_end)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an aligner made of a set."""

    score: float
    sure: tuple[int, int] = (0, 0)  #: right ones, all of them
    seconds: float = 0.0


def load(path: Path) -> Gold:
    """Read a set by the path of its gold file."""
    found = [match for match in map(_GOLD.match, path.read_text("utf-8").splitlines()) if match]
    links = [(_numbers(match[1]), _numbers(match[2])) for match in found]
    docs = path.with_suffix(".docs")
    starts = [tuple(map(int, line.split())) for line in docs.open()] if docs.exists() else []
    return Gold(
        name=path.stem,
        source=path.with_suffix(".src").read_text("utf-8").split("\n")[:-1],
        target=path.with_suffix(".tgt").read_text("utf-8").split("\n")[:-1],
        links=links,
        blocks=frozenset(link for link, match in zip(links, found, strict=True) if match[3]),
        starts=[(start[0], start[1]) for start in starts] or ((0, 0),),
    )


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(int(number) for number in written.split(",") if number.strip())


# Scoring


def f1(gold: Gold, found: Iterable[Link]) -> float:
    """The strict F1 of beads, 0 to 1."""
    beads = _collapsed(gold, found)
    right = len(set(beads) & set(gold.links))
    both = {link for link in gold.links if all(link)}
    precision = right / max(1, len(beads))
    recall = len(set(beads) & both) / max(1, len(both))
    return 2 * precision * recall / (precision + recall) if right else 0.0


def _collapsed(gold: Gold, found: Iterable[Link]) -> list[Link]:
    """Beads inside one undetermined group as that one."""
    homes = {("s", at): block for block in gold.blocks for at in block[0]}
    homes |= {("t", at): block for block in gold.blocks for at in block[1]}
    beads: list[Link] = []
    inside: dict[Link, tuple[set[int], set[int]]] = {}
    for source, target in found:
        around = {homes.get(("s", at)) for at in source} | {homes.get(("t", at)) for at in target}
        block = around.pop() if len(around) == 1 else None
        if block is None:
            beads.append((source, target))
            continue
        sides = inside.setdefault(block, (set(), set()))
        sides[0].update(source)
        sides[1].update(target)
    return beads + [(tuple(sorted(a)), tuple(sorted(b))) for a, b in inside.values()]


def _sure(gold: Gold, beads: Iterable[Bead]) -> tuple[int, int]:
    """Of beads that are held for sure outside undetermined groups: right ones, all of them."""
    rows = {at for block in gold.blocks for at in block[0]}
    columns = {at for block in gold.blocks for at in block[1]}
    held = [
        (bead.source, bead.target)
        for bead in beads
        if bead.confidence >= _SURE and not (rows & {*bead.source} or columns & {*bead.target})
    ]
    return len(set(held) & set(gold.links)), len(held)


# Aligners


def ours(gold: Gold) -> Outcome:
    start = time.process_time()
    beads = _aligned(gold, gold.documents())
    seconds = time.process_time() - start
    score = f1(gold, ((bead.source, bead.target) for bead in beads))
    return Outcome(score=score, sure=_sure(gold, beads), seconds=seconds)


def _aligned(gold: Gold, parts: Iterable[tuple[slice, slice]], memory: Pairs = ()) -> list[Bead]:
    beads: list[Bead] = []
    for rows, columns in parts:
        found = align(
            Text(sentences=gold.source[rows], language=gold.languages[0]),
            Text(sentences=gold.target[columns], language=gold.languages[1]),
            memory=memory,
        )
        beads += (_moved(bead, rows.start, columns.start) for bead in found.beads)
    return beads


def _moved(bead: Bead, row: int, column: int) -> Bead:
    return replace(
        bead,
        source=tuple(at + row for at in bead.source),
        target=tuple(at + column for at in bead.target),
    )


def gale_church(gold: Gold) -> Outcome | None:
    """NLTK gives pairs of sentences; those that share one are a bead."""
    if any(
        max(a.stop - a.start, b.stop - b.start) > _MOST_FOR_LENGTHS for a, b in gold.documents()
    ):
        return None
    found: list[Link] = []
    for rows, columns in gold.documents():
        sides = [[len(line) for line in side] for side in (gold.source[rows], gold.target[columns])]
        found += _joined(align_blocks(*sides), rows, columns)
    return Outcome(score=f1(gold, found))


def _joined(pairs: Iterable[tuple[int, int]], rows: slice, columns: slice) -> Iterator[Link]:
    groups: list[tuple[set[int], set[int]]] = []
    for row, column in sorted(pairs):
        row, column = row + rows.start, column + columns.start  # noqa: PLW2901 - of the whole set
        if groups and (row in groups[-1][0] or column in groups[-1][1]):
            groups[-1][0].add(row)
            groups[-1][1].add(column)
        else:
            groups.append(({row}, {column}))
    yield from ((tuple(sorted(a)), tuple(sorted(b))) for a, b in groups)
    yield from (
        ((at,), ()) for at in {*range(rows.start, rows.stop)}.difference(*(g[0] for g in groups))
    )
    yield from (
        ((), (at,))
        for at in {*range(columns.start, columns.stop)}.difference(*(g[1] for g in groups))
    )


# Sets made of others


def with_memory(gold: Gold, size: int) -> Outcome | None:
    """Each part of the documents, with pairs of the other parts at hand."""
    if len(gold.source) > _MOST_IN_PARTS:
        return None
    parts = list((gold if len(gold.starts) > 1 else _halved(gold)).documents())
    count = min(_PARTS, len(parts))
    beads: list[Bead] = []
    for number in range(count):
        mine = slice(len(parts) * number // count, len(parts) * (number + 1) // count)
        pairs = list(_pairs(gold, [*parts[: mine.start], *parts[mine.stop :]]))
        beads += _aligned(gold, parts[mine], pairs[:: -(-len(pairs) // max(1, size))])
    return Outcome(
        score=f1(gold, ((bead.source, bead.target) for bead in beads)), sure=_sure(gold, beads)
    )


def _halved(gold: Gold) -> Gold:
    """The same as two documents."""
    middle = len(gold.source) / 2
    single = [(a[0], b[0]) for a, b in gold.links if len(a) == len(b) == 1]
    return replace(gold, starts=[(0, 0), min(single, key=lambda at: abs(at[0] - middle))])


def _pairs(gold: Gold, parts: Iterable[tuple[slice, slice]]) -> Iterator[tuple[str, str]]:
    rows = {at for own, _ in parts for at in range(own.start, own.stop)}
    for source, target in gold.links:
        if len(source) == len(target) == 1 and source[0] in rows:
            yield gold.source[source[0]], gold.target[target[0]]


def without_chapter(gold: Gold) -> Gold:
    """The same without sentences in the middle, on either side at other places."""
    rows = [at for at in range(len(gold.source)) if at not in _CUT_SOURCE]
    columns = [at for at in range(len(gold.target)) if at not in _CUT_TARGET]
    row_now = {old: new for new, old in enumerate(rows)}
    column_now = {old: new for new, old in enumerate(columns)}
    links: list[Link] = []
    for source, target in gold.links:
        ours_now = tuple(row_now[at] for at in source if at in row_now)
        theirs_now = tuple(column_now[at] for at in target if at in column_now)
        if (len(ours_now), len(theirs_now)) == (len(source), len(target)):
            links.append((ours_now, theirs_now))
            continue
        links += [((at,), ()) for at in ours_now]
        links += [((), (at,)) for at in theirs_now]
    return Gold(
        name=f"{gold.name}-skip",
        source=[gold.source[at] for at in rows],
        target=[gold.target[at] for at in columns],
        links=links,
    )


def long_text(gold: Gold, size: int) -> None:
    """Align a text so long, and print what it costs."""
    times = -(-size // len(gold.source))
    source = [f"{line} {n}" for n in range(times) for line in gold.source][:size]
    target = [f"{line} {n}" for n in range(times) for line in gold.target]
    target = target[: size * len(gold.target) // len(gold.source)]
    start = time.process_time()
    found = align(
        Text(sentences=source, language=gold.languages[0]),
        Text(sentences=target, language=gold.languages[1]),
    )
    seconds = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(source)} sentences: {len(source) / seconds:.0f}/s, {most:.0f} MB at most, "
        f"{len(found.beads)} beads"
    )


def _row(name: str, size: int, cells: Sequence[str]) -> None:
    print(f"{name:26} {size:6} " + " ".join(f"{cell:>11}" for cell in cells), flush=True)


def _measure(gold: Gold, memory: int, sure: Counter[str]) -> None:
    lengths, plain, helped = gale_church(gold), ours(gold), with_memory(gold, memory)
    right, all_of_them = plain.sure
    for outcome in filter(None, (plain, helped)):
        sure.update(right=outcome.sure[0], all=outcome.sure[1])
    _row(
        gold.name,
        len(gold.source),
        [
            f"{lengths.score:.3f}" if lengths else "-",
            f"{plain.score:.3f}",
            f"{plain.score / lengths.score:.2f}x" if lengths and lengths.score else "-",
            f"{helped.score:.3f}" if helped else "-",
            f"{right / max(1, all_of_them):.4f}",
            f"{all_of_them}",
            f"{len(gold.source) / plain.seconds:.0f}/s",
        ],
    )


def main() -> None:
    asked = _arguments()
    sets = [load(path) for path in sorted(asked.directory.glob("*.gold"))]
    chosen = [
        gold for gold in sets if not asked.only or any(one in gold.name for one in asked.only)
    ]
    if asked.long:
        long_text(max(sets, key=lambda gold: len(gold.source)), asked.long)
        return
    _row("set", 0, ["Gale-Church", "ours", "ratio", "memory", "sure", "beads", "speed"])
    sure: Counter[str] = Counter()
    for gold in chosen:
        _measure(gold, asked.memory, sure)
        if len(gold.source) > max(_CUT_SOURCE.stop, _CUT_TARGET.stop) + 1_000:
            _measure(without_chapter(gold), 0, sure)
    print(f"sure beads right: {sure['right'] / max(1, sure['all']):.4f} of {sure['all']}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("directory", nargs="?", type=Path, default=Path("../shared/data/align"))
    parser.add_argument("--only", nargs="*", help="sets whose names have one of these in them")
    parser.add_argument("--memory", type=int, default=800, help="pairs at hand")
    parser.add_argument(
        "--long", type=int, default=0, help="only align a text of so many sentences"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
