"""TMX 1.1 to 1.4b (LISA): a shape, and what the specification says of languages and pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from lxml import etree

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
from translations.validation.shape import Element, Vocabulary, misshapen
from translations.validation.shape_words import brief, lacks_attribute

_VERSIONS: Final = ("1.1", "1.2", "1.3", "1.4")
_ALL: Final = "*all*"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_LANGUAGE = "xml:lang=language lang=language"
_DATED = "creationdate=basicdate creationid changedate=basicdate changeid"
_MADE = f"o-encoding creationtool creationtoolversion o-tmf {_DATED}"
_SEGTYPE = "block|paragraph|sentence|phrase"
_USED = f"datatype usagecount=count lastusagedate=basicdate {_MADE}"
_INLINE = "#text (bpt|ept|it|ph|hi|ut)*"
_NATIVE = "#text sub*"

VOCABULARY: Final = Vocabulary(
    elements=MappingProxyType(
        {
            "tmx": Element(content="header body", attributes="version!"),
            "header": Element(
                content="(note|prop|ude)*",
                attributes="creationtool! creationtoolversion! o-tmf! adminlang!=language "
                f"srclang!=source datatype! segtype!={_SEGTYPE} o-encoding {_DATED}",
            ),
            "body": Element(content="tu*"),
            "note": Element(content="#text", attributes=f"o-encoding {_LANGUAGE}"),
            "prop": Element(content="#text", attributes=f"type! o-encoding {_LANGUAGE}"),
            "ude": Element(content="map+", attributes="name! base"),
            "map": Element(attributes="unicode!=unicode code ent subst"),
            "tu": Element(
                content="(note|prop)* tuv+",
                attributes=f"tuid segtype={_SEGTYPE} srclang=source {_USED}",
            ),
            "tuv": Element(content="(note|prop)* seg", attributes=f"{_LANGUAGE} {_USED}"),
            "seg": Element(content=_INLINE),
            "bpt": Element(content=_NATIVE, attributes="i!=count x=count type"),
            "ept": Element(content=_NATIVE, attributes="i!=count"),
            "it": Element(content=_NATIVE, attributes="pos!=begin|end x=count type"),
            "ph": Element(content=_NATIVE, attributes="x=count assoc type"),
            "hi": Element(content=_INLINE, attributes="x=count type"),
            "sub": Element(content=_INLINE, attributes="datatype type"),
            "ut": Element(content=_NATIVE, attributes="x=count"),
        }
    ),
    namespaces=MappingProxyType({"": "", "http://www.lisa.org/tmx14": ""}),
    section="Elements",
    ignored=frozenset({"http://www.w3.org/2001/XMLSchema-instance"}),
)


def _within(element: etree._Element, *names: str) -> list[etree._Element]:
    return [each for each in element.iter(etree.Element) if VOCABULARY.name(each.tag) in names]


def _version(root: etree._Element) -> Iterator[Found]:
    version = root.get("version", _VERSIONS[-1])
    if version not in _VERSIONS:
        told = say("Version “%(version)s” of TMX is not known.", version=brief(version))
        yield Found(root, told)


# ---- languages ------------------------------------------------------------------------------


def _without_language(root: etree._Element) -> Iterator[Found]:
    """Version 1.4 asks for `xml:lang`; older ones have `lang` too."""
    for variant in _within(root, "tuv"):
        if not _language(variant):
            yield Found(variant, lacks_attribute(variant, "xml:lang"))


def _without_source(root: etree._Element) -> Iterator[Found]:
    header = next(iter(_within(root, "header")), None)
    general = _ALL if header is None else header.get("srclang", _ALL)
    for unit in _within(root, "tu"):
        source = unit.get("srclang", general)
        variants = {_language(each).lower() for each in _within(unit, "tuv")}
        if source.lower() != _ALL and source.lower() not in variants:
            told = say("The unit has no variant in its source language, “%(language)s”.",
                       language=brief(source))  # fmt: skip
            yield Found(unit, told)


def _language(variant: etree._Element) -> str:
    return str(variant.get(_XML_LANG) or variant.get("lang") or "").strip()


# ---- codes ----------------------------------------------------------------------------------


def _pairs(root: etree._Element) -> Iterator[Found]:
    for segment in _within(root, "seg"):
        yield from _of_pairs(_within(segment, "bpt", "ept"))


def _of_pairs(codes: Iterable[etree._Element]) -> Iterator[Found]:
    open_: dict[str, etree._Element] = {}
    closed: set[str] = set()
    for code in codes:
        number = code.get("i", "")
        if VOCABULARY.name(code.tag) == "bpt":
            if number in open_ or number in closed:
                told = say("Another <bpt> of the segment has the number %(number)s.",
                           number=brief(number))  # fmt: skip
                yield Found(code, told)
            open_[number] = code
        elif open_.pop(number, None) is None:
            yield Found(code, say("No <bpt> before it has the number %(number)s.",
                                  number=brief(number)))  # fmt: skip
        else:
            closed.add(number)
    for number, code in open_.items():
        yield Found(code, say("No <ept> after it has the number %(number)s.",
                              number=brief(number)))  # fmt: skip


# ---- characters of one's own ----------------------------------------------------------------


def _maps(root: etree._Element) -> Iterator[Found]:
    for each in _within(root, "map"):
        if not {"code", "ent", "subst"} & set(map(str, each.attrib)):
            yield Found(each, say("<map> has none of “code”, “ent” and “subst”."))


def _bases(root: etree._Element) -> Iterator[Found]:
    for own in _within(root, "ude"):
        if "base" not in own.attrib and any("code" in each.attrib for each in own):
            yield Found(own, lacks_attribute(own, "base"))


RULES: Final[tuple[Rule[etree._Element], ...]] = (
    Rule(name="version-unknown", section="version", find=_version),
    Rule(name="language-required", section="xml:lang", find=_without_language),
    Rule(name="source-variant-missing", section="srclang", find=_without_source),
    Rule(name="pair-complete", section="i", find=_pairs),
    Rule(name="map-says-nothing", section="map", find=_maps),
    Rule(name="base-required", section="ude", find=_bases),
)


def _recognises(file: File) -> bool:
    return file.root is not None and VOCABULARY.name(file.root.tag) == "tmx"


def _judge(file: File) -> Verdict:
    assert file.root is not None
    flaws = (*misshapen(file.root, VOCABULARY), *broken(RULES, file.root))
    version = file.root.get("version", "")
    return Verdict(format=f"TMX {brief(version)}".strip(), flaws=in_order(flaws))


VALIDATOR: Final = Validator(name="TMX", recognises=_recognises, judge=_judge)
