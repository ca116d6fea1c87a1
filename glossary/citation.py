"""What the form that a term is cited in says of its words.

A dictionary gives a form all its readings; that somebody cites a term by it rules
some of them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from glossary.languages.base import Grammar, Kind, Likelihood, Reading
from glossary.model import Evidence
from glossary.morphology import Analysis

_SURNAME_LIKE = re.compile(r"(?:[оеё]в|[иы]н|[иії]в|ск[иі]й|цк[иі]й|ко|ук|юк|ич)$")
#: The gender that a plural has none of, where a term is cited by a plural alone.
OF_THE_PLURAL = frozenset({""})
_LONGEST_ABBREVIATION = 8


def is_citation(reading: Reading, form: str) -> bool:
    """Whether a nominative is what a word is cited by: «Bucza» is not, of people named «Bucz»."""
    if reading.lemma == form or not reading.proper:
        return True
    return any(each.case == "nomn" and each.number == "sing" for each in reading.grammar)


def describes(nominative: Iterable[Reading], head: Reading) -> bool:
    """Whether an adjective behind its noun agrees with it: «Republika Ludowa».

    «Міністрів» in «Кабінет Міністрів» is an adjective of one minister far less often.
    """
    return any(
        reading.kind is Kind.ADJECTIVE
        and reading.likelihood is Likelihood.LIKELY
        and agree(head, reading)
        for reading in nominative
    )


def agree(head: Reading, other: Reading) -> bool:
    """Whether both may be one nominative: «Мария Захарова», though a man's genitive is so too."""
    return any(each.case == "nomn" and each in other.grammar for each in head.grammar)


def is_personal(head: Reading, word: str, analysis: Analysis) -> bool:
    """A name after a person's first name or rank, even if a homograph is a genitive."""
    if not head.animate or not word[0].isupper():
        return False
    if not analysis.known or _SURNAME_LIKE.search(analysis.form) is not None:
        # «Рада» is somebody's name too, but «Міністрів» behind it nobody's.
        nobody = is_genitive(analysis) and not any(r.named for r in analysis.readings)
        return not (head.common and nobody)
    cited = [r for r in nominatives(analysis) if r.proper and r.animate]
    # «Лев» is no name by itself, but «Толстой» is one rather than any of its genitives.
    own = (r for r in cited if head.named or r.likelihood is Likelihood.LIKELY)
    if any(reading.lemma == analysis.form for reading in own):
        return True
    if not head.named:
        return False
    # «Zacharowa» after «Maria» is her own name, not that of a man in the genitive.
    hers = any(each.gender == "femn" for each in head.grammar) and word.endswith(("owa", "ewa"))
    return hers or any(agree(head, reading) for reading in cited)


def cited_lemmas(nominative: tuple[Reading, ...], form: str, *, alone: bool) -> frozenset[str]:
    """The form itself; and its lemma, where the form is no lemma: a plural, a feminine."""
    own = {r.kind for r in nominative if r.lemma == form and not _is_guessed_whole(r)}
    if alone and own:
        return frozenset({form})
    others = (each.lemma for each in nominative if each.kind not in own or _is_only_plural(each))
    return frozenset({form, *others})


def _is_guessed_whole(reading: Reading) -> bool:
    """Whether a word of no lexicon may have no forms: «Кюри» in «Склодовская-Кюри» has none."""
    return reading.indeclinable and reading.evidence is not Evidence.LEXICON


def _is_only_plural(reading: Reading) -> bool:
    """«Prawa» in «prawa człowieka» is of «prawo», though «prawa» is a word of its own."""
    numbers = {each.number for each in reading.grammar if each.case == "nomn"}
    return numbers == {"plur"} and reading.kind is Kind.NOUN


def is_noun(nominative: Iterable[Reading]) -> bool:
    kinds = {reading.kind for reading in nominative}
    return Kind.ADJECTIVE not in kinds


def nominatives(analysis: Analysis) -> Iterator[Reading]:
    for reading in analysis.readings:
        if reading.kind not in {Kind.NOUN, Kind.ADJECTIVE}:
            continue
        if reading.indeclinable or any(each.case == "nomn" for each in reading.grammar):
            yield reading


def is_genitive(analysis: Analysis) -> bool:
    """Whether a lexicon knows the form as a genitive that is not the nominative of its lemma too.

    «регионов» after «партия» stands still, and so does «обороны», a plural besides.
    """
    return analysis.known and any(
        reading.kind in {Kind.NOUN, Kind.ADJECTIVE}
        and not reading.indeclinable
        and reading.likelihood > Likelihood.SELDOM
        and any(each.case == "gent" for each in reading.grammar)
        for reading in analysis.readings
    )


def is_plural(analysis: Analysis) -> bool:
    nouns = [reading for reading in nominatives(analysis) if reading.kind is Kind.NOUN]
    return bool(nouns) and all(
        each.number == "plur" for r in nouns for each in r.grammar if each.case == "nomn"
    )


def is_mans(word: str, nominative: Iterable[Reading], form: str) -> bool:
    """Whether a word is cited as a man's surname that a woman's differs from: «Плотницкий»."""
    own = [reading for reading in nominative if reading.lemma == form]
    cited = {each.gender for r in own for each in r.grammar if each.case == "nomn"}
    # Of an adjective by form a lexicon may have hers, which does not change, as well.
    his = cited == {"masc"} or ("masc" in cited and any(r.kind is Kind.ADJECTIVE for r in own))
    return word[0].isupper() and his and not any(r.indeclinable for r in own)


def cited_genders(nominative: tuple[Reading, ...], form: str, *, alone: bool) -> frozenset[str]:
    """«Захарова» is cited by her own form of a name whose lemma is a man's.

    A plural that is no form of its singular has no gender, and means no singular.

    A lone «прошлое» is a noun by use: «прошлый» and «прошлая» are not it. Beside
    a noun, agreement decides.
    """
    if any(_is_suppletive(reading, form) for reading in nominative):
        return OF_THE_PLURAL
    own = {r.kind for r in nominative if r.lemma == form}
    if own or not (alone or all(r.kind is Kind.NOUN for r in nominative)):
        return frozenset()
    cited: set[Grammar] = {g for r in nominative for g in r.grammar if g.case == "nomn"}
    if any(each.number == "plur" for each in cited):
        return frozenset()
    genders = frozenset(each.gender for each in cited)
    adjective = any(r.kind is not Kind.NOUN for r in nominative)
    return frozenset() if adjective and "masc" in genders else genders


def _is_suppletive(reading: Reading, form: str) -> bool:
    """Whether a plural is another word than its singular: «lata» of «rok», «люди» of «человек».

    Whoever cites it means the plural.
    """
    return _is_only_plural(reading) and reading.lemma[:1] != form[:1]


def own_form(analysis: Analysis) -> frozenset[str]:
    """The form as it is compared; what is inside it, a term never offers."""
    return frozenset([next(iter(analysis.surfaces))])


def as_head(analysis: Analysis, following: Analysis) -> Analysis:
    """«Rada» before «Bezpieczeństwa» is the noun, as no noun follows that it could describe."""
    nouns = tuple(each for each in analysis.readings if each.kind is not Kind.ADJECTIVE)
    # «Były» is an adjective before «prezydent»; «вдова» is none before somebody's name.
    least = Likelihood.HOMOGRAPH if any(r.proper for r in following.readings) else Likelihood.SELDOM
    adjectives = [
        each
        for each in analysis.readings
        if each.kind is Kind.ADJECTIVE and each.likelihood >= least
    ]
    cited = {each for r in adjectives for each in r.grammar if each.case == "nomn"}
    described = following.nouns | following.adjectives
    if (
        not described
        or cited & described
        or not any(nominatives(replace(analysis, readings=nouns)))
    ):
        return analysis
    return replace(analysis, readings=nouns)


def is_adverb(analysis: Analysis) -> bool:
    """«Временно» before «оккупированная» is no short adjective, which a noun would follow."""
    readings = analysis.readings
    adverb = any(r.kind is Kind.FUNCTION and r.lemma == analysis.form for r in readings)
    return adverb and all(
        r.kind is Kind.FUNCTION or r.likelihood < Likelihood.LIKELY or r.short for r in readings
    )


def is_abbreviation(word: str) -> bool:
    """Written in capitals, and short enough to be no shouted word."""
    return 1 < len(word) <= _LONGEST_ABBREVIATION and word.isupper()
