"""XLIFF 2.1: what the ITS module (W3C ITS 2.0) lets its attributes say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from glossary.saying import say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import wrong_value
from translations.validation.values import kind_of
from translations.validation.xliff2.document import Xliff, module
from translations.validation.xliff2.rules_codes import unknown

_ITS: Final = "{http://www.w3.org/2005/11/its}"
_ISSUES: Final = (
    "terminology|mistranslation|omission|untranslated|addition|duplication|inconsistency|grammar|"
    "legal|register|locale-specific-content|locale-violation|style|characters|misspelling|"
    "typographical|formatting|inconsistent-entities|numbers|markup|pattern-problem|whitespace|"
    "internationalization|length|non-conformance|uncategorized|other"
)
_KINDS: Final[Mapping[str, str]] = {
    "locQualityIssueType": _ISSUES,
    "locQualityIssueSeverity": "percent",
    "locQualityIssueEnabled": "yes|no",
    "locQualityRatingScore": "percent",
    "locQualityRatingScoreThreshold": "percent",
    "mtConfidence": "share",
    "taConfidence": "share",
    "termConfidence": "share",
}
#: Attributes that point to records kept beside the text.
_REFERENCES: Final = ("locQualityIssuesRef", "provenanceRecordsRef")


def _marked(document: Xliff) -> Iterator[tuple[etree._Element, Mapping[str, str]]]:
    """Elements with attributes of ITS, or of its own elements."""
    for elements in document.by_name.values():
        for element in elements:
            is_its = str(element.tag).startswith(_ITS)
            said = {
                str(name).removeprefix(_ITS): str(value)
                for name, value in element.attrib.items()
                if is_its or str(name).startswith(_ITS)
            }
            if said:
                yield element, said


def _values(document: Xliff) -> Iterator[Found]:
    for element, said in _marked(document):
        for name, kind in _KINDS.items():
            if name in said and not kind_of(kind).allows(said[name]):
                wanted = kind_of(kind).wanted
                yield Found(element, wrong_value(element, f"its:{name}", said[name], wanted))


def _score_and_vote(document: Xliff) -> Iterator[Found]:
    for element, said in _marked(document):
        if {"locQualityRatingScore", "locQualityRatingVote"} <= said.keys():
            told = say(
                "“%(first)s” and “%(second)s” may not stand together.",
                first="its:locQualityRatingScore",
                second="its:locQualityRatingVote",
            )
            yield Found(element, told)


def _records(document: Xliff) -> Iterator[Found]:
    held = {
        module(element, "xml:id") or element.get("id")
        for elements in document.by_name.values()
        for element in elements
        if str(element.tag).startswith(_ITS)
    }
    for element, said in _marked(document):
        for name in _REFERENCES:
            reference = said.get(name, "")
            if reference.startswith("#") and reference[1:].rpartition("=")[2] not in held:
                yield Found(element, unknown(f"its:{name}", reference))


RULES = (
    Rule(name="its-value", section="ITS Module", find=_values),
    Rule(name="its-score-and-vote", section="ITS Module", find=_score_and_vote),
    Rule(name="its-record-unknown", section="ITS Module", find=_records),
)
