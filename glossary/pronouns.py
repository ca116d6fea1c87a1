"""Verbs that are cited with a pronoun: «sich weigern», «s'abstenir», «negarse».

The verb is sought by itself, and counts where a pronoun of its clause makes it
reflexive; in the Romance languages that stands before it, or is joined to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from glossary.languages.base import Language
from glossary.passage import Passage
from glossary.phrases import Phrase

#: A pronoun stands so far from its verb at most, in words: in a clause, and before the verb.
_FARTHEST_IN_CLAUSE: Final = 20
_FARTHEST_BEFORE: Final = 3


def verb_alone(text: str, language: Language) -> str:
    """The verb that a term is besides its reflexive pronoun; empty of any other term."""
    found = re.fullmatch(language.pronominal, text.replace("\u2019", "'"))
    return found[1] if found else ""


def lacks_pronoun(_phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether nothing makes a verb reflexive where it stands."""
    language = passage.morphology.language
    if re.fullmatch(language.enclitics, passage.analyses[at].form):
        return False
    near = _around(passage, at) if language.pronouns_apart else _before(passage, at)
    return not any(passage.analyses[place].form in language.reflexives for place in near)


def _around(passage: Passage, at: int) -> Iterator[int]:
    """The other words of a clause, as its marks tell."""
    for place in range(at - 1, max(at - _FARTHEST_IN_CLAUSE, 0) - 1, -1):
        if passage.gap(place):
            break
        yield place
    for place in range(at + 1, min(at + _FARTHEST_IN_CLAUSE, len(passage.words))):
        if passage.gap(place - 1):
            break
        yield place


def _before(passage: Passage, at: int) -> Iterator[int]:
    """The words right before a verb, across auxiliaries and adverbs."""
    for place in range(at - 1, max(at - _FARTHEST_BEFORE, 0) - 1, -1):
        if passage.gap(place) or passage.is_preposition(place) or passage.is_conjunction(place):
            return
        yield place
