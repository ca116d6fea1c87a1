"""The few words that an output adds to an edition, in the edition's language.

Languages without words of their own get the English ones, and the outputs that
can say so mark them as English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from translations.discovery import discovered
from translations.editions.wordings.base import Wording
from translations.editions.wordings.en import WORDING as ENGLISH

__all__ = ["ENGLISH", "WORDINGS", "wording"]

#: Language → its words.
WORDINGS: Final[Mapping[str, Wording]] = discovered(__name__, __path__, "WORDING", Wording)


def wording(language: str) -> Wording:
    """The words for a language, whatever region or script its tag adds."""
    return WORDINGS.get(language.replace("_", "-").partition("-")[0].casefold(), ENGLISH)
