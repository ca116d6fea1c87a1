"""The glossary in the browser: what the pages show, what the forms store, what they refuse."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from glossary.formats.bundle import read_bundle
from glossary.model import CaseRule, Concept, Policy, Severity, Status, Term, TermBase
from tests.workbench import factories
from tests.workbench.browsing import Fields, form_with
from tests.workbench.conftest import Clients
from tests.workbench.world import World, post
from workbench import jobs, serving
from workbench.permissions import Role
from workbench.services import consulting, terms
from workbench.storage import tables
from workbench.storage.engine import reading, writing

BASE = replace(
    factories.TERMBASE,
    concepts=tuple(
        replace(c, why_contested="Each side has its word." if c.contested else "")
        for c in factories.TERMBASE.concepts
    ),
    policies=(*factories.TERMBASE.policies, Policy(name="heir", extends="descriptive")),
)


RECHECKS = tables.Job.kind == terms.RECHECK
#: What a page says before the worker has begun.
FOUND = "The texts that the change concerns are being found …"


class Desk:
    """A filled glossary, and people with browsers."""

    def __init__(self, clients: Clients) -> None:
        self.world: World = clients.world
        self.clients = clients
        self.person = clients[Role.TERMINOLOGIST]
        self.home = f"/glossaries/{self.world.glossary_id}"
        terms.import_termbase(
            self.world.database,
            actor=None,
            glossary_id=self.world.glossary_id,
            incoming=BASE,
            source="the test",
        )

    def base(self) -> TermBase:
        return terms.read(self.world.database, actor=None, glossary_id=self.world.glossary_id)

    def concept(self, ident: str) -> Concept:
        found = self.base().concept(ident)
        assert found is not None
        return found

    def get(self, path: str, who: FlaskClient | None = None, status: int = 200) -> str:
        answer = (who or self.person).get(self.home + path)
        assert answer.status_code == status, answer.status_code
        return shown(answer)

    def raw(self, path: str) -> str:
        return self.person.get(self.home + path).get_data(as_text=True)

    def post(self, path: str, status: int = 302, **fields: Any) -> TestResponse:
        answer = post(self.person, self.home + path, **fields)
        assert answer.status_code == status, shown(answer)
        return answer

    def fields(self, path: str) -> Fields:
        """What a browser would send from the form of a page."""
        return form_with(self.raw(path), "version")


def shown(answer: TestResponse) -> str:
    return unescape(answer.get_data(as_text=True))


def fields_of(answer: TestResponse) -> Fields:
    """What a browser would send from the form of an answer."""
    return form_with(answer.get_data(as_text=True), "version")


@pytest.fixture
def desk(clients: Clients) -> Desk:
    return Desk(clients)


# The list


def test_a_reader_sees_every_concept_and_no_button_to_change_it(desk: Desk) -> None:
    page = desk.get("", desk.clients[Role.READER])
    for concept in BASE.concepts:
        assert f"/concepts/{concept.id}" in page
    assert "Add a concept" not in page
    assert "Add a concept" in desk.get("")


#: What is asked, and which concepts the list then holds.
SEARCHES: tuple[tuple[str, set[str]], ...] = (
    ("q=ОПОЛЧЕ", {"opolchenie"}),
    ("q=терор", {"opolchenie"}),
    ("q=терористам", {"opolchenie"}),
    ("q=до%20республік", {"republic"}),
    ("q=republic%20респуб", {"republic"}),
    ("q=%25", set[str]()),
    ("q=_", set[str]()),
    ("q=nothing", set[str]()),
    ("subject=events", {"coup"}),
    ("contested=yes", {"opolchenie", "coup"}),
    ("contested=no", {"republic"}),
    ("missing=uk", {"coup"}),
    ("status=deprecated", {"republic"}),
    ("status=unheard-of&contested=maybe", {"opolchenie", "coup", "republic"}),
    ("status=forbidden&q=militia&contested=yes", {"opolchenie"}),
)


def test_the_list_is_searched_and_filtered(desk: Desk) -> None:
    for query, found in SEARCHES:
        page = desk.get(f"?{query}")
        assert set(re.findall(r"data-row[^>]*/concepts/([a-z-]+)\"", page)) == found, query
        assert ("Nothing fits" in page) is (not found)


def test_a_long_list_has_pages(desk: Desk) -> None:
    many = TermBase(concepts=tuple(Concept(id=f"c{n}") for n in range(120)))
    here = desk.world.glossary_id
    terms.import_termbase(
        desk.world.database, actor=None, glossary_id=here, incoming=many, source=""
    )
    first, second = desk.get(""), desk.get("?from=100")
    assert len(re.findall("data-row ", first)) == 100
    assert len(re.findall("data-row ", second)) == 23
    assert "?from=100" in first
    assert f'rel="prev" href="{desk.home}"' in second


def test_the_way_to_the_only_glossary_is_short(desk: Desk) -> None:
    assert desk.person.get("/glossaries").headers["Location"] == desk.home
    assert "Glossaries" in shown(desk.clients["stranger"].get("/glossaries"))


# A concept


def test_the_page_of_a_concept_shows_its_terms_rules_and_reasons(desk: Desk) -> None:
    page = desk.get("/concepts/opolchenie")
    for expected in (
        "ополчение",
        "<del>террористы</del>",
        "forbidden",
        "Volunteers under arms.",
        "Each side has its word.",
        "вооружённые формирования",
        "In narration the house describes.",
        "from descriptive",
    ):
        assert expected in page
    assert "only for" in desk.get("/concepts/coup")
    desk.get("/concepts/nothing", status=404)


def test_an_edit_that_changes_nothing_stores_nothing(desk: Desk) -> None:
    before = desk.base()
    for ident in ("opolchenie", "coup", "republic"):
        desk.post(f"/concepts/{ident}", **desk.fields(f"/concepts/{ident}/edit"))
    assert desk.base() == before


def test_every_field_of_a_term_is_kept(desk: Desk) -> None:
    typed = {
        **desk.fields("/concepts/republic/edit"),
        "subject": "Місця 𝄞",
        "definition": "Two\r\nlines.",
        "contested": "1",
        "why_contested": "Бо так.",
        "note": "",
        "term-4-language": "uk",
        "term-4-text": "  м’яч   край ",
        "term-4-status": "forbidden",
        "term-4-part_of_speech": "noun",
        "term-4-usage": "Лише «так».",
        "term-4-case": "as-written",
        "term-4-ambiguous": "1",
        "term-4-renders": "republic\r\n\r\n state ",
        "term-4-forms": "м’ячі",
        "term-4-excepted": "м’ячу\r\nм’ячу",
        "term-2-removed": "1",
        "argument": "Бо обидві сторони.",
    }
    desk.post("/concepts/republic", **typed)
    found = desk.concept("republic")
    assert (found.subject, found.definition) == ("Місця 𝄞", "Two\nlines.")
    assert (found.contested, found.why_contested) == (True, "Бо так.")
    assert "республіка" not in {t.text for t in found.terms}
    (new,) = (term for term in found.terms if term.language == "uk")
    assert replace(new, id="") == Term(
        id="",
        concept="republic",
        language="uk",
        text="м’яч край",
        status=Status.FORBIDDEN,
        part_of_speech="noun",
        usage="Лише «так».",
        case=CaseRule.AS_WRITTEN,
        ambiguous=True,
        renders=("republic", "state"),
        forms=("м’ячі",),
        excepted=("м’ячу",),
    )
    page = desk.get("/concepts/republic")
    assert "Бо обидві сторони." in page


def test_another_row_comes_without_script_and_keeps_what_was_typed(desk: Desk) -> None:
    typed = {**desk.fields("/new-concept"), "id": "truce", "term-0-text": "truce", "do": "more"}
    again = fields_of(desk.post("/concepts", status=200, **typed))
    assert again["rows"] == str(int(str(typed["rows"])) + 1)
    assert (again["id"], again["term-0-text"]) == ("truce", "truce")
    desk.post("/concepts", **again)
    assert [t.text for t in desk.concept("truce").terms] == ["truce"]


def test_a_refused_form_says_why_and_keeps_what_was_typed(desk: Desk) -> None:
    typed = {**desk.fields("/new-concept"), "id": "Bad Name", "definition": "Kept."}
    refused = desk.post("/concepts", status=422, **typed)
    assert "takes small Latin letters" in shown(refused)
    assert fields_of(refused)["definition"] == "Kept."
    taken = {**typed, "id": "coup"}
    assert "There already is a concept" in shown(desk.post("/concepts", status=422, **taken))
    broken = {**typed, "rows": "100000"}
    assert "too many terms" in shown(desk.post("/concepts", status=422, **broken))
    odd = {**typed, "term-0-status": "loved"}
    assert "Nothing was saved" in shown(desk.post("/concepts", status=422, **odd))


def test_two_people_see_both_texts_and_nobody_is_overwritten(desk: Desk) -> None:
    mine, theirs = desk.fields("/concepts/coup/edit"), desk.fields("/concepts/coup/edit")
    desk.post("/concepts/coup", **{**theirs, "definition": "Theirs."})
    refused = desk.post("/concepts/coup", status=409, **{**mine, "definition": "Mine."})
    assert "<del>Theirs.</del> <ins>Mine.</ins>" in shown(refused)
    assert desk.concept("coup").definition == "Theirs."
    desk.post("/concepts/coup", **fields_of(refused))
    assert desk.concept("coup").definition == "Mine."


def test_a_removed_concept_can_be_read_back(desk: Desk) -> None:
    version = desk.fields("/concepts/coup/edit")["version"]
    desk.post("/concepts/coup/remove", version=version, argument="It is two concepts.")
    assert desk.base().concept("coup") is None
    page = desk.get("/concepts/coup")
    assert "removed in revision" in page
    assert "It is two concepts." in page
    assert "This is what stood" in desk.get("/concepts/coup?revision=1")
    assert desk.person.get(f"{desk.home}/concepts/coup/edit").status_code == 302
    desk.get("/concepts/coup?revision=99", status=404)


def test_a_concept_that_a_rule_is_for_is_not_removed(desk: Desk) -> None:
    version = desk.fields("/concepts/opolchenie/edit")["version"]
    page = shown(desk.post("/concepts/opolchenie/remove", status=422, version=version))
    assert "A rule is for" in page
    assert desk.base().concept("opolchenie")


# A change and what follows


def test_a_change_waits_for_the_worker_and_says_when_it_is_done(desk: Desk) -> None:
    jobs.run_waiting(desk.world.database)
    typed = {**desk.fields("/concepts/coup/edit"), "definition": "Another."}
    desk.post("/concepts/coup", **typed)
    state = desk.person.get(f"{desk.home}/rechecking").json
    assert state == {
        "running": True,
        "text": FOUND,
    }
    assert "data-running" in desk.get("")
    jobs.run_waiting(desk.world.database)
    state = desk.person.get(f"{desk.home}/rechecking").json
    assert state == {"running": False, "text": "No text was concerned by revision 2."}


def test_a_page_tells_how_far_the_checks_are_and_why_they_failed(desk: Desk) -> None:
    desk.post("/concepts/coup", **{**desk.fields("/concepts/coup/edit"), "note": "New."})
    with writing(desk.world.database) as connection:
        values: dict[str, Any] = {"state": "running", "done": 3, "total": 9}
        connection.execute(update(tables.Job).where(RECHECKS).values(values))
    assert "Checking again: 6 of 18 texts" in desk.get("")
    with writing(desk.world.database) as connection:
        values = {"state": "done", "result": {"targets": 2}}
        connection.execute(update(tables.Job).where(RECHECKS).values(values))
    assert "2 texts were checked again for revision 2." in desk.get("")
    with writing(desk.world.database) as connection:
        values = {"state": "failed", "message": "No room.", "result": None}
        connection.execute(update(tables.Job).where(RECHECKS).values(values))
    assert "The last check failed: No room." in desk.get("")


def test_the_worker_is_told_at_once(desk: Desk) -> None:
    desk.post("/concepts/coup", **{**desk.fields("/concepts/coup/edit"), "note": "New."})
    queue = desk.clients.app.extensions["workbench-queue"]
    with reading(desk.world.database) as connection:
        newest = connection.execute(
            select(tables.Job.id).order_by(tables.Job.id.desc()).limit(1)
        ).scalar_one()
    assert queue.waiting() == (newest,)


def test_a_worker_that_cannot_be_told_stops_nobody(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "jobs.sqlite3").write_bytes(b"no database" * 100)
    desk.post("/concepts/coup", **{**desk.fields("/concepts/coup/edit"), "note": "New."})
    assert desk.concept("coup").note == "New."


# Policies


def test_a_policy_shows_its_rules_and_those_it_inherits(desk: Desk) -> None:
    page = desk.get("/policies/heir")
    assert "from descriptive" in page
    assert "вооружённые формирования" in page
    desk.get("/policies/nothing", status=404)


def test_a_rule_is_added_changed_and_taken_out(desk: Desk) -> None:
    typed = {
        **desk.fields("/policies/heir/rules/new"),
        "concept": "coup",
        "language": "uk",
        "required": "«переворот»\r\nпереворот",
        "forbidden": "путч",
        "first_mention": "так званий переворот",
        "voices": ["narration", "question"],
        "severity": "warning",
        "rationale": "Щоб читач зрозумів.",
    }
    desk.post("/policies/heir/rules", **typed)
    heir = desk.base().policy("heir")
    assert heir is not None
    (rule,) = heir.rules
    assert rule.required == ("«переворот»", "переворот")
    assert (rule.language, rule.severity, len(rule.voices)) == ("uk", Severity.WARNING, 2)
    same = desk.fields("/policies/heir/rules/0")
    desk.post("/policies/heir/rules/0", **same)
    assert desk.base().policy("heir") == heir
    desk.post("/policies/heir/rules/0", **{**same, "severity": ""})
    changed = desk.base().policy("heir")
    assert changed is not None
    assert changed.rules == (replace(rule, severity=None),)
    last = desk.fields("/policies/heir/rules/0")
    desk.post("/policies/heir/rules/0", **{**last, "do": "remove"})
    assert desk.base().policy("heir") == replace(heir, rules=())
    desk.get("/policies/heir/rules/0", status=404)


def test_a_rule_for_a_policy_that_moved_on_is_shown_again(desk: Desk) -> None:
    typed = desk.fields("/policies/descriptive/rules/0")
    other = {**desk.fields("/policies/descriptive/rules/new"), "concept": "coup", "required": "x"}
    desk.post("/policies/descriptive/rules", **other)
    again = {**typed, "rationale": "Mine."}
    refused = desk.post("/policies/descriptive/rules/0", status=409, **again)
    assert "Somebody else changed this policy" in shown(refused)
    desk.post("/policies/descriptive/rules/0", **fields_of(refused))
    found = desk.base().policy("descriptive")
    assert found is not None
    assert [r.rationale for r in found.rules] == ["Mine.", ""]


def test_a_policy_is_added_extended_and_removed(desk: Desk) -> None:
    desk.post("/policies", name="Дім", extends="heir", description="Наш")
    assert desk.base().policy("Дім") == Policy(name="Дім", extends="heir", description="Наш")
    assert "circle" in shown(
        desk.post("/policies/heir", status=422, version="1", extends="Дім", description="")
    )
    assert "There already is" in shown(desk.post("/policies", status=422, name="heir"))
    assert "without a slash" in shown(desk.post("/policies", status=422, name="a/b"))
    refused = desk.post("/policies/heir/remove", status=422, version="1")
    assert "There is no policy “heir”" in shown(refused)
    desk.post("/policies/Дім", version="1", extends="", description="Our own")
    desk.post("/policies/Дім/remove", version="2")
    assert desk.base().policy("Дім") is None


# Trying, revisions


def test_a_sentence_is_tried_out(desk: Desk) -> None:
    page = desk.get("/try?language=ru&text=Они ушли с ополчением к террористам.")
    assert "ополчением</mark>" in page
    assert "in the dictionary" in page
    assert "«террористам» ← террористы, dative plural" in page
    raw = desk.raw("/try?language=en&text=%3Cb%3EThe people's militia")  # nested, at the end
    assert "<b>" not in raw
    assert "inside a longer term" in raw
    assert "No term stands there" in desk.get("/try?language=uk&text=Тиша.")
    assert "too long" in desk.get(f"/try?language=uk&text={'а' * 801}", status=422)


def test_the_longest_text_that_is_tried_out_fits_into_an_address(desk: Desk) -> None:
    text = quote("中" * consulting.LONGEST_TRIAL)
    assert len(text) + 100 < serving.limit_request_line
    assert f'maxlength="{consulting.LONGEST_TRIAL}"' in desk.raw("/try")


def test_revisions_are_listed_and_each_says_what_it_changed(desk: Desk) -> None:
    typed = {
        **desk.fields("/concepts/coup/edit"),
        "definition": "Another.",
        "term-0-status": "forbidden",
    }
    desk.post("/concepts/coup", **typed)
    assert "Changed “coup”" in desk.get("/revisions")
    page = desk.get("/revisions/2")
    assert "<ins>Another.</ins>" in page
    assert "<del>admitted</del> <ins>forbidden</ins>" in page
    assert "3 concepts added" in desk.get("/revisions/1")
    desk.get("/revisions/9", status=404)


# Files


@pytest.mark.parametrize("ending", ["tbx", "zip", "xlsx", "toml"])
def test_what_is_exported_is_what_is_there(desk: Desk, ending: str) -> None:
    answer = desk.clients[Role.READER].get(f"{desk.home}/export.{ending}")
    assert answer.status_code == 200
    assert f"-r1.{ending}" in answer.headers["Content-Disposition"]
    found = read_bundle({f"x.{ending}": answer.data})
    texts = {(t.language, t.text) for c in desk.base().concepts for t in c.terms}
    if ending != "toml":
        assert {(t.language, t.text) for c in found.concepts for t in c.terms} == texts
    if ending != "tbx":
        assert found.policies == desk.base().policies
    desk.get("/export.exe", status=404)


def test_a_rule_begins_with_the_concept_that_led_to_it(desk: Desk) -> None:
    fields = desk.fields("/policies/heir/rules/new?concept=coup&language=uk")
    assert (fields["concept"], fields["language"]) == ("coup", "uk")
