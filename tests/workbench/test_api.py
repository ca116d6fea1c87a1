"""The API: what it answers is what it describes, errors are problems, offsets are code points."""

from __future__ import annotations

from typing import Any

import pytest
from flask_openapi3.openapi import OpenAPI

from tests.workbench import factories
from tests.workbench.calling import Caller
from tests.workbench.factories import World
from workbench import api
from workbench.api import sense_shapes, shapes
from workbench.storage.engine import Database, writing

TEXT = "𝄞 Террористы ушли из города вчера."


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database)


@pytest.fixture
def calls(app: OpenAPI, database: Database, desk: World) -> dict[str, Caller]:
    people = (desk.translator, desk.reviewer, desk.reader, desk.terminologist, desk.stranger)
    return {person.name: Caller(app, database, person) for person in people}


@pytest.fixture
def segment(desk: World) -> str:
    return f"/editions/{desk.edition}/segments/{desk.segments[0]}"


def test_the_description_is_openapi_3_1_and_names_every_route(app: OpenAPI) -> None:
    described = api.spec()
    assert described["openapi"] == "3.1.0"
    routes = {
        rule.rule.replace("<int:", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(described["paths"]) == routes - {"/api/v1/openapi.json"}


def test_a_save_answers_what_stands_and_what_was_found(
    calls: dict[str, Caller], segment: str
) -> None:
    saved = calls["translator"]("PUT", segment, shapes.Saved, text=TEXT, version=0)
    assert (saved["target"]["text"], saved["target"]["version"]) == (TEXT, 1)
    [banned] = [f for f in saved["findings"] if f["kind"] == "banned"]
    start, end = banned["target"]
    assert TEXT[start:end] == "Террористы"
    seen = calls["reader"]("GET", segment, shapes.Segment)
    assert seen["findings"] == saved["findings"]
    assert seen["target"] == saved["target"]
    assert seen["target_occurrences"] == saved["occurrences"]
    assert seen["actions"] == []
    [named] = [o for o in seen["occurrences"] if not o["nested"]]
    assert (named["form"], named["advice"]["preferred"]) == ("people's militia", ["ополчение"])


def test_a_late_writer_is_shown_what_stands(calls: dict[str, Caller], segment: str) -> None:
    saved = calls["translator"]("PUT", segment, text=TEXT, version=0)
    late = calls["reviewer"]("PUT", segment, status=409, text="Иначе.", version=0)
    assert (late["error"], late["seen"]) == ("StaleVersion", 0)
    assert late["current"] == saved["target"]
    seen = calls["reviewer"]("GET", segment, shapes.Segment)
    assert (seen["kept"]["text"], seen["kept"]["base_version"]) == ("Иначе.", 0)
    calls["reviewer"]("DELETE", f"{segment}/draft", status=204)
    assert calls["reviewer"]("GET", segment)["kept"] is None


def test_a_review_with_its_reason_is_in_the_history(calls: dict[str, Caller], segment: str) -> None:
    calls["translator"]("PUT", segment, text=TEXT, version=0, action="confirm")
    review = f"{segment}/review"
    refused = calls["reviewer"]("POST", review, status=422, action="approve", version=1)
    assert refused["error"] == "ActionRefused"
    assert "Террористы" in refused["objections"][0]
    calls["reviewer"](
        "POST", review, shapes.Saved, action="return", version=1, category="term",
        weight="major", reason="Не то слово.",
    )  # fmt: skip
    told = calls["reader"]("GET", f"{segment}/history", shapes.History)["versions"]
    assert [(v["action"], v["state"], v["by"]["name"]) for v in told] == [
        ("return", "initial", "Reviewer"),
        ("confirm", "translated", "Translator"),
    ]
    assert told[0]["review"]["category"] == "term"
    wrong = calls["reviewer"]("POST", review, status=409, action="approve", version=2)
    assert wrong["error"] == "ActionNotOffered"


def test_a_typed_text_is_checked(calls: dict[str, Caller], segment: str) -> None:
    checked = calls["reader"]("POST", f"{segment}/check", shapes.CheckedText, text=TEXT)
    assert checked["counts"]["errors"] == 1
    assert calls["reader"]("GET", segment)["target"]["version"] == 0


def test_comments_are_said_and_settled(calls: dict[str, Caller], segment: str, desk: World) -> None:
    said = calls["translator"](
        "POST", f"{segment}/comments", shapes.Comment, status=201, text="Что это?"
    )
    settled = calls["reviewer"](
        "POST", f"/editions/{desk.edition}/comments/{said['id']}/resolve", shapes.Comment,
        version=1,
    )  # fmt: skip
    assert (settled["resolved"], settled["resolved_by"]["name"]) == (True, "Reviewer")
    listed = calls["reader"]("GET", f"{segment}/comments", shapes.Comments)
    assert listed["comments"] == [settled]


def test_a_finding_is_waived_and_the_waiver_ended(
    calls: dict[str, Caller], segment: str, desk: World
) -> None:
    saved = calls["translator"]("PUT", segment, text=TEXT, version=0)
    [banned] = [f for f in saved["findings"] if f["kind"] == "banned"]
    about = {name: banned[name] for name in ("check", "kind", "concept", "source", "target")}
    waived = calls["translator"](
        "POST", f"{segment}/waivers", shapes.Saved, status=201, version=1, reason="Цитата.",
        **about,
    )  # fmt: skip
    assert waived["target"]["counts"]["errors"] == 0
    [covered] = [f for f in waived["findings"] if f["kind"] == "banned"]
    assert (covered["waiver"]["reason"], covered["waiver"]["by"]["name"]) == (
        "Цитата.",
        "Translator",
    )
    typed = calls["reader"]("POST", f"{segment}/check", shapes.CheckedText, text=TEXT)
    assert typed["counts"]["errors"] == 0
    path = f"/editions/{desk.edition}/waivers/{covered['waiver']['id']}"
    ended = calls["translator"]("DELETE", path, shapes.WaiverEnded)
    assert ended["segments"] == 1
    assert calls["reader"]("GET", segment)["target"]["counts"]["errors"] == 1


def test_other_editions_of_the_segment_are_shown(
    calls: dict[str, Caller], database: Database, desk: World, segment: str
) -> None:
    with writing(database) as connection:
        other = factories.add_edition(connection, desk.document, "uk")
    there = f"/editions/{other}/segments/{desk.segments[0]}"
    calls["translator"]("PUT", there, text="Ополчення пішло.", version=0)
    shown = calls["reader"]("GET", f"{segment}/others", shapes.Others)["others"]
    assert [(o["language"], o["target"]["text"]) for o in shown] == [("uk", "Ополчення пішло.")]


def test_changes_are_told_from_a_number_on(
    calls: dict[str, Caller], segment: str, desk: World
) -> None:
    path = f"/projects/{desk.project}/changes"
    assert calls["reader"]("GET", path, shapes.Changes) == {"changes": [], "last": 0}
    number = calls["translator"]("PUT", segment, text=TEXT, version=0)["number"]
    told = calls["reader"]("GET", f"{path}?since=0", shapes.Changes)
    assert told["last"] == number == 1
    assert [(c["kind"], c["segment_id"], c["version"]) for c in told["changes"]] == [
        ("target.saved", desk.segments[0], 1)
    ]
    assert calls["reader"]("GET", f"{path}?since=1")["changes"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "x"}, "version"),
        ({"text": 5, "version": 0}, "text"),
        ({"text": "x", "version": -1}, "version"),
        ({"text": "x", "version": 0, "action": "approve"}, "action"),
        ({"text": "x", "version": 0, "txet": ""}, "txet"),
        ({"text": "\x00", "version": 0}, "text"),
        ({"text": "\ud800", "version": 0}, "text"),
        ({"text": "\ue000", "version": 0}, "text"),
        ({"text": "а" * 100_001, "version": 0}, "text"),
    ],
)
def test_a_wrong_request_says_which_field_is_wrong(
    calls: dict[str, Caller], segment: str, body: dict[str, Any], field: str
) -> None:
    refused = calls["translator"]("PUT", segment, status=422, **body)
    assert (refused["error"], refused["field"]) == ("InvalidInput", field)


def test_who_may_not_is_told_so_and_a_stranger_learns_nothing(
    calls: dict[str, Caller], segment: str
) -> None:
    assert calls["reader"]("PUT", segment, status=403, text="x", version=0)["permission"]
    assert calls["stranger"]("GET", segment, status=404)["error"] == "NotFound"
    assert calls["reader"]("GET", f"{segment}000", status=404)["error"] == "NotFound"


def test_a_sense_is_set_seen_and_taken_back(calls: dict[str, Caller], segment: str) -> None:
    call = calls["translator"]
    shown = call("GET", segment, shapes.Segment)
    term = next(o for o in shown["occurrences"] if o["concept"] == "opolchenie")
    assert [m["concept"] for m in term["meanings"]] == ["opolchenie"]
    senses = f"/segments/{shown['segment_id']}/senses"
    said = {"text_id": shown["source"]["text_id"], "span": term["span"], "concept": ""}
    told = call("POST", senses, sense_shapes.SenseTold, status=201, **said, reason="The police.")
    (sense,) = call("GET", senses, sense_shapes.Senses)["senses"]
    assert (sense["id"], sense["concept"], sense["reason"]) == (told["id"], "", "The police.")
    after = call("GET", segment, shapes.Segment)
    assert not [f for f in after["findings"] if f["concept"] == "opolchenie"]
    call("DELETE", f"{senses}/{told['id']}", sense_shapes.SenseTold)
    (ended,) = call("GET", senses, sense_shapes.Senses)["senses"]
    assert ended["ended_at"] is not None


def test_whose_words_a_term_is_is_said_seen_and_taken_back(
    calls: dict[str, Caller], segment: str
) -> None:
    def term() -> Any:
        shown = call("GET", segment, shapes.Segment)
        return next(o for o in shown["occurrences"] if o["concept"] == "opolchenie")

    call = calls["translator"]
    shown, proposed = call("GET", segment, shapes.Segment), term()
    said = {"text_id": shown["source"]["text_id"], "span": proposed["span"]}
    senses = f"/segments/{shown['segment_id']}/senses"
    for wrong in ({"scope": "speaker"}, {"concept": "opolchenie"}, {"voice": "nobody"}):
        call("POST", senses, status=422, **{**said, "voice": "quotation", **wrong})
    told = call("POST", senses, sense_shapes.SenseTold, status=201, **said, voice="quotation")
    (sense,) = call("GET", senses, sense_shapes.Senses)["senses"]
    assert (sense["id"], sense["voice"]) == (told["id"], "quotation")
    assert (proposed["voice"], term()["voice"]) == ("narration", "quotation")
    assert (proposed["voice_told"], term()["voice_told"]) == (False, True)
    call("DELETE", f"{senses}/{told['id']}", sense_shapes.SenseTold)
    assert term() == proposed


def test_a_sense_of_a_text_that_changed_meanwhile_is_refused(
    calls: dict[str, Caller], segment: str
) -> None:
    shown = calls["translator"]("GET", segment, shapes.Segment)
    said = {"text_id": shown["source"]["text_id"] + 1, "span": [0, 3], "concept": ""}
    calls["translator"]("POST", f"/segments/{shown['segment_id']}/senses", status=409, **said)


def test_readers_and_strangers_say_nothing_of_senses(
    calls: dict[str, Caller], segment: str
) -> None:
    shown = calls["translator"]("GET", segment, shapes.Segment)
    senses = f"/segments/{shown['segment_id']}/senses"
    said = {"text_id": shown["source"]["text_id"], "span": [0, 3], "concept": ""}
    calls["reader"]("POST", senses, status=403, **said)
    calls["stranger"]("POST", senses, status=404, **said)
    calls["reader"]("POST", senses, status=403, **said, voice="answer")
    wide = {**said, "scope": "document"}
    calls["translator"]("POST", senses, status=403, **wide)
