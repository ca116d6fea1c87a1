"""Existing translations brought beside their sources, sentence by sentence."""

from __future__ import annotations

from translations.alignment.align import PinsCross, align
from translations.alignment.model import Alignment, Bead, Crossing, Ground, Pin, Reason, Text

__all__ = ["Alignment", "Bead", "Crossing", "Ground", "Pin", "PinsCross", "Reason", "Text", "align"]
