"""Words that look like a noun and say what a subject does: *rebels attack the city*.

Asked of languages whose analysers tell no verbs. A subject stands before, and what
only a verb has behind it follows: an object that begins with its article.
"""

from __future__ import annotations

import re

from glossary.languages.base import Language
from glossary.passage import Passage

#: A subject with its article and adjectives has so many words at most.
_LONGEST_SUBJECT = 4
#: Shorter words in -s are *as* and *its*.
_SHORTEST_PLURAL = 4


def is_predicate(passage: Passage, at: int) -> bool:
    """Whether a word that may be a verb has a subject before it and an object behind it."""
    if not _may_be_present(passage, at):
        return False
    if _is_of_body(passage, at):
        return True
    if _governs(passage, at) and _has_subject(passage, at):
        return True
    # Without an object it may be an adjective: *features open to all*.
    if _describes(passage, at) or passage.analyses[at].form in passage.morphology.language.preposed:
        return False
    return _is_of_many(passage, at) or (_claims(passage, at) and _has_subject(passage, at))


def is_infinitive(passage: Passage, at: int) -> bool:
    """Whether a particle stands before a word, and an object behind it: *to support the rebels*."""
    language = passage.morphology.language
    before, form = passage.analyses[at - 1].form, passage.analyses[at].form
    if before not in language.before_infinitives or form in language.preposed:
        return False
    if language.plural(form, ""):
        return False
    return _governs(passage, at)


def is_denied(passage: Passage, at: int) -> bool:
    """Whether an auxiliary and a negation stand before a word: *did not attack*."""
    language = passage.morphology.language
    if at < 2 or passage.analyses[at - 1].form not in language.negations:
        return False
    return passage.analyses[at - 2].form in language.before_negations


def _governs(passage: Passage, at: int) -> bool:
    language, after = passage.morphology.language, at + 1
    if after >= len(passage.words) or passage.raw_gap(at) != " ":
        return False
    form = passage.analyses[after].form
    return form in language.determiners or form in language.behind_verbs


def _is_of_many(passage: Passage, at: int) -> bool:
    """*Both parties claim to have won*: many are no claim, unless of *claim forms*."""
    language, after = passage.morphology.language, at + 1
    if at < 2 or passage.analyses[at - 2].form not in language.plural_determiners:
        return False
    verb, subject = passage.analyses[at].form, passage.analyses[at - 1].form
    if language.plural(verb, "") or not language.plural(subject, ""):
        return False
    if _is_measured(passage, at):
        return False
    plural = after < len(passage.words) and language.plural(passage.analyses[after].form, "")
    return passage.raw_gap(at - 2) == " " and not plural


def _is_measured(passage: Passage, at: int) -> bool:
    """Whether a word is an adjective that has degrees: *two feet high*."""
    form = passage.analyses[at].form
    higher = passage.morphology.analysis(f"{form}er")
    return any(reading.lemma == form for reading in higher.readings)


def _is_of_body(passage: Passage, at: int) -> bool:
    """«El Gobierno compra misiles»: a noun with a capital describes none behind it."""
    language, noun = passage.morphology.language, at - 1
    if language.open_compounds or noun < 1 or not passage.words[noun][0].isupper():
        return False
    if passage.analyses[noun].form in language.preposed or passage.titled or passage.shouted:
        return False
    return _has_article(passage, noun) and not passage.is_preposition(noun)


def _claims(passage: Passage, at: int) -> bool:
    """*Officials state that*, *witnesses report heavy losses*: no noun stands behind a plural."""
    language, after = passage.morphology.language, at + 1
    subject = passage.analyses[at - 1].form
    if not language.open_compounds or len(subject) < _SHORTEST_PLURAL:
        return False
    if not language.plural(subject, ""):
        return False
    if after >= len(passage.words):
        # A headline has no stop: *Miners strike* may be theirs.
        stopped = passage.folded.text[passage.places[at][1] :].strip() != ""
        return stopped and _is_bare(passage, at - 1)
    if passage.raw_gap(at) != " ":
        return False
    form = passage.analyses[after].form
    if form == "that" or _describes(passage, after):
        return _is_bare(passage, at - 1) or (at > 1 and passage.is_article(at - 2))
    goes_on = passage.is_preposition(after) and form not in language.of_nouns
    return goes_on and _is_bare(passage, at - 1)


def _describes(passage: Passage, at: int) -> bool:
    """Whether a word is an adjective, and no past: *reports heavy losses*, not *collapsed*."""
    form = passage.analyses[at].form
    adjective = re.fullmatch(passage.morphology.language.describing, form) is not None
    return adjective and not form.endswith("ed")


def _is_bare(passage: Passage, noun: int) -> bool:
    """Whether a sentence begins with a plural that has adjectives alone and describes no noun.

    *Rebels attack from the north*; but *the miners strike of 1984*, *arms deal with Riyadh*.
    """
    if passage.analyses[noun].form in passage.morphology.language.attributive_plurals:
        return False
    for first in range(noun, max(noun - _LONGEST_SUBJECT, -1), -1):
        if first < noun and not _describes(passage, first):
            return False
        if passage.starts_sentence(first):
            return True
    return False


def _may_be_present(passage: Passage, at: int) -> bool:
    """Whether a lexicon has a verb of which a form may be the third person."""
    spoken = passage.morphology
    verbs = spoken.language.presents(passage.analyses[at].form)
    return any(spoken.analysis(verb).known for verb in verbs)


def _has_subject(passage: Passage, at: int) -> bool:
    language, noun = passage.morphology.language, at - 1
    subject = passage.analyses[noun].form
    if "'" in subject:  # Russia's claim is a noun
        return False
    if not language.number_fits(subject, passage.analyses[at].form):
        return False
    if subject in language.relatives:
        return True
    if subject in language.auxiliaries or _is_of_being(subject, language):
        return False
    opening = language.determiners | language.articles | language.preposed
    if subject in opening or passage.is_preposition(noun) or passage.is_conjunction(noun):
        return False
    if language.open_compounds:
        return _starts_sentence(passage, noun)
    return _has_article(passage, noun) or _is_named(passage, noun)


def _is_of_being(form: str, language: Language) -> bool:
    return form in language.perfects_of_being or form in language.perfects


def _starts_sentence(passage: Passage, noun: int) -> bool:
    """Whether a sentence begins with a noun and what describes it.

    Anywhere else *drone strikes* may be one thing. An adjective is no subject: *new talks*.
    """
    language = passage.morphology.language
    if re.fullmatch(language.describing, passage.analyses[noun].form):
        return False
    for first in range(noun, max(noun - _LONGEST_SUBJECT, -1), -1):
        form = passage.analyses[first].form
        if passage.is_preposition(first) or form in language.interrogatives:
            return False
        if passage.starts_sentence(first):
            return True
        if passage.raw_gap(first - 1) != " ":
            return False
    return False


def _has_article(passage: Passage, noun: int) -> bool:
    if noun == 0 or passage.raw_gap(noun - 1) not in {" ", "'"}:
        return False
    form, language = passage.analyses[noun - 1].form, passage.morphology.language
    return form in language.determiners or form in language.articles


def _is_named(passage: Passage, noun: int) -> bool:
    """«Pékin condamne les essais»: behind a name no noun stands without a preposition."""
    if passage.shouted or passage.titled or not passage.words[noun][0].isupper():
        return False
    if passage.analyses[noun].named or not passage.starts_sentence(noun):
        return True
    # «Pékin» is a word of its own, and no noun stands between a word and an article.
    return passage.analyses[noun + 2].form in passage.morphology.language.determiners
