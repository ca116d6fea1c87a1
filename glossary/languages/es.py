"""Spanish."""

from __future__ import annotations

from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Language, declension, words
from glossary.languages.particles import not_infinitive

LANGUAGE = Language(
    code="es",
    name="Spanish",
    analysers=(partial(lemmatiser, "es"),),
    declensions=(
        declension("[oa]s?", "o a os as"),
        declension("z", "z ces"),
        declension("(?<=[eiu])", "- s"),
        declension("(?<=[^aeiousáéíóú])", "- es s"),
    ),
    loose_hyphens=True,
    prepositions=words(
        "a al ante bajo con contra de del desde durante en entre hacia hasta para por según "
        "sin sobre tras"
    ),
    conjunctions=words("y e o u"),
    plural=not_infinitive("[aeií]r(?:se)?$"),
)
