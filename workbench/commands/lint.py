"""`glossary check` and `check`: linters of pairs that need no database.

Exit status: 0 clean, 1 errors found, 2 bad input or usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import click

from glossary.enforcement import Enforcer, compile_enforcer
from glossary.errors import GlossaryError, UnreadableTermBase
from glossary.formats.bundle import read_bundle
from glossary.formats.safe_xml import MOST_BYTES
from glossary.languages import language_of
from glossary.model import Severity, TermBase
from glossary.termbases import shipped
from glossary.validation import preferred_twice
from translations import checks
from translations.checks.base import Pair
from translations.checks.terminology import findings as terminology
from translations.errors import TranslationsError
from translations.inline import plain
from translations.model import Finding
from workbench.commands.answers import Exit
from workbench.commands.options import ANY_LANGUAGE
from workbench.commands.reports import REPORTS, Report
from workbench.errors import WorkbenchError
from workbench.pairs import LintPair, UnreadablePair, read

Judge = Callable[[LintPair], Iterable[Finding]]


class Style(NamedTuple):
    """How a linter reports: the key of its list in JSON, and whether to name the check."""

    key: str
    named: bool


_VIOLATIONS = Style("violations", named=False)
_FINDINGS = Style("findings", named=True)


def pair_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that both linters of pairs share."""
    for option in (
        click.argument("pairs", type=click.File("rb")),
        click.option("--format", "style", type=click.Choice(sorted(REPORTS)), default="text",
                     help="Lines to read, JSON lines, or a SARIF log."),
        click.option("--json", "style", flag_value="json", help="One JSON object a line."),
        click.option("--policy", default="", help="House style; without it statuses alone."),
        click.option("--termbase", type=click.Path(exists=True, path_type=Path),
                     help="TBX or XLSX file, or folder or zip of CSV files; else the shipped one."),
        click.option("--to", "target", type=ANY_LANGUAGE, required=True,
                     help="Language of the targets."),
        click.option("--from", "source", type=ANY_LANGUAGE, required=True,
                     help="Language of the sources."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command("check")
@pair_options
def glossary_check(**options: Any) -> None:
    """Check the terms of PAIRS (TSV, PO or XLIFF; - for standard input) against the glossary."""
    _lint(options, _by_glossary(_enforcer(options)), _VIOLATIONS)


@click.command("check")
@pair_options
def all_checks(**options: Any) -> None:
    """Run all checks on PAIRS (TSV, PO or XLIFF; - for standard input)."""
    enforcer = _enforcer(options)
    by_glossary = _by_glossary(enforcer)

    def judge(pair: LintPair) -> Iterator[Finding]:
        if not _is_translated(pair):
            return
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
    """Read a TBX or XLSX file, a folder or zip of CSV files; without a path, the shipped one."""
    if path is None:
        return shipped()
    files = bundled(path)
    tables = {n: b for n, b in files.items() if path.is_dir() and not n.lower().endswith(".tbx")}
    return read_bundle(tables if any(n.lower().endswith(".csv") for n in tables) else files)


def bundled(place: Path) -> Mapping[str, bytes]:
    """Read a file, or those of a folder that may hold a term base."""
    if not place.is_dir():
        return {place.name: _body(place)}
    wanted = (".csv", ".tbx", ".toml")
    files = sorted(file for file in place.iterdir() if file.suffix.lower() in wanted)
    if not files:
        reason = "there is no TBX, CSV or TOML file in this folder."
        raise UnreadableTermBase(str(place), None, reason)
    return {file.name: _body(file) for file in files}


def _body(file: Path) -> bytes:
    """Read a file, but never more of it than a term base may have."""
    with file.open("rb") as opened:
        body = opened.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise UnreadableTermBase(file.name, None, f"the file is larger than {MOST_BYTES} bytes.")
    return body


def _is_translated(pair: LintPair) -> bool:
    """Whether there is a translation yet: more than codes and the space between them."""
    return bool(plain(pair.target).text.strip())


def _by_glossary(enforcer: Enforcer) -> Judge:
    def judge(pair: LintPair) -> Iterable[Finding]:
        if not _is_translated(pair):
            return ()
        judgement = enforcer.judge(pair.source, pair.target, voice=pair.voice)
        return terminology(judgement.violations)

    return judge


def _enforcer(options: dict[str, Any]) -> Enforcer:
    try:
        termbase = read_termbase(options["termbase"])
        _tell_preferred_twice(termbase)
        return compile_enforcer(
            termbase,
            source_language=_language(options["source"], termbase),
            target_language=_language(options["target"], termbase),
            policy=options["policy"],
        )
    except GlossaryError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}.") from error


def _tell_preferred_twice(termbase: TermBase) -> None:
    """Warn of a term base that does not say which of two terms is preferred."""
    for problem in (each for concept in termbase.concepts for each in preferred_twice(concept)):
        click.echo(f"warning: {problem.entry}: {problem.reason.english}", err=True)


def _language(code: str, termbase: TermBase) -> str:
    """The code as the term base writes it: `uk-UA` is Ukrainian unless it has terms of its own."""
    return code if code in termbase.languages else language_of(code).code


def _lint(options: dict[str, Any], judge: Judge, style: Style) -> None:
    stream: BinaryIO = options["pairs"]
    name = str(getattr(stream, "name", ""))
    report = REPORTS[options["style"]](style.key, name, named=style.named)
    try:
        worst = max((_told(pair, judge, report) for pair in read(stream, name)), default=Exit.CLEAN)
    except (WorkbenchError, TranslationsError) as error:
        report.refused(str(error))
        raise click.UsageError(str(error)) from error
    report.end()
    sys.exit(worst)


def _told(pair: LintPair | UnreadablePair, judge: Judge, report: Report) -> Exit:
    """Report one pair; answer how grave it is."""
    if isinstance(pair, UnreadablePair):
        report.unreadable(pair)
        return Exit.BAD_INPUT
    found = tuple(judge(pair))
    report.pair(pair, found)
    errors = any(finding.severity is Severity.ERROR for finding in found)
    return Exit.ERRORS if errors else Exit.CLEAN
