"""The styles, lists and pages of an ODT, from the table of looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from translations.editions.direction import direction
from translations.editions.office.flow import Character, Manuscript, Style
from translations.editions.office.languages import NONE, tag
from translations.editions.office.looks import (
    BULLETS,
    LETTERS,
    LINE,
    LOOKS,
    PALE,
    STEP,
    STEP_IN,
    Align,
    Face,
    Letters,
    Look,
)
from translations.editions.office.odt_elements import named
from translations.editions.office.page import (
    COVER_MARGIN,
    EDGE,
    HEIGHT,
    MARGIN,
    WIDE_MARGIN,
    WIDTH,
    Margin,
)
from translations.editions.xml_elements import Xml, element

FIRST_PAGE: Final = "First_20_Page"
INDEX_LINK: Final = "Index_20_Link"  #: of the table of contents, in no colour of its own
#: Properties that each kind of script has of its own.
_SCRIPTS: Final = ("", "__asian", "__complex")
_KINDS: Final = {Face.SERIF: "roman", Face.SANS: "swiss", Face.MONO: "modern"}
_LEVELS: Final = 10


def style_name(style: Style) -> str:
    return named(LOOKS[style].writer)


def letters_name(look: Character) -> str:
    return named(LETTERS[look][1])


def faces() -> Xml:
    """The families, declared with what may stand in for one that is not there."""
    rows = [
        element(
            "style:font-face",
            style_name=face.value,
            svg_font__family=f"'{face}'",
            style_font__family__generic=kind,
            style_font__pitch="fixed" if face is Face.MONO else "variable",
        )
        for face, kind in _KINDS.items()
    ]
    return element("office:font-face-decls", *rows)


def styles(language: str) -> Xml:
    """The named styles; `language` is the document's."""
    return element(
        "office:styles",
        _default(language),
        *(_paragraph_style(style, look) for style, look in LOOKS.items()),
        *(_letters_style(name, letters) for _, name, letters in LETTERS.values()),
        element("style:style", style_name=INDEX_LINK, style_family="text"),
        _list_style("Bullets", language, ordered=False),
        _list_style("Numbers", language, ordered=True),
        element(
            "text:notes-configuration",
            text_note__class="footnote",
            text_citation__style__name=letters_name(Character.NOTE_MARK),
            text_citation__body__style__name=letters_name(Character.NOTE_MARK),
            style_num__format="1",
            text_start__value="0",
            text_footnotes__position="page",
            text_start__numbering__at="document",
        ),
    )


def language_letters(language: str) -> dict[str, str]:
    """The language that words are proofed in, for every kind of script that it may be in."""
    if language == NONE:
        return {f"fo_{name}": "none" for name in ("language", "country")}
    found = tag(language)
    spoken = {"language": found.language, "country": found.region or "none"}
    spoken |= {"script": found.script} if found.script else {}
    written = {f"fo_{name}": value for name, value in spoken.items()}
    if direction(language) == "rtl":
        written |= {f"style_{name}__complex": value for name, value in spoken.items()}
    if found.is_east_asian:
        written |= {f"style_{name}__asian": value for name, value in spoken.items()}
    return written


def _default(language: str) -> Xml:
    letters = _letters(LOOKS[Style.NORMAL].letters) | language_letters(language)
    facts = written_in(language) | {
        "fo_orphans": "2",
        "fo_widows": "2",
        "style_tab__stop__distance": "36pt",
    }
    return element(
        "style:default-style",
        element("style:paragraph-properties", **facts),
        element("style:text-properties", **letters),
        style_family="paragraph",
    )


def written_in(language: str) -> dict[str, str]:
    """Which way paragraphs run, and the side where they begin: Writer takes "start" for left."""
    if direction(language) == "rtl":
        return {"style_writing__mode": "rl-tb", "fo_text__align": "right"}
    return {"style_writing__mode": "lr-tb", "fo_text__align": "left"}


def _paragraph_style(style: Style, look: Look) -> Xml:
    parent = {"style_parent__style__name": style_name(look.parent)} if look.parent else {}
    follows = {"style_next__style__name": style_name(Style.BODY)} if look.outline else {}
    level = {"style_default__outline__level": f"{look.outline}"} if look.outline else {}
    letters = _letters(look.letters)
    return element(
        "style:style",
        _paragraph(look),
        *([element("style:text-properties", **letters)] if letters else []),
        style_name=style_name(style),
        style_display__name=look.writer,
        style_family="paragraph",
        style_class="text",
        **parent,
        **follows,
        **level,
    )


def _paragraph(look: Look) -> Xml:
    tabs = element("style:tab-stops", element("style:tab-stop", style_position=_pt(0)))
    line = f"0.5pt solid #{LINE}"
    facts = {
        "fo_margin__top": _pt(look.before),
        "fo_margin__bottom": _pt(look.after),
        "fo_margin__left": _pt(look.start),
        "fo_margin__right": _pt(look.end),
        "fo_text__indent": _pt(-look.hanging),
    }
    facts |= {"fo_line__height": f"{round(look.line * 100)}%"} if look.line else {}
    facts |= {"fo_text__align": "center"} if look.align is Align.CENTRE else {}
    facts |= {"fo_keep__with__next": "always"} if look.keep_next else {}
    facts |= {"fo_keep__together": "always"} if look.keep_lines else {}
    facts |= {"style_contextual__spacing": "true"} if look.writer.startswith("List ") else {}
    facts |= {"fo_border__bottom": line, "fo_padding__bottom": "4pt"} if look.rule_below else {}
    return element("style:paragraph-properties", *([tabs] if look.tab else []), **facts)


def _letters_style(name: str, letters: Letters) -> Xml:
    return element(
        "style:style",
        element("style:text-properties", **_letters(letters)),
        style_name=named(name),
        style_display__name=name,
        style_family="text",
    )


def _letters(letters: Letters) -> dict[str, str]:
    own = {}
    if letters.colour:
        own["fo_color"] = f"#{letters.colour}"
    if letters.strike:
        own |= {
            "style_text__line__through__style": "solid",
            "style_text__line__through__type": "single",
        }
    if letters.underline:
        style = "dotted" if letters.underline == "dotted" else "solid"
        own |= {"style_text__underline__style": style, "style_text__underline__width": "auto"}
        own |= {"style_text__underline__color": "font-color"}
    if letters.raised:
        own["style_text__position"] = "super 58%"
    for script in _SCRIPTS:
        own |= _of_script(letters, script)
    return own


def _of_script(letters: Letters, script: str) -> dict[str, str]:
    """What each kind of script has to be told by itself."""
    prefix, own = ("style" if script else "fo"), {}
    if letters.face:
        own[f"style_font__name{script}"] = letters.face.value
    if letters.size:
        own[f"{prefix}_font__size{script}"] = _pt(letters.size)
    if letters.bold is not None:
        own[f"{prefix}_font__weight{script}"] = "bold" if letters.bold else "normal"
    if letters.italic is not None:
        own[f"{prefix}_font__style{script}"] = "italic" if letters.italic else "normal"
    return own


# ---- lists ----------------------------------------------------------------------------------


def _list_style(name: str, language: str, *, ordered: bool) -> Xml:
    step_in = STEP_IN if direction(language) == "rtl" else 0
    rows = [_level(level, step_in, ordered=ordered) for level in range(1, _LEVELS + 1)]
    return element("text:list-style", *rows, style_name=name, style_display__name=name)


def _level(level: int, step_in: int, *, ordered: bool) -> Xml:
    start = _pt(level * STEP + step_in)
    indent = element(
        "style:list-level-label-alignment",
        text_label__followed__by="listtab",
        text_list__tab__stop__position=start,
        fo_text__indent=_pt(-STEP),
        fo_margin__left=start,
    )
    properties = element(
        "style:list-level-properties",
        indent,
        text_list__level__position__and__space__mode="label-alignment",
    )
    if ordered:
        return element(
            "text:list-level-style-number",
            properties,
            text_level=f"{level}",
            style_num__format="1",
            style_num__suffix=".",
        )
    bullet = BULLETS[(level - 1) % len(BULLETS)]
    return element(
        "text:list-level-style-bullet", properties, text_level=f"{level}", text_bullet__char=bullet
    )


# ---- pages and tables -----------------------------------------------------------------------


def page_layouts(manuscript: Manuscript) -> Iterator[Xml]:
    """The kinds of paper: of the text, of its first page, of the cover."""
    margin = WIDE_MARGIN if manuscript.wide else MARGIN
    language = manuscript.language
    yield _layout("Text", margin, language, header=True, footer=True)
    yield _layout("First", margin, language, header=False, footer=True)
    yield _layout("Cover", COVER_MARGIN, language, header=False, footer=False)


def _layout(name: str, margin: Margin, language: str, *, header: bool, footer: bool) -> Xml:
    # The space of a running head is taken from within the margins of the page.
    above = EDGE if header else margin.above
    below = EDGE if footer else margin.below
    run = written_in(language)
    properties = element(
        "style:page-layout-properties",
        element("style:footnote-sep", **_SEPARATOR, style_adjustment=run["fo_text__align"]),
        fo_page__width=_pt(WIDTH),
        fo_page__height=_pt(HEIGHT),
        style_print__orientation="portrait",
        fo_margin__top=_pt(above),
        fo_margin__bottom=_pt(below),
        fo_margin__left=_pt(margin.side),
        fo_margin__right=_pt(margin.side),
        style_writing__mode=run["style_writing__mode"],
    )
    ends = [
        _running("header", margin.above - above) if header else Xml(""),
        _running("footer", margin.below - below) if footer else Xml(""),
    ]
    return element("style:page-layout", properties, *ends, style_name=name)


_SEPARATOR: Final = {
    "style_width": "0.5pt",
    "style_color": f"#{LINE}",
    "style_line__style": "solid",
    "style_rel__width": "25%",
    "style_distance__before__sep": "6pt",
    "style_distance__after__sep": "6pt",
}


def _running(kind: str, height: float) -> Xml:
    side = "bottom" if kind == "header" else "top"
    facts = {"fo_min__height": _pt(height), f"fo_margin__{side}": _pt(height - 18)}
    properties = element("style:header-footer-properties", **facts, style_dynamic__spacing="false")
    return element(f"style:{kind}-style", properties)


def master_pages(running: Xml) -> Xml:
    """Pages that follow one another; `running` is the head of those of the text."""
    number = element("text:page-number", "1", text_select__page="current")
    foot = element("style:footer", element("text:p", number, text_style__name="Footer"))
    head = element("style:header", running)
    text, first, cover = (
        {"style_name": name, "style_display__name": shown, "style_page__layout__name": layout}
        for name, shown, layout in (
            ("Standard", "Standard", "Text"),
            (FIRST_PAGE, "First Page", "First"),
            ("Cover", "Cover", "Cover"),
        )
    )
    return element(
        "office:master-styles",
        element("style:master-page", head, foot, **text),
        element("style:master-page", foot, **first, style_next__style__name="Standard"),
        element("style:master-page", **cover, style_next__style__name=FIRST_PAGE),
    )


def table_styles() -> Iterator[Xml]:
    """How a table looks: thin lines between its rows, its head on a ground of its own."""
    line = f"0.5pt solid #{LINE}"
    yield element(
        "style:style",
        element(
            "style:table-properties",
            style_rel__width="100%",
            table_align="margins",
            fo_margin__bottom="10pt",
            style_writing__mode="page",
        ),
        style_name="Table",
        style_family="table",
    )
    yield element(
        "style:style",
        element("style:table-column-properties", style_rel__column__width="1*"),
        style_name="Column",
        style_family="table-column",
    )
    for name, ground in (("Head", f"#{PALE}"), ("Cell", "transparent")):
        cell = element(
            "style:table-cell-properties",
            fo_border__top=line,
            fo_border__bottom=line,
            fo_padding="4pt",
            fo_background__color=ground,
        )
        yield element("style:style", cell, style_name=name, style_family="table-cell")


def _pt(points: float) -> str:
    return f"{points:g}pt"
