"""The commands that publish to a folder: an edition with its formats, a project as a website."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from workbench.cli import main
from workbench.services.sending import folders
from workbench.storage.engine import Database, writing

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(
    database: Database, migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> World:
    """An edition that is ready, an administrator, and a folder to stand in."""
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    with writing(database) as connection:
        factories.add_user(connection, "operator", admin=True)
    monkeypatch.setenv("WORKBENCH_DATABASE", migrated_url)
    monkeypatch.chdir(tmp_path)
    return desk


def workbench(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def done(*arguments: str) -> list[str]:
    result = workbench(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def refused(*arguments: str, status: int = 2) -> str:
    result = workbench(*arguments)
    assert result.exit_code == status, result.output
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("Error")]
    return line


def standing(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def publish(*arguments: str) -> tuple[str, ...]:
    return ("publish", "1", "--to", "out/book", "--formats", "html,text", *arguments)


def test_an_edition_is_published_and_written_with_its_manifest(desk: World, tmp_path: Path) -> None:
    number, signature = done(*publish())
    assert number == "publication 1"
    files = standing(tmp_path / "out" / "book")
    assert sorted(files) == sorted(
        [
            *("a-document-ru-v1.html", "a-document-ru-v1.txt", "manifest.json"),
            folders.RECORD,
        ]
    )
    assert json.loads(files["manifest.json"])["signature"] == signature
    assert signature.rpartition(":")[2].encode() in files["a-document-ru-v1.txt"]

    assert done(*publish("--number", "1")) == [number, signature]
    assert standing(tmp_path / "out" / "book") == files
    assert "nothing changed" in refused(*publish())


@SQLITE
def test_a_gate_that_is_shut_says_what_is_in_the_way_and_takes_reasons(
    desk: World, database: Database, tmp_path: Path
) -> None:
    work.save(database, desk, 1, "Оно ушло в эту республику.")
    assert "below-state" in refused(*publish(), status=1)
    assert not (tmp_path / "out" / "book").exists()
    assert "KIND=REASON" in refused(*publish("--override", "below-state"))
    assert "KIND=REASON" in refused(*publish("--override", "whatever=so"))
    done(*publish("--override", "below-state=The author reads it today."))
    told = json.loads((tmp_path / "out/book/manifest.json").read_bytes())
    assert "The author reads it today." in told["overrides"][0]


@SQLITE
def test_a_folder_with_anything_else_in_it_is_left_alone_and_nothing_is_published(
    desk: World, tmp_path: Path
) -> None:
    folder = tmp_path / "out" / "book"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_bytes(b"mine")
    assert "Nothing was overwritten" in refused(*publish())
    assert standing(folder) == {"notes.txt": b"mine"}
    (folder / "notes.txt").unlink()
    assert "no publication 1" in refused(*publish("--number", "1"))
    assert done(*publish())[0] == "publication 1"


@SQLITE
def test_what_cannot_be_used_is_refused(desk: World, tmp_path: Path) -> None:
    assert "is none of" in refused("publish", "1", "--to", "out", "--formats", "html,papyrus")
    assert "Choose a format" in refused("publish", "1", "--to", "out", "--formats", ",")
    assert "no edition 9" in refused("publish", "9", "--to", "out")
    assert "no project nothing" in refused("site", "nothing", "--to", "out")
    assert "begins with" in refused("site", "words", "--to", "out", "--base", "words.example")
    (tmp_path / "file").write_bytes(b"")
    assert refused("site", "words", "--to", "file/site")


def test_a_project_is_written_as_a_website(desk: World, tmp_path: Path) -> None:
    done(*publish())
    assert done("site", "words", "--to", "site", "--formats", "text") == ["7 files"]
    files = standing(tmp_path / "site")
    assert {"index.html", "feed.xml", "ru/index.html", "ru/feed.xml"} < set(files)
    done("site", "words", "--to", "site", "--base", "https://words.example")
    based = standing(tmp_path / "site")
    assert b"https://words.example/ru/" in based["sitemap.xml"]
    assert done("site", "words", "--to", "again", "--base", "https://words.example")
    assert standing(tmp_path / "again") == based
    assert "another publication" in refused("publish", "1", "--to", "again", "--number", "1")
