"""How grave a violation is, and what would have been right instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from glossary.binding import Place
from glossary.languages import language_of
from glossary.model import Evidence, Occurrence, Severity, ViolationKind
from glossary.pairing import Sides
from glossary.policy import Advice, Ruling

#: Without a rule that says otherwise; of a missing rendering more is asked.
_GRAVITY = {
    ViolationKind.BANNED: Severity.ERROR,
    ViolationKind.NOT_THIS_SOURCE_TERM: Severity.ERROR,
}


@dataclass(frozen=True, kw_only=True)
class Weighed(Sides):
    """The two sides of a pair, with a scale for what is wrong with them."""

    target: str
    #: By concept, where in this source its first mention in running text begins.
    first: Mapping[str, int] = field(default_factory=dict)

    def severity(
        self, kind: ViolationKind, mention: Place, found: Occurrence | None = None
    ) -> Severity:
        """How grave it is that a mention is rendered so, or not at all."""
        readings = [self.sources[i] for i in mention.readings]
        if all(self.is_doubtful(i) for i in mention.readings):
            return Severity.NOTE
        severity = self.ruled(kind, self.ruling(mention.readings[0]))
        if severity is None:
            severity = self._of_missing(readings[0])
        homograph = len({o.concept for o in readings}) > 1 and not self._is_banned_for_all(
            readings, found
        )
        grounds = [self.is_certain(o, self.rulebook.source_language) for o in readings]
        grounds += [self.is_certain(found, self.rulebook.target_language)] if found else []
        return at_most_warning(severity, certain=not homograph and all(grounds))

    def _is_banned_for_all(self, readings: Iterable[Occurrence], found: Occurrence | None) -> bool:
        """Whether the words that stand there are wrong whichever concept is meant."""
        if found is None:
            return False
        here = (o for o in self.targets if o.span == found.span and self.is_banned(o))
        return {o.concept for o in readings} <= {o.concept for o in here}

    def ruled(self, kind: ViolationKind, ruling: Ruling) -> Severity | None:
        """The severity that a rule names, or that the kind has whatever the concept."""
        rule = ruling.rule
        if rule is not None and rule.severity is not None:
            return rule.severity
        return None if kind is ViolationKind.MISSING else gravity(kind)

    def _of_missing(self, said: Occurrence) -> Severity:
        contested = self.rulebook.concept(said).contested
        certain = contested and said.evidence is Evidence.LEXICON
        return Severity.ERROR if certain else Severity.WARNING

    def is_certain(self, occurrence: Occurrence, language: str) -> bool:
        """Whether it rests on more than a guess; an ending is one where there is no lexicon."""
        if occurrence.evidence is Evidence.ENDING:
            return bool(language_of(language).analysers)
        return occurrence.evidence is Evidence.LEXICON

    def ruling(self, index: int) -> Ruling:
        """The rule and the statuses for a source occurrence, in the voice that speaks it."""
        return self.rulebook.ruling(self.sources[index].concept, self.voice_of(index))

    def advice(self, index: int) -> Advice:
        """What to write for a source occurrence, in the voice that speaks it."""
        return self.rulebook.renderings(self.sources[index], self.voice_of(index))

    def right(self, index: int) -> tuple[str, ...]:
        """What would be right for a source occurrence: at first mention, the form for it."""
        if form := self.introduction(index):
            return (form,)
        return self.advice(index).right

    def introduction(self, index: int) -> str:
        """The form that the text needs here, if this is the first mention of its concept."""
        said = self.sources[index]
        if self.first.get(said.concept) != said.span.start:
            return ""
        return self.ruling(index).wants_first_mention

    def all_right(self, mention: Place) -> tuple[str, ...]:
        """What would be right for any reading of a mention, each once."""
        return tuple(dict.fromkeys(text for i in mention.readings for text in self.right(i)))

    def concepts(self, readings: Iterable[int]) -> set[str]:
        return {self.sources[i].concept for i in readings}


def gravity(kind: ViolationKind) -> Severity:
    return _GRAVITY.get(kind, Severity.WARNING)


def at_most_warning(severity: Severity, *, certain: bool) -> Severity:
    """What is not certain never blocks approval."""
    return severity if certain else min(severity, Severity.WARNING)
