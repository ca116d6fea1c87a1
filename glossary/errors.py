"""What the glossary refuses.

    GlossaryError
    ├── UnknownPolicy        a policy is named that the term base does not have
    ├── PolicyCycle          a policy extends itself, directly or not
    ├── UnreadableTermBase   a file is no term base; says file, line and why
    └── UnwritableTermBase   a format cannot hold an entry; says where and why

Problems in a translation are not errors but violations (`enforcement.py`).
"""

from __future__ import annotations

from glossary.saying import Message, say


class GlossaryError(Exception):
    """Base of everything this package raises on purpose; its text is the message in English."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.english)
        self.message = message


class UnknownPolicy(GlossaryError):
    """The term base has no policy of this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        told = say(
            "There is no policy “%(name)s”; there are: %(known)s.",
            name=name,
            known=", ".join(known) or say("none"),
        )
        super().__init__(told)
        self.name, self.known = name, known


class PolicyCycle(GlossaryError):
    """A policy extends itself."""

    def __init__(self, names: tuple[str, ...]) -> None:
        circle = " → ".join(names)
        super().__init__(say("Policies extend one another in a circle: %(names)s.", names=circle))
        self.names = names


class UnreadableTermBase(GlossaryError):
    """A file cannot be read as a term base."""

    def __init__(self, place: str, line: int | None, reason: Message | str) -> None:
        self.place, self.line, self.reason = place, line, _said(reason)
        super().__init__(at_place(place, line, self.reason))


class UnwritableTermBase(GlossaryError):
    """A format has no room for something that the term base holds."""

    def __init__(self, place: str, reason: Message | str) -> None:
        self.place, self.reason = place, _said(reason)
        super().__init__(at_place(place, None, self.reason))


def at_place(place: str, line: int | None, reason: Message) -> Message:
    """What is wrong with a file, and where."""
    if line is None:
        return say("%(place)s: %(reason)s", place=place, reason=reason) if place else reason
    if not place:
        return say("line %(line)s: %(reason)s", line=str(line), reason=reason)
    return say("%(place)s, line %(line)s: %(reason)s", place=place, line=str(line), reason=reason)


def _said(reason: Message | str) -> Message:
    return Message(template=reason) if isinstance(reason, str) else reason
