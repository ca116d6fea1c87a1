"""What people said that words of a source mean: the concept they chose, or none of those known."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from glossary.model import Evidence, Occurrence, Sense, Span
from glossary.saying import say


class Meant(NamedTuple):
    """The occurrences of a source as people read them; of which of them a person told the sense."""

    occurrences: tuple[Occurrence, ...]
    told: frozenset[int] = frozenset()


def meant(
    source: str,
    found: Sequence[Occurrence],
    senses: Sequence[Sense],
    *,
    concepts: Container[str],
) -> Meant:
    """The occurrences with the senses set by people; a sense of an unknown concept says nothing."""
    said = [each for each in senses if each.voice is None and _stands(each, source, concepts)]
    kept = [o for o in found if all(_agrees(o, each) for each in said)]
    added = [
        _occurrence(source, each)
        for each in said
        if each.concept and not any(_is_told(o, each) for o in kept)
    ]
    occurrences = sorted((*kept, *added), key=lambda o: o.span)
    told = frozenset(
        index for index, o in enumerate(occurrences) if any(_is_told(o, each) for each in said)
    )
    return Meant(tuple(occurrences), told)


def _stands(sense: Sense, source: str, concepts: Container[str]) -> bool:
    known = not sense.concept or sense.concept in concepts
    return known and 0 <= sense.span.start < sense.span.end <= len(source)


def _agrees(occurrence: Occurrence, sense: Sense) -> bool:
    return not _within(occurrence.span, sense.span) or occurrence.concept == sense.concept


def _is_told(occurrence: Occurrence, sense: Sense) -> bool:
    return _within(occurrence.span, sense.span) and occurrence.concept == sense.concept


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _occurrence(source: str, sense: Sense) -> Occurrence:
    """A word that no term names, of which a person said what it means."""
    form = source[sense.span.start : sense.span.end]
    return Occurrence(
        concept=sense.concept,
        term="",
        text=form,
        span=sense.span,
        form=form,
        evidence=Evidence.LEXICON,
        reason=say("«%(form)s», as a person read it", form=form),
    )
