"""`diff` from the outside: what a newer version of a text changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workbench.cli import main

OLD = """\
# The town

We left the town. Nobody **saw** the cars.

This paragraph goes, with all that it says.

Here is a sentence that moves to the beginning.
"""
NEW = """\
# The town

Here is a sentence that moves to the beginning.

We left the old town. Nobody **saw** the cars!

Something that is quite new.
"""


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return old, new


def test_every_change_is_a_line(files: tuple[Path, Path]) -> None:
    result = call(*files)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "> 4.1 → 2.1 Here is a sentence that moves to the beginning.",
        "~ 3.1 (substantive) We left the {+old +}town.",
        "~ 3.2 (minor) Nobody <1>saw</1> the cars[-.-]{+!+}",
        "- 3.1 This paragraph goes, with all that it says.",
        "+ 4.1 Something that is quite new.",
    ]


def test_every_change_is_an_object(files: tuple[Path, Path]) -> None:
    lines = [json.loads(line) for line in call(*files, "--json").stdout.splitlines()]
    assert [line["change"] for line in lines] == ["moved", "edited", "edited", "removed", "added"]
    assert lines[2] == {
        "change": "edited",
        "weight": "minor",
        "old": {"id": "2.2", "text": "Nobody <1>saw</1> the cars."},
        "new": {"id": "3.2", "text": "Nobody <1>saw</1> the cars!"},
    }


def test_the_same_text_is_silence(files: tuple[Path, Path]) -> None:
    result = call(files[0], files[0], "--lang", "en")
    assert (result.exit_code, result.output) == (0, "")


def test_what_cannot_be_read_is_said(files: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip")
    result = call(files[0], broken)
    assert result.exit_code == 2
    assert "broken.docx" in result.output
