"""Files of strangers are read in a process of their own, with a limit of memory and of time.

The module that reads is called as `python -m`: it gets the file on its standard
input and what is asked as its argument, and answers one JSON object.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.originals import archive
from workbench.storage import sayings

#: Up to this size (in bytes) a file is read in place: none so small takes a parser long.
SMALL = 64_000
#: So many times larger may be what such a file has packed.
_UNPACKED = 16
_MEMORY = 3 * 1024**3
#: As many as are read at once: each may take all the memory that one may take.
_PLACES = threading.BoundedSemaphore(2)


def is_small(body: bytes) -> bool:
    """Say whether a file may be read in this very process."""
    return len(body) <= SMALL and archive.unpacked(body) <= SMALL * _UNPACKED


def ask(module: str, asked: object, body: bytes, *, name: str, seconds: int) -> dict[str, Any]:
    """Let a module read a file; `UnreadableDocument` is its refusal, or a limit that it met."""
    if not _PLACES.acquire(timeout=seconds):
        reason = say("Others are importing large files just now. Try again in a minute.")
        raise UnreadableDocument(reason, place=name)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file in the arguments
            [sys.executable, "-m", module, json.dumps(asked)],
            input=body,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        reason = say(
            "Reading it takes more than %(count)s seconds. Split it into parts.", count=str(seconds)
        )
        raise UnreadableDocument(reason, place=name) from None
    finally:
        _PLACES.release()
    if done.returncode != 0:
        reason = say("Reading it takes more memory than an import may use. Split it into parts.")
        raise UnreadableDocument(reason, place=name)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "unreadable" in answer:
        told, place, line = answer["unreadable"]
        raise UnreadableDocument(sayings.from_json(told), place=place, line=line)
    return answer


def answer(read: Callable[[bytes, Any], Mapping[str, Any]], *, seconds: int) -> None:
    """Read the file on standard input and print what was found; the child's side of `ask`."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    gc.disable()  # a process that reads one file and ends leaves nothing to collect
    try:
        found = read(sys.stdin.buffer.read(), json.loads(sys.argv[1]))
    except UnreadableDocument as error:
        found = {"unreadable": [sayings.to_json(error.reason), error.place, error.line]}
    sys.stdout.write(json.dumps(found))
