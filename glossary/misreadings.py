"""Ways in which a lone word may be another than it looks like, as the words around tell.

Most forms can be nothing else; which have to be asked about is known of a form
and a term, wherever they meet.
"""

from __future__ import annotations

from collections.abc import Callable

from glossary.agreement import is_adjective_here, is_another_noun, lacks_preposition
from glossary.languages.base import Kind
from glossary.morphology import Analysis
from glossary.names import begins_as_common, is_anothers, is_name_of_another
from glossary.passage import Passage
from glossary.phrases import Phrase
from glossary.pronouns import lacks_pronoun
from glossary.verbs import (
    is_noun_here,
    is_said_of_subject,
    is_verb_here,
    lacks_subject,
    may_be_finite,
    may_be_noun,
    may_be_present,
)

#: Whether a lone word of a text that may be the term is something else there.
Misreading = Callable[[Phrase, Passage, int], bool]


def misreadings(phrase: Phrase, passage: Passage, at: int) -> tuple[Misreading, ...]:
    """What is to be asked of a word as it is written, wherever it stands for this term."""
    slot, analysis, word = phrase.slots[0], passage.analyses[at], passage.words[at]
    language, common = passage.morphology.language, not slot.word[0].isupper()
    may_be_verb = word.islower() and common and not slot.verbal
    may_be: dict[Misreading, bool] = {
        begins_as_common: phrase.capital and word[0].isupper() and passage.starts_sentence(at),
        is_name_of_another: word[0].isupper() and not phrase.capital,
        is_adjective_here: _may_be_adjective(phrase, analysis),
        is_another_noun: analysis.divided,
        lacks_preposition: not slot.lemmas.isdisjoint(analysis.located),
        is_anothers: bool(slot.genders),
        is_verb_here: bool(language.before_verbs) and may_be_verb,
        is_said_of_subject: bool(language.subjects) and not slot.verbal and may_be_finite(analysis),
        lacks_pronoun: phrase.pronominal,
        is_noun_here: may_be_noun(slot, analysis, language),
        lacks_subject: may_be_present(slot, analysis, language),
    }
    return tuple(misreading for misreading, applies in may_be.items() if applies)


def _may_be_adjective(phrase: Phrase, analysis: Analysis) -> bool:
    """Whether the form is an adjective by another lemma than the term's.

    A participle is one that is a form of its verb all the same: «угнетаемые классы».
    """
    slot = phrase.slots[0]
    if slot.verbal:
        return False
    lemmas = {r.lemma for r in analysis.readings if r.kind is Kind.ADJECTIVE}
    told = phrase.plural or slot.word[0].isupper() or bool(slot.genders)
    return bool(lemmas) and (told or lemmas.isdisjoint(slot.lemmas))
