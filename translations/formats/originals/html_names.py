"""Elements and attributes of HTML by what they mean to a translator (WHATWG HTML, 4)."""

from __future__ import annotations

from typing import Final

#: Elements that stand in a line of text; all others begin a new block.
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big blink br cite code data del dfn em font i img input ins kbd label"
    " mark meter nobr output progress q rb rp rt rtc ruby s samp small span strike strong sub sup"
    " time tt u var wbr svg math object video audio canvas embed map iframe picture source track"
    " script style noscript".split()
)
#: Elements in a line whose content is no text of this page: each is one code.
OPAQUE: Final = frozenset(
    "svg math object video audio canvas map iframe picture script style".split()
)
#: Elements that only say how their text looks: two that adjoin and are equal are one.
FORMATTING: Final = frozenset(
    "b i u s em strong font span small big tt sub sup strike mark ins del".split()
)
#: Elements whose content must not vanish with a code.
FIXED: Final = frozenset("img input svg math object video audio canvas embed map iframe picture script style".split())  # fmt: skip
#: An element of these ends an open one of the same set (13.1.2.4, optional tags).
CLOSING: Final = tuple(
    frozenset(each.split()) for each in ("p", "li", "dt dd", "td th", "tr", "option", "optgroup")
)
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
#: Attributes that are read, or read out, to people.
SAID: Final = frozenset(
    {"alt", "title", "placeholder", "aria-label", "aria-description", "label", "content", "value"}
)
#: `content` is said of these names of <meta>, `value` of these types of <input>.
META: Final = frozenset(
    "description og:title og:description og:image:alt twitter:title twitter:description"
    " twitter:image:alt dc.title dc.description".split()
)
BUTTONS: Final = frozenset({"submit", "button", "reset"})
