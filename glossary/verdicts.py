"""What a match rests on by its own words: letter case, gaps, agreement, readings.

A verdict is remembered by all that it depends on. The words around are asked
afterwards, in `hits`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from glossary import reasons
from glossary.agreement import (
    Grammars,
    agrees,
    common_grammar,
    described_as,
    is_described,
    leans_forward,
    matched_readings,
)
from glossary.insertions import in_coordination, insertion
from glossary.languages.base import Kind, Likelihood, Reading, Written
from glossary.letter_case import case_fits, is_lowered
from glossary.misreadings import Misreading, misreadings
from glossary.model import Evidence
from glossary.morphology import Analysis
from glossary.passage import Insertion, Passage
from glossary.phrases import SPACED_DASH, TIGHT_DASH, Phrase, Role, Slot
from glossary.saying import Joint, Listed, Message, listed
from glossary.text import fold

#: So many verdicts are remembered; then memory starts afresh.
_MOST_VERDICTS: Final = 200_000
_NOTHING: Final[Grammars] = frozenset()
#: What may stand between the words of a term and takes nothing from it.
_TIGHT: Final = frozenset({Insertion.ARTICLE, Insertion.PARTICLE})


class Verdict(NamedTuple):
    """What a match rests on by its own words, and how they fill the phrase."""

    evidence: Evidence
    why: Listed | None
    misreadings: tuple[Misreading, ...] = ()  #: of a lone word: what has to be asked around it


#: By phrase, written words, letter case around and what describes them, verdicts.
_Key = tuple[int, str | tuple[str, ...], bool, bool, Grammars]
Verdicts = dict[_Key, Verdict | None]


def of_lone(
    phrase: Phrase, passage: Passage, taken: tuple[int, ...], known: Verdicts
) -> Verdict | None:
    """The verdict on a word by itself, which all that it depends on around it is a key of."""
    at = taken[0]
    # Of an abbreviation, *Aids*, the capitals of a headline say less than those of a sentence.
    if phrase.slots[0].role is Role.ABBREVIATION or at in passage.suspended:
        return _verdict_on_lone(phrase, passage, at)
    if passage.analyses[at].closed and not phrase.slots[0].closed:
        return None
    starts, described = passage.starts_sentence(at), described_as(passage, at)
    key = (id(phrase), passage.written[at], starts, passage.shouted, described)
    try:
        return known[key]
    except KeyError:
        return _remember(known, key, _verdict_on_lone(phrase, passage, at))


def of_several(
    phrase: Phrase, passage: Passage, taken: tuple[int, ...], known: Verdicts
) -> Verdict | None:
    """The verdict on several words; remembered where it rests on nothing but them.

    They are parted by spaces alone then, agree without a coordination, and none is a guess.
    """
    first, last = taken[0], taken[-1]
    parted = last - first >= len(taken) or phrase.reversed or passage.suspended
    if parted or any(passage.raw_gap(at) != " " for at in taken[:-1]):
        return _verdict(phrase, passage, taken)
    written = tuple(passage.written[first : last + 1])
    key = (id(phrase), written, passage.starts_sentence(first), passage.shouted, _NOTHING)
    if key in known:
        return known[key]
    verdict = _verdict(phrase, passage, taken)
    if verdict is None or verdict.evidence is not Evidence.LEXICON:
        return verdict
    abbreviated = any(slot.role is Role.ABBREVIATION for slot in phrase.slots)
    return verdict if abbreviated else _remember(known, key, verdict)


def _remember(known: Verdicts, key: _Key, verdict: Verdict | None) -> Verdict | None:
    if len(known) >= _MOST_VERDICTS:
        known.clear()
    known[key] = verdict
    return verdict


def _verdict_on_lone(phrase: Phrase, passage: Passage, at: int) -> Verdict | None:
    verdict = _verdict(phrase, passage, (at,))
    if verdict is None:
        return None
    return verdict._replace(misreadings=misreadings(phrase, passage, at))


def _verdict(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> Verdict | None:
    if not case_fits(phrase, passage, taken):
        return None
    inserted = _insertions(phrase, passage, taken)
    if inserted is None:
        return None
    evidence = _weakest(phrase, passage, taken)
    if evidence is None:
        return None
    bond = _bond(phrase, passage, taken, inserted)
    if bond is None or _is_excepted(phrase, passage, taken):
        return None
    return Verdict(min(evidence, bond), _why(phrase, passage, taken, inserted))


def _insertions(
    phrase: Phrase, passage: Passage, taken: tuple[int, ...]
) -> tuple[Insertion, ...] | None:
    """What parts the words of a match; None where nothing may."""
    if len(taken) == 1:
        return ()
    found: list[Insertion] = []
    for at in range(1, len(taken)):
        if taken[at] in {passage.following(taken[at - 1]), taken[at - 1] + 1}:
            if not _same_gap(phrase.gaps[at - 1], passage.gap(taken[at] - 1)):
                return None
            continue
        what = insertion(phrase, passage, taken, at)
        if what is None:
            return None
        found.append(what)
    return tuple(found)


def _same_gap(cited: str, written: str) -> bool:
    return cited == written or (cited == SPACED_DASH and written == TIGHT_DASH)


def _bond(
    phrase: Phrase, passage: Passage, taken: tuple[int, ...], inserted: Sequence[Insertion]
) -> Evidence | None:
    """The most that a match can rest on, by how its words go with one another; None: they do not.

    «Донецкая и | Луганская области» agrees only by what stands before it.
    """
    if len(taken) == 1:
        return Evidence.GUESS if is_lowered(phrase, passage, taken) else Evidence.LEXICON
    agreed = agrees(phrase, passage, taken, coordinated=False)
    if not agreed:
        joined = Insertion.COORDINATION in inserted or in_coordination(passage, taken[0], taken[-1])
        if not (joined and agrees(phrase, passage, taken, coordinated=True)):
            return None
    if phrase.reversed and leans_forward(passage, taken[-1]):
        return None
    loose = phrase.reversed or not _TIGHT.issuperset(inserted)
    return Evidence.ENDING if loose or not agreed else Evidence.LEXICON


def _weakest(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> Evidence | None:
    """The evidence of the word that has least; None if a word does not fill its slot."""
    alone = len(taken) == 1
    weakest = Evidence.LEXICON
    for slot, at in zip(phrase.slots, taken, strict=True):
        evidence = _evidence(slot, passage, at, alone=alone)
        if evidence is None:
            return None
        weakest = min(weakest, evidence)
    return weakest


def _evidence(slot: Slot, passage: Passage, at: int, *, alone: bool) -> Evidence | None:
    """On what it rests that a word fills a slot; None if it does not."""
    analysis = passage.analyses[at]
    if alone and analysis.closed and not slot.closed:
        return None
    own = [found for surface, found in analysis.surfaces.items() if surface in slot.surfaces]
    named = slot.word[0].isupper()
    told = named and (not alone or _capital_tells(slot, passage, at))
    readings = matched_readings(slot, passage, at)
    weighed = [
        _weight(reading, told=told)
        for reading in readings
        if not alone or _is_meant(reading, passage, at)
    ]
    if weighed or own:
        borrowed = not weighed and named and not told and _has_noun(analysis)
        return Evidence.GUESS if borrowed else max(own + weighed)
    if slot.endings.isdisjoint(analysis.surfaces) or _is_bare(passage, at):
        return None
    if not analysis.known or slot.role is Role.ABBREVIATION:
        return Evidence.ENDING
    if not slot.regular.isdisjoint(analysis.surfaces) and not _has_name(analysis):
        return Evidence.ENDING
    if not slot.outside or (named and not passage.words[at][0].isupper()):
        return None
    return Evidence.ENDING if told or not named else Evidence.GUESS


def _is_bare(passage: Passage, at: int) -> bool:
    """Whether a word lacks accents that only capitals may lack in its language."""
    return passage.morphology.language.bare_capitals and not passage.words[at].isupper()


def _capital_tells(slot: Slot, passage: Passage, at: int) -> bool:
    """Whether a capital says that a name is meant, as it does save where any word would have it."""
    if passage.shouted:
        return False
    return slot.role is Role.ABBREVIATION or not passage.starts_sentence(at)


def _has_noun(analysis: Analysis) -> bool:
    """Whether a lexicon has the form as a noun's: «Стрелков не хватает» is about shooters."""
    return analysis.known and any(reading.kind is Kind.NOUN for reading in analysis.readings)


def _has_name(analysis: Analysis) -> bool:
    """Whether the form is a name's as it is written: «Paris» is no «pari»."""
    return any(each.proper or each.written is Written.CAPITAL for each in analysis.readings)


def _weight(reading: Reading, *, told: bool) -> Evidence:
    unlikely = reading.likelihood < Likelihood.LIKELY
    return Evidence.GUESS if unlikely and not told else reading.evidence


def _is_meant(reading: Reading, passage: Passage, at: int) -> bool:
    """«Найближчим часом» has the noun; a lone «часом» is an adverb.

    A capital may be a name's: the airport is Donetsk's in «lotnisko Doniecka». One that a sentence
    gave is no more than a guess.
    """
    if reading.likelihood > Likelihood.SELDOM or is_described(reading, passage, at):
        return True
    return reading.written is Written.CAPITAL and passage.words[at][0].isupper()


def _is_excepted(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> bool:
    if not phrase.sought.excepted:
        return False
    spoken = passage.morphology
    form = [passage.analyses[at].form for at in taken]
    return any(
        form == [spoken.word(token.text).lower() for token in spoken.tokens(fold(each))]
        for each in phrase.sought.excepted
    )


def _why(
    phrase: Phrase, passage: Passage, taken: Sequence[int], inserted: Sequence[Insertion]
) -> Listed | None:
    if phrase.listed:
        return reasons.AS_LISTED
    how = reasons.grammar_in_words(common_grammar(phrase, passage, taken))
    said = [how or _how_without_grammar(phrase, passage, taken)]
    if phrase.reversed:
        said.append(reasons.REVERSED)
    if inserted:
        said.append(reasons.PARTED[inserted[0]])
    elif taken[0] in passage.suspended:
        said.append(reasons.SUSPENDED)
    for slot, at in zip(phrase.slots, taken, strict=True):
        written = passage.written[at]
        if written != slot.word and (written.isascii() or written != passage.words[at]):
            said.append(reasons.spelling_in_words(written, slot.word))
    told = dict.fromkeys(each for each in said if each is not None)
    return listed(told, Joint.COMMA) if told else None


def _how_without_grammar(phrase: Phrase, passage: Passage, taken: Sequence[int]) -> Message | None:
    for slot, at in zip(phrase.slots, taken, strict=True):
        analysis = passage.analyses[at]
        matched = matched_readings(slot, passage, at)
        if said := next((reading.how for reading in matched if reading.how), None):
            return said
        if not slot.surfaces.isdisjoint(analysis.surfaces) or matched:
            continue
        alone = len(taken) == 1
        return reasons.BY_ITS_ENDING if alone else reasons.by_ending_of(passage.written[at])
    return None
