"""Worked examples of the glossary, judged by the enforcer itself: what they show is so.

The shipped term base is asked, not the reader's: the examples are the same for
everybody, and a test holds that each shows the violation that it is there for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from glossary.consistency import Rendered, inconsistencies
from glossary.enforcement import Enforcer
from glossary.judging import Judgement
from glossary.model import (
    Occurrence,
    Policy,
    Rule,
    Severity,
    Span,
    TermBase,
    Violation,
    ViolationKind,
    Voice,
)
from glossary.saying import Message
from glossary.termbases import shipped
from workbench.web.help_sentences import (
    CASES,
    CONSISTENT,
    EDITIONS,
    INFLECTED,
    MIXED,
    SOURCE_LANGUAGE,
    STYLED,
    Case,
    Line,
)

#: The voices in which one sentence is shown.
_VOICES = (Voice.NARRATION, Voice.ANSWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line with the places that a violation is about."""

    line: Line
    source: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A violation with the lines in which it stands."""

    kind: ViolationKind
    severity: Severity
    language: str
    policy: str
    message: Message
    lines: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a style says of a sentence in a voice: nothing, or what is wrong."""

    voice: Voice
    policy: str
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Styled:
    """One sentence under every style that ships, in two voices."""

    language: str
    source: str
    translation: str
    verdicts: tuple[tuple[Verdict, ...], ...]  #: a row for each voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflected:
    """A sentence and the terms that stand in it, in whatever form."""

    language: str
    text: str
    found: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the page of help shows to readers of a language."""

    examples: Mapping[ViolationKind, tuple[Example, ...]]
    styled: tuple[Styled, ...]
    inflected: tuple[Inflected, ...]
    policies: tuple[str, ...]


@cache
def page(locale: str) -> Page:
    """Work out the examples for readers of a language, once."""
    languages = EDITIONS.get(locale, EDITIONS["en"])
    enforcers = {
        (language, policy): Enforcer(teaching_base(), SOURCE_LANGUAGE, language, policy)
        for language in languages
        for policy in (*_styles(), CONSISTENT)
    }
    return Page(
        examples={
            kind: tuple(
                example(case, enforcers[case.language, case.policy])
                for case in _chosen(kind, languages)
            )
            for kind in ViolationKind
        },
        styled=tuple(_styled(language, enforcers) for language in languages),
        inflected=tuple(
            _inflected(language, enforcers[language, "speaker"]) for language in languages
        ),
        policies=_styles(),
    )


def example(case: Case, enforcer: Enforcer) -> Example:
    """Show the violation of a case as the enforcer finds it; a LookupError where it finds none."""
    if case.kind is ViolationKind.INCONSISTENT:
        return _mixed(case, enforcer)
    (line,) = case.lines
    for violation in judged(enforcer, line.source, line.wrong).violations:
        if violation.kind is case.kind:
            shown = Shown(line=line, source=violation.source, target=violation.target)
            return _example(case, violation.severity, violation.message, (shown,))
    raise LookupError(f"{case.kind} does not show in {line.wrong!r}")


def judged(enforcer: Enforcer, source: str, translation: str) -> Judgement:
    """Judge a sentence of narration with which an edition begins."""
    return enforcer.judge(source, translation, first=_first(enforcer, source))


def teaching_base() -> TermBase:
    """The shipped term base, and the style that wants one rendering of one concept."""
    asked = Rule(concept=MIXED, consistent=True)
    style = Policy(name=CONSISTENT, extends="descriptive", rules=(asked,))
    return replace(shipped(), policies=(*shipped().policies, style))


def _styles() -> tuple[str, ...]:
    return tuple(policy.name for policy in shipped().policies)


def _chosen(kind: ViolationKind, languages: Sequence[str]) -> Iterator[Case]:
    """The cases of a kind; where two editions are shown, one of each and of either side."""
    for number, language in enumerate(languages):
        cases = [case for case in CASES[language] if case.kind is kind]
        yield from cases if len(languages) == 1 else [cases[min(number, len(cases) - 1)]]


def _first(enforcer: Enforcer, source: str) -> Mapping[str, int]:
    rules = enforcer.first_mention_rules()
    first: dict[str, int] = {}
    for occurrence in enforcer.source_occurrences(source):
        if Voice.NARRATION in rules.get(occurrence.concept, ()):
            first.setdefault(occurrence.concept, occurrence.span.start)
    return first


def _mixed(case: Case, enforcer: Enforcer) -> Example:
    """Show two renderings of one concept, with the rarer one marked where it stands."""
    rendered = [
        Rendered(occurrence.concept, occurrence.text, (number, occurrence.span))
        for number, line in enumerate(case.lines)
        for occurrence in judged(enforcer, line.source, line.wrong).target
    ]
    for finding in inconsistencies(enforcer, rendered):
        marked = dict(finding.places)
        shown = tuple(
            Shown(line=line, target=marked.get(number)) for number, line in enumerate(case.lines)
        )
        return _example(case, finding.severity, finding.message, shown)
    raise LookupError("No two renderings are mixed.")


def _example(case: Case, severity: Severity, message: Message, lines: tuple[Shown, ...]) -> Example:
    return Example(
        kind=case.kind,
        severity=severity,
        language=case.language,
        policy=case.policy,
        message=message,
        lines=lines,
    )


def _styled(language: str, enforcers: Mapping[tuple[str, str], Enforcer]) -> Styled:
    pair = STYLED[language]
    return Styled(
        language=language,
        source=pair.source,
        translation=pair.translation,
        verdicts=tuple(
            tuple(
                Verdict(
                    voice=voice,
                    policy=policy,
                    violations=enforcers[language, policy]
                    .judge(pair.source, pair.translation, voice=voice)
                    .violations,
                )
                for policy in _styles()
            )
            for voice in _VOICES
        ),
    )


def _inflected(language: str, enforcer: Enforcer) -> Inflected:
    text = INFLECTED[language]
    found = tuple(o for o in enforcer.target_occurrences(text) if not o.nested)
    return Inflected(language=language, text=text, found=found)
