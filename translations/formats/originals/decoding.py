"""The gate of HTML and XML: bytes become a text that gives back these bytes, or are refused.

XML is proved well-formed by expat, which expands nothing and fetches nothing;
no file may declare entities.
"""

from __future__ import annotations

import codecs
import re
from typing import Final
from xml.parsers import expat

from glossary.saying import Message, say
from translations.errors import UnreadableDocument
from translations.formats import gate
from translations.formats.gate import line_of
from translations.formats.originals import markup
from translations.formats.originals.base import Part
from translations.formats.originals.markup import NONE, Tree, Whole

#: As many tags and entities, and as deep an element, as a file may have.
MOST_TAGS: Final = 2_000_000
MOST_ENTITIES: Final = 1_000_000
DEEPEST: Final = 200
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
#: How far from the beginning of a page its encoding is looked for, in bytes.
_HEAD: Final = 4096
#: What the HTML standard reads in the place of other names (WHATWG Encoding).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
#: Encodings in which a mark of markup may be a part of another character, or that run code.
_REFUSED = ("utf-7", "utf-32", "iso2022", "hz", "unicode", "raw", "idna", "punycode", "utf-8-sig")


def html_part(data: bytes, name: str = "") -> Part:
    """A page, decoded as browsers would: by its mark, by what it declares, or as what it seems."""
    gate.refuse_by_size(data, name)
    text, encoding = _decoded(data, name)
    gate.refuse_nul(text, name)
    _refuse_many(text, name)
    return Part(name=name, text=text, encoding=encoding)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), encoding
    head = _COMMENT.sub(b"", data[:_HEAD])
    declared = _DECLARED.match(head) or _META.search(head)
    if declared is not None and (known := _known(declared[1].decode("ascii", "replace"))):
        for encoding in dict.fromkeys((_MEANT.get(known, known), known)):
            if (text := _same(data, encoding)) is not None:
                return text, encoding
    if (text := _same(data, "utf-8")) is not None:
        return text, "utf-8"
    if declared is None and (text := _same(data, "cp1252")) is not None and not _is_cyrillic(data):
        return text, "cp1252"
    found = gate.decode(data, name)
    return found.text, found.encoding


def _is_cyrillic(data: bytes) -> bool:
    try:
        return gate.decode(data).encoding in ("windows-1251", "koi8-r", "koi8-u")
    except UnreadableDocument:
        return False


def _known(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return "" if name.startswith(_REFUSED) else "utf-8" if name.startswith("utf-16") else name


def _same(data: bytes, encoding: str) -> str | None:
    """The text, if it gives back the very bytes."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except (UnicodeError, LookupError, ValueError):
        return None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        reason = say(
            "Byte %(byte)s cannot be read as %(encoding)s.",
            byte=str(error.start + 1),
            encoding=encoding.upper(),
        )
        raise UnreadableDocument(reason, place=name, line=line_of(before, len(before))) from error


def xml_part(data: bytes, name: str = "") -> Part:
    """A text of well-formed XML without declared entities; else what is wrong, and where."""
    gate.refuse_by_size(data, name)
    encoding = next((each for mark, each in _MARKS if data.startswith(mark)), "")
    if not encoding and data[:4] in (b"<\0?\0", b"\0<\0?"):
        encoding = "utf-16-le" if data[0] else "utf-16-be"
    if not encoding:
        declared = _DECLARED.match(data[:_HEAD])
        label = declared[1].decode("ascii") if declared else "utf-8"
        encoding = _known(label)
        if not encoding:
            reason = say(
                "Its encoding “%(encoding)s” is not read; save it as UTF-8.", encoding=label
            )
            raise UnreadableDocument(reason, place=name, line=1)
    text = _strictly(data, encoding, name)
    _refuse_many(text, name)
    _prove(data, name)
    return Part(name=name, text=text, encoding=encoding)


def _prove(data: bytes, name: str) -> None:
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except _EntityDeclaredError as error:
        reason = say("It declares entities; none may.")
        raise UnreadableDocument(reason, place=name, line=parser.CurrentLineNumber) from error
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code) or ""
        reason = say("This is no well-formed XML: %(why)s.", why=why)
        raise UnreadableDocument(reason, place=name, line=error.lineno) from error
    except (ValueError, LookupError) as error:
        reason = say("This is no well-formed XML: %(why)s.", why=str(error))
        raise UnreadableDocument(reason, place=name, line=1) from error


class _EntityDeclaredError(Exception):
    """Carries the refusal out of the parser."""


def _refuse_entity(*_declared: object) -> None:
    raise _EntityDeclaredError


def _refuse_many(text: str, name: str) -> None:
    if text.count("<") > MOST_TAGS:
        reason = say("It has more than %(most)s tags. Split it into parts.", most=str(MOST_TAGS))
        raise UnreadableDocument(reason, place=name)
    if text.count("&") > MOST_ENTITIES:
        reason = say(
            "It has more than %(most)s entities. Split it into parts.", most=str(MOST_ENTITIES)
        )
        raise UnreadableDocument(reason, place=name)


def xml_tree(part: Part, whole: Whole = NONE) -> Tree:
    """The tokens of XML; refused where it nests too deep for the programs that would read it."""
    found = markup.tree(part.text, DEEPEST, whole)
    if found.too_deep is not None:
        raise too_deep(part, found.too_deep)
    return found


def too_deep(part: Part, at: int) -> UnreadableDocument:
    """The refusal of an element that stands in too many others."""
    reason: Message = say("Its elements nest more than %(most)s deep.", most=str(DEEPEST))
    return UnreadableDocument(reason, place=part.name, line=line_of(part.text, at))
