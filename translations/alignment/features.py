"""What of a sentence can be seen again in its translation: words, names, numbers, marks.

A word is represented by its first letters, which keeps most inflected forms of it
together in any language that inflects by endings; a number by its digits.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from translations.alignment.edges import Edges, read_edges
from translations.alignment.model import Text
from translations.alignment.ranges import totals
from translations.alignment.seeds import meanings

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: So many letters of a word are kept.
STEM: Final = 5
#: The longest bead has so many sentences on one side.
LONGEST: Final = 6

NUMBER: Final = "#"
MARK: Final = "§"
CONCEPT: Final = "©"
MEANING: Final = "~"

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_OPENING = re.compile(r"[^\w(]*[«„“\"‘—–-]")
_CLOSERS = "\"»“”’')] \u00a0"
#: Where one sentence ends and another begins inside what stands as one.
_INNER_END = re.compile(r"[.!?…;]+[\"»”’)]*\s+[\"«„“‘(—–-]*\s*(?=[^\W\d_])(\w)")
#: What no sentence ends with.
_GOING_ON = frozenset(",;–—-")


@dataclass(frozen=True)
class Side:
    """One text made ready for alignment; features are numbered."""

    lengths: Floats  #: letters, digits and marks of each sentence, without white space
    names: tuple[str, ...]  #: the features by number: a stem, "#1991", "§?", "©concept"
    rows: Ints  #: with `ids`, the features of each sentence, sorted and distinct
    ids: Ints
    forms: dict[str, str]  #: the most frequent form of each stem, in small letters
    capitals: frozenset[str]  #: stems that are mostly written with a capital inside sentences
    clauses: Ints  #: how many sentences each one seems to hold
    alone: Ints  #: how many sentences before each boundary may not be linked
    common: Mapping[str, frozenset[str]]  #: the meanings of common words, by their features
    cut: Ints  #: whether a boundary, before sentence i, is inside a sentence (1), a bracket (2)
    edges: Edges  #: how sentences end and begin at each boundary
    fresh: NDArray[np.bool_]  #: whether a boundary stands between two paragraphs

    @property
    def size(self) -> int:
        return len(self.lengths)

    @cached_property
    def number(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def frequency(self) -> Floats:
        """In how many sentences each feature stands."""
        return np.bincount(self.ids, minlength=max(1, len(self.names))).astype(np.float64)

    @cached_property
    def upto(self) -> Floats:
        """The summed length of all sentences before a boundary."""
        return np.concatenate(([0.0], np.cumsum(self.lengths)))

    @cached_property
    def clauses_upto(self) -> Ints:
        return np.concatenate(([0], np.cumsum(self.clauses)))

    @cached_property
    def keys(self) -> Ints:
        """Where every feature stands: feature times size plus sentence, sorted."""
        return np.sort(self.ids * self.size + self.rows)

    @cached_property
    def gaps(self) -> Ints:
        """For each of `keys`, how many sentences before the feature stood last; else very many."""
        gaps = np.diff(self.keys, prepend=-1)
        first = np.diff(self.keys // self.size, prepend=-1) > 0
        return np.where(first, self.size, gaps)

    @cached_property
    def _gaps(self) -> Ints:
        """The same in the order of `rows`."""
        return self.gaps[np.searchsorted(self.keys, self.ids * self.size + self.rows)]

    @cached_property
    def postings(self) -> Ints:
        """Where in `keys` each feature begins; one number more than there are features."""
        return np.searchsorted(self.keys, np.arange(len(self.names) + 1) * self.size)

    def stretch(self, begin: int, end: int) -> Stretch:
        """The features of consecutive sentences; begin and end are cut to the text."""
        first, last = max(0, begin), min(end, self.size)
        low, high = np.searchsorted(self.rows, (first, last))
        part = slice(low, high)
        return Stretch(first, last - first, self.rows[part], self.ids[part], self._gaps[part])

    def sets(self) -> list[set[str]]:
        """The features of each sentence."""
        found: list[set[str]] = [set() for _ in range(self.size)]
        for row, number in zip(self.rows.tolist(), self.ids.tolist(), strict=True):
            found[row].add(self.names[number])
        return found


@dataclass(frozen=True)
class Stretch:
    """Consecutive sentences of a side."""

    first: int
    size: int
    rows: Ints  #: with `ids`, the features of each sentence
    ids: Ints

    gaps: Ints  #: how many sentences before, the feature stood last

    def summed(self, count: int, by_feature: Floats) -> Floats:
        """For every boundary from `first` on, the sum over the distinct features before it.

        Those of the last `count` sentences. Features are united, not added up: a name
        that stands in two of them is one name.
        """
        rows, said = self.rows - self.first, by_feature[self.ids]
        total = np.zeros(self.size + count + 1)
        for down in range(1, count + 1):
            first = self.gaps > count - down
            total += totals(rows[first] + down, said[first], len(total))
        return total[: self.size + 1]


def read_side(text: Text, other: str = "") -> Side:
    """Take a text apart into features; `other` is the language that it is aligned with."""
    own = text.language.partition("-")[0].lower()
    reader = _Reader(text, _common(own, other.partition("-")[0].lower()))
    names = sorted(set().union(*reader.features)) if reader.features else []
    number = {name: at for at, name in enumerate(names)}
    rows = [row for row, found in enumerate(reader.features) for _ in found]
    ids = [at for found in reader.features for at in sorted(number[name] for name in found)]
    return Side(
        lengths=np.array([_length(sentence) for sentence in text.sentences], np.float64),
        names=tuple(names),
        rows=np.array(rows, np.int64),
        ids=np.array(ids, np.int64),
        forms={stem: forms.most_common(1)[0][0] for stem, forms in reader.forms.items()},
        capitals=frozenset(reader.mostly_capital()),
        clauses=np.array([_clauses(sentence) for sentence in text.sentences], np.int64),
        alone=np.cumsum([at - 1 in text.alone for at in range(len(text.sentences) + 1)]),
        common=reader.common,
        cut=np.array(list(_cuts(text.sentences)), np.int64),
        edges=read_edges(text.sentences),
        fresh=np.array([at in text.paragraphs for at in range(len(text.sentences) + 1)], np.bool_),
    )


def words(sentence: str) -> Iterator[re.Match[str]]:
    """The words and numbers of a sentence, where they stand."""
    return _WORD.finditer(sentence)


@lru_cache(maxsize=50_000)
def feature_of(word: str) -> str:
    """The feature that a word or a number gives."""
    if word[0].isdigit():
        return NUMBER + re.sub(r"\D", "", word).lstrip("0")
    return word.lower().replace("ё", "е")[:STEM]


def features_of(word: str, common: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What a word stands for: its meanings, if it is a common one, else itself."""
    feature = feature_of(word)
    return common.get(feature) or frozenset((feature,))


class _Reader:
    """Features of every sentence, and how their words are written."""

    def __init__(self, text: Text, common: Mapping[str, frozenset[str]]) -> None:
        self.common = common
        self.forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._capital: Counter[str] = Counter()
        concepts = text.terms or [frozenset[str]()] * len(text.sentences)
        self.features = [
            self._features(sentence) | {CONCEPT + concept for concept in terms}
            for sentence, terms in zip(text.sentences, concepts, strict=True)
        ]

    def _features(self, sentence: str) -> set[str]:
        found = set(_marks(sentence))
        for place, match in enumerate(words(sentence)):
            word = match[0]
            feature = feature_of(word)
            meant = self.common.get(feature)
            if meant:
                found |= meant
                continue
            found.add(feature)
            if feature[0] == NUMBER:
                continue
            self.forms[feature][word.lower()] += 1
            if word[0].isupper():
                # A sentence begins with a capital whatever its first word is.
                self._capital[feature] += 2 if place else 1
        return found

    def mostly_capital(self) -> Iterator[str]:
        for stem, weight in self._capital.items():
            if weight >= self.forms[stem].total():
                yield stem


@cache
def _common(own: str, other: str) -> Mapping[str, frozenset[str]]:
    """The meanings of words that both languages are known to have a word for, by feature."""
    if own == other or not meanings(other):
        return {}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, numbers in meanings(own).items():
        found[feature_of(word)] |= {f"{MEANING}{number}" for number in numbers}
    return {feature: frozenset(numbers) for feature, numbers in found.items()}


def _marks(sentence: str) -> Iterator[str]:
    last = sentence.rstrip(_CLOSERS)[-1:]
    for mark in "?!(;":
        if mark in sentence:
            yield MARK + mark
    if last == ":":
        yield MARK + ":"
    if _OPENING.match(sentence):
        yield MARK + "«"


def _length(sentence: str) -> int:
    return max(1, len("".join(sentence.split())))


def _clauses(sentence: str) -> int:
    ends: list[str] = [match[1] for match in _INNER_END.finditer(sentence)]
    return 1 + sum(letter.isupper() for letter in ends)


#: A bracket holds a few sentences at most.
_NEAR: Final = 3
_BRACKET: Final = re.compile("[()]")


def _cuts(sentences: Sequence[str]) -> Iterator[int]:
    """For each boundary, the first and the last too, how surely it parts one sentence in two."""
    yield 0
    for at, (before, after) in enumerate(pairwise(sentences), 1):
        first = next((letter for letter in after if letter.isalnum()), "")
        going_on = before.rstrip(_CLOSERS)[-1:] in _GOING_ON or first.islower()
        parted = _in_bracket(sentences[max(0, at - _NEAR) : at], sentences[at : at + _NEAR])
        yield 2 if parted else int(going_on)
    if sentences:
        yield 0


def _in_bracket(before: Iterable[str], after: Iterable[str]) -> bool:
    """Whether a bracket opens before a boundary and closes behind it: «(London: | Collins)»."""
    opened, closed = _BRACKET.findall(" ".join(before))[-1:], _BRACKET.findall(" ".join(after))[:1]
    return opened == ["("] and closed == [")"]
