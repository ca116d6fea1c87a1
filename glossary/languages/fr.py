"""French."""

from __future__ import annotations

from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Language, declension, words
from glossary.languages.particles import not_infinitive, without_particle

LANGUAGE = Language(
    code="fr",
    name="French",
    analysers=(partial(lemmatiser, "fr"),),
    reductions=without_particle(("là", "ci")),
    declensions=(
        declension("(?<=é)(?:e|s|es)?", "- e s es"),
        declension("al", "al aux ale ales"),
        declension("(?<=[sxz])", "-"),
        declension("", "- s e es"),
    ),
    loose_hyphens=True,
    elisions=words("l d qu j c n s m t jusqu lorsqu puisqu quoiqu"),
    prepositions=words(
        "à au aux de du des d en dans sur sous par pour avec sans chez entre vers contre "
        "depuis pendant avant après"
    ),
    conjunctions=words("et ou"),
    plural=not_infinitive("(?:er|ir|re|oir)$"),
)
