"""XLIFF 1.2 (OASIS, transitional): a shape, and keys with their references."""

from __future__ import annotations

from typing import Final

from lxml import etree

from translations.validation.base import File, Validator, Verdict, broken, in_order
from translations.validation.shape import misshapen
from translations.validation.xliff12.rules import RULES
from translations.validation.xliff12.vocabulary import NAMESPACE, VOCABULARY


def _recognises(file: File) -> bool:
    if file.root is None:
        return False
    name = etree.QName(file.root)
    is_bare = name.namespace is None and file.root.get("version") == "1.2"
    return name.localname == "xliff" and (name.namespace == NAMESPACE or is_bare)


def _judge(file: File) -> Verdict:
    assert file.root is not None
    flaws = (*misshapen(file.root, VOCABULARY), *broken(RULES, file.root))
    return Verdict(format="XLIFF 1.2", flaws=in_order(flaws))


VALIDATOR: Final = Validator(name="XLIFF 1.2", recognises=_recognises, judge=_judge)
