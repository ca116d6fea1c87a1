"""Small letters of any script in the Latin alphabet, by the custom of their language.

Ukrainian: the national table of 2010 (Cabinet of Ministers, no. 55). Belarusian:
the national table of 2007 without its diacritics. Bulgarian: the law on
transliteration of 2009. Greek: ELOT 743. Serbian and Macedonian: their own
Latin spelling without diacritics. Russian: BGN/PCGN without its diacritics and
apostrophes. What no table has is as anyascii has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii


@dataclass(frozen=True, slots=True)
class _Table:
    """What depends on its neighbours, in the order of its use, and single letters."""

    letters: Mapping[str, str]
    contexts: tuple[tuple[re.Pattern[str], str], ...] = ()


def _letters(pairs: str) -> dict[str, str]:
    """`аa бb щshch ь`: each letter with what it becomes."""
    return {pair[0]: pair[1:] for pair in pairs.split()}


def _contexts(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), letters) for pattern, letters in pairs)


#: Letters that the Cyrillic alphabets here write alike.
_CYRILLIC: Final = _letters("аa бb вv дd еe зz кk лl мm нn оo пp рr сs тt уu фf")
_EAST: Final = _CYRILLIC | _letters("жzh хkh цts чch шsh щshch ь ъ")
_SOUTH: Final = _CYRILLIC | _letters("гg жz иi јj љlj њnj хh цc чc шs џdz")

#: Not within a word, nor after the apostrophe of one.
_START: Final = "(?<![\\w'’ʼ])"

_UKRAINIAN: Final = _Table(
    _EAST | _letters("гh ґg єie иy іi їi йi юiu яia"),
    _contexts(
        ("зг", "zgh"),
        *((f"{_START}{letter}", roman) for letter, roman in _letters("єye їyi йy юyu яya").items()),
    ),
)
_BELARUSIAN: Final = _Table(
    _CYRILLIC | _letters("гh ґg еie ёio жz іi йj хch цc чc шs ўu ыy ь эe юiu яia"),
    _contexts(
        *(
            (f"(?:{_START}|(?<=[аеёіоуўыэюяь'’ʼ])){letter}", roman)
            for letter, roman in _letters("еje ёjo юju яja").items()
        ),
    ),
)
_RUSSIAN: Final = _Table(_EAST | _letters("гg ёyo иi йy ыy эe юyu яya"))
_BULGARIAN: Final = _Table(
    _EAST | _letters("гg иi йy хh щsht ъa ьy юyu яya"),
    _contexts((r"\bбългария\b", "bulgaria"), (r"ия\b", "ia")),
)
_SERBIAN: Final = _Table(_SOUTH | _letters("ђdj ћc đdj"))
_MACEDONIAN: Final = _Table(_SOUTH | _letters("ѓgj ќkj ѕdz"))
_GREEK: Final = _Table(
    _letters("αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo")
    | _letters("άa έe ήi ίi ϊi ΐi όo ύy ϋy ΰy ώo"),
    _contexts(
        ("γγ", "ng"),
        ("γξ", "nx"),
        ("γχ", "nch"),
        (r"\bμπ|μπ\b", "b"),
        ("ο[υύ]", "ou"),
        *(
            (f"{vowel}[υύ]{before}", roman + end)
            for vowel, roman in _letters("αa εe ηi").items()
            for before, end in ((r"(?=[θκξπσςτφχψ]|\b)", "f"), ("", "v"))
        ),
    ),
)
_GERMAN: Final = _Table(_letters("äae öoe üue ßss"))
_DANISH: Final = _Table(_letters("æae øoe åaa"))

_TABLES: Final[Mapping[str, _Table]] = {
    "uk": _UKRAINIAN,
    "be": _BELARUSIAN,
    "ru": _RUSSIAN,
    "bg": _BULGARIAN,
    **dict.fromkeys(("sr", "bs", "hr", "cnr"), _SERBIAN),
    "mk": _MACEDONIAN,
    "el": _GREEK,
    "de": _GERMAN,
    **dict.fromkeys(("da", "nb", "nn", "no"), _DANISH),
}
_NO_TABLE: Final = _Table({})


def romanized(text: str, language: str) -> str:
    """Text in small letters (NFC) as ASCII; what is no letter stays or becomes such a sign."""
    table = _TABLES.get(language.replace("_", "-").partition("-")[0].casefold(), _NO_TABLE)
    for pattern, letters in table.contexts:
        text = pattern.sub(letters, text)
    return anyascii("".join(table.letters.get(char, char) for char in text))
