"""Where files that come home are read: a process of its own, with a limit of memory and of time.

As `gate.py` does with documents: a small file is read in place, for no input of that
size takes a parser long; all else goes to `python -m workbench.trip_gate`, which gets
the file on its standard input and answers one JSON object.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
from typing import Any

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats import gate
from translations.formats.bilingual.base import Languages
from translations.formats.originals import archive
from translations.trips import reading
from translations.trips.model import ArrivedFile
from workbench.storage import bodies, sayings

#: Up to this size (in bytes) a file is read in place.
SMALL = 64_000
#: So many times larger may be what such a file has packed.
_UNPACKED = 16
_MEMORY = 3 * 1024**3
_SECONDS = 60
#: As many as are read at once: each may take all the memory that one may take.
_PLACES = threading.BoundedSemaphore(2)


def read(body: bytes, *, name: str, languages: Languages) -> ArrivedFile:
    """Read a file that comes home; raises `UnreadableDocument` with the place and the reason."""
    if len(body) > gate.MOST_BYTES:
        most = gate.MOST_BYTES // 1_000_000
        reason = say(
            "The file has %(size)s MB; at most %(most)s MB can be imported. Split it into parts.",
            size=f"{len(body) / 1_000_000:.0f}",
            most=most,
        )
        raise UnreadableDocument(reason, place=name)
    if len(body) <= SMALL and archive.unpacked(body) <= SMALL * _UNPACKED:
        return reading.read(body, name, languages)
    if not _PLACES.acquire(timeout=_SECONDS):
        reason = say("Others are importing large files just now. Try again in a minute.")
        raise UnreadableDocument(reason, place=name)
    try:
        return _read_apart(body, name, languages)
    finally:
        _PLACES.release()


def _read_apart(body: bytes, name: str, languages: Languages) -> ArrivedFile:
    asked = json.dumps([name, languages.source, languages.target])
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file in the arguments
            [sys.executable, "-m", "workbench.trip_gate", asked],
            input=body,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        reason = say(
            "Reading it takes more than %(count)s seconds. Split it into parts.",
            count=str(_SECONDS),
        )
        raise UnreadableDocument(reason, place=name) from None
    if done.returncode != 0:
        reason = say("Reading it takes more memory than an import may use. Split it into parts.")
        raise UnreadableDocument(reason, place=name)
    answer = json.loads(done.stdout)
    if "unreadable" in answer:
        told, place, line = answer["unreadable"]
        raise UnreadableDocument(sayings.from_json(told), place=place, line=line)
    return bodies.built(ArrivedFile, answer["file"])


def main() -> None:
    """Read the file on standard input; never more than the limits allow."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    name, source, target = json.loads(sys.argv[1])
    languages = Languages(source=source, target=target)
    try:
        file = reading.read(sys.stdin.buffer.read(), name, languages)
    except UnreadableDocument as error:
        refused = [sayings.to_json(error.reason), error.place, error.line]
        answer: dict[str, Any] = {"unreadable": refused}
    else:
        answer = {"file": bodies.plain(file)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
