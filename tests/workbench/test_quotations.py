"""A quotation inside narration: judged, shown and introduced in its own voice."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import Policy, Rule, Voice
from tests.workbench import factories
from tests.workbench.test_rechecking import index_sources
from translations.checks import terminology
from workbench.services import editing, surroundings, viewing
from workbench.storage import mentions
from workbench.storage.engine import Database, reading, writing

SOURCE = "“The militia left the town,” he said of the militia."
TARGET = "«Ополчение ушло из города», — сказал он об ополчении."
NARRATED = Rule(
    concept="opolchenie",
    language="ru",
    required=("вооружённые формирования",),
    first_mention="вооружённые формирования («ополчение»)",
    voices=frozenset({Voice.NARRATION}),
)


def test_the_house_style_holds_for_the_narrators_words_alone(database: Database) -> None:
    base = replace(factories.TERMBASE, policies=(Policy(name="house", rules=(NARRATED,)),))
    world = factories.world(database, (SOURCE,), policy="house", termbase=base)
    (segment,) = world.segments
    with writing(database) as connection:
        index_sources(connection, world.glossary)
        surroundings.begin(connection, document_id=world.document, glossary_id=world.glossary)
    saved = editing.save_target(
        database,
        actor=world.translator,
        edition_id=world.edition,
        segment_id=segment,
        text=TARGET,
        version=0,
    )
    found = [f for f in saved.checked.open if f.check == terminology.NAME]
    (finding,) = found
    assert finding.target is not None
    assert finding.target.start == TARGET.index("ополчении")
    view = viewing.segment_view(
        database, actor=world.translator, edition_id=world.edition, segment_id=segment
    )
    assert [named.voice for named in view.terms] == [Voice.QUOTATION, Voice.NARRATION]
    quoted, told = (named.advice for named in view.terms)
    assert quoted is not None
    assert told is not None
    assert quoted.preferred == ("ополчение",)
    assert told.preferred == ("вооружённые формирования",)
    with reading(database) as connection:
        (first,) = mentions.stored_firsts(connection, world.edition).values()
    assert first is not None
    assert first.start == SOURCE.rindex("militia")
