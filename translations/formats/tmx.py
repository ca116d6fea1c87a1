"""TMX 1.4b (LISA OSCAR): units of translation memories, read and written one by one.

A `tu` with more than two variants is as many pairs. Inline elements become
codes; the same code in source and translation is told by its `x`, else by what
it holds. `hi` is transparent, `sub` is part of the code that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import BinaryIO, Final

from lxml import etree

from glossary.model import Voice
from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.inline import code_point, is_code
from translations.memory.model import Surroundings, UnitState
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind

ALL: Final = "*all*"  #: as language of the sources: any variant may be one
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TIME = "%Y%m%dT%H%M%SZ"
_PRIVATE = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")
#: Control characters and halves of characters, which no XML has.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: How other programs say what ours call a state.
_STATES: Mapping[str, UnitState] = MappingProxyType(
    {
        **{state.value: state for state in UnitState},
        "initial": UnitState.ABANDONED,
        "outdated": UnitState.ABANDONED,
        "needs-look": UnitState.TRANSLATED,
        "ApprovedSignOff": UnitState.FINAL,
        "ApprovedTranslation": UnitState.REVIEWED,
        "Translated": UnitState.TRANSLATED,
        "Draft": UnitState.ABANDONED,
        "RejectedTranslation": UnitState.RETURNED,
        "RejectedSignOff": UnitState.RETURNED,
    }
)
_STATE, _VOICE, _BEFORE, _AFTER = "x-state", "x-voice", "x-before", "x-after"
_THEIR_STATE = "x-ConfirmationLevel"
_NOWHERE = Surroundings()


@dataclass(frozen=True, slots=True, kw_only=True)
class TmxUnit:
    """A source text and its translation (coded texts), as a TMX file tells them."""

    source: str
    target: str
    source_language: str
    target_language: str
    codes: tuple[Code, ...] = ()  #: of the source first, then what only the translation has
    state: UnitState | None = None  #: none where the file does not say
    voice: Voice | None = None
    surroundings: Surroundings = _NOWHERE
    author: str = ""
    at: datetime | None = None
    id: str = ""
    line: int = field(default=0, compare=False)


# ---- reading --------------------------------------------------------------------------------


def read(file: BinaryIO, name: str = "TMX") -> Iterator[TmxUnit]:
    """Give the pairs of a file in their order; `UnreadableDocument` with the line that is wrong.

    Nothing is fetched, no entity is expanded, and a unit is forgotten once it was given.
    """
    elements = etree.iterparse(
        file,
        events=("start", "end"),
        tag=("tmx", "header", "tu"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    source_language = ALL
    seen = False
    try:
        for event, element in elements:
            if event == "start":
                seen = seen or _admit(element, name)
            elif element.tag == "header":
                source_language = element.get("srclang", ALL)
            elif element.tag == "tu":
                yield from _pairs(element, source_language)
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(
            say("%(why)s.", why=error.msg), place=name, line=error.lineno
        ) from None
    if not seen:
        raise UnreadableDocument(say("The file is no TMX: it has no element <tmx>."), place=name)


def _admit(element: etree._Element, name: str) -> bool:
    """Let a file in by its root."""
    root = element.getroottree().getroot()
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        reason = say("It declares entities; none may.")
        raise UnreadableDocument(reason, place=name, line=1)
    if root.tag != "tmx":
        found = etree.QName(root).localname
        reason = say("The root is <%(name)s>, not <tmx>.", name=found)
        raise UnreadableDocument(reason, place=name, line=int(root.sourceline or 1))
    return True


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _pairs(unit: etree._Element, default: str) -> Iterator[TmxUnit]:
    variants = [(_language(each), each) for each in unit.iterfind("tuv") if _language(each)]
    wanted = unit.get("srclang", default).lower()
    source = next((each for each in variants if each[0].lower() == wanted), None)
    if source is None:
        base = wanted.partition("-")[0]
        source = next((v for v in variants if v[0].lower().partition("-")[0] == base), None)
    if source is None and variants:
        source = variants[0]
    for each in variants:
        if source is not None and each is not source:
            yield _pair(unit, source, each)


def _pair(
    unit: etree._Element, source: tuple[str, etree._Element], target: tuple[str, etree._Element]
) -> TmxUnit:
    codes = _Codes()
    facts = _facts(unit) | _facts(target[1])
    texts = [codes.coded(each.find("seg")) for each in (source[1], target[1])]
    written = _STATES.get(facts.get(_STATE, "") or facts.get(_THEIR_STATE, ""))
    voice = facts.get(_VOICE, "")
    return TmxUnit(
        source=texts[0],
        target=texts[1],
        codes=tuple(codes.known),
        source_language=source[0],
        target_language=target[0],
        state=written,
        voice=Voice(voice) if voice in set(Voice) else None,
        surroundings=Surroundings(before=_number(facts, _BEFORE), after=_number(facts, _AFTER)),
        author=_first(("changeid", "creationid"), target[1], unit),
        at=_moment(_first(("changedate", "creationdate"), target[1], unit)),
        id=unit.get("tuid", ""),
        line=int(unit.sourceline or 0),
    )


def _language(variant: etree._Element) -> str:
    """The language of a variant; version 1.3 and older called it *lang*."""
    return str(variant.get(_LANGUAGE) or variant.get("lang") or "").strip()


def _facts(element: etree._Element) -> dict[str, str]:
    return {each.get("type", ""): each.text or "" for each in element.iterfind("prop")}


def _first(names: Sequence[str], *elements: etree._Element) -> str:
    found = (each.get(name) for each in elements for name in names)
    return str(next(filter(None, found), ""))


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _number(facts: Mapping[str, str], name: str) -> int | None:
    written = facts.get(name, "")
    return int(written) if re.fullmatch(r"-?[0-9]{1,10}", written) else None


class _Codes:
    """The codes of a pair: those of the source, then what only the translation has."""

    def __init__(self) -> None:
        self.known: list[Code] = []
        self._named: list[str] = []  #: the `x` of each
        self._free: list[int] = []  #: of the source, not yet met in the translation
        self._opened: dict[str, int] = {}  #: by the `i` of a pair, the code that opens it
        self._translating = False

    def coded(self, segment: etree._Element | None) -> str:
        """A segment as coded text; the second one is the translation."""
        self._opened = {}
        text = "" if segment is None else "".join(self._parts(segment))
        self._free, self._translating = list(range(len(self.known))), True
        return text

    def _parts(self, element: etree._Element) -> Iterator[str]:
        yield self._plain(element.text)
        for child in element:
            if child.tag == "hi":
                yield from self._parts(child)
            elif isinstance(child.tag, str):
                yield code_point(self._number(child))
            else:
                reason = say("The entity “%(name)s” is not known.", name=child.text or "")
                raise UnreadableDocument(reason, line=int(element.sourceline or 0))
            yield self._plain(child.tail)

    def _plain(self, text: str | None) -> str:
        """Text as it is; a private-use character of it is a code, for it would be taken for one."""
        return _PRIVATE.sub(lambda m: code_point(self._private(m[0])), text or "")

    def _private(self, character: str) -> int:
        code = Code(id=character, kind=CodeKind.PLACEHOLDER, original=character)
        return self._counterpart(code, "") if self._translating else self._add(code, "")

    def _number(self, element: etree._Element) -> int:
        i, x = element.get("i", ""), element.get("x", "")
        code = Code(
            id=i or f"{element.tag!s}-{len(self.known) + 1}",
            kind=_kind(element),
            original="".join(map(str, element.itertext())),
            display=element.get("type", ""),
        )
        number = self._counterpart(code, x) if self._translating else self._add(code, x)
        if element.tag == "bpt":
            self._opened[i] = number
        return number

    def _add(self, code: Code, x: str) -> int:
        self.known.append(code)
        self._named.append(x)
        return len(self.known) - 1

    def _counterpart(self, code: Code, x: str) -> int:
        """The code of the source that this one of the translation is, or a new one."""
        same = [n for n in self._free if self.known[n].kind is code.kind]
        opened = self._opened.get(code.id) if code.kind is CodeKind.END else None
        if opened is not None:
            pair = self.known[opened].id
            found = next((n for n in same if self.known[n].id == pair), None)
        else:
            named = (n for n in same if x and self._named[n] == x)
            alike = (n for n in same if self.known[n].original == code.original)
            found = next(iter((*named, *alike)), None)
        if found is None:
            own = code.id if opened is None else self.known[opened].id
            return self._add(replace(code, id=f"t{own}" if opened is None else own), x)
        self._free.remove(found)
        return found


def _kind(element: etree._Element) -> CodeKind:
    if element.tag == "bpt" or (element.tag == "it" and element.get("pos") == "begin"):
        return CodeKind.START
    if element.tag == "ept" or (element.tag == "it" and element.get("pos") == "end"):
        return CodeKind.END
    return CodeKind.PLACEHOLDER


# ---- writing --------------------------------------------------------------------------------


def write(
    file: BinaryIO,
    units: Iterable[TmxUnit],
    *,
    source_language: str = ALL,
    version: str = "",
    names: bool = True,
    notes: Sequence[str] = (),
    facts: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Write units as they come, and say how many; without `names` nobody is named in the file.

    `notes` and `facts` (as `prop`, by their types) are of the whole file.
    """
    header = {
        "creationtool": "workbench",
        "creationtoolversion": version or "0",
        "segtype": "sentence",
        "o-tmf": "workbench",
        "adminlang": "en",
        "srclang": source_language,
        "datatype": "unknown",
    }
    count = 0
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", {"version": "1.4"}):
            xml.write(_header(header, notes, facts))
            with xml.element("body"):
                for unit in units:
                    xml.write("\n", _unit(unit, names=names))
                    count += 1
    return count


def _header(
    attributes: Mapping[str, str], notes: Sequence[str], facts: Mapping[str, str]
) -> etree._Element:
    header = etree.Element("header", {name: _clean(fact) for name, fact in attributes.items()})
    for note in notes:
        etree.SubElement(header, "note").text = _clean(note)
    for kind, fact in facts.items():
        etree.SubElement(header, "prop", {"type": kind}).text = _clean(fact)
    return header


def _unit(unit: TmxUnit, *, names: bool) -> etree._Element:
    at = unit.at.astimezone(UTC).strftime(_TIME) if unit.at else ""
    facts = {
        "tuid": unit.id,
        "srclang": unit.source_language,
        "changedate": at,
        "changeid": unit.author if names else "",
    }
    written = etree.Element("tu", {name: _clean(fact) for name, fact in facts.items() if fact})
    for kind, value in _told(unit):
        etree.SubElement(written, "prop", {"type": kind}).text = value
    for language, text in (
        (unit.source_language, unit.source),
        (unit.target_language, unit.target),
    ):
        variant = etree.SubElement(written, "tuv", {_LANGUAGE: language})
        _fill(etree.SubElement(variant, "seg"), text, unit.codes)
    return written


def _told(unit: TmxUnit) -> Iterator[tuple[str, str]]:
    around = unit.surroundings
    yield from ((_STATE, unit.state.value),) if unit.state else ()
    yield from ((_VOICE, unit.voice.value),) if unit.voice else ()
    yield from ((_BEFORE, str(around.before)),) if around.before is not None else ()
    yield from ((_AFTER, str(around.after)),) if around.after is not None else ()


def _fill(segment: etree._Element, text: str, codes: Sequence[Code]) -> None:
    last: etree._Element | None = None
    present = {ord(each) - FIRST_CODE for each in text if is_code(each)}
    for part in re.split(f"({_PRIVATE.pattern})", text):
        number = ord(part) - FIRST_CODE if len(part) == 1 and is_code(part) else -1
        if 0 <= number < len(codes):
            last = _element(segment, number, codes, present)
        elif last is None:
            segment.text = (segment.text or "") + _clean(part)
        else:
            last.tail = (last.tail or "") + _clean(part)


def _element(
    segment: etree._Element, number: int, codes: Sequence[Code], present: set[int]
) -> etree._Element:
    code, partner = codes[number], _partner(number, codes)
    facts = {"x": str(number + 1)} | ({"type": _clean(code.display)} if code.display else {})
    if code.kind is CodeKind.PLACEHOLDER:
        name = "ph"
    elif partner is None or partner not in present:
        name = "it"
        facts["pos"] = "begin" if code.kind is CodeKind.START else "end"
    elif code.kind is CodeKind.START:
        name, facts["i"] = "bpt", str(number + 1)
    else:
        name, facts = "ept", {"i": str(partner + 1)}
    element = etree.SubElement(segment, name, facts)
    element.text = _clean(code.original)
    return element


def _partner(number: int, codes: Sequence[Code]) -> int | None:
    """The other half of a pair."""
    code = codes[number]
    return next((n for n, each in enumerate(codes) if each.id == code.id and n != number), None)


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
