"""What words say of one another: agreement in a phrase, adjectives before a noun."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.citation import OF_THE_PLURAL
from glossary.languages.base import Grammar, Kind, Likelihood, Reading
from glossary.morphology import Analysis
from glossary.passage import Passage
from glossary.phrases import OF_A_WOMAN, Phrase, Role, Slot

Grammars = frozenset[Grammar]
_VERBAL = (Kind.VERB, Kind.UNKNOWN)
_NOMINAL = (Kind.NOUN, Kind.ADJECTIVE, Kind.UNKNOWN)
_NOTHING: Grammars = frozenset()
_PLURAL = "plur"
#: How far an adjective may stand before its noun.
_FARTHEST_NOUN = 4


def matched_readings(slot: Slot, passage: Passage, at: int) -> tuple[Reading, ...]:
    """The readings of a word by which it is a form of the slot's word."""
    lemmas = slot.lemmas
    if not lemmas:
        return ()
    kinds = _VERBAL if slot.verbal else _NOMINAL
    return tuple(
        reading
        for reading in passage.analyses[at].readings
        if reading.lemma in lemmas and reading.kind in kinds and _gender_fits(slot, reading)
    )


def _gender_fits(slot: Slot, reading: Reading) -> bool:
    if not slot.genders:
        return True
    if not reading.grammar:
        return slot.genders != OF_THE_PLURAL
    genders = slot.genders if reading.kind is Kind.NOUN else slot.genders | {""}
    if slot.genders == OF_A_WOMAN and slot.word[0].isupper() and reading.kind is not Kind.NOUN:
        # «С Навальным» is his, though it is a plural of hers as well.
        genders = _hers(reading)
    return any(each.gender in genders for each in reading.grammar)


def _hers(reading: Reading) -> frozenset[str]:
    his = any(each.gender == "masc" for each in reading.grammar)
    return OF_A_WOMAN if his else OF_A_WOMAN | {""}


def common_grammar(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> Grammars:
    """The grammar that all agreeing words share; empty if they disagree or have none."""
    agreeing = _agreeing(phrase, passage, taken)
    return frozenset.intersection(*agreeing) if agreeing else frozenset()


def agrees(phrase: Phrase, passage: Passage, taken: Sequence[int], *, coordinated: bool) -> bool:
    """Whether number, case and gender fit; in a coordination («Донецкая и Луганская области»),
    the case alone, and what follows is in the plural.
    """
    agreeing = _agreeing(phrase, passage, taken)
    if not agreeing or frozenset.intersection(*(each | _paucal(each) for each in agreeing)):
        return True
    return coordinated and _agree_in_case(agreeing)


def _agreeing(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> list[Grammars]:
    found = []
    for slot, at in zip(phrase.slots, taken, strict=True):
        if slot.role is not Role.AGREEING:
            continue
        readings = matched_readings(slot, passage, at)
        if not readings or any(reading.indeclinable for reading in readings):
            continue
        # Without any grammar, as a comparative, a word goes with no noun; nor does a short form,
        # «суд независим», unless the term is cited by it.
        cited = len(taken) == 1 or passage.analyses[at].form in slot.surfaces
        describing = [reading for reading in readings if cited or not reading.short]
        grammar = frozenset(each for reading in describing for each in reading.grammar)
        wavering = passage.morphology.language.datives_as_genitives and slot.noun
        found.append(grammar | _second_genitive(grammar) if wavering else grammar)
    return found


def _second_genitive(grammar: Grammars) -> Grammars:
    """«безпекового пакету»: usage wavers between two genitives, of which a lexicon has one."""
    dative = Grammar("sing", "datv", "masc") in grammar
    return frozenset({Grammar("sing", "gent", "masc")}) if dative else frozenset()


def _paucal(grammar: Grammars) -> Grammars:
    """After two, three and four a noun in the genitive singular goes with a plural adjective."""
    singular = any(each.number != _PLURAL and each.case == "gent" for each in grammar)
    return frozenset({Grammar(_PLURAL, "gent", "")}) if singular else frozenset()


def _agree_in_case(agreeing: Sequence[Grammars]) -> bool:
    cases = [{each.case for each in grammar} for grammar in agreeing]
    plural = any(each.number == _PLURAL for end in (0, -1) for each in agreeing[end])
    return plural and bool(set.intersection(*cases))


def goes_with(passage: Passage, adjective: int, noun: int) -> bool:
    """Whether an adjective may describe a word, across other adjectives."""
    described = passage.analyses[noun].nouns | passage.analyses[noun].adjectives
    return bool(passage.analyses[adjective].adjectives & described)


def is_described(reading: Reading, passage: Passage, at: int) -> bool:
    """Whether an adjective that agrees stands right before."""
    if at == 0 or passage.gap(at - 1):
        return False
    return bool(passage.analyses[at - 1].adjectives & reading.grammar)


def described_as(passage: Passage, at: int) -> Grammars:
    """What an adjective right before makes of a word that is seldom met so."""
    seldom = passage.analyses[at].seldom
    if not seldom or at == 0 or passage.gap(at - 1):
        return _NOTHING
    return passage.analyses[at - 1].adjectives & seldom


def is_adjective_here(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a lone word that may be the term is an adjective before a noun: «Луганська область».

    A name's genitive looks like the adjective made from it; the noun that
    follows tells. So it does for a noun that is an adjective by form:
    «военные» is not in «военные действия».
    """
    slot, analysis = phrase.slots[0], passage.analyses[at]
    if _is_predicate(phrase, passage, at):
        return True
    # «Мозговая деятельность» begins a sentence and is not about a man named so.
    named = slot.word[0].isupper() and passage.starts_sentence(at)
    if analysis.form in slot.surfaces and not phrase.plural:
        return named and _begins_noun_phrase(passage, at)
    readings = [reading for reading in analysis.readings if reading.kind is Kind.ADJECTIVE]
    own = any(reading.lemma in slot.lemmas for reading in readings)
    if own and not (phrase.plural or named):
        return False
    adjectives = {each for reading in readings for each in reading.grammar}
    if at > 0 and passage.is_preposition(at - 1):
        adjectives = {each for each in adjectives if each.case not in {"nomn", "voct"}}
    return bool(adjectives) and _noun_follows(passage, at, frozenset(adjectives))


def _is_predicate(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a word is a short adjective that says what somebody is: «она рада», «был прав».

    A noun in the nominative may stand behind a copula, and no other.
    """
    if at == 0 or passage.gap(at - 1):
        return False
    matched = matched_readings(phrase.slots[0], passage, at)
    if any(reading.kind is Kind.ADJECTIVE for reading in matched):
        return False
    language, before = passage.morphology.language, passage.analyses[at - 1].form
    short = {
        each.gender
        for reading in passage.analyses[at].readings
        if reading.kind is Kind.ADJECTIVE
        for each in reading.grammar
        if each.case == "nomn"
    }
    if not short.isdisjoint(language.subjects.get(before, ())):
        return True
    cited = any(each.case == "nomn" for reading in matched for each in reading.grammar)
    return bool(short) and not cited and before in language.copulas


def is_another_noun(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether the word before goes with another noun that looks the same as a lone one.

    «Книжная полка» has no regiment in it, and «от вина» no guilt: an adjective agrees
    with its noun, and a preposition asks for a case.
    """
    if at == 0 or passage.gap(at - 1):
        return False
    asked = passage.morphology.language.government.get(passage.analyses[at - 1].form, ())
    described = frozenset() if asked else _described_before(passage, at)
    if not (asked or described):
        return False
    own = {g for r in matched_readings(phrase.slots[0], passage, at) for g in r.grammar}
    others = {g for r in passage.analyses[at].readings if r.kind is Kind.NOUN for g in r.grammar}
    if described:
        own |= _paucal(frozenset(own))
        return bool(own) and described.isdisjoint(own) and not described.isdisjoint(others)
    own_cases, cases = {each.case for each in own}, {each.case for each in others}
    return bool(own) and own_cases.isdisjoint(asked) and not cases.isdisjoint(asked)


def lacks_preposition(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a word is the term in the locative alone, which no preposition asks for.

    «Праві перемогли» is about people: no right is said to be anywhere. A word that
    can be nothing else, or that stands by itself, is taken for what it is.
    """
    located = passage.analyses[at].located
    if phrase.slots[0].lemmas.isdisjoint(located) or len(passage.words) == 1:
        return False
    if not passage.morphology.language.government:
        return False
    matched = matched_readings(phrase.slots[0], passage, at)
    if any(reading.lemma not in located for reading in matched):
        return False
    before = range(at - 1, max(at - 1 - _FARTHEST_NOUN, -1), -1)
    return not any(passage.is_preposition(place) for place in before)


def _described_before(passage: Passage, at: int) -> Grammars:
    """What the word before agrees with, if it is an adjective and no other noun or verb."""
    before = passage.analyses[at - 1]
    others = (r for r in before.readings if r.kind is not Kind.ADJECTIVE)
    if any(r.likelihood > Likelihood.SELDOM and not _is_by_use(r, before) for r in others):
        return frozenset()
    return before.adjectives


def _is_by_use(noun: Reading, analysis: Analysis) -> bool:
    """Whether a noun is an adjective by form, and declines as that does: «czarna»."""
    return noun.kind is Kind.NOUN and bool(noun.grammar) and noun.grammar <= analysis.adjectives


def _begins_noun_phrase(passage: Passage, at: int) -> bool:
    """«Рівне поле» is no town; a person is named before what he owns: «Горький роман»."""
    readings, after = passage.analyses[at].readings, at + 1
    if after >= len(passage.words) or any(each.proper and each.animate for each in readings):
        return False
    if passage.gap(at) or not passage.words[after][0].islower():
        return False
    described = {each for each in passage.analyses[after].nouns if each.case == "nomn"}
    return bool(passage.analyses[at].adjectives & described)


def leans_forward(passage: Passage, at: int) -> bool:
    """Whether an adjective describes a noun behind it: «о республике народной | армии»."""
    return _noun_follows(passage, at, passage.analyses[at].adjectives)


def _noun_follows(passage: Passage, at: int, grammar: Grammars) -> bool:
    coordinated = False
    for place in range(at + 1, min(at + 1 + _FARTHEST_NOUN, len(passage.words))):
        if passage.gap(place - 1):
            return False
        if passage.is_conjunction(place):
            coordinated = True
            continue
        nouns = passage.analyses[place].nouns
        if nouns & grammar or (coordinated and _plural_in_case(nouns, grammar)):
            return True
        adjectives = passage.analyses[place].adjectives
        same_case = {g.case for g in adjectives} & {g.case for g in grammar}
        if not (adjectives & grammar or (coordinated and same_case)):
            return False
    return False


def _plural_in_case(nouns: Grammars, grammar: Grammars) -> bool:
    cases = {each.case for each in grammar}
    return any(each.number == _PLURAL and each.case in cases for each in nouns)
