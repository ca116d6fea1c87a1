"""What is set, not said: two texts that differ in spaces, in the shape of marks and dashes alone.

Such a change of an approved text leaves it approved. Hence what may change the sense is
no matter of typography: a quotation mark more or less, a space that makes two words of one,
a line break, a question mark.
"""

from __future__ import annotations

import re

from translations.model import FIRST_CODE, LAST_CODE

_SHAPES = str.maketrans(
    {
        **dict.fromkeys("«»„“”‟″", '"'),
        **dict.fromkeys("‹›‚‘’‛ʼ`´′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),  # nobody sees them
    }
)
_RUN = re.compile(r"[^\S\n]+")
_WORDLIKE = rf"[\w\n{chr(FIRST_CODE)}-{chr(LAST_CODE)}]"
#: A space that parts no two words: beside a mark, or at an end.
_IDLE = re.compile(rf"(?<!{_WORDLIKE}) | (?!{_WORDLIKE})")
_FULL_STOP = re.compile(r"(?<![.?!])\.(['\"]?)$")


def says_the_same(old: str, new: str) -> bool:
    """Say whether two texts are the same words, set differently."""
    return _bare(old) == _bare(new)


def _bare(text: str) -> str:
    spaced = _RUN.sub(" ", text.translate(_SHAPES))
    return _FULL_STOP.sub(r"\1", _IDLE.sub("", spaced))
