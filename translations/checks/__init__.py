"""Checks: rules about a segment and its translation, one a file, found by discovery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from glossary.model import Severity
from glossary.saying import say
from translations.checks.base import Check, Pair
from translations.discovery import discovered
from translations.model import Finding

__all__ = ["CHECKS", "LONGEST", "Check", "Pair", "document_notes", "run"]


#: Characters of a segment beyond which nobody translates it as one, and checks would be slow.
LONGEST: Final = 20_000
_TOO_LONG: Final = Finding(
    check="length",
    kind="too-long",
    severity=Severity.NOTE,
    message=say(
        "Segments of more than %(count)s characters are not checked; split it.", count=LONGEST
    ),
)


CHECKS: Final = discovered(__name__, __path__, "CHECK", Check)


def run(pair: Pair) -> tuple[Finding, ...]:
    """What all checks have to say of a pair; nothing of one without a translation yet."""
    if not pair.target.strip() or not pair.source.strip():
        return ()
    if max(len(pair.source), len(pair.target)) > LONGEST:
        return (_TOO_LONG,)
    return tuple(finding for check in CHECKS.values() for finding in check.run(pair))


def document_notes(pairs: Sequence[Pair]) -> tuple[Finding, ...]:
    """Matters of style that a whole document shares, each said once."""
    return tuple(
        finding for check in CHECKS.values() if check.document for finding in check.document(pairs)
    )
