"""Elements and attributes of HTML by what they mean to a translator (WHATWG HTML, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Elements in a line whose content is no text of this page: each is one code.
OPAQUE: Final = _set("svg math object video audio canvas map iframe picture script style")
#: Elements that stand in a line of text; all others begin a new block.
INLINE: Final = OPAQUE | _set(
    "a abbr acronym b bdi bdo big blink br cite code data del dfn em embed font i img input ins kbd"
    " label mark meter nobr noscript output progress q rb rp rt rtc ruby s samp small source span"
    " strike strong sub sup time track tt u var wbr"
)
#: Elements that only say how their text looks: two that adjoin and are equal are one.
FORMATTING: Final = _set("b i u s em strong font span small big tt sub sup strike mark ins del")
#: Elements that must not vanish with a code.
FIXED: Final = OPAQUE | _set("img input embed")
#: An element of these ends an open one of the same set (13.1.2.4, optional tags).
CLOSING: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        name: _set(each)
        for each in ("p", "li", "dt dd", "td th", "tr", "option", "optgroup")
        for name in each.split()
    }
)
HEADINGS: Final = _set("h1 h2 h3 h4 h5 h6")
LISTS: Final = _set("ul ol menu dir")
#: Attributes that are read, or read out, to people.
SAID: Final = _set("alt title placeholder aria-label aria-description label content value")
#: `content` is said of these names of <meta>, `value` of these types of <input>.
META: Final = _set(
    "description og:title og:description og:image:alt twitter:title twitter:description"
    " twitter:image:alt dc.title dc.description"
)
BUTTONS: Final = _set("submit button reset")
