"""Texts of files as this program keeps them: lines end in one way, nothing blank is around."""

from __future__ import annotations


def tidy(text: str) -> str:
    """The text without the space around it, its lines ended by U+000A alone."""
    return with_plain_ends(text).strip()


def with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
