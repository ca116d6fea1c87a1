"""The sentences that a term is proved by: in some it must be found, in others it must not.

They are to a term what tests are to code: run whenever it is saved, with the
term alone, as no other term may decide what this one is.
"""

from __future__ import annotations

from typing import NamedTuple

from glossary.matching import Matcher, compile_terms, sought_as
from glossary.model import Occurrence, Term
from glossary.saying import Joint, Message, listed, say


class Failing(NamedTuple):
    """A sentence that does not prove what it should."""

    sentence: str
    must_match: bool
    found: tuple[Occurrence, ...]
    reason: Message  #: what was found instead, for a person to read


def failing(term: Term, language: str = "") -> tuple[Failing, ...]:
    """The sentences of a term that fail, those where it must be found first."""
    if not (term.must_match or term.must_not_match):
        return ()
    matcher = compile_terms([sought_as(term)], language or term.language)
    missed = (_missed(term, matcher, sentence) for sentence in term.must_match)
    wrong = (_wrong(term, matcher, sentence) for sentence in term.must_not_match)
    return tuple(each for each in (*missed, *wrong) if each is not None)


def _found(matcher: Matcher, sentence: str) -> tuple[Occurrence, ...]:
    """Where the term stands by itself, not in the name of something else."""
    return tuple(o for o in matcher.find(sentence) if not o.nested)


def _missed(term: Term, matcher: Matcher, sentence: str) -> Failing | None:
    if _found(matcher, sentence):
        return None
    nothing = say("No form of “%(term)s” is found in this sentence.", term=term.text)
    return Failing(sentence, True, (), nothing)


def _wrong(term: Term, matcher: Matcher, sentence: str) -> Failing | None:
    found = _found(matcher, sentence)
    if not found:
        return None
    otherwise = say(
        "“%(term)s” must not be found here, but is: %(found)s.",
        term=term.text,
        found=listed((occurrence.reason for occurrence in found), Joint.SEMICOLON),
    )
    return Failing(sentence, False, found, otherwise)
