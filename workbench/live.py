"""The change feed as it happens: server-sent events with a cap, polling as the fallback.

A stream holds a thread as long as it is open, and a vanished reader is noticed
only at the second write after it left: hence the cap, well below the number of
threads, and a heartbeat at least every five seconds. One watcher in each
process looks whether projects moved on, and wakes the streams.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from workbench.storage import feed
from workbench.storage.engine import Database, reading
from workbench.storage.feed import Entry

#: Streams that one process holds open: of 64 threads 24 stay free for everything else.
MOST_STREAMS = 40
#: Streams of one person: as many tabs as anybody reads; nobody takes the places of all.
MOST_EACH = 8
HEARTBEAT = 4.0
#: Seconds after which a stream asks whether its reader may still listen.
_ASK_AGAIN = 5.0
_LOOK_EVERY = 0.2


class NoPlace(Exception):
    """All places for streams are taken; the reader polls instead."""


class Live:
    """Who listens in this process, and the watcher that wakes them."""

    def __init__(self, database: Database, *, most: int = MOST_STREAMS) -> None:
        self._database, self._most = database, most
        self._moved = threading.Condition()
        self._listening: Counter[int] = Counter()
        self._each: Counter[int] = Counter()  #: streams by person
        self._last: Mapping[int, int] = {}
        self._watcher: threading.Thread | None = None

    @property
    def listening(self) -> int:
        return self._listening.total()

    @contextmanager
    def place(self, project_id: int, user_id: int = 0) -> Iterator[None]:
        """Take one of the places for streams, or raise `NoPlace`."""
        with self._moved:
            if self.listening >= self._most or self._each[user_id] >= MOST_EACH:
                raise NoPlace
            self._listening[project_id] += 1
            self._each[user_id] += 1
            self._start_watcher()
        try:
            yield
        finally:
            with self._moved:
                self._listening[project_id] -= 1
                self._each[user_id] -= 1
                self._moved.notify_all()  # the watcher ends when nobody is left

    def entries(
        self, project_id: int, since: int, may_listen: Callable[[], bool] = lambda: True
    ) -> Iterator[Entry | None]:
        """Give the events of a project after a number as they come; none is a heartbeat.

        Ends soon after its reader was signed out or taken out of the project.
        """
        asked = time.monotonic()
        while True:
            if time.monotonic() - asked >= _ASK_AGAIN:
                if not may_listen():
                    return
                asked = time.monotonic()
            with reading(self._database) as connection:
                fresh = feed.since(connection, project_id, since)
            for entry in fresh:
                yield entry
                since = entry.number or since
            if not fresh and not self._await(project_id, since):
                yield None

    def _await(self, project_id: int, since: int) -> bool:
        """Wait until a project moved on; false where nothing came within a heartbeat."""
        with self._moved:
            return self._moved.wait_for(
                lambda: self._last.get(project_id, 0) > since, timeout=HEARTBEAT
            )

    def _start_watcher(self) -> None:
        if self._watcher is None or not self._watcher.is_alive():
            self._watcher = threading.Thread(
                target=self._watch, name=f"feed-{id(self)}", daemon=True
            )
            self._watcher.start()

    def _watch(self) -> None:
        """Look at the projects that somebody listens to; end when nobody does."""
        while True:
            with self._moved:
                wanted = [project for project, count in self._listening.items() if count > 0]
                if not wanted:
                    self._watcher = None
                    return
            with reading(self._database) as connection:
                last = feed.last_numbers(connection, wanted)
            with self._moved:
                if last != self._last:
                    self._last = last
                    self._moved.notify_all()
                self._moved.wait_for(lambda: not self.listening, timeout=_LOOK_EVERY)
