"""TBX in: an XML file becomes a term base, or an error that says where and why."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.formats.safe_xml import parse
from glossary.formats.tbx.categories import DRAFT_NAMESPACE, NAMESPACE
from glossary.formats.tbx.dialects import Style, from_dct, from_v2, is_v2, remove, restore
from glossary.formats.tbx.reading import Reading, Refused
from glossary.formats.tbx.structure import Misplaced, check, check_entry
from glossary.model import TermBase
from glossary.saying import say


class Entries(NamedTuple):
    """What a TBX file holds, without the entries that cannot be read."""

    termbase: TermBase
    refused: tuple[Refused, ...]


def read_tbx(content: bytes, place: str = "") -> TermBase:
    """The term base of a TBX file: version 3 in DCA or DCT style, or version 2 (martif)."""
    termbase, refused = read_entries(content, place)
    if refused:
        raise refused[0].error
    return termbase


def read_entries(content: bytes, place: str = "") -> Entries:
    """The same, where an entry that cannot be read costs no other one."""
    place = place or "TBX"
    root = parse(content, place)
    misplaced: list[Refused] = []
    if is_v2(root):
        from_v2(root)
    else:
        _refuse_others(root, place)
        if root.get("style") == Style.DCT:
            from_dct(root)
        try:
            check(root)
        except Misplaced as error:
            raise UnreadableTermBase(place, error.line, error.reason) from None
        misplaced = _take_out_misplaced(root, place)
    restore(root)
    reading = Reading(place, str(etree.QName(root).namespace))
    termbase = reading.termbase(root)
    refused = sorted((*misplaced, *reading.refused), key=lambda each: each.error.line or 0)
    return Entries(termbase, tuple(refused))


def _take_out_misplaced(root: etree._Element, place: str) -> list[Refused]:
    """Take the entries out of a tree that are not as its dialect wants them."""
    refused = []
    for entry in list(root.iterfind("./{*}text/{*}body/{*}conceptEntry")):
        try:
            check_entry(entry, root.get("type", ""))
        except Misplaced as error:
            told = UnreadableTermBase(place, error.line, error.reason)
            refused.append(Refused(entry.get("id", ""), told))
            remove(entry)
    return refused


def _refuse_others(root: etree._Element, place: str) -> None:
    name = etree.QName(root)
    if name.localname != "tbx" or name.namespace not in {NAMESPACE, DRAFT_NAMESPACE}:
        reason = say(
            "this is no TBX: its root is “%(root)s” in “%(namespace)s”.",
            root=name.localname,
            namespace=name.namespace or "",
        )
        raise UnreadableTermBase(place, root.sourceline, reason)
    if root.get("style") not in {Style.DCA, Style.DCT}:
        reason = say(
            "the style “%(style)s” is not read; dca and dct are.", style=root.get("style", "")
        )
        raise UnreadableTermBase(place, root.sourceline, reason)
