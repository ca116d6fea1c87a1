"""Bulgarian, whose nouns carry the article as an ending."""

from __future__ import annotations

from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Language, Script, declension, words

#: Adjectives and nouns made of a word, with the article or without it.
_DERIVED = "(?:н|ск)(?:а|о|и|ия|ият|ата|ото|ите)|ен|ство(?:то)?"

LANGUAGE = Language(
    code="bg",
    name="Bulgarian",
    script=Script.CYRILLIC,
    analysers=(partial(lemmatiser, "bg", derived=_DERIVED),),
    declensions=(
        declension("ие", "ие ието ия ията"),
        declension("ия", "ия ията ии иите"),
        declension("ец", "ец еца ецът ци ците"),
        declension("ик", "ик ика икът ици иците"),
        declension("(ък)", "ък ъка ъкът ъци ъците"),
        declension("(?<=[кст])а", "а ата и ите"),
        declension("ки", "ки кия кият ко кото ките", "ка ката"),
        declension("а", "а ата и ите"),
        declension("о", "о ото а ата"),
        declension("е", "е ето ета етата"),
        declension("и", "и ите"),
        # Participles: окупиран, непризнат, самопровъзгласен.
        declension("(?<=[аяе]н|[аяи]т)", "- а ата о ото и ите ия ият ът ове овете"),
        declension("(?<=[бвгджзйклмнпрстфхцчшщ])", "- а ът я ят и ите ове овете"),
    ),
    abbreviation_endings=("а", "ът", "та", "то", "те"),
    prepositions=words(
        "в във на с със к към от до за без по при под над из между пред през след против "
        "около у о според"
    ),
    prepositions_alike=(words("в във"), words("с със")),
    conjunctions=words("и или"),
    reflexives=words("се си"),
    works=words("вестник списание филм книга роман статия песен сериал албум пиеса поема блог"),
)
