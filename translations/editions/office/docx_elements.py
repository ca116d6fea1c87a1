"""WordprocessingML elements (ECMA-376, part 1), as short as text made of them is read best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from translations.editions.office.languages import Tag
from translations.editions.xml_elements import Xml, element

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PIECES = re.compile(r"(\r\n|[\n\r\t\u2028\u2029])")


def e(name: str, /, *children: str, **facts: str) -> Xml:
    """An element in the main namespace, as are its attributes."""
    return element(f"w:{name}", *children, **{f"w_{key}": value for key, value in facts.items()})


def some(name: str, children: Iterable[Xml | None]) -> Xml:
    """An element of those children that there are; nothing of none."""
    there = [child for child in children if child is not None]
    return e(name, *there) if there else Xml("")


def root(name: str, /, *children: str, **more: str) -> Xml:
    """The outermost element of a part."""
    return element(f"w:{name}", *children, xmlns_w=MAIN, xmlns_r=OFFICE, **more)


def characters(text: str) -> Iterator[Xml]:
    """Text with its breaks and tabs."""
    for piece in filter(None, _PIECES.split(text)):
        if piece == "\t":
            yield e("tab")
        elif _PIECES.fullmatch(piece):
            yield e("br")
        else:
            yield element("w:t", piece, xml_space="preserve")


def switched(name: str, on: bool | None) -> Iterator[Xml]:
    """A property for both kinds of script; None leaves what is there."""
    if on is not None:
        for each in (name, f"{name}Cs"):
            yield e(each) if on else e(each, val="0")


def lang(tag: Tag, *, is_rtl: bool) -> Xml:
    """The language that the words are proofed in, by the kind of its script."""
    if is_rtl:
        return e("lang", bidi=tag.written)
    if tag.is_east_asian:
        return e("lang", val=tag.written, eastAsia=tag.written)
    return e("lang", val=tag.written)


def field(kind: str) -> Xml:
    return e("r", e("fldChar", fldCharType=kind))


def instruction(words: str) -> Xml:
    return element("w:instrText", f" {words} ", xml_space="preserve")


def hyperlink(relation: str, runs: Iterable[Xml]) -> Xml:
    return element("w:hyperlink", *runs, r_id=relation, w_history="1")
