"""Which columns of a table hold what, by its header; and a row as a pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from glossary.formats.headings import language_named
from glossary.saying import Message, say
from translations.formats.bilingual.base import Languages, PairSegment
from translations.formats.bilingual.coding import Coded, coded, pieces
from translations.formats.xliff_states import Standing, normal
from translations.model import Mark, State

#: What headings call a field, in the languages of those who make tables for translators.
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "source": "source,source text,source segment,original,original text,msgid,исходный текст,"
        "исходник,источник,оригинал,оригінал,вихідний текст,джерело",
        "target": "target,target text,target segment,translation,translated text,msgstr,перевод,"
        "переклад,tłumaczenie,übersetzung,traduction,traducción",
        "id": "id,identifier,key,name,string id,resname,unit,segment,number,no,№,ключ,номер",
        "state": "state,status,состояние,статус,стан",
        "note": "note,notes,comment,comments,context,description,developer comment,msgctxt,"
        "remark,remarks,комментарий,комментарии,примечание,примечания,коментар,коментарі,"
        "примітка,примітки,контекст",
    }
)
_FIELDS: Final = {word: field for field, words in _WORDS.items() for word in words.split(",")}
_TAG: Final = r"[A-Za-z]{2,3}[-_][A-Za-z]{2,4}(?![^\W_])"
_PARTS = re.compile(rf"{_TAG}|№|[^\W_]+")
#: How people write states that have other names with us.
_STATES: Final[Mapping[str, Standing]] = MappingProxyType(
    {
        **{state.value: Standing(state) for state in State},
        "new": Standing(State.INITIAL),
        "draft": Standing(State.INITIAL),
        "untranslated": Standing(State.INITIAL),
        "needs translation": Standing(State.INITIAL),
        "needs review": Standing(State.TRANSLATED),
        "done": Standing(State.TRANSLATED),
        "approved": Standing(State.REVIEWED),
        "signed off": Standing(State.REVIEWED),
        "fuzzy": Standing(State.INITIAL, frozenset({Mark.NEEDS_LOOK})),
    }
)
_MARKS: Final = {mark.value: mark for mark in (Mark.RETURNED, Mark.OUTDATED, Mark.NEEDS_LOOK)}

#: What a header has to name.
WANTED: Final = say(
    "The first row must name the columns: “source” and “target”, or two languages, such as "
    "“en” and “uk”."
)


class Columns(NamedTuple):
    """The places of columns, from 0."""

    source: int
    target: int
    id: int | None
    state: int | None
    notes: tuple[int, ...]
    languages: Languages


class _Heading(NamedTuple):
    field: str
    language: str


def understood(header: Sequence[str], languages: Languages) -> Columns | None:
    """What the columns of a header hold; nothing where no two of them can be a pair."""
    headings = [_understood(cell) for cell in header]
    source = _side(headings, "source", languages.source, taken=None)
    target = _side(headings, "target", languages.target, taken=source)
    if source is None or target is None or source == target:
        return None
    sides = source, target
    fields = ["" if at in sides else heading.field for at, heading in enumerate(headings)]
    spoken = [headings[at].language for at in sides]
    return Columns(
        source=source,
        target=target,
        id=fields.index("id") if "id" in fields else None,
        state=fields.index("state") if "state" in fields else None,
        notes=tuple(at for at, field in enumerate(fields) if field == "note"),
        languages=Languages(
            source=spoken[0] or languages.source, target=spoken[1] or languages.target
        ),
    )


def _side(
    headings: Sequence[_Heading], field: str, language: str, *, taken: int | None
) -> int | None:
    """The column of one side: of the language asked for, of this name, or of any language."""
    other = "target" if field == "source" else "source"
    free = [at for at, heading in enumerate(headings) if at != taken and heading.field != other]
    asked = [at for at in free if language and _is(headings[at].language, language)]
    named = [at for at in free if headings[at].field == field
             and (not headings[at].language or not language)]  # fmt: skip
    spoken = [at for at in free if headings[at].language and not headings[at].field]
    if language and spoken and not asked and not named:
        return None
    return next(iter([*asked, *named, *spoken]), None)


def _is(language: str, wanted: str) -> bool:
    own, other = (each.lower().replace("_", "-") for each in (language, wanted))
    return bool(own) and own.partition("-")[0] == other.partition("-")[0]


def _understood(heading: str) -> _Heading:
    """A heading by all its words, or by one of them beside a language."""
    words = _PARTS.findall(heading)
    if not words:
        return _Heading("", "")
    whole = " ".join(words).casefold()
    if whole in _FIELDS:
        return _Heading(_FIELDS[whole], "")
    spoken = [language_named(word) for word in words]
    if len(words) == 1:
        return _Heading("", spoken[0])
    fields = [_FIELDS.get(word.casefold(), "") for word in words]
    side = next((field for field in fields if field in ("source", "target")), "")
    language = next((each for each, field in zip(spoken, fields, strict=True)
                     if each and not field), "")  # fmt: skip
    return _Heading(side or next(filter(None, fields), ""), language)


def pair(
    cell: Callable[[int], str], columns: Columns, number: int, line: int
) -> tuple[PairSegment, Coded]:
    """A row as a segment; its id is that of its cell, or else its number."""
    target = cell(columns.target)
    name = "" if columns.id is None else cell(columns.id).strip()
    said = "" if columns.state is None else cell(columns.state)
    both = coded(pieces(cell(columns.source)), pieces(target) if target else None, line)
    standing = _standing(said) if target else Standing(State.INITIAL)
    segment = PairSegment(
        id=name or str(number),
        source=both.source,
        target=both.target,
        codes=both.codes,
        state=standing.state,
        marks=standing.marks,
        notes=tuple(note for at in columns.notes if (note := cell(at).strip())),
        line=line,
    )
    return segment, both


def _standing(written: str) -> Standing:
    """What a cell says of its row; a translation of which nothing is said is translated."""
    words = [" ".join(re.findall(r"[^\W_]+", part.casefold())) for part in written.split(",")]
    known = next((_STATES[word] for word in words if word in _STATES), Standing(State.TRANSLATED))
    marks = frozenset(mark for name, mark in _MARKS.items() if name.replace("-", " ") in words)
    return normal(Standing(known.state, known.marks | marks), empty=False)


def told(standing: Standing, *, empty: bool) -> str:
    """What a cell says of a standing."""
    state, marks = normal(standing, empty=empty)
    return ", ".join([state.value, *sorted(mark.value for mark in marks)])


def too_many(most: int) -> Message:
    """The refusal of a table that nobody translates row by row."""
    return say("The table has more than %(most)s cells. Split it into parts.", most=f"{most:,}")
