"""Bulgarian, whose nouns carry the article as an ending."""

from __future__ import annotations

import re

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Analyser, Language, Script, declension, words
from glossary.languages.particles import ending_changes, two_adjectives

#: Adjectives and nouns made of a word, with the article or without it.
_DERIVED = "(?:н|ск)(?:а|о|и|ия|ият|ата|ото|ите)|ен|ство(?:то)?"
#: How the word list notes that a verb may be reflexive: откажа-(се).
_NOTED = re.compile(r"-\(с[еи]\)$")
#: The degrees of an adjective: най-радикален.
_DEGREE = re.compile(r"(?:по|най)-(\w{3,})")
_OF_ADJECTIVES = ("", "а", "о", "и", "ия", "ият", "ата", "ото", "ите")
#: Of verbs in -вам and -ирам, which are made of any foreign word, behind their vowel.
_OF_VERBS = ("", *sorted(words("ш ме те т х ше хме хте ха л ла ло ли й йте йки")))
_CITED = ending_changes(
    *((f"ск{ending}", "ски") for ending in ("а", "о")),
    ("но", "ен"),
    *((f"{vowel}ко", f"{vowel}к") for vowel in ("о", "я")),
    *((f"{stem}{ending}", f"{stem}м") for stem in ("ва", "ира") for ending in _OF_VERBS),
    *((f"{stem}н{ending}", f"{stem}м") for stem in ("ва", "ира") for ending in _OF_ADJECTIVES),
)
#: What people say for more than one.
_PLURALS = {"хора": "човек", "хората": "човек"}


def _spelling(form: str) -> str:
    """Without the note; it is compared, never shown."""
    return _NOTED.sub("", form)


def _positive(form: str) -> tuple[str, ...]:
    degree = _DEGREE.fullmatch(form)
    return (degree[1],) if degree else ()


def _lemmatiser() -> Analyser:
    return lemmatiser("bg", adjectives=_CITED, derived=_DERIVED, apart=lambda: _PLURALS)


LANGUAGE = Language(
    code="bg",
    name="Bulgarian",
    script=Script.CYRILLIC,
    spelling=_spelling,
    reductions=_positive,
    analysers=(_lemmatiser,),
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
    agreeing=two_adjectives(
        ("(?:[бвгджзклмнпрстх]|ски|ия|ият)", "(?:[бвгджзклмнпрстх]|ски)"),
        *((f"{vowel}(?:т{vowel})?", vowel) for vowel in "ао"),
        ("и(?:те)?", "и"),
    ),
    reflexives=words("се си"),
    works=words("вестник списание филм книга роман статия песен сериал албум пиеса поема блог"),
)
