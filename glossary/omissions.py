"""Mentions that no rendering stands for: what stands there instead, and whether it matters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from glossary import messages
from glossary.binding import Bond, Place
from glossary.foreign import Foreign
from glossary.languages import language_of
from glossary.model import Occurrence, Severity, Span, Violation, ViolationKind
from glossary.policy import Verdict
from glossary.relatives import kept_name, relative
from glossary.saying import Message
from glossary.weighing import Weighed, at_most_warning

_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\"’)\]]*\s+")
_MISSING, _WRONG_LANGUAGE = ViolationKind.MISSING, ViolationKind.WRONG_LANGUAGE


@dataclass(frozen=True, kw_only=True)
class Omissions(Weighed):
    """Judges the mentions of a pair that are bound to nothing."""

    before: str = ""
    after: str = ""

    def omissions(self, mentions: Sequence[Place], bonds: dict[int, Bond]) -> Iterator[Violation]:
        """What is wrong with each mention without a bond; of several in vain the first is told."""
        rendered = {self.sources[i].concept for n in bonds for i in mentions[n].readings}
        left = [mention for number, mention in enumerate(mentions) if number not in bonds]
        reported: set[str] = set()
        for mention, foreign in self._foreign_words(left):
            concepts = self.concepts(mention.readings)
            right = self.all_right(mention)
            if not right:
                continue  # nobody has decided yet what a concept without renderings is here
            if foreign:
                yield self._wrong_language(mention, foreign)
                reported |= concepts
            elif concepts & rendered:
                yield self._unrendered(mention, Severity.NOTE, messages.mention_missing)
            elif not concepts & reported:
                reported |= concepts
                yield self._absent(mention, right)

    def _foreign_words(
        self, mentions: Sequence[Place]
    ) -> Iterator[tuple[Place, tuple[Foreign, ...]]]:
        """With each mention the word of another language that stands for it, by its languages."""
        concepts = self.concepts(i for mention in mentions for i in mention.readings)
        free = self._foreign(frozenset(concepts))
        for mention in mentions:
            sought = self.concepts(mention.readings)
            word = next((each for each in free if each.occurrence.concept in sought), None)
            if word is None or kept_name(self.source, mention.span, self.target):
                yield mention, ()
                continue
            span = word.occurrence.span
            yield mention, tuple(each for each in free if each.occurrence.span == span)
            free = [each for each in free if not _meet(each.occurrence.span, span)]

    def _foreign(self, concepts: frozenset[str]) -> list[Foreign]:
        """Words of other languages that no rendering of this language overlaps."""
        found = self.rulebook.foreign.find(self.target, concepts) if concepts else ()
        own = [o.span for o in self.targets]
        return [f for f in found if not any(_meet(f.occurrence.span, span) for span in own)]

    def _wrong_language(self, mention: Place, words: Sequence[Foreign]) -> Violation:
        said, found = self.sources[mention.readings[0]], words[0].occurrence
        right = self.all_right(mention)
        languages = list(dict.fromkeys(language_of(each.language).code for each in words))
        own = self.rulebook.target_language
        severity = self.severity(_WRONG_LANGUAGE, mention)
        certain = self.is_certain(found, words[0].language)
        return Violation(
            kind=_WRONG_LANGUAGE,
            severity=at_most_warning(severity, certain=certain),
            concept=found.concept,
            message=messages.wrong_language(found.form, said.form, languages, own, right),
            source=said.span,
            target=found.span,
            expected=right,
            evidence=min(said.evidence, found.evidence),
            rule=self.advice(mention.readings[0]).rationale,
        )

    def _absent(self, mention: Place, right: tuple[str, ...]) -> Violation:
        """No mention of the concept is rendered in the segment."""
        said = self.sources[mention.readings[0]]
        if word := self._relative(mention, right):
            message = messages.related(said.form, word, right)
            return self._unrendered(mention, Severity.NOTE, lambda _: message)
        if name := kept_name(self.source, mention.span, self.target):
            message = messages.kept(said.form, name)
            return self._unrendered(mention, Severity.NOTE, lambda _: message)
        if self._rendered_in(mention, _neighbouring(self.before, self.after)):
            return self._unrendered(mention, Severity.NOTE, messages.nearby)
        severity = self.severity(_MISSING, mention)
        if self._rendered_in(mention, self.before):
            severity = min(severity, Severity.WARNING)
        return self._unrendered(mention, severity, lambda form: messages.missing(form, right))

    def _relative(self, mention: Place, right: Sequence[str]) -> str:
        advice = map(self.advice, mention.readings)
        wrong = tuple(text for one in advice for text in (*one.deprecated, *one.banned))
        found = (relative(text, self.target, wrong=wrong) for text in right)
        return next(filter(None, found), "")

    def _unrendered(
        self, mention: Place, severity: Severity, message: Callable[[str], Message]
    ) -> Violation:
        said = self.sources[mention.readings[0]]
        return Violation(
            kind=_MISSING,
            severity=severity,
            concept=said.concept,
            message=message(said.form),
            source=said.span,
            target=None,
            expected=self.right(mention.readings[0]),
            evidence=said.evidence,
            rule=self.advice(mention.readings[0]).rationale,
        )

    def ties(self, mentions: Sequence[Place], bonds: dict[int, Bond]) -> Iterator[Violation]:
        """A note on each mention that may name two concepts and was rendered as one of them."""
        for number, bond in bonds.items():
            if bond.verdict is Verdict.RIGHT and len(mentions[number].readings) > 1:
                yield from self._tie(mentions[number], bond)

    def _tie(self, mention: Place, bond: Bond) -> Iterator[Violation]:
        found = self.targets[bond.target]
        here = [o for o in self.targets if o.span == found.span]
        other = [i for i in mention.readings if not any(self._is_right(i, o) for o in here)]
        if other:
            said = self.sources[other[0]]
            message = messages.tie(said.form, found.form, found.concept, said.concept)
            chosen = Place(mention.span, (other[0],), mention.nested)
            yield self._unrendered(chosen, Severity.NOTE, lambda _: message)

    def _rendered_in(self, mention: Place, text: str) -> bool:
        if not text:
            return False
        found = self.rulebook.target_occurrences(text)
        return any(self._is_right(i, o) for i in mention.readings for o in found)

    def _is_right(self, index: int, found: Occurrence) -> bool:
        said = self.sources[index]
        if said.concept != found.concept:
            return False
        return self.ruling(index).verdict(found, self.rulebook.term(said)) is Verdict.RIGHT


def _meet(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _neighbouring(before: str, after: str) -> str:
    """The sentence before and the sentence after."""
    last = _SENTENCE_END.split(before.strip())[-1]
    first = _SENTENCE_END.split(after.strip())[0]
    return f"{last} {first}".strip()
