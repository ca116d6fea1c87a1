"""TMX 1.4b and older (LISA OSCAR): units of several variants, one of which is the source.

A unit without a variant in the language that is asked for gets one. How far a text has
come stands in a property, as in the files that we write (`x-state`) and as others say it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from types import MappingProxyType
from typing import Final, NamedTuple

from glossary.saying import say
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.bilingual import elements, splicing
from translations.formats.bilingual.base import (
    Languages,
    OpenPairs,
    PairFile,
    PairFormat,
    PairSegment,
    Translated,
)
from translations.formats.bilingual.coding import Coded, Markup, spelled
from translations.formats.bilingual.elements import Elements, escaped, with_attributes
from translations.formats.bilingual.inline_elements import (
    Manner,
    alone,
    half,
    halves,
    pair,
    shown,
)
from translations.formats.bilingual.splicing import Change, Edit, edited, inserted, prefix
from translations.formats.originals import markup
from translations.formats.originals.escaping import UNWRITABLE
from translations.formats.xliff_states import CONFIRMATIONS, Standing, confirmation, normal
from translations.model import CodeKind, Mark, State

_NAMESPACES: Final = ("", "http://www.lisa.org/tmx14")
_STATE, _THEIR_STATE = "x-state", "x-ConfirmationLevel"
#: What the property says of a text that has come nowhere, or is in doubt.
_DOUBTS: Final[Mapping[Mark, str]] = MappingProxyType(
    {Mark.OUTDATED: "outdated", Mark.RETURNED: "returned", Mark.NEEDS_LOOK: "needs-look"}
)
_READ: Final[Mapping[str, Standing]] = MappingProxyType(
    {
        **{state.value: Standing(state) for state in State},
        "abandoned": Standing(State.INITIAL),
        "outdated": Standing(State.INITIAL, frozenset({Mark.OUTDATED})),
        "returned": Standing(State.INITIAL, frozenset({Mark.RETURNED})),
        "needs-look": Standing(State.TRANSLATED, frozenset({Mark.NEEDS_LOOK})),
        **CONFIRMATIONS,
    }
)


class _Variant(NamedTuple):
    """A text of a unit: its element with what is in it, that of its text, and its language."""

    at: int
    text: int
    language: str
    inside: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    at: int
    segment: PairSegment
    pair: Coded
    source: _Variant
    target: _Variant | None
    variants: tuple[_Variant, ...]
    state: int | None  #: the property that says how far the target has come


# ---- reading --------------------------------------------------------------------------------


def _elements(data: bytes) -> Elements:
    file = elements.read(data, lambda namespace: namespace in _NAMESPACES)
    if file.names[file.root] != "tmx":
        name = file.tokens[file.root].name
        reason = say("The root is <%(name)s>, not <tmx>.", name=name)
        raise UnreadableDocument(reason, line=file.line(file.root))
    return file


def _find(file: Elements, languages: Languages) -> tuple[PairFile, list[_Unit]]:
    header, body = (file.first(file.root, name) for name in ("header", "body"))
    general = "" if header is None else file.attributes(header).get("srclang", "")
    every = [] if body is None else [(at, file.by_name(at)) for at in file.named(body, "tu")]
    variants = {at: tuple(_variants(file, inside)) for at, inside in every}
    wanted = languages.target or _other_language(file, variants, languages.source or general)
    units = []
    for number, (at, inside) in enumerate(every, 1):
        source = _source(file, at, variants[at], languages.source, general)
        if source is not None:
            units.append(_unit(file, at, inside, variants[at], source, wanted, str(number)))
    own = [unit.segment for unit in units]
    segments = splicing.named_apart(own)
    if segments is not own:
        units = [replace(unit, segment=each) for unit, each in zip(units, segments, strict=True)]
    spoken = next((unit.source.language for unit in units), languages.source)
    met = next((unit.target.language for unit in units if unit.target is not None), wanted)
    return PairFile(
        format="tmx",
        segments=tuple(segments),
        source_language=spoken,
        target_language=met,
        encoding=file.part.encoding,
        version=file.attributes(file.root).get("version", ""),
    ), units


def _variants(file: Elements, unit: Mapping[str, Sequence[int]]) -> Iterator[_Variant]:
    for variant in unit.get("tuv", ()):
        inside, facts = file.by_name(variant), file.attributes(variant)
        language = (facts.get("xml:lang") or facts.get("lang", "")).strip()
        if "seg" in inside and language:
            yield _Variant(variant, inside["seg"][0], language, inside)


def _source(
    file: Elements, at: int, variants: Sequence[_Variant], asked: str, general: str
) -> _Variant | None:
    """The variant that is the source: in the language asked for, or as the unit says."""
    if asked:
        return _in_language(variants, asked)
    said = file.attributes(at).get("srclang", general)
    return _in_language(variants, said) or next(iter(variants), None)


def _other_language(file: Elements, units: Mapping[int, Sequence[_Variant]], source: str) -> str:
    """The first language of the file that is not that of the sources."""
    for at, variants in units.items():
        own = _source(file, at, variants, "", source)
        for each in variants:
            if own is not None and each.language.lower() != own.language.lower():
                return each.language
    return ""


def _in_language(variants: Sequence[_Variant], wanted: str) -> _Variant | None:
    """The variant in a language, or else in another form of it: `uk-UA` for `uk`."""
    exact, base = _plain(wanted), _base(wanted)
    alike = None
    for each in variants:
        own = each.language
        if own == wanted or _plain(own) == exact:
            return each
        if alike is None and _base(own) == base:
            alike = each
    return alike


@lru_cache(maxsize=1024)
def _plain(language: str) -> str:
    return language.lower().replace("_", "-")


@lru_cache(maxsize=1024)
def _base(language: str) -> str:
    return _plain(language).partition("-")[0]


def _unit(
    file: Elements,
    at: int,
    inside: Mapping[str, Sequence[int]],
    variants: tuple[_Variant, ...],
    source: _Variant,
    wanted: str,
    number: str,
) -> _Unit:
    others = [each for each in variants if each is not source]
    target = _in_language(others, wanted) if wanted else None
    line = file.line(at)
    both = pair(file, source.text, None if target is None else target.text, _Described, line)
    state = _state(file, inside if len(variants) <= 2 else {}, target)
    standing = Standing(State.TRANSLATED if both.target else State.INITIAL)
    if state is not None and both.target:
        standing = _READ.get(file.text(state).strip(), standing)
    notes = [*inside.get("note", ()), *(target.inside.get("note", ()) if target else ())]
    segment = PairSegment(
        id=file.attributes(at).get("tuid", "") or number,
        source=both.source,
        target=both.target,
        codes=both.codes,
        state=standing.state,
        marks=standing.marks,
        notes=tuple([file.text(note).strip() for note in notes]),
        line=line,
    )
    return _Unit(
        at=at, segment=segment, pair=both, source=source, target=target, variants=variants,
        state=state,
    )  # fmt: skip


def _state(
    file: Elements, unit: Mapping[str, Sequence[int]], target: _Variant | None
) -> int | None:
    """The property that says how far a target has come: its own, or that of the unit."""
    own = () if target is None else target.inside.get("prop", ())
    for prop in (*own, *unit.get("prop", ())):
        if file.attributes(prop).get("type") in (_STATE, _THEIR_STATE):
            return prop
    return None


class _Described:
    """The codes of one text; a half is told by its number, and known by what it holds."""

    def __init__(self) -> None:
        self._opened: dict[str, str] = {}

    def __call__(self, file: Elements, at: int) -> Sequence[Markup]:
        name, facts = file.names[at], file.attributes(at)
        i, native = facts.get("i", ""), file.text(at)
        known = facts.get("x") or native
        manner = Manner(shown(facts.get("type", ""), native, f"{name} {i}".strip()))
        if name == "hi":
            return halves(file, at, (name, facts.get("x", ""), facts.get("type", "")), manner)
        if name == "bpt":
            self._opened[i] = known
            return self._half(file, at, CodeKind.START, i, known, manner)
        if name == "ept":
            return self._half(file, at, CodeKind.END, i, self._opened.get(i, known), manner)
        return alone(file, at, (name, known, facts.get("pos", "")), manner)

    @staticmethod
    def _half(
        file: Elements, at: int, kind: CodeKind, i: str, known: str, manner: Manner
    ) -> tuple[Markup]:
        (found,) = half(file, at, kind, ("pair", known), manner)
        return (found._replace(pair=i),)


# ---- writing --------------------------------------------------------------------------------


def _open(data: bytes, languages: Languages) -> OpenPairs:
    file = _elements(data)
    found, units = _find(file, languages)
    language = languages.target or found.target_language

    def write(targets: Mapping[str, Translated]) -> bytes:
        wanted = splicing.changes(found.segments, targets)
        return splicing.spliced(file.part, data, _all_edits(file, units, wanted, language))

    return OpenPairs(found, write)


def _all_edits(
    file: Elements, units: Sequence[_Unit], wanted: Mapping[str, Change], language: str
) -> list[Edit]:
    return [
        edit
        for unit in units
        if (change := wanted.get(unit.segment.id)) is not None
        for edit in _edits(file, unit, change, language)
    ]


def _edits(file: Elements, unit: _Unit, change: Change, language: str) -> Iterator[Edit]:
    text = None if change.target is None else _spelled(file, unit, change.target)
    if unit.target is None:
        yield _new_variant(file, unit, change, text or "", language)
        return
    if text is not None:
        yield from edited(file, unit.target.text, {}, text)
    if change.standing is not None:
        yield from _of_state(file, unit, unit.target, change.standing)


def _of_state(file: Elements, unit: _Unit, target: _Variant, standing: Standing) -> Iterator[Edit]:
    told = normal(standing, empty=False)
    if unit.state is not None:
        theirs = file.attributes(unit.state).get("type") == _THEIR_STATE
        yield from edited(file, unit.state, {}, confirmation(told) if theirs else _word(told))
    elif told != Standing(State.TRANSLATED):
        place = file.tokens[target.text].start
        space = splicing.indentation(file, target.text)
        yield Edit(place, place, _property(file, target.at, told) + space)


def _word(standing: Standing) -> str:
    doubt = next((word for mark, word in _DOUBTS.items() if mark in standing.marks), "")
    return doubt or standing.state.value


def _property(file: Elements, at: int, standing: Standing) -> str:
    name = f"{prefix(file, at)}prop"
    return f'<{name} type="{_STATE}">{_word(standing)}</{name}>'


def _new_variant(file: Elements, unit: _Unit, change: Change, text: str, language: str) -> Edit:
    if not language:
        reason = say("The file does not name the language of its translations; name it.")
        raise UnwritableTranslation(unit.segment.id, reason)
    own = prefix(file, unit.source.at)
    spoken = "xml:lang" if "xml:lang" in file.attributes(unit.source.at) else "lang"
    tag = with_attributes(f"<{own}tuv>", {spoken: language})
    told = change.standing
    # What the unit says of its state was said of no text, and would be taken for that of this one.
    is_usual = told == Standing(State.TRANSLATED) and unit.state is None
    state = "" if told is None or is_usual else _property(file, unit.source.at, told)
    written = f"{tag}{state}<{own}seg>{text}</{own}seg></{own}tuv>"
    return inserted(file, unit.variants[-1].at, written)


def _spelled(file: Elements, unit: _Unit, text: str) -> str:
    def write(piece: str) -> str:
        return escaped(UNWRITABLE.sub("\ufffd", piece), file.line_end)

    return spelled(text, _numbered(unit.pair), unit.segment.id, write)


def _numbered(pair: Coded) -> Coded:
    """With a number of its own for every pair: those of source and target may be the same."""
    if not pair.codes:
        return pair
    starts = {code.id: elements.attributes(_tag(pair.spellings[n])).get("i", "")
              for n, code in enumerate(pair.codes)
              if code.kind is CodeKind.START and n not in pair.elements}  # fmt: skip
    if len(set(starts.values())) == len(starts):
        return pair
    taken, free = set(starts.values()), (str(n) for n in count(1))
    met: Counter[str] = Counter()
    numbers = {}
    for name, i in starts.items():
        met[i] += 1
        numbers[name] = i if met[i] == 1 else next(n for n in free if n not in taken)
    spellings = tuple(
        _with_number(spelling, numbers[code.id]) if code.id in numbers else spelling
        for spelling, code in zip(pair.spellings, pair.codes, strict=True)
    )
    return replace(pair, spellings=spellings)


def _tag(written: str) -> str:
    return written[: markup.xml_tokens(written)[0].end]


def _with_number(written: str, number: str) -> str:
    tag = _tag(written)
    return with_attributes(tag, {"i": number}) + written[len(tag) :]


FORMAT: Final = PairFormat(
    name="tmx",
    title="TMX",
    extensions=(".tmx",),
    media_type="application/x-tmx+xml",
    open=_open,
    has_choice=True,
)
