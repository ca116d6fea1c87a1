"""Where terms and words stand in many texts: found on all cores, before anything is written."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context

from glossary.enforcement import Enforcer, compile_enforcer
from glossary.matching import form_keys, lookup_keys, token_forms
from glossary.model import Occurrence, TermBase
from glossary.rulebook import source_sought

#: Of a smaller file (in bytes) another process costs more than it saves.
_LARGE = 1_500_000
_MOST_HELPERS = 4
#: How many texts are indexed at once.
_AT_ONCE = 3_000
#: By how much the helpers give way to those who wait for an answer, as `nice` counts.
_GIVING_WAY = 5


@dataclass(frozen=True, slots=True)
class Indexed:
    """What stands in some texts; `forms[i]` are places in `vocabulary`."""

    vocabulary: tuple[str, ...]
    keys: tuple[frozenset[str], ...]  #: of each form in the vocabulary
    forms: tuple[array[int], ...]
    occurrences: tuple[tuple[Occurrence, ...], ...]


@dataclass(slots=True)
class _Indexer:
    """One term base, applied to many texts of one language.

    A text is searched for terms only if it has a word that one of them needs:
    `lookup_keys` promises that no occurrence is lost by it.
    """

    termbase: TermBase
    language: str
    _telling: frozenset[str] = field(init=False)
    _finder: Enforcer = field(init=False)
    _tells: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._finder = compile_enforcer(
            self.termbase, source_language=self.language, target_language=self.language
        )
        terms = source_sought(self.termbase, self.language)
        self._telling = frozenset().union(*(lookup_keys(term, self.language) for term in terms))

    def index(self, texts: Sequence[str]) -> Indexed:
        places: dict[str, int] = {}
        forms: list[array[int]] = []
        found: list[tuple[Occurrence, ...]] = []
        for text in texts:
            words = token_forms(text, self.language)
            forms.append(array("I", (places.setdefault(word, len(places)) for word in words)))
            found.append(
                self._finder.source_occurrences(text) if any(map(self._is_telling, words)) else ()
            )
        vocabulary = tuple(places)
        keys = tuple(form_keys(form, self.language) for form in vocabulary)
        return Indexed(vocabulary, keys, tuple(forms), tuple(found))

    def _is_telling(self, form: str) -> bool:
        tells = self._tells.get(form)
        if tells is None:
            keys = form_keys(form, self.language)
            tells = self._tells[form] = not self._telling.isdisjoint(keys)
        return tells


@contextmanager
def helpers(
    termbase: TermBase, language: str, *, size: int
) -> Iterator[ProcessPoolExecutor | None]:
    """Start processes for a file of this size (in bytes), if it is large enough to need them.

    They come up while the file is still being read.
    """
    if size < _LARGE:
        yield None
        return
    count = min(os.cpu_count() or 1, _MOST_HELPERS)
    context = get_context("spawn")  # a fork of a process with threads may hang
    with ProcessPoolExecutor(
        count, mp_context=context, initializer=_prepare, initargs=(termbase, language)
    ) as pool:
        for _ in range(count):
            pool.submit(_index, ())
        yield pool


def index(
    texts: Sequence[str],
    *,
    termbase: TermBase,
    language: str,
    pool: ProcessPoolExecutor | None = None,
) -> Iterator[Indexed]:
    """Index texts piece by piece, in their order."""
    pieces = [texts[start : start + _AT_ONCE] for start in range(0, len(texts), _AT_ONCE)]
    if pool is not None:
        yield from pool.map(_index, pieces)
        return
    indexer = _Indexer(termbase, language)
    yield from map(indexer.index, pieces)


_prepared: dict[str, _Indexer] = {}


def _prepare(termbase: TermBase, language: str) -> None:
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_GIVING_WAY)
    _prepared["indexer"] = _Indexer(termbase, language)


def _index(texts: Sequence[str]) -> Indexed:
    return _prepared["indexer"].index(texts)
