r"""PO files as programs of gettext write them, read an entry at a time.

One expression says what an entry may be, so that whatever it matches keeps to PO's grammar and
order. A file that has anything else is read line by line (`po_lines`, `po_entries`), and told what
is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from translations.formats.bilingual.po_entries import Comment, Entry, Statement, joined, unescaped

_END: Final = r"(?:\r?\n|\Z)"
_STRING: Final = r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"'
_STRINGS: Final = rf"{_STRING}(?:\r?\n{_STRING})*+"
#: White space and comments, but for what is out of use.
_ABOVE: Final = r"(?:(?:\#(?!~)[^\r\n]*+|[ \t]++)?+\r?\n)*+"
_UNUSED: Final = rf"{_STRING}{_END}(?:\#~\ {_STRING}{_END})*+"
_ENTRY = re.compile(
    rf"""
    {_ABOVE}
    (?:
        (?P<first>)
        (?:msgctxt\ (?P<context>{_STRINGS})\r?\n)?+
        msgid\ (?P<source>{_STRINGS})\r?\n
        (?:
            msgstr\ (?P<target>{_STRINGS}){_END}
            |msgid_plural\ (?P<plural>{_STRINGS})\r?\n
            (?P<forms>(?:msgstr\[\d\]\ {_STRINGS}{_END})++)
        )
        |(?:\#~\|[^\r\n]*+{_END})*+
        (?:\#~\ msgctxt\ {_UNUSED})?+ \#~\ msgid\ {_UNUSED}
        (?:
            \#~\ msgstr\ {_UNUSED}
            |\#~\ msgid_plural\ {_UNUSED} (?:\#~\ msgstr\[\d\]\ {_UNUSED})++
        )
    )
    """,
    re.VERBOSE,
)
_BEHIND = re.compile(rf"{_ABOVE}(?:\#(?!~)[^\r\n]*+|[ \t]++)?+\Z", re.VERBOSE)
_FORM = re.compile(rf"msgstr\[(\d)\]\ ({_STRINGS})")
#: A comment that says more than where its text stands in a program.
_COMMENT = re.compile(r"(?:^|(?<=\ufeff))#(?!:)[^\r\n]*(?:\r?\n|\Z)", re.MULTILINE)


def entries(text: str) -> list[Entry] | None:
    """The entries in use, in their order; None where the file has anything unusual."""
    found: list[Entry] = []
    at, line, counted = int(text.startswith("\ufeff")), 1, 0
    while (match := _ENTRY.match(text, at)) is not None:
        first = match.start("first")
        if first >= 0:
            line += text.count("\n", counted, match.start("source"))
            counted = match.start("source")
            found.append(_entry(text, match, at, first, line))
        at = match.end()
    return found if _BEHIND.match(text, at) is not None else None


def _entry(text: str, match: re.Match[str], above: int, first: int, line: int) -> Entry:
    context, source, target, plural, _ = match.group("context", "source", "target", "plural", 0)
    stated = None
    if plural is None:
        forms = [_statement(target, match.start("target"))]
    else:
        below = line + text.count("\n", match.start("source"), match.start("plural"))
        stated = _statement(plural, match.start("plural"), below)
        forms = [
            _statement(each[2], each.start(2), form=int(each[1]))
            for each in _FORM.finditer(text, *match.span("forms"))
        ]
    return Entry(
        _comments(text, above, first),
        first,
        None if context is None else joined(context),
        _statement(source, match.start("source"), line),
        stated,
        forms,
    )


def _comments(text: str, start: int, end: int) -> Sequence[Comment]:
    if start == end:
        return []
    return [
        Comment(each.start(), each.end(), each[0].strip(" \t\r\n"))
        for each in _COMMENT.finditer(text, start, end)
    ]


def _statement(written: str, start: int, line: int = 0, form: int = 0) -> Statement:
    end = start + len(written)
    if "\n" in written:
        return Statement(line, form, start, end, joined(written), True)
    return Statement(line, form, start, end, unescaped(written[1:-1]), False)
