"""What the linters of pairs print: lines to read, JSON lines, or one SARIF log.

Text and JSON are printed pair by pair, as each is judged; a SARIF log (OASIS, 2.1.0)
is one object and comes at the end, for services that show it beside the changed lines.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import click

from glossary.model import Severity, Span, ViolationKind
from translations.checks import CHECKS
from translations.checks.terminology import NAME as TERMINOLOGY
from translations.model import Finding
from translations.placeholders import spelled
from workbench.commands.answers import print_json, print_text
from workbench.pairs import LintPair, UnreadablePair

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: What each violation of a glossary is, for those who read a log and do not know the words.
_KINDS = {
    ViolationKind.MISSING: "A term of the source has no rendering of the glossary.",
    ViolationKind.BANNED: "A rendering stands there that the glossary bans.",
    ViolationKind.DEPRECATED: "A rendering stands there that the glossary deprecates.",
    ViolationKind.NOT_THIS_SOURCE_TERM: "A rendering stands there that is right for other words.",
    ViolationKind.FIRST_MENTION: "The form of a first mention is not there.",
    ViolationKind.WRONG_LANGUAGE: "A rendering of another language stands there.",
    ViolationKind.INCONSISTENT: "Two renderings are mixed where one is to be kept to.",
    ViolationKind.ADDED: "A contested rendering stands there for nothing in the source.",
}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


class Report(ABC):
    """What becomes of the findings of one run."""

    def __init__(self, key: str, file: str, *, named: bool) -> None:
        self.key, self.file, self.named = key, file, named

    @abstractmethod
    def pair(self, pair: LintPair, found: Sequence[Finding]) -> None:
        """Tell what was found in a pair."""

    @abstractmethod
    def unreadable(self, pair: UnreadablePair) -> None:
        """Tell why a pair cannot be read."""

    @abstractmethod
    def end(self) -> None:
        """Print what has waited for the end, if anything has."""

    @abstractmethod
    def refused(self, reason: str) -> None:
        """Tell that the whole file cannot be read, where a log must say so."""

    def rule(self, finding: Finding) -> str:
        """Name what a finding is against; all checks name the check before its kind."""
        return f"{finding.check}/{finding.kind}" if self.named else finding.kind


class _AtOnce(Report):
    def end(self) -> None:
        return

    def refused(self, reason: str) -> None:
        """Say nothing: the command says it."""
        del reason


class TextReport(_AtOnce):
    def pair(self, pair: LintPair, found: Sequence[Finding]) -> None:
        for finding in found:
            severity = finding.severity.name.lower()
            print_text(f"{pair.id}: {severity}: {self.rule(finding)}: {finding.message.english}")

    def unreadable(self, pair: UnreadablePair) -> None:
        click.echo(f"{pair.id}: cannot be read: {pair.reason}", err=True)


class JsonReport(_AtOnce):
    def pair(self, pair: LintPair, found: Sequence[Finding]) -> None:
        print_json({"id": pair.id, self.key: [self._object(pair, each) for each in found]})

    def unreadable(self, pair: UnreadablePair) -> None:
        print_json({"id": pair.id, "error": pair.reason})

    def _object(self, pair: LintPair, finding: Finding) -> dict[str, object]:
        return {
            **({"check": finding.check} if self.named else {}),
            "concept": finding.concept,
            "kind": finding.kind,
            "severity": finding.severity.name.lower(),
            "source": _span(pair, pair.source, finding.source),
            "target": _span(pair, pair.target, finding.target),
            "message": finding.message.english,
        }


class SarifReport(Report):
    def __init__(self, key: str, file: str, *, named: bool) -> None:
        super().__init__(key, file, named=named)
        self._results: list[dict[str, object]] = []
        self._unreadable: list[dict[str, object]] = []
        self._rules: dict[str, str] = {}  #: what each is about, by its name

    def pair(self, pair: LintPair, found: Sequence[Finding]) -> None:
        for finding in found:
            self._rules.setdefault(self.rule(finding), _about(finding))
            self._results.append(self._result(pair, finding))

    def unreadable(self, pair: UnreadablePair) -> None:
        message = {"text": f"{pair.id}: cannot be read: {pair.reason}"}
        place = self._place({"startLine": max(pair.line, 1)}, pair.id)
        self._unreadable.append({"level": "error", "message": message, "locations": [place]})

    def refused(self, reason: str) -> None:
        self._unreadable.append(
            {"level": "error", "message": {"text": reason}, "locations": [self._place()]}
        )
        self.end()

    def end(self) -> None:
        driver = {
            "name": "workbench",
            "version": version("workbench"),
            "rules": [
                {"id": rule, "shortDescription": {"text": about}}
                for rule, about in self._rules.items()
            ],
        }
        invocation = {
            "executionSuccessful": not self._unreadable,
            "toolExecutionNotifications": self._unreadable,
        }
        run = {
            "tool": {"driver": driver},
            "invocations": [invocation],
            "columnKind": "unicodeCodePoints",
            "results": self._results,
        }
        print_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})

    def _result(self, pair: LintPair, finding: Finding) -> dict[str, object]:
        return {
            "ruleId": self.rule(finding),
            "ruleIndex": list(self._rules).index(self.rule(finding)),
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message.english},
            "locations": [self._place(_region(pair, finding), pair.id)],
            "properties": {
                "concept": finding.concept,
                "source": _span(pair, pair.source, finding.source),
                "target": _span(pair, pair.target, finding.target),
            },
        }

    def _place(
        self, region: Mapping[str, object] | None = None, identity: str | int = ""
    ) -> dict[str, object]:
        physical: dict[str, object] = {"artifactLocation": {"uri": _address(self.file)}}
        if region is not None:
            physical["region"] = region
        if identity == "":
            return {"physicalLocation": physical}
        return {"physicalLocation": physical, "logicalLocations": [{"name": str(identity)}]}


def _region(pair: LintPair, finding: Finding) -> dict[str, object]:
    """Where the words stand that a finding is about: those of the target, or else of the source."""
    region: dict[str, object] = {"startLine": max(pair.line, 1)}
    side = 0 if finding.target is None else 1
    text, span = ((pair.source, finding.source), (pair.target, finding.target))[side]
    if span is None or span.start == span.end:
        return region
    if pair.cells is not None:
        start, end = pair.cells[side].columns(text, span)
        region |= {"startColumn": start, "endColumn": end}
    words = spelled(text[slice(*span)], pair.placeholders)  # with codes as the file shows them
    return region | {"snippet": {"text": words}}


def _about(finding: Finding) -> str:
    """What a rule is about, in words of its own."""
    if finding.check == TERMINOLOGY:
        return _KINDS[ViolationKind(finding.kind)]
    check = CHECKS.get(finding.check)
    return check.title if check else finding.check


def _address(file: str) -> str:
    """A file as a URI reference, which knows no spaces and no letters beyond ASCII."""
    if file in {"", "-", "<stdin>"}:
        return "stdin"
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


REPORTS: dict[str, type[Report]] = {"text": TextReport, "json": JsonReport, "sarif": SarifReport}


def _span(pair: LintPair, text: str, span: Span | None) -> list[int] | None:
    return None if span is None else list(pair.in_file(text, span))
