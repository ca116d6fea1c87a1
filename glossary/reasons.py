"""Why a match counts, said to a person."""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.languages.base import Grammar
from glossary.passage import Insertion
from glossary.saying import Joint, Listed, Message, listed, say

AS_LISTED = listed([say("a listed form")], Joint.COMMA)
REVERSED = say("in reversed order")
SUSPENDED = say("with a part that another word has")
BY_ITS_ENDING = say("by its ending")
PARTED = {
    Insertion.BRACKET: say("parted by a bracket"),
    Insertion.ADJECTIVE: say("parted by an adjective"),
    Insertion.ARTICLE: say("parted by an article"),
    Insertion.PARTICLE: say("parted by a particle"),
    Insertion.ASIDE: say("parted by an aside"),
    Insertion.NAME: say("parted by another name of the person"),
    Insertion.COORDINATION: say("parted by a coordinated name"),
}
_CASES = {
    "nomn": say("nominative"),
    "gent": say("genitive"),
    "datv": say("dative"),
    "accs": say("accusative"),
    "ablt": say("instrumental"),
    "loct": say("locative"),
    "voct": say("vocative"),
}
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u052f]")


def reason(form: str, citation: str, why: Listed | None) -> Message:
    """«ополчениям» ← ополчение, dative plural."""
    if why is None:
        return say("«%(form)s» ← %(citation)s", form=form, citation=citation)
    return say("«%(form)s» ← %(citation)s, %(why)s", form=form, citation=citation, why=why)


@lru_cache(maxsize=4096)
def grammar_in_words(grammar: frozenset[Grammar]) -> Listed | None:
    """Genitive singular; nominative or accusative plural."""
    singular, plural = _cases(grammar, "sing"), _cases(grammar, "plur")
    named = (
        singular and say("%(cases)s singular", cases=listed(singular, Joint.OR)),
        plural and say("%(cases)s plural", cases=listed(plural, Joint.OR)),
    )
    said = tuple(each for each in named if each)
    return listed(said, Joint.OR) if said else None


def _cases(grammar: frozenset[Grammar], number: str) -> tuple[Message, ...]:
    cases = {each.case for each in grammar if each.number == number}
    return tuple(word for case, word in _CASES.items() if case in cases)


def spelling_in_words(written: str, cited: str) -> Message | None:
    """In which letters of another script a word is written: «xунта» begins with a Latin one."""
    if _LATIN.search(written) and not _LATIN.search(cited):
        return say("written with Latin letters")
    if _CYRILLIC.search(written) and not _CYRILLIC.search(cited):
        return say("written with Cyrillic letters")
    return None


def by_ending_of(word: str) -> Message:
    return say("by the ending of «%(word)s»", word=word)
