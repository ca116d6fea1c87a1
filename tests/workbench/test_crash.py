"""A server that is killed in the middle of saving has lost nothing it acknowledged."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.workbench import factories
from tests.workbench.factories import World
from workbench.storage import accounts, feed, tables
from workbench.storage.engine import Database, open_database, reading, writing

SAVES = 200
PEOPLE = 4


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _serve(url: str, port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--workers=1",
            "--worker-class=gthread", "--threads=16", "--keep-alive=75", "--log-level=error",
            "--no-control-socket", "workbench:create_app()",
        ],
        env={**os.environ, "WORKBENCH_DATABASE": url, "PYTHONPATH": str(Path.cwd())},
        start_new_session=True,
    )  # fmt: skip
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _token(database: Database, desk: World) -> str:
    with writing(database) as connection:
        accounts.add_token(
            connection,
            user_id=desk.translator.id,
            purpose="api",
            name="tests",
            token_hash=hashlib.sha256(b"secret").hexdigest(),
            created_at=datetime.now(UTC),
        )
    return "secret"


class Writers:
    """People who save until the server is gone; what it acknowledged is written down."""

    def __init__(self, desk: World, port: int, token: str) -> None:
        self.acknowledged: list[tuple[int, int, str]] = []
        self._desk, self._port, self._token = desk, port, token
        self.enough = threading.Event()

    def work(self, person: int) -> None:
        served = closing(HTTPConnection("127.0.0.1", self._port, timeout=30))
        with served as connection, suppress(HTTPException, OSError, json.JSONDecodeError):
            self._save_on(connection, person)

    def _save_on(self, connection: HTTPConnection, person: int) -> None:
        segment, version = self._desk.segments[person], 0
        while True:
            text = f"Ополчение {person} ушло {version} раз 𝄞."
            body = json.dumps({"text": text, "version": version})
            connection.request(
                "PUT",
                f"/api/v1/editions/{self._desk.edition}/segments/{segment}",
                body,
                {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"},
            )
            response = connection.getresponse()
            answer = json.loads(response.read())
            assert response.status == 200, answer
            version = answer["target"]["version"]
            self.acknowledged.append((segment, version, text))
            if len(self.acknowledged) >= SAVES // 2:
                self.enough.set()


@pytest.mark.slow
def test_a_killed_server_has_lost_no_acknowledged_save(migrated_url: str) -> None:
    database = open_database(migrated_url)
    desk = factories.world(database)
    port = _port()
    token = _token(database, desk)
    server = _serve(migrated_url, port)
    writers = Writers(desk, port, token)
    threads = [threading.Thread(target=writers.work, args=(n,)) for n in range(PEOPLE)]
    for thread in threads:
        thread.start()
    assert writers.enough.wait(timeout=120)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    for thread in threads:
        thread.join()

    newest = {segment: (version, text) for segment, version, text in writers.acknowledged}
    with reading(database) as connection:
        rows = connection.execute(
            select(tables.Target.segment_id, tables.Target.version, tables.Target.text)
        ).all()
        events = feed.since(connection, desk.project, 0, limit=10_000)
    stored = {segment: (version, text) for segment, version, text in rows}
    for segment, (version, text) in newest.items():
        # At most the one save that was under way when the server died came after it.
        assert stored[segment][0] in {version, version + 1}
        if stored[segment][0] == version:
            assert stored[segment][1] == text
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert len(events) == sum(version for version, _ in stored.values())
    database.dispose()
