"""What an edit of a source means for its translations: a proposal, which a person may overrule."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from translations import inline


class Weight(StrEnum):
    MINOR = "minor"  #: a slip of the pen: translations keep their states
    SUBSTANTIVE = "substantive"  #: another meaning: translations become outdated drafts


_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))
#: What carries sense: numbers with their signs and marks, words, signs of quantities, questions.
_TOLD = re.compile(
    r"(?:(?<!\w)[-+−])?\d+(?:[.,:/]\d+)*"
    r"|[^\W_]+"
    r"|[%‰°№§?]|[$€£¥₴₽+=<>×÷]"
)


def proposed(old: str, new: str) -> Weight:
    """Propose what an edit is: minor where white space, marks, typography or case alone differ.

    A question mark that comes or goes, a sign, a point within a number or a space that makes
    two words of one change what is said. Inline codes say nothing.
    """
    return Weight.MINOR if _told(old) == _told(new) else Weight.SUBSTANTIVE


def _told(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", inline.plain(text).text.translate(_UNSEEN))
    return [word.replace("−", "-") for word in _TOLD.findall(plain.casefold())]
