"""The glossary at work: how each occurrence is rendered, what is decided, what was overtaken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import func, insert, select

from glossary.model import Concept, Rule, Status, Term
from tests.workbench.test_glossary_pages import shown
from workbench import jobs
from workbench.errors import NotFound
from workbench.permissions import Actor
from workbench.services import accounts, consulting, sample, surveying, terms
from workbench.services.surveying import Standing
from workbench.storage import tables
from workbench.storage.engine import Database, open_database, reading, writing
from workbench.storage.terms import Argument

if TYPE_CHECKING:
    from tests.postgres import PostgresServer

GLOSSARY = 1


@pytest.fixture(scope="module")
def sqlite_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample project."""
    path = tmp_path_factory.mktemp("sample") / "sample.sqlite3"
    shutil.copy(sqlite_template, path)
    _install(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="module")
def postgres_template(postgres: PostgresServer, postgres_template: str) -> Iterator[str]:
    with postgres.database(template=postgres_template) as name:
        _install(postgres.url(name))
        yield name


def _install(url: str) -> None:
    database = open_database(url)
    accounts.add_user(database, actor=None, name="admin", admin=True)
    sample.install(database)
    database.dispose()


@pytest.fixture
def owner(database: Database) -> Actor:
    """The owner of a freshly installed sample project."""
    return accounts.person_of_name(database, actor=None, name="admin").actor


def test_a_concordance_counts_as_the_stored_occurrences_do(
    database: Database, owner: Actor
) -> None:
    found = surveying.concordance(database, actor=owner, glossary_id=GLOSSARY, ident="opolchenie")
    with reading(database) as connection:
        row = select(tables.Concept.id).where(tables.Concept.ident == "opolchenie")
        stored = select(func.count()).where(
            tables.TargetOccurrence.concept_id == row.scalar_subquery(),
            ~tables.TargetOccurrence.nested,
        )
        assert sum(c.total for c in found.counts) == connection.execute(stored).scalar_one()
    assert all(sum(count.states.values()) == count.total for count in found.counts)
    assert found.total == len(found.places) > 0


def test_each_place_shows_the_words_that_render_it(database: Database, owner: Actor) -> None:
    found = surveying.concordance(database, actor=owner, glossary_id=GLOSSARY, ident="opolchenie")
    for place in found.places:
        start, end = place.mention.span
        assert place.source[start:end] == place.mention.form
        for cell in place.cells:
            assert bool(cell.rendering) is (cell.span is not None)
            if cell.span:
                assert cell.text[slice(*cell.span)].strip()
    bound = [cell for place in found.places for cell in place.cells if cell.rendering]
    assert {cell.edition.language for cell in bound} == {"uk", "ru", "de"}


def test_the_rarest_rendering_comes_first(database: Database, owner: Actor) -> None:
    found = surveying.concordance(database, actor=owner, glossary_id=GLOSSARY, ident="opolchenie")
    often = {(count.language, count.rendering): count.total for count in found.counts}
    rarest = [
        min(often[cell.edition.language, cell.rendering] for cell in place.cells if cell.rendering)
        for place in found.places
        if any(cell.rendering for cell in place.cells)
    ]
    assert rarest == sorted(rarest)


def test_renderings_are_counted_in_each_edition(database: Database, owner: Actor) -> None:
    found = surveying.concordance(database, actor=owner, glossary_id=GLOSSARY, ident="opolchenie")
    for count in found.counts:
        assert sum(times for _edition, times in count.editions) == count.total
        assert {edition.language for edition, _times in count.editions} == {count.language}


def test_a_name_that_its_capitals_tell_is_no_mention_of_the_noun(
    database: Database, owner: Actor
) -> None:
    forms = {
        ident: [
            place.mention.form
            for place in surveying.concordance(
                database, actor=owner, glossary_id=GLOSSARY, ident=ident
            ).places
        ]
        for ident in ("opolchenie", "peoples-militia")
    }
    assert forms["peoples-militia"] == ["People's Militia"]
    assert "People's Militia" not in forms["opolchenie"]
    assert "people's militia" in forms["opolchenie"]
    shown = consulting.concept_page(database, actor=owner, glossary_id=GLOSSARY, ident="opolchenie")
    assert {count.mentions for count in shown.counts} == {len(forms["opolchenie"])}


def test_a_concordance_is_read_in_pieces(
    database: Database, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = surveying.concordance(database, actor=owner, glossary_id=GLOSSARY, ident="kyiv")
    monkeypatch.setattr(surveying, "AT_ONCE", 1)
    pieces = [
        surveying.concordance(
            database, actor=owner, glossary_id=GLOSSARY, ident="kyiv", first=first
        )
        for first in range(whole.total)
    ]
    assert [p for piece in pieces for p in piece.places] == list(whole.places)


def test_the_matrix_tells_what_is_decided(database: Database, owner: Actor) -> None:
    found = surveying.matrix(database, actor=owner, glossary_id=GLOSSARY)
    cells = {
        (concept.id, code): cell
        for concept, row in found.rows
        for code, cell in zip(found.languages, row, strict=True)
    }
    assert cells["opolchenie", "ru"].standing is Standing.DECIDED
    assert cells["crimea-2014", "ru"].standing is Standing.FOLLOWS
    assert cells["in-ukraine", "de"].standing is Standing.UNDECIDED
    assert cells["opolchenie", "uk"].ruled == ("descriptive",)
    for code in found.languages:
        assert sum(found.totals[code].values()) == len(found.rows)


def test_the_matrix_counts_open_violations(database: Database, owner: Actor) -> None:
    found = surveying.matrix(database, actor=owner, glossary_id=GLOSSARY)
    with reading(database) as connection:
        stored = connection.execute(
            select(func.count()).where(tables.Finding.check_name == "terminology")
        ).scalar_one()
    assert sum(cell.violated + cell.waived for _, row in found.rows for cell in row) == stored > 0


def test_only_members_see_a_survey_and_only_what_there_is(database: Database, owner: Actor) -> None:
    stranger_id = accounts.add_user(database, actor=None, name="stranger")
    stranger = accounts.person(database, actor=None, user_id=stranger_id).actor
    with pytest.raises(NotFound):
        surveying.matrix(database, actor=stranger, glossary_id=GLOSSARY)
    with pytest.raises(NotFound):
        surveying.concordance(database, actor=owner, glossary_id=GLOSSARY, ident="nothing")


def test_a_publication_is_overtaken_when_a_rule_for_its_words_changes(
    database: Database, owner: Actor
) -> None:
    _publish(database, owner)
    assert surveying.overtaken(database, actor=owner, glossary_id=GLOSSARY)[1] == ()
    _forbid(database, owner, "nato")
    assert surveying.overtaken(database, actor=owner, glossary_id=GLOSSARY)[1] == ()
    _forbid(database, owner, "opolchenie")
    _, (row,) = surveying.overtaken(database, actor=owner, glossary_id=GLOSSARY)
    assert row.concepts == ("opolchenie",)
    assert row.published.glossary_revision == 1


def test_a_publication_is_overtaken_by_a_ban_of_words_that_its_source_does_not_name(
    database: Database, owner: Actor
) -> None:
    _publish(database, owner)
    ban = Term(
        id="", concept="phrase", language="ru", text="с долгой памятью", target_only=True,
        status=Status.FORBIDDEN,
    )  # fmt: skip
    terms.save_concept(
        database,
        actor=owner,
        glossary_id=GLOSSARY,
        concept=Concept(id="phrase", terms=(ban,)),
        version=0,
        argument=Argument(summary="Banned it"),
    )
    jobs.run_waiting(database)
    _, (row,) = surveying.overtaken(database, actor=owner, glossary_id=GLOSSARY)
    assert row.concepts == ("phrase",)


@pytest.mark.parametrize(
    ("changed", "concepts"), [("descriptive", ("opolchenie",)), ("russian-reference-norm", ())]
)
def test_a_publication_is_overtaken_by_a_rule_of_its_own_house_style_alone(
    database: Database, owner: Actor, changed: str, concepts: tuple[str, ...]
) -> None:
    _publish(database, owner, policy="descriptive")
    policy = terms.read(database, actor=None, glossary_id=GLOSSARY).policy(changed)
    assert policy is not None
    rule = Rule(concept="opolchenie", language="ru", required=("отряды",))
    terms.save_policy(
        database,
        actor=owner,
        glossary_id=GLOSSARY,
        policy=replace(policy, rules=(rule, *policy.rules[1:])),
        version=1,
        argument=Argument(summary="Another word"),
    )
    _, rows = surveying.overtaken(database, actor=owner, glossary_id=GLOSSARY)
    assert tuple(concept for row in rows for concept in row.concepts) == concepts


def test_a_publication_is_overtaken_when_its_house_style_is_removed(
    database: Database, owner: Actor
) -> None:
    _publish(database, owner, policy="descriptive")
    terms.remove_policy(
        database,
        actor=owner,
        glossary_id=GLOSSARY,
        name="descriptive",
        version=1,
        argument=Argument(summary="Not ours"),
    )
    _, (row,) = surveying.overtaken(database, actor=owner, glossary_id=GLOSSARY)
    assert "opolchenie" in row.concepts


def _publish(database: Database, owner: Actor, policy: str = "speaker") -> None:
    """Store a publication of the Russian edition as of now."""
    with writing(database) as connection:
        edition = connection.execute(
            select(tables.Edition.id).where(tables.Edition.language == "ru")
        ).scalar_one()
        connection.execute(
            insert(tables.Publication).values(
                edition_id=edition,
                number=1,
                at=func.now(),
                actor_id=owner.id,
                source_version=1,
                glossary_revision=1,
                policy=policy,
                frozen=b"",
                manifest={},
                signature="",
                overrides=[],
                withdrawn_why="",
            )
        )


def _forbid(database: Database, owner: Actor, ident: str) -> None:
    """Forbid the first admitted or preferred Russian term of a concept."""
    concept = terms.read(database, actor=None, glossary_id=GLOSSARY).concept(ident)
    assert concept is not None
    first = next(t for t in concept.in_language("ru") if t.status is Status.PREFERRED)
    changed = tuple(
        replace(t, status=Status.FORBIDDEN) if t.id == first.id else t for t in concept.terms
    )
    with reading(database) as connection:
        version = connection.execute(
            select(tables.Concept.version).where(tables.Concept.ident == ident)
        ).scalar_one()
    terms.save_concept(
        database,
        actor=owner,
        glossary_id=GLOSSARY,
        concept=replace(concept, terms=changed),
        version=version,
        argument=Argument(summary="Forbade it"),
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/concepts/opolchenie/concordance", "ополчением"),
        ("/concepts/opolchenie/concordance?from=3", "opolchenie"),
        ("/coverage", "follows the source"),
        ("/overtaken", "No published edition"),
    ],
)
def test_the_pages_show_it(
    app: OpenAPI, database: Database, owner: Actor, path: str, words: str
) -> None:
    client = app.test_client()
    _sign_in(client, database, owner)
    answer = client.get(f"/glossaries/{GLOSSARY}{path}")
    assert answer.status_code == 200
    assert words in shown(answer)


def _sign_in(client: FlaskClient, database: Database, owner: Actor) -> None:
    token = accounts.make_sign_in_link(database, actor=None, user_id=owner.id)
    page = client.get(f"/sign-in/{token}").get_data(as_text=True)
    csrf = page.split('name="csrf_token" value="')[1].split('"')[0]
    client.post(f"/sign-in/{token}", data={"csrf_token": csrf})
