"""A large document into the database while people work: in pieces, under a row that nobody sees.

Each transaction takes about a tenth of a second. Between two of them is a
pause, because SQLite's writers do not queue: whoever waits looks again every
25 ms, and must find the file free.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, islice

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from glossary.model import Occurrence, TermBase
from translations.model import Block, Segment
from workbench.errors import Conflict
from workbench.services import glossing, indexing
from workbench.services.indexing import Indexed
from workbench.storage import keys, occurrences, postings, staging, tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.folding import fold
from workbench.storage.staging import Row

_log = logging.getLogger(__name__)

#: An import that was silent for so long is dead; its rows may go.
SILENCE = timedelta(seconds=60)
_PIECE_SECONDS = 0.1
_PAUSE_SECONDS = 0.03
_FIRST_PIECE, _SMALLEST, _LARGEST = 200, 20, 4_000
#: From so many segments on, queries need to know how large the tables have become.
_MANY = 5_000
#: How many numbers of rows are taken in one transaction.
_NUMBERS = 25_000

#: Told how many segments are written of how many; may raise to stop the import.
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Pace:
    """How many rows to write at once, by the clock; of each kind, for they differ in weight."""

    pause: float
    _sizes: dict[str, int] = field(default_factory=dict)
    _ended: float = 0.0

    def size(self, kind: str) -> int:
        """Say how many of a kind the next transaction may write."""
        return self._sizes.get(kind, _FIRST_PIECE)

    def pieces(self, kind: str, items: Iterable[Row]) -> Iterator[list[Row]]:
        """Cut as many items at a time as the clock allows."""
        rest = iter(items)
        while piece := list(islice(rest, self.size(kind))):
            self._wait()
            yield piece

    def measure(self, kind: str, began: float, size: int) -> None:
        """Note how long a transaction took, and choose the size of the next of its kind."""
        self._ended = time.monotonic()
        took = max(self._ended - began, 0.001)
        wanted = int(size * _PIECE_SECONDS / took)
        if size < self.size(kind) and took < _PIECE_SECONDS:
            return  # a rest so small tells of the transaction, not of its rows
        self._sizes[kind] = max(_SMALLEST, min(_LARGEST, wanted, 2 * self.size(kind)))

    def _wait(self) -> None:
        left = self._ended + self.pause - time.monotonic()
        if left > 0:
            time.sleep(left)


@dataclass(slots=True)
class Stage:
    """A staged document and the numbers that its rows were given."""

    database: Database
    document_id: int
    glossary_id: int
    language: str
    blocks: Sequence[Block]
    pace: Pace
    block_ids: Sequence[int] = ()
    segment_ids: Sequence[int] = ()
    text_ids: Sequence[int] = ()
    words: int = 0  #: to translate
    segments: int = 0
    _forms: dict[str, int] = field(default_factory=dict)

    def write(
        self, termbase: TermBase, tell: Tell, pool: ProcessPoolExecutor | None = None
    ) -> None:
        """Write all rows; raises `Conflict` if the staged row was taken away meanwhile."""
        self._write("blocks", staging.add_blocks, self._block_rows())
        laid_out = list(self._laid_out())
        texts = [segment.text for segment, _block, _position in laid_out]
        done = 0
        indexed = indexing.index(texts, termbase=termbase, language=self.language, pool=pool)
        for piece in indexed:
            size = len(piece.forms)
            self._number_forms(piece)
            self._write_segments(done, laid_out[done : done + size], piece)
            done += size
            tell(done, len(texts))
        if done >= _MANY:
            self._survey()

    def _survey(self) -> None:
        """See to it that the document opens fast at once; nobody's save waits for it."""
        for table in staging.WRITTEN:
            with writing(self.database) as connection:
                staging.survey(connection, table)

    def _write(
        self, kind: str, add: Callable[[Connection, list[Row]], None], rows: Iterable[Row]
    ) -> None:
        for piece in self.pace.pieces(kind, rows):
            with _measured(self.pace, kind, len(piece)), writing(self.database) as connection:
                self._stay_alive(connection)
                add(connection, piece)

    def _stay_alive(self, connection: Connection) -> None:
        if not staging.touch(connection, self.document_id):
            raise Conflict("The import was given up because it was silent for too long.")

    def _block_rows(self) -> Iterator[Row]:
        for position, (block_id, block) in enumerate(zip(self.block_ids, self.blocks, strict=True)):
            yield staging.block_row(block_id, self.document_id, position, block)

    def _laid_out(self) -> Iterator[tuple[Segment, int, int]]:
        """Each segment with the position of its block, and its own in it."""
        for block_position, block in enumerate(self.blocks):
            for position, segment in enumerate(block.segments):
                yield segment, block_position, position

    def _number_forms(self, piece: Indexed) -> None:
        """Store the word forms that no text had before."""
        known = dict(zip(piece.vocabulary, piece.keys, strict=True))
        unknown = [(form,) for form in piece.vocabulary if form not in self._forms]

        def add(connection: Connection, rows: list[Row]) -> None:
            some = [str(form) for (form,) in rows]
            found = postings.form_ids(connection, self.language, some, known.__getitem__)
            self._forms.update(found)

        self._write("forms", add, unknown)

    def _write_segments(
        self, first: int, laid_out: Sequence[tuple[Segment, int, int]], piece: Indexed
    ) -> None:
        numbers = [self._forms[form] for form in piece.vocabulary]
        with reading(self.database) as connection:
            concepts = glossing.concepts(connection, self.glossary_id)

        def rows() -> Iterator[Row]:
            for here, (segment, block, position) in enumerate(laid_out):
                at = first + here
                folded = fold(segment.text)
                words = len(folded.split())
                if not self.blocks[block].left_out:
                    self.words += words
                    self.segments += 1
                text_id, segment_id = self.text_ids[at], self.segment_ids[at]
                yield (
                    staging.segment_row(
                        segment_id,
                        self.document_id,
                        (self.block_ids[block], block),
                        position,
                        text_id,
                        segment.after,
                    ),
                    staging.text_row(text_id, segment_id, segment, folded, words),
                    [(numbers[form], text_id) for form in piece.forms[here]],
                    (text_id, piece.occurrences[here]),
                )

        def add(connection: Connection, some: list[Row]) -> None:
            own, texts, words, found = zip(*some, strict=True)
            staging.add_segments(connection, own, texts)
            postings.add_source(connection, (pair for each in words for pair in each))
            occurrences.add_source(connection, _with_any(found), concepts)

        self._write("segments", add, rows())


def _with_any(
    found: Iterable[tuple[int, Sequence[Occurrence]]],
) -> Iterator[tuple[int, Sequence[Occurrence]]]:
    return (each for each in found if each[1])


class _measured:  # noqa: N801 - used as a function
    """A transaction on the clock."""

    def __init__(self, pace: Pace, kind: str, size: int) -> None:
        self._pace, self._kind, self._size, self._began = pace, kind, size, 0.0

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *failure: object) -> None:
        self._pace.measure(self._kind, self._began, self._size)


def begin(
    database: Database,
    *,
    project_id: int,
    glossary_id: int,
    actor_id: int,
    job_id: int | None,
    language: str,
    format: str,  # noqa: A002 - the column's name
    link: str,
    file: staging.File | None,
    blocks: Sequence[Block],
) -> Stage:
    """Stage a document: its row, its file, and numbers for all rows to come."""
    size = sum(len(block.segments) for block in blocks)
    block_ids = _numbers(database, tables.Block, len(blocks))
    segment_ids = _numbers(database, tables.Segment, size)
    text_ids = _numbers(database, tables.SegmentVersion, size)
    with writing(database) as connection:
        document_id = staging.begin(
            connection,
            project_id=project_id,
            actor_id=actor_id,
            job_id=job_id,
            language=language,
            format=format,
            link=link,
            file=file,
        )
    return Stage(
        database=database,
        document_id=document_id,
        glossary_id=glossary_id,
        language=language,
        blocks=blocks,
        pace=Pace(pause=_PAUSE_SECONDS if database.is_sqlite else 0.0),
        block_ids=block_ids,
        segment_ids=segment_ids,
        text_ids=text_ids,
    )


def _numbers(database: Database, table: type[tables.Table], count: int) -> Sequence[int]:
    """Take numbers for rows to come, so many at a time that nobody waits for it."""
    found: list[int] = []
    while len(found) < count:
        with writing(database) as connection:
            found += keys.reserve(connection, table, min(_NUMBERS, count - len(found)))
    return found


def keep_up(stage: Stage, termbase: TermBase) -> TermBase:
    """Find the terms again if the glossary changed while the document was written."""
    while True:
        with reading(stage.database) as connection:
            newest = glossing.termbase(connection, stage.glossary_id)
        if newest.revision == termbase.revision:
            return termbase
        termbase = newest
        laid_out = stage._laid_out()  # noqa: SLF001 - the same module
        rows = zip(stage.text_ids, (segment.text for segment, *_ in laid_out), strict=True)
        _index_again(stage, rows, termbase)


def _index_again(stage: Stage, rows: Iterable[Row], termbase: TermBase) -> None:
    def again(connection: Connection, some: list[Row]) -> None:
        glossing.reindex_source(
            connection,
            [(int(str(text_id)), str(text)) for text_id, text in some],
            language=stage.language,
            termbase=termbase,
            glossary_id=stage.glossary_id,
        )

    stage._write("terms", again, rows)  # noqa: SLF001 - the same module


def is_current(connection: Connection, glossary_id: int, termbase: TermBase) -> bool:
    """Say, in the transaction that shows the document, whether its terms are today's."""
    return staging.held_revision(connection, glossary_id) == termbase.revision


# Removing what never came to be


def remove(database: Database, document_id: int) -> None:
    """Remove a staged document piece by piece."""
    pace = Pace(pause=_PAUSE_SECONDS if database.is_sqlite else 0.0)
    for _ in count():
        began, size = time.monotonic(), pace.size("removal")
        with writing(database) as connection:
            removed = staging.remove_some(connection, document_id, size)
            if removed == 0:
                staging.remove_head(connection, document_id)
                return
        pace.measure("removal", began, size)
        time.sleep(pace.pause)


def remove_quietly(database: Database, document_id: int) -> None:
    """Remove a staged document as far as the database lets us; the next start does the rest."""
    try:
        remove(database, document_id)
    except SQLAlchemyError:
        _log.exception("the staged document %s is left for the next start", document_id)
