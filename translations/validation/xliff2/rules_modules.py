"""XLIFF 2: matches, glossaries, resources and formatting hints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from glossary.saying import say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import brief, tag
from translations.validation.xliff2 import fragments
from translations.validation.xliff2.document import Xliff, above, children, module
from translations.validation.xliff2.rules_structure import needs, one_of_content_and_href

# ---- translation candidates -----------------------------------------------------------------


def _matches(document: Xliff) -> Iterator[Found]:
    """A match points to a text of its own unit: a segment, or an inline element."""
    for match in document.all("mtc:match"):
        reference = match.get("ref", "#")
        if not reference.startswith("#"):
            told = say("“%(value)s” is no fragment; it begins with “#”.", value=brief(reference))
            yield Found(match, told)
            continue
        parsed = fragments.parse(reference[1:])
        if isinstance(parsed, fragments.Fragment) and not _is_text(parsed, match, document):
            told = say("“%(value)s” is no text of this unit.", value=brief(reference))
            yield Found(match, told)


def _is_text(parsed: fragments.Fragment, match: etree._Element, document: Xliff) -> bool:
    found = fragments.target_of(parsed, match, document)
    return (
        parsed.leaf[0] in {"", "t"}
        and found is not None
        and above(found, "unit") is above(match, "unit")
    )


# ---- glossary -------------------------------------------------------------------------------


def _entries(document: Xliff) -> Iterator[Found]:
    for entry in document.all("gls:glossEntry"):
        if not children(entry, "gls:translation", "gls:definition"):
            yield Found(entry, say("The entry has neither a translation nor a definition."))


# ---- resource data --------------------------------------------------------------------------


def _resources(document: Xliff) -> Iterator[Found]:
    for element in document.all("res:source", "res:target"):
        is_filled = len(element) > 0 or bool((element.text or "").strip())
        if is_filled == ("href" in element.attrib):
            yield Found(element, one_of_content_and_href(tag(element)))


# ---- format style ---------------------------------------------------------------------------

#: Elements of HTML that `fs:fs` may name.
_HTML: Final = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo big blockquote
body br button canvas caption center cite code col colgroup data datalist dd del details dfn
dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1  h2
h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd keygen label  legend
li link main map mark menu menuitem meta meter nav noframes noscript object ol  optgroup option
output p param picture pre progress q rp rt ruby s samp script section select  slot small source
span strike strong style sub summary sup table tbody td template textarea  tfoot th thead time
title tr track tt u ul var video wbr
"""
_ELEMENTS: Final = frozenset(_HTML.split())


def _styles(document: Xliff) -> Iterator[Found]:
    for element, style, _rest in _styled(document):
        if style is not None and style not in _ELEMENTS:
            yield Found(element, say("“%(value)s” is no element of HTML.", value=brief(style)))


def _style_details(document: Xliff) -> Iterator[Found]:
    for element, style, rest in _styled(document):
        if rest is not None and style is None:
            yield Found(element, needs("fs:subFs", "fs:fs"))


def _styled(document: Xliff) -> Iterator[tuple[etree._Element, str | None, str | None]]:
    for elements in document.by_name.values():
        for element in elements:
            if element.attrib:
                yield element, module(element, "fs:fs"), module(element, "fs:subFs")


RULES = (
    Rule(name="match-ref", section="Translation Candidates Module: ref", find=_matches),
    Rule(name="glossary-entry-empty", section="Glossary Module: glossEntry", find=_entries),
    Rule(
        name="resource-content-or-href",
        section="Resource Data Module: source, target",
        find=_resources,
    ),
    Rule(name="style-no-html", section="Format Style Module: fs", find=_styles),
    Rule(name="style-details-alone", section="Format Style Module: subFs", find=_style_details),
)
