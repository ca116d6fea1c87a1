"""PO: entries are whole and there once, and their plural forms are those of the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from gettext import c2py
from typing import Final

from glossary.saying import Message, say
from translations.validation.base import Flaw
from translations.validation.po.entries import Entry, flaw
from translations.validation.shape_words import brief

_PLURALS: Final = "Additional functions for plural forms"
_RULE: Final = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.*?)\s*;?\s*")
_FIELD: Final = re.compile(r"(?:^|\\n)Plural-Forms:(.*?)(?:\\n|$)")
#: So many numbers are tried, and no language has as many forms as the second.
_NUMBERS: Final = 1_000
_MOST_FORMS: Final = 100

# ---- entries --------------------------------------------------------------------------------


def of_entries(entries: Iterable[Entry]) -> Iterator[Flaw]:
    """What is wrong with entries for themselves, and where one is there twice."""
    seen: set[tuple[str | None, str | None]] = set()
    for entry in entries:
        key = (entry.text("msgctxt"), entry.text("msgid"))
        if not entry.is_whole:
            told = say("The entry lacks its msgid or its msgstr.")
            yield flaw("entry-incomplete", entry.line, told)
        elif key in seen and not entry.obsolete:
            told = say("“%(text)s” is translated above.", text=brief(key[1] or ""))
            yield flaw("entry-repeated", entry.line, told)
        seen |= set() if entry.obsolete else {key}
        yield from _of_line_ends(entry)


def _of_line_ends(entry: Entry) -> Iterator[Flaw]:
    """A translation begins and ends with a line end where its source does."""
    source = entry.text("msgid")
    if not source or not entry.in_use:
        return
    for each in entry.statements:
        is_other = each.text and each.keyword not in {"msgctxt", "msgid"}
        if is_other and _ends(each.text) != _ends(source):
            told = say(
                "msgid and %(keyword)s do not both begin or end with a line end.",
                keyword=each.keyword,
            )
            yield flaw("line-end-differs", each.line, told)


def _ends(text: str) -> tuple[bool, bool]:
    return text.startswith("\\n"), re.search(r"(?<!\\)(?:\\\\)*\\n$", text) is not None


# ---- plural forms ---------------------------------------------------------------------------


def of_plurals(entries: Iterable[Entry], forms: int | None) -> Iterator[Flaw]:
    """Entries whose plural forms are not those that the header states."""
    for entry in entries:
        told = _of_forms(entry, forms) if entry.is_whole else None
        if told is not None:
            yield flaw("plural-forms", entry.line, told, _PLURALS)


def _of_forms(entry: Entry, forms: int | None) -> Message | None:
    written = [each.form for each in entry.translations if each.form is not None]
    is_plural = entry.text("msgid_plural") is not None
    if is_plural != bool(written):
        return say("“msgid_plural” and “msgstr[0]” go together.")
    if written != [str(number) for number in range(len(written))]:
        return say("The plural forms are not numbered from 0 in order.")
    if is_plural and forms not in {None, len(written)} and entry.in_use:
        return say(
            "The entry has %(count)s plural forms; the header says %(wanted)s.",
            count=str(len(written)),
            wanted=str(forms),
        )
    return None


def stated(entries: Sequence[Entry]) -> tuple[int | None, tuple[Flaw, ...]]:
    """How many plural forms the header states, and what is wrong with its rule."""
    header = next((each for each in entries if _is_header(each)), None)
    written = _FIELD.search(header.translations[0].text) if header is not None else None
    if header is None or written is None:
        return None, tuple(_without_rule(entries))
    if "INTEGER" in written[1]:  # a template
        return None, ()
    rule = _RULE.fullmatch(written[1])
    if rule is None or len(rule[1]) > 3 or not 0 < int(rule[1]) <= _MOST_FORMS:
        told = say("“Plural-Forms” of the header is not “nplurals=…; plural=…;”.")
        return None, (flaw("plural-rule", header.line, told, _PLURALS),)
    forms = int(rule[1])
    flaws = (flaw("plural-rule", header.line, told, _PLURALS) for told in _of_rule(rule[2], forms))
    return forms, tuple(flaws)


def _without_rule(entries: Iterable[Entry]) -> Iterator[Flaw]:
    """The first entry that needs the rule that no header states."""
    for entry in entries:
        if entry.in_use and any(each.form is not None and each.text for each in entry.translations):
            told = say("There are plural forms, but the header has no “Plural-Forms”.")
            yield flaw("plural-rule", entry.line, told, _PLURALS)
            return


def _is_header(entry: Entry) -> bool:
    is_first = entry.text("msgid") == "" and entry.text("msgctxt") is None
    return is_first and not entry.obsolete and bool(entry.translations)


def _of_rule(written: str, forms: int) -> Iterator[Message]:
    try:
        form_of = c2py(written)
        chosen = {form_of(number) for number in range(_NUMBERS)}
    except (ValueError, ArithmeticError, RecursionError):
        yield say("The plural rule “%(rule)s” cannot be read.", rule=brief(written))
        return
    if not all(0 <= form < forms for form in chosen):
        yield say("The plural rule “%(rule)s” names a form that is not there.", rule=brief(written))
