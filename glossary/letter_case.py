"""How the letter case of a text must agree with that of a term."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.model import CaseRule
from glossary.passage import Passage
from glossary.phrases import Phrase, Role, Slot

#: Shorter abbreviations are spelt out, and no names: *Us* is not the US.
_SHORTEST_NAME = 4


def case_fits(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> bool:
    """Whether the words at these places are written as the case rule of their term asks."""
    if phrase.sought.case is CaseRule.AS_WRITTEN:
        return all(
            _as_written(slot, passage, at) for slot, at in zip(phrase.slots, taken, strict=True)
        )
    first = phrase.first
    wanted = phrase.sought.case is CaseRule.INITIAL or phrase.slots[first].word[0].isupper()
    if phrase.reversed:
        return _keeps_a_capital(phrase, passage, taken)
    if wanted and not _has_capital(passage, taken[first]):
        return is_lowered(phrase, passage, taken)
    return all(
        _in_capitals(slot, passage, at)
        for slot, at in zip(phrase.slots, taken, strict=True)
        if slot.role is Role.ABBREVIATION
    )


def _has_capital(passage: Passage, at: int) -> bool:
    """A part that has its capital in another word needs none: «Bürgerwehren und -milizen»."""
    return passage.words[at][0].isupper() or at in passage.suspended


def _keeps_a_capital(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> bool:
    """A name in another order than cited is one only with a capital that no sentence gave it."""
    if not any(slot.word[0].isupper() for slot in phrase.slots):
        return True
    return any(passage.words[at][0].isupper() and not passage.starts_sentence(at) for at in taken)


def is_lowered(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> bool:
    """A name of one word in small letters, where no other word looks the same: «киев»."""
    slot, at = phrase.slots[0], taken[0]
    return (
        len(taken) == 1
        and phrase.sought.case is CaseRule.ANY
        and slot.role is not Role.ABBREVIATION
        and slot.word[0].isupper()
        and passage.words[at][0].islower()
        and passage.analyses[at].named
    )


def _as_written(slot: Slot, passage: Passage, at: int) -> bool:
    """The letter case of the citation form, save for the capital that a sentence starts with.

    In a text all of capitals they tell nothing.
    """
    if passage.shouted and passage.words[at].isupper():
        return True
    if slot.role is Role.ABBREVIATION:
        return _in_capitals(slot, passage, at)
    word, cited = passage.words[at], slot.word
    if cited.islower() and passage.starts_sentence(at):
        return word[1:].islower() or len(word) == 1
    if cited[0].isupper() != word[0].isupper():
        return False
    return cited[1:].islower() == word[1:].islower() or len(word) == 1


def _in_capitals(slot: Slot, passage: Passage, at: int) -> bool:
    """МИД, МИДа, МИД-ом; in a text all of capitals, МИДА; *Nato* as a name that no word is like."""
    word = passage.words[at]
    cut = len(slot.word)
    if word[:cut].isupper():
        return passage.shouted or not any(map(str.isupper, word[cut:]))
    return (
        cut >= _SHORTEST_NAME
        and slot.word.isalpha()
        and word[0].isupper()
        and word[1:].islower()
        and _is_no_other_word(passage, at)
    )


def _is_no_other_word(passage: Passage, at: int) -> bool:
    """Whether no common word looks so, or a capital that no sentence gave it tells a name."""
    analysis = passage.analyses[at]
    if not analysis.known or all(reading.proper for reading in analysis.readings):
        return True
    capitals = passage.morphology.language.nouns_capitalised or passage.titled
    return not (capitals or passage.starts_sentence(at))
