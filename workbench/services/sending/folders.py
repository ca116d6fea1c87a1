"""A folder of files put in its place whole, below a root that nothing leads out of.

Every step goes through an open directory (`dir_fd`), and none follows a symbolic link, so
that nobody who may write below the root turns a delivery elsewhere between a look and a
write. A folder is written beside its place under another name and then renamed. What
stands there already is replaced only if every file in it is one that was put there by us
and that nobody changed since: `RECORD` says which those are.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import shutil
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.errors import Conflict, InvalidInput

#: What a folder of ours says of itself: whose it is, and the digest of each file.
RECORD = ".workbench.json"
_LONGEST = 100
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
#: What a system answers where a file stands, or a link, wherever it leads.
_NO_FOLDER = frozenset({errno.ENOTDIR, errno.ELOOP, errno.EMLINK})
#: What some system gives another meaning.
_SPECIAL = frozenset('\\:*?"<>|')

Files = Mapping[str, bytes]


def steps(address: str) -> tuple[str, ...]:
    """Read a path below a root; `InvalidInput` for one that is none, or leads elsewhere."""
    parts = tuple(unicodedata.normalize("NFC", part).strip() for part in address.split("/"))
    if not all(_is_plain(part) for part in parts):
        raise InvalidInput(
            "address",
            "Write names of folders with “/” between them, such as site/articles;"
            " none begins with a dot.",
        )
    return parts


def _is_plain(part: str) -> bool:
    if not part or part.startswith(".") or part.endswith(".") or len(part) > _LONGEST:
        return False
    return not any(c in _SPECIAL or unicodedata.category(c)[0] in "CZ" for c in part if c != " ")


def put(root: Path, path: Sequence[str], files: Files, of: str) -> bool:
    """Put files into a folder below a root, all or none; false where they stand there already.

    `of` names what the folder holds: another's folder is not replaced. Raises `Conflict`
    where something stands there that is not ours, or a symbolic link in between.
    """
    *above, name = path
    with _below(root, above) as parent:
        standing = _own(parent, name, of)
        record = {"of": of, "files": _digests(files)}
        if standing == record:
            return False
        new = f".{secrets.token_hex(8)}.new"
        try:
            _write(parent, new, {**files, RECORD: _json(record)})
            _swap(parent, new, name, standing is not None)
        finally:
            _remove(parent, new)
    return True


def refuse_others(root: Path, path: Sequence[str], of: str) -> None:
    """Raise `Conflict` where `put` would, before anything is made that would be put there."""
    *above, name = path
    with _below(root, above) as parent:
        _own(parent, name, of)


def probe(root: Path, path: Sequence[str]) -> None:
    """Find out whether a folder could be written there; nothing of it stays."""
    *above, _name = path
    with _below(root, above) as parent:
        name = f".{secrets.token_hex(8)}.test"
        os.mkdir(name, dir_fd=parent)
        os.rmdir(name, dir_fd=parent)


@contextmanager
def _below(root: Path, path: Sequence[str]) -> Iterator[int]:
    """Open the folder at a path below a root, and make what is missing of the path."""
    opened = [os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)]
    try:
        for name in path:
            with suppress(FileExistsError):
                os.mkdir(name, dir_fd=opened[-1])
            opened.append(_enter(opened[-1], name))
        yield opened[-1]
    finally:
        for each in reversed(opened):
            os.close(each)


def _enter(parent: int, name: str) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=parent)
    except OSError as error:
        if error.errno not in _NO_FOLDER:
            raise
        raise Conflict("%(name)s is no folder.", name=name) from error


def _own(parent: int, name: str, of: str) -> dict[str, Any] | None:
    """What our folder of this name says of itself, if it holds what it should."""
    standing = _record(parent, name)
    if standing is not None and standing["of"] != of:
        raise Conflict("The folder %(name)s holds another publication.", name=name)
    return standing


def _record(parent: int, name: str) -> dict[str, Any] | None:
    """What our folder of this name says of itself; none where there is none, or an empty one."""
    try:
        here = _enter(parent, name)
    except FileNotFoundError:
        return None
    try:
        found = dict(_found(here, ""))
        written = _content(here, RECORD) if RECORD in found else b""
    finally:
        os.close(here)
    if not found:
        return None
    try:
        record = json.loads(written)
        own = {RECORD: found[RECORD], **record["files"]} == found
    except (KeyError, TypeError, ValueError):
        own = False
    if not own:
        raise Conflict(
            "The folder %(name)s holds files that were not put there from here, or were"
            " changed since. Nothing was overwritten.",
            name=name,
        )
    return {"of": str(record["of"]), "files": record["files"]}


def _found(folder: int, prefix: str) -> Iterator[tuple[str, str]]:
    """Give the digests of all files below an open folder, by their paths."""
    for name in sorted(os.listdir(folder)):
        kind = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
        if stat.S_ISDIR(kind):
            below = _enter(folder, name)
            try:
                yield from _found(below, f"{prefix}{name}/")
            finally:
                os.close(below)
        else:
            yield f"{prefix}{name}", _digest(folder, name) if stat.S_ISREG(kind) else ""


def _digest(folder: int, name: str) -> str:
    """Read a file piece by piece; it may be larger than memory."""
    opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with os.fdopen(opened, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _content(folder: int, name: str) -> bytes:
    opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with os.fdopen(opened, "rb") as file:
        return file.read()


def _write(parent: int, new: str, files: Files) -> None:
    os.mkdir(new, dir_fd=parent)
    made = {PurePosixPath(".")}
    for path, body in files.items():
        for folder in reversed(PurePosixPath(path).parents):
            if folder not in made:
                made.add(folder)
                os.mkdir(f"{new}/{folder}", dir_fd=parent)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with os.fdopen(os.open(f"{new}/{path}", flags, 0o666, dir_fd=parent), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())


def _swap(parent: int, new: str, name: str, standing: bool) -> None:
    """Put the new folder in its place; what stood there goes, once the new one stands."""
    if not standing:
        os.rename(new, name, src_dir_fd=parent, dst_dir_fd=parent)  # over an empty one, too
        os.fsync(parent)
        return
    old = f"{new.removesuffix('.new')}.old"
    os.rename(name, old, src_dir_fd=parent, dst_dir_fd=parent)
    try:
        os.rename(new, name, src_dir_fd=parent, dst_dir_fd=parent)
    except OSError:
        os.rename(old, name, src_dir_fd=parent, dst_dir_fd=parent)
        raise
    os.fsync(parent)
    _remove(parent, old)


def _remove(parent: int, name: str) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(name, dir_fd=parent)


def _digests(files: Files) -> dict[str, str]:
    return {path: hashlib.sha256(body).hexdigest() for path, body in sorted(files.items())}


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()
