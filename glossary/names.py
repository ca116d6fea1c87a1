"""Words that are part of something else's name: a longer proper name, the title of a work."""

from __future__ import annotations

from glossary.languages.base import Kind, Likelihood, Reading, Script
from glossary.model import CaseRule, Evidence
from glossary.passage import Passage
from glossary.phrases import Phrase, Role
from glossary.text import in_quotation_marks

#: A title is looked for so many words around.
_LONGEST_TITLE = 8
_GENITIVE = "gent"


def in_another_name(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a term is part of what something else is called.

    Asked of every match: most have no capital and no quotation mark about them.
    """
    first = taken[0]
    if first == 0:
        return False
    capital = passage.words[first][0].isupper() or passage.words[first - 1][0].isupper()
    if capital and _in_longer_name(phrase, passage, taken):
        return True
    return (capital or passage.has_marks) and _in_title(phrase, passage, taken)


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
    if not _is_capital(passage, first - 1) or passage.starts_sentence(first - 1):
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
    if not (head > 0 and tail < len(passage.words) and _is_capital(passage, head)):
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
    return bool(english) and _is_capital(passage, noun)


def _is_capital(passage: Passage, at: int) -> bool:
    return at >= 0 and passage.words[at][0].isupper()


def is_womans(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a form of a man's surname is a woman's, named before it: «Екатерина Губарева»."""
    if not _is_capital(passage, at - 1):
        return False
    if passage.raw_gap(at - 1) != " " or passage.words[at] == phrase.slots[0].word:
        return False
    readings = passage.analyses[at - 1].readings
    name = max(readings, key=lambda each: (each.likelihood, each.share), default=None)
    if name is None or not name.animate:
        return False
    # «Мать Губарева» begins a sentence and is no name.
    if not name.proper and passage.starts_sentence(at - 1):
        return False
    return {each.gender for each in name.grammar if each.gender} == {"femn"}


def _in_title(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a work is named: «газета „Новороссия“», but not if all of its title is the term."""
    if not passage.morphology.language.works:
        return False
    if _begins_title(passage, taken):
        return True
    if not passage.has_marks:
        return False
    for first in range(taken[0], max(taken[0] - _LONGEST_TITLE, 0), -1):
        if passage.raw_gap(first - 1) == " ":
            continue
        last = _last_word(passage, first, taken)
        if last is None:
            return False
        if _names_work(passage, first - 1):
            return len(taken) == 1 or (first, last) != (taken[0], taken[-1])
        return not phrase.capital and _is_title(passage, first, last)
    return False


def _begins_title(passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a work has its title without marks, in words with capitals: *the daily Kyiv Post*."""
    first, after = taken[0], taken[-1] + 1
    if not (_is_capital(passage, first) and after < len(passage.words)):
        return False
    if first == 0 or passage.raw_gap(first - 1) != " " or passage.raw_gap(after - 1) != " ":
        return False
    told = _is_capital(passage, after) and not (passage.shouted or passage.titled)
    return told and _names_work(passage, first - 1)


def _names_work(passage: Passage, at: int) -> bool:
    analysis = passage.analyses[at]
    lemmas = {reading.lemma for reading in analysis.readings} | {analysis.form}
    return not lemmas.isdisjoint(passage.morphology.language.works)


def _last_word(passage: Passage, first: int, taken: tuple[int, ...]) -> int | None:
    """The last word in the marks that open before a word and enclose the match."""
    places = passage.places
    for last in range(taken[-1], min(first + _LONGEST_TITLE, len(passage.words))):
        span = passage.folded.span(places[first][0], places[last][1])
        if in_quotation_marks(passage.folded.original, span):
            return last
    return None


def _is_title(passage: Passage, first: int, last: int) -> bool:
    """Words in marks that begin with a capital inside a sentence and say nothing of it.

    What somebody says has a verb, or a colon before it: «читал „Войну и мир“».
    """
    if first == last or not _is_capital(passage, first) or passage.starts_sentence(first):
        return False
    if passage.analyses[first].named or passage.raw_gap(first - 1)[:1] != " ":
        return False
    words = passage.analyses[first : last + 1]
    return not any({r.kind for r in word.readings} == {Kind.VERB} for word in words)
