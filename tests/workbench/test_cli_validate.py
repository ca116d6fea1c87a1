"""`workbench validate`: what it prints, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workbench.cli import main

_VALID = 'msgid "word"\nmsgstr "слово"\n'
_INVALID = 'msgid "word"\nmsgstr "сло\\во"\n'


def run(*arguments: str | Path, given: str = "") -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, arguments)], input=given)


def test_a_valid_file_is_told_with_its_format(tmp_path: Path) -> None:
    file = tmp_path / "uk.po"
    file.write_text(_VALID, encoding="utf-8")
    result = run(file)
    assert (result.exit_code, result.output) == (0, f"{file}: valid PO\n")


def test_every_flaw_is_a_line_with_its_place_and_rule(tmp_path: Path) -> None:
    file = tmp_path / "uk.po"
    file.write_text(_INVALID, encoding="utf-8")
    result = run(file)
    assert result.exit_code == 1
    told = f"{file}:2: escape-unknown: “\\в” means nothing. (PO, The Format of PO Files)\n"
    assert result.output == told


def test_files_are_told_as_json_one_a_line(tmp_path: Path) -> None:
    good, bad, other = (tmp_path / name for name in ("a.po", "b.po", "c.csv"))
    good.write_text(_VALID, encoding="utf-8")
    bad.write_text(_INVALID, encoding="utf-8")
    other.write_text("a,b", encoding="utf-8")
    result = run("--json", good, bad, other)
    assert result.exit_code == 2
    first, second, third = map(json.loads, result.output.splitlines())
    assert first == {"file": str(good), "format": "PO", "valid": True, "flaws": []}
    assert second["valid"] is False
    assert second["flaws"] == [
        {
            "rule": "escape-unknown",
            "line": 2,
            "message": "“\\в” means nothing.",
            "section": "The Format of PO Files",
        }
    ]
    assert third["file"] == str(other)
    assert "This is no file of" in third["error"]


def test_standard_input_is_read() -> None:
    result = run("-", given=_VALID)
    assert (result.exit_code, result.output) == (0, "<stdin>: valid PO\n")


def test_the_gravest_file_makes_the_status(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    file.write_text("<tmx>\n<header>", encoding="utf-8")
    result = run(file, "-", given=_INVALID)
    assert result.exit_code == 2
    assert f"{file}:2: cannot be read: " in result.output
    assert "<stdin>:2: escape-unknown" in result.output


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.commands.validate.MOST_BYTES", 10)
    file = tmp_path / "uk.po"
    file.write_text(_VALID, encoding="utf-8")
    result = run(file)
    assert result.exit_code == 2
    assert "larger than 10 bytes" in result.output


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has such a file")
def test_a_file_that_cannot_be_read_is_told() -> None:
    result = run("/proc/self/mem")
    assert result.exit_code == 2
    assert "/proc/self/mem: " in result.output


def test_usage_is_told() -> None:
    assert run().exit_code == 2
    assert run("there is no such file").exit_code == 2
