"""Ukrainian words that begin as it sounds best: «учитель» and «вчитель», «іти» and «йти»."""

from __future__ import annotations

import re
from typing import Final

from glossary.analysers.opencorpora import opencorpora
from glossary.languages.base import Kind
from glossary.model import Evidence

_OTHER: Final = {"у": "в", "в": "у", "і": "й", "й": "і"}
#: Before a consonant alone; a name keeps its letter, «Удовенко».
_BEGUN: Final = re.compile(r"\b([увій])[бвгґджзклмнпрстфхцчшщ][\w'\u2019\u02bc-]+")
#: Pairs of which each has a meaning of its own: «вступ» and «уступ», «вражати» and «уражати».
_APART: Final = re.compile(r"[ув](?:дач|клад|клас|ник|прав|ра[жз]|ряд|ступ)")


def alternations(text: str) -> tuple[str, ...]:
    """The text with each word that may, in turn, begun with the other letter."""
    return tuple(
        text[: found.start()] + _OTHER[found[1]] + text[found.start() + 1 :]
        for found in _BEGUN.finditer(text)
        if _is_same_word(found[0]) and not _APART.match(found[0])
    )


def _is_same_word(word: str) -> bool:
    """Whether the dictionary has the word with the other letter too, as the same part of speech."""
    readings = opencorpora("uk")(word)
    cited = [each for each in readings if each.lemma == word] or readings
    others = _lemmas(_alternated(word))
    return any((_alternated(each.lemma), each.kind) in others for each in cited)


def _alternated(word: str) -> str:
    return _OTHER.get(word[0], word[0]) + word[1:]


def _lemmas(word: str) -> frozenset[tuple[str, Kind]]:
    readings = opencorpora("uk")(word)
    known = (each for each in readings if each.evidence is Evidence.LEXICON)
    return frozenset((each.lemma, each.kind) for each in known)
