"""The lines of a PO file, checked one by one: what is wrong is named with its line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from glossary.saying import Message, say
from translations.errors import UnreadableDocument


class Statement(NamedTuple):
    """A line that is not blank, spelt as every reader of PO takes it."""

    number: int
    keyword: str  #: "msgid" …; "#" for a comment, nothing where a string goes on
    line: str


def decoded(data: bytes) -> str:
    """The text, by its byte order mark, its header's charset or else as UTF-8."""
    return even(as_written(data)[0])


def as_written(data: bytes) -> tuple[str, str]:
    """The text that gives back these bytes, mark and all, and its encoding; else as `decoded`."""
    encoding = exact = encoding_of(data)
    if encoding == "utf-16":
        exact = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    try:
        text = data.decode(exact)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument(
            say("This is no text in %(encoding)s.", encoding=encoding), line=line
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableDocument(say("A NUL character is no text."), line=line)
    return text, exact


def even(text: str) -> str:
    """A text without its mark, with the line ends that rules are written for."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def statements(text: str) -> Iterator[Statement]:
    """Every line that is not blank, checked by PO's grammar and in PO's order."""
    before, number = "start", 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line or (before in _LAST and _DOMAIN.fullmatch(line)):
            continue
        if line.startswith("#") and not _WRITTEN.fullmatch(line):
            if not _SAYS_NOTHING.match(line):
                yield Statement(number, "#", _UNMARKED.sub("# ", line))
            continue
        statement = _statement(number, line)
        if statement.keyword not in _FOLLOWING[before]:
            raise UnreadableDocument(_out_of_place(statement.keyword, before), line=number)
        before = statement.keyword or before
        yield statement
    if before not in _LAST:
        raise UnreadableDocument(say("The last entry has no msgstr."), line=number)


_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([A-Za-z0-9._:-]+)", re.IGNORECASE)
#: Names of encodings that are text; Python knows others ("hex", "rot13").
_TEXT = re.compile(
    r"utf[-_]?(8|16|32)|(us-?)?ascii|iso|latin|cp?\d|windows|koi8|mac|gb|big5|euc|shift|tis",
    re.IGNORECASE,
)

_WRITTEN = re.compile(
    r"(?P<obsolete>\#~\s*)?"
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?"
    r'\s*(?P<string>"(?:[^"\\]++|\\.)*+")'
)

#: Comments without words, and what an obsolete entry was before; at the end of a file they make
#: polib forget the entry above.
_SAYS_NOTHING = re.compile(r"#[:,.|~]$|#~\|")

#: How a translator's comment begins that has no space before its words.
_UNMARKED = re.compile(r"^#(?=[^\s~:,.|#])")
#: Says into which compiled file the entries below go; nothing of their texts.
_DOMAIN = re.compile(r"domain\s+\S.*")

#: What may stand after what; nothing means that a string goes on.
_FOLLOWING = {
    "start": {"msgctxt", "msgid"},
    "msgctxt": {"", "msgid"},
    "msgid": {"", "msgid_plural", "msgstr"},
    "msgid_plural": {"", "msgstr[]"},
    "msgstr": {"", "msgctxt", "msgid"},
    "msgstr[]": {"", "msgstr[]", "msgctxt", "msgid"},
}
_LAST = {"start", "msgstr", "msgstr[]"}


def encoding_of(data: bytes) -> str:
    """The name that Python has for the encoding of a file, or `UnreadableDocument`."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    declared = _CHARSET.search(data)
    name = declared[1].decode("ascii") if declared else "utf-8"
    if name.upper() == "CHARSET":  # the placeholder of a template
        return "utf-8"
    try:
        known = codecs.lookup(name).name if _TEXT.match(name) else ""
    except LookupError:
        known = ""
    if not known:
        raise UnreadableDocument(say("The encoding “%(name)s” is not known.", name=name))
    return known


def _statement(number: int, line: str) -> Statement:
    written = _WRITTEN.fullmatch(line)
    if written is None:
        raise UnreadableDocument(_what_is_wrong(line), line=number)
    keyword = written["keyword"] or ""
    if re.fullmatch(r"msgstr\[\d\d+\]", keyword):
        raise UnreadableDocument(say("More than ten plural forms are not read."), line=number)
    spelt = f"{keyword} {written['string']}".strip()
    kind = "msgstr[]" if "[" in keyword else keyword
    return Statement(number, kind, f"#~ {spelt}" if written["obsolete"] else spelt)


def _what_is_wrong(line: str) -> Message:
    quotes = len(re.sub(r"\\.", "", line).split('"')) - 1
    return say("This string does not end.") if quotes == 1 else say("This line is no PO.")


def _out_of_place(keyword: str, before: str) -> Message:
    if keyword in ("msgctxt", "msgid") and before not in _LAST:
        return say("The entry above has no msgstr.")
    if not keyword:
        return say("A string may not stand here.")
    return say("%(keyword)s may not stand here.", keyword=keyword)
