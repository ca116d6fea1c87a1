"""Outputs: every way to write a frozen edition, found by looking into this folder."""

from __future__ import annotations

from typing import Final

from translations.discovery import discovered
from translations.editions.base import Output

#: Name → output, in the order of the names.
OUTPUTS: Final = discovered(__name__, __path__, "OUTPUT", Output)
