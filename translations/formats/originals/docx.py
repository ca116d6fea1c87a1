"""DOCX (Office Open XML, ECMA-376): the body, headers, footers, notes, and what pictures say.

Comments, and what tracked changes deleted, stay in the file and are nobody's
concern. What a text box says twice, for new programs and for old ones, is one
block. What would run or fetch something is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from glossary.saying import Message, say
from translations.errors import UnreadableDocument
from translations.formats.gate import line_of
from translations.formats.originals import archive, decoding, markup, xml_texts
from translations.formats.originals.archive import Archive
from translations.formats.originals.base import Found, OriginalFormat, Part, Place
from translations.formats.originals.docx_paragraphs import RUN, Story, descriptions, paragraph
from translations.formats.originals.markup import Kind, Token, attribute

_NAMESPACES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
}
_CORE: Final = {"http://purl.org/dc/elements/1.1/": "dc"}
#: Of a part with more text boxes each form is a block of its own.
_MOST_FALLBACKS: Final = 2_000
_TYPES: Final = "[Content_Types].xml"
#: The stories of a document in the order in which they are translated.
_STORIES: Final = ("document", "footnotes", "endnotes", "header", "footer")
_STORY = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.)"
    r"(document|template|footnotes|endnotes|header|footer)(?:\.main)?\+xml"
)
_MACROS = re.compile(r"macroEnabled|vbaProject", re.IGNORECASE)
_STYLE = re.compile(
    r"<(?:\w+:)?style\s[^>]*styleId\s*=\s*[\"']([^\"']*)[\"'][^>]*>.*?"
    r"<(?:\w+:)?name\s[^>]*val\s*=\s*[\"']([^\"']*)",
    re.DOTALL,
)


def find(data: bytes, _language: str) -> Found:
    """The places of a document's paragraphs; `UnreadableDocument` with member and line."""
    opened = Archive(data)
    if _TYPES not in opened:
        raise UnreadableDocument(say("This is no Word document (DOCX)."))
    names = list(_stories(opened))
    styles = _styles(opened)
    parts: list[Part] = []
    places: list[Place] = []
    for name in names:
        part = decoding.xml_part(opened.read(name), name)
        places += _places(part, len(parts), styles)
        parts.append(part)
    if "docProps/core.xml" in opened:
        part = decoding.xml_part(opened.read("docProps/core.xml"), "docProps/core.xml")
        tokens = xml_texts.tokens(part, xml_texts.prefixes(part, _CORE))
        places += xml_texts.elements(part, len(parts), tokens, {"dc:title"}, role="title")
        parts.append(part)
    return Found(tuple(parts), tuple(places))


def _stories(opened: Archive) -> Iterator[str]:
    """The members with text, by what the archive says of them."""
    part = decoding.xml_part(opened.read(_TYPES), _TYPES)
    if _MACROS.search(part.text) or any("vbaproject" in name.lower() for name in opened.names):
        raise UnreadableDocument(say("It has macros; save it as DOCX without them."))
    by_story: dict[str, list[str]] = {}
    for token in markup.xml_tokens(part.text):
        if token.name.rpartition(":")[2] == "Override":
            match = _STORY.fullmatch(attribute(part.text, token, "contenttype"))
            name = attribute(part.text, token, "partname").lstrip("/")
            if match and name in opened:
                story = "document" if match[1] == "template" else match[1]
                by_story.setdefault(story, []).append(name)
    if "document" not in by_story and "word/document.xml" in opened:
        by_story["document"] = ["word/document.xml"]
    if "document" not in by_story:
        raise UnreadableDocument(say("This is no Word document (DOCX)."))
    for story in _STORIES:
        yield from sorted(by_story.get(story, ()))


def _styles(opened: Archive) -> dict[str, str]:
    name = "word/styles.xml"
    if name not in opened:
        return {}
    text = decoding.xml_part(opened.read(name), name).text
    return {match[1]: match[2] for match in _STYLE.finditer(text)}


def _places(part: Part, number: int, styles: dict[str, str]) -> list[Place]:
    written = xml_texts.prefixes(part, _NAMESPACES)
    prefix = next((own for own, ours in written.items() if ours == "w"), "w")
    tokens, ends, _ = xml_texts.tree(part, written, RUN)
    _refuse_chunks(part, tokens)
    story = Story(
        part=part,
        number=number,
        tokens=tokens,
        ends=ends,
        prefix=f"{prefix}:" if prefix else "",
        styles=styles,
    )
    starts = (at for at, t in enumerate(tokens) if t.name == "w:p" and t.kind is Kind.START)
    found = [place for at in starts if (place := paragraph(story, at)) is not None]
    found += descriptions(story)
    return _echoed(story, sorted(found, key=lambda place: place.start))


def _refuse_chunks(part: Part, tokens: list[Token]) -> None:
    for token in tokens:
        if token.name in ("w:altChunk", "w:subDoc"):
            reason: Message = say(
                "It includes another file (altChunk); open it in Word, and save it anew."
            )
            line = line_of(part.text, token.start)
            raise UnreadableDocument(reason, place=part.name, line=line)


def _echoed(story: Story, places: list[Place]) -> list[Place]:
    """What is written for old programs follows what is written for new ones, if it is the same."""
    tokens = story.tokens
    forms = sum(token.name == "mc:Fallback" for token in tokens)
    if forms > _MOST_FALLBACKS:
        return places
    fallbacks = [
        (token.start, tokens[story.ends[at]].end, _start_of_choice(story, at))
        for at, token in enumerate(tokens)
        if token.name == "mc:Fallback" and token.kind is Kind.START
    ]
    for start, end, choice in sorted(fallbacks, key=lambda each: each[1] - each[0]):
        old = [place for place in places if start <= place.start < end]
        new = [place for place in places if choice <= place.start < start]
        for place in old:
            twin = next((each for each in new if _same(each, place)), None)
            if twin is not None:
                new.remove(twin)
                echoing = replace(twin, echoes=(*twin.echoes, place, *place.echoes))
                places = [echoing if each is twin else each for each in places if each is not place]
    return places


def _start_of_choice(story: Story, at: int) -> int:
    """Where the content begins of which a fallback is the other form."""
    depth = 0
    for number in range(at - 1, -1, -1):
        token = story.tokens[number]
        depth += {Kind.END: 1, Kind.START: -1}.get(token.kind, 0)
        if depth < 0:
            return token.start
    return 0


def _same(one: Place, other: Place) -> bool:
    alike = [(code.kind, code.display) for code in one.codes]
    return (
        one.role == other.role
        and one.coded == other.coded
        and alike == [(code.kind, code.display) for code in other.codes]
    )


FORMAT = OriginalFormat(
    name="docx",
    title="Word (DOCX)",
    extensions=(".docx", ".dotx"),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    find=find,
    rebuild=archive.rewrite,
)
