"""The entries of a PO file, read on after every flaw of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from glossary.saying import Message, say
from translations.validation.base import Flaw

FORMAT: Final = "The Format of PO Files"
_STATEMENT: Final = re.compile(
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<form>\d+)\])?)?\s*"
    r'"(?P<text>(?:[^"\\]|\\.)*)"'
)
_ESCAPE: Final = re.compile(r"\\(?:[abfnrtv\\\"'?]|[0-7]{1,3}|x[0-9A-Fa-f]+)|(?P<wrong>\\.)")
_DOMAIN: Final = re.compile(r"domain\s+\S.*")

#: What may stand after what; an entry begins with nothing.
_AFTER: Final = {
    "msgctxt": {""},
    "msgid": {"", "msgctxt"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid", "msgid_plural"},
    "msgstr[]": {"msgid", "msgid_plural", "msgstr[]"},
}


class Statement(NamedTuple):
    """A keyword and its string, joined from all its lines."""

    line: int
    obsolete: bool
    keyword: str  #: "msgid" …, "msgstr[]" for every plural form; nothing where a string goes on
    form: str | None  #: the number of a plural form, as it is written
    text: str  #: with its escapes
    fuzzy: bool  #: whether comments above say that a person must look at it
    follows_comment: bool


class Entry(NamedTuple):
    """A message: its statements, each where it may stand."""

    statements: tuple[Statement, ...]

    @property
    def line(self) -> int:
        return self.statements[0].line

    @property
    def obsolete(self) -> bool:
        return self.statements[0].obsolete

    @property
    def in_use(self) -> bool:
        """Whether a program would show its translation."""
        return not self.obsolete and not self.statements[0].fuzzy

    @property
    def is_whole(self) -> bool:
        return self.text("msgid") is not None and bool(self.translations)

    @property
    def translations(self) -> tuple[Statement, ...]:
        return tuple(each for each in self.statements if each.keyword.startswith("msgstr"))

    def text(self, keyword: str) -> str | None:
        """What stands after a keyword; nothing where it is not there."""
        return next((each.text for each in self.statements if each.keyword == keyword), None)


def flaw(rule: str, line: int, message: Message, section: str = FORMAT) -> Flaw:
    """A flaw of a PO file."""
    return Flaw(rule=rule, line=line, message=message, section=section)


def read(text: str) -> tuple[tuple[Entry, ...], tuple[Flaw, ...]]:
    """The entries, and what is wrong with lines and their order."""
    flaws: list[Flaw] = []
    met: list[tuple[Statement, list[str]]] = []  #: with the strings that go on
    for line in _lines(text):
        if isinstance(line, Flaw):
            flaws.append(line)
        elif line.keyword:
            met.append((line, [line.text]))
        elif met:
            flaws += _of_continuation(met[-1][0], line)
            met[-1][1].append(line.text)
        else:
            flaws.append(flaw("statement-order", line.line, say("A string may not stand here.")))
    statements = (statement._replace(text="".join(texts)) for statement, texts in met)
    entries = tuple(Entry(tuple(group)) for group in _grouped(statements))
    flaws += [wrong for entry in entries for wrong in _of_order(entry)]
    return entries, tuple(flaws)


def _lines(text: str) -> Iterator[Statement | Flaw]:
    """Every line that says something, with what the comments above it mean for it."""
    fuzzy = commented = False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        obsolete = line.startswith("#~") and not line.startswith("#~|")
        line = line[2:].strip() if obsolete else line
        if line.startswith("#"):
            flags = line.removeprefix("#,").split(",") if line.startswith("#,") else []
            fuzzy, commented = fuzzy or "fuzzy" in map(str.strip, flags), True
        elif line and not _DOMAIN.fullmatch(line):
            for each in _of_line(number, line, obsolete=obsolete):
                if isinstance(each, Statement):
                    yield each._replace(fuzzy=fuzzy, follows_comment=commented)
                else:
                    yield each
            fuzzy = commented = False


def _of_line(number: int, line: str, *, obsolete: bool) -> Iterator[Statement | Flaw]:
    written = _STATEMENT.fullmatch(line)
    if written is None and (re.sub(r"\\.", "", line).count('"') % 2 == 1):
        yield flaw("string-open", number, say("This string does not end."))
        written = _STATEMENT.fullmatch(f'{line}"')  # read on as if it did
    elif written is None:
        yield flaw("line-unknown", number, say("This line is no PO."))
    if written is None:
        return
    for escape in _ESCAPE.finditer(written["text"]):
        if wrong := escape["wrong"]:
            yield flaw("escape-unknown", number, say("“%(escape)s” means nothing.", escape=wrong))
    keyword, form = written["keyword"] or "", written["form"]
    yield Statement(
        line=number,
        obsolete=obsolete,
        keyword=keyword if form is None else "msgstr[]",
        form=form,
        text=written["text"],
        fuzzy=False,
        follows_comment=False,
    )


def _grouped(statements: Iterable[Statement]) -> Iterator[Sequence[Statement]]:
    """Statements entry by entry."""
    group: list[Statement] = []
    for statement in statements:
        goes_on = (
            group
            and statement.keyword != "msgctxt"
            and (statement.keyword != "msgid" or [each.keyword for each in group] == ["msgctxt"])
        )
        if not goes_on and group:
            yield group
            group = []
        group.append(statement)
    if group:
        yield group


def _of_order(entry: Entry) -> Iterator[Flaw]:
    """Statements in an order that PO does not have."""
    before = ""
    for each in entry.statements:
        if before not in _AFTER[each.keyword]:
            told = say("%(keyword)s may not stand here.", keyword=each.keyword)
            yield flaw("statement-order", each.line, told)
        elif before:
            yield from _of_continuation(entry.statements[0], each)
        before = each.keyword


def _of_continuation(statement: Statement, other: Statement) -> Iterator[Flaw]:
    """What parts two lines of one entry."""
    if other.follows_comment:
        told = say("A comment may not stand within an entry.")
        yield flaw("comment-within", other.line, told)
    if statement.obsolete != other.obsolete:
        told = say("Only some lines of the entry are out of use (#~).")
        yield flaw("obsolete-halved", other.line, told)
