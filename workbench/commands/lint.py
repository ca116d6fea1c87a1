"""`glossary check`, `glossary match` and `check`: linters that need no database.

Exit status: 0 clean, 1 errors found, 2 bad input or usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import click

from glossary.enforcement import Enforcer, compile_enforcer
from glossary.errors import GlossaryError
from glossary.formats.csv_folder import read_folder
from glossary.formats.tbx import read_tbx
from glossary.matching import Matcher, Sought, compile_terms
from glossary.model import Severity, Span, TermBase
from glossary.termbases import shipped
from translations import checks
from translations.checks.base import Pair
from translations.checks.terminology import findings as terminology
from translations.errors import TranslationsError
from translations.model import Finding
from workbench.errors import WorkbenchError
from workbench.pairs import LintPair, UnreadablePair, read

_CLEAN, _ERRORS, _BAD_INPUT = 0, 1, 2
#: Terms of `glossary match` that are kept compiled.
_COMPILED = 4096

Judge = Callable[[LintPair], Iterable[Finding]]


class Style(NamedTuple):
    """How a linter prints: the key of its list in JSON, and whether to name the check."""

    key: str
    named: bool


_VIOLATIONS = Style("violations", named=False)
_FINDINGS = Style("findings", named=True)


def pair_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that both linters of pairs share."""
    for option in (
        click.argument("pairs", type=click.File("rb")),
        click.option("--json", "as_json", is_flag=True, help="One JSON object a line."),
        click.option("--policy", default="", help="House style; without it statuses alone."),
        click.option("--termbase", type=click.Path(exists=True, path_type=Path),
                     help="TBX file, or folder of CSV files; without it the shipped one."),
        click.option("--to", "target", required=True, help="Language of the targets."),
        click.option("--from", "source", required=True, help="Language of the sources."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command("check")
@pair_options
def glossary_check(**options: Any) -> None:
    """Check the terms of PAIRS (TSV or PO; - for standard input) against the glossary."""
    enforcer = _enforcer(options)

    def judge(pair: LintPair) -> Iterable[Finding]:
        judgement = enforcer.judge(pair.source, pair.target, voice=pair.voice)
        return terminology(judgement.violations)

    _lint(options, judge, _VIOLATIONS)


@click.command("check")
@pair_options
def all_checks(**options: Any) -> None:
    """Run all checks on PAIRS (TSV or PO; - for standard input)."""
    enforcer = _enforcer(options)

    def judge(pair: LintPair) -> Iterator[Finding]:
        judgement = enforcer.judge(pair.source, pair.target, voice=pair.voice)
        yield from terminology(judgement.violations)
        yield from checks.run(
            Pair(
                source=pair.source,
                target=pair.target,
                source_language=options["source"],
                target_language=options["target"],
                voice=pair.voice,
            )
        )

    _lint(options, judge, _FINDINGS)


@click.command("match")
@click.option("--lang", "language", required=True, help="Language of terms and texts.")
def glossary_match(language: str) -> None:
    """Read {"term", "text"} as JSON lines; print where the term stands, in any form."""
    status = _CLEAN
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            answer = _matches(json.loads(line), language)
        except (ValueError, KeyError, TypeError) as error:
            status = _BAD_INPUT
            answer = {"id": number, "error": f"line {number}: {_why(error)}"}
        _print_json(answer)
    sys.exit(status)


def _matches(request: dict[str, Any], language: str) -> dict[str, Any]:
    term, text = request["term"], request["text"]
    if not isinstance(term, str) or not isinstance(text, str):
        raise TypeError("term and text must be strings")
    found = _matcher(term, language).find(text)
    return {"matches": [{"span": list(o.span), "form": o.form, "reason": o.reason} for o in found]}


@lru_cache(maxsize=_COMPILED)
def _matcher(term: str, language: str) -> Matcher:
    return compile_terms([Sought(concept="term", term="t1", text=term)], language)


def _why(error: Exception) -> str:
    return f"there is no {error}" if isinstance(error, KeyError) else str(error)


def read_termbase(path: Path | None) -> TermBase:
    """Read a TBX file or a folder of CSV files; without a path, the shipped term base."""
    if path is None:
        return shipped()
    if path.is_dir():
        return read_folder({file.name: file.read_bytes() for file in path.glob("*.csv")})
    return read_tbx(path.read_bytes(), path.name)


def _enforcer(options: dict[str, Any]) -> Enforcer:
    try:
        return compile_enforcer(
            read_termbase(options["termbase"]),
            source_language=options["source"],
            target_language=options["target"],
            policy=options["policy"],
        )
    except (GlossaryError, OSError) as error:
        raise click.UsageError(str(error)) from error


def _lint(options: dict[str, Any], judge: Judge, style: Style) -> None:
    stream = options["pairs"]
    report = _json_line if options["as_json"] else _text_lines
    worst = _CLEAN
    try:
        for pair in read(stream.read(), stream.name):
            if isinstance(pair, UnreadablePair):
                worst = _BAD_INPUT
                _unreadable(pair, as_json=options["as_json"])
                continue
            found = tuple(judge(pair))
            report(pair, found, style)
            if any(finding.severity is Severity.ERROR for finding in found):
                worst = max(worst, _ERRORS)
    except (WorkbenchError, TranslationsError) as error:
        raise click.UsageError(str(error)) from error
    sys.exit(worst)


def _unreadable(pair: UnreadablePair, *, as_json: bool) -> None:
    if as_json:
        _print_json({"id": pair.id, "error": pair.reason})
    else:
        click.echo(f"{pair.id}: cannot be read: {pair.reason}", err=True)


def _json_line(pair: LintPair, found: Sequence[Finding], style: Style) -> None:
    _print_json({"id": pair.id, style.key: [_as_json(finding, style) for finding in found]})


def _as_json(finding: Finding, style: Style) -> dict[str, Any]:
    return {
        **({"check": finding.check} if style.named else {}),
        "concept": finding.concept,
        "kind": finding.kind,
        "severity": finding.severity.name.lower(),
        "source": _span(finding.source),
        "target": _span(finding.target),
        "message": finding.message,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _text_lines(pair: LintPair, found: Sequence[Finding], style: Style) -> None:
    for finding in found:
        name = f"{finding.check}/{finding.kind}" if style.named else finding.kind
        click.echo(f"{pair.id}: {finding.severity.name.lower()}: {name}: {finding.message}")


def _print_json(value: dict[str, Any], stream: TextIO | None = None) -> None:
    print(json.dumps(value, ensure_ascii=False), file=stream, flush=True)
