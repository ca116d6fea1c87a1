"""What a check is: a value with a name, a callable and its own proofs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from glossary.model import Voice
from translations.model import Code, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One segment and its translation, as a check sees them (coded text)."""

    source: str
    target: str
    source_language: str
    target_language: str
    codes: tuple[Code, ...] = ()
    voice: Voice = Voice.NARRATION
    #: sentences after the segment's text in the same block may finish a quotation
    before: str = ""  #: the target text before it in its block
    after: str = ""  #: the target text after it in its block


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule about pairs, with pairs that must stay silent and pairs that must not."""

    name: str
    title: str  #: for people: "Numbers and dates"
    run: Callable[[Pair], Iterable[Finding]]
    passes: tuple[Pair, ...] = field(default=())
    fails: tuple[Pair, ...] = field(default=())
    #: what it says once of a whole document, and so no longer of each pair
    document: Callable[[Sequence[Pair]], Iterable[Finding]] | None = None
    version: int = 1  #: raised when it judges otherwise; editions tell by which they were checked
