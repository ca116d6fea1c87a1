"""Texts back into the file that a document came in: its source as it reads now, or translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from translations import formats
from translations.formats import bilingual, originals, rewriting
from translations.formats.base import Format
from translations.formats.bilingual import Languages, PairFormat, Translated, documents
from translations.formats.bilingual.documents import Stretch
from translations.formats.originals import Label, Pair
from translations.formats.originals.base import OriginalFormat
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.documents import StoredOriginal
from workbench.storage.editions import TargetText


def format_of(name: str) -> OriginalFormat | Format | PairFormat | None:
    """Give the format in which a file of this name can be written."""
    return originals.by_name(name) or bilingual.by_name(name) or formats.by_name(name)


def source(original: StoredOriginal, rows: Sequence[BlockRow]) -> bytes:
    """Write a file with its source as it reads now; a file of pairs is given as it came."""
    return original.body if bilingual.by_name(original.name) else written(original, rows)


def pairs(
    original: StoredOriginal,
    rows: Sequence[BlockRow],
    targets: Mapping[int, TargetText],
    languages: Languages,
) -> bytes:
    """Write a file of pairs with targets and their states by segment.

    `UnwritableTranslation` names the segment whose inline codes cannot be written.
    """
    form = bilingual.by_name(original.name)
    assert form is not None
    blocks = {
        number: [
            Stretch(each.text, each.codes, after, _translated(targets.get(each.id)))
            for each, after in found
        ]
        for number, found in _of_file(rows).items()
        if found
    }
    file = formats.read_pairs(original.body, original.name, languages.source, languages.target)
    return form.write(original.body, languages, documents.translated(file, blocks))


def _translated(target: TargetText | None) -> Translated | None:
    if target is None:
        return None
    return Translated(target=target.text, state=target.state, marks=target.marks)


def written(
    original: StoredOriginal,
    rows: Sequence[BlockRow],
    targets: Mapping[int, str] = MappingProxyType({}),
    speakers: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Write a file with its source as it reads now, or with targets by segment.

    Names of speakers that stand before what they say are written as `speakers` has them.
    `UnwritableTranslation` names the segment whose inline codes cannot be written.
    """
    pairs = {
        number: tuple(
            Pair(each.text, each.codes, after, targets.get(each.id, each.text))
            for each, after in found
        )
        for number, found in _of_file(rows).items()
    }
    labels = _labels(original, rows, speakers)
    form = originals.by_name(original.name)
    if form is None:
        return _text(original, [pairs[number] for number in sorted(pairs)], labels)
    told = {number: each for number, each in pairs.items() if each}
    return originals.rewrite(original.body, form.name, told, labels)


def _labels(
    original: StoredOriginal, rows: Iterable[BlockRow], speakers: Mapping[str, str]
) -> dict[int, Label]:
    """What stands before blocks with text, though no segment of theirs has it."""
    return {
        number: Label(label, speaker, speakers.get(speaker, ""))
        for number, speaker in _speakers(rows).items()
        if (label := original.skeleton[number])
    }


def _speakers(rows: Iterable[BlockRow]) -> dict[int, str]:
    """Who speaks in each block of the file that has text: as what came from it says first."""
    found: dict[int, str] = {}
    for row in rows:
        for number in dict.fromkeys(_number(row, each) for each in row.segments):
            if number is not None and (number not in found or number == row.number):
                found[number] = row.speaker
    return found


def _of_file(rows: Iterable[BlockRow]) -> dict[int, list[tuple[SegmentRow, str]]]:
    """The segments of each block of the file, each with the white space that follows it there.

    Blocks may have been split and joined since; what came from one stands in one again.
    """
    found: dict[int, list[SegmentRow]] = {}
    for row in rows:
        if row.number is not None:
            found.setdefault(row.number, [])
        for each in row.segments:
            number = _number(row, each)
            if number is not None:
                found.setdefault(number, []).append(each)
    return {number: list(zip(each, _spaces(each), strict=True)) for number, each in found.items()}


def _number(row: BlockRow, segment: SegmentRow) -> int | None:
    return row.number if segment.number is None else segment.number


def _spaces(segments: Sequence[SegmentRow]) -> list[str]:
    """The white space between segments, which does not move with them; none follows the last.

    Where a half that was split off stands before the other one, the space that was
    between them ends up behind both: it belongs where there is none.
    """
    found = [each.after for each in segments]
    if found and found[-1]:
        for at in range(len(segments) - 1):
            if not found[at] and segments[at].block_id != segments[at + 1].block_id:
                found[at] = found[-1]
                break
        found[-1] = ""
    return found


def _text(
    original: StoredOriginal, blocks: Sequence[Sequence[Pair]], labels: Mapping[int, Label]
) -> bytes:
    """The file as text; in UTF-8 where its own encoding lacks a character of the translation."""
    skeleton = list(original.skeleton)
    for number, label in labels.items():
        if label.name and label.spoken:
            before, found, after = label.written.rpartition(label.name)
            skeleton[number] = f"{before}{label.spoken if found else ''}{after}"
    form = formats.by_name(original.name) or formats.FORMATS["text"]
    return rewriting.encoded(rewriting.rewrite(form, skeleton, blocks), original.encoding)
