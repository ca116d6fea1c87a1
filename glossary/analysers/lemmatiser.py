"""Lemmas from simplemma's word lists and rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
) -> Analyser:
    """The analyser of a language.

    `kind` may tell a verb from how form and lemma differ. `adjectives` are the citation
    forms that a form may have if it is an adjective's; those that the word list has count,
    for it often gives one lemma only where the form of an adjective looks like a noun.
    `demonyms` is how words end that are names of peoples, even where written small, and
    `derived` how words end that are no forms of the word that the rules would cut them to.
    """
    another = re.compile(derived)
    people = re.compile(rf"(?:{demonyms})$")
    simplemma.lemmatize("a", lang=language)  # loads the word list, once

    def is_known(form: str) -> bool:
        return bool(simplemma.is_known(form, lang=language))

    def lemma(form: str, *, greedy: bool = False) -> str:
        found = str(simplemma.lemmatize(form, lang=language, greedy=greedy))
        whole = form.lower()
        cut = whole.startswith(found) and another.fullmatch(whole, len(found)) is not None
        return form if cut and not is_known(form) else found

    def readings(form: str) -> Iterator[Reading]:
        titled = form[:1].upper() + form[1:]
        small, large = lemma(form), lemma(titled)
        known = is_known(form) or is_known(titled)
        evidence = Evidence.LEXICON if known else Evidence.ENDING
        lemmas = {small.lower(): Written.ANY, large.lower(): Written.ANY}
        described = adjectives(form)
        if len(lemmas) > 1 and large[0].isupper() and is_known(titled):
            lemmas[large.lower()] = Written.CAPITAL
            if small not in described:
                lemmas[small.lower()] = Written.SMALL
        proper = large[0].isupper() and (small[0].isupper() or people.search(form) is not None)
        for each, written in sorted(lemmas.items()):
            yield Reading(
                lemma=each,
                kind=kind(form, each),
                evidence=evidence,
                written=written,
                proper=proper,
            )
        # A participle's lemma is its verb, as that of its forms is.
        cited = [
            each
            for each in described
            if is_known(each) and lemma(each) in {each, small} and lemma(each)[0].islower()
        ]
        for guessed in {lemma(form, greedy=True).lower(), *cited} - lemmas.keys():
            yield Reading(lemma=guessed, kind=kind(form, guessed), evidence=Evidence.ENDING)

    def analyse(form: str) -> tuple[Reading, ...]:
        if len(form) < 2:  # a letter is no word, nor one cut off: m' of moi is no mètre
            return (Reading(lemma=form, kind=kind(form, form)),)
        return tuple(readings(form))

    return analyse
