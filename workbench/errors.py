"""What the workbench refuses, each error with its facts.

    WorkbenchError
    ├── NotFound             there is no such thing, or the actor may not see it
    ├── NotAllowed           the actor's roles do not give this permission
    ├── NotSignedIn          nobody is signed in, or the session has ended
    ├── SignInRefused        wrong name or password, or too many attempts
    ├── InvalidInput         a form or request says something that cannot be; names the field
    ├── StaleVersion         somebody else saved first; carries what stands there now
    ├── Conflict             the state of things does not allow it (name taken, already done)
    ├── PublicationBlocked   the gate lists blockers
    └── BrokenDatabase       the database's own checks fail

`web/errors.py` maps each family to one HTTP status.
"""

from __future__ import annotations

from collections.abc import Mapping

from glossary.saying import Fact, Message


class WorkbenchError(Exception):
    """Base of everything the workbench raises on purpose.

    What is said is a message of the core, or a template and the facts that stand in it, so
    that pages can say it in their own language:
    `Conflict("There is a project named %(slug)s already.", slug=slug)`.
    """

    def __init__(self, told: str | Message = "", /, **facts: Fact) -> None:
        if isinstance(told, str):
            told = Message(template=told, facts=tuple(facts.items()))
        self.message = told
        super().__init__(self.message.english)


class NotFound(WorkbenchError):
    def __init__(self, what: str, name: object = "") -> None:
        super().__init__(f"There is no {what} {name}".rstrip() + ".")
        self.what, self.name = what, name


class NotAllowed(WorkbenchError):
    def __init__(self, permission: str) -> None:
        super().__init__(f"Your roles in this project do not allow this ({permission}).")
        self.permission = permission


class NotSignedIn(WorkbenchError):
    def __init__(self) -> None:
        super().__init__("Please sign in. What you typed is kept on this computer.")


class SignInRefused(WorkbenchError):
    def __init__(self, *, retry_after: int = 0) -> None:
        text = "The name or the password is wrong."
        if retry_after:
            text = f"Too many attempts. Try again in {retry_after} seconds."
        super().__init__(text)
        self.retry_after = retry_after


class InvalidInput(WorkbenchError):
    def __init__(self, field: str, told: str | Message, /, **facts: Fact) -> None:
        super().__init__(told, **facts)
        self.field, self.reason = field, self.message

    def at(self, field: str) -> InvalidInput:
        """Say the same of another field: the one that a form shows."""
        return InvalidInput(field, self.message)


class StaleVersion(WorkbenchError):
    """The row moved on since the form was made; `current` is what stands there now."""

    def __init__(self, what: str, *, seen: int, current: Mapping[str, object]) -> None:
        super().__init__(f"Somebody else changed this {what} first. Nothing was overwritten.")
        self.what, self.seen, self.current = what, seen, current


class Conflict(WorkbenchError):
    """The state of things does not allow it."""


class PublicationBlocked(WorkbenchError):
    def __init__(self, blockers: tuple[str, ...]) -> None:
        super().__init__(f"Not ready to publish: {len(blockers)} blockers.")
        self.blockers = blockers


class BrokenDatabase(WorkbenchError):
    """The database's own checks fail; nothing was changed."""
