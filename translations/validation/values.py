"""What the value of an attribute may look like: kinds, each with a pattern and words for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from glossary.saying import Joint, Message, listed, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Values of one kind."""

    pattern: re.Pattern[str]
    wanted: Message  #: what is expected, as it stands in a sentence

    def allows(self, value: str) -> bool:
        return self.pattern.fullmatch(value) is not None


_NMTOKEN: Final = r"[\w:.\-\u00b7\u0300-\u036f\u203f\u2040]+"
#: RFC 5646 by its grammar; whether the subtags are registered is not asked.
_LANGUAGE: Final = (
    r"(?i:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+|i-[a-z]{2,8}(?:-[a-z0-9]{2,8})*)"
)
_DATE: Final = r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"


def _kind(pattern: str, wanted: Message) -> Kind:
    return Kind(pattern=re.compile(pattern, re.DOTALL), wanted=wanted)


KINDS: Final[Mapping[str, Kind]] = {
    "text": _kind(r".*", say("a text")),
    "filled": _kind(r".*\S.*", say("a text that is not empty")),
    "nmtoken": _kind(_NMTOKEN, say("a name of letters, digits and “.-_:”")),
    "nmtokens": _kind(
        rf"\s*{_NMTOKEN}(?:\s+{_NMTOKEN})*\s*",
        say("names of letters, digits and “.-_:”, with spaces between them"),
    ),
    "language": _kind(_LANGUAGE, say("a language tag (BCP 47)")),
    "source": _kind(rf"\*all\*|{_LANGUAGE}", say("a language tag (BCP 47), or “*all*”")),
    "unicode": _kind(r"#x[0-9A-Fa-f]{1,6}", say("a code point such as #xF8FF")),
    "count": _kind(r"\s*\+?\d+\s*", say("a whole number")),
    "positive": _kind(r"\s*\+?0*[1-9]\d*\s*", say("a whole number from 1")),
    "percent": _kind(
        r"\s*\+?0*(?:100(?:\.0*)?|\d{1,2}(?:\.\d*)?|\.\d+)\s*", say("a number from 0 to 100")
    ),
    "share": _kind(r"\s*\+?0*(?:1(?:\.0*)?|0(?:\.\d*)?|\.\d+)\s*", say("a number from 0 to 1")),
    "prefixed": _kind(r"[^\s:]+:.+", say("a prefix, a colon and a value")),
    "hex": _kind(r"[0-9A-Fa-f]{1,6}", say("a code point in hexadecimal digits")),
    "coordinates": _kind(
        r"(?:-?\d+|#)(?:;(?:-?\d+|#)){3}", say("four numbers or “#”, with semicolons between them")
    ),
    "date": _kind(_DATE, say("a date and time (ISO 8601)")),
    "basicdate": _kind(r"\d{8}T\d{6}Z", say("a date and time such as 20240131T120000Z")),
}


@cache
def kind_of(written: str) -> Kind:
    """A kind by its name, or by the values that it lists: "yes|no", with an "x-…" of one's own."""
    if written in KINDS:
        return KINDS[written]
    values = written.split("|")
    choices = [r"x-.+" if value == "x-" else re.escape(value) for value in values]
    named = [value + "…" if value == "x-" else value for value in values]
    wanted = say("one of %(values)s", values=listed(named, Joint.COMMA))
    return _kind("|".join(choices), wanted)
