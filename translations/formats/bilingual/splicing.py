"""What changes in a file of pairs: ranges of its text, and what stands there instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from glossary.saying import say
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.bilingual.base import PairSegment, Translated
from translations.formats.bilingual.elements import Elements, with_attributes
from translations.formats.originals.base import Part
from translations.formats.originals.markup import Kind
from translations.formats.xliff_states import Standing, normal


class Edit(NamedTuple):
    """A range of a text, and what stands there instead."""

    start: int
    end: int
    text: str


class Change(NamedTuple):
    """What is to be written of a segment; None for what stays."""

    target: str | None
    standing: Standing | None


def changes(
    segments: Iterable[PairSegment], targets: Mapping[str, Translated]
) -> dict[str, Change]:
    """What differs from the file, by segment; `UnwritableTranslation` for one that it lacks."""
    known = {segment.id: segment for segment in segments}
    found = {}
    for name, wanted in targets.items():
        segment = known.get(name)
        if segment is None:
            raise UnwritableTranslation(name, say("The file has no such segment."))
        if (change := _change(segment, wanted)) is not None:
            found[name] = change
    return found


def _change(segment: PairSegment, wanted: Translated) -> Change | None:
    is_new = wanted.target != (segment.target or "")
    standing = None
    if wanted.state is not None:
        asked = normal(Standing(wanted.state, wanted.marks), empty=not wanted.target)
        was = normal(Standing(segment.state, segment.marks), empty=not segment.target)
        standing = asked if asked != was or is_new else None
    if not is_new and standing is None:
        return None
    return Change(wanted.target if is_new else None, standing)


def spliced(part: Part, data: bytes, edits: Collection[Edit]) -> bytes:
    """The file with its edits; the very bytes where there are none."""
    if not edits:
        return data
    if part.text.encode(part.encoding) != data:
        reason = say("Its encoding would not give back the same bytes; save it as UTF-8.")
        raise UnreadableDocument(reason)
    return part.encoded(replaced(part.text, edits))


def refuse_unencodable(text: str, encoding: str, unit: str) -> None:
    """Refuse a translation with a character that the encoding of its file has no bytes for."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        reason = say(
            "“%(character)s” cannot be written in the encoding of the file, %(encoding)s; "
            "save the file as UTF-8.",
            character=text[error.start],
            encoding=encoding.upper(),
        )
        raise UnwritableTranslation(unit, reason) from error


def replaced(text: str, edits: Iterable[Edit]) -> str:
    """A text with its edits, none of which overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def named_apart(segments: Sequence[PairSegment]) -> Sequence[PairSegment]:
    """Segments no two of which have the same id."""
    names = [segment.id for segment in segments]
    apart = told_apart(names)
    if apart == names:
        return segments
    return [replace(segment, id=name) for segment, name in zip(segments, apart, strict=True)]


def told_apart(names: Sequence[str]) -> list[str]:
    """Names of which no two are the same: those that are there already get a number."""
    taken = set(names)
    if len(taken) == len(names):
        return list(names)
    numbered: dict[str, Iterator[str]] = {}
    found = []
    for name in names:
        if name not in numbered:
            numbered[name] = (f"{name}#{n}" for n in count(2))
            found.append(name)
        else:
            own = next(each for each in numbered[name] if each not in taken)
            taken.add(own)
            found.append(own)
    return found


# ---- elements -------------------------------------------------------------------------------


def edited(
    file: Elements, at: int, attributes: Mapping[str, str | None], content: str | None
) -> Iterator[Edit]:
    """An element with other attributes and another content; None leaves it as it is."""
    tag = file.markup(at)
    written = with_attributes(tag, attributes) if attributes else tag
    token = file.tokens[at]
    if token.kind is Kind.EMPTY and content:
        opened = f"{written[:-2].rstrip()}>"
        yield Edit(token.start, token.end, f"{opened}{content}</{token.name}>")
        return
    if written != tag:
        yield Edit(token.start, token.end, written)
    if content is not None and token.kind is Kind.START:
        yield Edit(*file.inner(at), content)


def inserted(file: Elements, after: int, written: str) -> Edit:
    """An element of its own line behind another, if that stands on a line of its own."""
    place = file.tokens[file.end(after)].end
    return Edit(place, place, indentation(file, after) + written)


def indentation(file: Elements, at: int) -> str:
    """The line end and the white space that stand before an element; nothing if text does."""
    before = file.tokens[at - 1]
    space = file.source[before.start : before.end]
    if before.kind is not Kind.TEXT or not space.isspace():
        return ""
    start = max(space.rfind("\n"), 0)
    return space[start - (space[start - 1 : start] == "\r") :] if "\n" in space else ""


def prefix(file: Elements, at: int) -> str:
    """The prefix of an element as it is written, with its colon."""
    name, colon, _ = file.tokens[at].name.rpartition(":")
    return name + colon
