"""Waivers: reasoned exceptions to findings, and when they no longer hold.

A waiver is about words, not about a place: it lapses when the words it is
about, their sense, the voice or the rule change, not when something else in the
segment does. Of several findings with the same words each needs a waiver of its own.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.model import Sense, Span, Violation, Voice
from translations.inline import plain
from translations.model import Finding


class Scope(StrEnum):
    """How far a waiver reaches."""

    OCCURRENCE = "occurrence"
    DOCUMENT = "document"  #: everything of its kind in the edition
    SPEAKER = "speaker"  #: everything of its kind that one speaker says


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a waiver is about; as long as a finding has the same, it holds."""

    check: str
    kind: str
    concept: str
    source_words: str
    target_words: str
    voice: Voice
    rule: str  #: the glossary's rule, as a digest; empty for other checks
    sense: str = ""  #: the concept that a person said the source words mean; empty: nobody did

    @property
    def widely(self) -> tuple[str, ...]:
        """What findings must share that a wider waiver covers."""
        words = "" if self.concept else self.target_words.casefold()
        return (self.check, self.kind, self.concept, self.voice, self.rule, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    id: int
    scope: Scope
    subject: Subject
    speaker: str = ""
    ordinal: int = 0  #: of findings with the same words, which one


def subject(
    finding: Finding,
    *,
    source: str,
    target: str,
    voice: Voice,
    rule: str = "",
    senses: Iterable[Sense] = (),
) -> Subject:
    """Say what a finding in this pair is about."""
    nowhere = finding.source is None and finding.target is None
    return Subject(
        check=finding.check,
        kind=finding.kind,
        concept=finding.concept,
        source_words=_words(source, finding.source),
        target_words=plain(target).text if nowhere else _words(target, finding.target),
        voice=voice,
        rule=rule,
        sense=next((each.concept for each in senses if _is_told(finding, each)), ""),
    )


def rule_of(violation: Violation) -> str:
    """Digest the rule that a violation is against: it changes when the rule does."""
    told = "\n".join((*violation.expected, "", violation.rule))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def ordinals(subjects: Iterable[Subject]) -> tuple[int, ...]:
    """Number the findings among those with the same subject."""
    seen: defaultdict[Subject, int] = defaultdict(int)
    numbers = []
    for each in subjects:
        numbers.append(seen[each])
        seen[each] += 1
    return tuple(numbers)


def assign(
    subjects: Sequence[Subject], waivers: Iterable[Waiver], *, speaker: str
) -> tuple[int | None, ...]:
    """Give for each finding the waiver that it falls under, if one does."""
    assigned: list[int | None] = [None] * len(subjects)
    kept = tuple(waivers)
    for waiver in sorted(kept, key=lambda each: each.ordinal):
        if waiver.scope is Scope.OCCURRENCE:
            _assign_one(assigned, subjects, waiver)
    wide = {
        waiver.subject.widely: waiver.id
        for waiver in reversed(kept)
        if waiver.scope is Scope.DOCUMENT
        or (waiver.scope is Scope.SPEAKER and waiver.speaker == speaker)
    }
    return tuple(
        wide.get(each.widely) if own is None else own
        for own, each in zip(assigned, subjects, strict=True)
    )


def _assign_one(assigned: list[int | None], subjects: Sequence[Subject], waiver: Waiver) -> None:
    """Cover the finding that the waiver was made for, or else the last one free."""
    same = [index for index, each in enumerate(subjects) if each == waiver.subject]
    free = [index for index in same if assigned[index] is None]
    if not free:
        return
    meant = same[min(waiver.ordinal, len(same) - 1)]
    assigned[meant if meant in free else free[-1]] = waiver.id


def _is_told(finding: Finding, sense: Sense) -> bool:
    """Say whether a person told the sense of the source words that a finding is about."""
    if finding.source is None or not finding.concept:
        return False
    start, end = finding.source
    return sense.span.start <= start and end <= sense.span.end and sense.concept == finding.concept


def _words(text: str, span: Span | None) -> str:
    return plain(text[span.start : span.end]).text if span else ""
