"""Words that look like a noun and are a verb where they stand: *they strike*, «она пила»."""

from __future__ import annotations

import re

from glossary.languages.base import Kind, Language
from glossary.morphology import Analysis
from glossary.passage import Passage
from glossary.phrases import Phrase


def is_verb_here(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether the word before a lone noun leaves room for a verb alone.

    Asked of languages whose analysers tell no verbs; a name is none.
    """
    language, slot = passage.morphology.language, phrase.slots[0]
    if not language.before_verbs or at == 0 or slot.verbal or slot.word[0].isupper():
        return False
    if not passage.words[at].islower() or passage.raw_gap(at - 1) not in {" ", "'"}:
        return False
    before, form = passage.analyses[at - 1].form, passage.analyses[at].form
    if _is_perfect(before, form, language):
        return True
    if before in language.auxiliaries:
        return form in slot.surfaces and _has_subject(passage, at - 1)
    own = form in slot.surfaces or language.plural(form, slot.word.lower())
    return own and before in language.before_verbs


def may_be_finite(analysis: Analysis) -> bool:
    """Whether a form may be one of a verb other than the infinitive."""
    return any(r.kind is Kind.VERB and r.lemma != analysis.form for r in analysis.readings)


def is_said_of_subject(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a form that is a noun's as well says what somebody does: «она пила чай».

    Of the words behind which a short adjective may stand pronouns are subjects; adverbs,
    which go with the neuter too, are none.
    """
    if at == 0 or phrase.slots[0].verbal or passage.gap(at - 1):
        return False
    subjects = passage.morphology.language.subjects
    genders = subjects.get(passage.analyses[at - 1].form, frozenset())
    return bool(genders) and "neut" not in genders


def _is_perfect(auxiliary: str, form: str, language: Language) -> bool:
    """Whether both make a tense of a verb: «ont voté», «est parti»."""
    if auxiliary in language.perfects:
        return re.fullmatch(language.participles, form) is not None
    return auxiliary in language.perfects_of_being and form in language.participles_of_being


def _has_subject(passage: Passage, auxiliary: int) -> bool:
    """*Rebels will strike*: what is asked has its subject behind the auxiliary."""
    if passage.starts_sentence(auxiliary) or passage.raw_gap(auxiliary - 1) != " ":
        return False
    return passage.analyses[auxiliary - 1].form not in passage.morphology.language.interrogatives
