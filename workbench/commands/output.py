"""Where commands write: standard output, or files that are whole or not there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbench.commands.answers import write_out

#: Stands for standard output.
DASH = Path("-")


def write(to: Path | None, body: bytes) -> None:
    """Write to a file, or to standard output."""
    if to is None or to == DASH:
        write_out(body)
    else:
        _replace(to, body)


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        _replace(folder / name, body)


def _replace(to: Path, body: bytes) -> None:
    """Put a file in its place once all of it is written."""
    is_device = to.exists() and not to.is_file()
    part = to if is_device else to.with_name(f".{to.name}.part")
    try:
        part.write_bytes(body)
        if not is_device:
            part.replace(to)
    except OSError as error:  # of a full disk, it does not say where
        raise OSError(error.errno, error.strerror, error.filename or str(to)) from error
    finally:
        if not is_device:
            part.unlink(missing_ok=True)
