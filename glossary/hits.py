"""Whether words that may be a term are one: letter case, gaps, agreement, the words around.

A match that stands carries on what it rests and why it counts, in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from glossary import reasons
from glossary.agreement import (
    Grammars,
    agrees,
    common_grammar,
    described_as,
    is_adjective_here,
    is_another_noun,
    is_described,
    lacks_preposition,
    leans_forward,
    matched_readings,
)
from glossary.insertions import in_coordination, insertion
from glossary.languages.base import Kind, Likelihood, Reading, Written
from glossary.letter_case import case_fits, is_lowered
from glossary.model import Evidence, Span
from glossary.morphology import Analysis
from glossary.names import certainty, in_another_name, is_anothers, is_name_of_another
from glossary.passage import Insertion, Passage
from glossary.phrases import SPACED_DASH, TIGHT_DASH, Phrase, Role, Slot
from glossary.quotation import is_quoted
from glossary.saying import Joint, Listed, Message, listed
from glossary.text import fold, marks
from glossary.verbs import is_verb_here

#: So many verdicts are remembered; then memory starts afresh.
_MOST_VERDICTS: Final = 200_000


class Hit(NamedTuple):
    """An accepted match: a phrase, the words it takes, and why."""

    phrase: Phrase
    taken: tuple[int, ...]
    span: Span
    form: str
    evidence: Evidence
    reason: Message
    quoted: bool
    inside: bool  #: part of something else's name

    @property
    def parted(self) -> bool:
        return self.taken[-1] - self.taken[0] >= len(self.taken)

    @property
    def standing(self) -> tuple[Evidence, bool]:
        """On what it rests; of equals the citation form tells more than a listed one."""
        return self.evidence, not self.phrase.listed


class Verdict(NamedTuple):
    """What a match rests on by its own words, and how they fill the phrase."""

    evidence: Evidence
    why: Listed | None


#: By phrase, written word, letter case around and what describes it, verdicts on lone words.
Verdicts = dict[tuple[int, str, bool, bool, Grammars], Verdict | None]


def judge(phrase: Phrase, passage: Passage, taken: tuple[int, ...], known: Verdicts) -> Hit | None:
    """The match, if letter case, gaps, agreement and the words around bear it out."""
    lone = len(taken) == 1
    verdict = _of_lone(phrase, passage, taken, known) if lone else _verdict(phrase, passage, taken)
    if verdict is None:
        return None
    span = _span(phrase, passage, taken)
    quoted = is_quoted(passage, taken[0], taken[-1], span)
    if phrase.quoted and not quoted:
        return None
    if lone and _is_misread(phrase, passage, taken[0]):
        return None
    form = passage.folded.original[span.start : span.end]
    if phrase.sought.marked and marks(form) < marks(phrase.sought.text):
        return None
    why = reasons.reason(form, phrase.sought.text, verdict.why)
    inside = in_another_name(phrase, passage, taken)
    evidence = verdict.evidence
    if lone and (phrase.capital or passage.words[taken[0]].isupper()):
        evidence = min(evidence, certainty(phrase, passage, taken[0]))
    return Hit(phrase, taken, span, form, evidence, why, quoted, inside)


def _is_misread(phrase: Phrase, passage: Passage, at: int) -> bool:
    """Whether the words around tell that a lone one is another word than it looks like."""
    analysis = passage.analyses[at]
    capital = passage.words[at][0].isupper()
    if capital and not phrase.capital and is_name_of_another(passage, at):
        return True
    if analysis.describing and is_adjective_here(phrase, passage, at):
        return True
    if analysis.divided and is_another_noun(phrase, passage, at):
        return True
    if analysis.located and lacks_preposition(phrase, passage, at):
        return True
    if phrase.slots[0].genders and is_anothers(phrase, passage, at):
        return True
    return is_verb_here(phrase, passage, at)


def _of_lone(
    phrase: Phrase, passage: Passage, taken: tuple[int, ...], known: Verdicts
) -> Verdict | None:
    """The verdict on a word by itself, which all that it depends on around it is a key of."""
    at = taken[0]
    # Of an abbreviation, *Aids*, the capitals of a headline say less than those of a sentence.
    if phrase.slots[0].role is Role.ABBREVIATION or at in passage.suspended:
        return _verdict(phrase, passage, taken)
    if passage.analyses[at].closed and not phrase.slots[0].closed:
        return None
    starts, described = passage.starts_sentence(at), described_as(passage, at)
    key = (id(phrase), passage.written[at], starts, passage.shouted, described)
    try:
        return known[key]
    except KeyError:
        if len(known) >= _MOST_VERDICTS:
            known.clear()
        return known.setdefault(key, _verdict(phrase, passage, taken))


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
    loose = phrase.reversed or any(each is not Insertion.ARTICLE for each in inserted)
    return Evidence.ENDING if loose or not agreed else Evidence.LEXICON


def _span(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> Span:
    """The stretch of the original; the dot of an abbreviation with dots is part of it."""
    span = passage.span(taken[0], taken[-1])
    end = passage.places[taken[-1]][1]
    if phrase.dotted and passage.folded.text[end : end + 1] == ".":
        return Span(span.start, passage.folded.ends[end])
    return span


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


def nearest(hits: Sequence[Hit], passage: Passage) -> list[Hit]:
    """Of terms that are one but for their spelling, those that are cited as the text writes.

    A base may prefer «organisation» and forbid «organization»: one word is not both.
    """
    alike: dict[tuple[tuple[int, ...], tuple[frozenset[str], ...]], list[Hit]] = {}
    for hit in hits:
        spelt = tuple(slot.surfaces for slot in hit.phrase.slots)
        alike.setdefault((hit.taken, spelt), []).append(hit)
    return _founded([h for group in alike.values() for h in _as_spelt(group, passage)], passage)


def _founded(hits: Sequence[Hit], passage: Passage) -> list[Hit]:
    """A reading that only an ending suggests leaves its word to a term that a lexicon says it is.

    «Música» may be what a «músico» is, but not beside a term «música».
    """
    said = {hit.taken for hit in hits if _is_said(hit, passage)}
    return [
        hit
        for hit in hits
        if not (_is_one_word(hit) and hit.evidence is Evidence.ENDING and hit.taken in said)
    ]


def _is_said(hit: Hit, passage: Passage) -> bool:
    """Whether a lexicon has the word as the term's, and not as a form of a verb."""
    if not _is_one_word(hit) or hit.evidence is not Evidence.LEXICON:
        return False
    analysis, slot = passage.analyses[hit.taken[0]], hit.phrase.slots[0]
    own = not slot.surfaces.isdisjoint(analysis.surfaces)
    language, word = passage.morphology.language, slot.word.lower()
    verb = word.endswith(language.infinitives) and not language.plural(analysis.form, word)
    return own or not verb


def _is_one_word(hit: Hit) -> bool:
    return len(hit.phrase.slots) == 1 and hit.phrase.slots[0].role is Role.FREE


def _as_spelt(group: Sequence[Hit], passage: Passage) -> Sequence[Hit]:
    if len(group) < 2:
        return group
    text = passage.folded.text[passage.places[group[0].taken[0]][0] :]
    likeness = [_likeness(fold(hit.phrase.sought.text).text, text) for hit in group]
    highest = max(likeness)
    return [
        hit
        for hit, each in zip(group, likeness, strict=True)
        if each == highest or hit.phrase.listed
    ]


def _likeness(cited: str, text: str) -> tuple[int, int]:
    """How far a text begins as a term is cited; of equals, the shorter has less that it lacks."""
    same = takewhile(
        lambda pair: pair[0].lower() == pair[1].lower(), zip(cited, text, strict=False)
    )
    return sum(1 for _ in same), -len(cited)


def best(hits: Sequence[Hit]) -> list[Hit]:
    """One hit for a term and a span, the one that rests on most; whole ones before parted ones."""
    whole = {(id(hit.phrase.sought), at) for hit in hits if not hit.parted for at in hit.taken}
    kept: dict[tuple[int, Span], Hit] = {}
    for hit in hits:
        sought = id(hit.phrase.sought)
        if hit.parted and any((sought, at) in whole for at in hit.taken):
            continue
        other = kept.get((sought, hit.span))
        if other is None or other.standing < hit.standing:
            kept[sought, hit.span] = hit
    return list(kept.values())
