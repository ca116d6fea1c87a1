"""Files that people choose, as one term base; what is none of it is refused with its name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from glossary.errors import UnreadableTermBase
from glossary.formats.bundle import read_bundle, write_tables
from glossary.formats.csv_folder import write_folder
from glossary.formats.policies_toml import write_policies
from glossary.formats.tbx import write_tbx
from glossary.model import TermBase
from glossary.termbases import shipped

BASE = shipped()
TABLES = write_folder(BASE)


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return packed.getvalue()


def content(base: TermBase) -> TermBase:
    return replace(base, name="", description="", revision=0)


@pytest.mark.parametrize(
    "files",
    [
        {"Words.TBX": write_tbx(BASE), "policies.toml": write_policies(BASE.policies)},
        TABLES,
        {f"my words/{name.upper()}": body for name, body in TABLES.items()},
        {"words.zip": write_tables(BASE)},
        {"words.zip": zipped({"__MACOSX/._x": b"", "a/": b"", "a/.DS_Store": b"", **TABLES})},
    ],
    ids=["tbx-and-toml", "tables", "tables-in-a-folder", "our-zip", "a-zip-by-a-mac"],
)
def test_every_way_of_keeping_it_gives_the_same_term_base(files: dict[str, bytes]) -> None:
    found = content(read_bundle(files))
    if "policies.toml" in files:  # TBX groups the terms of an entry by language
        assert {t for c in found.concepts for t in c.terms} == {
            t for c in BASE.concepts for t in c.terms
        }
        assert found.policies == BASE.policies
    else:
        assert found == content(BASE)


def test_tbx_holds_the_policies_and_a_file_of_theirs_has_the_last_word() -> None:
    assert read_bundle({"words.tbx": write_tbx(BASE)}).policies == BASE.policies
    first = replace(BASE.policies[0], description="Changed by hand.")
    both = {"words.tbx": write_tbx(BASE), "house.toml": write_policies((first,))}
    found = {policy.name: policy for policy in read_bundle(both).policies}
    assert found == {**{p.name: p for p in BASE.policies}, first.name: first}


def test_policies_may_come_alone() -> None:
    found = read_bundle({"house.toml": write_policies(BASE.policies)})
    assert (found.concepts, found.policies) == ((), BASE.policies)


def test_two_writings_of_one_term_base_are_the_same_bytes() -> None:
    assert write_tables(BASE) == write_tables(BASE)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no file"),
        ({"words.docx": b""}, "words.docx: this is neither"),
        ({"a.tbx": b"", "b.tbx": b""}, "one TBX or XLSX file"),
        ({"a.tbx": b"", "terms.csv": b""}, "one TBX or XLSX file"),
        ({"a/terms.csv": b"", "b/terms.csv": b""}, "twice"),
        ({"terms.csv": b"concept"}, "concepts.csv: the file is missing"),
        ({"words.zip": b"PK no zip"}, "words.zip: this zip cannot be opened"),
        ({"words.zip": zipped({})}, "no file"),
        ({"words.zip": zipped({f"{n}.csv": b"" for n in range(51)})}, "too large"),
        ({"words.zip": zipped({"words.zip": b""})}, "neither"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(files: dict[str, bytes], said: str) -> None:
    with pytest.raises(UnreadableTermBase) as refused:
        read_bundle(files)
    assert said in str(refused.value)


def test_a_zip_that_hides_its_size_is_not_unpacked() -> None:
    body = bytearray(zipped({"concepts.csv": b"x" * 5_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(body))) as archive:
        assert archive.infolist()[0].file_size == 5_000
    body = bytearray(bytes(body).replace((5_000).to_bytes(4, "little"), (5).to_bytes(4, "little")))
    with pytest.raises(UnreadableTermBase):
        read_bundle({"words.zip": bytes(body)})
