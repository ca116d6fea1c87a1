"""Who may do what: roles × permissions, one table.

A person has any number of roles in a project; an administrator of the
installation has every permission everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    READER = "reader"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    TERMINOLOGIST = "terminologist"
    PUBLISHER = "publisher"
    OWNER = "owner"


class Permission(StrEnum):
    READ = "read"  #: see the project, its documents, editions, glossary
    COMMENT = "comment"
    TRANSLATE = "translate"  #: save and confirm targets
    REVIEW = "review"  #: approve, return, sign off, reopen
    WAIVE = "waive"  #: waive a finding at one occurrence
    WAIVE_WIDELY = "waive-widely"  #: for a whole document or speaker
    TERMS = "terms"  #: edit concepts, terms, policies; say which policy an edition follows
    SOURCE = "source"  #: import documents, correct kinds, voices, slips; split and join
    PUBLISH = "publish"  #: publish, override blockers with a reason
    EXPORT = "export"  #: export drafts
    MANAGE = "manage"  #: members, settings, new editions
    ADMINISTER = "administer"  #: people and projects of the installation


_READ = frozenset({Permission.READ, Permission.COMMENT})
_TRANSLATE = _READ | {Permission.TRANSLATE, Permission.WAIVE, Permission.EXPORT}

GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.READER: frozenset({Permission.READ}),
        Role.TRANSLATOR: _TRANSLATE,
        Role.REVIEWER: _TRANSLATE | {Permission.REVIEW},
        # What follows from a decision is theirs to put right in the texts too.
        Role.TERMINOLOGIST: _TRANSLATE | {Permission.TERMS, Permission.WAIVE_WIDELY},
        Role.PUBLISHER: _READ | {Permission.SOURCE, Permission.PUBLISH, Permission.EXPORT},
        Role.OWNER: frozenset(Permission) - {Permission.ADMINISTER},
    }
)


def granted(roles: Iterable[Role], *, admin: bool = False) -> frozenset[Permission]:
    """Collect what these roles allow together."""
    if admin:
        return frozenset(Permission)
    return frozenset(permission for role in roles for permission in GRANTS[role])


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: a person, as every service is told."""

    id: int
    name: str
    display_name: str = ""
    admin: bool = False
