"""`glossary check` and `check`: linters of pairs that need no database.

Exit status: 0 clean, 1 errors found, 2 bad input or usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import click

from glossary.enforcement import Enforcer, compile_enforcer
from glossary.errors import GlossaryError
from glossary.formats.csv_folder import read_folder
from glossary.formats.tbx import read_tbx
from glossary.languages import language_of
from glossary.model import Severity, Span, TermBase
from glossary.termbases import shipped
from translations import checks
from translations.checks.base import Pair
from translations.checks.terminology import findings as terminology
from translations.errors import TranslationsError
from translations.model import Finding
from workbench.commands.answers import Exit, print_json, print_text
from workbench.errors import WorkbenchError
from workbench.pairs import LintPair, UnreadablePair, read

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
    _lint(options, _by_glossary(_enforcer(options)), _VIOLATIONS)


@click.command("check")
@pair_options
def all_checks(**options: Any) -> None:
    """Run all checks on PAIRS (TSV or PO; - for standard input)."""
    enforcer = _enforcer(options)
    by_glossary = _by_glossary(enforcer)

    def judge(pair: LintPair) -> Iterator[Finding]:
        yield from by_glossary(pair)
        yield from checks.run(
            Pair(
                source=pair.source,
                target=pair.target,
                source_language=enforcer.source_language,
                target_language=enforcer.target_language,
                voice=pair.voice,
            )
        )

    _lint(options, judge, _FINDINGS)


def read_termbase(path: Path | None) -> TermBase:
    """Read a TBX file or a folder of CSV files; without a path, the shipped term base."""
    if path is None:
        return shipped()
    if path.is_dir():
        return read_folder({file.name: file.read_bytes() for file in path.glob("*.csv")})
    return read_tbx(path.read_bytes(), path.name)


def _by_glossary(enforcer: Enforcer) -> Judge:
    def judge(pair: LintPair) -> Iterable[Finding]:
        if not pair.target.strip():  # not translated yet
            return ()
        judgement = enforcer.judge(pair.source, pair.target, voice=pair.voice)
        return terminology(judgement.violations)

    return judge


def _enforcer(options: dict[str, Any]) -> Enforcer:
    try:
        termbase = read_termbase(options["termbase"])
        return compile_enforcer(
            termbase,
            source_language=_language(options["source"], termbase),
            target_language=_language(options["target"], termbase),
            policy=options["policy"],
        )
    except (GlossaryError, OSError) as error:
        raise click.UsageError(str(error)) from error


def _language(code: str, termbase: TermBase) -> str:
    """The code as the term base writes it: `uk-UA` is Ukrainian unless it has terms of its own."""
    return code if code in termbase.languages else language_of(code).code


def _lint(options: dict[str, Any], judge: Judge, style: Style) -> None:
    stream: BinaryIO = options["pairs"]
    report = _json_line if options["as_json"] else _text_lines
    worst = Exit.CLEAN
    try:
        for pair in read(stream, str(getattr(stream, "name", ""))):
            if isinstance(pair, UnreadablePair):
                worst = Exit.BAD_INPUT
                _unreadable(pair, as_json=options["as_json"])
                continue
            found = tuple(judge(pair))
            report(pair, found, style)
            if any(finding.severity is Severity.ERROR for finding in found):
                worst = max(worst, Exit.ERRORS)
    except (WorkbenchError, TranslationsError) as error:
        raise click.UsageError(str(error)) from error
    sys.exit(worst)


def _unreadable(pair: UnreadablePair, *, as_json: bool) -> None:
    if as_json:
        print_json({"id": pair.id, "error": pair.reason})
    else:
        click.echo(f"{pair.id}: cannot be read: {pair.reason}", err=True)


def _json_line(pair: LintPair, found: Sequence[Finding], style: Style) -> None:
    print_json({"id": pair.id, style.key: [_as_json(pair, each, style) for each in found]})


def _as_json(pair: LintPair, finding: Finding, style: Style) -> dict[str, object]:
    return {
        **({"check": finding.check} if style.named else {}),
        "concept": finding.concept,
        "kind": finding.kind,
        "severity": finding.severity.name.lower(),
        "source": _span(pair, pair.source, finding.source),
        "target": _span(pair, pair.target, finding.target),
        "message": finding.message,
    }


def _span(pair: LintPair, text: str, span: Span | None) -> list[int] | None:
    return None if span is None else list(pair.in_file(text, span))


def _text_lines(pair: LintPair, found: Sequence[Finding], style: Style) -> None:
    for finding in found:
        name = f"{finding.check}/{finding.kind}" if style.named else finding.kind
        print_text(f"{pair.id}: {finding.severity.name.lower()}: {name}: {finding.message}")
