"""Texts and queries for `bench/memory.py`: a memory grown to any size, and what is sought in it.

All by a seed. The memory grows by word-level edits of its own texts. Queries are
texts of the memory that were edited, with typing errors, in other forms, or all
of that; and texts that were never in it.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple


class Text(NamedTuple):
    language: str
    words: str


class Query(NamedTuple):
    kind: str  #: "real", or what was done to a text of the memory
    text: Text


_WORD = re.compile(r"\w+")
_LETTERS: Final = {"en": "etaoinshrdlucm", "ru": "оеаинтсрвлкмдпуя", "uk": "оаинвіетрсклудмп"}
_ENDINGS: Final[Mapping[str, Sequence[str]]] = {
    "en": ("", "s", "ed", "ing", "ly", "'s"),
    "ru": tuple("а ы у ой ов ам ами ах ый ого ому ым ые ых ть л ла ли ет ют".split()),  # noqa: SIM905 - easier to read
    "uk": tuple("а и у ою ів ам ами ах ий ого ому им і их ти в ла ли є ють".split()),  # noqa: SIM905 - easier to read
}
_ENDING = re.compile(
    r"(?:[ая]ми|[оеь]го|[оье]му|[ыи]ми|[ая]х|[оеі]в|[ая]м|[оеі]й|[оеє]ю|т[ьи]|л[аои]|[еєюу]ть?|"
    r"[иы]й|[ая]я|[оеє]е|[иы][ехм]|ing|ed|es|ly|[аяоеиіыуюьїs])$"
)


def load(folder: Path) -> list[Text]:
    """Read the texts that a memory begins with."""
    with gzip.open(folder / "units_100k.tsv.gz", "rt", encoding="utf-8") as file:
        return [Text(row[1], row[3]) for row in (line.rstrip("\n").split("\t") for line in file)]


def grown(texts: Sequence[Text], count: int, seed: int = 3) -> list[Text]:
    """Take so many texts; edited ones where there are not enough."""
    chance = random.Random(seed)
    if count <= len(texts):
        return chance.sample(texts, count)
    words = _vocabulary(texts, chance)
    more = (chance.choice(texts) for _ in range(count - len(texts)))
    return [*texts, *(Text(lang, _edited(old, words[lang], chance)) for lang, old in more)]


def real(folder: Path) -> list[Query]:
    """Read the texts that were held out of the memory, and those that were edited for it."""
    with (folder / "queries_dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    kinds = {"held": "real", "edit": "edited"}
    return [Query(kinds[row[2]], Text(row[1], row[6])) for row in rows]


def made(texts: Sequence[Text], count: int, seed: int = 11) -> Iterator[Query]:
    """Make queries of each kind from texts of the memory."""
    chance = random.Random(seed)
    words = _vocabulary(texts, chance)
    for number in range(count):
        lang, old = chance.choice(texts)
        kind, change = _KINDS[number % len(_KINDS)]
        new = change(Text(lang, old), words[lang], chance)
        if new.strip() and new != old:
            yield Query(kind, Text(lang, new))


def _vocabulary(texts: Sequence[Text], chance: random.Random) -> Mapping[str, list[str]]:
    words: defaultdict[str, list[str]] = defaultdict(list)
    for lang, text in chance.sample(texts, min(20_000, len(texts))):
        words[lang] += text.split()
    return words


def _edited(text: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    """Put other words in, leave some out, let neighbours change places."""
    words = text.split(" ")
    for _ in range(max(1, round(len(words) * chance.uniform(0.03, 0.3)))):
        if not words:
            break
        at, doing = chance.randrange(len(words)), chance.random()
        if doing < 0.4:
            words[at] = chance.choice(vocabulary)
        elif doing < 0.65:
            del words[at]
        elif doing < 0.85:
            words.insert(at, chance.choice(vocabulary))
        else:
            words[at : at + 2] = reversed(words[at : at + 2])
    return " ".join(words)


def _mistyped(text: str, language: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.choice((1, 1, 2, 3, 4, 5))):
        if len(letters) < 3:
            break
        at, doing = chance.randrange(len(letters) - 1), chance.random()
        if doing < 0.3:
            letters[at] = chance.choice(_LETTERS[language])
        elif doing < 0.55:
            del letters[at]
        elif doing < 0.8:
            letters.insert(at, chance.choice(_LETTERS[language]))
        else:
            letters[at : at + 2] = reversed(letters[at : at + 2])
    return "".join(letters)


def _inflected(text: str, language: str, chance: random.Random) -> str:
    """Give some words, or all, another ending."""
    share = chance.choice((0.15, 0.3, 0.5, 0.8, 1))

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < 4 or chance.random() > share or word.isascii() != (language == "en"):
            return word
        return _ENDING.sub("", word) + chance.choice(_ENDINGS[language])

    return _WORD.sub(other, text)


Change = Callable[[Text, Sequence[str], random.Random], str]


def _all_of_it(text: Text, words: Sequence[str], chance: random.Random) -> str:
    lang, old = text
    return _mistyped(_inflected(_edited(old, words, chance), lang, chance), lang, chance)


_KINDS: Sequence[tuple[str, Change]] = (
    ("words", lambda text, words, chance: _edited(text.words, words, chance)),
    ("typing", lambda text, _, chance: _mistyped(text.words, text.language, chance)),
    ("forms", lambda text, _, chance: _inflected(text.words, text.language, chance)),
    ("mixed", _all_of_it),
)
