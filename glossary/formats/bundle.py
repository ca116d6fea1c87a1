"""The files that people keep a term base in: TBX, tables, workbooks, policies, a zip of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from glossary.errors import UnreadableTermBase
from glossary.formats.archive import unzip
from glossary.formats.csv_folder import read_folder, write_folder
from glossary.formats.policies_toml import read_policies
from glossary.formats.tbx import Entries, read_entries
from glossary.formats.xlsx import read_xlsx
from glossary.model import TermBase
from glossary.saying import say

_MOST_FILES = 50
#: Endings of files that are read, besides `.zip`.
_READ = (".csv", ".tbx", ".tbxm", ".xml", ".xlsx", ".toml")
#: Of these, the endings of files that hold a term base alone.
_WHOLE = (".tbx", ".tbxm", ".xml", ".xlsx")
#: Times in a zip say nothing and would make each export differ.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def read_bundle(files: Mapping[str, bytes]) -> TermBase:
    """The term base that one or several files hold together; all of it can be read."""
    termbase, refused = read_readable(files)
    if refused:
        raise refused[0].error
    return termbase


def read_readable(files: Mapping[str, bytes]) -> Entries:
    """The term base that one or several files hold, and which entries of a TBX file it lacks.

    Concepts come from one TBX or XLSX file or from `concepts.csv` and `terms.csv`;
    policies from the same or from TOML, which has the last word on those that it names.
    """
    files = _unpacked(files)
    tables = {name: body for name, body in files.items() if name.endswith(".csv")}
    documents = {n: body for n, body in files.items() if n.endswith(_WHOLE)}
    if len(documents) + bool(tables) > 1:
        names = ", ".join(sorted([*documents, *tables]))
        raise UnreadableTermBase(
            names, None, say("give one TBX or XLSX file, or the CSV tables, not several.")
        )
    if documents:
        ((name, body),) = documents.items()
        is_table = name.endswith(".xlsx")
        base, refused = Entries(read_xlsx(body, name), ()) if is_table else read_entries(body, name)
    else:
        base, refused = read_folder(tables) if tables else TermBase(), ()
    policies = [
        p for n, body in files.items() if n.endswith(".toml") for p in read_policies(body, n)
    ]
    told = {policy.name for policy in policies}
    others = (policy for policy in base.policies if policy.name not in told)
    return Entries(replace(base, policies=(*others, *policies)), refused)


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
        inside = _inside(name, body) if name.lower().endswith(".zip") else {name: body}
        for each, content in inside.items():
            bare = PurePosixPath(each.replace("\\", "/")).name.lower()
            if not bare.endswith(_READ):
                reason = say("this is neither TBX, CSV, XLSX, TOML nor a zip of them.")
                raise UnreadableTermBase(each, None, reason)
            if bare in found:
                raise UnreadableTermBase(bare, None, say("this file is there twice."))
            found[bare] = content
    if not found:
        raise UnreadableTermBase("", None, say("there is no file to read."))
    return found


def _inside(name: str, body: bytes) -> dict[str, bytes]:
    return unzip(name, body, most=_MOST_FILES, wanted=_is_seen)


def _is_seen(name: str) -> bool:
    """Whether a person put it there: systems hide what is theirs."""
    return not PurePosixPath(name).name.startswith(".")
