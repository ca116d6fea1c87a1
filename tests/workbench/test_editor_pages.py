"""The editor without script: open anywhere, filter, save, be refused, page through windows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from glossary.model import Severity, Span
from glossary.saying import say
from tests.workbench import desk, factories
from tests.workbench.desk import MILITIA, REPUBLIC, SPOKEN, WITH_CODES
from tests.workbench.factories import World
from tests.workbench.world import post
from translations.model import Code, CodeKind, Finding, State
from translations.review import Action
from workbench import api
from workbench.api import typescript
from workbench.permissions import Actor
from workbench.services import commenting, editing, reading, reviewing
from workbench.storage import rows
from workbench.storage.engine import Database, writing
from workbench.storage.engine import reading as reading_from
from workbench.storage.rows import Filter, Mention
from workbench.storage.targets import TargetRow
from workbench.web import editor_words, marking
from workbench.web.assets import STATIC

_SCRIPTS = STATIC.parent / "frontend" / "editor"


@pytest.fixture
def office(database: Database) -> World:
    return desk.furnish(database)


@pytest.fixture
def translator(app: OpenAPI, database: Database, office: World) -> FlaskClient:
    return desk.sign_in(app, database, office.translator)


def shown(page: str) -> list[int]:
    """The segments of a page or fragment, in order."""
    return [int(number) for number in re.findall(r'<div class="seg[^>]*data-segment="(\d+)"', page)]


def stored(database: Database, office: World, segment: int) -> TargetRow:
    with reading_from(database) as connection:
        return editing.find(connection, office.edition, office.segments[segment]).target


def path(office: World, segment: int | None = None, /, **query: str) -> str:
    asked = {**({} if segment is None else {"segment": office.segments[segment]}), **query}
    joined = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/editions/{office.edition}/edit?{joined}"


# Reading


def test_the_article_opens_with_terms_states_and_voices(
    translator: FlaskClient, office: World, database: Database
) -> None:
    desk.write(database, office, MILITIA, "Террористы ушли.")
    page = translator.get(path(office)).text
    assert shown(page) == list(office.segments)
    assert '<span class="term contested"' in page
    assert re.search(r'class="finding finding-error[^>]*>Террористы</span>', page)
    assert re.search(r'class="block-voice"><bdi lang="en">Speaker</bdi> · answer', page)
    assert re.search(r'class="code code-sc" dir="ltr"[^>]*>em›</span>', page)


def test_the_editor_leads_to_the_page_that_publishes(
    translator: FlaskClient, office: World
) -> None:
    assert f'href="/editions/{office.edition}"' in translator.get(path(office)).text


def test_a_segment_opens_as_a_form_with_its_codes_spelled_out(
    translator: FlaskClient, office: World, database: Database
) -> None:
    desk.write(database, office, WITH_CODES, "Читайте \ue000это\ue001 сейчас.")
    page = unescape(translator.get(path(office, WITH_CODES)).text)
    assert "Читайте <1>это</1> сейчас.</textarea>" in page
    assert 'value="approve"' not in page


def test_what_came_back_opens_with_the_reviewers_reason(
    translator: FlaskClient, office: World, database: Database
) -> None:
    desk.write(database, office, MILITIA, "Ополчение ушло.")
    reviewing.review(
        database,
        actor=office.reviewer,
        edition_id=office.edition,
        segment_id=office.segments[MILITIA],
        version=stored(database, office, MILITIA).version,
        action=Action.RETURN,
        category="completeness",
        weight="minor",
        reason="The town is missing.",
    )
    page = translator.get(path(office, MILITIA)).text
    assert "completeness: </strong>" in page
    assert "The town is missing." in page
    assert "The town is missing." not in translator.get(path(office, WITH_CODES)).text


#: A filter as it stands in the address, and the segments that it shows.
FILTERS: tuple[tuple[dict[str, str], set[int]], ...] = (
    ({"state": "empty"}, {0, 3, 4, 5}),
    ({"state": "translated"}, {1, 2}),
    ({"state": "draft"}, set()),
    ({"finding": "error"}, {1}),
    ({"finding": "any"}, {1}),
    ({"finding": "warning"}, {1}),
    ({"finding": "waived"}, set()),
    ({"finding": "terminology"}, {1}),
    ({"finding": "numbers"}, set()),
    ({"term": "opolchenie"}, {1, 5}),
    ({"violates": "opolchenie"}, {1}),
    ({"q": "ТЕРРОРИСТ"}, {1}),
    ({"q": "nobody"}, {3}),
    ({"q": "100%"}, set()),
    ({"mine": "1"}, {1, 2}),
    ({"commented": "1"}, {2}),
    ({"mark": "returned"}, set()),
    ({"mark": "no-such-mark", "state": "no-such-state"}, set(range(6))),
    ({"state": "translated", "finding": "error"}, {1}),
)


def test_filters_stand_in_the_address(
    translator: FlaskClient, office: World, database: Database
) -> None:
    desk.write(database, office, MILITIA, "Террористы ушли.")
    desk.write(database, office, REPUBLIC, "Оно пошло в республику.")
    commenting.add_comment(
        database,
        actor=office.reviewer,
        edition_id=office.edition,
        segment_id=office.segments[REPUBLIC],
        text="Which one?",
    )
    for query, wanted in FILTERS:
        found = shown(translator.get(path(office, None, **query)).text)
        assert found == [office.segments[place] for place in sorted(wanted)], query
    chosen = Filter(states=frozenset({State.TRANSLATED}))
    asked = {"actor": office.translator, "edition_id": office.edition, "chosen": chosen}
    assert reading.count(database, **asked) == 2  # type: ignore[arg-type] # one mapping, three types


def test_links_of_rows_keep_the_filter(translator: FlaskClient, office: World) -> None:
    page = translator.get(path(office, q="militia", state="empty")).text
    assert f'href="?state=empty&amp;q=militia&amp;segment={office.segments[MILITIA]}#' in page


# Windows


@pytest.fixture
def long(database: Database) -> World:
    return factories.world(database, [[f"Line {n}.{m}." for m in range(3)] for n in range(60)])


def windows(client: FlaskClient, edition: int, start: str) -> Iterator[list[int]]:
    """Every further window in one direction, as the script asks for them."""
    end, _, place = start.partition("=")
    while place:
        page = client.get(f"/editions/{edition}/rows?{end}={place}").text
        yield shown(page)
        ends = re.search(rf'window-ends"[^>]*data-{end}="([^"]*)"', page)
        assert ends is not None
        place = ends[1]


def test_windows_from_any_place_reach_everything_once(
    app: OpenAPI, database: Database, long: World
) -> None:
    client = desk.sign_in(app, database, long.reader)
    for at in (0, 1, 17, 90, 163, 179):
        assert everything_from(client, long, at) == list(long.segments)


def everything_from(client: FlaskClient, long: World, at: int) -> list[int]:
    """All segments, from the page that opens at one of them and the windows on both sides."""
    page = client.get(f"/editions/{long.edition}/edit?segment={long.segments[at]}").text
    first = shown(page)
    assert long.segments[at] in first
    ends = re.search(r'window-ends" data-before="([^"]*)" data-after="([^"]*)"', page)
    assert ends is not None
    later = [each for one in windows(client, long.edition, f"after={ends[2]}") for each in one]
    earlier = [
        each
        for one in reversed(list(windows(client, long.edition, f"before={ends[1]}")))
        for each in one
    ]
    return earlier + first + later


def test_a_place_that_is_none_is_no_error(translator: FlaskClient, office: World) -> None:
    for place in ("", "x", "-1.0", "1.x", "99999999999.0", "999.0", "²"):
        for query in (f"edit?place={place}", f"rows?after={place}", f"rows?before={place}"):
            assert translator.get(f"/editions/{office.edition}/{query}").status_code == 200


def test_one_row_is_given_as_it_stands(
    translator: FlaskClient, office: World, database: Database
) -> None:
    desk.write(database, office, SPOKEN, "Мы — ополчение.")
    fragment = translator.get(f"/editions/{office.edition}/rows/{office.segments[SPOKEN]}").text
    assert shown(fragment) == [office.segments[SPOKEN]]
    assert "Мы — ополчение." in fragment
    assert translator.get(f"/editions/{office.edition}/rows/999").status_code == 404


def test_the_next_open_segment_is_named_to_scripts_and_led_to_without(
    translator: FlaskClient, office: World, database: Database
) -> None:
    desk.write(database, office, REPUBLIC, "Оно ушло в республику.")
    address = f"/editions/{office.edition}/segments/{office.segments[MILITIA]}/next"
    asked = translator.get(address, headers={"Accept": "application/json"})
    assert asked.json == {"segment_id": office.segments[REPUBLIC + 1]}
    assert f"segment={office.segments[REPUBLIC + 1]}" in translator.get(address).location
    last = f"/editions/{office.edition}/segments/{office.segments[SPOKEN]}/next"
    assert translator.get(last, headers={"Accept": "application/json"}).json == {"segment_id": None}


# Writing


def send(client: FlaskClient, office: World, segment: int, **fields: object) -> tuple[int, str]:
    address = f"/editions/{office.edition}/segments/{office.segments[segment]}"
    answer = post(client, address, **fields)
    return answer.status_code, unescape(answer.text)


def test_a_form_saves_and_leads_on(
    translator: FlaskClient, office: World, database: Database
) -> None:
    text = "Читайте <1>это</1>\r\nсейчас 𝄞."
    assert send(translator, office, WITH_CODES, text=text, version=0, action="draft")[0] == 302
    draft = stored(database, office, WITH_CODES)
    assert (draft.text, draft.state) == ("Читайте \ue000это\ue001\nсейчас 𝄞.", State.INITIAL)
    assert send(translator, office, WITH_CODES, text=text, version=1, action="confirm")[0] == 302
    assert stored(database, office, WITH_CODES).state is State.TRANSLATED


def test_a_stale_form_shows_both_texts(
    translator: FlaskClient, office: World, database: Database
) -> None:
    desk.write(database, office, MILITIA, "Чужое.", actor=office.second)
    status, page = send(translator, office, MILITIA, text="Моё <b>.", version=0, action="draft")
    assert status == 409
    assert "Моё <b>.</textarea>" in page
    assert ">Чужое.</p>" in page
    assert stored(database, office, MILITIA).text == "Чужое."
    assert send(translator, office, MILITIA, text="Моё.", version=1, action="draft")[0] == 302


REFUSED: tuple[tuple[dict[str, object], int], ...] = (
    ({"text": "", "version": 0, "action": "confirm"}, 422),
    ({"text": "a\x00b", "version": 0, "action": "draft"}, 422),
    ({"text": "a", "version": "x", "action": "draft"}, 422),
    ({"text": "a", "version": -1, "action": "draft"}, 422),
    ({"text": "a", "version": 0, "action": "approve"}, 403),
    ({"text": "a", "version": 0, "action": "explode"}, 422),
)


def test_what_cannot_be_saved_is_refused_and_changes_nothing(
    translator: FlaskClient, office: World, database: Database
) -> None:
    for fields, status in REFUSED:
        assert send(translator, office, MILITIA, **fields)[0] == status, fields
    assert stored(database, office, MILITIA).text == ""


def test_a_reviewer_reviews_without_script(app: OpenAPI, database: Database, office: World) -> None:
    desk.write(database, office, MILITIA, "Террористы ушли из города.")
    reviewer = desk.sign_in(app, database, office.reviewer)
    text = "Террористы ушли из города."
    status, page = send(reviewer, office, MILITIA, text=text, version=1, action="approve")
    assert status == 422
    assert "Террористы" in page
    returned = {"category": "term", "weight": "major", "reason": "Banned."}
    sent = send(reviewer, office, MILITIA, text=text, version=1, action="return", **returned)
    assert sent[0] == 302
    assert stored(database, office, MILITIA).state is State.INITIAL
    desk.write(database, office, MILITIA, "Ополчение ушло из города.", version=2)
    approved = {"text": "Ополчение ушло из города.", "version": 3, "action": "approve"}
    assert send(reviewer, office, MILITIA, **approved)[0] == 302
    assert stored(database, office, MILITIA).state is State.REVIEWED


ALLOWED = (("reader", 200, 403), ("stranger", 404, 404), ("second", 200, 302), ("owner", 200, 302))


def test_who_may(app: OpenAPI, database: Database, office: World) -> None:
    edition, segment = office.edition, office.segments[MILITIA]
    fragments = ("edit", "rows", f"rows/{segment}")
    for version, (who, read, write) in zip((0, 0, 0, 1), ALLOWED, strict=True):
        person: Actor = getattr(office, who)
        client = desk.sign_in(app, database, person)
        for fragment in fragments:
            assert client.get(f"/editions/{edition}/{fragment}").status_code == read, who
        sent = {"text": f"Ополчение, {who}.", "version": version, "action": "draft"}
        assert send(client, office, MILITIA, **sent)[0] == write, who


def test_a_reader_sees_a_form_that_sends_nothing(
    app: OpenAPI, database: Database, office: World
) -> None:
    page = desk.sign_in(app, database, office.reader).get(path(office, MILITIA)).text
    assert re.search(r"<textarea[^>]* readonly", page)
    assert 'name="action"' not in page


def test_a_segment_of_another_document_is_not_there(
    translator: FlaskClient, office: World, database: Database
) -> None:
    with writing(database) as connection:
        other = factories.add_document(connection, office.project, ["Elsewhere."])
        (elsewhere,) = factories.segment_ids(connection, other)
    assert translator.get(f"/editions/{office.edition}/edit?segment={elsewhere}").status_code == 404
    with reading_from(database) as connection:
        assert rows.place_of(connection, office.edition, elsewhere) is None


def test_a_filter_shows_the_same_from_every_place_be_it_near_or_far(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_NEAR", 3)
    world = factories.world(database, [["One.", "Two."], *(f"Number {n}." for n in range(10))])
    translated = {0, 1, 8, 10}
    for index in translated:
        desk.write(database, world, index, "Слово.")
    with reading_from(database) as connection:
        places = [rows.place_of(connection, world.edition, each) for each in world.segments]
        for state, wanted in (("translated", translated), ("empty", set(range(12)) - translated)):
            chosen = Filter(states=frozenset({state}))
            for index, place in enumerate(places):
                assert place is not None
                for limit in (1, 2, 20):
                    asked = (connection, world.edition, place, chosen, limit)
                    after = [world.segments.index(r.segment_id) for r in rows.from_place(*asked)]
                    before = [world.segments.index(r.segment_id) for r in rows.before_place(*asked)]
                    assert after == [n for n in sorted(wanted) if n >= index][:limit]
                    assert before == [n for n in sorted(wanted) if n < index][-limit:]


def test_the_next_open_segment_may_be_far(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_NEAR", 2)
    world = factories.world(database, [f"Number {n}." for n in range(8)])
    for index in range(1, 7):
        desk.write(database, world, index, "Слово.")
    with reading_from(database) as connection:
        asked = (connection, world.edition)
        first, last = (rows.place_of(*asked, world.segments[n]) for n in (0, 7))
        assert first is not None
        assert last is not None
        assert rows.next_open(*asked, first, Filter()) == world.segments[7]
        assert rows.next_open(*asked, last, Filter()) is None


# Marks


def _mention(start: int, end: int, *, contested: bool = False) -> Mention:
    return Mention(1, start, end, "concept", contested)


def _finding(start: int, end: int, message: str, severity: Severity) -> Finding:
    return Finding(
        check="spaces", kind="x", severity=severity, message=say(message), target=Span(start, end)
    )


CODES = (Code(id="1", kind=CodeKind.PLACEHOLDER, original='<br class="x">', display="br"),)


def test_marks_are_cut_where_they_overlap_and_words_are_escaped() -> None:
    findings = [
        _finding(0, 3, 'a "b"', Severity.ERROR),
        _finding(2, 5, "c", Severity.NOTE),
        _finding(4, 99, "beyond", Severity.WARNING),
    ]
    assert marking.target("<&>ab", (), findings) == (
        '<span class="finding finding-error" title="a &#34;b&#34;">&lt;&amp;</span>'
        '<span class="finding finding-error finding-note" title="a &#34;b&#34; c">&gt;</span>'
        '<span class="finding finding-note" title="c">a</span>'
        '<span class="finding finding-note finding-warning" title="c beyond">b</span>'
    )


def test_codes_are_chips_and_an_unknown_one_is_seen() -> None:
    written = marking.source("\ue000\ue001", CODES, [_mention(0, 1, contested=True)])
    assert written == (
        '<span class="term contested" data-term="0" data-concept="concept">'
        '<span class="code code-ph" dir="ltr" data-code="0" title="&lt;br class=&#34;x&#34;&gt;">br'
        '</span></span><span class="code code-unknown" dir="ltr">?</span>'
    )


# What the script has from us


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_the_script_has_a_word_for_all_that_it_says(app: OpenAPI) -> None:
    written = "\n".join(
        file.read_text("utf-8")
        for file in sorted(_SCRIPTS.glob("*.ts"))
        if not file.name.endswith(".test.ts")
    )
    with app.test_request_context():
        words = set(editor_words.script_words())
    said = set(re.findall(r'\bsay\(\s*"([\w-]+)"', written))
    assert said <= words
    quoted = set(re.findall(r'"([\w-]+)"', written))
    families = tuple(re.findall(r"`([\w-]+-)\$\{", written))
    unused = {word for word in words - quoted if not word.startswith(families)}
    assert unused == set()


def test_the_types_of_the_script_are_those_of_the_api() -> None:
    assert typescript.FILE.read_text("utf-8") == typescript.typescript(api.spec())
