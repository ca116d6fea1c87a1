"""What SQL searches and sorts by, made in Python because SQL knows no languages.

`fold` is for looking up, `sort_key` for lists: a key of hexadecimal digits, so
that every collation of every engine puts it into the same order.
"""

from __future__ import annotations

import unicodedata

from translations.model import FIRST_CODE, LAST_CODE

#: Alphabets whose order Unicode's code points do not give.
_ALPHABETS = {
    "be": "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    "cs": "aábcčdďeéěfghiíjklmnňoóprřsštťuúůvwxyýzž",
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuvwxyzźż",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
_LONGEST = 64
_SPACE, _DIGIT, _LETTER, _FOREIGN = 0x0001, 0x0100, 0x1000, 0x2000


def fold(text: str) -> str:
    """Fold a coded text for search: composed, case-folded, without inline codes."""
    plain = "".join(char for char in text if not FIRST_CODE <= ord(char) <= LAST_CODE)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", plain).casefold())


def sort_key(text: str, language: str) -> str:
    """Make a key by which texts of a language stand in its alphabetical order."""
    alphabet = _ALPHABETS.get(language.split("-", maxsplit=1)[0], "")
    folded = fold(text)[:_LONGEST]
    weights = [weight for char in folded if (weight := _weight(char, alphabet))]
    # Marks and punctuation decide only between texts that are equal without them.
    ties = [min(ord(char), 0xFFFF) for char in folded]
    return "".join(f"{weight:04x}" for weight in (*weights, 0, *ties))


def _weight(char: str, alphabet: str) -> int:
    if char in alphabet:
        return _LETTER + alphabet.index(char)
    if char.isspace() or char in "-–—":
        return _SPACE
    if char.isdigit():
        return _DIGIT + unicodedata.digit(char, 0)
    base = unicodedata.normalize("NFD", char)[0]
    if base != char and base in alphabet:
        return _LETTER + alphabet.index(base)
    return min(_FOREIGN + ord(base), 0xFFFF) if base.isalpha() else 0
