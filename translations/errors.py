"""What this package refuses.

    TranslationsError
    ├── UnreadableDocument   the bytes are no document of this format; says where and why
    ├── UnknownCode          a coded text names an inline code that its segment does not have
    ├── ActionNotOffered     the table of review states has no such move
    └── ActionRefused        the move exists, but the project's review policy objects

What is wrong in a translation is not an error but a finding (`checks`).
"""

from __future__ import annotations


class TranslationsError(Exception):
    """Base of everything this package raises on purpose."""


class UnreadableDocument(TranslationsError):
    """A file cannot be read; nothing of it was taken."""

    def __init__(self, reason: str, *, place: str = "", line: int | None = None) -> None:
        where = ", ".join(part for part in (place, f"line {line}" if line else "") if part)
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason, self.place, self.line = reason, place, line


class UnknownCode(TranslationsError):
    """A coded text names an inline code that its segment does not have."""

    def __init__(self, index: int, offset: int) -> None:
        super().__init__(f"The text has no inline code {index + 1} (at character {offset}).")
        self.index, self.offset = index, offset


class ActionNotOffered(TranslationsError):
    """The table has no such move."""

    def __init__(self, state: str, action: str) -> None:
        super().__init__(f"A segment that is {state} does not offer “{action}”.")
        self.state, self.action = state, action


class ActionRefused(TranslationsError):
    """The move exists, but the project's policy objects."""

    def __init__(self, objections: tuple[str, ...]) -> None:
        super().__init__(" ".join(objections))
        self.objections = objections
