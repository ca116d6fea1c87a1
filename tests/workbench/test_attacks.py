"""What people with bad intentions send: refused in words, never an error of the program."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError
from werkzeug.routing import IntegerConverter

from tests.workbench.conftest import Clients
from tests.workbench.world import World, csrf_token
from workbench.services import accounts, due_checks, signing_in, viewing
from workbench.storage import feed, jobs, tables
from workbench.storage.engine import Database, reading, writing

#: The engine plays no part in most of what is proved here.
SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)

HUGE = "9" * 19  #: no column holds it
ENDLESS = "9" * 5_000  #: nor does Python read it as a number
ASKED = (
    "after", "before", "edition", "first", "from", "limit", "mark", "page", "pile", "place", "q",
    "revision", "segment", "since", "state", "term", "until", "violates",
)  # fmt: skip
TYPED = (
    "chosen", "edition", "first", "following", "from", "glossary_id", "rows", "segment", "to",
    "version",
)  # fmt: skip


def _doors(
    clients: Clients, method: str, *, number: int | str | None = None
) -> Iterator[tuple[str, bool]]:
    """Give an address of every route, and whether it holds a number; streams would not end."""
    world = clients.world
    known: dict[str, object] = {
        "project": world.slug,
        "project_id": world.project_id,
        "document_id": world.document_id,
        "edition_id": world.edition_id,
        "segment_id": world.segment_ids[1],
        "glossary_id": world.glossary_id,
        "job_id": world.job_id,
        "user_id": world.people["reader"],
    }
    for rule in clients.app.url_map.iter_rules():
        if method not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        address, numbered = rule.rule, False
        for name, kind in rule._converters.items():
            is_number = isinstance(kind, IntegerConverter)
            value = known.get(name, 99 if is_number else "nothing")
            if is_number and number is not None:
                value, numbered = number, True
            address = address.replace(f"<int:{name}>", str(value)).replace(f"<{name}>", str(value))
        assert "<" not in address
        if not address.endswith("/stream"):
            yield address, numbered


def _status(client: FlaskClient, method: str, address: str, **sent: object) -> int:
    with client.open(address, method=method, **sent) as answer:  # type: ignore[arg-type] # Werkzeug's own
        return answer.status_code


@SQLITE
def test_a_number_that_no_row_has_leads_to_no_page(clients: Clients) -> None:
    admin = clients["admin"]
    for number in (HUGE, ENDLESS, 2**31):
        for address, numbered in _doors(clients, "GET", number=number):
            if numbered:
                assert _status(admin, "GET", address) in {404, 405}, address[:80]


@SQLITE
@pytest.mark.parametrize("value", [HUGE, ENDLESS, "-1", "²", "%00", "%ff", "a" * 9_000])
def test_whatever_an_address_asks_no_page_breaks(clients: Clients, value: str) -> None:
    admin = clients["admin"]
    asked = "&".join(f"{name}={value}" for name in ASKED)
    for address, _numbered in _doors(clients, "GET"):
        if "/publications/" not in address:
            assert _status(admin, "GET", f"{address}?{asked}") < 500, address


@SQLITE
@pytest.mark.parametrize("value", [HUGE, ENDLESS, "-1", "x", "\0", "[" * 5_000])
def test_whatever_a_form_holds_no_page_breaks(clients: Clients, value: str) -> None:
    admin = clients["admin"]
    headers = {"X-CSRFToken": csrf_token(admin)}
    form = dict.fromkeys(TYPED, value) | {
        f"seen-{value[:30]}": f"{value}.{value}",
        "seen-0": f"1.{value}",
        "block-0": value,
        f"block-{value[:30]}": "{}",
    }
    for address, _numbered in _doors(clients, "POST"):
        if address in {"/sign-out", "/sign-in"} or address.startswith("/api/"):
            continue
        for do in ("apply", "import"):
            sent = {**form, "do": do, "kind": "paragraph"}
            status = _status(admin, "POST", address, data=sent, headers=headers)
            assert status < 500, (address, do)


BODIES = (
    "[" * 100_000,
    '{"a":' * 100_000,
    "null",
    "NaN",
    f'{{"text": "a", "version": {HUGE}}}',
    f'{{"text": "a", "version": {ENDLESS}}}',
    '{"text": "a", "version": 1e400}',
    '{"text": "\\u0000", "version": 1}',
    '{"text": "\\ud800", "version": 1}',
)


@SQLITE
def test_whatever_a_program_sends_no_answer_breaks(clients: Clients) -> None:
    admin = clients["admin"]
    headers = {"X-CSRFToken": csrf_token(admin), "Content-Type": "application/json"}
    for method in ("PUT", "POST", "DELETE"):
        for address, _numbered in _doors(clients, method):
            if address.startswith("/api/"):
                for body in BODIES:
                    status = _status(admin, method, address, data=body, headers=headers)
                    assert status < 500, (method, address, body[:40])


@pytest.mark.parametrize("odd", ["a\0b", "a\ud800b"])
def test_words_that_no_database_holds_are_refused_everywhere(clients: Clients, odd: str) -> None:
    """Through JSON any character can come, on either engine."""
    world, reviewer = clients.world, clients["reviewer"]
    headers = {"X-CSRFToken": csrf_token(reviewer)}
    base = f"/api/v1/editions/{world.edition_id}/segments/{world.segment_ids[2]}"
    finding = {"check": "numbers", "kind": "missing", "version": 1}
    bodies: dict[str, dict[str, object]] = {
        "/review": {
            "action": "return", "version": 1, "category": "meaning", "weight": "major",
            "reason": odd,
        },
        "/waivers": {**finding, "reason": odd},
        "/comments": {"text": odd},
    }  # fmt: skip
    for path, body in bodies.items():
        sent = json.dumps(body)
        answer = reviewer.post(
            base + path, data=sent, headers={**headers, "Content-Type": "application/json"}
        )
        assert answer.status_code == 422, (path, answer.text)


@SQLITE
@pytest.mark.parametrize("wanted", ["//[", "/[::1", "//[x]@y", "/a\r\nSet-Cookie: a=b"])
def test_a_broken_address_to_go_on_to_leads_home(clients: Clients, wanted: str) -> None:
    answer = clients["reader"].get("/sign-in", query_string={"next": wanted})
    assert answer.status_code == 302
    assert answer.headers["Location"] in {"/", "/%5B::1"}


@SQLITE
@pytest.mark.parametrize("origin", ["http://[", "", "localhost", "http://localhost.evil.example"])
def test_a_write_from_a_broken_origin_is_refused(
    clients: Clients, world: World, origin: str
) -> None:
    reader = clients["reader"]
    form = {"csrf_token": csrf_token(reader), "display_name": "x", "locale": "", "theme": ""}
    answer = reader.post("/account/preferences", data=form, headers={"Origin": origin})
    assert answer.status_code == 403


# Names of files


def _upload(client: FlaskClient, world: World, head: bytes, body: bytes) -> int:
    """Send a file with a head written by hand, as no browser writes it."""
    token = csrf_token(client).encode()
    parts = (
        b'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token + b"\r\n"
        b'--b\r\nContent-Disposition: form-data; name="file"; ' + head + b"\r\n"
        b"Content-Type: text/plain\r\n\r\n" + body + b"\r\n--b--\r\n"
    )
    answer = client.post(
        f"/projects/{world.slug}/documents/uploads",
        data=parts,
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code in {302, 422}, answer.status_code
    if answer.status_code == 422:
        return 0
    return int(answer.headers["Location"].partition("/uploads/")[2].partition("?")[0])


@pytest.mark.parametrize(
    "head",
    [
        b"filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3Dy.txt",
        b"filename*=UTF-8''a%00b.txt",
        b'filename="../../../etc/passwd.txt"',
        b'filename="C:\\\\evil\\\\a.txt"',
        b"filename*=UTF-8''%E2%80%AEa%22b.txt",
        b'filename="' + b"n" * 5_000 + b'.txt"',
    ],
    ids=["newline", "nul", "path", "windows-path", "turned-and-quoted", "endless"],
)
def test_the_name_of_a_file_does_no_harm(clients: Clients, world: World, head: bytes) -> None:
    publisher = clients["publisher"]
    upload_id = _upload(publisher, world, head, b"One sentence. Another one.\n")
    assert upload_id
    form = {"csrf_token": csrf_token(publisher), "do": "import", "language": "en"}
    answer = publisher.post(f"/projects/{world.slug}/documents/uploads/{upload_id}", data=form)
    assert answer.status_code == 302
    with publisher.get(f"{answer.headers['Location']}/original") as original:
        assert original.status_code == 200
        told = original.headers["Content-Disposition"]
        assert told.startswith("attachment")
        assert len(told) < 1_000
        assert not {"..", "%0D", "%0A", "%00", "%E2%80%AE"} & set(_split(told)), told
        assert "Set-Cookie" not in original.headers


def _split(told: str) -> list[str]:
    return re.findall(r"\.\.|%0D|%0A|%00|%E2%80%AE", told)


# What belongs to others


@SQLITE
def test_nobody_sees_a_file_that_somebody_else_has_not_imported_yet(
    clients: Clients, world: World
) -> None:
    upload_id = _upload(
        clients["publisher"], world, b'filename="a.txt"', b"Not for everybody yet.\n"
    )
    address = f"/projects/{world.slug}/documents/uploads/{upload_id}"
    owner = clients["owner"]
    assert clients["publisher"].get(address).status_code == 200
    assert owner.get(address).status_code == 404
    for do in ("drop", "import"):
        form = {"csrf_token": csrf_token(owner), "do": do, "language": "en"}
        assert owner.post(address, data=form).status_code == 404
    assert clients["publisher"].get(address).status_code == 200


@SQLITE
def test_checks_that_a_change_made_due_cannot_be_called_off(clients: Clients, world: World) -> None:
    """Else a publisher would keep findings away that a new voice or an ended waiver brings."""
    owner = clients["owner"]
    with writing(world.database) as connection:
        due = jobs.enqueue(
            connection, due_checks.KIND, {"targets": [1]}, project_id=world.project_id
        )
    assert "/cancel" not in owner.get(f"/jobs/{due}").text
    form = {"csrf_token": csrf_token(owner)}
    assert owner.post(f"/jobs/{due}/cancel", data=form).status_code == 409
    with reading(world.database) as connection:
        assert due in jobs.waiting(connection)


@pytest.mark.parametrize("statement", ["UPDATE event SET actor_id = NULL", "DELETE FROM event"])
def test_what_happened_is_never_unwritten(database: Database, statement: str) -> None:
    """Not even by a statement that an attacker got past us."""
    with writing(database) as connection:
        feed.append(connection, None, feed.Happening(kind="user.added"))
    with pytest.raises(DBAPIError, match="append-only"), writing(database) as connection:
        connection.exec_driver_sql(statement)


# Guessing passwords


def _guess(client: FlaskClient, name: str, address: str, **headers: str) -> int:
    form = {"csrf_token": csrf_token(client), "name": name, "password": "a wrong guess"}
    environment = {"REMOTE_ADDR": address}
    return client.post(
        "/sign-in", data=form, headers=headers, environ_overrides=environment
    ).status_code


@SQLITE
def test_a_header_that_anybody_writes_gives_no_new_address(client: FlaskClient) -> None:
    guesses = signing_in.ADDRESS_LIMIT
    found = [
        _guess(client, f"name {n}", "192.0.2.1", **{"X-Forwarded-For": f"198.51.100.{n}"})
        for n in range(guesses + 1)
    ]
    assert found == [401] * guesses + [429]


@SQLITE
def test_addresses_of_one_network_of_ipv6_are_one_guesser(client: FlaskClient) -> None:
    guesses = signing_in.ADDRESS_LIMIT
    for n in range(guesses):
        assert _guess(client, f"name {n}", f"2001:db8:1:2::{n:x}") == 401
    assert _guess(client, "another", "2001:db8:1:2:ffff::1") == 429
    assert _guess(client, "another", "2001:db8:1:3::1") == 401


# What is told of an error


@SQLITE
def test_logs_and_pages_of_an_error_tell_no_secret(
    app: OpenAPI, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    token = accounts.make_sign_in_link(world.database, actor=None, user_id=world.people["reader"])
    client = app.test_client()
    form = {"csrf_token": csrf_token(client)}
    with writing(world.database) as connection:
        connection.exec_driver_sql("ALTER TABLE session RENAME TO gone")
    answer = client.post(f"/sign-in/{token}", data=form)
    assert answer.status_code == 500
    for said in (answer.text, caplog.text):
        assert "Traceback" in caplog.text
        assert token not in said
        assert hashlib.sha256(token.encode()).hexdigest() not in said
    assert "session" not in answer.text.lower()


@SQLITE
def test_an_endless_history_is_told_from_its_newest_end(clients: Clients, world: World) -> None:
    with writing(world.database) as connection:
        target = connection.execute(select(func.min(tables.Target.id))).scalar_one()
        source = connection.execute(select(func.min(tables.SegmentVersion.id))).scalar_one()
        rows = [
            {
                "target_id": target, "segment_version_id": source, "version": number,
                "text": f"Text {number}",
                "state": "initial", "marks": [], "action": "draft", "origin": "person",
                "at": datetime.now(UTC), "actor_id": world.people["translator"], "note": "",
            }
            for number in range(1, 1_001)
        ]  # fmt: skip
        connection.execute(insert(tables.TargetHistory), rows)
    address = f"/api/v1/editions/{world.edition_id}/segments/{world.segment_ids[0]}/history"
    told = clients["reader"].get(address).json
    assert told is not None
    numbers = [version["version"] for version in told["versions"]]
    assert numbers == list(range(1_000, 1_000 - viewing.MOST_VERSIONS, -1))
    oldest = told["versions"][-1]["difference"]
    assert {stretch["kind"] for stretch in oldest} == {"same", "removed", "added"}
