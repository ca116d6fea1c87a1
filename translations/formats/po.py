"""Gettext PO as pairs with their review state, read and written without loss.

polib reads and writes the entries. It is kept from what it gets wrong: it takes
a text for a path, breaks lines at characters that PO does not break at, and
passes silently over strings that never end and plural forms beyond the tenth.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polib

from glossary.model import Voice
from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.po_comments import OUR_WAY, OURS, our_comments, written_comment
from translations.formats.po_lines import Statement, decoded, statements
from translations.model import Mark, State
from translations.placeholders import coded, spelled


@dataclass(frozen=True, slots=True, kw_only=True)
class PoPair:
    """A source text and its translation (coded text), as a PO file tells them."""

    id: str  #: `msgctxt`, or the line of the `msgid` where there is none
    source: str
    target: str
    state: State = State.TRANSLATED
    marks: frozenset[Mark] = frozenset()
    comments: tuple[str, ...] = ()
    voice: Voice = Voice.NARRATION
    placeholders: tuple[str, ...] = ()  #: how the codes of the source are written, in their order
    line: int = field(default=0, compare=False)  #: of the `msgid`


def read_pairs(data: bytes) -> tuple[PoPair, ...]:
    """All pairs that are in use, or `UnreadableDocument` with the line that is no PO."""
    metadata, entries = _parsed(tuple(statements(decoded(data))))
    read = _our_pairs if metadata.get(OURS) == OUR_WAY else _foreign_pairs
    return tuple(pair for entry in entries for pair in read(entry))


def write_pairs(pairs: Iterable[PoPair], header: Mapping[str, str], note: str = "") -> bytes:
    """A PO file in UTF-8 that `read_pairs` reads back; `note` stands as a comment at its top."""
    written = polib.POFile(wrapwidth=0, encoding="utf-8")
    written.header = note
    written.metadata = {
        **{name: " ".join(value.split()) for name, value in header.items()},
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        OURS: OUR_WAY,
    }
    written.extend(_entry(pair) for pair in pairs)
    return f"{written}".encode()


# ---- reading: lines to entries --------------------------------------------------------------

#: What Python takes for the end of a line, and PO does not.
_FALSE_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PLANE_16 = range(0x10FFFD, 0x100000, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    context: str
    source: str
    plural: str
    forms: tuple[str, ...]  #: the `msgstr`, or all of them by number
    fuzzy: bool
    notes: tuple[str, ...]  #: lines of the translators' comment
    facts: Mapping[str, str]  #: `name: value` of the extracted comment
    line: int

    @property
    def id(self) -> str:
        return self.context or str(self.line)


def _parsed(lines: tuple[Statement, ...]) -> tuple[Mapping[str, str], list[_Entry]]:
    """The header and the entries in use."""
    rows = [""] * (lines[-1].number if lines else 0)
    for number, _, line in lines:
        rows[number - 1] = line
    text = "\n".join(rows)
    free = (chr(point) for point in _PLANE_16 if chr(point) not in text)
    hidden = {ord(char): ord(next(free)) for char in _FALSE_BREAKS if char in text}
    parsed = _polib(text.translate(hidden))
    shown = {stand_in: char for char, stand_in in hidden.items()}
    begins = [number for number, keyword, _ in lines if keyword == "msgid"]
    if len(begins) - len(parsed) not in (0, 1):  # pragma: no cover; one is the header
        reason = say(
            "Of %(count)s entries only %(read)s can be read.", count=len(begins), read=len(parsed)
        )
        raise UnreadableDocument(reason)
    entries = [
        _shown(entry, shown, begins[bisect_left(begins, entry.linenum or 0)])
        for entry in parsed
        if not entry.obsolete
    ]
    return parsed.metadata, entries


def _polib(text: str) -> polib.POFile:
    """Polib's reading of a text; the line end keeps it from taking the text for a path."""
    try:
        return polib.pofile(f"{text}\n", encoding="utf-8")
    except OSError as error:
        line = re.search(r"line (\d+)", str(error))
        reason = say("This line stands where PO does not expect it.")
        raise UnreadableDocument(reason, line=int(line[1]) if line else None) from error


def _shown(entry: polib.POEntry, shown: Mapping[int, int], line: int) -> _Entry:
    """Polib's entry as a value, with the characters that were hidden from it."""
    forms = [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] or [entry.msgstr]
    facts = (row.split(": ", 1) for row in entry.comment.split("\n") if ": " in row)
    notes = entry.tcomment.translate(shown)
    return _Entry(
        context=(entry.msgctxt or "").translate(shown),
        source=entry.msgid.translate(shown),
        plural=entry.msgid_plural.translate(shown),
        forms=tuple(form.translate(shown) for form in forms),
        fuzzy="fuzzy" in entry.flags,
        notes=tuple(notes.split("\n")) if notes else (),
        facts=dict(facts),
        line=line,
    )


# ---- entries to pairs -----------------------------------------------------------------------


def _foreign_pairs(entry: _Entry) -> Iterator[PoPair]:
    """An entry of somebody's file: what is written is the text, plural forms are pairs."""
    comments = ("\n".join(entry.notes),) if entry.notes else ()
    for number, target in enumerate(entry.forms):
        singular = not entry.plural or (number == 0 and len(entry.forms) > 1)
        yield PoPair(
            id=f"{entry.id}[{number}]" if entry.plural else entry.id,
            source=entry.source if singular else entry.plural,
            target=target,
            state=State.INITIAL if entry.fuzzy or not target else State.TRANSLATED,
            comments=comments,
            line=entry.line,
        )


def _our_pairs(entry: _Entry) -> Iterator[PoPair]:
    """An entry that we wrote, whatever an editor for PO did to it since."""
    placeholders = tuple(entry.facts.get("codes", "").split())
    target = entry.forms[0]
    yield PoPair(
        id=entry.id,
        source=coded(entry.source, placeholders),
        target=coded(target, placeholders),
        state=_state(entry, translated=bool(target)),
        marks=frozenset(m for m in Mark if m in entry.facts.get("marks", "").split(", ")),
        comments=our_comments(entry.notes),
        voice=_voice(entry.facts.get("voice", "")),
        placeholders=placeholders,
        line=entry.line,
    )


def _state(entry: _Entry, *, translated: bool) -> State:
    """The state that we wrote, unless an editor set or took away the flag "fuzzy"."""
    written = entry.facts.get("state", "")
    state = State(written) if written in set(State) else State.TRANSLATED
    if entry.fuzzy:
        return State.INITIAL
    return State.TRANSLATED if state is State.INITIAL and translated else state


def _voice(written: str) -> Voice:
    return Voice(written) if written in set(Voice) else Voice.NARRATION


# ---- writing --------------------------------------------------------------------------------


def _entry(pair: PoPair) -> polib.POEntry:
    target = spelled(pair.target, pair.placeholders)
    return polib.POEntry(
        msgctxt=pair.id,
        msgid=spelled(pair.source, pair.placeholders),
        msgstr=target,
        flags=["fuzzy"] if pair.state is State.INITIAL and target else [],
        tcomment="\n".join(written_comment(comment) for comment in pair.comments),
        comment="\n".join(_facts(pair)),
    )


def _facts(pair: PoPair) -> Iterator[str]:
    yield f"state: {pair.state}"
    if pair.marks:
        yield f"marks: {', '.join(sorted(pair.marks))}"
    if pair.voice is not Voice.NARRATION:
        yield f"voice: {pair.voice}"
    if pair.placeholders:
        yield f"codes: {' '.join(pair.placeholders)}"
