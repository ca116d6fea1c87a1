"""Beads as files: JSON lines, a table, TMX, XLIFF."""

from __future__ import annotations

from translations.alignment import Bead
from translations.alignment.editing import Side
from translations.alignment.placed import gathered
from translations.model import Segment
from workbench.bead_files import BEAD_FILES, Sides, Write
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services.alignment import finding
from workbench.storage import alignments, beads
from workbench.storage.alignments import Sentence
from workbench.storage.engine import Database, reading


def export(
    database: Database, *, actor: Actor, project_id: int, alignment_id: int, style: str
) -> tuple[str, Write, Sides, list[Bead]]:
    """Gather what a writer of beads asks for: a name, the writer, both texts and the beads.

    What was linked over a distance is one bead, in the order of the source.
    """
    write = BEAD_FILES.get(style)
    if write is None:
        raise NotFound("format", style)
    with reading(database) as connection:
        head = finding.find(connection, actor, project_id, alignment_id, Permission.EXPORT)
        ours, theirs = (alignments.sentences(connection, head.id, side) for side in Side)
        every = beads.outline(connection, head.id)
    sides = Sides(
        source=_side(ours),
        target=_side(theirs),
        languages=(head.source_language, head.target_language),
        original=head.source_name or head.name,
    )
    return head.name, write, sides, list(gathered(every))


def _side(sentences: dict[int, Sentence]) -> tuple[list[Segment], frozenset[int]]:
    segments = [Segment(text=s.text, codes=s.codes, after=s.after) for s in sentences.values()]
    return segments, frozenset(n for n, each in sentences.items() if each.begins)
