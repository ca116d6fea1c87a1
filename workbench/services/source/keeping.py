"""What an act on a whole source keeps for its undo: layouts, translations, senses, names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.services.source_changes import DocumentChange
from workbench.storage import documents, layouts, mentions, standing
from workbench.storage.blocks import BlockRow
from workbench.storage.layouts import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The version that was made, and the checks that a worker is to be told of."""

    number: int
    job_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How a source stood before an act, and what it is made into."""

    before: Layout
    after: Layout
    rewritten: tuple[int, ...]
    targets: tuple[dict[str, Any], ...]
    senses: tuple[dict[str, Any], ...]
    format: str

    @classmethod
    def begin(
        cls,
        change: DocumentChange,
        rows: Sequence[BlockRow],
        after: Layout,
        rewritten: Sequence[int],
        removed: Collection[int],
    ) -> Kept:
        """Note how things stand; called before anything is changed."""
        connection, document = change.connection, change.document
        concerned = {*rewritten, *removed}
        held = mentions.senses(connection, document.id) if concerned else ()
        return cls(
            before=layouts.of_rows(rows),
            after=after,
            rewritten=tuple(rewritten),
            targets=tuple(map(standing.snapshot, standing.of_segments(connection, rewritten))),
            senses=tuple(_sense(each) for each in held if each.segment_id in concerned),
            format=document.format,
        )

    def packed(self, change: DocumentChange, **more: Any) -> bytes:
        """Write all of it down, with how the translations stand after the act."""
        now = standing.of_segments(change.connection, self.rewritten)
        return layouts.pack(
            {
                "before": layouts.plain(self.before),
                "after": layouts.plain(self.after),
                "targets": self.targets,
                "now": {str(target.id): standing.as_left(target) for target in now},
                "senses": self.senses,
                "format": self.format,
                **more,
            }
        )


def _sense(row: mentions.SenseRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "segment_id", "text_id", "start", "end")}


def retitle(change: DocumentChange, old: str, new: str) -> None:
    """Give a document another title, in its head and among its names."""
    documents.retitle(change.connection, change.document.id, new)
    documents.rename(
        change.connection,
        change.document.id,
        kind="title",
        old=old,
        new=new,
        language=change.language,
    )
