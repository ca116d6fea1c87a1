"""One concept, one rendering: where an edition mixes two that are both allowed.

A finding of the edition, not of a pair: it is made from the renderings that
stand in it, stored as they were bound, and shown once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from glossary import messages
from glossary.citation import is_abbreviation
from glossary.model import Severity, Term, TermType, ViolationKind, Voice
from glossary.policy import wording
from glossary.rulebook import Rulebook
from glossary.saying import Message

Place = TypeVar("Place")

_SHORT = {TermType.ABBREVIATION, TermType.ACRONYM, TermType.SHORT_FORM}


class Rendered(NamedTuple, Generic[Place]):
    """A rendering that stands somewhere in an edition."""

    concept: str
    text: str  #: in citation form, as `Occurrence.text`
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Inconsistency(Generic[Place]):
    """A rendering that an edition uses beside a commoner one."""

    concept: str
    rendering: str  #: the rarer one
    kept: str  #: the one that the edition mostly uses
    places: tuple[Place, ...]  #: where the rarer one stands, in order
    severity: Severity
    message: Message
    rule: str = ""  #: the rationale of the rule that wants one rendering
    kind: ViolationKind = ViolationKind.INCONSISTENT


class _Alternative(NamedTuple):
    """Renderings that share all of this say the same of the source."""

    concept: str
    renders: tuple[str, ...]
    short: bool


def inconsistencies(
    rulebook: Rulebook, rendered: Iterable[Rendered[Place]]
) -> tuple[Inconsistency[Place], ...]:
    """The rarer renderings of concepts that the policy wants rendered in one way.

    Rows come in the order of the edition; of two as common the earlier is kept.
    Renderings of different source terms are no alternatives, nor is an
    abbreviation one of its full form, nor the form for a first mention.
    """
    voices = rulebook.consistent_voices()
    groups: dict[_Alternative, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    allowed: dict[str, Mapping[str, Term | None]] = {}
    for row in rendered:
        if row.concept not in voices:
            continue
        if row.concept not in allowed:
            allowed[row.concept] = _allowed(rulebook, row.concept, voices[row.concept])
        key = _key(row.text)
        if key in allowed[row.concept]:
            term = allowed[row.concept][key]
            shown = term.text if term else row.text
            groups[_alternative(rulebook, row, term)][shown].append(row.place)
    return tuple(
        finding
        for alternative, places in groups.items()
        for finding in _findings(rulebook, alternative, places, voices[alternative.concept])
    )


def _key(text: str) -> str:
    return wording(text).text.casefold()


def _allowed(
    rulebook: Rulebook, concept: str, voices: Iterable[Voice]
) -> Mapping[str, Term | None]:
    """The renderings that are right in one of the voices, with the terms that they are."""
    terms = {_key(t.text): t for t in rulebook.target_terms(concept)}
    right = {
        _key(text)
        for voice in voices
        for text in rulebook.ruling(concept, voice).advice(None).right
    }
    return {key: terms.get(key) for key in right}


def _alternative(rulebook: Rulebook, row: Rendered[Place], term: Term | None) -> _Alternative:
    short = is_abbreviation(row.text) if term is None or not term.type else term.type in _SHORT
    return _Alternative(row.concept, rulebook.renders_only(term), short)


def _findings(
    rulebook: Rulebook,
    alternative: _Alternative,
    places: Mapping[str, Sequence[Place]],
    voices: Iterable[Voice],
) -> Iterator[Inconsistency[Place]]:
    kept = max(places, key=lambda text: len(places[text]))
    concept = alternative.concept
    rule = rulebook.ruling(concept, min(voices, key=list(Voice).index)).rule
    for text, where in places.items():
        if text != kept:
            yield Inconsistency(
                concept=concept,
                rendering=text,
                kept=kept,
                places=tuple(where),
                severity=(rule and rule.severity) or Severity.WARNING,
                message=messages.inconsistent(text, len(where), kept, len(places[kept])),
                rule=rule.rationale if rule else "",
            )
