"""All ways to write a term: with a hyphen or without, with dots, in the other order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from glossary.morphology import Morphology
from glossary.phrases import TIGHT_DASH, Phrase, Role, Slot, Sought, part, phrase
from glossary.pronouns import verb_alone
from glossary.text import is_address, unquoted

_COMPASS: Final = re.compile(r"(north|south)(east|west)(ern)?")
#: Letters with dots: U.S., EE. UU.
_DOTTED: Final = re.compile(r"(?:[^\W\d_]{1,2}\.\s?)+[^\W\d_]{1,2}\.?")
_LONGEST_DOTTED: Final = 5
_PAIR: Final = 2
#: Both parts of a compound that may be written as two words: cease fire.
_SHORTEST_PART: Final = 4


def ways(sought: Sought, morphology: Morphology) -> tuple[Phrase, ...]:
    """The term as cited, as listed, and as language and habit allow besides."""
    text, quoted = unquoted(sought.text)
    infinitive, phrasal = morphology.language.infinitive, morphology.language.phrasal
    told = bool(infinitive) and text.startswith(infinitive)
    text = text.removeprefix(infinitive)
    if told or (not sought.part_of_speech and re.fullmatch(phrasal, text)):
        sought = replace(sought, part_of_speech="verb")
    cited = phrase(sought, text, morphology, quoted=quoted)
    found = [cited, *(phrase(sought, form, morphology, listed=True) for form in sought.forms)]
    if any(is_address(slot.word) for slot in cited.slots):
        return tuple(way for way in found if way.slots)
    said = morphology.language.rephrasings(text)
    found += [phrase(sought, other, morphology, quoted=quoted) for other in said]
    respelt = (
        phrase(sought, other, morphology, quoted=quoted)
        for other in _respelt(cited, text, morphology)
    )
    found += [
        replace(way, opened="-" in text and len(way.slots) > len(cited.slots)) for way in respelt
    ]
    if alone := verb_alone(text, morphology.language):
        found.append(replace(phrase(sought, alone, morphology, quoted=quoted), pronominal=True))
    found += [*_reversed(cited), *_with_dashes(cited, morphology), *_with_dots(cited)]
    found += [*_reflexive(cited, morphology), *_surname_first(cited)]
    return tuple(way for way in found if way.slots)


def _respelt(cited: Phrase, text: str, morphology: Morphology) -> Iterator[str]:
    """The same words with a hyphen for a space, a space for a hyphen, a dot or neither."""
    if _DOTTED.fullmatch(text) and (text.isupper() or text.islower()):
        yield "".join(mark for mark in text if mark.isalpha()).upper()
    if TIGHT_DASH in text:
        yield text.replace(TIGHT_DASH, "-")
    if not morphology.language.loose_hyphens:
        return
    apart = _COMPASS.sub(r"\1 \2\3", text.replace("-", " "))
    if apart != text:
        yield apart
    if cited.led or any(cited.gaps):
        return
    words = [slot.word for slot in cited.slots]
    if len(words) > _PAIR:
        yield "-".join(words)
    for cut in range(len(words) - 1):
        yield " ".join([*words[:cut], "-".join(words[cut : cut + 2]), *words[cut + 2 :]])
    if len(words) == 1 and morphology.language.open_compounds:
        yield from _opened(words[0], morphology)


def _opened(word: str, morphology: Morphology) -> Iterator[str]:
    """A closed compound as two words, if a lexicon has both: *cease fire*."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        parts = word[:cut], word[cut:]
        if all(morphology.analysis(each.lower()).known for each in parts):
            yield " ".join(parts)


def _reversed(cited: Phrase) -> Iterator[Phrase]:
    """«республика народная»: adjectives behind their noun, or before it, where they agree.

    A name keeps its capitals with its order: «Сектор правый» may be any sector.
    """
    heads = [at for at, slot in enumerate(cited.slots) if slot.noun]
    if cited.led or cited.quoted or len(heads) != 1:
        return
    head, last = heads[0], heads[0]
    while last + 1 < len(cited.slots) and _describes(cited.slots[last + 1]):
        last += 1
    if not all(map(_describes, cited.slots[:head])) or any(cited.gaps[:last]):
        return
    before, noun, after = cited.slots[:head], cited.slots[head], cited.slots[head + 1 : last + 1]
    if bool(before) == bool(after):
        return
    swapped = (noun, *before) if before else (*after, noun)
    yield replace(cited, slots=(*swapped, *cited.slots[last + 1 :]), reversed=True)


def _reflexive(cited: Phrase, morphology: Morphology) -> Iterator[Phrase]:
    """«Władza się boi» for «bać się»: the particle of a verb before it."""
    if len(cited.slots) != _PAIR or any(cited.gaps) or cited.quoted:
        return
    verb, particle = cited.slots
    if particle.word in morphology.language.reflexives:
        yield replace(cited, slots=(particle, verb), reversed=True)


def _surname_first(cited: Phrase) -> Iterator[Phrase]:
    """«Савченко Надежде» for «Надежда Савченко»: as lists and officials name a person."""
    if len(cited.slots) != _PAIR or any(cited.gaps) or cited.quoted:
        return
    given, surname = cited.slots
    if surname.role is Role.APPOSED and given.noun and given.word[0].isupper():
        # Of the two in their usual order a surname may be written as it is cited.
        agreeing = replace(surname, role=Role.AGREEING)
        yield replace(cited, slots=(agreeing, given), reversed=True)


def _describes(slot: Slot) -> bool:
    return slot.role is Role.AGREEING and not slot.noun


def _with_dashes(cited: Phrase, morphology: Morphology) -> Iterator[Phrase]:
    """A dash set for a hyphen, without spaces."""
    if not any("-" in slot.word for slot in cited.slots):
        return
    slots: list[Slot] = []
    gaps: list[str] = []
    for slot, gap in zip(cited.slots, (*cited.gaps, ""), strict=True):
        parts = slot.word.split("-")
        *first, last = (part(each, cited.sought, morphology) for each in parts)
        slots += [replace(each, role=_loosely(each)) for each in first]
        slots.append(slot if not first else replace(last, role=slot.role))
        gaps += [TIGHT_DASH] * len(first) + [gap]
    yield replace(cited, slots=tuple(slots), gaps=tuple(gaps[:-1]))


def _loosely(slot: Slot) -> Role:
    """A first part may inflect or not: «города-героя», «юго-востока»."""
    return Role.FROZEN if slot.role is Role.FROZEN else Role.FREE


def _with_dots(cited: Phrase) -> Iterator[Phrase]:
    """US as U.S., in a longer term too."""
    if not any(_takes_dots(slot) for slot in cited.slots):
        return
    slots: list[Slot] = []
    gaps: list[str] = []
    for slot, gap in zip(cited.slots, (*cited.gaps, ""), strict=True):
        letters = slot.word if _takes_dots(slot) else ""
        slots += [_letter(each) for each in letters] or [slot]
        gaps += [*"." * (len(letters) - 1), gap + "." if letters else gap]
    last = cited.slots[-1]
    yield replace(cited, slots=tuple(slots), gaps=tuple(gaps[:-1]), dotted=_takes_dots(last))


def _takes_dots(slot: Slot) -> bool:
    abbreviation = slot.role is Role.ABBREVIATION and slot.word.isalpha()
    return abbreviation and len(slot.word) <= _LONGEST_DOTTED


def _letter(letter: str) -> Slot:
    return Slot(word=letter, role=Role.ABBREVIATION, surfaces=frozenset({letter.lower()}))
