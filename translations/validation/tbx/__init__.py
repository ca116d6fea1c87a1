"""TBX (ISO 30042) of version 2 and 3: a shape, ids, and what a dialect allows.

The style that names data categories by elements (DCT) is turned into the other one first.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from glossary.formats.tbx.categories import STATUSES
from glossary.formats.tbx.dialects import CATEGORIES_OF, Dialect, Style, from_dct
from glossary.formats.tbx.structure import VALUES
from glossary.saying import say
from translations.validation.base import (
    File,
    Found,
    Rule,
    Validator,
    Verdict,
    broken,
    in_order,
)
from translations.validation.shape import OTHER, misshapen
from translations.validation.shape_words import brief, tag
from translations.validation.tbx.vocabulary import V2, V3

#: Elements that carry a data category.
_CARRIERS: Final = frozenset(CATEGORIES_OF[Dialect.BASIC].values()) | {"descripNote", "adminNote"}
_STATUS: Final = "administrativeStatus"


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _ids(root: etree._Element) -> Iterator[Found]:
    seen: set[str] = set()
    for element in root.iter(etree.Element):
        identity = element.get("id")
        if identity is not None and identity in seen:
            yield Found(element, say("The id “%(id)s” is there already.", id=brief(identity)))
        seen |= {identity} if identity else set()


def _targets(root: etree._Element) -> Iterator[Found]:
    known = {element.get("id") for element in root.iter(etree.Element)}
    for element in root.iter(etree.Element):
        target = element.get("target")
        if _local(element) == "ref" and target is not None and target not in known:
            told = say("“%(attribute)s” is “%(value)s”, which is not there.",
                       attribute="target", value=brief(target))  # fmt: skip
            yield Found(element, told)


def _dialect(root: etree._Element) -> Dialect | None:
    known = root.get("type", "")
    return Dialect(known) if known in set(Dialect) else None


def _categories(root: etree._Element) -> Iterator[Found]:
    dialect = _dialect(root)
    if dialect is None:
        return
    for element in root.iter(etree.Element):
        name, kind = _local(element), element.get("type", "")
        is_strange = kind and name in _CARRIERS and CATEGORIES_OF[dialect].get(kind) != name
        if is_strange or V3.name(element.tag) == OTHER:
            shown = f'<{name} type="{kind}">' if is_strange else f"<{tag(element)}>"
            told = say("%(dialect)s has no %(element)s.", dialect=dialect, element=brief(shown))
            yield Found(element, told)


def _values(root: etree._Element) -> Iterator[Found]:
    dialect = _dialect(root)
    for element in root.iter(etree.Element):
        kind = element.get("type", "")
        closed = VALUES.get(kind) if dialect else None
        if dialect is None and kind == _STATUS:
            closed = frozenset(STATUSES)
        if closed and _local(element) in _CARRIERS and _words(element) not in closed:
            told = say(
                "unknown %(what)s “%(word)s”; there are: %(known)s.",
                what=kind,
                word=brief(_words(element)),
                known=", ".join(sorted(closed)),
            )
            yield Found(element, told)


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


RULES: Final[tuple[Rule[etree._Element], ...]] = (
    Rule(name="id-unique", section="ISO 30042, id", find=_ids),
    Rule(name="target-unknown", section="ISO 30042, target", find=_targets),
    Rule(name="category-of-another-dialect", section="Dialects of TBX", find=_categories),
    Rule(name="category-value", section="Dialects of TBX", find=_values),
)


def _recognises(file: File) -> bool:
    return file.root is not None and (
        V3.name(file.root.tag) == "tbx" or V2.name(file.root.tag) == "martif"
    )


def _judge(file: File) -> Verdict:
    assert file.root is not None
    is_old = _local(file.root) == "martif"
    root = deepcopy(file.root)
    if root.get("style") == Style.DCT:
        from_dct(root)
    flaws = (*misshapen(root, V2 if is_old else V3), *broken(RULES, root))
    return Verdict(format="TBX 2" if is_old else "TBX 3", flaws=in_order(flaws))


VALIDATOR: Final = Validator(name="TBX", recognises=_recognises, judge=_judge)
