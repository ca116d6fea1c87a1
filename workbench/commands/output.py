"""Where commands write: standard output, or files that are whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

#: Stands for standard output.
DASH = Path("-")


def write(to: Path | None, body: bytes) -> None:
    """Write to a file, or to standard output."""
    if to is None or to == DASH:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    else:
        _replace(to, body)


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        _replace(folder / name, body)


def _replace(to: Path, body: bytes) -> None:
    """Put a file in its place once all of it is written."""
    if to.exists() and not to.is_file():  # a pipe or a device
        to.write_bytes(body)
        return
    part = to.with_name(f".{to.name}.part")
    try:
        part.write_bytes(body)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
