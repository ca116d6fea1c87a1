"""Violations of the glossary, said in the words of findings.

The glossary judges by itself and knows nothing of documents; here its verdicts
join those of the other checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.model import Violation
from glossary.saying import say
from translations.model import Finding, Fix

NAME = "terminology"


def findings(violations: Iterable[Violation]) -> Iterator[Finding]:
    """A finding for each violation, with the renderings that would be right as fixes."""
    for violation in violations:
        yield Finding(
            check=NAME,
            kind=violation.kind.value,
            severity=violation.severity,
            message=violation.message,
            source=violation.source,
            target=violation.target,
            concept=violation.concept,
            fixes=_renderings(violation),
        )


def _renderings(violation: Violation) -> tuple[Fix, ...]:
    """What to put in the word's place: in its case and number where that can be told.

    Other renderings come in citation form; a person still has to inflect them.
    """
    if violation.target is None:
        return ()
    span = violation.target
    best, *others = violation.expected or ("",)
    offered = filter(None, dict.fromkeys((violation.suggestion or best, *others)))
    return tuple(
        Fix(
            span=span,
            text=text,
            label=say("Write “%(text)s”", text=text),
            ready=text == violation.suggestion,
        )
        for text in offered
    )
