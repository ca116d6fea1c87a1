"""Coded text as HTML: chips for inline codes, underlines for terms and findings.

Marks may overlap; the text is cut at every border, so that elements always nest.
Offsets are code points of the coded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from glossary.model import Severity
from translations.difference import Change, Stretch
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind, Finding
from workbench.storage.rows import Mention
from workbench.web import messages

_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_CHANGES = {
    Change.SAME: Markup("{}"),
    Change.REMOVED: Markup("<del>{}</del>"),
    Change.ADDED: Markup("<ins>{}</ins>"),
}
_CODE = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch of a text with classes and attributes for it; words, never markup."""

    start: int
    end: int
    classes: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def source(text: str, codes: Sequence[Code], mentions: Iterable[Mention]) -> Markup:
    """Write a source text with its terms underlined."""
    marks = [
        Marked(
            start=mention.start,
            end=mention.end,
            classes="term contested" if mention.contested else "term",
            attributes={"data-term": f"{mention.start}", "data-concept": mention.concept},
        )
        for mention in mentions
    ]
    return marked(text, codes, marks)


def target(text: str, codes: Sequence[Code], findings: Iterable[Finding]) -> Markup:
    """Write a target text with what the checks found underlined where it stands."""
    marks = [
        Marked(
            start=finding.target.start,
            end=finding.target.end,
            classes=f"finding finding-{_TONES[finding.severity]}",
            attributes={"title": messages.said(finding.message)},
        )
        for finding in findings
        if finding.target is not None
    ]
    return marked(text, codes, marks)


def difference(stretches: Iterable[Stretch], codes: Sequence[Code]) -> Markup:
    """Write a text with the words that went and the words that came."""
    return Markup("").join(_CHANGES[kind].format(_plain(text, codes)) for kind, text in stretches)


def marked(text: str, codes: Sequence[Code], marks: Sequence[Marked]) -> Markup:
    """Write a coded text with marks; where several cover a stretch, one element holds them all."""
    if not marks:
        return _plain(text, codes)
    borders = {0, len(text), *(b for mark in marks for b in (mark.start, mark.end))}
    cuts = sorted(border for border in borders if 0 <= border <= len(text))
    return Markup("").join(
        _stretch(text[start:end], codes, [m for m in marks if m.start <= start and end <= m.end])
        for start, end in pairwise(cuts)
    )


def _stretch(text: str, codes: Sequence[Code], marks: Sequence[Marked]) -> Markup:
    inner = _plain(text, codes)
    if not marks:
        return inner
    classes = " ".join(dict.fromkeys(word for mark in marks for word in mark.classes.split()))
    joined: dict[str, str] = {}
    for mark in marks:
        for name, value in mark.attributes.items():
            joined[name] = f"{joined[name]} {value}" if name in joined else value
    written = "".join(f' {name}="{escape(value)}"' for name, value in joined.items())
    return Markup(f'<span class="{classes}"{written}>{inner}</span>')  # noqa: S704 - escaped above


def _plain(text: str, codes: Sequence[Code]) -> Markup:
    written = str(escape(text))
    if not codes and not _CODE.search(written):
        return Markup(written)  # noqa: S704 - escaped above
    return Markup(_CODE.sub(lambda found: chip(found[0], codes), written))  # noqa: S704 - escaped


def chip(char: str, codes: Sequence[Code]) -> Markup:
    """Write an inline code as a chip, isolated in text of any direction."""
    number = ord(char) - FIRST_CODE
    if number >= len(codes):
        return Markup('<span class="code code-unknown" dir="ltr">?</span>')
    code = codes[number]
    shown = code.display or code.id
    sign = {CodeKind.START: "{}›", CodeKind.END: "‹{}", CodeKind.PLACEHOLDER: "{}"}[code.kind]
    return Markup(
        '<span class="code code-{}" dir="ltr" data-code="{}" title="{}">{}</span>'
    ).format(code.kind, number, code.original, sign.format(shown))
