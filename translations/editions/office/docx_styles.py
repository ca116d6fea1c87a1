"""The styles and numberings of a DOCX, from the table of looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from translations.editions.direction import direction
from translations.editions.office import docx_elements as w
from translations.editions.office.flow import Character, Style
from translations.editions.office.languages import tag
from translations.editions.office.looks import (
    BULLETS,
    LETTERS,
    LINE,
    LOOKS,
    PALE,
    STEP,
    STEP_IN,
    Align,
    Letters,
    Look,
)
from translations.editions.xml_elements import Xml

_WORD = re.compile("[A-Za-z0-9]+")
#: What Word itself lays no hand on where it lists its own styles.
_OWN: Final = frozenset(
    {
        *("Normal", "Title", "Subtitle", "Date", "Body Text", "Quote", "List Bullet", "Strong"),
        *("List Number", "HTML Preformatted", "HTML Code", "caption", "footnote text", "header"),
        *("footer", "toc 1", "toc 2", "Hyperlink", "footnote reference", "Emphasis"),
        *(f"heading {level}" for level in range(1, 6)),
    }
)
_LEVELS: Final = 9  #: of lists


def style_id(style: Style) -> str:
    return _id(LOOKS[style].word)


def letters_id(look: Character) -> str:
    return _id(LETTERS[look][0])


def _id(name: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in _WORD.findall(name))


def styles(language: str) -> Xml:
    """The part with all styles; `language` is the document's."""
    return w.root(
        "styles",
        _defaults(language),
        *(_paragraph_style(style, look) for style, look in LOOKS.items()),
        _default_letters(),
        *(_letters_style(name, letters) for name, _, letters in LETTERS.values()),
        _plain_table(),
        _table_style(ruled=True),
        _table_style(ruled=False),
        _no_list(),
    )


def _defaults(language: str) -> Xml:
    is_rtl = direction(language) == "rtl"
    normal = LOOKS[Style.NORMAL].letters
    letters = w.e("rPr", *_letters(normal), w.lang(tag(language), is_rtl=is_rtl))
    paragraph = w.some("pPr", [w.e("bidi") if is_rtl else None])
    return w.e("docDefaults", w.e("rPrDefault", letters), w.e("pPrDefault", paragraph))


def _paragraph_style(style: Style, look: Look) -> Xml:
    facts = {"type": "paragraph", "styleId": style_id(style)}
    facts |= {"default": "1"} if look.parent is None else {}
    facts |= {} if look.word in _OWN else {"customStyle": "1"}
    follows = Style.BODY if look.outline else None
    children = [
        w.e("name", val=look.word),
        w.e("basedOn", val=style_id(look.parent)) if look.parent else None,
        w.e("next", val=style_id(follows)) if follows else None,
        w.e("qFormat"),
        w.some("pPr", _paragraph(look)),
        w.some("rPr", _letters(look.letters)),
    ]
    return w.e("style", *(child for child in children if child), **facts)


def _paragraph(look: Look) -> Iterator[Xml | None]:
    side = {"val": "single", "sz": "4", "space": "4", "color": LINE}
    yield w.e("keepNext") if look.keep_next else None
    yield w.e("keepLines") if look.keep_lines else None
    yield w.e("pBdr", w.e("bottom", **side)) if look.rule_below else None
    yield w.e("tabs", w.e("tab", val="left", pos=_twips(look.tab))) if look.tab else None
    yield w.e("spacing", **_spacing(look))
    if look.start or look.end or look.hanging:
        hanging = {"hanging": _twips(look.hanging)} if look.hanging else {}
        yield w.e("ind", left=_twips(look.start), right=_twips(look.end), **hanging)
    yield w.e("contextualSpacing") if look.parent and look.word.startswith("List") else None
    yield w.e("jc", val="center") if look.align is Align.CENTRE else None
    yield w.e("outlineLvl", val=f"{look.outline - 1}") if look.outline else None


def _spacing(look: Look) -> dict[str, str]:
    space = {"before": _twips(look.before), "after": _twips(look.after)}
    line = {"line": f"{round(look.line * 240)}", "lineRule": "auto"} if look.line else {}
    return space | line


def _default_letters() -> Xml:
    facts = {"type": "character", "default": "1", "styleId": "DefaultParagraphFont"}
    return w.e("style", w.e("name", val="Default Paragraph Font"), w.e("semiHidden"), **facts)


def _letters_style(name: str, letters: Letters) -> Xml:
    facts = {"type": "character", "styleId": _id(name)}
    facts |= {} if name in _OWN else {"customStyle": "1"}
    return w.e(
        "style",
        w.e("name", val=name),
        w.e("basedOn", val="DefaultParagraphFont"),
        w.e("qFormat"),
        w.e("rPr", *_letters(letters)),
        **facts,
    )


def _letters(letters: Letters) -> Iterator[Xml]:
    if letters.face:
        yield w.e("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), letters.face))
    yield from w.switched("b", letters.bold)
    yield from w.switched("i", letters.italic)
    if letters.strike:
        yield w.e("strike")
    if letters.colour:
        yield w.e("color", val=letters.colour)
    if letters.size:
        for name in ("sz", "szCs"):
            yield w.e(name, val=f"{round(letters.size * 2)}")
    if letters.underline:
        yield w.e("u", val=letters.underline)
    if letters.raised:
        yield w.e("vertAlign", val="superscript")


def _plain_table() -> Xml:
    margins = w.e(
        "tblCellMar",
        *(w.e(side, w=f"{space}", type="dxa") for side, space in _MARGINS.items()),
    )
    return w.e(
        "style",
        w.e("name", val="Normal Table"),
        w.e("semiHidden"),
        w.e("tblPr", w.e("tblInd", w="0", type="dxa"), margins),
        type="table",
        default="1",
        styleId="TableNormal",
    )


_MARGINS: Final[Mapping[str, int]] = {"top": 60, "left": 110, "bottom": 40, "right": 110}


def table_id(*, ruled: bool) -> str:
    return "EditionTable" if ruled else "EditionColumns"


def _table_style(*, ruled: bool) -> Xml:
    line = {"val": "single", "sz": "4", "space": "0", "color": LINE}
    sides = ("top", "bottom", "insideH") if ruled else ("top", "bottom")
    borders = w.e("tblBorders", *(w.e(side, **line) for side in sides))
    head = w.e(
        "tblStylePr",
        w.e("tcPr", w.e("shd", val="clear", color="auto", fill=PALE)),
        type="firstRow",
    )
    return w.e(
        "style",
        w.e("name", val="Edition Table" if ruled else "Edition Columns"),
        w.e("basedOn", val="TableNormal"),
        w.e("tblPr", borders),
        head,
        type="table",
        customStyle="1",
        styleId=table_id(ruled=ruled),
    )


def _no_list() -> Xml:
    facts = {"type": "numbering", "default": "1", "styleId": "NoList"}
    return w.e("style", w.e("name", val="No List"), w.e("semiHidden"), **facts)


def numbering(numbered: Iterable[tuple[int, int]], language: str) -> Xml:
    """The part with the lists: 1 has bullets, then one for each numbered list (depth, start)."""
    step_in = STEP_IN if direction(language) == "rtl" else 0
    bullets = [("bullet", BULLETS[level % len(BULLETS)]) for level in range(_LEVELS)]
    numbers = [("decimal", f"%{level + 1}.") for level in range(_LEVELS)]
    return w.root(
        "numbering",
        _abstract("0", bullets, step_in),
        _abstract("1", numbers, step_in),
        w.e("num", w.e("abstractNumId", val="0"), numId="1"),
        *(_numbered(number, *each) for number, each in enumerate(numbered, 2)),
    )


def _abstract(number: str, levels: list[tuple[str, str]], step_in: int) -> Xml:
    rows = [_level(level, *each, step_in) for level, each in enumerate(levels)]
    kind = w.e("multiLevelType", val="hybridMultilevel")
    return w.e("abstractNum", kind, *rows, abstractNumId=number)


def _level(level: int, kind: str, mark: str, step_in: int) -> Xml:
    indent = w.e("ind", left=_twips((level + 1) * STEP + step_in), hanging=_twips(STEP))
    return w.e(
        "lvl",
        w.e("start", val="1"),
        w.e("numFmt", val=kind),
        w.e("lvlText", val=mark),
        w.e("lvlJc", val="left"),
        w.e("pPr", indent),
        ilvl=f"{level}",
    )


def _numbered(number: int, depth: int, start: int) -> Xml:
    override = w.e("lvlOverride", w.e("startOverride", val=f"{start}"), ilvl=f"{depth}")
    return w.e("num", w.e("abstractNumId", val="1"), override, numId=f"{number}")


def fonts() -> Xml:
    """The part that says what kind of face may stand in for one that is not there."""
    faces = dict.fromkeys(look.letters.face for look in LOOKS.values() if look.letters.face)
    kinds = {"Times New Roman": "roman", "Arial": "swiss", "Courier New": "modern"}
    return w.root(
        "fonts",
        *(w.e("font", w.e("family", val=kinds[face]), name=face) for face in faces),
    )


def _twips(points: float) -> str:
    return f"{round(points * 20)}"
