"""Gettext PO and its templates: a translation is a `msgstr`, a plural one segment a form.

PO has one word for a text in doubt, the flag "fuzzy". Our own files say more in
comments (`translations.formats.po`), which are kept up to date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from glossary.saying import say
from translations import placeholders
from translations.errors import UnreadableDocument
from translations.formats import gate
from translations.formats.bilingual import po_usual, splicing
from translations.formats.bilingual.base import (
    Languages,
    OpenPairs,
    PairFile,
    PairFormat,
    PairSegment,
    Translated,
)
from translations.formats.bilingual.coding import Coded, coded, pieces, refuse_faulty, spelled
from translations.formats.bilingual.po_entries import (
    FUZZY,
    Comment,
    Entry,
    Statement,
    entries,
    flags,
    header,
    quoted,
)
from translations.formats.bilingual.splicing import Change, Edit
from translations.formats.originals.base import Part
from translations.formats.po_comments import OUR_WAY, OURS, our_comments
from translations.formats.po_lines import as_written, even, statements
from translations.formats.xliff_states import Standing, normal
from translations.model import Code, CodeKind, Mark, State

_FORMS = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;")
_LINE_END = re.compile(r"\r\n|\r|\n")


class _Place(NamedTuple):
    """A segment, its entry, and the form that it is in."""

    segment: PairSegment
    pair: Coded
    entry: Entry
    form: int
    statement: Statement | None  #: none where the file has no such form yet
    names: tuple[str, ...] | None  #: of codes, in our own files


class _Found(NamedTuple):
    file: PairFile
    part: Part
    places: list[_Place]


# ---- reading --------------------------------------------------------------------------------


def _find(data: bytes) -> _Found:
    gate.refuse_by_size(data)
    text, encoding = as_written(data)
    part = Part(name="", text=text, encoding=encoding)
    every = _entries(text)
    facts = header(every)
    ours = facts.get(OURS) == OUR_WAY
    stated = _FORMS.match(facts.get("Plural-Forms", ""))
    forms = int(stated[1]) if stated else 0
    in_use = [entry for number, entry in enumerate(every) if number or not entry.is_header]
    places = [
        place
        for number, entry in enumerate(in_use, 1)
        for place in _places(entry, str(number), forms, ours=ours)
    ]
    own = [place.segment for place in places]
    segments = splicing.named_apart(own)
    if segments is not own:
        pairs = zip(places, segments, strict=True)
        places = [place._replace(segment=each) for place, each in pairs]
    file = PairFile(
        format="po",
        segments=tuple(segments),
        source_language=facts.get("X-Source-Language", ""),
        target_language=facts.get("Language", "").replace("_", "-"),
        encoding=part.encoding,
    )
    return _Found(file, part, places)


def _entries(text: str) -> list[Entry]:
    every = po_usual.entries(text)
    if every is None:
        for _statement in statements(even(text)):
            pass
        every = list(entries(text))
    if not every and not text.strip("\ufeff \t\r\n"):
        raise UnreadableDocument(say("The file has only white space; there is no text."))
    return every


def _places(entry: Entry, number: str, forms: int, *, ours: bool) -> Iterator[_Place]:
    if entry.plural is None:
        yield _place(entry, number, 0, entry.forms[0], ours=ours)
        return
    own = {statement.form: statement for statement in entry.forms}
    for form in range(max(forms, max(own) + 1)):
        yield _place(entry, number, form, own.get(form), ours=ours)


def _place(
    entry: Entry, number: str, form: int, statement: Statement | None, *, ours: bool
) -> _Place:
    source = entry.plural if entry.plural is not None and form else entry.source
    target = (statement.text or None) if statement is not None else None
    facts = _facts(entry) if ours else None
    names = None if facts is None else tuple(facts.get("codes", "").split())
    pair = _coded(source.text, target, names, source.line)
    standing = _standing(entry, facts) if target else Standing(State.INITIAL)
    unit = entry.context or number
    segment = PairSegment(
        id=f"{unit}[{form}]" if entry.plural is not None else unit,
        source=pair.source,
        target=pair.target,
        codes=pair.codes,
        state=standing.state,
        marks=standing.marks,
        notes=() if form else tuple(_notes(entry, ours=ours)),
        unit=unit if entry.plural is not None else "",
        line=source.line,
    )
    return _Place(segment, pair, entry, form, statement, names)


def _notes(entry: Entry, *, ours: bool) -> Iterator[str]:
    if not entry.comments:
        return
    own = entry.comments_of("")
    if ours:
        yield from our_comments(tuple(own)) if own else ()
        return
    for rows in (own, entry.comments_of(".")):
        if told := "\n".join(rows).strip():
            yield told


def _facts(entry: Entry) -> dict[str, str]:
    """What our own files say of an entry."""
    rows = (row.split(": ", 1) for row in entry.comments_of(".") if ": " in row)
    return dict(rows)


def _coded(source: str, target: str | None, names: tuple[str, ...] | None, line: int) -> Coded:
    if names is None:
        return coded(pieces(source), None if target is None else pieces(target), line)
    return Coded(
        source=placeholders.coded(source, names),
        target=None if target is None else placeholders.coded(target, names),
        codes=tuple(_code(name) for name in names),
        spellings=names,
        elements=frozenset(n for n, name in enumerate(names) if not name.endswith("/>")),
    )


def _code(name: str) -> Code:
    kind = CodeKind.START
    if name.endswith("/>"):
        kind = CodeKind.PLACEHOLDER
    elif name.startswith("</"):
        kind = CodeKind.END
    return Code(id=name.strip("</>"), kind=kind, original=name, display=name)


def _standing(entry: Entry, facts: Mapping[str, str] | None) -> Standing:
    """How far a translation has come; a previous source says why it is in doubt."""
    if facts is None:
        if not entry.is_fuzzy:
            return Standing(State.TRANSLATED)
        mark = Mark.OUTDATED if entry.comments_of("|") else Mark.NEEDS_LOOK
        return Standing(State.INITIAL, frozenset({mark}))
    said = facts.get("state", "")
    marks = frozenset(mark for mark in Mark if mark in facts.get("marks", "").split(", "))
    state = State(said) if said in set(State) and said != State.INITIAL else State.TRANSLATED
    return Standing(State.INITIAL if entry.is_fuzzy else state, marks)


# ---- writing --------------------------------------------------------------------------------


def _written(data: bytes, found: _Found, targets: Mapping[str, Translated]) -> bytes:
    wanted = splicing.changes(found.file.segments, targets)
    line_end = (_LINE_END.search(found.part.text) or ["\n"])[0]
    edits: list[Edit] = []
    for group in _by_entry(found.places):
        if any(place.segment.id in wanted for place in group):
            edits += _edits(found.part, group, wanted, line_end)
    return splicing.spliced(found.part, data, edits)


def _by_entry(places: Sequence[_Place]) -> Iterator[list[_Place]]:
    """The places of each entry, which stand together."""
    group: list[_Place] = []
    for place in places:
        if group and place.entry is not group[0].entry:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _edits(
    part: Part, group: Sequence[_Place], wanted: Mapping[str, Change], line_end: str
) -> Iterator[Edit]:
    own = [wanted.get(place.segment.id) for place in group]
    written = [
        None if change is None or change.target is None else _spelled(part, place, change.target)
        for place, change in zip(group, own, strict=True)
    ]
    yield from _of_forms(group, written, line_end)
    if any(change is not None and change.standing is not None for change in own):
        yield from _of_state(part, group, own, line_end)


def _spelled(part: Part, place: _Place, text: str) -> str:
    unit = place.segment.id
    if place.names is None:
        written = spelled(text, place.pair, unit, str)
    else:
        refuse_faulty(text, place.pair, unit)
        written = placeholders.spelled(text, place.names)
    splicing.refuse_unencodable(written, part.encoding, unit)
    return written


def _of_forms(
    group: Sequence[_Place], written: Sequence[str | None], line_end: str
) -> Iterator[Edit]:
    """The strings of an entry; forms that the file lacks are added when one of them has words."""
    entry = group[0].entry
    wrapped = entry.source.is_wrapped
    for place, text in zip(group, written, strict=True):
        if place.statement is not None and text is not None:
            stated = place.statement
            string = quoted(text, line_end, wrapped=wrapped or stated.is_wrapped)
            yield Edit(stated.start, stated.end, string)
    lacking = [n for n, place in enumerate(group) if place.statement is None]
    last = max((n for n in lacking if written[n]), default=None)
    if last is not None:
        at = entry.forms[-1].end
        for number in [n for n in lacking if n <= last]:
            string = quoted(written[number] or "", line_end, wrapped=wrapped)
            yield Edit(at, at, f"{line_end}msgstr[{group[number].form}] {string}")


def _of_state(
    part: Part, group: Sequence[_Place], own: Sequence[Change | None], line_end: str
) -> Iterator[Edit]:
    """The flag of an entry, which is in doubt where one of its forms is; and what ours say."""
    standings = [
        _after(place.segment, change)
        for place, change in zip(group, own, strict=True)
        if _has_text(place.segment, change)
    ]
    entry, is_ours = group[0].entry, group[0].names is not None
    doubtful = any(_is_doubtful(standing, ours=is_ours) for standing in standings)
    if is_ours:
        told = standings[0] if standings else Standing(State.INITIAL)
        marks = ", ".join(sorted(told.marks))
        yield from _fact(part, entry, "state", told.state.value, line_end)
        yield from _fact(part, entry, "marks", marks, line_end)
    if doubtful != entry.is_fuzzy:
        yield _flagged(entry, line_end) if doubtful else _unflagged(entry)


def _after(segment: PairSegment, change: Change | None) -> Standing:
    if change is not None and change.standing is not None:
        return change.standing
    return Standing(segment.state, segment.marks)


def _has_text(segment: PairSegment, change: Change | None) -> bool:
    return bool(segment.target if change is None or change.target is None else change.target)


def _is_doubtful(standing: Standing, *, ours: bool) -> bool:
    told = normal(standing, empty=False)
    return told.state is State.INITIAL or (Mark.NEEDS_LOOK in told.marks and not ours)


def _flagged(entry: Entry, line_end: str) -> Edit:
    for comment in entry.comments:
        if comment.mark == ",":
            at = comment.start
            return Edit(at, at + 2, f"#, {FUZZY},") if flags(comment) else _line(comment, line_end)
    previous = next((each.start for each in entry.comments if each.mark == "|"), entry.start)
    return Edit(previous, previous, f"#, {FUZZY}{line_end}")


def _line(comment: Comment, line_end: str) -> Edit:
    return Edit(comment.start, comment.end, f"#, {FUZZY}{line_end}")


def _unflagged(entry: Entry) -> Edit:
    comment = next(each for each in entry.comments if each.mark == "," and FUZZY in flags(each))
    kept = [flag for flag in flags(comment) if flag != FUZZY]
    if not kept:
        return Edit(comment.start, comment.end, "")
    at = comment.start
    return Edit(at, at + len(comment.text), f"#, {', '.join(kept)}")


def _fact(part: Part, entry: Entry, name: str, value: str, line_end: str) -> Iterator[Edit]:
    """A comment of ours that says something of the entry: written, added, or taken away."""
    row = f"#. {name}: {value}{line_end}" if value else ""
    for comment in entry.comments:
        if comment.mark == "." and comment.words.startswith(f"{name}: "):
            if part.text[comment.start : comment.end] != row:
                yield Edit(comment.start, comment.end, row)
            return
    if row:
        after = [each.end for each in entry.comments if each.mark == "."]
        at = after[-1] if after else entry.start
        yield Edit(at, at, row)


def _open(data: bytes, languages: Languages) -> OpenPairs:
    del languages  # a file has one pair, and says which
    found = _find(data)
    return OpenPairs(found.file, partial(_written, data, found))


FORMAT: Final = PairFormat(
    name="po",
    title="Gettext PO",
    extensions=(".po", ".pot"),
    media_type="text/x-gettext-translation",
    open=_open,
)
