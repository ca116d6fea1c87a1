"""Paragraphs of WordprocessingML as pieces (ECMA-376 part 1, 17.3).

Tracked insertions are text between two codes and deletions are codes, so that
the paragraph reads as if all were accepted, while the original stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from translations.formats.originals import docx_fields as fields
from translations.formats.originals import docx_formatting, escaping, flow, xml_texts
from translations.formats.originals.base import Level, Part, Piece, Place
from translations.formats.originals.markup import Kind, Token, as_one, attributes
from translations.model import FIRST_CODE, LAST_CODE, BlockKind, CodeKind

#: Elements around runs that are a pair of codes, and what a chip shows for them.
_CONTAINERS: Final = {
    "w:hyperlink": "link", "w:ins": "ins", "w:moveTo": "ins", "w:smartTag": "tag",
    "w:customXml": "tag", "w:sdt": "field", "w:dir": "dir", "w:bdo": "dir",
}  # fmt: skip
#: Properties that stand at the beginning of a container, and belong to its start.
_PROPERTIES: Final = frozenset({"w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr"})
#: What means nothing to anybody once the text is another.
_FORGOTTEN: Final = frozenset({"w:proofErr", "w:lastRenderedPageBreak", "w:pPr", "w:rPr"})
#: What a translator may do without.
_FREE: Final = frozenset({"w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen", "w:ptab"})
_DISPLAYS: Final = {
    "w:footnoteReference": "note", "w:endnoteReference": "note", "w:drawing": "image",
    "w:pict": "image", "mc:AlternateContent": "image", "w:commentReference": "comment",
    "w:commentRangeStart": "comment", "w:commentRangeEnd": "comment", "w:del": "del",
    "w:moveFrom": "del", "w:bookmarkStart": "bookmark", "w:bookmarkEnd": "bookmark",
    "w:cr": "br", "m:oMath": "formula", "m:oMathPara": "formula", "w:fldSimple": "field",
}  # fmt: skip
_FIELD_PARTS: Final = {"begin": fields.BEGIN, "separate": fields.SEPARATE, "end": fields.END}
_HEADING = re.compile(r"(?:heading|заголовок) ?([1-9])", re.IGNORECASE)
_PRESERVE = re.compile(r"xml:space\s*=\s*[\"']preserve")
_SPACE: Final = " \t\r\n"
_CODES: Final = f"{chr(FIRST_CODE)}-{chr(LAST_CODE)}"
_VALUE = re.compile(r"val\s*=\s*[\"']([^\"']*)")


#: A run as most are, with characters that stand for themselves: no formatting but in elements
#: without content, no text but one, and no entity, line end or private character in it.
_USUAL = re.compile(
    r"<w:r(?: [^<>]*)?>(?P<formatting><w:rPr>(?:<[\w:.-]+(?: [^<>]*)?/>)*+</w:rPr>)?"
    rf"<w:t(?P<space> xml:space=\"preserve\")?>(?P<text>[^<&\t\r\n\f{_CODES}]+)</w:t></w:r>"
)
_RUN_END: Final = len("</w:t></w:r>")
RUN: Final = as_one("w:r", re.sub(r"\?P<\w+>", "?:", _USUAL.pattern))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A part with its tokens: the body, a header, the footnotes …"""

    part: Part
    number: int
    tokens: Sequence[Token]
    ends: dict[int, int]  #: for every start the number of its end
    prefix: str  #: of WordprocessingML, with its colon
    styles: dict[str, str]  #: the names of styles, by what paragraphs call them


def paragraph(story: Story, at: int) -> Place | None:
    """The place of the paragraph that begins with this token, if it has text."""
    pieces = _content(story, at + 1, story.ends[at])
    if not any(piece.kind is None or piece.level is Level.CHARACTER for piece in pieces):
        return None
    pieces = docx_formatting.marked(fields.folded(pieces, story.part))
    kind, level = _kind(story, at)
    return flow.place(
        pieces,
        source=story.part.text,
        part=story.number,
        write=docx_formatting.write,
        kind=kind,
        level=level,
        prefix=story.prefix,
    )


def _end_of(story: Story, at: int) -> int:
    return story.ends[at] if story.tokens[at].kind is Kind.START else at


def _content(story: Story, at: int, end: int) -> list[Piece]:
    """The pieces of what stands side by side in a paragraph or a container."""
    tokens, ends = story.tokens, story.ends
    found: list[Piece] = []
    while at < end:
        token = tokens[at]
        name, until = token.name, ends.get(at, at)
        if name == "w:r":
            found += _usual_run(story, token) if at == until else _run(story, at, until)
        elif name in _CONTAINERS and token.kind is Kind.START:
            found += _container(story, at, until)
        elif name and name not in _FORGOTTEN:
            found.append(_code(token, token.start, tokens[until].end))
        at = until + 1
    return found


def _code(token: Token, start: int, end: int) -> Piece:
    local = token.name.rpartition(":")[2]
    return Piece(
        start,
        end,
        kind=CodeKind.PLACEHOLDER,
        name=token.name,
        display=_DISPLAYS.get(token.name, local),
        fixed=token.name not in _FREE,
    )


def _container(story: Story, at: int, end: int) -> Iterator[Piece]:
    """A pair of codes with what stands between them."""
    tokens = story.tokens
    first, last = at + 1, end
    while first < end and (not tokens[first].name or tokens[first].name in _PROPERTIES):
        first = _end_of(story, first) + 1
    if tokens[at].name == "w:sdt":
        if (
            first >= end
            or tokens[first].name != "w:sdtContent"
            or tokens[first].kind is not Kind.START
        ):
            yield _code(tokens[at], tokens[at].start, tokens[end].end)
            return
        first, last = first + 1, story.ends[first]
    name = f"{tokens[at].name} {at}"
    display = _CONTAINERS[tokens[at].name]
    fixed = display != "link"
    opening = Piece(
        tokens[at].start, tokens[first - 1].end, kind=CodeKind.START, name=name, display=display,
        fixed=fixed,
    )  # fmt: skip
    yield opening
    yield from _content(story, first, last)
    yield opening._replace(start=tokens[last].start, end=tokens[end].end, kind=CodeKind.END)


def _usual_run(story: Story, token: Token) -> Sequence[Piece]:
    """The piece of a run that is one token; none of a run without content."""
    _, _, start, end = token
    found = _USUAL.match(story.part.text, start, end)
    if found is None:
        return ()
    formatting, space, text = found.groups()
    last = end - _RUN_END
    piece = Piece(
        last - len(text), last, text, None, "", "", "", False, Level.MARKUP, formatting or "",
        (start, end),
    )  # fmt: skip
    return (piece,) if space else _trimmed([piece])


def _run(story: Story, at: int, end: int) -> Iterator[Piece]:
    tokens, text = story.tokens, story.part.text
    run = (tokens[at].start, tokens[end].end)
    formatting = ""
    child = at + 1
    while child < end:
        token, until = tokens[child], _end_of(story, child)
        if token.name == "w:rPr":
            formatting = text[token.start : tokens[until].end]
        elif token.name == "w:t":
            for piece in _characters(story, child, until):
                even = piece.text.translate(escaping.EVEN)
                yield piece._replace(text=even, run=run, formatting=formatting)
        elif token.name and token.name not in _FORGOTTEN:
            code = _code(token, token.start, tokens[until].end)
            code = _as_field(story, code, token, child, until)
            yield code._replace(run=run, formatting=formatting, level=Level.RUN)
        child = until + 1


def _characters(story: Story, at: int, end: int) -> list[Piece]:
    """The characters of a `w:t`; white space around them counts only where it says so."""
    start = story.tokens[at]
    inner = story.tokens[at + 1 : end]
    pieces = [p for each in inner for p in xml_texts.pieces_of(story.part, each, keeping=True)]
    if pieces and not _PRESERVE.search(story.part.text, start.start, start.end):
        return _trimmed(pieces)
    return pieces


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Pieces whose white space at the edges says nothing."""
    before, first = pieces[0], pieces[0].text.lstrip(_SPACE)
    pieces[:1] = _cut(before, len(before.text) - len(first))
    last = pieces[-1]
    pieces[-1:] = _cut(last, len(last.text.rstrip(_SPACE)))
    return pieces


def _cut(piece: Piece, at: int) -> list[Piece]:
    """A piece in two; the one that is only white space says nothing."""
    if len(piece.text) != piece.end - piece.start or not 0 < at < len(piece.text):
        return [piece if piece.text.strip(_SPACE) else piece._replace(text="")]
    middle = piece.start + at
    halves = (piece.start, middle, piece.text[:at]), (middle, piece.end, piece.text[at:])
    return [
        piece._replace(start=start, end=end, text=text if text.strip(_SPACE) else "")
        for start, end, text in halves
    ]


def _as_field(story: Story, code: Piece, token: Token, at: int, end: int) -> Piece:
    """A part of a field, known by what it is."""
    text = story.part.text
    if token.name == "w:fldChar":
        kind = re.search(r"fldCharType\s*=\s*[\"'](\w+)", text[token.start : token.end])
        return code._replace(name=_FIELD_PARTS.get(kind[1] if kind else "", ""), display="field")
    if token.name == "w:instrText":
        told = "".join(text[each.start : each.end] for each in story.tokens[at + 1 : end])
        return code._replace(
            name=fields.INSTRUCTION, display="field", href=escaping.plain(told) + " "
        )
    return code


def _kind(story: Story, at: int) -> tuple[BlockKind, int]:
    """What a paragraph is by its style and its numbering, and its level."""
    properties = at + 1
    while not story.tokens[properties].name:
        properties += 1
    if story.tokens[properties].name != "w:pPr" or story.tokens[properties].kind is not Kind.START:
        return BlockKind.PARAGRAPH, 0
    inside = story.tokens[properties + 1 : story.ends[properties]]
    values = {
        token.name: value[1]
        for token in inside
        if token.name in ("w:pStyle", "w:ilvl", "w:numId", "w:outlineLvl")
        and (value := _VALUE.search(story.part.text, token.start, token.end))
    }
    style = story.styles.get(values.get("w:pStyle", ""), values.get("w:pStyle", "")).strip()
    if match := _HEADING.fullmatch(style):
        return BlockKind.HEADING, min(6, int(match[1]))
    if style.lower() == "title":
        return BlockKind.HEADING, 1
    if style.lower() in ("quote", "intense quote"):
        return BlockKind.QUOTE, 0
    if values.get("w:numId", "0") != "0":
        return BlockKind.LIST_ITEM, int(values["w:ilvl"]) if values.get(
            "w:ilvl", ""
        ).isdigit() else 0
    return BlockKind.PARAGRAPH, 0


def descriptions(story: Story) -> Iterator[Place]:
    """The places of what is said of pictures for those who do not see them."""
    for token in story.tokens:
        if token.name != "wp:docPr" or token.kind is Kind.END:
            continue
        yield from _said(story, token)


def _said(story: Story, token: Token) -> Iterator[Place]:
    text = story.part.text
    for each in attributes(text, token):
        if each.name in ("descr", "title") and escaping.has_words(text[each.start : each.end]):
            place = flow.place(
                escaping.pieces(text, each.start, each.end),
                source=text,
                part=story.number,
                write=escaping.write,
                role="alt" if each.name == "descr" else "title",
                attribute=True,
                quote=each.quote,
            )
            if place is not None:
                yield place
