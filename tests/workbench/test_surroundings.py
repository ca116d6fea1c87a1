"""Senses, cues and first mentions stay true whatever happens to a source and its editions.

The walks change the source, its blocks, senses, policies and the glossary at
random; after each step what is stored is what a check from nothing stores.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import select

from glossary.model import Cue, Rule, Severity, Span, TermBase, Voice
from tests.workbench import factories
from tests.workbench.test_rechecking import (
    TARGETS,
    Chance,
    Desk,
    a_term,
    agree,
    desk,
    index_sources,
)
from translations.model import BlockKind
from translations.versions import Weight
from translations.waivers import Scope
from workbench.errors import Conflict, InvalidInput, NotAllowed, StaleVersion
from workbench.permissions import Actor
from workbench.services import (
    contexts,
    correcting,
    documents,
    edition_desk,
    glossing,
    restructuring,
    sensing,
)
from workbench.services.documents import BlockChange
from workbench.services.source import looking, ordering, paragraphs, renewing, undoing
from workbench.services.source.renewing import Choice
from workbench.storage import blocks, editions, mentions, source_versions, tables
from workbench.storage import documents as documents_stored
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.engine import Database, reading, writing

__all__ = ["desk"]

STEPS = int(os.environ.get("SURROUNDINGS_STEPS", "12"))
SEEDS = tuple(map(int, os.environ.get("SURROUNDINGS_SEEDS", "1 2").split()))
#: What stands there now forbids what somebody asked for by chance.
REFUSED = (Conflict, InvalidInput, StaleVersion)


@dataclass(frozen=True)
class Hand:
    """Somebody who changes a source and what is said of it without a plan."""

    desk: Desk
    random: Random

    def act(self) -> str:
        ways: tuple[Callable[[], None], ...] = (
            *(self.split, self.join, self.undo, self.correct, self.turn, self.leave_out),
            *(self.put_back, self.say, self.say, self.say_whose, self.unsay, self.choose_policy),
            *(self.change_terms, self.change_terms, self.write, self.renew, self.renew),
            *(self.take_back, self.move_block, self.move_segment),
            *(self.split_block, self.split_block, self.join_blocks, self.join_blocks),
        )
        return self.act_as(self.random.choice(ways))

    def act_as(self, way: Callable[[], None]) -> str:
        try:
            way()
        except REFUSED as refused:
            return f"{way.__name__}: {refused}"
        return way.__name__

    def blocks(self) -> tuple[BlockRow, ...]:
        with reading(self.desk.database) as connection:
            return blocks.whole(connection, 1)

    def place(self) -> tuple[BlockRow, SegmentRow]:
        block = self.random.choice(self.blocks())
        return block, self.random.choice(block.segments)

    def split(self) -> None:
        _, row = self.place()
        restructuring.split_segment(
            self.desk.database,
            actor=self.desk.actor,
            segment_id=row.id,
            offset=self.random.randrange(len(row.text)),
            version=row.version,
        )

    def join(self) -> None:
        several = [block for block in self.blocks() if len(block.segments) > 1]
        if several:
            first, second = self.random.choice(several).segments[:2]
            restructuring.join_segments(
                self.desk.database,
                actor=self.desk.actor,
                segment_id=first.id,
                version=first.version,
                next_version=second.version,
            )

    def undo(self) -> None:
        with reading(self.desk.database) as connection:
            cuts = tables.Lineage.kind != "removal"
            made = connection.execute(select(tables.Lineage.id).where(cuts)).scalars().all()
        if made:
            restructuring.undo(
                self.desk.database, actor=self.desk.actor, lineage_id=self.random.choice(made)
            )

    def renew(self) -> None:
        """Bring a newer file: some sentences edited, moved, dropped or new."""
        paragraphs = [[s.text for s in block.segments] for block in self.blocks()]
        for texts in paragraphs:
            if texts and self.random.random() < 0.4:
                at = self.random.randrange(len(texts))
                texts[at] = f"{texts[at].rstrip('.?')} in the republic."
            if texts and self.random.random() < 0.2:
                texts.insert(0, "The coup was news to the militia.")
            if len(texts) > 1 and self.random.random() < 0.2:
                texts.pop()
        self.random.shuffle(paragraphs)
        body = "\n".join(" ".join(texts) for texts in paragraphs if texts)
        database, actor = self.desk.database, self.desk.actor
        upload = looking.keep_file(
            database, actor=actor, document_id=1, data=body.encode(), name="newer.txt"
        )
        weights = (None, Weight.MINOR, Weight.SUBSTANTIVE)
        renewing.renew(
            database,
            actor=actor,
            document_id=1,
            upload_id=upload,
            seen=self._source_version(),
            choice=Choice(weights={}, every=self.random.choice(weights)),
        )

    def move_block(self) -> None:
        block, _ = self.place()
        ordering.move_block(
            self.desk.database,
            actor=self.desk.actor,
            document_id=1,
            block_id=block.id,
            to=self.random.randrange(len(self.blocks())),
            seen=self._source_version(),
        )

    def split_block(self) -> None:
        several = [block for block in self.blocks() if len(block.segments) > 1]
        if several:
            block = self.random.choice(several)
            paragraphs.split_block(
                self.desk.database,
                actor=self.desk.actor,
                document_id=1,
                block_id=block.id,
                before=self.random.choice(block.segments[1:]).id,
                seen=self._source_version(),
            )

    def join_blocks(self) -> None:
        pairs = list(pairwise(self.blocks()))
        if pairs:
            one, other = self.random.choice(pairs)
            paragraphs.join_blocks(
                self.desk.database,
                actor=self.desk.actor,
                document_id=1,
                block_id=one.id,
                next_id=other.id,
                seen=self._source_version(),
            )

    def move_segment(self) -> None:
        block, row = self.place()
        ordering.move_segment(
            self.desk.database,
            actor=self.desk.actor,
            segment_id=row.id,
            to=self.random.randrange(len(block.segments)),
            seen=self._source_version(),
        )

    def _source_version(self) -> int:
        with reading(self.desk.database) as connection:
            head = documents_stored.head(connection, 1)
        assert head is not None
        return head.source_version

    def take_back(self) -> None:
        with reading(self.desk.database) as connection:
            last = source_versions.last_to_undo(connection, 1)
        if last:
            undoing.undo(self.desk.database, actor=self.desk.actor, document_id=1, number=last)

    def correct(self) -> None:
        _, row = self.place()
        words = row.text.split(" ")
        words[self.random.randrange(len(words))] = self.random.choice(
            ["militia", "coup d'état", "republic", "nobody", "terrorists", "town"]
        )
        correcting.correct_text(
            self.desk.database,
            actor=self.desk.actor,
            segment_id=row.id,
            text=" ".join(words),
            version=row.version,
            substantive=self.random.random() < 0.5,
        )

    def turn(self) -> None:
        block, _ = self.place()
        pick = self.random.choice
        documents.correct_blocks(
            self.desk.database,
            actor=self.desk.actor,
            document_id=1,
            seen={block.id: block.version},
            change=BlockChange(
                kind=pick([None, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]),
                voice=pick([None, *Voice]),
                speaker=pick([None, "", "Speaker"]),
            ),
        )

    def leave_out(self) -> None:
        block, _ = self.place()
        documents.leave_out(
            self.desk.database,
            actor=self.desk.actor,
            document_id=1,
            seen={block.id: block.version},
            reason="Not ours.",
            edition_id=self._edition(),
        )

    def put_back(self) -> None:
        block, _ = self.place()
        documents.put_back(
            self.desk.database,
            actor=self.desk.actor,
            document_id=1,
            seen={block.id: block.version},
            edition_id=self._edition(),
        )

    def _edition(self) -> int | None:
        return self.random.choice([None, *(edition for edition, _ in self.desk.editions)])

    def say(self) -> None:
        _, row = self.place()
        words = row.text.split(" ")
        first = self.random.randrange(len(words))
        last = min(len(words), first + self.random.randint(1, 2))
        start = len(" ".join([*words[:first], ""]))
        term = self._term_in(row.text)
        scope = self.random.choice(list(Scope))
        span = Span(start, len(" ".join(words[:last]).rstrip(".?")))
        idents = [concept.id for concept in self.desk.termbase().concepts]
        sensing.set_sense(
            self.desk.database,
            actor=self.desk.actor,
            segment_id=row.id,
            text_id=row.text_id,
            span=term if term is not None and scope is not Scope.OCCURRENCE else span,
            concept=self.random.choice(["", *idents]),
            scope=scope,
        )

    def say_whose(self) -> None:
        _, row = self.place()
        span = self._term_in(row.text) or Span(0, len(row.text))
        sensing.set_sense(
            self.desk.database,
            actor=self.desk.actor,
            segment_id=row.id,
            text_id=row.text_id,
            span=span,
            concept="",
            voice=self.random.choice(list(Voice)),
        )

    def _term_in(self, text: str) -> Span | None:
        words = ["militia", "coup d'état", "republic", "terrorists", "Donbas"]
        found = [Span(text.index(w), text.index(w) + len(w)) for w in words if w in text]
        return self.random.choice(found) if found else None

    def unsay(self) -> None:
        with reading(self.desk.database) as connection:
            held = mentions.senses(connection, 1)
        if held:
            sense = self.random.choice(held)
            sensing.drop_sense(self.desk.database, actor=self.desk.actor, sense_id=sense.id)

    def choose_policy(self) -> None:
        edition, _ = self.random.choice(self.desk.editions)
        with reading(self.desk.database) as connection:
            head = editions.head(connection, edition)
        assert head is not None
        edition_desk.choose_policy(
            self.desk.database,
            actor=self.desk.actor,
            edition_id=edition,
            version=head.version,
            policy=self.random.choice(["", "plain", "house"]),
        )

    def change_terms(self) -> None:
        self.desk.change(Chance(self.random).change)

    def write(self) -> None:
        edition, language = self.random.choice(self.desk.editions)
        _, row = self.place()
        self.desk.write(edition, row.id, self.random.choice(TARGETS[language]))


def with_first_mentions(base: TermBase) -> TermBase:
    """Two concepts whose forms at first mention two policies want, one of them ambiguous."""
    one, two = base.concepts[:2]
    ambiguous = tuple(
        replace(term, ambiguous=True) if term.language == "en" else term for term in one.terms
    )
    rules = (
        Rule(concept="a", language="ru", first_mention="народное ополчение"),
        Rule(concept="b", first_mention="«переворот»", severity=Severity.ERROR),
    )
    plain, house = base.policies[:2]
    return replace(
        base,
        concepts=(
            replace(one, terms=ambiguous, cues=(Cue(language="en", text="nobody"),)),
            replace(two, terms=(*two.terms, a_term("b", "uk", "переворот"))),
        ),
        policies=(plain, replace(house, rules=rules)),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_stored_equals_a_check_from_nothing_after_every_step(
    desk: Desk,
    seed: int,
) -> None:
    desk.change(with_first_mentions)
    hand = Hand(desk, Random(seed))
    agree(desk, "before anything changed")
    done: list[str] = []
    for _ in range(STEPS):
        done.append(hand.act())
        agree(desk, (seed, done))


def say_of_militia(desk: Desk, row: SegmentRow, voice: Voice | None = None) -> sensing.Told:
    """Say that the word is no term here, or whose word it is."""
    start = row.text.index("militia")
    return sensing.set_sense(
        desk.database,
        actor=desk.actor,
        segment_id=row.id,
        text_id=row.text_id,
        span=Span(start, start + len("militia")),
        concept="",
        voice=voice,
    )


def test_what_is_said_of_words_is_read_anew_when_they_move_or_go(desk: Desk) -> None:
    hand = Hand(desk, Random(1))
    say_of_militia(desk, hand.blocks()[0].segments[0])
    agree(desk, "said")
    for old, new in (("The", "Then militia, the"), ("people's militia", "militia")):
        row = hand.blocks()[0].segments[0]
        correcting.correct_text(
            desk.database,
            actor=desk.actor,
            segment_id=row.id,
            text=row.text.replace(old, new),
            version=row.version,
            substantive=False,
        )
        agree(desk, new)


def in_narration(base: TermBase) -> TermBase:
    """The same house styles, in narration alone."""
    policies = (
        replace(p, rules=tuple(replace(r, voices=frozenset({Voice.NARRATION})) for r in p.rules))
        for p in base.policies
    )
    return replace(base, policies=tuple(policies))


def test_first_mentions_and_findings_follow_whose_words_people_say_they_are(desk: Desk) -> None:
    desk.change(lambda base: in_narration(with_first_mentions(base)))
    hand = Hand(desk, Random(1))
    told: list[sensing.Told] = []
    documents.correct_blocks(
        desk.database,
        actor=desk.actor,
        document_id=1,
        seen={block.id: block.version for block in hand.blocks()},
        change=BlockChange(voice=Voice.QUOTATION),
    )
    for block in hand.blocks():
        row = block.segments[0]
        if "militia" not in row.text:
            continue
        for voice in Voice:
            said = say_of_militia(desk, row, voice)
            agree(desk, (row.text, voice))
        told.append(said)
    assert told
    for each in told:
        sensing.drop_sense(desk.database, actor=desk.actor, sense_id=each.sense_id)
        agree(desk, "taken back")


# Senses


@dataclass(frozen=True)
class Said:
    """A small world and what is said of its words."""

    database: Database
    world: factories.World

    def say(
        self,
        segment: int,
        words: str,
        concept: str,
        *,
        scope: Scope = Scope.OCCURRENCE,
        actor: Actor | None = None,
    ) -> sensing.Told:
        row = self.row(segment)
        start = row.text.index(words)
        return sensing.set_sense(
            self.database,
            actor=actor or self.world.translator,
            segment_id=row.id,
            text_id=row.text_id,
            span=Span(start, start + len(words)),
            concept=concept,
            scope=scope,
        )

    def row(self, segment: int) -> SegmentRow:
        with reading(self.database) as connection:
            rows = [s for b in blocks.whole(connection, self.world.document) for s in b.segments]
        return next(row for row in rows if row.id == self.world.segments[segment])

    def held(self) -> list[tuple[int, str, str]]:
        with reading(self.database) as connection:
            found = mentions.senses(connection, self.world.document)
            texts = {
                s.id: s.text
                for b in blocks.whole(connection, self.world.document)
                for s in b.segments
            }
        return [(s.segment_id, texts[s.segment_id][s.start : s.end], s.concept) for s in found]


@pytest.fixture
def said(database: Database) -> Said:
    world = factories.world(database)
    with writing(database) as connection:
        index_sources(connection, world.glossary)
    return Said(database, world)


def test_whose_words_they_are_stands_beside_what_they_mean_and_lapses_with_the_words(
    said: Said,
) -> None:
    said.say(0, "militia", "republic")
    row = said.row(0)
    start = row.text.index("militia")
    told = [
        sensing.set_sense(
            said.database,
            actor=said.world.translator,
            segment_id=row.id,
            text_id=row.text_id,
            span=Span(start, start + len("militia")),
            concept="",
            voice=voice,
        )
        for voice in (Voice.ANSWER, Voice.QUOTATION)
    ]
    with reading(said.database) as connection:
        held = mentions.senses(connection, said.world.document)
    assert [(s.concept, s.voice) for s in held] == [("", "quotation"), ("republic", "")]
    assert held[0].id == told[-1].sense_id
    correcting.correct_text(
        said.database,
        actor=said.world.owner,
        segment_id=row.id,
        text=row.text.replace("militia", "troops"),
        version=row.version,
        substantive=False,
    )
    assert said.held() == []


def test_a_sense_goes_with_its_words_when_other_words_change(said: Said) -> None:
    said.say(0, "militia", "republic")
    row = said.row(0)
    correcting.correct_text(
        said.database,
        actor=said.world.owner,
        segment_id=row.id,
        text="At last the people's militia had left the city.",
        version=row.version,
        substantive=True,
    )
    assert said.held() == [(row.id, "militia", "republic")]


def test_a_sense_lapses_when_its_words_change(said: Said) -> None:
    said.say(0, "militia", "republic")
    row = said.row(0)
    correcting.correct_text(
        said.database,
        actor=said.world.owner,
        segment_id=row.id,
        text="The people's army left the town.",
        version=row.version,
        substantive=True,
    )
    assert said.held() == []
    (shown,) = sensing.senses_of(said.database, actor=said.world.reader, segment_id=row.id)
    assert shown.sense.ended_why.startswith("Lapsed")
    assert shown.who == "Translator"


def test_a_sense_goes_with_its_words_through_a_split_and_a_join(said: Said) -> None:
    said.say(0, "town", "republic")
    row = said.row(0)
    made = restructuring.split_segment(
        said.database,
        actor=said.world.owner,
        segment_id=row.id,
        offset=row.text.index("left"),
        version=row.version,
    )
    assert said.held() == [(made.second, "town", "republic")]
    restructuring.undo(said.database, actor=said.world.owner, lineage_id=made.lineage_id)
    assert said.held() == [(row.id, "town", "republic")]


def test_what_holds_for_a_document_takes_a_terminologist(said: Said) -> None:
    with pytest.raises(NotAllowed):
        said.say(0, "militia", "republic", scope=Scope.DOCUMENT)
    with pytest.raises(NotAllowed):
        said.say(0, "militia", "republic", actor=said.world.reader)
    said.say(0, "people's militia", "", scope=Scope.DOCUMENT, actor=said.world.terminologist)
    assert said.held() == [(said.world.segments[0], "people's militia", "")]


def test_a_wide_sense_is_said_of_a_term_that_is_found(said: Said) -> None:
    with pytest.raises(InvalidInput, match="a term found there"):
        said.say(0, "town", "republic", scope=Scope.DOCUMENT, actor=said.world.terminologist)
    with pytest.raises(InvalidInput, match="Nobody is named"):
        said.say(0, "people's militia", "", scope=Scope.SPEAKER, actor=said.world.terminologist)


def test_a_sense_replaces_the_one_before_and_can_be_taken_back(said: Said) -> None:
    said.say(0, "people's militia", "republic")
    told = said.say(0, "militia", "")
    assert [words for _, words, _ in said.held()] == ["militia"]
    sensing.drop_sense(
        said.database, actor=said.world.translator, sense_id=told.sense_id, reason="Wrong."
    )
    assert said.held() == []
    with pytest.raises(Conflict):
        sensing.drop_sense(said.database, actor=said.world.translator, sense_id=told.sense_id)


def test_a_sense_of_a_text_that_moved_on_is_refused(said: Said) -> None:
    row = said.row(0)
    with pytest.raises(StaleVersion):
        sensing.set_sense(
            said.database,
            actor=said.world.translator,
            segment_id=row.id,
            text_id=row.text_id + 100,
            span=Span(0, 3),
            concept="",
        )


def test_the_nearer_sense_goes_before_the_wider_one(said: Said) -> None:
    careful = said.world.terminologist
    said.say(0, "people's militia", "coup", scope=Scope.DOCUMENT, actor=careful)
    said.say(0, "people's militia", "republic")
    row = said.row(0)
    with reading(said.database) as connection:
        context = contexts.read(connection, said.world.document, said.world.edition)
        base = glossing.termbase(connection, said.world.glossary)
    rules = glossing.rules(base, source_language="en", target_language="en", policy="")
    found = rules.source_occurrences(row.text)
    assert [s.concept for s in context.senses_in(row.id, "", found)] == ["republic"]
    assert [s.concept for s in context.senses_in(row.id + 1, "", found)] == ["coup"]
