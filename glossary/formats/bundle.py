"""The files that people keep a term base in: TBX, tables, policies, a zip of them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from glossary.errors import UnreadableTermBase
from glossary.formats.csv_folder import read_folder, write_folder
from glossary.formats.policies_toml import read_policies
from glossary.formats.tbx import read_tbx
from glossary.model import TermBase

#: As much as a zip may hold when unpacked; the shipped term base has 200 kB.
_LARGEST = 64 * 1024 * 1024
_MOST_FILES = 50
#: Endings of files that are read, besides `.zip`.
_READ = (".csv", ".tbx", ".tbxm", ".xml", ".toml")
#: What the library raises at archives that are broken, encrypted or lie.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError,
    UnicodeDecodeError, IndexError, OSError,
)  # fmt: skip
#: Times in a zip say nothing and would make each export differ.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def read_bundle(files: Mapping[str, bytes]) -> TermBase:
    """The term base that one or several files hold together.

    Concepts come from one TBX file or from `concepts.csv` and `terms.csv`;
    policies from `policies.csv` or from TOML.
    """
    files = _unpacked(files)
    tables = {name: body for name, body in files.items() if name.endswith(".csv")}
    documents = {n: body for n, body in files.items() if n.endswith((".tbx", ".tbxm", ".xml"))}
    if len(documents) + bool(tables) > 1:
        names = ", ".join(sorted([*documents, *tables]))
        raise UnreadableTermBase(names, None, "give one TBX file, or the CSV tables, not both.")
    if documents:
        ((name, body),) = documents.items()
        base = read_tbx(body, name)
    else:
        base = read_folder(tables) if tables else TermBase()
    policies = [
        p for n, body in files.items() if n.endswith(".toml") for p in read_policies(body, n)
    ]
    return replace(base, policies=(*base.policies, *policies))


def write_tables(termbase: TermBase) -> bytes:
    """A zip of the tables, which `read_bundle` reads back."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in write_folder(termbase).items():
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), body, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by their bare names, zips opened, those that nobody reads refused."""
    found: dict[str, bytes] = {}
    for name, body in files.items():
        inside = _unzip(name, body) if name.lower().endswith(".zip") else {name: body}
        for each, content in inside.items():
            bare = PurePosixPath(each.replace("\\", "/")).name.lower()
            if not bare.endswith(_READ):
                reason = "this is neither TBX, CSV, TOML nor a zip of them."
                raise UnreadableTermBase(each, None, reason)
            if bare in found:
                raise UnreadableTermBase(bare, None, "this file is there twice.")
            found[bare] = content
    if not found:
        raise UnreadableTermBase("", None, "there is no file to read.")
    return found


def _unzip(name: str, body: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            entries = [e for e in archive.infolist() if not _is_litter(e)]
            if len(entries) > _MOST_FILES or sum(e.file_size for e in entries) > _LARGEST:
                raise UnreadableTermBase(name, None, "this zip is too large for a glossary.")
            return {entry.filename: _inflated(archive, entry) for entry in entries}
    except _BROKEN as error:
        raise UnreadableTermBase(name, None, f"this zip cannot be opened: {error}.") from error


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What an entry holds, never unpacking more than it says that it has."""
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile("it is packed in a way other than deflate")
    with archive.open(entry) as packed:
        body = packed.read(entry.file_size)  # without a size a lie is unpacked whole
        packed.read(1)  # the end: here the checksum is compared
    if len(body) != entry.file_size:
        raise zipfile.BadZipFile(f"“{entry.filename}” is not whole")
    return body


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    """Whether a system put it there: folders, and what macOS adds."""
    parts = PurePosixPath(entry.filename).parts
    if not parts:
        return True
    return entry.is_dir() or parts[0] == "__MACOSX" or parts[-1].startswith(".")
