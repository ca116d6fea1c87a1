"""The change feed as it happens: streams resume, are capped, and hold nothing when they end."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import islice

import pytest
from flask_openapi3.openapi import OpenAPI

from tests.workbench import factories
from tests.workbench.calling import Caller
from tests.workbench.factories import World
from workbench import live
from workbench.live import Live, NoPlace
from workbench.services import accounts, editing, projects, signing_in
from workbench.storage.engine import Database
from workbench.storage.feed import Entry


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database)


@pytest.fixture(autouse=True)
def no_watcher_outlives_its_database(database: Database) -> Iterator[None]:
    yield
    join_watchers()


def join_watchers() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("feed-"):
            thread.join(timeout=10)
            assert not thread.is_alive()


def save(database: Database, desk: World, text: str, version: int) -> None:
    editing.save_target(
        database,
        actor=desk.translator,
        edition_id=desk.edition,
        segment_id=desk.segments[0],
        text=text,
        version=version,
    )


def test_a_listener_hears_what_was_and_what_comes(database: Database, desk: World) -> None:
    save(database, desk, "раз", 0)
    hub = Live(database)
    with hub.place(desk.project):
        entries = hub.entries(desk.project, 0)
        first = next(entries)
        later = threading.Timer(0.3, save, (database, desk, "два", 1))
        later.start()
        second = next(entry for entry in entries if entry is not None)
        later.join()
    assert [entry.number for entry in (first, second) if isinstance(entry, Entry)] == [1, 2]


def test_silence_is_broken_by_heartbeats(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.05)
    hub = Live(database)
    with hub.place(desk.project):
        entries = hub.entries(desk.project, 0)
        assert [next(entries), next(entries)] == [None, None]


def test_places_are_counted_and_given_back(database: Database, desk: World) -> None:
    hub = Live(database, most=1)
    with hub.place(desk.project):
        assert hub.listening == 1
        with pytest.raises(NoPlace), hub.place(desk.project):
            pass
    assert hub.listening == 0
    with hub.place(desk.project):
        assert hub.listening == 1


def _events(chunks: Iterator[bytes]) -> Iterator[dict[str, str]]:
    """Read server-sent events."""
    text = ""
    for chunk in chunks:
        text += chunk.decode()
        while "\n\n" in text:
            event, _, text = text.partition("\n\n")
            lines = (line.partition(":") for line in event.split("\n"))
            yield {name: value.strip() for name, _, value in lines if name}


def test_the_stream_sends_events_and_resumes_where_the_reader_was(
    app: OpenAPI, database: Database, desk: World
) -> None:
    for version, text in enumerate(("раз", "два", "три")):
        save(database, desk, text, version)
    reader = Caller(app, database, desk.reader)
    headers = {**reader.headers, "Last-Event-ID": "1"}
    response = app.test_client().get(
        f"/api/v1/projects/{desk.project}/stream", headers=headers, buffered=False
    )
    assert response.mimetype == "text/event-stream"
    events = _events(iter(response.response))  # type: ignore[arg-type] # bytes, as the app streams them
    assert next(events)["retry"] == "3000"
    told = [next(events), next(events)]
    assert [event["id"] for event in told] == ["2", "3"]
    assert json.loads(told[0]["data"])["kind"] == "target.saved"
    response.close()
    assert app.extensions["live"].listening == 0
    join_watchers()


def test_without_a_place_the_reader_is_told_to_poll(
    app: OpenAPI, database: Database, desk: World
) -> None:
    app.extensions["live"] = Live(database, most=0)
    reader = Caller(app, database, desk.reader)
    response = app.test_client().get(
        f"/api/v1/projects/{desk.project}/stream", headers=reader.headers
    )
    assert (response.status_code, response.headers["Retry-After"]) == (503, "3")


def test_the_watcher_ends_when_nobody_listens(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_LOOK_EVERY", 60)
    hub = Live(database)
    with hub.place(desk.project):
        [watcher] = [t for t in threading.enumerate() if t.name == f"feed-{id(hub)}"]
    watcher.join(timeout=10)
    assert not watcher.is_alive()


def test_nobody_takes_all_places(database: Database, desk: World) -> None:
    hub = Live(database)
    with ExitStack() as tabs:
        for _ in range(live.MOST_EACH):
            tabs.enter_context(hub.place(desk.project, 1))
        with pytest.raises(NoPlace), hub.place(desk.project, 1):
            pass
        with hub.place(desk.project, 2):
            assert hub.listening == live.MOST_EACH + 1
    with hub.place(desk.project, 1):
        assert hub.listening == 1


@pytest.mark.parametrize("how", ["session", "role", "account"])
def test_a_stream_ends_when_its_reader_may_no_longer_listen(
    app: OpenAPI, database: Database, desk: World, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.02)
    monkeypatch.setattr(live, "_ASK_AGAIN", 0.05)
    cookie = signing_in.sign_in_by_link(
        database,
        accounts.make_sign_in_link(database, actor=None, user_id=desk.reader.id),
        lifetime=timedelta(days=1),
    )
    client = app.test_client()
    client.set_cookie("workbench", cookie)
    response = client.get(f"/api/v1/projects/{desk.project}/stream", buffered=False)
    chunks = iter(response.response)
    assert [next(chunks) for _ in range(3)][1:] == [b": still here\n\n"] * 2
    if how == "session":
        [session] = accounts.my_sessions(database, desk.reader)
        accounts.revoke_session(database, actor=desk.reader, session_id=session.id)
    elif how == "role":
        projects.set_roles(
            database, actor=None, project_id=desk.project, user_id=desk.reader.id, roles=[]
        )
    else:
        person = accounts.person(database, actor=None, user_id=desk.reader.id)
        accounts.add_user(database, actor=None, name="keeper", admin=True)
        accounts.disable(database, actor=None, user_id=person.id, version=person.version)
    save(database, desk, "раз", 0)
    rest = list(islice(chunks, 200))
    assert len(rest) < 200
    response.close()
    join_watchers()
