"""What the linters of pairs print: lines to read, JSON lines, or one SARIF log.

Text and JSON are printed pair by pair, as each is judged; a SARIF log (OASIS, 2.1.0)
is one object and comes at the end, for services that show it beside the changed lines.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib.metadata import version

import click

from glossary.model import Severity, Span
from translations.model import Finding
from workbench.commands.answers import print_json, print_text
from workbench.pairs import LintPair, UnreadablePair

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
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

    def rule(self, finding: Finding) -> str:
        """Name what a finding is against; all checks name the check before its kind."""
        return f"{finding.check}/{finding.kind}" if self.named else finding.kind


class _AtOnce(Report):
    def end(self) -> None:
        return


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
        self._rules: dict[str, None] = {}

    def pair(self, pair: LintPair, found: Sequence[Finding]) -> None:
        for finding in found:
            self._rules.setdefault(self.rule(finding))
            self._results.append(self._result(pair, finding))

    def unreadable(self, pair: UnreadablePair) -> None:
        message = {"text": f"{pair.id}: cannot be read: {pair.reason}"}
        place = self._place(pair.id, pair.line, "")
        self._unreadable.append({"level": "error", "message": message, "locations": [place]})

    def end(self) -> None:
        driver = {
            "name": "workbench",
            "version": version("workbench"),
            "rules": [{"id": rule} for rule in self._rules],
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
        words = "" if finding.target is None else pair.target[slice(*finding.target)]
        return {
            "ruleId": self.rule(finding),
            "ruleIndex": list(self._rules).index(self.rule(finding)),
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message.english},
            "locations": [self._place(pair.id, pair.line, words)],
            "properties": {
                "concept": finding.concept,
                "source": _span(pair, pair.source, finding.source),
                "target": _span(pair, pair.target, finding.target),
            },
        }

    def _place(self, identity: str | int, line: int, words: str) -> dict[str, object]:
        region = {"startLine": max(line, 1), **({"snippet": {"text": words}} if words else {})}
        return {
            "physicalLocation": {"artifactLocation": {"uri": self.file}, "region": region},
            "logicalLocations": [{"name": str(identity)}],
        }


REPORTS: dict[str, type[Report]] = {"text": TextReport, "json": JsonReport, "sarif": SarifReport}


def _span(pair: LintPair, text: str, span: Span | None) -> list[int] | None:
    return None if span is None else list(pair.in_file(text, span))
