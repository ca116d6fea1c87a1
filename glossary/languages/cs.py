"""Czech."""

from __future__ import annotations

from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Language, declension, words
from glossary.languages.particles import not_infinitive

LANGUAGE = Language(
    code="cs",
    name="Czech",
    analysers=(partial(lemmatiser, "cs"),),
    declensions=(
        declension("ie", "ie ii ií iím iích iemi"),
        declension("ý", "ý ého ému ém ým á é ou í ých ými"),
        declension("á", "á é ou ých ým ými"),
        declension("ec", "ec ce ci cem ců cům cích če covi"),
        declension("ko", "ko ka kovi kem kové"),
        declension("ka", "ka ky ce ku kou ko"),
        declension("a", "a y ě e u ou o ovi"),
        declension("(?<=[kghr])", "- a u em ovi i y ů ům ech"),
        declension("ov", "ov ova ovu ově ovem ovi"),
        declension("", "- a u em ovi e ě i y ů ům ech ích"),
    ),
    abbreviation_endings=("u", "em", "ů", "ům", "y", "a"),
    prepositions=words(
        "v ve na s se z ze do od ode pro bez přes při po pod nad za o u před mezi proti kolem k ke"
    ),
    prepositions_alike=tuple(words(alike) for alike in ["v ve", "s se", "z ze", "k ke", "od ode"]),
    conjunctions=words("a i nebo či"),
    plural=not_infinitive("(?:t|ci)(?: s[ei])?$"),
)
