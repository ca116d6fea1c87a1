"""Lemmas from simplemma's word lists and rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import simplemma

from glossary.languages.base import Analyser, Kind, Reading, Written
from glossary.model import Evidence


def _unknown(_form: str, _lemma: str) -> Kind:
    return Kind.UNKNOWN


def _none(_form: str) -> tuple[str, ...]:
    return ()


@cache
def lemmatiser(
    language: str,
    *,
    kind: Callable[[str, str], Kind] = _unknown,
    adjectives: Callable[[str], tuple[str, ...]] = _none,
    demonyms: str = "(?!)",
    derived: str = "(?!)",
    chained: bool = False,
    apart: Callable[[], Mapping[str, str]] = dict,
) -> Analyser:
    """The analyser of a language.

    `kind` may tell a verb from how form and lemma differ. `adjectives` are the citation
    forms that a form may have if it is an adjective's; those that the word list has count,
    for it often gives one lemma only where the form of an adjective looks like a noun.
    `demonyms` is how words end that are names of peoples, even where written small, and
    `derived` how words end that are no forms of the word that the rules would cut them to.
    `apart` gives the citation forms of forms that the word list takes for other words.
    Lemmas are `chained` where a word list takes forms of nouns to other forms of them.
    """
    simplemma.lemmatize("a", lang=language)  # loads the word list, once
    people, another = re.compile(rf"(?:{demonyms})$"), re.compile(derived)
    words = _WordList(language, kind, adjectives, people, another, chained, apart())
    return words.analyse


#: A shorter word in -s is seldom the genitive of another one.
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class _WordList:
    """A word list with its rules, as one language uses it."""

    language: str
    kind: Callable[[str, str], Kind]
    adjectives: Callable[[str], tuple[str, ...]]
    people: re.Pattern[str]
    another: re.Pattern[str]
    chained: bool
    apart: Mapping[str, str]

    def analyse(self, form: str) -> tuple[Reading, ...]:
        if len(form) < 2:  # a letter is no word, nor one cut off: m' of moi is no mètre
            return (Reading(lemma=form, kind=self.kind(form, form)),)
        return tuple(self._readings(form))

    def _is_known(self, form: str) -> bool:
        return bool(simplemma.is_known(form, lang=self.language))

    def _lemma(self, form: str, *, greedy: bool = False) -> str:
        found = str(simplemma.lemmatize(form, lang=self.language, greedy=greedy))
        whole = form.lower()
        made = whole.startswith(found.lower()) and self.another.fullmatch(whole, len(found))
        return form if made and not self._is_known(form) else found

    def _readings(self, form: str) -> Iterator[Reading]:
        titled = form[:1].upper() + form[1:]
        small, large = self._lemma(form), self._lemma(titled)
        known = self._is_known(form) or self._is_known(titled)
        evidence = Evidence.LEXICON if known else Evidence.ENDING
        described = self.adjectives(form)
        lemmas = self._written(small, large, titled, described)
        demonym = self.people.search(form) is not None
        proper = large[0].isupper() and (small[0].isupper() or demonym)
        for each, written in sorted(lemmas.items()):
            yield Reading(
                lemma=each,
                kind=self.kind(form, each),
                evidence=evidence,
                written=written,
                named=proper,
                proper=proper,
            )
        guesses = {self._lemma(form, greedy=True).lower(), *self._cited(form, described, small)}
        if form in self.apart:
            guesses.add(self.apart[form])
        if self.chained and large[0].isupper():
            guesses |= {self._lemma(large).lower(), *self._of_genitive(large)}
        for guessed in guesses - lemmas.keys():
            yield Reading(lemma=guessed, kind=self.kind(form, guessed), evidence=Evidence.ENDING)

    def _of_genitive(self, word: str) -> Iterator[str]:
        """«Russland» for «Russlands», which a word list may have as a word of its own."""
        name = word.removesuffix("s")
        if name == word or len(name) <= _SHORTEST_NAME or not self._is_known(name):
            return
        if self._lemma(name) == name:
            yield name.lower()

    def _written(
        self, small: str, large: str, titled: str, described: tuple[str, ...]
    ) -> dict[str, Written]:
        """The lemmas of the form in small letters and with a capital, and which case each asks.

        A name in another form than it is cited in excludes no common word: «Soudci» of «soudce».
        """
        lemmas = {small.lower(): Written.ANY, large.lower(): Written.ANY}
        if len(lemmas) > 1 and large[0].isupper() and self._is_known(titled):
            lemmas[large.lower()] = Written.CAPITAL
            if small not in described and large == titled:
                lemmas[small.lower()] = Written.SMALL
        return lemmas

    def _cited(self, form: str, described: tuple[str, ...], small: str) -> Iterator[str]:
        """Adjectives that the list has; a participle's lemma is its verb, as its forms' is."""
        for each in described:
            lemma = self._lemma(each)
            # Of a form that the list has by itself, «précieuse», it need not have what it is of.
            own = small in {form, form.removesuffix("s")} and self._is_known(form)
            known = own or self._is_known(each)
            if known and lemma in {each, small} and lemma[0].islower():
                yield each
