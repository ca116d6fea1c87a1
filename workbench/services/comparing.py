"""All editions of a document side by side, paragraph by paragraph, contested words marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection

from translations.editions import comparison
from translations.editions.contested import Contested as Spot
from translations.inline import plain
from translations.model import BlockKind, Code
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, publishing
from workbench.services.publishing import Export
from workbench.storage import blocks, comparisons, documents, progress, projects
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.comparisons import Contested
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database, reading
from workbench.storage.progress import EditionProgress
from workbench.storage.projects import ProjectRow

#: Blocks of one page.
WINDOW = 40


class Piece(NamedTuple):
    """A stretch of a text, and which contested concept it names, if any."""

    text: str
    concept: str


#: A paragraph: its pieces, in each column; none where nothing is written.
Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One paragraph in the source and in each edition."""

    position: int
    kind: BlockKind
    segment_id: int  #: the first one, to open it in an editor
    source: Cell
    targets: Mapping[int, Cell]  #: by edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A window of a document in all its editions."""

    head: DocumentHead
    project: ProjectRow
    editions: tuple[EditionProgress, ...]  #: all there are
    chosen: tuple[EditionProgress, ...]  #: the columns
    rows: tuple[Row, ...]
    first: int
    total: int
    permissions: frozenset[Permission] = field(default_factory=frozenset)


def compare(
    database: Database,
    *,
    actor: Actor,
    document_id: int,
    first: int = 0,
    chosen: Collection[int] = (),
) -> Comparison:
    """Read a window of a document in the chosen editions; without a choice, in all."""
    with reading(database) as connection:
        head, project, editions, held = _document(connection, actor, document_id)
        columns = tuple(each for each in editions if each.id in chosen) or editions
        total = blocks.count(connection, document_id)
        start = max(0, min(first, total - 1)) // WINDOW * WINDOW
        window = blocks.window(connection, document_id, start, WINDOW)
        rows = tuple(_rows(connection, window, [each.id for each in columns]))
    return Comparison(
        head=head,
        project=project,
        editions=editions,
        chosen=columns,
        rows=rows,
        first=start,
        total=total,
        permissions=held,
    )


def _document(
    connection: Connection, actor: Actor, document_id: int
) -> tuple[DocumentHead, ProjectRow, tuple[EditionProgress, ...], frozenset[Permission]]:
    """Find a document and its editions for somebody who may read them."""
    project_id = access.project_of_document(connection, document_id)
    access.require(connection, actor, Permission.READ, project_id=project_id)
    head = documents.head(connection, document_id)
    project = projects.find(connection, project_id)
    if head is None or project is None:
        raise NotFound("document", document_id)
    every = progress.editions(connection, [project_id], user_id=actor.id)
    editions = tuple(each for each in every if each.document_id == document_id)
    return head, project, editions, access.permissions(connection, actor, project_id)


def _rows(
    connection: Connection, window: Iterable[BlockRow], edition_ids: Sequence[int]
) -> Iterator[Row]:
    read = [block for block in window if not block.left_out and block.segments]
    segment_ids = [segment.id for block in read for segment in block.segments]
    texts = {
        (each.edition_id, each.segment_id): each.text
        for each in comparisons.written(connection, edition_ids, segment_ids)
    }
    spots = _by_text(comparisons.contested(connection, edition_ids, segment_ids))
    for block in read:
        yield Row(
            position=block.position,
            kind=block.kind,
            segment_id=block.segments[0].id,
            source=_cell((each, each.text, spots[None, each.id]) for each in block.segments),
            targets={
                edition_id: _cell(
                    (each, texts.get((edition_id, each.id), ""), spots[edition_id, each.id])
                    for each in block.segments
                )
                for edition_id in edition_ids
            },
        )


def _by_text(
    found: Iterable[Contested],
) -> defaultdict[tuple[int | None, int], list[Contested]]:
    spots: defaultdict[tuple[int | None, int], list[Contested]] = defaultdict(list)
    for each in found:
        spots[each.edition_id, each.segment_id].append(each)
    return spots


def _cell(written: Iterable[tuple[SegmentRow, str, Sequence[Contested]]]) -> Cell:
    """Put the texts of a paragraph one after another, without their codes."""
    found: list[Piece] = []
    for segment, text, spots in written:
        if text.strip():
            found += (*_pieces(text, segment.codes, spots), Piece(segment.after and " ", ""))
    return tuple(piece for piece in found if piece.text)


def _pieces(text: str, codes: Sequence[Code], spots: Sequence[Contested]) -> Iterator[Piece]:
    """Cut a coded text where contested words stand; of two that overlap, the longer counts."""
    last = 0
    for each in _apart(spots):
        yield Piece(plain(text[last : each.start], codes).text, "")
        yield Piece(plain(text[each.start : each.end], codes).text, each.concept)
        last = each.end
    yield Piece(plain(text[last:], codes).text, "")


def _apart(spots: Iterable[Contested]) -> list[Contested]:
    kept: list[Contested] = []
    for each in sorted(spots, key=lambda spot: (spot.start - spot.end, spot.start, spot.concept)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda spot: spot.start)


def export(
    database: Database, *, actor: Actor, document_id: int, chosen: Collection[int] = ()
) -> Export:
    """Write the comparison as one page to keep: one edition of each language.

    `InvalidInput` where there is no edition to compare.
    """
    with reading(database) as connection:
        head, project, editions, _held = _document(connection, actor, document_id)
        access.require(connection, actor, Permission.EXPORT, project_id=project.id)
    columns = tuple(each for each in editions if each.id in chosen) or editions
    first = {each.language: each for each in reversed(columns)}
    wanted = [each for each in columns if first[each.language] is each]
    if not wanted:
        raise InvalidInput("edition", "There is no edition to compare.")
    frozen = [publishing.preview(database, actor=actor, edition_id=each.id) for each in wanted]
    with reading(database) as connection:
        marked = _marked(connection, document_id, head.language, wanted)
    name = publishing.file_name(head.title, str(document_id), head.language, "comparison")
    return Export(
        name=f"{name}.html",
        media_type="text/html; charset=utf-8",
        body=comparison.write(frozen, marked),
    )


def _marked(
    connection: Connection, document_id: int, source: str, wanted: Sequence[EditionProgress]
) -> dict[str, list[Spot]]:
    """Gather where contested concepts stand, by language."""
    whole = blocks.whole(connection, document_id)
    segment_ids = [segment.id for block in whole for segment in block.segments]
    languages: dict[int | None, str] = {None: source, **{each.id: each.language for each in wanted}}
    marked: defaultdict[str, list[Spot]] = defaultdict(list)
    found = comparisons.contested(connection, [each.id for each in wanted], segment_ids)
    for spots in _by_text(found).values():
        for each in _apart(spots):
            spot = Spot(str(each.segment_id), each.start, each.end, each.concept)
            marked[languages[each.edition_id]].append(spot)
    return dict(marked)
