"""Dates and names of languages as a language writes them (Unicode CLDR, by Babel)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date


def printed_date(written: str, language: str) -> str:
    """An ISO 8601 date as the language prints it; as it is written where it is no such date."""
    day, locale = day_of(written), _locale(language)
    printed = format_date(day, format="long", locale=locale) if day and locale else written
    # The narrow space that CLDR has here is in few fonts.
    return printed.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def day_of(written: str) -> date | None:
    """The day of an ISO 8601 date or moment, if it is one."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def with_territory(tag: str) -> str:
    """The tag as `uk_UA`, with the most likely territory where it names none; "" for none."""
    locale = _locale(tag)
    if locale is None:
        return ""
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    territory = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else ""


def language_name(tag: str, language: str) -> str:
    """What a language is called in another, or in itself; its tag where nobody knows."""
    named, speaker = _locale(tag), _locale(language)
    name = named.get_display_name(speaker) if named and speaker else None
    return name or tag


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale | None:
    """The locale of the tag, or else of its language alone."""
    written = tag.replace("-", "_")
    for each in dict.fromkeys((written, written.partition("_")[0])):
        try:
            return Locale.parse(each)
        except (ValueError, UnknownLocaleError):
            continue
    return None
