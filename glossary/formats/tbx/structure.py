"""What may stand where in a TBX file of version 3, and what its dialect allows.

Structure after the core structure module of ISO 30042:2019; data categories and their
closed lists after the public descriptions of TBX-Min and TBX-Basic.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from glossary.formats.tbx.dialects import CATEGORIES_OF, Dialect
from glossary.saying import Message, say

_ENTRY: Final = "conceptEntry"
_INLINE: Final = frozenset({"hi", "foreign", "ec", "ph", "sc"})
_AUXILIARY: Final = frozenset(
    {"descrip", "descripGrp", "admin", "adminGrp", "transacGrp", "note", "ref", "xref"}
)
_GROUPED: Final = frozenset({"admin", "adminGrp", "transacGrp", "note", "ref", "xref"})
_CHILDREN: Final = {
    "tbx": frozenset({"tbxHeader", "text"}),
    "tbxHeader": frozenset({"fileDesc", "encodingDesc", "revisionDesc"}),
    "fileDesc": frozenset({"titleStmt", "publicationStmt", "sourceDesc"}),
    "titleStmt": frozenset({"title", "note"}),
    "publicationStmt": frozenset({"p"}),
    "sourceDesc": frozenset({"p"}),
    "encodingDesc": frozenset({"p"}),
    "revisionDesc": frozenset({"change"}),
    "change": frozenset({"p"}),
    "text": frozenset({"body", "back"}),
    "body": frozenset({"conceptEntry"}),
    "conceptEntry": _AUXILIARY | {"langSec"},
    "langSec": _AUXILIARY | {"termSec"},
    "termSec": _AUXILIARY | {"term", "termNote", "termNoteGrp"},
    "termNoteGrp": _GROUPED | {"termNote"},
    "descripGrp": _GROUPED | {"descrip", "descripNote"},
    "adminGrp": frozenset({"admin", "adminNote", "note", "ref", "xref"}),
    "transacGrp": frozenset({"transac", "transacNote", "date", "note", "ref", "xref"}),
}
#: Parts of the file that say nothing of terms, and are passed over.
_ASIDE: Final = frozenset({"back"})
VALUES: Final = {
    "administrativeStatus": frozenset(
        f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated", "superseded")
    ),
    "grammaticalGender": frozenset({"masculine", "feminine", "neuter", "other"}),
    "partOfSpeech": frozenset({"adjective", "adverb", "noun", "other", "properNoun", "verb"}),
    "termType": frozenset(
        {"abbreviation", "acronym", "fullForm", "phrase", "shortForm", "variant"}
    ),
}


#: What an element cannot be without.
_NEEDED: Final = {"langSec": "termSec", "termSec": "term"}
#: Elements that hold a data category.
_METAS: Final = frozenset({*CATEGORIES_OF[Dialect.BASIC].values(), "descripNote", "adminNote"})


class Misplaced(ValueError):
    """An element stands where the standard has no place for it."""

    def __init__(self, element: etree._Element, reason: Message) -> None:
        super().__init__(reason.english)
        self.line, self.reason = element.sourceline, reason


def check(root: etree._Element) -> None:
    """Raise `Misplaced` for the first thing that no file may have, whatever its entries are."""
    _check_children(root, _local(root))
    for part in root.iterchildren(etree.Element):
        if _local(part) != "text":
            _check_categories(part, root.get("type", ""))


def check_entry(entry: etree._Element, dialect: str) -> None:
    """Raise `Misplaced` for the first thing that no entry of a dialect may have."""
    _check_children(entry, _ENTRY)
    _check_categories(entry, dialect)


def _check_categories(part: etree._Element, dialect: str) -> None:
    if dialect in set(Dialect):
        for element in part.iter(etree.Element):
            if element.get("type") is not None or _local(element) in _METAS:
                _check_category(element, Dialect(dialect))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _check_children(element: etree._Element, name: str) -> None:
    if name in _ASIDE:
        return
    allowed = _CHILDREN.get(name, _INLINE)
    names = [(child, _local(child)) for child in element.iterchildren(etree.Element)]
    for child, inner in names:
        if inner not in allowed:
            reason = say("<%(inner)s> has no place in <%(outer)s>.", inner=inner, outer=name)
            raise Misplaced(child, reason)
        if inner != _ENTRY and (len(child) > 0 or inner in _NEEDED):
            _check_children(child, inner)
    if (needed := _NEEDED.get(name)) is not None:
        _check_needed(element, name, needed, sum(inner == needed for _, inner in names))


def _check_needed(element: etree._Element, name: str, needed: str, count: int) -> None:
    """A language section has terms, and a term section one term."""
    if count == 0 or (needed == "term" and count > 1):
        reason = say(
            "<%(outer)s> has %(count)s of <%(inner)s>.", outer=name, count=count, inner=needed
        )
        raise Misplaced(element, reason)


def _check_category(element: etree._Element, dialect: Dialect) -> None:
    kind, meta = element.get("type", ""), _local(element)
    if meta not in _METAS:
        return
    if CATEGORIES_OF[dialect].get(kind) != meta:
        element_of_kind = f'<{meta} type="{kind}">'
        reason = say("%(dialect)s has no %(element)s.", dialect=dialect, element=element_of_kind)
        raise Misplaced(element, reason)
    words = "".join(map(str, element.itertext())).strip()
    if kind in VALUES and words not in VALUES[kind]:
        known = ", ".join(sorted(VALUES[kind]))
        reason = say(
            "unknown %(what)s “%(word)s”; there are: %(known)s.",
            what=kind,
            word=words,
            known=known,
        )
        raise Misplaced(element, reason)
