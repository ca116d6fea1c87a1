"""Alignments as values: beads of sentences, how sure they are, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """What speaks for two sentences being translations of each other."""

    NUMBER = "number"
    NAME = "name"
    TERM = "term"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Words of both sides that correspond, as they are written there."""

    ground: Ground
    source: str
    target: str
    weight: float  #: nats by which they raise the odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Consecutive sentences that are translations of each other; one side may be empty.

    Sentences are counted from 0. `confidence` is the posterior probability, 0 to 1,
    that exactly these sentences belong together.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    pinned: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def unmatched(self) -> bool:
        """Whether one side has no counterpart."""
        return not (self.source and self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Unmatched sentences that correspond out of order: a passage that was moved."""

    source: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """All beads in order, each sentence of both sides in exactly one; and what was moved."""

    beads: tuple[Bead, ...]
    crossings: tuple[Crossing, ...] = ()

    @property
    def expected_errors(self) -> float:
        """How many beads are to be expected wrong, by their own confidence."""
        return sum(1 - bead.confidence for bead in self.beads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A bead that a person holds for right; nothing crosses it."""

    source: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One side: its sentences in order, and what else is known of them.

    `paragraphs` are the numbers of the sentences that begin one; `terms` names, for
    every sentence, the concepts that occur in it; `alone` are sentences that a person
    knows to have no counterpart.
    """

    sentences: Sequence[str]
    language: str = ""
    paragraphs: frozenset[int] = frozenset()
    terms: Sequence[frozenset[str]] = ()
    alone: frozenset[int] = frozenset()
