"""Searching by terms, renderings, findings and waivers: in an edition, a glossary, every text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from flask_openapi3.openapi import OpenAPI

import glossary.model as gm
from tests.workbench.desk import MILITIA, REPUBLIC, SPOKEN, furnish, sign_in, write
from tests.workbench.factories import TERMBASE, World
from tests.workbench.test_glossary_pages import shown
from translations.checks import terminology
from translations.waivers import Scope
from workbench.errors import NotFound
from workbench.services import consulting, reading, seeking, waiving
from workbench.services.consulting import Search
from workbench.services.marked_words import by_terms
from workbench.storage.engine import Database
from workbench.storage.rows import Filter


@dataclass(frozen=True)
class Office:
    """An edition with a right rendering, a banned one and one that is waived."""

    database: Database
    world: World

    def found(self, typed: str) -> set[int]:
        """The segments of the edition that the editor shows for what was typed."""
        opened = reading.open_edition(
            self.database,
            actor=self.world.reader,
            edition_id=self.world.edition,
            chosen=Filter(text=typed),
        )
        ids = {shown.row.segment_id for shown in opened.window.rows}
        return {place for place, segment in enumerate(self.world.segments) if segment in ids}

    def concepts(self, typed: str) -> set[str]:
        _seen, found = consulting.concepts(
            self.database,
            actor=self.world.reader,
            glossary_id=self.world.glossary,
            search=Search(words=typed),
        )
        return {concept.id for concept in found}


@pytest.fixture
def office(database: Database) -> Office:
    world = furnish(database)
    write(database, world, MILITIA, "Из города ушли террористы.")
    write(database, world, REPUBLIC, "Оно дошло до республики.")
    saved = write(database, world, SPOKEN, "Мы — террористы.")
    (finding,) = (f.finding for f in saved.checked.found if f.finding.check == terminology.NAME)
    waiving.waive(
        database,
        actor=world.translator,
        edition_id=world.edition,
        segment_id=world.segments[SPOKEN],
        version=saved.target.version,
        check=finding.check,
        kind=finding.kind,
        source=finding.source,
        target=finding.target,
        scope=Scope.OCCURRENCE,
        reason="His own word.",
    )
    return Office(database, world)


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("term:opolchenie", {MILITIA, SPOKEN}),
        ('term:"people\'s militia"', {MILITIA, SPOKEN}),
        ("term:республика", {REPUBLIC}),
        ("term:республ", {REPUBLIC}),
        ("term:nothing", set[int]()),
        ("rendering:террористы", {MILITIA, SPOKEN}),
        ("rendering:республика", {REPUBLIC}),
        ("rendering:ополчение", set[int]()),
        ("violates:opolchenie", {MILITIA}),
        ("violates:banned", {MILITIA}),
        ("violates:missing", set[int]()),
        ("violates:", {MILITIA}),
        ("waived:opolchenie", {SPOKEN}),
        ("waived:banned", {SPOKEN}),
        ("waived:", {SPOKEN}),
        ("term:opolchenie города", {MILITIA}),
        ("term:opolchenie waived:", {SPOKEN}),
        ("term:opolchenie term:republic", set[int]()),
    ],
)
@pytest.mark.parametrize("migrated_url", ["sqlite", "postgres"], indirect=True)
def test_the_editor_shows_what_its_search_asks_of_terms(
    office: Office, typed: str, places: set[int]
) -> None:
    assert office.found(typed) == places


@pytest.mark.parametrize(
    ("typed", "concepts"),
    [
        ("term:террористы", {"opolchenie"}),
        ("rendering:край", {"republic"}),
        ('rendering:"вооружённые формирования"', {"opolchenie"}),
        ("violates:", {"opolchenie"}),
        ("waived:", {"opolchenie"}),
        ("violates:coup", {"coup"}),
        ("term:opolchenie republic", set[str]()),
        ("term:opolchenie терор", {"opolchenie"}),
    ],
)
@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_the_list_of_concepts_understands_the_same_marks(
    office: Office, typed: str, concepts: set[str]
) -> None:
    assert office.concepts(typed) == concepts


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_texts_are_found_in_every_edition_that_a_person_sees(office: Office) -> None:
    world = office.world
    (found,) = seeking.in_texts(
        office.database, actor=world.reader, glossary_id=world.glossary, typed="террористы"
    )
    assert (found.edition.id, found.count) == (world.edition, 2)
    assert [row.segment_id for row in found.first] == [
        world.segments[MILITIA],
        world.segments[SPOKEN],
    ]
    nothing = seeking.in_texts(
        office.database, actor=world.reader, glossary_id=world.glossary, typed=" "
    )
    assert nothing == ()
    with pytest.raises(NotFound):
        seeking.in_texts(
            office.database, actor=world.stranger, glossary_id=world.glossary, typed="террористы"
        )


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_the_page_of_a_glossary_shows_concepts_and_texts(app: OpenAPI, office: Office) -> None:
    reader = sign_in(app, office.database, office.world.reader)
    home = f"/glossaries/{office.world.glossary}"
    page = shown(reader.get(f"{home}?q=террористы"))
    assert "/concepts/opolchenie" in page
    assert "<mark>террористы</mark>" in page
    assert f"/editions/{office.world.edition}/edit?segment=" in page
    assert "Nothing fits" in shown(reader.get(f"{home}?q=violates:coup nothing"))
    assert "violates:opolchenie" in shown(reader.get(f"{home}/coverage"))
    edition = shown(reader.get(f"/editions/{office.world.edition}/edit?q=waived:"))
    assert 'value="waived:"' in edition
    assert "Мы — террористы." in edition
    assert "Оно дошло" not in edition


def test_words_of_a_rule_are_renderings_too() -> None:
    asked = by_terms(TERMBASE, Filter(text='rendering:"вооружённые формирования"'))
    assert asked.terms.rendered == (frozenset({"вооружённые формирования"}),)
    assert asked.text == ""


def test_an_exact_name_is_not_widened_to_longer_ones() -> None:
    long = gm.Concept(
        id="levy", terms=(gm.Term(id="t90", concept="levy", language="en", text="militia tax"),)
    )
    base = replace(TERMBASE, concepts=(*TERMBASE.concepts, long))
    exact = by_terms(base, Filter(text="term:militia")).terms.named
    part = by_terms(base, Filter(text="term:milit")).terms.named
    assert exact == (frozenset({"opolchenie"}),)
    assert part == (frozenset({"opolchenie", "levy"}),)
