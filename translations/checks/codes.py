"""Inline codes: all of the source's, once, well nested, in an order that may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from glossary.model import Severity, Span
from glossary.saying import say
from translations.checks.base import Check, Pair
from translations.inline import Fault, code_points, validate
from translations.model import FIRST_CODE, Code, CodeKind, Finding

NAME = "codes"
#: Kinds of errors after which an edition could not be written: nobody may except or override them.
BREAKING = frozenset(fault.value for fault in Fault)

#: Markup and placeholders that stand in the text itself, as in PO and TSV files.
_MARKUP = re.compile(
    r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|\{\{?[\w.:!-]*\}\}?|%(?:\(\w+\))?[-+#0]*\d*(?:\.\d+)?[sdfr](?!\w)"
    r"|\$\{\w+\}|\*\*|`"
)

_MESSAGES = {
    Fault.UNKNOWN: say("The source has no such code."),
    Fault.REPEATED: say("This code stands twice."),
    Fault.CROSSED: say("These codes are not well nested."),
    Fault.MOVED: say("This code may not change its place."),
}


def breaks(finding: Finding) -> bool:
    """Say whether a finding is of codes that are broken, not of signs in plain words."""
    errs = finding.severity is Severity.ERROR
    return finding.check == NAME and finding.kind in BREAKING and errs


def _codes(pair: Pair) -> Iterator[Finding]:
    codes = pair.codes or _assumed(pair.source)
    for fault in validate(pair.target, codes):
        if fault.fault is Fault.MISSING:
            yield _missing(pair, fault.index, codes, Severity.ERROR)
        else:
            yield _wrong(fault.fault, fault.offset)
    yield from _left_out(pair, codes)
    yield from _markup(pair)


def _assumed(source: str) -> tuple[Code, ...]:
    """Codes that nothing is known of but their number: each is needed, in any order."""
    count = max((ord(point) - FIRST_CODE + 1 for point in code_points(source)), default=0)
    return tuple(
        Code(id=str(index), kind=CodeKind.PLACEHOLDER, original="", can_delete=False)
        for index in range(count)
    )


def _left_out(pair: Pair, codes: tuple[Code, ...]) -> Iterator[Finding]:
    """Codes that may be deleted, but whose loss a person should have meant."""
    present = set(code_points(pair.target))
    used = {codes[ord(p) - FIRST_CODE].id for p in present if ord(p) - FIRST_CODE < len(codes)}
    for index, code in enumerate(codes):
        if code.can_delete and code.id not in used and code.kind is not CodeKind.END:
            yield _missing(pair, index, codes, Severity.WARNING)


def _missing(pair: Pair, index: int, codes: tuple[Code, ...], severity: Severity) -> Finding:
    at = pair.source.find(chr(FIRST_CODE + index))
    name = codes[index].display or codes[index].original or str(index + 1)
    return Finding(
        check=NAME,
        kind="missing",
        severity=severity,
        message=say("The code %(name)s of the source is not in the translation.", name=name),
        source=Span(at, at + 1) if at >= 0 else None,
    )


def _wrong(fault: Fault, offset: int | None) -> Finding:
    return Finding(
        check=NAME,
        kind=fault.value,
        severity=Severity.ERROR,
        message=_MESSAGES[fault],
        target=None if offset is None else Span(offset, offset + 1),
    )


def _markup(pair: Pair) -> Iterator[Finding]:
    theirs, ours = (Counter(_MARKUP.findall(text)) for text in (pair.source, pair.target))
    for sign in theirs - ours:
        at = pair.source.find(sign)
        yield Finding(
            check=NAME,
            kind="missing-markup",
            severity=Severity.ERROR,
            message=say("%(sign)s of the source is not in the translation.", sign=sign),
            source=Span(at, at + len(sign)),
        )
    for sign in ours - theirs:
        at = pair.target.rfind(sign)
        yield Finding(
            check=NAME,
            kind="unknown-markup",
            severity=Severity.WARNING,
            message=say("%(sign)s is not in the source, or not as often.", sign=sign),
            target=Span(at, at + len(sign)),
        )


def _code(kind: CodeKind, of: str, *, can_delete: bool = True, can_reorder: bool = True) -> Code:
    return Code(id=of, kind=kind, original=of, can_delete=can_delete, can_reorder=can_reorder)


_BOLD = (_code(CodeKind.START, "b"), _code(CodeKind.END, "b"))
_LINES = tuple(
    _code(CodeKind.PLACEHOLDER, f"br{n}", can_delete=False, can_reorder=False) for n in "12"
)


def _pair(source: str, target: str, *codes: Code) -> Pair:
    return Pair(
        source=source, target=target, source_language="en", target_language="ru", codes=codes
    )


CHECK = Check(
    name=NAME,
    title="Inline codes",
    run=_codes,
    passes=(
        _pair("A \ue000bold\ue001 word", "\ue000Смелое\ue001 слово", *_BOLD),
        _pair("One\ue000two\ue001three", "Раз\ue000два\ue001три", *_LINES),
        _pair("Two \ue000 and \ue001", "\ue001 и \ue000"),
        _pair("A <b>bold</b> word of {name}", "<b>Смелое</b> слово {name}"),
        _pair("80% said so", "80% сказали так"),
    ),
    fails=(
        _pair("A \ue000bold\ue001 word", "Смелое слово", *_BOLD),
        _pair("A \ue000bold\ue001 word", "\ue000Смелое слово", *_BOLD),
        _pair("A \ue000bold\ue001 word", "\ue001Смелое\ue000 слово", *_BOLD),
        _pair("A \ue000bold\ue001 word", "\ue000\ue000Смелое\ue001 слово", *_BOLD),
        _pair("A \ue000bold\ue001 word", "\ue000Смелое\ue001 слово\ue005", *_BOLD),
        _pair("One\ue000two\ue001three", "Раз\ue001два\ue000три", *_LINES),
        _pair("One\ue000two\ue001three", "Раз\ue000дватри", *_LINES),
        _pair("Two \ue000 and \ue001", "Только \ue000"),
        _pair("A <b>bold</b> word", "<b>Смелое слово"),
        _pair("By {name}", "От имени"),
        _pair("A word", "**Слово**"),
    ),
)  # fmt: skip
