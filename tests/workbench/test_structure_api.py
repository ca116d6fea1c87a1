"""The structure of a source through the API: splits, joins, moves, and their undoing."""

from __future__ import annotations

from typing import Any

import pytest
from flask_openapi3.openapi import OpenAPI

from tests.workbench import factories
from tests.workbench.calling import Caller
from tests.workbench.factories import World
from workbench.api import shapes, structure_shapes
from workbench.storage import blocks
from workbench.storage.engine import Database, reading

MILITIA, REPUBLIC = 0, 1


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database)


@pytest.fixture
def calls(app: OpenAPI, database: Database, desk: World) -> dict[str, Caller]:
    people = (desk.owner, desk.translator, desk.reader, desk.stranger)
    return {person.name: Caller(app, database, person) for person in people}


def texts(database: Database, desk: World) -> list[str]:
    with reading(database) as connection:
        rows = blocks.whole(connection, desk.document)
    return [segment.text for row in rows for segment in row.segments]


def cut_of(call: Caller, desk: World, segment: int) -> dict[str, int]:
    path = f"/editions/{desk.edition}/segments/{segment}"
    found: dict[str, int] = call("GET", path, shapes.Segment)["source"]["cut"]
    return found


def test_a_segment_is_split_joined_and_both_are_undone(
    calls: dict[str, Caller], database: Database, desk: World
) -> None:
    call, segment = calls["owner"], desk.segments[MILITIA]
    before = texts(database, desk)
    seen = cut_of(call, desk, segment)
    split = call(
        "POST",
        f"/segments/{segment}/split",
        structure_shapes.Restructured,
        offset=len("The people's militia "),
        version=seen["version"],
        edition_id=desk.edition,
    )
    assert texts(database, desk)[:2] == ["The people's militia", "left the town."]
    seen = cut_of(call, desk, segment)
    assert seen["next_id"] == split["second"]
    joined = call("POST", f"/segments/{segment}/join", structure_shapes.Restructured, **seen)
    assert texts(database, desk) == before
    for made in (joined, split):
        call(
            "POST",
            f"/segments/{segment}/cuts/{made['lineage_id']}/undo",
            structure_shapes.Restructured,
        )
    assert texts(database, desk) == before


def test_blocks_and_segments_move_and_are_moved_back(
    calls: dict[str, Caller], database: Database, desk: World
) -> None:
    call = calls["owner"]
    before = texts(database, desk)
    with reading(database) as connection:
        block = blocks.whole(connection, desk.document)[1]
    document = f"/documents/{desk.document}"
    one = call("POST", f"{document}/blocks/{block.id}/move", structure_shapes.Ordered, to=0, seen=1)
    two = call(
        "POST", f"/segments/{desk.segments[REPUBLIC]}/move", structure_shapes.Ordered, to=0, seen=2
    )
    assert texts(database, desk)[:2] == [before[3], before[1]]
    for made in (two, one):
        call("POST", f"{document}/versions/{made['number']}/undo", structure_shapes.Ordered)
    assert texts(database, desk) == before


def test_blocks_are_split_and_joined_and_both_are_undone(
    calls: dict[str, Caller], database: Database, desk: World
) -> None:
    call, document = calls["owner"], f"/documents/{desk.document}"

    def standing() -> list[list[int]]:
        with reading(database) as connection:
            rows = blocks.whole(connection, desk.document)
        return [[s.id for s in row.segments] for row in rows]

    before = standing()
    with reading(database) as connection:
        block = blocks.whole(connection, desk.document)[0]
    assert len(block.segments) > 1
    path = f"{document}/blocks/{block.id}"
    two: dict[str, Any] = {"before": block.segments[1].id, "seen": 1}
    one = call("POST", f"{path}/split", structure_shapes.Ordered, **two)
    assert standing() == [before[0][:1], before[0][1:], *before[1:]]
    late = call("POST", f"{path}/split", status=409, **two)
    assert (late["error"], late["seen"]) == ("StaleVersion", 1)
    first: dict[str, Any] = {"before": block.segments[0].id, "seen": one["number"]}
    assert call("POST", f"{path}/split", status=422, **first)["error"] == "InvalidInput"
    with reading(database) as connection:
        other = blocks.whole(connection, desk.document)[1].id
    seen: dict[str, Any] = {"next_id": other, "seen": one["number"]}
    joined = call("POST", f"{path}/join", structure_shapes.Ordered, **seen)
    assert standing() == before
    for made in (joined, one):
        call("POST", f"{document}/versions/{made['number']}/undo", structure_shapes.Ordered)
    assert standing() == before


def test_what_was_seen_must_still_stand(calls: dict[str, Caller], desk: World) -> None:
    call, segment = calls["owner"], desk.segments[MILITIA]
    late = call("POST", f"/segments/{segment}/split", status=409, offset=4, version=7)
    assert (late["error"], late["seen"]) == ("StaleVersion", 7)
    assert late["current"]["version"] == 1
    seen = cut_of(call, desk, segment)
    other: dict[str, Any] = {**seen, "next_id": desk.segments[2]}
    assert call("POST", f"/segments/{segment}/join", status=409, **other)["error"] == "StaleVersion"
    moved = call("POST", f"/segments/{segment}/move", status=409, to=1, seen=9)
    assert moved["error"] == "StaleVersion"
    nowhere = call("POST", f"/segments/{segment}/move", status=422, to=9, seen=1)
    assert nowhere["error"] == "InvalidInput"


def test_only_who_may_change_sources_has_hands_for_it(
    calls: dict[str, Caller], desk: World
) -> None:
    segment = desk.segments[MILITIA]
    for who, status in (("translator", 403), ("reader", 403), ("stranger", 404)):
        calls[who]("POST", f"/segments/{segment}/split", status=status, offset=4, version=1)
        path = f"/documents/{desk.document}/blocks/1"
        calls[who]("POST", f"{path}/split", status=status, before=segment, seen=1)
        calls[who]("POST", f"{path}/join", status=status, next_id=2, seen=1)
    path = f"/editions/{desk.edition}/segments/{segment}"
    assert calls["translator"]("GET", path, shapes.Segment)["source"]["cut"] is None


def test_a_cut_is_undone_where_it_was_made(calls: dict[str, Caller], desk: World) -> None:
    call, segment = calls["owner"], desk.segments[MILITIA]
    made = call("POST", f"/segments/{segment}/split", offset=4, version=1)
    elsewhere = f"/segments/{desk.segments[3]}/cuts/{made['lineage_id']}/undo"
    call("POST", elsewhere, status=404)
