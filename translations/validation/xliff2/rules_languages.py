"""XLIFF 2: languages and white space agree between a document and its texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from glossary.saying import Message, say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import brief
from translations.validation.xliff2.document import Xliff, children, module, name_of

_LANG: Final = "xml:lang"
_SPACE: Final = "xml:space"


def _no_target_language(document: Xliff) -> Iterator[Found]:
    texts = (
        target
        for part in document.all("segment", "ignorable")
        for target in children(part, "target")
    )
    if not document.languages["target"] and (first := next(texts, None)) is not None:
        yield Found(first, say("There are targets, but <xliff> has no “trgLang”."))


def _wrong_language(document: Xliff) -> Iterator[Found]:
    for part in document.all("segment", "ignorable", "mtc:match"):
        for text in children(part, "source", "target"):
            side = name_of(text)
            is_reference = side == "target" and part.get("reference") == "yes"
            wanted, there = document.languages[side], inherited(text, _LANG)
            if there and wanted and not is_reference and there.lower() != wanted.lower():
                yield Found(text, _differs(side, there, wanted))


def _wrong_language_of_resource(document: Xliff) -> Iterator[Found]:
    for name in ("source", "target"):
        for element in document.all(f"res:{name}"):
            wanted, there = document.languages[name], module(element, _LANG)
            if there and wanted and there.lower() != wanted.lower():
                yield Found(element, _differs(name, there, wanted))


def _differs(side: str, there: str, wanted: str) -> Message:
    return say(
        "The language of this <%(element)s> is “%(value)s”; <xliff> says “%(wanted)s”.",
        element=side,
        value=brief(there),
        wanted=brief(wanted),
    )


def _different_space(document: Xliff) -> Iterator[Found]:
    for part in document.all("segment", "ignorable"):
        spaces = {name_of(text): inherited(text, _SPACE) or "default"
                  for text in children(part, "source", "target")}  # fmt: skip
        if len(set(spaces.values())) > 1:
            yield Found(part, say("Source and target treat white space differently (xml:space)."))


def inherited(element: etree._Element, name: str) -> str | None:
    """What an element or the nearest one around it says."""
    said = (module(each, name) for each in (element, *element.iterancestors()))
    return next(filter(None, said), None)


RULES = (
    Rule(name="target-language-required", section="trgLang", find=_no_target_language),
    Rule(name="language-differs", section="xml:lang", find=_wrong_language),
    Rule(
        name="resource-language-differs",
        section="Resource Data Module: source, target",
        find=_wrong_language_of_resource,
    ),
    Rule(name="white-space-differs", section="xml:space", find=_different_space),
)
