"""Folders are put in their place whole, replace only what is ours, and lead nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbench.errors import Conflict, InvalidInput
from workbench.services.sending import folders

FILES = {"index.html": b"<p>", "uk/слова/index.html": "їжак".encode(), "manifest.json": b"{}"}
PATH = ("words", "print", "v1")


def standing(folder: Path) -> dict[str, bytes]:
    """Everything below a folder but what it says of itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != folders.RECORD
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put(root: Path, files: Mapping[str, bytes] = FILES, of: str = "publication 1/1") -> bool:
    return folders.put(root, PATH, files, of)


def test_a_folder_stands_there_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    assert put(tmp_path)
    assert standing(tmp_path.joinpath(*PATH)) == FILES
    assert names(tmp_path / "words" / "print") == ["v1"]


def test_what_stands_there_already_is_not_written_again(tmp_path: Path) -> None:
    put(tmp_path)
    before = tmp_path.joinpath(*PATH, "index.html").stat()
    assert not put(tmp_path)
    assert tmp_path.joinpath(*PATH, "index.html").stat() == before


def test_a_newer_one_takes_the_place_of_the_older_with_all_its_files(tmp_path: Path) -> None:
    put(tmp_path)
    assert put(tmp_path, {"index.html": b"new"})
    assert standing(tmp_path.joinpath(*PATH)) == {"index.html": b"new"}
    assert names(tmp_path / "words" / "print") == ["v1"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    tmp_path.joinpath(*PATH).mkdir(parents=True)
    assert put(tmp_path)


def test_the_folder_of_another_publication_stays(tmp_path: Path) -> None:
    put(tmp_path)
    with pytest.raises(Conflict):
        put(tmp_path, {"index.html": b"new"}, of="publication 2/1")
    assert standing(tmp_path.joinpath(*PATH)) == FILES


@pytest.mark.parametrize("path", ["index.html", "notes.txt", "uk/own.txt"])
def test_a_file_that_somebody_wrote_is_never_overwritten(tmp_path: Path, path: str) -> None:
    put(tmp_path)
    tmp_path.joinpath(*PATH, path).write_bytes(b"mine")
    before = standing(tmp_path.joinpath(*PATH))
    with pytest.raises(Conflict):
        put(tmp_path, {"index.html": b"new"})
    assert standing(tmp_path.joinpath(*PATH)) == before


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"of": "publication 1/1", "files": 1}'])
def test_a_folder_whose_own_word_cannot_be_read_is_not_ours(tmp_path: Path, record: str) -> None:
    folder = tmp_path.joinpath(*PATH)
    folder.mkdir(parents=True)
    (folder / folders.RECORD).write_text(record)
    with pytest.raises(Conflict):
        put(tmp_path)


@pytest.mark.parametrize("step", range(3))
def test_no_symbolic_link_is_followed(tmp_path: Path, step: int) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = root.joinpath(*PATH[: step + 1])
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    with pytest.raises(Conflict):
        put(root)
    assert names(elsewhere) == []


def test_a_link_within_a_folder_of_ours_is_somebody_elses(tmp_path: Path) -> None:
    put(tmp_path)
    secret = tmp_path / "secret"
    secret.write_bytes(b"<p>")
    inside = tmp_path.joinpath(*PATH, "index.html")
    inside.unlink()
    inside.symlink_to(secret)
    with pytest.raises(Conflict):
        put(tmp_path, {"index.html": b"new"})
    assert secret.read_bytes() == b"<p>"


def test_a_file_in_the_way_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "words").write_bytes(b"")
    with pytest.raises(Conflict):
        put(tmp_path)


def test_what_fails_half_way_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(tmp_path, {"index.html": b"new"})
    assert standing(tmp_path.joinpath(*PATH)) == FILES
    assert names(tmp_path / "words" / "print") == ["v1"]


def test_a_probe_leaves_nothing(tmp_path: Path) -> None:
    folders.probe(tmp_path, PATH)
    assert standing(tmp_path) == {}
    assert names(tmp_path / "words" / "print") == []


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("site", ("site",)),
        ("site/articles", ("site", "articles")),
        ("сайт/Ваші слова", ("сайт", "Ваші слова")),
        ("אתר", ("אתר",)),
    ],
)
def test_a_path_is_read_step_by_step(written: str, steps: tuple[str, ...]) -> None:
    assert folders.steps(written) == steps


@pytest.mark.parametrize(
    "written",
    [
        *("", "/", "/etc", "a//b", "a/", "..", "a/../b", "./a", ".git", "a/.ssh", "a\\b"),
        *("a\x00b", "a\nb", "a\u202eb", "C:", "a*", "x" * 101, "a.", "a\u00a0b"),
    ],
)
def test_a_path_that_leads_elsewhere_or_means_something_to_a_system_is_refused(
    written: str,
) -> None:
    with pytest.raises(InvalidInput):
        folders.steps(written)
