"""What this package refuses.

    TranslationsError
    ├── UnreadableDocument   the bytes are no document of this format; says where and why
    ├── UnwritableTranslation  a translation cannot be put into the original; says which segment
    ├── UnprintableEdition   an edition cannot be typeset; says why
    │   └── UnprintableCharacters  no font has these characters; says which, and where
    ├── UnknownCode          a coded text names an inline code that its segment does not have
    ├── ActionNotOffered     the table of review states has no such move
    └── ActionRefused        the move exists, but the project's review policy objects

What is wrong in a translation is not an error but a finding (`checks`).
"""

from __future__ import annotations

from glossary.errors import at_place
from glossary.saying import Joint, Message, listed, one_after_another, say


class TranslationsError(Exception):
    """Base of everything this package raises on purpose; its text is the message in English."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.english)
        self.message = message


class UnreadableDocument(TranslationsError):
    """A file cannot be read; nothing of it was taken."""

    def __init__(self, reason: Message, *, place: str = "", line: int | None = None) -> None:
        super().__init__(at_place(place, line, reason))
        self.reason, self.place, self.line = reason, place, line


class UnwritableTranslation(TranslationsError):
    """A translation cannot be put into the original file; names the segment."""

    def __init__(self, unit: str, reason: Message) -> None:
        super().__init__(at_place(unit, None, reason))
        self.unit, self.reason = unit, reason


class UnprintableEdition(TranslationsError):
    """An edition cannot be typeset; nothing of it was."""

    def __init__(self, reason: Message, *, place: str = "") -> None:
        super().__init__(at_place(place, None, reason))
        self.reason, self.place = reason, place


class UnprintableCharacters(UnprintableEdition):
    """No font of the program has these characters; names the segment where they are in one."""

    def __init__(self, characters: tuple[str, ...], *, segment: str = "") -> None:
        told = say(
            "No font for printing has %(characters)s.",
            characters=listed(map(_named, characters[:_NAMED]), Joint.AND),
        )
        super().__init__(told, place=segment)
        self.characters, self.segment = characters, segment


#: How many characters a message lists.
_NAMED = 12


def _named(characters: str) -> str:
    numbers = " ".join(f"U+{ord(each):04X}" for each in characters)
    return f"“{characters}” ({numbers})"


class UnknownCode(TranslationsError):
    """A coded text names an inline code that its segment does not have."""

    def __init__(self, index: int, offset: int) -> None:
        told = say(
            "The text has no inline code %(number)s (at character %(offset)s).",
            number=str(index + 1),
            offset=str(offset),
        )
        super().__init__(told)
        self.index, self.offset = index, offset


class ActionNotOffered(TranslationsError):
    """The table has no such move."""

    def __init__(self, state: str, action: str) -> None:
        told = say(
            "A segment that is %(state)s does not offer “%(action)s”.", state=state, action=action
        )
        super().__init__(told)
        self.state, self.action = state, action


class ActionRefused(TranslationsError):
    """The move exists, but the project's policy objects."""

    def __init__(self, objections: tuple[Message, ...]) -> None:
        super().__init__(one_after_another(objections))
        self.objections = objections
