"""Words that look like a noun and are a verb where they stand: *they strike*, «она пила»."""

from __future__ import annotations

import re

from glossary.languages.base import Kind, Language
from glossary.model import Evidence
from glossary.morphology import Analysis, Morphology
from glossary.passage import Passage
from glossary.phrases import Phrase, Slot
from glossary.predicates import is_denied, is_infinitive, is_predicate


def is_verb_here(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether the word before a lone noun leaves room for a verb alone.

    Asked of languages whose analysers tell no verbs, and of no name.
    """
    language, slot = passage.morphology.language, phrase.slots[0]
    if at == 0 or passage.raw_gap(at - 1) not in {" ", "'"}:
        return False
    before, analysis = passage.analyses[at - 1].form, passage.analyses[at]
    cited = not slot.surfaces.isdisjoint(analysis.surfaces)
    if before in language.auxiliaries:
        return cited and _has_subject(passage, at - 1)
    # «Ont voté» has no «vote» in it, and «voter» by all means.
    if not (cited or language.plural(analysis.form, slot.word.lower())):
        return False
    return _is_finite(passage, at) or _is_perfect(passage, at)


def _is_finite(passage: Passage, at: int) -> bool:
    before = passage.analyses[at - 1].form
    if before in passage.morphology.language.before_verbs or is_denied(passage, at):
        return True
    return is_infinitive(passage, at) or is_predicate(passage, at)


def lacks_subject(_phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether nothing tells that a lone word is the verb it may be: «la condena», «vote»."""
    if at == 0 or passage.raw_gap(at - 1) not in {" ", "'"}:
        return True
    return not _is_finite(passage, at)


def may_be_present(slot: Slot, analysis: Analysis, language: Language) -> bool:
    """Whether a lexicon has what may be the third person of the verb as another word."""
    verb = slot.word.lower()
    if verb == analysis.form or verb not in language.presents(analysis.form):
        return False
    own = [reading for reading in analysis.readings if reading.lemma in slot.lemmas]
    return bool(own) and all(reading.evidence is Evidence.ENDING for reading in own)


def is_noun_here(_phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a lone word that may be a participle of the term is a noun: «los impuestos»."""
    if at == 0 or passage.raw_gap(at - 1) not in {" ", "'"}:
        return at == 0
    language, before = passage.morphology.language, passage.analyses[at - 1].form
    owned = before in language.determiners or before in language.preposed
    return owned or passage.is_article(at - 1) or passage.is_preposition(at - 1)


def may_be_noun(slot: Slot, analysis: Analysis, language: Language) -> bool:
    """Whether a lexicon has what may be a participle of the verb as another word."""
    if not language.articles or not slot.word.endswith(language.infinitives):
        return False
    if analysis.form.startswith(slot.word.lower()):  # «claire» is of «clair»
        return False
    own = [reading for reading in analysis.readings if reading.lemma in slot.lemmas]
    return bool(own) and analysis.known and all(r.evidence is Evidence.ENDING for r in own)


def may_be_finite(analysis: Analysis) -> bool:
    """Whether a form may be one of a verb other than the infinitive."""
    return any(r.kind is Kind.VERB and r.lemma != analysis.form for r in analysis.readings)


def is_said_of_subject(_phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether a form that is a noun's as well says what somebody does: «она пила чай».

    Of the words behind which a short adjective may stand pronouns are subjects; adverbs,
    which go with the neuter too, are none.
    """
    if at == 0 or passage.gap(at - 1):
        return False
    subjects = passage.morphology.language.subjects
    genders = subjects.get(passage.analyses[at - 1].form, frozenset())
    return bool(genders) and "neut" not in genders


def _is_perfect(passage: Passage, at: int) -> bool:
    """Whether the word before makes a tense with one: «ont voté», «est parti», *were shelling*."""
    language, form = passage.morphology.language, passage.analyses[at].form
    auxiliary = passage.analyses[at - 1].form
    if auxiliary in language.perfects:
        return re.fullmatch(language.participles, form) is not None
    if auxiliary not in language.perfects_of_being:
        return False
    made = re.fullmatch(language.participles_of_being, form) is not None
    return made and not _is_adjective_by_now(form, passage.morphology)


def _is_adjective_by_now(participle: str, morphology: Morphology) -> bool:
    """*It was alarming*: a lexicon has its adverb, and no plural of it as a noun."""
    adverbial = morphology.language.adverbial
    if not adverbial or not morphology.analysis(participle + adverbial).known:
        return False
    return not morphology.analysis(f"{participle}s").known


def _has_subject(passage: Passage, auxiliary: int) -> bool:
    """*Rebels will strike*: what is asked has its subject behind the auxiliary."""
    if passage.starts_sentence(auxiliary) or passage.raw_gap(auxiliary - 1) != " ":
        return False
    return passage.analyses[auxiliary - 1].form not in passage.morphology.language.interrogatives
