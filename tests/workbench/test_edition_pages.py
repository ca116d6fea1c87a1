"""The page of an edition: gate, publication, downloads, credits and policy, without script."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import select

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from tests.workbench.world import _session, post
from translations.editions import OUTPUTS
from translations.editions.base import Edition, Layout, Purpose
from translations.editions.outline import credited
from translations.review import Action
from workbench.errors import Conflict, InvalidInput, NotAllowed, StaleVersion
from workbench.permissions import Actor
from workbench.services import edition_desk, gating, kept_editions, publishing, terms
from workbench.services.gating import BlockerKind
from workbench.storage import publications, tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.terms import Argument
from workbench.web.downloads import disposition

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database: Database) -> World:
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    return desk


def browser(app: OpenAPI, database: Database, actor: Actor) -> FlaskClient:
    with writing(database) as connection:
        _session(connection, actor.id, f"token of {actor.name}")
    client = app.test_client()
    client.set_cookie("workbench", f"token of {actor.name}")
    return client


@pytest.fixture
def owner(app: OpenAPI, database: Database, desk: World) -> FlaskClient:
    return browser(app, database, desk.owner)


def page(desk: World, rest: str = "") -> str:
    return f"/editions/{desk.edition}{rest}"


def seal(database: Database, desk: World) -> str:
    return gating.gate(database, actor=desk.owner, edition_id=desk.edition).seal


@SQLITE
def test_an_edition_that_is_ready_is_published_read_and_withdrawn(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    assert "Not yet" not in owner.get(page(desk)).text
    done = post(owner, page(desk, "/publish"), seal=seal(database, desk))
    assert done.status_code == 302
    shown = owner.get(page(desk)).text
    (row,) = publishing.publications_of(database, actor=desk.owner, edition_id=desk.edition)
    assert row.signature.replace("'", "&#39;") in shown
    assert "Народное ополчение" in owner.get(page(desk, "/publications/1")).text
    assert post(owner, page(desk, "/publications/1/withdraw"), why=" ").status_code == 422
    done = post(owner, page(desk, "/publications/1/withdraw"), why="A name was wrong.")
    assert done.status_code == 302
    assert "A name was wrong." in owner.get(page(desk)).text
    assert post(owner, page(desk, "/publications/1/withdraw"), why="Again").status_code == 409


@SQLITE
def test_a_blocker_says_how_many_and_leads_to_its_segments(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    work.save(database, desk, 0, "Террористы покинули этот город вчера.")
    shown = owner.get(page(desk)).text
    for filters in ("finding=error", "state=draft&amp;state=translated"):
        href = re.search(rf'href="(/editions/\d+/edit\?{re.escape(filters)})"', shown)
        assert href is not None
        listed = owner.get(href[1].replace("&amp;", "&")).text
        assert re.findall(r'data-segment="(\d+)"', listed) == [str(desk.segments[0])]
    assert 'name="override-errors"' in shown


@SQLITE
def test_what_is_refused_keeps_the_reasons_that_were_typed(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    work.save(database, desk, 0, "Террористы покинули этот город вчера.")
    typed = {"override-errors": "It is quoted <so>."}
    refused = post(owner, page(desk, "/publish"), seal=seal(database, desk), **typed)
    assert refused.status_code == 409
    assert "It is quoted &lt;so&gt;." in refused.text
    assert 'id="override-below-state-error"' in refused.text
    typed["override-below-state"] = "Today."
    stale = post(owner, page(desk, "/publish"), seal="0" * 32, **typed)
    assert (stale.status_code, "It is quoted" in stale.text) == (409, True)
    done = post(owner, page(desk, "/publish"), seal=seal(database, desk), **typed)
    assert done.status_code == 302
    assert "It is quoted &lt;so&gt;." in owner.get(page(desk)).text


@SQLITE
def test_what_nobody_overrides_offers_no_reason(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    work.save(database, desk, 0, " ", action=Action.DRAFT)
    shown = owner.get(page(desk)).text
    assert "must be mended" in shown
    assert "override-" not in shown


@SQLITE
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_download_has_its_type_and_a_name_in_any_script(
    database: Database, desk: World, owner: FlaskClient, output: str
) -> None:
    post(owner, page(desk, "/publish"), seal=seal(database, desk))
    with writing(database) as connection:
        connection.execute(
            tables.DocumentName.__table__.insert().values(  # type: ignore[attr-defined] # a Table
                document_id=desk.document, kind="title", source="", language="ru", text="Кто ушёл?"
            )
        )
    written = OUTPUTS[output]
    answer = owner.get(page(desk, f"/export/{output}"))
    assert answer.content_type == written.media_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    name = quote("Кто ушёл", safe="")
    beside = " bilingual" if written.purpose is Purpose.COMPARING else ""
    ending = f"{quote(beside)}{written.extension}"
    assert f"filename*=UTF-8''{name}%20ru%20edition{ending}" in disposition
    kept = owner.get(page(desk, f"/publications/1/{output}"))
    assert kept.content_type == written.media_type
    assert f"v1{beside}{written.extension}" in kept.headers["Content-Disposition"]


@SQLITE
def test_the_preview_may_use_its_own_style_sheet_and_nothing_else(
    desk: World, owner: FlaskClient
) -> None:
    answer = owner.get(page(desk, "/preview"))
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "Content-Disposition" not in answer.headers
    assert "sha256" not in owner.get(page(desk)).headers["Content-Security-Policy"]


@SQLITE
def test_a_reader_sees_the_gate_and_no_button(
    app: OpenAPI, database: Database, desk: World
) -> None:
    shown = browser(app, database, desk.reader).get(page(desk)).text
    assert "A publisher or an owner of this project publishes." in shown
    assert "/export/" not in shown
    assert "/policy" not in shown


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Words v1.html", 'attachment; filename="Words v1.html"'),
        (
            'Éditi"on.md',
            "attachment; filename=\"Editi on.md\"; filename*=UTF-8''%C3%89diti%22on.md",
        ),
        (
            "що.po",
            "attachment; filename=\"download.po\"; filename*=UTF-8''%D1%89%D0%BE.po",
        ),
    ],
)
def test_the_name_of_a_file_goes_in_ascii_and_whole(name: str, header: str) -> None:
    assert disposition(name) == header


# Facts of the edition


def version(database: Database, desk: World) -> int:
    return edition_desk.desk(database, actor=desk.owner, edition_id=desk.edition).edition.version


@SQLITE
def test_credits_are_written_row_by_row(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    rows = {
        "contribution-0": "edt",
        "name-0": " Ірина ",
        "label-0": "",
        "contribution-1": "ctb",
        "name-1": "",
        "label-1": "",
        "contribution-2": "ctb",
        "name-2": "Отдел: второй",
        "label-2": "Вёрстка",
    }
    now = version(database, desk)
    done = post(owner, page(desk, "/credits"), version=now, **rows)
    assert done.status_code == 302
    edition = publishing.preview(database, actor=desk.reader, edition_id=desk.edition)
    assert credited(edition)[:2] == (("Редактура", "Ірина"), ("Вёрстка", "Отдел: второй"))
    nameless = {"contribution-0": "ctb", "name-0": "", "label-0": "Вёрстка"}
    wrong = post(owner, page(desk, "/credits"), version=now + 1, **nameless)
    assert (wrong.status_code, "Write the name" in wrong.text) == (422, True)
    assert post(owner, page(desk, "/credits"), version=now, **rows).status_code == 409


@SQLITE
@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("isbn", "978-3-16-148410-1", "no ISBN"),
        ("doi", "doi:12/34", "no DOI"),
        ("licence_link", "javascript:alert(1)", "whole address"),
        ("slug", "a/b", "letters, digits and hyphens"),
        ("publisher", "x" * 201, "At most 200"),
    ],
)
def test_an_imprint_that_cannot_be_is_refused_beside_its_field(
    desk: World, owner: FlaskClient, database: Database, field: str, value: str, told: str
) -> None:
    now = version(database, desk)
    wrong = post(owner, page(desk, "/imprint"), version=now, **{field: value})
    assert wrong.status_code == 422
    assert re.search(rf'id="{field}-error">.*?{told}', wrong.text, re.DOTALL)


@SQLITE
def test_an_imprint_is_printed_and_its_address_is_fixed_by_the_first_publication(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    fields = {
        "publisher": "Наше издательство",
        "place": "Рига",
        "isbn": "978-3-16-148410-0",
        "doi": "https://doi.org/10.1000/182",
        "licence": "CC BY-SA 4.0",
        "slug": "Наш Адрес",
        "licence_link": "https://example.org/by-sa",
        "translators_licence": "CC BY-SA 4.0",
    }
    post(owner, page(desk, "/imprint"), version=version(database, desk), **fields)
    edition = publishing.preview(database, actor=desk.reader, edition_id=desk.edition)
    assert (edition.slug, edition.imprint.doi) == ("наш-адрес", "10.1000/182")
    assert (edition.imprint.place, edition.imprint.rights) == ("Рига", "The authors")
    post(owner, page(desk, "/publish"))
    again = {**fields, "slug": "другой", "version": version(database, desk)}
    assert post(owner, page(desk, "/imprint"), **again).status_code == 409
    kept = {**again, "slug": "наш-адрес"}
    assert post(owner, page(desk, "/imprint"), **kept).status_code == 302


@SQLITE
def test_who_does_not_publish_sees_the_facts_and_changes_nothing(
    app: OpenAPI, database: Database, desk: World
) -> None:
    reader = browser(app, database, desk.reader)
    seen = reader.get(page(desk, "/facts"))
    assert seen.status_code == 200
    assert "A publisher or an owner" in seen.text
    assert post(reader, page(desk, "/apparatus"), version=1, layout="columns").status_code == 403


@SQLITE
def test_an_edition_prints_of_its_apparatus_what_its_publisher_wants(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    def seen() -> Edition:
        return publishing.preview(database, actor=desk.reader, edition_id=desk.edition)

    assert seen().glossary
    now = version(database, desk)
    post(owner, page(desk, "/apparatus"), version=now, notes="1", layout="paragraphs")
    assert seen().glossary == ()
    assert seen().layout is Layout.PARAGRAPHS


@SQLITE
def test_an_edition_tells_of_earlier_versions_if_its_publisher_wants(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    def publish(text: str, **apparatus: str) -> list[tuple[int, int]]:
        """Publish with another text; the versions that are told, each with its changes."""
        now = version(database, desk)
        post(owner, page(desk, "/apparatus"), version=now, layout="columns", **apparatus)
        work.save(database, desk, 1, text)
        work.review(database, desk, 1, Action.APPROVE)
        number = publishing.publish(
            database, actor=desk.owner, edition_id=desk.edition, overrides={}
        ).number
        with reading(database) as connection:
            stored = publications.frozen(connection, desk.edition, number)
        assert stored is not None
        return [(v.number, len(v.changes)) for v in kept_editions.unpack(stored).versions]

    assert publish("Оно ушло в эту республику.", versions="1") == [(1, 0)]
    assert publish("Оно ушло в ту республику.", versions="1") == [(2, 1), (1, 0)]
    assert publish("Оно ушло в республику.") == [(3, 0)]
    assert publish("Оно ушло в эту республику.", versions="1") == [(4, 1), (3, 0), (2, 1), (1, 0)]


@SQLITE
def test_an_address_stays_though_another_edition_is_to_have_the_same(
    database: Database, desk: World
) -> None:
    publishing.publish(database, actor=desk.owner, edition_id=desk.edition, overrides={})
    fixed = publishing.preview(database, actor=desk.reader, edition_id=desk.edition).slug
    with writing(database) as connection:
        other = factories.add_edition(connection, desk.document, "ru", policy="descriptive")
    work.set_row(database, tables.Edition, other, slug=fixed)
    work.save(database, desk, 1, "Оно ушло в эту республику.")
    work.review(database, desk, 1, Action.APPROVE)
    publishing.publish(database, actor=desk.owner, edition_id=desk.edition, overrides={})
    now = publishing.preview(database, actor=desk.reader, edition_id=desk.edition).slug
    assert now == fixed


@SQLITE
@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("हिन्दी शब्द", "हिन्दी-शब्द"),
        ("ΛΌΓΟΣ", "λόγος"),
        ("Straße", "straße"),
        ("a -- b", "a-b"),
        (" - ", ""),
        ("Мо\u0438\u0306", "мой"),
    ],
)
def test_an_address_is_kept_in_the_letters_of_its_language(
    database: Database, desk: World, owner: FlaskClient, written: str, kept: str
) -> None:
    done = post(owner, page(desk, "/imprint"), version=version(database, desk), slug=written)
    assert done.status_code == 302
    assert publishing.preview(database, actor=desk.reader, edition_id=desk.edition).slug == kept


@SQLITE
def test_a_form_that_was_open_at_the_first_publication_shows_the_address_that_is_fixed(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    now = version(database, desk)
    publishing.publish(database, actor=desk.owner, edition_id=desk.edition, overrides={})
    late = post(owner, page(desk, "/imprint"), version=now, slug="", publisher="A. House")
    assert late.status_code == 409
    fixed = publishing.preview(database, actor=desk.reader, edition_id=desk.edition).slug
    assert fixed in re.findall(r'name="slug"[^>]* value="([^"]*)"', late.text)
    assert "A. House" in late.text


@SQLITE
def test_no_row_of_credits_that_was_typed_is_lost_when_somebody_else_was_first(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    now = version(database, desk)
    rows = {f"name-{n}": f"Name {n}" for n in range(6)}
    rows |= {f"contribution-{n}": "edt" for n in range(6)} | {f"label-{n}": "" for n in range(6)}
    post(owner, page(desk, "/apparatus"), version=now, layout="columns")
    late = post(owner, page(desk, "/credits"), version=now, **rows)
    assert late.status_code == 409
    assert [n for n in range(6) if f"Name {n}" not in late.text] == []


def test_another_policy_checks_everything_again(database: Database, desk: World) -> None:
    before = version(database, desk)

    def choose(policy: str, *, actor: Actor = desk.owner, seen: int = before) -> int | None:
        return edition_desk.choose_policy(
            database, actor=actor, edition_id=desk.edition, version=seen, policy=policy
        )

    with pytest.raises(NotAllowed):
        choose("descriptive", actor=desk.translator)
    with pytest.raises(InvalidInput):
        choose("nothing of the kind")
    with pytest.raises(StaleVersion):
        choose("descriptive", seen=before + 1)
    assert choose("descriptive") is None  # few: checked already
    gate = gating.gate(database, actor=desk.reader, edition_id=desk.edition)
    assert {b.kind: b.segments for b in gate.blockers} == {BlockerKind.ERRORS: (desk.segments[0],)}
    with reading(database) as connection:
        columns = (tables.Edition.policy, tables.Edition.policy_version)
        row = connection.execute(select(*columns).where(tables.Edition.id == desk.edition)).one()
    assert tuple(row) == ("descriptive", 2)
    with writing(database) as connection:
        factories.add_edition(connection, desk.document, "ru", policy="speaker")
    with pytest.raises(Conflict):
        choose("speaker", seen=before + 1)
    assert choose("descriptive", seen=0) is None  # nothing changes


@SQLITE
def test_an_edition_says_that_its_house_style_was_removed(
    database: Database, desk: World, owner: FlaskClient
) -> None:
    post(owner, page(desk, "/policy"), version=version(database, desk), policy="descriptive")
    assert "is there no more" not in owner.get(page(desk)).text
    terms.remove_policy(
        database,
        actor=None,
        glossary_id=desk.glossary,
        name="descriptive",
        version=1,
        argument=Argument(summary="Not ours"),
    )
    assert "“descriptive” is there no more" in unescape(owner.get(page(desk)).text)


@SQLITE
def test_a_terminologist_chooses_a_policy_on_the_page(
    app: OpenAPI, database: Database, desk: World
) -> None:
    person = browser(app, database, desk.terminologist)
    assert page(desk, "/policy") in person.get(page(desk)).text
    now = version(database, desk)
    wrong = post(person, page(desk, "/policy"), version=now, policy="none such")
    assert (wrong.status_code, "policy-error" in wrong.text) == (422, True)
    assert post(person, page(desk, "/policy"), version=now, policy="speaker").status_code == 302
    assert version(database, desk) == now + 1
