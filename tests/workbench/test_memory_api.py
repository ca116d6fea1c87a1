"""Matches over the API: shown with what is wrong with them, inserted by an ordinary save."""

from __future__ import annotations

import pytest
from flask_openapi3.openapi import OpenAPI

from tests.workbench import factories, stages
from tests.workbench.calling import Caller
from tests.workbench.factories import World
from translations.model import Origin
from translations.review import Action
from workbench.api import memory_shapes, shapes
from workbench.services import editing
from workbench.storage import memories, memory_places
from workbench.storage.engine import Database, reading, writing

ARTICLE = ("The militia left the town.", "The militia left a town.")
BANNED = "Террористы покинули город."


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database, ARTICLE)


@pytest.fixture
def call(app: OpenAPI, database: Database, desk: World) -> Caller:
    return Caller(app, database, desk.translator)


def _segment(desk: World, place: int) -> str:
    return f"/editions/{desk.edition}/segments/{desk.segments[place]}"


def test_a_match_is_shown_with_its_score_source_place_and_violations(
    database: Database, desk: World, call: Caller
) -> None:
    stages.save(database, desk, 0, BANNED)
    [match] = call("GET", f"{_segment(desk, 1)}/matches", memory_shapes.Matches)["matches"]
    memory_shapes.Match.model_validate(match)
    assert (match["kind"], match["text"], match["source"]) == ("fuzzy", BANNED, ARTICLE[0])
    assert match["score"] < match["similarity"] < 1  # nobody has reviewed it
    assert (match["state"], match["origin"], match["author"]) == (
        "translated",
        "person",
        "Translator",
    )
    assert match["place"] == {
        "edition_id": desk.edition,
        "segment_id": desk.segments[0],
        "document_id": desk.document,
        "title": "A document",
    }
    assert match["check_term"] is True
    assert {(f["check"], f["kind"]) for f in match["findings"]} == {("terminology", "banned")}
    [finding] = match["findings"]
    start, end = finding["target"]
    assert BANNED[start:end] == "Террористы"
    assert match["counts"]["errors"] == 1
    kinds = [(each["kind"], each["text"]) for each in match["difference"]]
    assert ("removed", "the") in kinds
    assert ("added", "a") in kinds


def test_inserting_a_match_is_a_save_that_says_where_it_came_from(
    database: Database, desk: World, call: Caller
) -> None:
    stages.save(database, desk, 0, "Ополчение покинуло город.")
    [match] = call("GET", f"{_segment(desk, 1)}/matches")["matches"]
    saved = call(
        "PUT",
        _segment(desk, 1),
        shapes.Saved,
        text=match["text"],
        version=0,
        origin="memory",
        score=match["score"],
        match=match["unit"],
    )
    assert saved["target"]["origin"] == "memory"
    assert saved["target"]["score"] == match["score"]
    with reading(database) as connection:
        [use] = memory_places.uses(connection, match["unit"])
        target = editing.find(connection, desk.edition, desk.segments[1]).target
    assert (use.segment_id, use.target_version, use.version) == (desk.segments[1], 1, 1)
    assert use.actor_id == desk.translator.id
    assert target.origin is Origin.MEMORY


def test_what_came_from_a_memory_says_so_in_its_unit_too(
    database: Database, desk: World, call: Caller
) -> None:
    stages.save(database, desk, 0, "Ополчение покинуло город.")
    [match] = call("GET", f"{_segment(desk, 1)}/matches")["matches"]
    call(
        "PUT", _segment(desk, 1), text=match["text"], version=0, origin="memory",
        score=match["score"], match=match["unit"],
    )  # fmt: skip
    stages.save(database, desk, 1, match["text"], action=Action.CONFIRM)
    [back] = call("GET", f"{_segment(desk, 0)}/matches")["matches"]
    assert back["origin"] == "memory"


def test_a_unit_of_a_memory_that_the_project_does_not_read_is_refused(
    database: Database, desk: World, call: Caller
) -> None:
    stages.save(database, desk, 0, "Ополчение покинуло город.")
    [match] = call("GET", f"{_segment(desk, 1)}/matches")["matches"]
    with writing(database) as connection:
        [choice] = memories.choices(connection, desk.project)
        memories.choose(
            connection,
            desk.project,
            memories.Choice(memory_id=choice.memory_id, reads=False, writes=True, penalty=0.0),
        )
    body = {"text": match["text"], "version": 0, "origin": "memory", "match": match["unit"]}
    assert call("PUT", _segment(desk, 1), status=404, **body)["error"] == "NotFound"
    assert call("GET", f"{_segment(desk, 1)}/matches")["matches"] == []
