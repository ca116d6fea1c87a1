"""What happened in a project, in words; many alike in a row are told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from workbench.storage.feed import Entry
from workbench.web.languages import gettext as _
from workbench.web.languages import ngettext


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the log: who did what, how often, where, and when last."""

    who: str
    what: str
    edition_id: int | None
    document_id: int | None
    at: datetime


def tell(
    entries: Iterable[Entry], people: Mapping[int, str], *, limit: int = 12
) -> tuple[Told, ...]:
    """Tell the newest happenings; `entries` stand newest first."""
    lines = _lines(entries, people)
    return tuple(line for line, _index in zip(lines, range(limit), strict=False))


def _lines(entries: Iterable[Entry], people: Mapping[int, str]) -> Iterator[Told]:
    for _key, alike in groupby(entries, key=_likeness):
        row = list(alike)
        newest = row[0]
        yield Told(
            who=people.get(newest.actor_id or 0, _("The workbench")),
            what=_sentence(newest.kind, len(row)),
            edition_id=newest.edition_id,
            document_id=newest.document_id,
            at=newest.at,
        )


def _likeness(entry: Entry) -> tuple[str, int | None, int | None, int | None]:
    return entry.kind, entry.actor_id, entry.edition_id, entry.document_id


def _sentence(kind: str, count: int) -> str:
    """Say what happened; an event without words of its own is named by its kind."""
    counted = {
        "target.saved": ("saved a segment", "saved %(num)s segments"),
        "target.confirmed": ("confirmed a segment", "confirmed %(num)s segments"),
        "target.approved": ("approved a segment", "approved %(num)s segments"),
        "target.returned": ("returned a segment", "returned %(num)s segments"),
        "target.signed-off": ("signed off a segment", "signed off %(num)s segments"),
        "target.reopened": ("reopened a segment", "reopened %(num)s segments"),
        "comment.added": ("added a comment", "added %(num)s comments"),
        "term.changed": ("changed the glossary", "changed the glossary %(num)s times"),
    }
    if kind in counted:
        return ngettext(*counted[kind], count)
    plain = {
        "project.added": _("added the project"),
        "project.changed": _("changed the settings"),
        "member.changed": _("changed roles"),
        "document.imported": _("imported a document"),
        "edition.added": _("began an edition"),
        "edition.published": _("published an edition"),
    }
    return plain.get(kind, kind.replace(".", " · ").replace("-", " "))
