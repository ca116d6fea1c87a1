"""What may part the words of a term, and where the term goes on behind it.

A bracket, an adjective, an aside, or another name that shares a word with the
term: «Донецкая и Луганская Народные Республики» holds both. The first of two
coordinated names runs from its own adjective to the noun that they share; the
second is its own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from glossary.agreement import Grammars, goes_with
from glossary.languages.base import Kind
from glossary.passage import Insertion, Passage
from glossary.phrases import SPACED_DASH, Phrase, Role

#: «народное, как они говорят, ополчение»: an aside has so many words at most.
_LONGEST_ASIDE: Final = 4
_MOST_ADJECTIVES: Final = 2
#: Of so many names in a row one may be the term's.
_MOST_COORDINATED: Final = 4
#: «так и», «а также».
_LONGEST_JOINT: Final = 2
_FARTHEST_CONJUNCTION: Final = 2 * _MOST_COORDINATED
#: Without grammar two adjectives are alike that are so long and end alike.
_SHORTEST_ALIKE: Final = 5
_ENDING_ALIKE: Final = 2


Way = tuple[int, Insertion]


def ways_on(passage: Passage, at: int) -> tuple[Way, ...]:
    """The places where a term may go on behind words put in after this one."""
    known = passage.onward.get(at)
    if known is not None:
        return known
    inserted, words = passage.following(at), len(passage.words)
    found: tuple[Way, ...] = ()
    if inserted < words - 1 and _may_part_here(passage, inserted):
        found = tuple(dict.fromkeys(w for w in _ways(passage, at, inserted) if w[0] < words))
    passage.onward[at] = found
    return found


def _may_part_here(passage: Passage, inserted: int) -> bool:
    """A quick look, which spares most words the rest."""
    return bool(
        passage.gap(inserted - 1)
        or passage.analyses[inserted].adjectives
        or passage.is_article(inserted)
        or passage.is_particle(inserted)
        or passage.analyses[inserted].persons
        or passage.morphology.language.agreeing
        or _conjunction_ahead(passage, inserted)
    )


def _conjunction_ahead(passage: Passage, inserted: int) -> bool:
    places = passage.conjunctions
    nearest = bisect_left(places, inserted)
    return nearest < len(places) and places[nearest] - inserted < _FARTHEST_CONJUNCTION


def _ways(passage: Passage, at: int, inserted: int) -> Iterator[Way]:
    gap = passage.gap(inserted - 1)
    if gap and gap[-1] in "([":
        words = passage.bracket(inserted)
        if words:
            yield inserted + words, Insertion.BRACKET
    if not gap:
        if passage.is_article(inserted) and not passage.gap(inserted):
            yield inserted + 1, Insertion.ARTICLE
        if passage.is_particle(inserted) and not passage.gap(inserted):
            yield inserted + 1, Insertion.PARTICLE
        yield from ((place, Insertion.ADJECTIVE) for place in _after_adjectives(passage, inserted))
        if _go_together(passage, at, inserted) and not passage.gap(inserted):
            yield inserted + 1, Insertion.ADJECTIVE
        if not passage.gap(inserted) and _are_of_one(passage, at, inserted):
            yield inserted + 1, Insertion.NAME
    if gap in {",", SPACED_DASH}:
        yield from ((place, Insertion.ASIDE) for place in _after_aside(passage, inserted, gap))
    if gap == "," or (passage.conjunctions and not gap):
        yield from (
            (place, Insertion.COORDINATION) for place in _coordinated(passage, at, inserted)
        )


def _after_adjectives(passage: Passage, first: int) -> Iterator[int]:
    for at in range(first, min(first + _MOST_ADJECTIVES, len(passage.words) - 1)):
        if passage.gap(at) or not passage.analyses[at].adjectives:
            return
        yield at + 1


def _go_together(passage: Passage, first: int, second: int) -> bool:
    """Whether two words end as two adjectives of one noun do, where endings are all that tells."""
    agreeing = passage.morphology.language.agreeing
    if not agreeing:
        return False
    both = f"{passage.words[first]} {passage.words[second]}".lower()
    return re.fullmatch(agreeing, both) is not None


def _are_of_one(passage: Passage, given: int, inserted: int) -> bool:
    """Whether a word is a name of whoever the word before it is: «Ивана | Яковлевича»."""
    if not (passage.words[given][0].isupper() and passage.words[inserted][0].isupper()):
        return False
    return _share_case(passage.analyses[given].beings, passage.analyses[inserted].persons)


def _may_be_of_one(passage: Passage, given: int, surname: int) -> bool:
    """Whether no case tells two names apart: not in «Donald Trump | Tuska nie zna»."""
    one, other = passage.analyses[given].beings, passage.analyses[surname].beings
    return not (one and other) or _share_case(one, other)


def _after_aside(passage: Passage, first: int, mark: str) -> Iterator[int]:
    """Behind the second comma or dash; what lists nouns or adjectives is no aside."""
    begins = passage.analyses[first]
    listed = begins.nouns or begins.adjectives
    if listed and not any(each.kind is Kind.FUNCTION for each in begins.readings):
        return
    for at in range(first, min(first + _LONGEST_ASIDE, len(passage.words) - 1)):
        gap = passage.gap(at)
        if gap == mark:
            yield at + 1
        if gap:
            return


def _coordinated(passage: Passage, at: int, first: int) -> Iterator[int]:
    """«Донецкая | и Луганская | области», «Volksrepubliken | Donezk und | Luhansk»."""
    for place, closed in _items(passage, at, first):
        after = passage.following(place)
        if closed and after < len(passage.words) and not passage.gap(after - 1):
            yield after
    if not passage.gap(first - 1):
        for place, closed in _items(passage, first, passage.following(first)):
            if closed:
                yield place


def _items(passage: Passage, like: int, first: int) -> Iterator[tuple[int, bool]]:
    """The words of a list behind the first one, each with whether a conjunction leads to it."""
    at = first
    for _ in range(_MOST_COORDINATED - 1):
        if at >= len(passage.words) - 1 or passage.gap(at - 1) not in {"", ","}:
            return
        joint = _joint(passage, at)
        if not joint and not passage.gap(at - 1):
            return
        at += joint
        if at < len(passage.words):
            at += passage.is_preposition(at)
        if at < len(passage.words):
            at += passage.is_article(at)
        if at >= len(passage.words) or passage.gap(at - 1) not in {"", ","}:
            return
        if not _alike(passage, like, at):
            return
        yield at, bool(joint)
        at = passage.following(at)


def _joint(passage: Passage, at: int) -> int:
    """How many words lead to another item here: a conjunction, or «так и» behind a comma."""
    if passage.is_conjunction(at):
        return 1
    if passage.gap(at - 1) != ",":
        return 0
    forms = tuple(each.form for each in passage.analyses[at : at + _LONGEST_JOINT])
    joints = passage.morphology.language.joints
    return next((len(joint) for joint in joints if forms[: len(joint)] == joint), 0)


def _alike(passage: Passage, left: int, right: int) -> bool:
    """Two words that a conjunction may join: adjectives of one case, or names."""
    one, other = passage.analyses[left], passage.analyses[right]
    if one.adjectives and other.adjectives:
        return _share_case(one.adjectives, other.adjectives)
    if one.nouns and other.nouns:
        same = _are_named(passage, left, right) or passage.words[right].islower()
        return same and _share_case(one.nouns, other.nouns)
    if any(reading.grammar for at in (left, right) for reading in passage.analyses[at].readings):
        return False
    if _are_named(passage, left, right) or _go_together(passage, left, right):
        return True
    words = [passage.words[at] for at in (left, right)]
    describing = re.compile(passage.morphology.language.describing)
    if all(describing.fullmatch(word.lower()) for word in words):
        return True
    ending = words[0][-_ENDING_ALIKE:]
    return all(len(word) >= _SHORTEST_ALIKE and word.endswith(ending) for word in words)


def _share_case(one: Grammars, other: Grammars) -> bool:
    if not (one and other):
        return False
    return not {g.case for g in one}.isdisjoint(g.case for g in other)


def _are_named(passage: Passage, left: int, right: int) -> bool:
    return passage.words[left][0].isupper() and passage.words[right][0].isupper()


def insertion(
    phrase: Phrase, passage: Passage, taken: tuple[int, ...], at: int
) -> Insertion | None:
    """What parts a word of a match from the one before it, if this term may be parted by it."""
    if phrase.led or phrase.listed or phrase.opened or phrase.gaps[at - 1]:
        return None
    before, after = taken[at - 1], taken[at]
    fitting = (
        what
        for place, what in ways_on(passage, before)
        if place == after and _may_part(what, phrase, passage, taken, at)
    )
    return next(fitting, None)


def _may_part(
    what: Insertion, phrase: Phrase, passage: Passage, taken: tuple[int, ...], at: int
) -> bool:
    if what in {Insertion.ARTICLE, Insertion.PARTICLE}:
        return True
    if what is Insertion.COORDINATION:
        return _shares(phrase, passage, taken, at)
    if what is Insertion.NAME:
        named = all(slot.word[0].isupper() for slot in phrase.slots[at - 1 : at + 1])
        return named and _may_be_of_one(passage, taken[at - 1], taken[at])
    if what is not Insertion.ADJECTIVE and passage.is_preposition(taken[at - 1]):
        return False
    if what is Insertion.BRACKET:
        return True
    if what is Insertion.ASIDE:
        return all(slot.role is Role.AGREEING for slot in phrase.slots[at - 1 : at + 1])
    before = taken[at - 1]
    inserted = range(passage.following(before), taken[at])
    return _outside_name(phrase, passage, taken, inserted, at) and (
        all(goes_with(passage, each, taken[at]) for each in inserted)
        or _go_together(passage, before, inserted[0])
    )


def _shares(phrase: Phrase, passage: Passage, taken: tuple[int, ...], at: int) -> bool:
    """Whether both names share a word: with an article each, *the Donetsk and the Luhansk
    People's Republics*, they do in the plural alone. Common nouns share a common genitive:
    «права и свободы человека»; or one noun has two: «защита женщин и детей».
    """
    between = range(taken[at - 1] + 1, taken[at])
    slot = phrase.slots[at]
    frozen = slot.role is Role.FROZEN and not passage.is_preposition(taken[at])
    genitive = frozen and slot.word.islower()
    if not genitive and any(_is_common(passage, each) for each in between):
        return False
    apart = any(passage.is_conjunction(each - 1) and passage.is_article(each) for each in between)
    return not apart or phrase.slots[-1].surfaces.isdisjoint(passage.analyses[taken[-1]].surfaces)


def _is_common(passage: Passage, at: int) -> bool:
    """Whether a word is a noun and no adjective, and has no capital."""
    analysis = passage.analyses[at]
    return bool(analysis.nouns and not analysis.adjectives) and passage.words[at].islower()


def _outside_name(
    phrase: Phrase, passage: Passage, taken: tuple[int, ...], inserted: range, at: int
) -> bool:
    """In a name only small letters stand apart from it: «Донецкая самопровозглашённая Народная».

    One whose first word alone has a capital needs one that no sentence gave it; and what
    describes a genitive of it makes another name: «Совет национальной безопасности».
    """
    if not phrase.slots[0].word[0].isupper():
        tail = phrase.slots[at].word[0].isupper()
        return not tail or _is_name_described(passage, inserted, taken[at])
    if phrase.slots[at].role is Role.FROZEN and phrase.slots[at].word.islower():
        return False
    capitals = [passage.words[at][0].isupper() for at in taken]
    own = [slot.word[0].isupper() for slot in phrase.slots]
    as_cited = all(has or not wants for has, wants in zip(capitals, own, strict=True))
    capital = all(capitals) or (as_cited and not passage.starts_sentence(taken[0]))
    return capital and all(passage.words[at].islower() for at in inserted)


def _is_name_described(passage: Passage, inserted: range, at: int) -> bool:
    """«Правительство новой Украины», but not «Западной Украины», nor «день нашей победы»."""
    return passage.words[at][0].isupper() and all(passage.words[i].islower() for i in inserted)


def in_coordination(passage: Passage, first: int, last: int) -> bool:
    """Whether another adjective shares the noun of a match, before it or behind it."""
    return follows_coordination(passage, first) or precedes_coordination(passage, last)


def precedes_coordination(passage: Passage, last: int) -> bool:
    """Whether a conjunction and an adjective stand behind: «obwody doniecki | i ługański»."""
    if last + 2 >= len(passage.words) or passage.gap(last) or not passage.is_conjunction(last + 1):
        return False
    one, other = passage.analyses[last].adjectives, passage.analyses[last + 2].adjectives
    return _share_case(one, other)


def follows_coordination(passage: Passage, first: int) -> bool:
    """Whether an adjective and a conjunction stand before: «Донецкая и | Луганская области»."""
    item = first - 1 if passage.is_preposition(first - 1) else first
    return any(
        _joins(passage, item - words, words)
        and _share_case(
            passage.analyses[item - words - 1].adjectives, passage.analyses[first].adjectives
        )
        for words in range(1, min(_LONGEST_JOINT, item - 1) + 1)
    )


def _joins(passage: Passage, at: int, words: int) -> bool:
    """Whether just so many words join what follows them to what is before."""
    commas = passage.gap(at - 1) == "," and not passage.is_conjunction(at)
    return (commas or not passage.gap(at - 1)) and _joint(passage, at) == words
