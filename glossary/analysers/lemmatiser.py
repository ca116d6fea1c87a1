"""Lemmas from simplemma's word lists and rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import simplemma

from glossary.languages.base import Analyser, Kind, Reading
from glossary.model import Evidence


def _unknown(_form: str, _lemma: str) -> Kind:
    return Kind.UNKNOWN


@cache
def lemmatiser(language: str, kind: Callable[[str, str], Kind] = _unknown) -> Analyser:
    """The analyser of a language; `kind` may tell a verb from how form and lemma differ."""
    simplemma.lemmatize("a", lang=language)  # loads the word list, once

    def analyse(form: str) -> tuple[Reading, ...]:
        if len(form) < 2:  # a letter is no word, nor one cut off: m' of moi is no mètre
            return (Reading(lemma=form, kind=kind(form, form)),)
        title = form[:1].upper() + form[1:]
        spellings = (form, title)
        lemmas = {simplemma.lemmatize(spelt, lang=language).lower() for spelt in spellings}
        guessed = {simplemma.lemmatize(form, lang=language, greedy=True).lower()} - lemmas
        known = any(simplemma.is_known(spelt, lang=language) for spelt in spellings)
        evidence = Evidence.LEXICON if known else Evidence.ENDING
        found = [(lemma, evidence) for lemma in sorted(lemmas)]
        found += [(lemma, Evidence.ENDING) for lemma in sorted(guessed)]
        return tuple(
            Reading(lemma=lemma, kind=kind(form, lemma), evidence=how) for lemma, how in found
        )

    return analyse
