"""Czech."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Analyser, Language, Reading, declension, words
from glossary.languages.particles import ending_changes, not_infinitive, two_adjectives, with_prefix
from glossary.model import Evidence

#: Both are right: socialismus and socializmus.
_ISM = re.compile(r"izm(?=us|u|em|y|ů|ům|ech)")
_OTHER_STEMS = {
    "lepší": ("dobrý",),
    "horší": ("zlý", "špatný"),
    "větší": ("velký",),
    "menší": ("malý",),
}
_COMPARED = re.compile(rf"(?:nej)?({'|'.join(_OTHER_STEMS)})(?:ho|mu|m|ch|mi)?")
#: The forms of verbs in -ovat, which are made from any foreign word.
_CONJUGATED = (
    "oval ovala ovalo ovali ovaly uji uju uješ uje ujeme ujete ují ujíc "
    "ován ována ováno ováni ovány ovaný ovaná ované ovaní ovaného ovanému ovaném ovanou ovaných "
    "ovanými ovaným"
)


#: How participles end in the short form, and in the whole one: udělen, udělený; přijat, přijatý.
_SHORT = (("en", "en"), ("ěn", "ěn"), ("án", "an"), ("at", "at"), ("ut", "ut"))
_OF_VERBS = (
    *(("en", "it"), ("án", "at"), ("zen", "dit"), ("cen", "tit"), ("šen", "sit"), ("žen", "zit")),
    *(("čen", "knout"), ("jat", "jmout"), ("nut", "nout")),
)
_INFINITIVE = re.compile(r"(?:[aeěiuyáí]t|ct|ci)$")
_OF_SHORT = ("", "a", "o", "i", "y")
_ADJECTIVES = ending_changes(
    *((ending, "ý") for ending in ("á", "é", "ého", "ému", "ém", "ým", "ou", "ých", "ými")),
    *((f"{stem}{ending}", f"{whole}ý") for stem, whole in _SHORT for ending in _OF_SHORT),
    *((f"{stem}{ending}", verb) for stem, verb in _OF_VERBS for ending in _OF_SHORT),
    # What is a dative first of all, the list may have of a possessive: prokurátorovi.
    ("ovi", ""),
)
#: A form of a woman's word, and the man's: Ukrajinka, Ukrajinec; uprchlice, uprchlík.
_WOMANS = re.compile(
    r"(\w+?)(?:ic\w* \1ík|a(?:čk\w*|ček) \1ák|ist(?:k\w+|ek) \1ista|(?:k\w+|ek) \1(?:ec)?)"
)


def _cited(form: str) -> tuple[str, ...]:
    """The citation forms of an adjective; of a comparative made from another stem, those."""
    compared = _COMPARED.fullmatch(form)
    return _OTHER_STEMS[compared[1]] if compared else _ADJECTIVES(form)


def _spelling(form: str) -> str:
    """With -ismus for -izmus; it is compared, never shown."""
    return _ISM.sub("ism", form)


def _of_men(first: Callable[[], Analyser]) -> Analyser:
    """The readings of the first, which takes words for women to those for men, without these."""
    analyse = first()

    def without_women(form: str) -> tuple[Reading, ...]:
        kept = tuple(r for r in analyse(form) if not _WOMANS.fullmatch(f"{form} {r.lemma}"))
        return kept or (Reading(lemma=form),)

    return without_women


#: The forms of the plural that the word list has of «člověk» alone.
_PLURALS = dict.fromkeys(words("lidí lidem lidech lidmi"), "lidé")


_lemmatiser = partial(lemmatiser, "cs", adjectives=_cited, apart=lambda: _PLURALS)


def _with_negated(first: Callable[[], Analyser]) -> Analyser:
    """The readings of the first; a verb that no list has with ne- is one that it has without."""
    analyse = first()

    def denied(reading: Reading) -> str:
        lemma = reading.lemma.removeprefix("ne")
        told = lemma != reading.lemma and reading.evidence is not Evidence.LEXICON
        verb = told and _INFINITIVE.search(lemma) is not None
        listed = verb and any(r.evidence is Evidence.LEXICON for r in analyse(lemma))
        return lemma if listed else ""

    def analyse_with_negated(form: str) -> tuple[Reading, ...]:
        readings = analyse(form)
        verbs = {r.lemma: lemma for r in readings if (lemma := denied(r))}
        return readings + tuple(
            replace(r, lemma=verbs[r.lemma]) for r in readings if r.lemma in verbs
        )

    return analyse_with_negated


LANGUAGE = Language(
    code="cs",
    name="Czech",
    spelling=_spelling,
    analysers=(partial(_with_negated, partial(_of_men, _lemmatiser)),),
    declensions=(
        declension("skyj", "skyj ského skému ském ským"),
        declension("ie", "ie ii ií iím iích iemi"),
        declension("(?<=[eo]st)", "- i í em ech mi"),
        declension("(?<=[eiuaáíůou])ce", "ce ci cí cím cích cemi"),
        declension("iště", "iště išti ištěm išť ištím ištích"),
        declension("(?<=[ncšřdt])í", "í ího ímu ím ích ími"),
        declension("(?<=[eaáu])ný", "ný ného nému ném ným ní ných nými n no ni ny", "ná né nou na"),
        declension("(?<=[ieyu])tý", "tý tého tému tém tým tí tých tými t to ti ty", "tá té tou ta"),
        declension("ský", "ský ského skému ském ským ští ských skými", "ská ské skou"),
        declension("cký", "cký ckého ckému ckém ckým čtí ckých ckými", "cká cké ckou"),
        declension("ovat", f"ovat {_CONJUGATED}"),
        declension("ý", "ý ého ému ém ým í ých ými", "á é ou"),
        declension("ův", "ův ova ovo ovu ově ovy ovou ovi ových ovým ovými"),
        declension("ismus", "ismus ismu ismem ismy ismů ismům ismech"),
        declension("um", "um a u em ů ům ech y"),
        declension("á", "á é ou ých ým ými"),
        declension("ek", "ek ka ku kovi kem ky ků kům cích kové ci"),
        declension("ec", "ec ce ci cem ců cům cích če covi"),
        declension("ko", "ko ka kovi kem kové"),
        declension("ka", "ka ky ce ku kou ko ek kám kách kami"),
        declension("(?<=ist)a", "a y ovi u o ou é i ů ům ech"),
        declension("(?<=[čšžřcj])a", "a i e u ou o ám ách ami"),
        declension("(?<=arch)a", "a y ovi u o ou ové ů ům ích"),
        declension("(?<=[áeouyí]r|[áeěíoy]n)a", "a y ě u ou o ovi - ám ách ami"),
        declension("a", "a y ě e u ou o ovi ám ách ami"),
        declension("(?<=[bdklmnprstvz])y", "y ů ům ech - ám ách ami"),
        declension("(?<=[bdmnpvlst])o", "o a u em - ům ech y ě"),
        declension("o", "o a u ovi em"),
        declension("(?<=[čšžřcj])", "- e i em ovi ů ům ích ové"),
        declension("g", "g ga gu gem govi gové gy gů gům zích zi"),
        declension("k", "k ka ku kem kovi kové ky ků kům cích ci"),
        declension("(?<=[hr])", "- a u em ovi i y ů ům ech ové"),
        declension("ov", "ov ova ovu ově ovem ovi"),
        declension("", "- a u em ovi e ě i y ů ům ech ích"),
    ),
    abbreviation_endings=("u", "em", "ů", "ům", "y", "a"),
    prepositions=words(
        "v ve na s se z ze do od ode pro bez přes při po pod nad za o u před mezi proti kolem k ke"
    ),
    prepositions_alike=tuple(words(alike) for alike in ["v ve", "s se", "z ze", "k ke", "od ode"]),
    conjunctions=words("a i nebo či"),
    # Of a second one in -í a noun would look the same: «ústavní řízení».
    agreeing=two_adjectives(
        *((f"[{vowel}í]", vowel) for vowel in "ýáé"),
        *((f"[éí]{case}", f"é{case}") for case in ("ho", "mu", "m")),
        *((f"[ýí]{case}", f"ý{case}") for case in ("m", "ch", "mi")),
        ("(?:ou|í)", "ou"),
    ),
    rephrasings=with_prefix("pro proti anti ultra neo"),
    plural=not_infinitive("(?:t|ci)(?: s[ei])?$"),
    reflexives=words("se si"),
    works=words("noviny časopis film kniha román článek píseň seriál album hra báseň blog deník"),
)
