"""Where glossaries of strangers are read: a process of its own, with a limit of memory and of time.

As `gate.py` does with documents: a small text is read in place; what is large or
packed goes to `python -m workbench.term_gate`, which gets the files as a zip on its
standard input and answers one JSON object.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import threading
import zipfile
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from glossary.errors import UnreadableTermBase
from glossary.formats.strangers import Choice, Opened, open_files
from glossary.saying import say
from workbench.storage import sayings

#: Up to this size (in bytes) files that are not packed are read in place.
SMALL = 64_000
#: As much as is taken of an upload.
MOST_BYTES = 50 * 1024 * 1024
_MEMORY = 3 * 1024**3
_SECONDS = 60
_PACKED = (".zip", ".xlsx")
#: As many as are read at once: each may take all the memory that one may take.
_PLACES = threading.BoundedSemaphore(2)
_OPENED: TypeAdapter[Opened] = TypeAdapter(Opened)
_CHOICE: TypeAdapter[Choice] = TypeAdapter(Choice)


def read(files: Mapping[str, bytes], choice: Choice | None = None) -> Opened:
    """Read the files of a glossary; raises `UnreadableTermBase` with the place and the reason."""
    size, names = sum(map(len, files.values())), ", ".join(files)
    if size > MOST_BYTES:
        reason = say("this is larger than %(count)s bytes.", count=MOST_BYTES)
        raise UnreadableTermBase(names, None, reason)
    if size <= SMALL and not any(name.lower().endswith(_PACKED) for name in files):
        return open_files(files, choice)
    if not _PLACES.acquire(timeout=_SECONDS):
        reason = say("others are importing large files just now; try again in a minute.")
        raise UnreadableTermBase(names, None, reason)
    try:
        return _read_apart(files, choice or Choice(), names)
    finally:
        _PLACES.release()


def pack(files: Mapping[str, bytes]) -> bytes:
    """Several files as one, by the names that they were given."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name), body)
    return packed.getvalue()


def unpack(packed: bytes) -> dict[str, bytes]:
    """What `pack` made one of."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _read_apart(files: Mapping[str, bytes], choice: Choice, names: str) -> Opened:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "workbench.term_gate"],
            input=_CHOICE.dump_json(choice) + b"\n" + pack(files),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        reason = say(
            "reading it takes more than %(count)s seconds; split it into parts.",
            count=str(_SECONDS),
        )
        raise UnreadableTermBase(names, None, reason) from None
    if done.returncode != 0:
        reason = say(
            "reading it takes more memory or time than an import may use; split it into parts."
        )
        raise UnreadableTermBase(names, None, reason)
    head, _, body = done.stdout.partition(b"\n")
    if refused := json.loads(head):
        place, line, reason = refused
        raise UnreadableTermBase(place, line, sayings.from_json(reason))
    return _OPENED.validate_json(body)


def main() -> None:
    """Read the files on standard input; never more than the limits allow."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    choice, _, packed = sys.stdin.buffer.read().partition(b"\n")
    refused: list[Any] = []
    answer = b""
    try:
        answer = _OPENED.dump_json(open_files(unpack(packed), _CHOICE.validate_json(choice)))
    except UnreadableTermBase as error:
        refused = [error.place, error.line, sayings.to_json(error.reason)]
    sys.stdout.buffer.write(json.dumps(refused).encode() + b"\n" + answer)


if __name__ == "__main__":
    main()
