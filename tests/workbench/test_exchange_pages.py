"""Glossaries in and out through the pages: looked at, decided, imported."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

from glossary.formats.bundle import read_bundle, write_tables
from glossary.formats.tbx import Dialect, Style, write_tbx
from glossary.formats.xlsx import write_xlsx
from glossary.model import Concept, Policy, Rule, Status, Term, TermBase
from tests.workbench.browsing import Fields, form_with
from tests.workbench.conftest import Clients
from tests.workbench.world import post
from workbench.permissions import Role
from workbench.services import terms
from workbench.storage.engine import writing
from workbench.storage.tables import Glossary
from workbench.storage.terms import Argument


def concept(name: str, *words: tuple[str, str, Status], **more: Any) -> Concept:
    named = (
        Term(id=f"{name}{n}", concept=name, language=language, text=text, status=status)
        for n, (language, text, status) in enumerate(words)
    )
    return Concept(id=name, terms=tuple(named), **more)


BASE = TermBase(
    concepts=(
        concept(
            "levy", ("en", "levy", Status.PREFERRED), ("ru", "ополчение", Status.PREFERRED),
            definition="Armed people.", note="Ours.",
        ),
        concept("coup", ("en", "coup", Status.ADMITTED), ("ru", "переворот", Status.ADMITTED)),
    ),
    policies=(Policy(name="plain", rules=(Rule(concept="coup", language="ru", required=("x",)),)),),
)  # fmt: skip


class Desk:
    """A glossary, and a terminologist with a browser."""

    def __init__(self, clients: Clients) -> None:
        self.world, self.clients = clients.world, clients
        self.number = self.world.glossary_id
        self.home = f"/glossaries/{self.number}"
        self.take(BASE)

    def take(self, base: TermBase) -> None:
        terms.import_termbase(
            self.world.database, actor=None, glossary_id=self.number, incoming=base, source="it"
        )

    def base(self) -> TermBase:
        return terms.read(self.world.database, actor=None, glossary_id=self.number)

    def concept(self, name: str) -> Concept:
        found = self.base().concept(name)
        assert found is not None
        return found

    def change(self, changed: Concept) -> None:
        version = 1
        terms.save_concept(
            self.world.database, actor=None, glossary_id=self.number, concept=changed,
            version=version, argument=Argument(summary="A change"),
        )  # fmt: skip

    def get(self, path: str, status: int = 200) -> str:
        answer = self.clients[Role.TERMINOLOGIST].get(path)
        assert answer.status_code == status
        return unescape(answer.get_data(as_text=True))

    def post(self, path: str, status: int = 302, **fields: Any) -> TestResponse:
        answer = post(self.clients[Role.TERMINOLOGIST], path, **fields)
        assert answer.status_code == status, unescape(answer.get_data(as_text=True))
        return answer

    def upload(self, name: str, body: bytes) -> str:
        """Upload a file; answers where it is looked at."""
        answer = self.post(f"{self.home}/imports", files=(io.BytesIO(body), name))
        return str(answer.headers["Location"])

    def refused(self, name: str, body: bytes) -> str:
        files = (io.BytesIO(body), name)
        answer = self.post(f"{self.home}/imports", status=422, files=files)
        return unescape(answer.get_data(as_text=True))

    def form(self, place: str, field: str = "revision") -> Fields:
        page = self.clients[Role.TERMINOLOGIST].get(place).get_data(as_text=True)
        return {name: value for name, value in form_with(page, field).items() if name != "take"}


@pytest.fixture
def desk(clients: Clients) -> Desk:
    return Desk(clients)


def test_an_import_is_looked_at_and_then_done(desk: Desk) -> None:
    before = desk.base()
    truce = concept("truce", ("uk", "перемир’я", Status.ADMITTED))
    coup = replace(BASE.concepts[1], definition="Changed.", terms=BASE.concepts[1].terms[1:])
    place = desk.upload("words.tbx", write_tbx(TermBase(concepts=(coup, BASE.concepts[0], truce))))
    page = desk.get(place)
    assert "Changed." in page
    assert "перемир’я" in page
    assert desk.base() == before
    desk.post(place, **desk.form(place))
    after = desk.base()
    assert {c.id for c in after.concepts} == {c.id for c in before.concepts} | {"truce"}
    assert desk.concept("coup").definition == "Changed."
    assert "Imported words.tbx" in desk.get(f"{desk.home}/revisions")
    desk.get(place, status=404)


def test_an_import_into_a_glossary_that_moved_on_is_shown_again(desk: Desk) -> None:
    place = desk.upload("a.zip", write_tables(TermBase(concepts=(Concept(id="truce"),))))
    form = desk.form(place)
    desk.change(replace(BASE.concepts[1], note="New."))
    answer = desk.post(place, status=409, **form)
    assert "changed since you looked" in answer.get_data(as_text=True)
    desk.post(place, **desk.form(place))
    assert desk.base().concept("truce")
    assert desk.concept("coup").note == "New."


def test_a_forgotten_file_changes_nothing(desk: Desk) -> None:
    place = desk.upload("a.zip", write_tables(TermBase(concepts=(Concept(id="truce"),))))
    desk.post(place, **{**desk.form(place), "do": "drop"})
    assert desk.base().concept("truce") is None
    desk.get(place, status=404)


def test_what_somebody_is_about_to_import_is_seen_by_nobody_else(desk: Desk) -> None:
    place = desk.upload("a.zip", write_tables(TermBase(concepts=(Concept(id="truce"),))))
    assert desk.clients["admin"].get(place).status_code == 404
    assert desk.clients[Role.READER].get(place).status_code == 403


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("words.docx", b"PK", "words.docx"),
        ("words.tbx", b"<tbx", "words.tbx"),
        ("terms.csv", b"\xff", "concepts.csv"),
        ("words.xlsx", b"PK\x03\x04", "cannot be opened"),
        ("table.csv", b"\n\n", "there is no row"),
        ("x.tbx", write_tbx(TermBase(concepts=(Concept(id="c", contested=True),))), "Say why"),
        ("x.tbx", b'<!DOCTYPE t [<!ENTITY a "b">]><tbx style="dca">&a;</tbx>', "entit"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_the_reason(
    desk: Desk, name: str, body: bytes, said: str
) -> None:
    assert said in desk.refused(name, body)


# Conflicts


def exported(desk: Desk) -> TermBase:
    body = desk.clients[Role.READER].get(f"{desk.home}/export.xlsx").data
    return read_bundle({"a.xlsx": body})


def test_what_both_sides_changed_stays_until_it_is_decided(desk: Desk) -> None:
    base = exported(desk)
    desk.change(replace(desk.concept("coup"), note="Here."))
    coup = base.concept("coup")
    assert coup is not None
    theirs = replace(coup, definition="There.")
    others = tuple(c for c in base.concepts if c.id != "coup")
    place = desk.upload("a.xlsx", write_xlsx(replace(base, concepts=(*others, theirs))))
    assert "Changed here since the file was exported." in desk.get(place)
    desk.post(place, **desk.form(place))
    assert (desk.concept("coup").note, desk.concept("coup").definition) == ("Here.", "")
    place = desk.upload("a.xlsx", write_xlsx(replace(base, concepts=(*others, theirs))))
    desk.post(place, **desk.form(place), take="concept:coup")
    assert (desk.concept("coup").note, desk.concept("coup").definition) == ("", "There.")


def test_what_only_we_changed_is_not_undone_by_an_old_file(desk: Desk) -> None:
    base = exported(desk)
    desk.change(replace(desk.concept("coup"), note="Here."))
    place = desk.upload("a.xlsx", write_xlsx(base))
    page = desk.get(place)
    assert "Changed here and not in the file" in page
    assert "Import it" not in page
    assert desk.concept("coup").note == "Here."


def test_a_preferred_term_is_demoted_by_decision_only(desk: Desk) -> None:
    levy = concept("levy", ("en", "levy", Status.PREFERRED), ("ru", "ополчение", Status.FORBIDDEN))
    body = write_tbx(TermBase(concepts=(levy,)))
    place = desk.upload("a.tbx", body)
    assert "No longer preferred: <strong>ополчение" in desk.get(place)
    desk.post(place, **desk.form(place))
    assert [t.status for t in desk.concept("levy").in_language("ru")] == [Status.PREFERRED]
    place = desk.upload("a.tbx", body)
    desk.post(place, **desk.form(place), take="concept:levy")
    assert [t.status for t in desk.concept("levy").in_language("ru")] == [Status.FORBIDDEN]


# Tables of other people


def test_a_table_is_read_when_its_columns_were_said(desk: Desk) -> None:
    rows = "Английский;Русский;Что это\nlevy;ополчение|ратники;\ntruce;перемирие;A pause.\nbad;;\n"
    place = desk.upload("table.csv", (rows + "x" * 201 + ";;\n").encode("windows-1251"))
    page = desk.get(place)
    assert "перемирие" in page
    form = desk.form(place, "width")
    assert (form["field-1"], form["language-1"]) == ("term", "en")
    assert (form["field-2"], form["language-2"]) == ("term", "ru")
    assert form["encoding"] == "windows-1251"
    desk.post(f"{place}/columns", **{**form, "field-3": "definition", "do": "columns"})
    page = desk.get(place)
    assert "row 5" in page
    desk.post(place, **desk.form(place))
    levy, truce = desk.concept("levy"), desk.concept("truce")
    assert (levy.definition, levy.note) == ("Armed people.", "Ours.")
    assert [(t.text, t.status) for t in levy.in_language("ru")] == [
        ("ополчение", Status.PREFERRED),
        ("ратники", Status.ADMITTED),
    ]
    assert truce.definition == "A pause."
    assert desk.concept("bad").in_language("en")


def test_what_was_said_wrongly_stays_in_the_form(desk: Desk) -> None:
    place = desk.upload("table.csv", b"this,that\nlevy,x\n")
    form = {**desk.form(place, "width"), "do": "columns"}
    refused = desk.post(f"{place}/columns", status=422, **{**form, "field-2": "term"})
    page = refused.get_data(as_text=True)
    assert "say in which language" in page
    assert form_with(page, "width")["field-2"] == "term"
    desk.post(f"{place}/columns", **{**form, "field-1": "term", "language-1": "uk"})
    assert form_with(desk.get(f"{place}?columns=1"), "width")["language-1"] == "uk"
    desk.post(f"{place}/columns", status=422, **{**form, "width": "many"})


def test_a_person_names_the_encoding_that_the_bytes_do_not_tell(desk: Desk) -> None:
    place = desk.upload("table.csv", "pl,x\nżółć,ź\n".encode("windows-1250"))
    assert "does not tell its encoding" in desk.get(place)
    form = desk.form(place, "width")
    again = {**form, "encoding": "windows-1250", "do": "read"}
    desk.post(f"{place}/columns", **again)
    page = desk.get(place)
    assert "żółć" in page
    assert form_with(page, "width")["encoding"] == "windows-1250"


# Files out, and in again


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("dialect", Dialect)
def test_tbx_is_given_in_every_style_and_dialect(
    desk: Desk, style: Style, dialect: Dialect
) -> None:
    address = f"{desk.home}/export.tbx?style={style}&dialect={dialect}"
    found = read_bundle({"a.tbx": desk.clients[Role.READER].get(address).data})
    assert {c.id for c in found.concepts} == {c.id for c in desk.base().concepts}
    desk.get(f"{desk.home}/export.tbx?style=x", status=404)


def test_what_a_format_cannot_hold_is_told_on_the_page(desk: Desk) -> None:
    with writing(desk.world.database) as connection:  # as an older program kept it
        connection.execute(update(Glossary).values(description="a\x0bb"))
    page = desk.get(f"{desk.home}/export.tbx", status=422)
    assert "XML cannot hold" in page


def test_decisions_are_given_as_lines_of_json(desk: Desk) -> None:
    terms.save_concept(
        desk.world.database, actor=None, glossary_id=desk.number, version=1,
        concept=replace(desk.concept("coup"), note="Why."),
        argument=Argument(summary="A", concept="coup", question="Is it?", text="It is."),
    )  # fmt: skip
    lines = desk.clients[Role.READER].get(f"{desk.home}/export.jsonl").data.splitlines()
    found = json.loads(lines[0])
    assert (found["question"], found["argument"]) == ("Is it?", "It is.")


@pytest.mark.parametrize("endings", [("tbx",), ("tbx", "toml"), ("zip",), ("xlsx",)])
def test_what_is_exported_makes_the_same_glossary_elsewhere(
    desk: Desk, endings: tuple[str, ...]
) -> None:
    reader = desk.clients[Role.READER]
    files = {f"a.{each}": reader.get(f"{desk.home}/export.{each}").data for each in endings}
    database = desk.world.database
    empty = terms.install(database, actor=None, name="Elsewhere", content=TermBase())
    taken = [(io.BytesIO(body), name) for name, body in files.items()]
    admin = desk.clients["admin"]
    answer = post(admin, f"/glossaries/{empty}/imports", files=taken)
    place = answer.headers["Location"]
    form = form_with(admin.get(place).get_data(as_text=True), "revision")
    assert post(admin, place, **form).status_code == 302
    there = terms.read(database, actor=None, glossary_id=empty)
    assert without_keys(there) == without_keys(desk.base())


def without_keys(base: TermBase) -> TermBase:
    """What people see: TBX keeps terms together by language, and databases number them."""
    concepts = (
        replace(c, terms=tuple(sorted((replace(t, id="") for t in c.terms), key=_place)))
        for c in base.concepts
    )
    return TermBase(concepts=tuple(concepts), policies=base.policies)


def _place(term: Term) -> tuple[str, str]:
    return (term.language, term.text)
