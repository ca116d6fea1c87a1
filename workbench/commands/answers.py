"""What linters print: one JSON object a line, in UTF-8 whatever the terminal, at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from enum import IntEnum

import click


class Unwritable(click.ClickException):
    """What is to be told cannot be written: a full disk."""

    exit_code = 2


class Exit(IntEnum):
    """Exit status of a linter, the gravest last."""

    CLEAN = 0
    ERRORS = 1
    BAD_INPUT = 2


def print_json(value: Mapping[str, object]) -> None:
    """Print an object; halves of surrogate pairs, which no UTF-8 has, as JSON escapes."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        _print(line.encode())
    except UnicodeEncodeError:
        _print(json.dumps(value).encode())


def print_text(line: str) -> None:
    """Print a line for people."""
    _print(line.encode(errors="backslashreplace"))


def _print(line: bytes) -> None:
    write_out(line + b"\n")


def write_out(body: bytes) -> None:
    """Write to standard output at once; a reader who has gone away is nothing to tell of."""
    try:
        rest = memoryview(body)
        while rest:  # where a disk is full, a part is written before the error comes
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        text = f"The standard output cannot be written: {error.strerror}."
        raise Unwritable(text) from error
