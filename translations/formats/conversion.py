"""Pairs of one file as a new file of another format, as much of them as that format has."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import Final

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats import po, tmx, xliff, xliff12
from translations.formats.bilingual import Languages, PairFile, PairSegment, columns, delimited
from translations.formats.bilingual.elements import unescaped
from translations.formats.xliff import XliffSegment, XliffUnit
from translations.formats.xliff_states import Standing
from translations.inline import code_point, code_points
from translations.memory.model import UnitState
from translations.model import Code, Mark, State
from translations.placeholders import names, spelled

#: A native code with what it holds, as XLIFF 1.2 and TMX write it.
_NATIVE = re.compile(
    r"<(?P<name>(?:[^\s/>:]+:)?(?:ph|bpt|ept|it|ut))(?:\s[^>]*)?>(?P<inner>[^<]+)</(?P=name)\s*>",
    re.DOTALL,
)
_NAME = re.compile(r"[\w.:-]+")
#: What a memory calls the states of a target.
UNIT_STATES: Final[Mapping[State, UnitState]] = MappingProxyType(
    {
        State.INITIAL: UnitState.ABANDONED,
        State.TRANSLATED: UnitState.TRANSLATED,
        State.REVIEWED: UnitState.REVIEWED,
        State.FINAL: UnitState.FINAL,
    }
)

Write = Callable[[PairFile], bytes]


def _xliff(file: PairFile) -> bytes:
    return _units(file, xliff.write)


def _xliff12(file: PairFile) -> bytes:
    return _units(file, xliff12.write)


def _units(file: PairFile, write: Callable[..., int]) -> bytes:
    if not file.segments:
        raise UnreadableDocument(say("The file has no segments."))
    _refuse_without_language(file, target=any(each.target for each in file.segments))
    written = io.BytesIO()
    write(
        written,
        _grouped(file.segments),
        source_language=file.source_language,
        target_language=file.target_language,
        original=file.original,
    )
    return written.getvalue()


def _refuse_without_language(file: PairFile, *, target: bool) -> None:
    if not file.source_language:
        raise UnreadableDocument(
            say("The file does not name the language of its sources; name it.")
        )
    if target and not file.target_language:
        raise UnreadableDocument(
            say("The file does not name the language of its translations; name it.")
        )


def _grouped(segments: Iterable[PairSegment]) -> Iterator[XliffUnit]:
    """Units of the segments that stand together."""
    groups = [list(group) for _, group in groupby(segments, key=lambda s: s.unit or s.id)]
    for name, group in zip(_names(groups), groups, strict=True):
        own = _names_within(group)
        yield XliffUnit(
            id=name,
            segments=tuple(_segment(each, id_) for each, id_ in zip(group, own, strict=True)),
            notes=tuple(note for each in group for note in each.notes if note.strip()),
            left_out=all(each.left_out for each in group),
        )


def _names_within(group: Sequence[PairSegment]) -> list[str]:
    """The names of a unit's segments, if all have one that is no inline code's."""
    own = [segment.id.removeprefix(f"{segment.unit}/") for segment in group]
    fitting = all(
        segment.id.startswith(f"{segment.unit}/") and _NAME.fullmatch(name) and name[0].isalpha()
        for segment, name in zip(group, own, strict=True)
    )
    return own if fitting else [""] * len(group)


def _names(groups: Iterable[Sequence[PairSegment]]) -> list[str]:
    """The names of units, as the file has them where XLIFF 2 could; no two are the same."""
    own = [group[0].unit or group[0].id for group in groups]
    numbered = [f"u{number}" for number in range(1, len(own) + 1)]
    kept = [
        name if _NAME.fullmatch(name) else number
        for name, number in zip(own, numbered, strict=True)
    ]
    return kept if len(set(kept)) == len(kept) else numbered


def _segment(segment: PairSegment, name: str) -> XliffSegment:
    return XliffSegment(
        id=name,
        source=segment.source,
        target=segment.target,
        codes=_codes(segment),
        state=segment.state if segment.target is not None else None,
        marks=segment.marks,
        after=segment.after,
    )


def _codes(segment: PairSegment) -> tuple[Code, ...]:
    """The codes with what they stand for; what the translation lacks could be deleted."""
    there = set(code_points(segment.target or segment.source))
    return tuple(
        replace(code, original=native(code.original))
        if code_point(number) in there
        else replace(code, original=native(code.original), can_delete=True, can_reorder=True)
        for number, code in enumerate(segment.codes)
    )


def native(written: str) -> str:
    """What a code stands for in its document, where the file says; else the code as it is."""
    found = _NATIVE.fullmatch(written)
    return unescaped(found["inner"]) if found else written


def _tmx(file: PairFile) -> bytes:
    _refuse_without_language(file, target=True)
    written = io.BytesIO()
    units = (_unit(each, file) for each in file.segments if each.target and not each.left_out)
    tmx.write(written, units, source_language=file.source_language)
    return written.getvalue()


def _unit(segment: PairSegment, file: PairFile) -> tmx.TmxUnit:
    returned = Mark.RETURNED in segment.marks
    return tmx.TmxUnit(
        source=segment.source,
        target=segment.target or "",
        source_language=file.source_language,
        target_language=file.target_language,
        codes=_codes(segment),
        state=UnitState.RETURNED if returned else UNIT_STATES[segment.state],
        id=segment.id,
    )


def _po(file: PairFile) -> bytes:
    header = {
        "Language": file.target_language.replace("-", "_"),
        "X-Source-Language": file.source_language,
    }
    pairs = [
        po.PoPair(
            id=segment.id,
            source=segment.source,
            target=segment.target or "",
            state=segment.state,
            marks=segment.marks,
            comments=segment.notes,
            placeholders=names(segment.codes),
        )
        for segment in file.segments
        if not segment.left_out
    ]
    return po.write_pairs(pairs, {name: value for name, value in header.items() if value})


def _table(delimiter: str) -> Write:
    return lambda file: delimited.table(_rows(file), delimiter)


def _rows(file: PairFile) -> Iterator[tuple[str, ...]]:
    sides = file.source_language, file.target_language
    asked = Languages(source=sides[0], target=sides[1])
    found = columns.understood(sides, asked) if all(sides) else None
    named = sides if found is not None and (found.source, found.target) == (0, 1) else None
    yield ("id", *(named or ("source", "target")), "state", "notes")
    for segment in file.segments:
        if segment.left_out:
            continue
        own = names(segment.codes)
        texts = (spelled(text, own) for text in (segment.source, segment.target or ""))
        empty = not segment.target
        state = columns.told(Standing(segment.state, segment.marks), empty=empty)
        yield (segment.id, *texts, state, "\n".join(segment.notes))


#: How pairs are written, by name.
PAIR_WRITERS: Final[Mapping[str, Write]] = MappingProxyType(
    {
        "csv": _table(","),
        "po": _po,
        "tmx": _tmx,
        "tsv": _table("\t"),
        "xliff": _xliff,
        "xliff12": _xliff12,
    }
)
