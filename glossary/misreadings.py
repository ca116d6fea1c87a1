"""Ways in which a lone word may be another than it looks like, as the words around tell.

Most forms can be nothing else; which have to be asked about is known of a form
and a term, wherever they meet.
"""

from __future__ import annotations

from collections.abc import Callable

from glossary.agreement import is_adjective_here, is_another_noun, lacks_preposition
from glossary.languages.base import Kind, Language
from glossary.morphology import Analysis
from glossary.names import is_anothers
from glossary.passage import Passage
from glossary.phrases import Phrase
from glossary.verbs import is_verb_here

#: Whether a lone word of a text that may be the term is something else there.
Misreading = Callable[[Phrase, Passage, int], bool]


def misreadings(phrase: Phrase, analysis: Analysis, language: Language) -> tuple[Misreading, ...]:
    """What is to be asked wherever this form stands for this term."""
    slot = phrase.slots[0]
    may_be: dict[Misreading, bool] = {
        is_adjective_here: _may_be_adjective(phrase, analysis),
        is_another_noun: analysis.divided,
        lacks_preposition: not slot.lemmas.isdisjoint(analysis.located),
        is_anothers: bool(slot.genders),
        is_verb_here: bool(language.before_verbs) and not slot.word[0].isupper(),
    }
    return tuple(misreading for misreading, applies in may_be.items() if applies)


def _may_be_adjective(phrase: Phrase, analysis: Analysis) -> bool:
    """Whether the form is an adjective that is not the term's own citation form or lemma."""
    slot = phrase.slots[0]
    lemmas = {r.lemma for r in analysis.readings if r.kind is Kind.ADJECTIVE}
    own = analysis.form in slot.surfaces or not lemmas.isdisjoint(slot.lemmas)
    return bool(lemmas) and (phrase.plural or slot.word[0].isupper() or not own)
