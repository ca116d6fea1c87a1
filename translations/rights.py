"""Whether a translation may appear: whose the source is, by whose leave, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """By what right a source is translated and published."""

    UNKNOWN = ""
    OWN = "own"  #: the collective's
    LICENCE = "licence"  #: under which anybody may
    PERMISSION = "permission"  #: given to this collective
    PUBLIC_DOMAIN = "public-domain"


class Approval(StrEnum):
    """Whether the speaker of an interview has approved the text, where that was agreed."""

    NOT_AGREED = "not-agreed"
    AWAITED = "awaited"
    GIVEN = "given"


class Lack(StrEnum):
    """What is missing for an edition to appear."""

    BASIS = "basis"
    HOLDER = "holder"
    EVIDENCE = "evidence"
    APPROVAL = "approval"
    TRANSLATORS = "translators"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What is known of the rights in a source."""

    basis: Basis = Basis.UNKNOWN
    holder: str = ""
    licence: str = ""  #: as it is named
    evidence: str = ""  #: where the licence stands, or how the permission was given
    approval: Approval = Approval.NOT_AGREED
    approval_evidence: str = ""

    @property
    def statement(self) -> str:
        """What readers are told, as far as it is the same in every language."""
        return " · ".join(filter(None, (self.holder, self.licence)))


#: By which somebody else's leave is needed, and must be shown.
_SHOWN = frozenset({Basis.LICENCE, Basis.PERMISSION})


def lacking(rights: Rights, translators_licence: str) -> tuple[Lack, ...]:
    """Name what is missing; nothing: the edition may appear."""
    return tuple(_lacking(rights, translators_licence))


def _lacking(rights: Rights, translators_licence: str) -> Iterator[Lack]:
    if rights.basis is Basis.UNKNOWN:
        yield Lack.BASIS
    elif not rights.holder.strip() and rights.basis is not Basis.PUBLIC_DOMAIN:
        yield Lack.HOLDER
    if rights.basis in _SHOWN and not rights.evidence.strip():
        yield Lack.EVIDENCE
    if rights.approval is Approval.AWAITED:
        yield Lack.APPROVAL
    if not translators_licence.strip():
        yield Lack.TRANSLATORS
