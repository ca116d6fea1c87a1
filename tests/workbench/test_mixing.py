"""An edition that mixes two renderings against its policy is told so once, with the places."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import Policy, Rule, Severity, Span, Status, Voice
from tests.workbench import factories
from tests.workbench.factories import Paragraph
from tests.workbench.test_rechecking import a_term, index_sources
from workbench.services import editing, edition_desk, mixing, sensing
from workbench.storage import segments
from workbench.storage.engine import Database, reading, writing

SOURCES = (
    "The republic was far.",
    "The republic was near.",
    "He saw the republic.",
    Paragraph(segments=("I live in the republic.",), voice=Voice.ANSWER, speaker="Speaker"),
    "He said: “We live in the republic.”",
)
TEXTS = (
    "Республика была далеко.",
    "Республика была близко.",
    "Он видел державу.",
    "Живу в державе.",
    "Он сказал: «Мы живём в державе».",
)


def test_the_rarer_rendering_is_told_with_its_places(database: Database) -> None:
    base = factories.TERMBASE
    concepts = tuple(
        replace(c, terms=(*c.terms, a_term("republic", "ru", "держава", status=Status.ADMITTED)))
        if c.id == "republic"
        else c
        for c in base.concepts
    )
    one = Rule(
        concept="republic",
        language="ru",
        also_allowed=("республика", "держава"),
        voices=frozenset({Voice.NARRATION}),
        consistent=True,
        rationale="One word.",
    )
    policies = (*base.policies, Policy(name="steady", rules=(one,)))
    world = factories.world(
        database,
        SOURCES,
        policy="steady",
        termbase=replace(base, concepts=concepts, policies=policies),
    )
    with writing(database) as connection:
        index_sources(connection, world.glossary)
    for segment, text in zip(world.segments, TEXTS, strict=True):
        editing.save_target(
            database,
            actor=world.translator,
            edition_id=world.edition,
            segment_id=segment,
            text=text,
            version=0,
        )
    (found,) = mixing.mixed(database, actor=world.reader, edition_id=world.edition)
    assert (found.rendering, found.kept) == ("держава", "республика")
    assert found.segments == (world.segments[2],)
    assert (found.severity, found.rule) == (Severity.WARNING, "One word.")
    desk = edition_desk.desk(database, actor=world.owner, edition_id=world.edition)
    assert desk.mixed == (found,)
    say_whose(database, world, 2, Voice.QUOTATION)
    assert mixing.mixed(database, actor=world.reader, edition_id=world.edition) == ()
    say_whose(database, world, 3, Voice.NARRATION)
    (found,) = mixing.mixed(database, actor=world.reader, edition_id=world.edition)
    assert found.segments == (world.segments[3],)


def say_whose(database: Database, world: factories.World, segment: int, voice: Voice) -> None:
    """Let a person say whose words “republic” is in a segment."""
    segment_id = world.segments[segment]
    with reading(database) as connection:
        text_id = segments.newest_text(connection, segment_id)
        text, _codes = segments.text_of(connection, text_id)
    start = text.index("republic")
    sensing.set_sense(
        database,
        actor=world.translator,
        segment_id=segment_id,
        text_id=text_id,
        span=Span(start, start + len("republic")),
        concept="",
        voice=voice,
    )


def test_nothing_is_mixed_where_no_policy_asks(database: Database) -> None:
    world = factories.world(database)
    assert mixing.mixed(database, actor=world.reader, edition_id=world.edition) == ()
