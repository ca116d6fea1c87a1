"""The commands that keep an installation: init, people, projects, import, export, run."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select, text, update

from glossary.formats.tbx import read_tbx
from glossary.model import Concept
from glossary.termbases import shipped
from translations.editions import OUTPUTS
from translations.formats.po import read_pairs
from workbench.cli import main
from workbench.storage.engine import open_database, reading, writing
from workbench.storage.tables import Document

if TYPE_CHECKING:
    from tests.postgres import PostgresServer

ROOT = Path(__file__).parent.parent.parent
ARTICLE = "# Words\n\nThe militia left the town. Nobody saw it leave.\n"
PASSWORD = "four plain words here"
SECOND = "Nobody saw it leave."


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new/workbench.sqlite3"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as name:
        yield server.url(name)


@pytest.fixture
def home(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with the settings of a new installation."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBENCH_DATABASE", url)
    return tmp_path


@pytest.fixture
def sqlite_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBENCH_DATABASE", f"sqlite:///{tmp_path}/workbench.sqlite3")
    return tmp_path


def workbench(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def done(*arguments: str) -> str:
    result = workbench(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(*arguments: str, status: int = 2) -> str:
    """What a command says that ends in one line."""
    result = workbench(*arguments)
    assert result.exit_code == status
    assert isinstance(result.exception, SystemExit)
    (line,) = result.stderr.splitlines()
    return line


def words(concept: Concept) -> tuple[str, list[tuple[str, str, str, tuple[str, ...]]]]:
    """An entry without the keys of its terms, which a database gives anew."""
    return concept.id, [(t.language, t.text, t.status, t.renders) for t in concept.terms]


def article(folder: Path, text: str = ARTICLE, name: str = "article.md") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.usefixtures("home")
def test_init_may_be_repeated() -> None:
    assert done("init", "--empty") == "The database is ready.\n"
    assert done("init", "--empty") == "The database is up to date.\n"


def test_init_removes_what_a_killed_import_left(home: Path, url: str) -> None:
    done("init", "--empty")
    done("project", "add", "words", "--to", "ru")
    done("import", article(home), "--project", "words", "--lang", "en")
    long_ago = datetime.now(UTC) - timedelta(days=1)
    database = open_database(url)
    with writing(database) as connection:
        connection.execute(update(Document).values(staged=True, created_at=long_ago))
    done("init", "--empty")
    with reading(database) as connection:
        assert connection.execute(select(func.count()).select_from(Document)).scalar() == 0
    database.dispose()


def test_a_document_goes_in_and_its_edition_out_in_every_format(home: Path) -> None:
    done("init", "--empty")
    assert done("project", "add", "words", "--to", "ru", "--to", "uk") == (
        "The project words is there.\n"
    )
    said = done("import", article(home), "--project", "words", "--lang", "en", "--to", "ru")
    assert re.fullmatch(r"document \d+\nedition \d+ ru\n", said)
    edition = said.split()[3]
    for output in OUTPUTS:
        file = home / f"edition.{output}"
        done("export", edition, "--format", output, "-o", str(file))
        assert file.stat().st_size > 0
    pairs = read_pairs((home / "edition.po").read_bytes())
    assert [pair.source for pair in pairs][1:] == ["The militia left the town.", SECOND]
    assert {pair.target for pair in pairs} == {""}


def test_segments_go_out_for_work_elsewhere_and_come_home(home: Path) -> None:
    done("init", "--empty")
    done("project", "add", "words", "--to", "ru")
    said = done("import", article(home), "--project", "words", "--lang", "en", "--to", "ru")
    edition = said.split()[3]
    file = home / "segments.po"
    done("edition-export", edition, "--format", "po", "--state", "empty", "-o", str(file))
    text = file.read_text(encoding="utf-8")
    head, translated = text.split('msgid "The militia left the town."')
    filled = translated.replace('msgstr ""', 'msgstr "Ополчение ушло."', 1)
    file.write_text(f'{head}msgid "The militia left the town."{filled}', encoding="utf-8")
    told = done("edition-import", edition, str(file))
    assert "1 new" in told
    assert "0 conflict" in told
    taken = done("edition-import", edition, str(file), "--take", "--confirm")
    assert taken.splitlines()[1] == "1 taken, 0 comments"
    assert "0 new" in done("edition-import", edition, str(file))
    assert "No segment fits" in refused("edition-export", edition, "--state", "final")


def test_a_glossary_comes_out_and_goes_in_again(home: Path) -> None:
    done("init", "--empty")
    exported = home / "out.tbx"
    done("glossary", "export", "-o", str(exported))
    concepts = read_tbx(exported.read_bytes()).concepts
    assert [words(concept) for concept in concepts] == [words(c) for c in shipped().concepts]
    assert done("glossary", "import", str(exported)).startswith("0 new, 0 changed")


@pytest.mark.usefixtures("sqlite_home")
class TestOnSqlite:
    """What does not depend on the engine."""

    def test_people_are_added_with_a_link_or_a_password(self) -> None:
        done("init", "--empty")
        done("project", "add", "words", "--to", "ru")
        link = done("user", "add", "olena", "--project", "words", "--role", "reviewer")
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/sign-in/\S+\n", link)
        assert done("user", "add", "ihor", "--password", PASSWORD) == ""

    def test_what_is_refused_is_said_in_one_line(self, tmp_path: Path) -> None:
        done("init", "--empty")
        done("project", "add", "words", "--to", "ru")
        empty, binary = article(tmp_path, "", "empty.md"), str(tmp_path / "binary.txt")
        Path(binary).write_bytes(bytes(range(256)) * 20)
        assert "has this name" in refused("user", "add", "admin", "--password", PASSWORD)
        assert "10 characters" in refused("user", "add", "petro", "--password", "x")
        assert "nothere" in refused("user", "add", "petro", "--project", "nothere")
        assert "nothere" in refused("import", article(tmp_path), "--project", "nothere")
        assert "empty.md" in refused("import", empty, "--project", "words")
        assert "binary.txt" in refused("import", binary, "--project", "words")
        assert "77" in refused("export", "77", "--format", "html")
        assert "named words already" in refused("project", "add", "words", "--to", "ru")
        assert "small letters" in refused("project", "add", "Two Words", "--to", "ru")
        more = ("project", "add", "more", "--to", "ru")
        assert "nobody's" in refused(*more, "--glossary", "nobody's")
        assert "house style" in refused(*more, "--policy", "nobody's")
        done("user", "add", "petro", "--password", PASSWORD)

    def test_an_edition_that_cannot_be_begun_keeps_the_document_out(self, tmp_path: Path) -> None:
        done("init", "--empty")
        done("project", "add", "words", "--to", "ru")
        text = ("import", article(tmp_path), "--project", "words")
        assert "“nobody's”; there are: speaker" in refused(
            *text, "--to", "ru", "--policy", "nobody's"
        )
        assert "itself is in “en”" in refused(*text, "--to", "EN")
        assert "itself is in “uk”" in refused(*text, "--lang", "uk", "--to", "uk")
        assert done(*text, "--to", "ru", "--to", "ru").split() == [
            *("document", "1"),
            *("edition", "1", "ru"),
        ]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("import", "/nowhere.md", "--project", "words"), "does not exist"),
            (
                ("import", "article.md", "--project", "words", "--lang", "Latin"),
                "“Latin” is no code",
            ),
            (("import", "article.md", "--project", "words", "--to", "no no"), "“no no” is no code"),
            (("project", "add", "more", "--to", "russian"), "“russian” is no code"),
            (("user", "add", "petro", "--role", "owner"), "--project"),
            (("export", "1", "--format", "papyrus"), "papyrus"),
            (("export", "one", "--format", "html"), "one"),
            (("export", "0", "--format", "html"), "0 is not in the range"),
            (("export", "9" * 30, "--format", "html"), "is not in the range"),
            (("export", "1", "--format", "html", "--publication", "9" * 30), "not in the range"),
            (("run", "--port", "65536"), "65536 is not in the range"),
            (("run", "--port", "-1"), "-1 is not in the range"),
            (("glossary", "match", "--lang", "no no"), "“no no” is no code"),
        ],
    )
    def test_what_is_said_wrongly_is_a_matter_of_usage(
        self, arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        article(tmp_path)
        result = workbench(*arguments)
        assert result.exit_code == 2
        assert said in result.stderr
        assert result.stderr.startswith("Usage: ")

    @pytest.mark.parametrize(
        "command", [("export", "1", "--format", "html"), ("glossary", "export")]
    )
    def test_a_file_that_cannot_be_written_is_told_in_one_line(
        self, command: tuple[str, ...], tmp_path: Path
    ) -> None:
        done("init", "--empty")
        done("project", "add", "words", "--to", "ru")
        done("import", article(tmp_path), "--project", "words", "--lang", "en", "--to", "ru")
        assert "/nowhere/" in refused(*command, "-o", "/nowhere/file")
        assert "No such file" in refused(*command, "-o", "/nowhere/file")

    def test_what_is_written_is_whole_and_nothing_else_lies_beside_it(self, tmp_path: Path) -> None:
        done("init", "--empty")
        (tmp_path / "out").mkdir()
        for _ in range(2):
            done("glossary", "export", "-o", str(tmp_path / "out" / "words.tbx"))
        assert [file.name for file in (tmp_path / "out").iterdir()] == ["words.tbx"]
        assert done("glossary", "export", "-o", "-") == (tmp_path / "out" / "words.tbx").read_text(
            encoding="utf-8"
        )

    @pytest.mark.parametrize(
        "arguments",
        [
            ("user", "add", "olena"),
            ("project", "add", "words", "--to", "ru"),
            ("import", "article.md", "--project", "words"),
            ("export", "1", "--format", "html"),
            ("glossary", "export"),
            ("worker",),
            ("run", "--port", "0"),
        ],
    )
    def test_before_init_everything_asks_for_it(
        self, arguments: tuple[str, ...], tmp_path: Path
    ) -> None:
        article(tmp_path)
        assert "workbench init" in refused(*arguments, status=1)
        assert not (tmp_path / "workbench.sqlite3").exists()

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("PORT", "eighty", "“port” must be a whole number"),
            ("PORT", "65536", "“port” must not be larger than 65535"),
            ("DATABASE", "words", "“database” must be an address such as"),
            ("DATABASE", "", "“database” must be an address such as"),
            ("DATABASE", "mysql://localhost/words", "“database” must be an address such as"),
            ("DATABASE", "sqlite://", "“database” must name a file"),
            ("DATABASE", "sqlite:///:memory:", "“database” must name a file"),
            ("DATABASE", "postgresql+nobodys://localhost/words", "nobodys"),
            ("CONFIG", "/nowhere.toml", "/nowhere.toml"),
        ],
    )
    def test_a_setting_that_cannot_be_read_is_named(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
    ) -> None:
        monkeypatch.setenv(f"WORKBENCH_{name}", value)
        assert said in refused("init", "--empty")

    @pytest.mark.parametrize("arguments", [("init",), ("glossary", "export"), ("run",)])
    def test_a_database_of_a_newer_program_is_left_alone(self, arguments: tuple[str, ...]) -> None:
        done("init", "--empty")
        database = open_database(os.environ["WORKBENCH_DATABASE"])
        with writing(database) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        database.dispose()
        assert "made by a newer workbench" in refused(*arguments)

    @pytest.mark.parametrize("options", [(), ("-o", "words.tbx")])
    def test_a_disk_that_takes_no_more_is_told(
        self, options: tuple[str, ...], tmp_path: Path
    ) -> None:
        done("init", "--empty")
        calling = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (100_000, 100_000)); "
        calling += "from workbench.cli import main; main()"
        with (tmp_path / "out").open("wb") as out:
            told = subprocess.run(
                [sys.executable, "-c", calling, "glossary", "export", *options],
                stdout=out,
                stderr=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                check=False,
            )
        assert told.returncode == 2
        assert re.fullmatch(rb"Error: .*: File too large\.\n", told.stderr)
        assert not (tmp_path / "words.tbx").exists()
        assert not list(tmp_path.glob("*.part"))

    def test_a_file_that_is_no_database_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "words.txt").write_text("No database, " * 100, encoding="utf-8")
        monkeypatch.setenv("WORKBENCH_DATABASE", f"sqlite:///{tmp_path}/words.txt")
        assert "file is not a database" in refused("glossary", "export", status=1)
        monkeypatch.setenv("WORKBENCH_DATABASE", f"sqlite:///{tmp_path}/words.txt/base.sqlite3")
        assert "words.txt" in refused("init", "--empty")

    def test_a_port_that_is_taken_is_said(self) -> None:
        done("init", "--empty")
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            told = refused("run", "--port", str(port), status=1)
            assert told.startswith(f"Error: Port {port} ")


# Running


@pytest.fixture
def running(sqlite_home: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A workbench that runs, and its port."""
    done("init", "--empty")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", "run", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        yield process, port
    finally:
        for child in children(process):
            child.kill()
        process.kill()
        process.communicate()


def children(process: subprocess.Popen[str]) -> list[psutil.Process]:
    try:
        born: list[psutil.Process] = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return born


def lines(process: subprocess.Popen[str]) -> tuple[str, str]:
    assert process.stdout is not None
    return process.stdout.readline(), process.stdout.readline()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_workbench_opens_signs_in_and_ends_with_its_children(
    running: tuple[subprocess.Popen[str], int], sign: signal.Signals
) -> None:
    process, port = running
    opened, link = lines(process)
    assert opened == f"The workbench is open at http://127.0.0.1:{port}\n"
    address = link.removeprefix("Sign in once as admin: ").strip()
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert answer.status == 200
    born = children(process)
    process.send_signal(sign)
    assert process.wait(timeout=30) == 0
    _, alive = psutil.wait_procs(born, timeout=10)
    assert alive == []


def test_where_one_child_ends_the_other_ends_too(
    running: tuple[subprocess.Popen[str], int],
) -> None:
    process, _ = running
    lines(process)
    born = children(process)
    worker = next(child for child in born if child.cmdline()[-1] == "worker")
    worker.kill()
    assert process.wait(timeout=30) == 1
    _, alive = psutil.wait_procs(born, timeout=10)
    assert alive == []
