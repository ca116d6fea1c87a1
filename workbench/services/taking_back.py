"""Taking back what was put right, as long as nobody has saved anything over it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from translations.difference import Stretch, difference
from translations.inline import plain
from workbench.errors import Conflict
from workbench.permissions import Actor, Permission
from workbench.services import access, consulting, editing
from workbench.services.keeping import Saved
from workbench.storage import affected, histories
from workbench.storage.affected import RightRow
from workbench.storage.engine import Database, reading
from workbench.storage.histories import HistoryRow
from workbench.storage.targets import TargetRow

#: How many of what was put right last are shown.
SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """A text in which words were replaced because of a revision, and nothing was saved since."""

    right: RightRow
    difference: tuple[Stretch, ...]  #: without inline codes


def put_right(
    database: Database, *, actor: Actor, glossary_id: int, revision: int
) -> tuple[PutRight, ...]:
    """List what was replaced because of a revision and can be taken back, newest first."""
    with reading(database) as connection:
        mine = [p.id for p in consulting.open_in(connection, actor, glossary_id).projects]
        rows = affected.put_right(connection, glossary_id, revision, mine, limit=SHOWN)
        texts = histories.before(connection, [row.target_id for row in rows])
    return tuple(
        PutRight(
            right=row,
            difference=difference(plain(texts[row.target_id]).text, plain(row.target).text),
        )
        for row in rows
        if row.target_id in texts
    )


def take_back(
    database: Database, *, actor: Actor, edition_id: int, segment_id: int, version: int
) -> Saved:
    """Save again what stood before words were replaced; its review comes back with it."""
    with reading(database) as connection:
        place = editing.find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.TRANSLATE, project_id=place.project_id)
        text = _before(connection, place.target, version)
    return editing.save_target(
        database,
        actor=actor,
        edition_id=edition_id,
        segment_id=segment_id,
        text=text,
        version=version,
        note=histories.TAKEN_BACK,
    )


def _before(connection: Connection, target: TargetRow, version: int) -> str:
    """The text before the last step, if that was a replacement and is the last word."""
    rows: tuple[HistoryRow, ...] = ()
    if target.id is not None and target.version == version:
        rows = histories.history(connection, target.id, limit=2)
    if len(rows) < 2 or rows[0].version != version or not rows[0].replaced:
        raise Conflict("Something was saved here since; the history in the editor keeps the rest.")
    return rows[1].text
