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
    known = {**_about_segments(count), **_about_the_rest(count)}
    return known.get(kind, kind.replace(".", " · ").replace("-", " "))


def _about_segments(count: int) -> dict[str, str]:
    return {
        "target.saved": ngettext("saved a segment", "saved %(num)s segments", count),
        "target.confirmed": ngettext("confirmed a segment", "confirmed %(num)s segments", count),
        "target.approved": ngettext("approved a segment", "approved %(num)s segments", count),
        "target.returned": ngettext("returned a segment", "returned %(num)s segments", count),
        "target.signed-off": ngettext("signed off a segment", "signed off %(num)s segments", count),
        "target.reopened": ngettext("reopened a segment", "reopened %(num)s segments", count),
        "comment.added": ngettext("added a comment", "added %(num)s comments", count),
    }


def _about_the_rest(count: int) -> dict[str, str]:
    return {
        "term.changed": ngettext(
            "changed the glossary", "changed the glossary %(num)s times", count
        ),
        "member.changed": ngettext("changed roles", "changed roles %(num)s times", count),
        "project.added": _("added the project"),
        "project.changed": _("changed the settings"),
        "document.imported": _("imported a document"),
        "edition.added": _("began an edition"),
        "edition.published": _("published an edition"),
    }
