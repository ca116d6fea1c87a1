"""What the aligner is given: sentences, the terms in them, and pairs that teach it words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection

from glossary.matching import compile_termbase
from glossary.model import TermBase
from translations.alignment import Alignment, Pin, Text, align
from translations.alignment.doubt import Level, level
from translations.alignment.editing import Side
from translations.alignment.placed import Placed
from translations.inline import plain
from workbench.services import glossing
from workbench.storage import alignments, memories, memory_listing, projects
from workbench.storage.alignments import AlignmentRow, Sentence

#: Pairs from which words are learnt.
_LESSONS = 2_000
#: Terms are looked for in so many sentences between two notes of progress.
_NOTED = 200
#: Seconds between two signs of life, well below the lease of a job.
_PULSE = 15.0

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Both texts, the glossary, and pairs from which words are learnt."""

    head: AlignmentRow
    source: Mapping[int, Sentence]
    target: Mapping[int, Sentence]
    termbase: TermBase
    lessons: tuple[tuple[str, str], ...]

    def taught(self, connection: Connection, sure: Sequence[Placed]) -> Scene:
        """The same with what is sure elsewhere in the text as lessons."""
        known = [b for b in sure if not b.unmatched and level(b) in {Level.PINNED, Level.SURE}]
        some = known[:_LESSONS]
        ours = _texts(connection, self.head.id, Side.SOURCE, [n for b in some for n in b.source])
        theirs = _texts(connection, self.head.id, Side.TARGET, [n for b in some for n in b.target])
        pairs = (
            (" ".join(ours[n] for n in b.source), " ".join(theirs[n] for n in b.target))
            for b in some
        )
        return Scene(
            head=self.head,
            source=self.source,
            target=self.target,
            termbase=self.termbase,
            lessons=(*self.lessons, *pairs),
        )


def _texts(
    connection: Connection, alignment_id: int, side: Side, numbers: Sequence[int]
) -> dict[int, str]:
    found = alignments.sentences(connection, alignment_id, side, numbers)
    return {number: each.plain for number, each in found.items()}


def scene(
    connection: Connection, head: AlignmentRow, extent: tuple[range, range] | None = None
) -> Scene:
    """Gather what the aligner asks about a text, or a part of it."""
    ours, theirs = extent or (None, None)
    project = projects.find(connection, head.project_id)
    assert project is not None
    return Scene(
        head=head,
        source=alignments.sentences(connection, head.id, Side.SOURCE, ours),
        target=alignments.sentences(connection, head.id, Side.TARGET, theirs),
        termbase=glossing.termbase(connection, project.glossary_id),
        lessons=tuple(_remembered(connection, head)),
    )


def _remembered(connection: Connection, head: AlignmentRow) -> Iterator[tuple[str, str]]:
    """Pairs of the memories that the project reads, in these languages."""
    read = [each.memory_id for each in memories.choices(connection, head.project_id) if each.reads]
    rows = memory_listing.following(
        connection,
        read,
        after=0,
        source=head.source_language,
        target=head.target_language,
        limit=_LESSONS,
    )
    for row in rows:
        codes = row.unit.codes
        yield plain(row.unit.source, codes).text, plain(row.unit.target, codes).text


def aligned(scene: Scene, tell: Tell, held: Sequence[Pin]) -> Alignment:
    """Ask the aligner, and tell how far it is."""
    total = len(scene.source) + len(scene.target)
    with _Pulse(tell, total) as pulse:
        ours, theirs = scene.source, scene.target
        return align(
            _text(ours, scene.head.source_language, scene.termbase, pulse.beat),
            _text(theirs, scene.head.target_language, scene.termbase, pulse.beat),
            pins=held,
            memory=scene.lessons,
            explain=True,
            progress=pulse.note,
        )


class _Pulse:
    """Says that the work goes on, also while the aligner is busy for longer than a lease.

    What is told may raise, because the job was cancelled; that ends the work at its
    next step.
    """

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell, self._total, self._done = tell, total, 0
        self._ended = threading.Event()
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        threading.Thread(target=self._keep, name="align-pulse", daemon=True).start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._ended.set()

    def beat(self) -> None:
        if self._failure is not None:
            raise self._failure
        self._tell(self._done, self._total)

    def note(self, share: float) -> None:
        self._done = min(self._total - 1, round(share * self._total))
        self.beat()

    def _keep(self) -> None:
        while not self._ended.wait(_PULSE):
            try:
                self._tell(self._done, self._total)
            except BaseException as error:  # noqa: BLE001 - raised where the work is done
                self._failure = error
                return


def _text(
    sentences: Mapping[int, Sentence], language: str, base: TermBase, tick: Callable[[], None]
) -> Text:
    texts = [each.plain for each in sentences.values()]
    return Text(
        sentences=texts,
        language=language,
        paragraphs=frozenset(n for n, each in enumerate(sentences.values()) if each.begins),
        terms=list(_terms(texts, language, base, tick)) if base.concepts else (),
    )


def _terms(
    texts: Sequence[str], language: str, base: TermBase, tick: Callable[[], None]
) -> Iterator[frozenset[str]]:
    matcher = compile_termbase(base, language)
    for number, text in enumerate(texts):
        if number % _NOTED == 0:
            tick()
        yield frozenset(found.concept for found in matcher.find(text))
