"""What a judgement of a pair depends on where every mention has its rendering: no words, no places.

Pairs of one shape are judged alike, so that one of a thousand is judged for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from glossary.enforcement import Enforcer, Judgement
from glossary.model import Occurrence, Severity, Span
from workbench.storage.pairs import Identity

#: Occurrences without their words, their ends as ranks among one another.
Shape: TypeAlias = tuple[tuple[object, ...], ...]


class Told(NamedTuple):
    """A violation by the numbers of the occurrences that it is of."""

    kind: str
    concept: str
    severity: Severity
    source: int | None
    target: int | None

    def of(self, sources: Sequence[Occurrence], targets: Sequence[Occurrence]) -> Identity:
        """Say which violation it is in a pair of the same shape."""
        return Identity(
            self.kind,
            self.concept,
            None if self.source is None else sources[self.source].span,
            None if self.target is None else targets[self.target].span,
        )


def shape(found: Sequence[Occurrence]) -> Shape:
    """Give the shape of what stands in a text."""
    ends = sorted({end for each in found for end in each.span})
    rank = {end: number for number, end in enumerate(ends)}
    return tuple(
        (o.concept, o.term, o.text, rank[o.span.start], rank[o.span.end],
         o.evidence, o.quoted, o.nested)
        for o in found
    )  # fmt: skip


def speaks_for_itself(found: Sequence[Occurrence], rules: Enforcer) -> bool:
    """Say whether no word of a source needs others to tell its sense."""
    spans: dict[Span, str] = {}
    for each in found:
        if each.nested:
            continue  # the longer term is what is named there
        term = rules.term(each)
        if term is not None and term.ambiguous:
            return False
        if spans.setdefault(each.span, each.concept) != each.concept:
            return False
    return True


def told(judgement: Judgement, rules: Enforcer) -> tuple[Told, ...] | None:
    """Tell the violations of one pair so that they hold for all of its shape; none: they may not.

    Where a mention has no rendering, or a rendering no mention, the words around
    decide as well.
    """
    sources, targets, bound = judgement.source, judgement.target, judgement.bound
    rendered = [sources[number] for number in bound if number is not None]
    rendering = [o for o, number in zip(targets, bound, strict=True) if number is not None]
    if _lone(sources, rendered, rules) or _lone(targets, rendering, rules):
        return None
    numbers = _numbers(sources), _numbers(targets)
    found = []
    for each in judgement.violations:
        source, target = each.source, each.target
        if (source is not None and source not in numbers[0]) or (
            target is not None and target not in numbers[1]
        ):
            return None
        found.append(
            Told(
                each.kind.value,
                each.concept,
                each.severity,
                None if source is None else numbers[0][source],
                None if target is None else numbers[1][target],
            )
        )
    return tuple(found)


def _lone(found: Iterable[Occurrence], bound: Iterable[Occurrence], rules: Enforcer) -> bool:
    """Whether some of these stand for nothing on the other side."""
    spans = {each.span for each in bound}
    return any(not (o.nested or rules.is_usage(o)) and o.span not in spans for o in found)


def _numbers(found: Sequence[Occurrence]) -> dict[Span, int]:
    return {each.span: number for number, each in reversed(list(enumerate(found)))}
