"""German."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Analyser, Language, Reading, Written, declension, words
from glossary.languages.particles import ending_changes, pairs, plural_by
from glossary.model import Evidence

_ADJECTIVES = ending_changes(
    *((ending, "") for ending in ("e", "en", "er", "es", "em")), ("iert", "ieren")
)
#: Participles of weak verbs with their prefix, which the word list has as adjectives: enteignet.
_PARTICIPLE = re.compile(
    r"(.*?)(?:(be|emp|ent|er|miss|ver|zer)|ge)(\w{3,}?)(?:(?<=[dtm])e)?t(?:e[mnrs]?)?"
)


def _cited(form: str) -> tuple[str, ...]:
    """The adjective that a form may be of, and the verb that a participle is of."""
    found = _PARTICIPLE.fullmatch(form)
    if found is None:
        return _ADJECTIVES(form)
    stem = "".join(part or "" for part in found.groups())
    return (*_ADJECTIVES(form), f"{stem}en", f"{stem}n")


_WAVERING = re.compile("(fried|glaub|will|nam|gedank|sam|hauf|funk)ens?")
#: Spelt alike but for these letters, they are other words: Maße are no Masse.
_SHARP = words("maße maßen buße bußen")


def _other_nominative(form: str) -> tuple[str, ...]:
    """«Friede» for «Frieden», which have all other forms in common."""
    found = _WAVERING.fullmatch(form)
    return (f"{found[1]}e",) if found else ()


#: How adjectives end that are people as well: Abgeordnete, Vorsitzender, Jugendliche.
_PEOPLE = re.compile(r"(\w{3,}(?:nd|ig|lich|sch)|\w{6,}t)(?:e|er|en|em|es)")
_OF_PEOPLE = ("e", "er", "en", "em", "es")
_DESCRIBING = ("nd", "ig", "lich", "sch")


def _with_people(first: Callable[[], Analyser]) -> Analyser:
    """The readings of the first, and both citation forms of people called by an adjective.

    A word list has one of *Angeklagte* and *Angeklagter*; a term may be cited by the other.
    """
    analyse = first()

    def analyse_people(form: str) -> tuple[Reading, ...]:
        readings = analyse(form)
        found = _PEOPLE.fullmatch(form) if form.endswith(_OF_PEOPLE) else None
        if found is None:
            return readings
        stem = found[1]
        known = {reading.lemma for reading in readings}
        both = {f"{stem}e", f"{stem}er"}
        if stem not in known and not (known & both and stem.endswith(_DESCRIBING)):
            return readings
        evidence = Evidence.LEXICON if known & both else Evidence.ENDING
        added = (
            Reading(lemma=lemma, evidence=evidence, written=Written.CAPITAL)
            for lemma in sorted(both - known)
        )
        return (*readings, *added)

    return analyse_people


def _spelling(form: str) -> str:
    """With ss for ß, and no hyphen in a compound; it is compared, never shown."""
    return form if form in _SHARP else form.replace("ß", "ss").replace("-", "")


#: Forms of verbs that the word list has as other words.
_APART = "brach:brechen verloren:verlieren schwor:schwören schworen:schwören geschworen:schwören"

LANGUAGE = Language(
    code="de",
    name="German",
    analysers=(
        partial(
            _with_people,
            partial(
                lemmatiser, "de", adjectives=_cited, apart=partial(pairs, _APART), chained=True
            ),
        ),
    ),
    spelling=_spelling,
    reductions=_other_nominative,
    declensions=(
        declension("er", "er e en em es ers ern"),
        declension("e", "e en er es em n ns"),
        declension("(?<=[sxz])", "- ' e es en"),
        declension("", "- s es en e"),
    ),
    loose_hyphens=True,
    nouns_capitalised=True,
    abbreviation_endings=("s", "en", "e"),
    prepositions=words(
        "in im an am auf aus bei beim mit nach seit von vom zu zum zur für durch gegen ohne "
        "um über unter vor hinter neben zwischen während wegen trotz"
    ),
    nobiliary=words("von zu vom zum"),
    conjunctions=words("und oder sowie bzw beziehungsweise"),
    articles_alike=(words("der die das den dem des am beim im vom zum zur ans ins"),),
    describing=r"\w{3,}e[mnrs]?",
    separable=words(
        "ab an auf aus bei bekannt durch ein entgegen fehl fern fest fort frei gleich heim her "
        "herab heraus herbei herein herum herunter hervor hin hinaus hinein hinzu hoch los mit "
        "nach nieder preis statt still teil um unter vor voran voraus vorbei weg weiter wieder zu "
        "zurecht zurück zusammen über"
    ),
    pronominal=r"sich (\w+)",
    reflexives=words("mich dich sich uns euch mir dir"),
    pronouns_apart=True,
    infinitives=("en", "eln", "ern"),
    plural=plural_by(*((ending, "") for ending in ("e", "n", "en", "er", "es", "s", "nen", "se"))),
    works=words(
        "zeitung zeitschrift magazin film dokumentarfilm buch roman artikel aufsatz lied "
        "serie album theaterstück gedicht blog"
    ),
)
