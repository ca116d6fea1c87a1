"""Who speaks within a text: quotations in it, and an editor's brackets in a speaker's words.

A proposal from the marks. In narration and in questions a quotation is more than a
word or a name in marks: marks around those belong to the rendering, and the house style
compares them. In an answer whatever stands in marks is somebody else's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from glossary.model import Sense, Span, Voice

#: What a text has at least in which somebody else speaks.
_MARK = re.compile(r"[«»„“”‹›‘\"\[(]|(?<!\w)'")
#: Single marks are those that stand where no apostrophe does.
_QUOTED = re.compile(
    r"«(?:[^«»]|«[^«»]*»)*»|(?<!\w)»(?=\w)[^«»]*«|„[^„“”]*[“”]|“[^“”]*”|‹[^‹›]*›"
    r"|(?<!\w)\"(?=\S)[^\"]*\"(?!\w)"
    r"|(?<!\w)‘(?=\S)(?:[^‘’]|(?<=\w)’(?=\w))*’(?!\w)"
    r"|(?<!\w)'(?=\S)(?:[^']|(?<=\w)'(?=\w))*'(?!\w)"
)
#: A quotation that goes on in the next segment, or has begun in the one before.
_GOES_ON = re.compile(r"(?<!\S)(?:«|“(?=\S))[^«»“”„]*\Z")
_HAS_BEGUN = re.compile(r"\A[^«»„“”]*(?:”|»(?!\w)|(?<=\S)“(?!\w))")
#: What the editor puts into the words of others.
_BRACKET = re.compile(
    r"\[[^\[\]]*\]"
    r"|\((?=[^()]*(?:[—–-]|\b)\s*(?:ed(?:itor)?\.?|прим\.? ?(?:ред|пер)\.?|ред\.?)\s*\))[^()]*\)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w'’ʼ-]*")
_SENTENCE_END = re.compile(r"[.,!?…][\s\"'»”’)]*\Z")
#: Fewer words, or one sentence of fewer, are a word or a name of which somebody speaks.
_QUOTATION = 5
_SENTENCE = 3
#: Shorter words have small letters in titles too.
_TELLING = 4
_SPEAKERS = frozenset({Voice.ANSWER, Voice.QUOTATION})


class Spoken(NamedTuple):
    """A stretch of a text that another voice speaks than the text around it."""

    span: Span  #: the marks included
    voice: Voice


@lru_cache(maxsize=8192)
def spoken(text: str, voice: Voice) -> tuple[Spoken, ...]:
    """The stretches of a text in another voice than its own, the inmost first."""
    if _MARK.search(text) is None:
        return ()
    quotations = tuple(_quotations(text, voice))
    said = (Span(*m.span()) for m in _BRACKET.finditer(text))
    noted = (s for s in said if voice_at(s, quotations, voice) in _SPEAKERS)
    return (*(Spoken(span, Voice.NARRATION) for span in noted), *quotations)


def set_voices(said: Iterable[Sense]) -> tuple[Spoken, ...]:
    """The stretches of which people said whose words they are: laid over what marks propose."""
    return tuple(Spoken(each.span, each.voice) for each in said if each.voice is not None)


def voice_at(span: Span, stretches: Sequence[Spoken], voice: Voice) -> Voice:
    """The voice of words in a text of this voice."""
    return next((s.voice for s in stretches if holds(s.span, span)), voice)


def holds(stretch: Span, span: Span) -> bool:
    """Whether words stand wholly within a stretch."""
    return stretch.start <= span.start and span.end <= stretch.end


def _quotations(text: str, voice: Voice) -> Iterator[Spoken]:
    if voice is Voice.QUOTATION:
        return
    begun = _HAS_BEGUN.search(text)
    end = begun.end() if begun else 0
    whole = tuple(_QUOTED.finditer(text, end))
    goes_on = _GOES_ON.search(text, whole[-1].end() if whole else end)
    said = (m for m in whole if voice is Voice.ANSWER or _is_quotation(m[0]))
    for found in (begun, *said, goes_on):
        if found is not None:
            yield Spoken(Span(*found.span()), Voice.QUOTATION)


def _is_quotation(marked: str) -> bool:
    words = _WORD.findall(marked)
    telling = [word for word in words if len(word) >= _TELLING]
    if telling and all(word[0].isupper() for word in telling):
        return False  # the title of a work, a name
    sentence = bool(_SENTENCE_END.search(marked))
    return len(words) >= _QUOTATION or (len(words) >= _SENTENCE and sentence)
