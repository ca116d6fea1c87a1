"""Words that are part of something else's name, or of somebody else's."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.languages.base import Grammar, Kind, Likelihood, Reading, Script
from glossary.model import CaseRule, Evidence
from glossary.morphology import Analysis
from glossary.passage import Passage
from glossary.phrases import Phrase, Role, Slot
from glossary.titles import in_title

_GENITIVE = "gent"
#: A longer name has so many words before or behind the one that it has in common.
_REACH_OF_NAME = 2
#: Of words no longer than this, one in capitals is an abbreviation first of all.
_SHORTEST_WORD = 3


def in_another_name(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a term is part of what something else is called.

    Asked of every match: most have no capital and no quotation mark about them.
    """
    first = taken[0]
    if phrase.capital and len(taken) == 1 and _in_listed_name(passage, first):
        return True
    if first == 0:
        return False
    capital = passage.words[first][0].isupper() or passage.words[first - 1][0].isupper()
    if capital and _in_longer_name(phrase, passage, taken):
        return True
    return (capital or passage.has_marks) and in_title(phrase, passage, taken)


def _in_listed_name(passage: Passage, at: int) -> bool:
    """Whether a name is a word of another one that its language has: «Corea del Norte»."""
    listed = passage.morphology.language.longer_names
    if not listed:
        return False
    forms = [each.form for each in passage.analyses[max(at - _REACH_OF_NAME, 0) : at]]
    after = [each.form for each in passage.analyses[at : at + _REACH_OF_NAME + 1]]
    return any(
        " ".join((*forms[len(forms) - before :], *after[: behind + 1])) in listed
        for before in range(len(forms) + 1)
        for behind in range(len(after))
        if before or behind
    )


def _in_longer_name(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a term stands in a proper name that is not its own: «Красная армия».

    An adjective with a capital tells, where no sentence starts with it; in
    English, a word with a capital beside the common term's own; and a capital that
    a common noun has before a genitive: «в Совете Федерации».
    """
    if not _may_be_named(phrase, passage):
        return False
    first, common = taken[0], not phrase.capital
    if common and (_is_head_of_name(passage, taken) or _is_tail_of_name(passage, taken)):
        return True
    if not passage.is_capital(first - 1) or passage.starts_sentence(first - 1):
        return False
    return _names(passage, first) if common else _is_another(phrase, passage, first)


def _may_be_named(phrase: Phrase, passage: Passage) -> bool:
    """Whether capitals tell anything, in the term and in the text."""
    if phrase.sought.case is not CaseRule.ANY or passage.shouted:
        return False
    # A Cyrillic headline has no capitals of its own.
    return passage.morphology.language.script is Script.CYRILLIC or not passage.titled


def _is_head_of_name(passage: Passage, taken: tuple[int, ...]) -> bool:
    """«Дом профсоюзов» inside a sentence; a person's rank has a capital by courtesy."""
    return len(taken) == 1 and _heads_name(passage, taken[0], taken[0] + 1)


def _is_tail_of_name(passage: Passage, taken: tuple[int, ...]) -> bool:
    """The «профсоюзы» of it."""
    return _heads_name(passage, taken[0] - 1, taken[0])


def _heads_name(passage: Passage, head: int, tail: int) -> bool:
    """Whether a common noun has a capital inside a sentence, and a genitive behind it."""
    if not (head > 0 and tail < len(passage.words) and passage.is_capital(head)):
        return False
    if passage.words[head].isupper() or passage.analyses[head].named:
        return False
    if passage.raw_gap(head - 1) != " " or passage.raw_gap(head) != " ":
        return False
    nouns = [r for r in passage.analyses[head].readings if r.kind is Kind.NOUN]
    if not nouns or any(noun.animate or noun.proper for noun in nouns):
        return False
    follows = passage.analyses[tail]
    return any(each.case == _GENITIVE for each in follows.nouns | follows.adjectives)


def _is_another(phrase: Phrase, passage: Passage, first: int) -> bool:
    """Whether an adjective makes another name of a name: «Нижний Новгород», not «Западная Украина».

    Asked only of languages that know which adjectives leave a name what it is.
    """
    same = passage.morphology.language.qualifiers
    if not same or phrase.slots[0].role is not Role.AGREEING or passage.raw_gap(first - 1) != " ":
        return False
    own = passage.analyses[first].nouns | passage.analyses[first].adjectives
    return any(
        reading.evidence is Evidence.LEXICON
        and not (reading.proper or reading.lemma in same)
        and bool(reading.grammar & own)
        for reading in _describing(passage, first - 1)
    )


def _describing(passage: Passage, at: int) -> list[Reading]:
    """The readings of a word as an adjective, unless it rather is another noun.

    «Президентові України» is the president's dative, hardly his own things.
    """
    readings = passage.analyses[at].readings
    found = [r for r in readings if r.kind is Kind.ADJECTIVE and r.likelihood > Likelihood.SELDOM]
    lemmas = {each.lemma for each in found}
    likely = (r for r in readings if r.likelihood is Likelihood.LIKELY)
    return [] if any(r.kind is Kind.NOUN and r.lemma not in lemmas for r in likely) else found


def _names(passage: Passage, noun: int) -> bool:
    if passage.raw_gap(noun - 1) != " ":
        return False
    described = {each for reading in _describing(passage, noun - 1) for each in reading.grammar}
    if described:
        own = passage.analyses[noun].nouns | passage.analyses[noun].adjectives
        return not described.isdisjoint(own)
    english = passage.morphology.language.articles
    return bool(english) and passage.is_capital(noun)


def is_anothers(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a form that a man's and a woman's surname share is the other's here.

    A first name before it tells, «Екатерина Губарева», and so does a preposition:
    «о Толстой» is about her.
    """
    slot = phrase.slots[0]
    if at == 0 or not _has_sex(slot) or passage.raw_gap(at - 1) != " ":
        return False
    told = _sex_before(passage, at)
    if told and told not in slot.genders:
        return passage.words[at] != slot.word or bool(_others(slot, passage, at))
    own, others = _own(slot, passage, at), _others(slot, passage, at)
    asked = passage.morphology.language.government.get(passage.analyses[at - 1].form, ())
    return own.isdisjoint(asked) and not others.isdisjoint(asked)


def is_name_of_another(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a capital inside a sentence makes a month or a person of a common word.

    «In March», *Bill Clinton*; «Влад Ткаченко» has no «влада» in him, nor has «вчора Влад».
    """
    if at == 0 or passage.shouted or passage.starts_sentence(at) or passage.titled:
        return False
    after = at + 1 < len(passage.words) and passage.raw_gap(at) == " "
    surname = after and passage.is_capital(at + 1)
    analysis = passage.analyses[at]
    if analysis.form in passage.morphology.language.names:
        dated = after and passage.words[at + 1].isdecimal()
        return surname or dated or passage.is_preposition(at - 1)
    named = surname and any(each.proper and each.animate for each in analysis.readings)
    return named or _is_called_so(phrase, analysis)


def _is_called_so(phrase: Phrase, analysis: Analysis) -> bool:
    """Whether a form is a person's name in the nominative, and the term in other cases alone."""
    cited = [r for r in analysis.readings if any(each.case == "nomn" for each in r.grammar)]
    if any(reading.lemma in phrase.slots[0].lemmas for reading in cited):
        return False
    likely = (reading for reading in cited if reading.likelihood is Likelihood.LIKELY)
    return any(reading.proper and reading.animate for reading in likely)


def certainty(phrase: Phrase, passage: Passage, at: int) -> Evidence:
    """The most that a lone word can rest on: a guess where it may as well be another word."""
    slot = phrase.slots[0]
    if not slot.word[0].isupper():
        return Evidence.GUESS if _is_abbreviation(passage, at) else Evidence.LEXICON
    if slot.role is Role.ABBREVIATION:
        return Evidence.LEXICON
    if _has_sex(slot) and not _sex_is_told(slot, passage, at):
        return Evidence.GUESS
    initial = passage.starts_sentence(at) and not passage.shouted
    if initial and _is_common_too(slot, passage, at) and not _name_follows(passage, at):
        return Evidence.GUESS
    return Evidence.LEXICON


def _is_abbreviation(passage: Passage, at: int) -> bool:
    """Whether a short word stands in capitals that a text does not have: *US* is no *us*."""
    word = passage.words[at]
    return 1 < len(word) <= _SHORTEST_WORD and word.isupper() and not passage.shouted


def _has_sex(slot: Slot) -> bool:
    """Whether it is a surname of one sex; towns are called in the neuter too."""
    told = bool(slot.genders & {"masc", "femn"}) and "neut" not in slot.genders
    return told and slot.word[0].isupper()


def _is_common_too(slot: Slot, passage: Passage, at: int) -> bool:
    """Whether a lexicon has a word as a name and as a common word that is no rarer: «Роман вышел».

    Of what it has as a common word alone the capital of the term says more: «Кремль молчит».
    """
    readings = [r for r in passage.analyses[at].readings if r.lemma in slot.lemmas]
    if any(reading.common for reading in readings):
        return True
    likely = [r for r in readings if r.likelihood is Likelihood.LIKELY]
    return any(r.proper for r in readings) and any(r.grammar and not r.proper for r in likely)


def begins_as_common(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether what a sentence begins with is a common word that a name looks like.

    Of one person or place there is no plural, «Lisy wyszły z lasu», and it is nobody's:
    «Роман Толстого», «Вера народа».
    """
    slot = phrase.slots[0]
    analysis = passage.analyses[at]
    if passage.shouted or len(passage.words) == 1 or not analysis.known:
        return False
    nouns = [each for each in analysis.readings if each.kind is Kind.NOUN and each.grammar]
    own = [reading for reading in nouns if reading.lemma in slot.lemmas]
    common = any(not each.proper and each.likelihood is Likelihood.LIKELY for each in nouns)
    if not (own and common) or _name_follows(passage, at):
        return False
    named = any(each.common or each.proper for each in own)
    being = any(each.animate for each in own)
    # No preposition stands before it, which a locative would need.
    numbers = {g.number for reading in own for g in reading.grammar if g.case != "loct"}
    if numbers == {"plur"} and not phrase.plural:
        # In Latin letters a people has a capital: «Żydzi». Of a weapon there are several: «Грады».
        cyrillic = passage.morphology.language.script is Script.CYRILLIC
        return being or named if cyrillic else named and not being
    return named and _genitive_follows(passage, at)


def _genitive_follows(passage: Passage, at: int) -> bool:
    """Whether the next word may be a genitive, and neither a verb nor a function word."""
    after = at + 1
    if after >= len(passage.words) or passage.raw_gap(at) != " ":
        return False
    analysis = passage.analyses[after]
    likely = {r.kind for r in analysis.readings if r.likelihood is Likelihood.LIKELY}
    if not likely <= {Kind.NOUN, Kind.ADJECTIVE}:
        return False
    return any(each.case == _GENITIVE for each in analysis.nouns | analysis.adjectives)


def _name_follows(passage: Passage, at: int) -> bool:
    """Whether a patronymic or surname of the same case and sex follows: «Надія Савченко»."""
    after = at + 1
    if after >= len(passage.words) or passage.raw_gap(at) != " " or not passage.is_capital(after):
        return False
    shared = passage.analyses[at].beings & passage.analyses[after].persons
    # A man's accusative is his genitive: «Роман Толстого» has but that of a thing.
    return any(each.case != "accs" or each.gender != "masc" for each in shared)


def _sex_is_told(slot: Slot, passage: Passage, at: int) -> bool:
    """Whether a surname's form is that of one sex, or what stands before it tells whose."""
    others = _others(slot, passage, at)
    if not others:
        return True
    if at == 0 or passage.raw_gap(at - 1) != " ":
        return False
    asked = passage.morphology.language.government.get(passage.analyses[at - 1].form, ())
    if asked:
        return others.isdisjoint(asked)
    sex = _sex_before(passage, at)
    return (bool(sex) and sex in slot.genders) or _is_owner(slot, passage, at)


def _is_owner(slot: Slot, passage: Passage, at: int) -> bool:
    """Whether a genitive stands behind the noun of what somebody has: «слова Захарова»."""
    before = passage.analyses[at - 1]
    likely = [r for r in before.readings if r.likelihood is Likelihood.LIKELY]
    nouns = bool(likely) and all(reading.kind is Kind.NOUN for reading in likely)
    others = _others(slot, passage, at)
    # «Министр Захарова» is she, «люди Захарова» are his.
    herself = any(
        reading.animate and any(g.number == "sing" and g.case in others for g in reading.grammar)
        for reading in likely
    )
    return nouns and not herself and _GENITIVE in _own(slot, passage, at)


def _own(slot: Slot, passage: Passage, at: int) -> frozenset[str]:
    """The cases that a form has of the surname as the term names it."""
    found = _of_surname(slot, passage, at)
    return frozenset(each.case for each in found if each.gender in slot.genders)


def _others(slot: Slot, passage: Passage, at: int) -> frozenset[str]:
    """The cases of the other sex's surname that the form is as well."""
    found = _of_surname(slot, passage, at)
    return frozenset(each.case for each in found if each.gender not in {*slot.genders, "", "neut"})


def _of_surname(slot: Slot, passage: Passage, at: int) -> Iterator[Grammar]:
    for reading in passage.analyses[at].readings:
        if reading.lemma in slot.lemmas and not reading.indeclinable:
            yield from reading.grammar


def _sex_before(passage: Passage, at: int) -> str:
    """The sex of whoever is named before a surname; empty where nobody surely is.

    «Юлию» is of a man and of a woman; which, its case says beside the surname's.
    """
    if not passage.is_capital(at - 1):
        return ""
    # «Мать Губарева» begins a sentence and is no name.
    initial = passage.starts_sentence(at - 1)
    readings = [r for r in passage.analyses[at - 1].readings if r.animate]
    readings = [r for r in readings if r.proper or not initial]
    name = max(readings, key=lambda each: (each.likelihood, each.share), default=None)
    if name is None:
        return ""
    sexes = {each.gender for each in name.grammar if each.gender}
    own = {(each.case, each.gender) for r in passage.analyses[at].readings for each in r.grammar}
    if not any((each.case, each.gender) in own for each in name.grammar):
        others = {g.gender for r in readings for g in r.grammar if (g.case, g.gender) in own}
        sexes = others - {""} or sexes
    return next(iter(sexes)) if len(sexes) == 1 else ""
