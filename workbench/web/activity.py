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
            what=_sentence(_deed(newest), len(row)),
            edition_id=newest.edition_id,
            document_id=newest.document_id,
            at=newest.at,
        )


def _likeness(entry: Entry) -> tuple[str, int | None, int | None, int | None]:
    return _deed(entry), entry.actor_id, entry.edition_id, entry.document_id


def _deed(entry: Entry) -> str:
    """Name what was done: the kind of event, for segments with what became of them."""
    how = entry.facts.get("outcome") or entry.facts.get("action") or ""
    return f"{entry.kind} {how}".rstrip()


def _sentence(deed: str, count: int) -> str:
    """Say what happened; an event without words of its own is named by its kind."""
    known = {
        **_about_segments(count),
        **_about_sources(count),
        **_about_memories(),
        **_about_projects(count),
    }
    kind = deed.partition(" ")[0]
    return known.get(deed) or known.get(kind) or kind.replace(".", " · ").replace("-", " ")


def _about_segments(count: int) -> dict[str, str]:
    return {
        "target.saved": ngettext("saved a segment", "saved %(num)s segments", count),
        "target.saved confirm": ngettext(
            "confirmed a segment", "confirmed %(num)s segments", count
        ),
        "target.saved import": ngettext("took over a segment", "took over %(num)s segments", count),
        "target.saved undo": ngettext("took back a segment", "took back %(num)s segments", count),
        "homecoming.settled": ngettext("brought a file home", "brought %(num)s files home", count),
        "homecoming.undone": _("took back what a file had brought"),
        "target.reviewed": ngettext("reviewed a segment", "reviewed %(num)s segments", count),
        "target.reviewed accepted": ngettext(
            "approved a segment", "approved %(num)s segments", count
        ),
        "target.reviewed accepted-with-edits": ngettext(
            "corrected and approved a segment", "corrected and approved %(num)s segments", count
        ),
        "target.reviewed returned": ngettext(
            "returned a segment", "returned %(num)s segments", count
        ),
        "target.reviewed signed-off": ngettext(
            "signed off a segment", "signed off %(num)s segments", count
        ),
        "target.reviewed reopened": ngettext(
            "reopened a segment", "reopened %(num)s segments", count
        ),
        "target.rechecked": ngettext(
            "checked a segment again", "checked %(num)s segments again", count
        ),
        "comment.added": ngettext("added a comment", "added %(num)s comments", count),
        "comment.resolved": ngettext("settled a comment", "settled %(num)s comments", count),
        "waiver.added": ngettext("waived a finding", "waived %(num)s findings", count),
        "waiver.ended": ngettext("ended a waiver", "ended %(num)s waivers", count),
        "replacement.skipped": ngettext(
            "left a place as it is", "left %(num)s places as they are", count
        ),
        "sense.set": ngettext(
            "said what a word means", "said what words mean %(num)s times", count
        ),
        "sense.dropped": _("took back what a word means"),
        "voice.set": _("said whose words they are"),
        "voice.dropped": _("took back whose words they are"),
    }


def _about_sources(count: int) -> dict[str, str]:
    return {
        "document.imported": _("imported a document"),
        "source.corrected": _("corrected the source"),
        "source.changed": _("changed the source"),
        "source.renewed": _("brought a newer version of the source"),
        "source.front-matter": ngettext(
            "wrote front matter", "wrote front matter %(num)s times", count
        ),
        "document.rights": _("wrote down the rights in the document"),
        "document.linked": _("said where the source was published"),
        "document.cover": _("changed the picture on the cover"),
        "source.ordered": ngettext(
            "moved a part of the source",
            "moved parts of the source %(num)s times",
            count,
        ),
        "block.split": ngettext("split a block", "split %(num)s blocks", count),
        "block.joined": ngettext("joined two blocks", "joined blocks %(num)s times", count),
        "source.undone": _("took back a change of the source"),
        "alignment.begun": _("brought a translation in to align it"),
        "alignment.accepted": _("made an edition of an aligned translation"),
        "name.changed": _("changed names in the document"),
        "segment.split": ngettext("split a segment", "split %(num)s segments", count),
        "segment.joined": ngettext("joined two segments", "joined segments %(num)s times", count),
        "segment.split-undone": _("took back a split"),
        "segment.join-undone": _("took back a join"),
    }


def _about_memories() -> dict[str, str]:
    return {
        "memory.corrected": _("corrected a unit of the memory"),
        "memory.withdrawn": _("withdrew a unit of the memory"),
        "memory.put-back": _("put a unit of the memory back"),
        "memory.chosen": _("chose memories"),
        "memory.added": _("added a memory"),
        "memory.changed": _("renamed or shared a memory"),
    }


def _about_projects(count: int) -> dict[str, str]:
    return {
        "glossary.changed": ngettext(
            "changed the glossary", "changed the glossary %(num)s times", count
        ),
        "glossary.decided": _("entered a decision"),
        "concept.discussed": ngettext(
            "discussed a concept", "discussed concepts %(num)s times", count
        ),
        "proposal.made": ngettext("made a proposal", "made %(num)s proposals", count),
        "proposal.accepted": ngettext("accepted a proposal", "accepted %(num)s proposals", count),
        "proposal.declined": ngettext("declined a proposal", "declined %(num)s proposals", count),
        "proposal.withdrawn": ngettext("withdrew a proposal", "withdrew %(num)s proposals", count),
        "member.changed": ngettext("changed roles", "changed roles %(num)s times", count),
        "project.added": _("added the project"),
        "project.changed": _("changed the settings"),
        "edition.created": _("began an edition"),
        "edition.changed": _("changed the settings of an edition"),
        "edition.published": _("published an edition"),
        "edition.withdrawn": _("withdrew a publication"),
        "edition.sent": ngettext("sent a publication on", "sent %(num)s publications on", count),
        "destination.added": _("added a destination"),
        "destination.removed": _("removed a destination"),
        "destination.renewed": _("renewed the secret of a webhook"),
    }
