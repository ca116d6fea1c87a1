"""After any change of the glossary, what is stored is what a full re-check would store.

The walks change a small glossary at random, again and again, and after each
change compare all stored findings, occurrences and counts with those of a
check from nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, true, update

from glossary.model import (
    ANY,
    CaseRule,
    Concept,
    Cue,
    Policy,
    Rule,
    Severity,
    Status,
    Term,
    TermBase,
    Voice,
)
from glossary.senses import meant
from glossary.speech import set_voices, spoken, voice_at
from tests.workbench import factories
from tests.workbench.factories import Paragraph
from translations.model import FRONT_MATTER, BlockKind, Part
from workbench import jobs
from workbench.permissions import Actor, Role
from workbench.services import checking, editing, glossing, rechecking, terms
from workbench.services.contexts import Context
from workbench.storage import blocks, glossaries, holdings, mentions, tables
from workbench.storage import terms as stored_terms
from workbench.storage.blocks import BlockRow
from workbench.storage.candidates import texts
from workbench.storage.engine import Database, reading, writing
from workbench.storage.folding import fold
from workbench.storage.mentions import EditionRow, Mention
from workbench.storage.terms import Argument

#: How many changes a walk makes; more on demand.
STEPS = int(os.environ.get("RECHECKING_STEPS", "10"))
SEEDS = tuple(map(int, os.environ.get("RECHECKING_SEEDS", "1 2").split()))

WORDS = {
    "en": (
        *("militia", "people's militia", "People's Militia", "coup", "coup d'état", "republic"),
        *("change of power", "terrorists", "Donbas", "in Donbas", "in the republic"),
    ),
    "ru": (
        *("ополчение", "народное ополчение", "Народная милиция", "милиция", "переворот"),
        *("государственный переворот", "смена власти", "республика", "террористы"),
        *("Донбасс", "в Донбассе", "боевики"),
    ),
    "uk": (
        *("ополчення", "народне ополчення", "міліція", "переворот", "державний переворот"),
        *("зміна влади", "республіка", "терористи", "Донбас", "на Донбасі"),
    ),
}
BLOCKS = (
    (
        "The people's militia took Donbas after the coup d'état.",
        "The militia stayed in the republic.",
        "Nobody asked it.",
    ),
    Paragraph(
        segments=("They call the People's Militia terrorists.", "The coup was a change of power."),
        voice=Voice.ANSWER,
        speaker="Speaker",
    ),
    Paragraph(segments=("Who are the terrorists in Donbas?",), voice=Voice.QUESTION),
    "PEOPLE'S MILITIA IN DONBAS",
    "Nothing happened 𝄞.",
    "“The militia left Donbas after the coup d'état,” they said of the militia.",
    Paragraph(
        segments=("They [the People's Militia] speak of a “coup” in the republic.",),
        voice=Voice.ANSWER,
        speaker="Speaker",
    ),
)
TARGETS = {
    "ru": (
        *("Народное ополчение взяло Донбасс после государственного переворота.",),
        *("Ополченцы остались в республике.", "Его никто не спрашивал: ополчение молчало."),
        *("Народную милицию называют террористами.", "Переворот был сменой власти."),
        *("Кто такие боевики в Донбассе?", "НАРОДНАЯ МИЛИЦИЯ В ДОНБАССЕ", "Ничего 𝄞."),
        *("Они в «ополчении» Донбасса.", "Милиция и ополчение ушли на Донбасс."),
        *("«Ополчение ушло из Донбасса», — сказали они об ополчении.",),
        *("Они [ополчение] говорят о «перевороте» в республике.",),
    ),
    "uk": (
        *("Народне ополчення взяло Донбас після державного перевороту.",),
        *("Міліція лишилася в республіці.", "Його ніхто не питав."),
        *("Народну міліцію називають терористами.", "Переворот був зміною влади."),
        *("Хто такі терористи на Донбасі?", "ОПОЛЧЕННЯ НА ДОНБАСІ", "Нічого 𝄞."),
        *("Вони в «ополченні» Донбасу.", "Міліція й ополчення пішли на Донбас."),
        *("«Ополчення пішло з Донбасу», — сказали вони про ополчення.",),
    ),
}


def a_term(concept: str, language: str, text: str, **more: Any) -> Term:
    return Term(id="", concept=concept, language=language, text=text, **more)


#: Where the walks set out.
FIRST = TermBase(
    name="Words",
    concepts=(
        Concept(
            id="a",
            contested=True,
            why_contested="Each side says it otherwise.",
            terms=(
                a_term("a", "en", "militia"),
                a_term("a", "ru", "ополчение", status=Status.PREFERRED),
                a_term("a", "ru", "террористы", status=Status.FORBIDDEN),
                a_term("a", "uk", "ополчення", status=Status.PREFERRED),
            ),
        ),
        Concept(
            id="b",
            terms=(
                a_term("b", "en", "coup d'état"),
                a_term("b", "en", "change of power"),
                a_term("b", "ru", "государственный переворот", renders=("coup d'état",)),
                a_term("b", "ru", "смена власти", renders=("change of power",)),
                a_term("b", "uk", "державний переворот"),
            ),
        ),
    ),
    policies=(
        Policy(name="plain"),
        Policy(
            name="house",
            rules=(
                Rule(
                    concept="a",
                    language="ru",
                    required=("вооружённые формирования",),
                    voices=frozenset({Voice.NARRATION}),
                ),
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Desk:
    """A project with editions in two languages under several policies, all texts written."""

    database: Database
    glossary: int
    segments: tuple[int, ...]
    editions: tuple[tuple[int, str], ...]
    actor: Actor

    def termbase(self) -> TermBase:
        return terms.read(self.database, actor=None, glossary_id=self.glossary)

    def edition(self, number: int) -> int:
        return self.editions[number][0]

    def change(self, edit: Callable[[TermBase], TermBase]) -> None:
        """Commit whatever an edit changes, concept by concept and policy by policy."""
        old = self.termbase()
        new = edit(old)
        known = {concept.id for concept in new.concepts}
        for concept in old.concepts:
            if concept.id not in known:
                terms.remove_concept(
                    self.database, ident=concept.id, version=self.version(concept.id), **self._by()
                )
        for concept in new.concepts:
            if old.concept(concept.id) != concept:
                terms.save_concept(
                    self.database, concept=concept, version=self.version(concept.id), **self._by()
                )
        for policy in new.policies:
            if policy not in old.policies:
                version = self.policy_version(policy.name)
                terms.save_policy(self.database, policy=policy, version=version, **self._by())

    def _by(self) -> dict[str, Any]:
        return {
            "actor": self.actor,
            "glossary_id": self.glossary,
            "argument": Argument(summary="A change"),
        }

    def version(self, ident: str) -> int:
        with reading(self.database) as connection:
            return stored_terms.versions(connection, self.glossary).get(ident, 0)

    def policy_version(self, name: str) -> int:
        with reading(self.database) as connection:
            return stored_terms.policy_versions(connection, self.glossary).get(name, 0)

    def write(self, edition: int, segment: int, text: str) -> None:
        with reading(self.database) as connection:
            version = editing.find(connection, edition, segment).target.version
        editing.save_target(
            self.database,
            actor=self.actor,
            edition_id=edition,
            segment_id=segment,
            text=text,
            version=version,
        )

    def candidates(self, old: TermBase, new: TermBase) -> tuple[list[str], dict[int, int]]:
        """The source texts to search again, and how many targets of each edition to judge."""
        with reading(self.database) as connection:
            found = rechecking.find_candidates(connection, self.glossary, old, new)
            sources = [
                text for rows in texts(connection, found.sources).values() for _, text in rows
            ]
            editions = connection.execute(
                select(tables.Target.edition_id).where(tables.Target.id.in_(found.targets))
            ).scalars()
            listed = list(editions)
        return sorted(sources), {each: listed.count(each) for each in listed}


@pytest.fixture
def desk(database: Database) -> Desk:
    glossary = terms.install(database, actor=None, name="Words", content=FIRST)
    with writing(database) as connection:
        project = factories.add_project(connection, glossary_id=glossary)
        document = factories.add_document(connection, project, BLOCKS)
        actor = factories.add_user(connection, "olena", project_id=project, roles=[Role.OWNER])
        editions = tuple(
            (factories.add_edition(connection, document, language, policy=policy), language)
            for language, policy in (
                *(("ru", ""), ("ru", "house"), ("ru", "later")),
                *(("uk", "plain"), ("uk", "house")),
            )
        )
        segments = factories.segment_ids(connection, document)
        index_sources(connection, glossary)
    found = Desk(database, glossary, segments, editions, actor)
    for edition, language in editions:
        for segment, text in zip(segments, TARGETS[language], strict=False):
            found.write(edition, segment, text)
    correct_a_slip(found)
    jobs.run_waiting(database)
    return found


def index_sources(connection: Connection, glossary_id: int, *version_ids: int) -> None:
    known = tables.SegmentVersion
    rows = connection.execute(
        select(known.id, known.text).where(known.id.in_(version_ids) if version_ids else true())
    )
    glossing.index_source(
        connection,
        rows.all(),
        language="en",
        termbase=glossing.termbase(connection, glossary_id),
        glossary_id=glossary_id,
    )


def correct_a_slip(desk: Desk) -> None:
    """Give a segment another text, which its translations do not know yet."""
    segment, text = desk.segments[2], "Nobody asked the militia."
    with writing(desk.database) as connection:
        added = insert(tables.SegmentVersion).values(
            segment_id=segment, source_version=2, text=text, folded=fold(text), words=4
        )
        text_id = connection.execute(added.returning(tables.SegmentVersion.id)).scalar_one()
        moved = update(tables.Segment).where(tables.Segment.id == segment).values(text_id=text_id)
        connection.execute(moved)
        index_sources(connection, desk.glossary, text_id)
        targets = connection.execute(select(tables.Target.id)).scalars().all()
    checking.recheck(desk.database, targets)


# What is stored, and what a check from nothing stores


def stored(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that depend on the glossary, without their numbers."""
    with reading(database) as connection:
        return {
            "findings": _rows(connection, tables.Finding),
            "sources": _rows(connection, tables.SourceOccurrence),
            "targets": _rows(connection, tables.TargetOccurrence),
            "firsts": _rows(connection, tables.FirstMention),
            "cued": [tuple(row) for row in connection.execute(select(tables.Document.cued))],
            "counts": [
                tuple(row)
                for row in connection.execute(
                    select(
                        tables.Target.id,
                        tables.Target.errors,
                        tables.Target.warnings,
                        tables.Target.notes,
                    ).order_by(tables.Target.id)
                )
            ],
        }


def _rows(connection: Connection, table: type[tables.Table]) -> list[tuple[Any, ...]]:
    columns = [column for column in table.__table__.c if column.name != "id"]
    return sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)


def check_from_nothing(database: Database, glossary_id: int) -> None:
    """Forget all that was found, then search every source and judge every target."""
    with writing(database) as connection:
        for table in (tables.Finding, tables.SourceOccurrence, tables.TargetOccurrence):
            connection.execute(delete(table))
        nothing = {"errors": 0, "warnings": 0, "notes": 0, "checked_revision": 0}
        connection.execute(update(tables.Target).values(**nothing))
        rows = connection.execute(select(tables.SegmentVersion.id, tables.SegmentVersion.text))
        known = glossing.termbase(connection, glossary_id)
        found = glossing.find_in_sources(rows.all(), language="en", termbase=known)
        glossing.replace_source(connection, found, termbase=known, glossary_id=glossary_id)
        texts_living = select(tables.Segment.text_id).where(~tables.Segment.retired)
        kept = tables.SourceOccurrence.segment_version_id.in_(texts_living)
        connection.execute(delete(tables.SourceOccurrence).where(~kept))
        surround_from_nothing(connection, known)
        targets = list(connection.execute(select(tables.Target.id)).scalars())
    checking.recheck(database, targets)


def surround_from_nothing(connection: Connection, termbase: TermBase) -> None:
    """Find cues and first mentions by reading every text of every document from its beginning."""
    connection.execute(delete(tables.FirstMention))
    rows = glossaries.concept_rows(connection, 1)
    for document in connection.execute(select(tables.Document.id)).scalars().all():
        read_through = blocks.whole(connection, document)
        finder = glossing.rules(termbase, source_language="en", target_language="en", policy="")
        texts = [segment.text for block in read_through for segment in block.segments]
        holdings.set_cued(connection, document, {c for text in texts for c in finder.cued(text)})
        for edition in mentions.editions(connection, document):
            found = firsts_in(connection, edition, read_through, termbase)
            mentions.put_firsts(
                connection, edition.id, {rows[concept]: place for concept, place in found.items()}
            )
            mentions.raise_context(connection, [edition.id])


#: What is no running text.
APART = (BlockKind.HEADING, BlockKind.CODE, BlockKind.RULE)
PARTS_APART = {Part.TITLE, Part.BYLINE} | FRONT_MATTER


def firsts_in(
    connection: Connection,
    edition: EditionRow,
    read_through: Sequence[BlockRow],
    termbase: TermBase,
) -> dict[str, Mention]:
    rules = glossing.rules(
        termbase,
        source_language=edition.source_language,
        target_language=edition.language,
        policy=edition.policy,
    )
    context = Context(senses=mentions.senses(connection, edition.document_id))
    gone = blocks.left_out_of(connection, edition.id)
    found: dict[str, Mention] = {}
    for block in read_through:
        running = block.kind not in APART and block.part not in PARTS_APART
        if not running or block.left_out or block.id in gone:
            continue
        for segment in block.segments:
            seen = rules.source_occurrences(segment.text)
            said = context.senses_in(segment.id, block.speaker, seen)
            for o in meant(segment.text, seen, said, concepts=rules.concepts).occurrences:
                wanted = rules.first_mention_rules().get(o.concept, frozenset())
                others = (*set_voices(said), *spoken(segment.text, block.voice))
                if not o.nested and voice_at(o.span, others, block.voice) in wanted:
                    found.setdefault(o.concept, Mention(segment.id, o.span.start))
    return found


def agree(desk: Desk, because: object) -> None:
    """Do what waits, and compare."""
    jobs.run_waiting(desk.database)
    found = stored(desk.database)
    check_from_nothing(desk.database, desk.glossary)
    expected = stored(desk.database)
    for name, rows in expected.items():
        assert found[name] == rows, (name, because)


# Changes at random


@dataclass(frozen=True)
class Chance:
    """Somebody who changes the glossary without a plan."""

    random: Random

    def change(self, base: TermBase) -> TermBase:
        ways: tuple[Callable[[TermBase], TermBase], ...] = (
            *(self.add_concept, self.remove_concept, self.add_term, self.add_term),
            *(self.remove_term, self.alter_term, self.alter_term, self.alter_term),
            *(self.alter_concept, self.alter_rules, self.alter_rules, self.alter_cues),
        )
        return self.random.choice(ways)(base)

    def add_concept(self, base: TermBase) -> TermBase:
        free = [name for name in "abcd" if base.concept(name) is None]
        if not free:
            return self.add_term(base)
        concept = Concept(id=self.random.choice(free))
        for _ in range(self.random.randint(1, 5)):
            concept = self._longer(concept)
        return replace(base, concepts=(*base.concepts, concept))

    def remove_concept(self, base: TermBase) -> TermBase:
        named = {rule.concept for policy in base.policies for rule in policy.rules}
        free = [concept for concept in base.concepts if concept.id not in named]
        if not free:
            return self.alter_rules(base)
        gone = self.random.choice(free)
        return replace(base, concepts=tuple(c for c in base.concepts if c != gone))

    def add_term(self, base: TermBase) -> TermBase:
        return self._of_concept(base, self._longer)

    def remove_term(self, base: TermBase) -> TermBase:
        return self._of_concept(base, lambda c: replace(c, terms=self._without_one(c.terms)))

    def alter_term(self, base: TermBase) -> TermBase:
        def altered(concept: Concept) -> Concept:
            if not concept.terms:
                return self._longer(concept)
            one = self.random.choice(concept.terms)
            changed = self._altered(one)
            return replace(
                concept, terms=tuple(changed if term == one else term for term in concept.terms)
            )

        return self._of_concept(base, altered)

    def alter_concept(self, base: TermBase) -> TermBase:
        subject = self.random.choice(["", "usage"])
        contested = self.random.random() < 0.5
        return self._of_concept(
            base,
            lambda c: replace(c, subject=subject, contested=contested, why_contested="It is."),
        )

    def alter_cues(self, base: TermBase) -> TermBase:
        words = [("town", "nobody"), ("happen",), ("asked", "stay"), ("call",), ()]
        cues = tuple(Cue(language="en", text=text) for text in self.random.choice(words))
        return self._of_concept(base, lambda c: replace(c, cues=cues))

    def alter_rules(self, base: TermBase) -> TermBase:
        names = ("plain", "house", "later")
        known = {policy.name: policy for policy in base.policies}
        name = self.random.choice(names)
        policy = known.get(name, Policy(name=name))
        if name == "house" and self.random.random() < 0.3:
            policy = replace(policy, extends="" if policy.extends else "plain")
        kept = tuple(rule for rule in policy.rules if self.random.random() < 0.7)
        more = (self._rule(base),) if self.random.random() < 0.7 else ()
        changed = {**known, name: replace(policy, rules=(*kept, *more))}
        return replace(base, policies=tuple(changed.values()))

    def _of_concept(self, base: TermBase, change: Callable[[Concept], Concept]) -> TermBase:
        if not base.concepts:
            return self.add_concept(base)
        one = self.random.choice(base.concepts)
        changed = change(one)
        return replace(base, concepts=tuple(changed if c == one else c for c in base.concepts))

    def _without_one(self, given: tuple[Term, ...]) -> tuple[Term, ...]:
        gone = self.random.randrange(len(given)) if given else 0
        return given[:gone] + given[gone + 1 :]

    def _longer(self, concept: Concept) -> Concept:
        language = self.random.choice(tuple(WORDS))
        there = {term.text.casefold() for term in concept.in_language(language)}
        free = [text for text in WORDS[language] if text.casefold() not in there]
        if not free:
            return concept
        new = a_term(concept.id, language, self.random.choice(free))
        return replace(concept, terms=(*concept.terms, self._altered(new)))

    def _altered(self, term: Term) -> Term:
        pick = self.random.choice
        changes: tuple[dict[str, Any], ...] = (
            {"status": pick(list(Status))},
            {"status": pick(list(Status))},
            {"case": pick(list(CaseRule))},
            {"ambiguous": not term.ambiguous},
            {"renders": tuple(self.random.sample(WORDS["en"], self.random.randint(0, 2)))},
            {"forms": pick([(), ("ополченцы", "ополченцев"), ("стояли", "happened")])},
            {"excepted": pick([(), (term.text,), ("ополчении", "милицию", "militia")])},
            {"part_of_speech": pick(["", "noun", "phrase"])},
            {"usage": pick(["", "Only so."])},
            {"target_only": not term.target_only},
        )
        return replace(term, **pick(changes))

    def _rule(self, base: TermBase) -> Rule:
        pick = self.random.choice
        words = (*WORDS["ru"], *WORDS["uk"], "«ополчение»", "вооружённые формирования")

        def some() -> tuple[str, ...]:
            return tuple(self.random.sample(words, self.random.randint(0, 2)))

        first = pick(["", *words])
        voices = self.random.sample(list(Voice), self.random.randint(1, 4))
        return Rule(
            concept=pick([ANY, *(concept.id for concept in base.concepts)]),
            language=pick([ANY, "ru", "uk"]),
            required=some(),
            also_allowed=some(),
            forbidden=some(),
            voices=frozenset([*voices, Voice.NARRATION] if first else voices),
            severity=pick([None, *Severity]),
            first_mention=first,
            consistent=pick([False, True]),
        )


@pytest.mark.parametrize(
    "seed", [int(s) for s in os.environ.get("RECHECKING_SEEDS", "1 2").split()]
)
def test_what_is_stored_equals_a_check_from_nothing_after_every_change(
    desk: Desk, seed: int
) -> None:
    chance = Chance(Random(seed))
    agree(desk, "before anything changed")
    for step in range(STEPS):
        for _ in range(chance.random.choice([1, 1, 1, 2])):  # now and then two before the worker
            before = desk.termbase()
            desk.change(chance.change)
        if chance.random.random() < 0.3:  # somebody saves before the worker comes
            edition, language = chance.random.choice(desk.editions)
            desk.write(
                edition,
                chance.random.choice(desk.segments),
                chance.random.choice(TARGETS[language]),
            )
        agree(desk, (seed, step, before, desk.termbase()))


# Small changes are small jobs


def with_concept(base: TermBase, concept: Concept) -> TermBase:
    others = tuple(c for c in base.concepts if c.id != concept.id)
    return replace(base, concepts=(*others, concept))


def test_a_usage_note_of_one_language_concerns_the_editions_in_it(desk: Desk) -> None:
    old = desk.termbase()
    one = old.concept("b")
    assert one is not None
    noted = tuple(replace(t, usage="Only so.") if t.language == "uk" else t for t in one.terms)
    sources, targets = desk.candidates(old, with_concept(old, replace(one, terms=noted)))
    assert sources == []
    ukrainian = {edition for edition, language in desk.editions if language == "uk"}
    assert targets.keys() == ukrainian
    # The three blocks in which concept b occurs: three segments, two and one.
    assert set(targets.values()) == {6}


def test_a_term_concerns_the_editions_in_its_script_where_it_may_stand_by_mistake(
    desk: Desk,
) -> None:
    old = desk.termbase()
    one = old.concept("b")
    assert one is not None
    more = replace(one, terms=(*one.terms, a_term("b", "uk", "заколот")))
    sources, targets = desk.candidates(old, with_concept(old, more))
    assert sources == []
    assert targets == {edition: 6 for edition, _ in desk.editions}


def test_a_term_that_stands_nowhere_concerns_nobody(desk: Desk) -> None:
    old = desk.termbase()
    new = with_concept(old, Concept(id="z", terms=(a_term("z", "ru", "перемирие"),)))
    assert desk.candidates(old, new) == ([], {})


def test_a_source_term_concerns_the_texts_that_hold_it_and_their_blocks(desk: Desk) -> None:
    old = desk.termbase()
    new = with_concept(old, Concept(id="z", terms=(a_term("z", "en", "terrorist"),)))
    sources, targets = desk.candidates(old, new)
    assert sources == [BLOCKS[1].segments[0], BLOCKS[2].segments[0]]
    assert targets == {edition: 3 for edition, _ in desk.editions}


def test_a_definition_concerns_nobody(desk: Desk) -> None:
    old = desk.termbase()
    one = old.concept("a")
    assert one is not None
    assert desk.candidates(old, with_concept(old, replace(one, definition="Armed men."))) == (
        [],
        {},
    )


def test_a_rule_concerns_the_editions_under_its_policy(desk: Desk) -> None:
    old = desk.termbase()
    rule = Rule(concept="a", language="ru", required=("боевики",))
    policies = (old.policies[0], replace(old.policies[1], rules=(rule,)))
    sources, targets = desk.candidates(old, replace(old, policies=policies))
    assert sources == []
    assert targets.keys() == {desk.edition(1)}


def test_a_policy_that_comes_concerns_the_editions_that_waited_for_it(desk: Desk) -> None:
    old = desk.termbase()
    new = replace(old, policies=(*old.policies, Policy(name="later")))
    assert desk.candidates(old, new) == ([], {desk.edition(2): len(desk.segments)})


def test_other_glossaries_are_left_alone(desk: Desk) -> None:
    other = terms.install(desk.database, actor=None, name="Other words", content=FIRST)
    with writing(desk.database) as connection:
        project = factories.add_project(connection, glossary_id=other, slug="other")
        document = factories.add_document(connection, project, ["The militia."])
        factories.add_edition(connection, document, "ru")
    old = desk.termbase()
    new = with_concept(old, Concept(id="z", terms=(a_term("z", "en", "terrorist"),)))
    with reading(desk.database) as connection:
        found = rechecking.find_candidates(connection, other, old, new)
    assert found == rechecking.Candidates(sources=(), targets=())


def test_the_job_answers_how_many_texts_it_judged_and_runs_twice_alike(desk: Desk) -> None:
    base = desk.termbase()
    one = base.concept("a")
    assert one is not None
    banned = tuple(
        replace(term, status=Status.FORBIDDEN) if term.text == "ополчение" else term
        for term in one.terms
    )
    committed = terms.save_concept(
        desk.database,
        actor=desk.actor,
        glossary_id=desk.glossary,
        concept=replace(one, terms=banned),
        version=desk.version("a"),
        argument=Argument(summary="The word is banned"),
    )
    assert committed.job_id is not None
    done = jobs.run(desk.database, committed.job_id)
    assert done is not None
    # The whole blocks of eight mentions, in the three Russian editions.
    assert done.result == {"targets": 8 * 3}
    once = stored(desk.database)
    rechecking.recheck_change(
        desk.database, desk.glossary, base.revision, committed.revision, lambda *_: None
    )
    assert stored(desk.database) == once
