"""PO and POT files of GNU gettext: their grammar, their header and their plural forms.

After the manual of gettext, "The Format of PO Files". A file is read on after a flaw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from gettext import c2py
from typing import Final

from glossary.saying import Message, say
from translations.formats.po_lines import decoded
from translations.validation.base import File, Flaw, Validator, Verdict, in_order
from translations.validation.shape_words import brief

_FORMAT: Final = "The Format of PO Files"
_PLURALS: Final = "Additional functions for plural forms"
_CATALOGUE: Final = re.compile(rb'^\s*(?:#~\s*)?(?:msgid|msgstr|msgctxt|domain)[ \t\["]', re.MULTILINE)
_STATEMENT: Final = re.compile(
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<index>\d+)\])?)?\s*"
    r'"(?P<text>(?:[^"\\]|\\.)*)"'
)
_ESCAPE: Final = re.compile(r"\\(?:[abfnrtv\\\"'?]|[0-7]{1,3}|x[0-9A-Fa-f]+)|\\.")
_NO_ESCAPE: Final = re.compile(r"\\[^abfnrtv\\\"'?0-7x]")
_DOMAIN: Final = re.compile(r"domain\s+\S.*")
_FORMS: Final = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.*?)\s*;?\s*")
_FIELD: Final = re.compile(r"(?:^|\n)Plural-Forms:([^\n]*)")
#: Beyond this no number is tried, and no language has more forms than the second.
_NUMBERS: Final = 1_000
_MOST_FORMS: Final = 100

#: What may stand after what; an entry begins with nothing.
_AFTER: Final = {
    "msgctxt": frozenset({""}),
    "msgid": frozenset({"", "msgctxt"}),
    "msgid_plural": frozenset({"msgid"}),
    "msgstr": frozenset({"msgid", "msgid_plural", "msgstr[]"}),
}


@dataclass(slots=True, kw_only=True)
class _Entry:
    """A message as its lines tell it, while they are read."""

    line: int
    obsolete: bool
    last: str = ""  #: the keyword that strings go on for; msgstr[] for any plural form
    texts: dict[str, str] = field(default_factory=dict)
    forms: list[int] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return self.last.startswith("msgstr")


def _flaw(rule: str, line: int, message: Message, section: str = _FORMAT) -> Flaw:
    return Flaw(rule=rule, line=line, message=message, section=section)


# ---- lines ----------------------------------------------------------------------------------


def _read(text: str) -> tuple[list[_Entry], list[Flaw]]:
    entries: list[_Entry] = []
    flaws: list[Flaw] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        obsolete = line.startswith("#~") and not line.startswith("#~|")
        if obsolete:
            line = line[2:].strip()
        if not line or (line.startswith("#")) or _DOMAIN.fullmatch(line):
            continue
        written = _STATEMENT.fullmatch(line)
        if written is None:
            flaws.append(_of_line(number, line))
            continue
        flaws += _of_escapes(number, written["text"])
        flaws += _taken(entries, number, written, obsolete=obsolete)
    return entries, flaws


def _of_line(number: int, line: str) -> Flaw:
    quotes = re.sub(r"\\.", "", line).count('"')
    if quotes % 2:
        return _flaw("string-open", number, say("This string does not end."))
    return _flaw("line-unknown", number, say("This line is no PO."))


def _of_escapes(number: int, text: str) -> Iterator[Flaw]:
    for escape in _ESCAPE.findall(text):
        if _NO_ESCAPE.fullmatch(escape) or escape == "\\x":
            told = say("“%(escape)s” stands for nothing.", escape=escape)
            yield _flaw("escape-unknown", number, told)


def _taken(
    entries: list[_Entry], number: int, written: re.Match[str], *, obsolete: bool
) -> Iterator[Flaw]:
    """Put a statement into its entry, and tell where it may not stand."""
    keyword, text = written["keyword"] or "", written["text"]
    if not keyword:
        if not entries or not entries[-1].last:
            yield _flaw("statement-order", number, say("A string may not stand here."))
        else:
            entries[-1].texts[entries[-1].last] += text
        return
    kind = "msgstr" if keyword.startswith("msgstr") else keyword
    if kind in {"msgctxt", "msgid"} and (
        not entries or entries[-1].is_done or entries[-1].obsolete != obsolete
        or kind == "msgctxt" or "msgid" in entries[-1].texts
    ):  # fmt: skip
        entries.append(_Entry(line=number, obsolete=obsolete))
    if not entries:
        yield _out_of_place(number, keyword)
        return
    entry = entries[-1]
    before = "msgstr[]" if entry.forms else entry.last
    if before not in _AFTER[kind] or (kind == "msgstr" and before == "msgstr"):
        yield _out_of_place(number, keyword)
        return
    entry.last = keyword
    entry.texts[keyword] = text
    if written["index"] is not None:
        entry.forms.append(int(written["index"]) if len(written["index"]) < 4 else _MOST_FORMS)


def _out_of_place(number: int, keyword: str) -> Flaw:
    told = say("%(keyword)s may not stand here.", keyword=keyword)
    return _flaw("statement-order", number, told)


# ---- entries --------------------------------------------------------------------------------


def _of_entries(entries: Iterable[_Entry], forms: int | None) -> Iterator[Flaw]:
    seen: set[tuple[str | None, str | None]] = set()
    for entry in entries:
        if not entry.is_done or "msgid" not in entry.texts:
            yield _flaw("entry-incomplete", entry.line, say("The entry has no msgid and msgstr."))
            continue
        key = (entry.texts.get("msgctxt"), entry.texts["msgid"])
        if key in seen and not entry.obsolete:
            told = say("“%(text)s” is translated above.", text=brief(entry.texts["msgid"]))
            yield _flaw("entry-repeated", entry.line, told)
        seen |= set() if entry.obsolete else {key}
        yield from _of_plurals(entry, forms)
        yield from _of_line_ends(entry)


def _of_plurals(entry: _Entry, forms: int | None) -> Iterator[Flaw]:
    is_plural = "msgid_plural" in entry.texts
    if is_plural != bool(entry.forms):
        told = say("“msgid_plural” and “msgstr[0]” go together.")
        yield _flaw("plural-halved", entry.line, told, _PLURALS)
    elif entry.forms != list(range(len(entry.forms))):
        told = say("The plural forms are not numbered from 0 in order.")
        yield _flaw("plural-numbering", entry.line, told, _PLURALS)
    elif is_plural and forms is not None and not entry.obsolete and len(entry.forms) != forms:
        told = say("The entry has %(count)s plural forms; the header says %(wanted)s.",
                   count=str(len(entry.forms)), wanted=str(forms))  # fmt: skip
        yield _flaw("plural-count", entry.line, told, _PLURALS)


def _of_line_ends(entry: _Entry) -> Iterator[Flaw]:
    """A translation begins and ends with a line end where its source does."""
    source = entry.texts["msgid"]
    if not source or entry.obsolete:
        return
    for name, text in entry.texts.items():
        is_other = text and name not in {"msgctxt", "msgid"}
        if is_other and _ends(text) != _ends(source):
            told = say("msgid and %(keyword)s do not both begin or end with a line end.",
                       keyword=name)  # fmt: skip
            yield _flaw("line-end-differs", entry.line, told)


def _ends(text: str) -> tuple[bool, bool]:
    return text.startswith("\\n"), re.search(r"(?<!\\)(?:\\\\)*\\n$", text) is not None


# ---- header ---------------------------------------------------------------------------------


def _forms(entries: Iterable[_Entry]) -> tuple[int | None, list[Flaw]]:
    """How many plural forms the header states, and what is wrong with its rule."""
    header = next((e for e in entries if e.texts.get("msgid") == "" and not e.obsolete
                   and "msgctxt" not in e.texts), None)  # fmt: skip
    text = "" if header is None else header.texts.get("msgstr", "").replace("\\n", "\n")
    stated = _FIELD.search(text)
    if header is None or stated is None:
        return None, []
    rule = _FORMS.fullmatch(stated[1])
    if "nplurals=INTEGER" in stated[1].replace(" ", ""):
        return None, []
    if rule is None or len(rule[1]) > 3 or not 0 < int(rule[1]) <= _MOST_FORMS:
        told = say("“Plural-Forms” of the header is not “nplurals=…; plural=…;”.")
        return None, [_flaw("plural-rule", header.line, told, _PLURALS)]
    flaws = [_flaw("plural-rule", header.line, told, _PLURALS)
             for told in _of_rule(rule[2], int(rule[1]))]  # fmt: skip
    return int(rule[1]), flaws


def _of_rule(written: str, forms: int) -> Iterator[Message]:
    try:
        form_of = c2py(written)
        chosen = {form_of(number) for number in range(_NUMBERS)}
    except (ValueError, ArithmeticError, RecursionError):
        yield say("The plural rule “%(rule)s” cannot be read.", rule=brief(written))
        return
    if not all(0 <= form < forms for form in chosen):
        yield say("The plural rule “%(rule)s” names a form that is not there.", rule=brief(written))


def _recognises(file: File) -> bool:
    by_name = file.name.lower().endswith((".po", ".pot"))
    return file.root is None and (by_name or _CATALOGUE.search(file.body) is not None)


def _judge(file: File) -> Verdict:
    entries, flaws = _read(decoded(file.body))
    forms, of_header = _forms(entries)
    return Verdict(
        format="PO", flaws=in_order([*flaws, *of_header, *_of_entries(entries, forms)])
    )


VALIDATOR: Final = Validator(name="PO", recognises=_recognises, judge=_judge)
