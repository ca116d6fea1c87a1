"""`workbench memory`, as a person or another program calls it."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete

from tests.workbench import factories, stages
from tests.workbench.factories import World
from translations.formats import tmx
from translations.formats.tmx import TmxUnit
from translations.memory.model import UnitState
from translations.review import Action
from workbench.cli import main
from workbench.storage import tables
from workbench.storage.engine import Database, writing

UNITS = (
    ("The militia left the town.", "Ополчение покинуло город."),
    ("The militia left the town at night.", "Террористы покинули город ночью."),
    ("Nobody saw 12 cars.", "Никто не видел 12 машин."),
    ("People's words", "Слова людей"),
)


class Caller:
    """Somebody at a terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: object, stdin: str = "", status: int = 0) -> Result:
        answer = CliRunner().invoke(main, ["memory", *map(str, words)], input=stdin)
        assert answer.exit_code == status, answer.output
        return answer

    def look_up(self, segments: str, *words: object, status: int = 0) -> list[dict[str, Any]]:
        languages = ("--from", "en", "--to", "ru")
        answer = self("lookup", *languages, "--json", *words, stdin=segments, status=status)
        return [json.loads(line) for line in answer.stdout.splitlines()]

    def file(self, *units: TmxUnit, name: str = "archive.tmx") -> Path:
        path = self.folder / name
        with path.open("wb") as stream:
            tmx.write(stream, units)
        return path


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database)


@pytest.fixture
def call(desk: World, migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Caller:
    monkeypatch.setenv("WORKBENCH_DATABASE", migrated_url)
    monkeypatch.setenv("WORKBENCH_INSTANCE", str(tmp_path / "instance"))
    return Caller(tmp_path)


def unit(source: str, target: str, **more: Any) -> TmxUnit:
    facts = {"source_language": "en", "target_language": "ru", **more}
    return TmxUnit(source=source, target=target, **facts)


@pytest.fixture
def archive(call: Caller) -> Path:
    return call.file(*(unit(*pair) for pair in UNITS))


# In and out


def test_a_file_makes_a_memory_of_its_name_once(call: Caller, archive: Path) -> None:
    assert "4 units added" in call("import", archive).stdout
    assert "0 units added, 4 were there" in call("import", archive).stdout
    again = call.folder / "again.tmx"
    assert "4 units written" in call("export", again, "--memory", "archive").stdout
    back = [(u.source, u.target) for u in tmx.read(io.BytesIO(again.read_bytes()))]
    assert tuple(back) == UNITS


def test_units_go_to_the_memory_of_a_project_and_are_named_by_its_languages(
    call: Caller, database: Database
) -> None:
    file = call.file(
        unit("One.", "Один.", source_language="EN-us", target_language="ru-RU"),
        unit("Two.", "Два.", source_language="en-GB", target_language="sr-Latn-RS"),
        unit(" ", "Три."),
    )
    told = call("import", file, "--project", "words").stdout
    assert told.startswith("2 units added, 0 were there, 1 left out")
    [answer] = call.look_up("One.\n", "--project", "words")
    assert [m["target"] for m in answer["matches"]] == ["Один."]
    assert answer["matches"][0]["memory"] == "Words"
    call("export", call.folder / "sr.tmx", "--project", "words", "--to", "sr-Latn")
    assert b"sr-Latn" in (call.folder / "sr.tmx").read_bytes()
    assert b"\xd0\x9e\xd0\xb4" not in (call.folder / "sr.tmx").read_bytes()


def test_only_the_languages_asked_for_are_taken(call: Caller) -> None:
    file = call.file(unit("One.", "Один."), unit("One.", "Eins.", target_language="de"))
    told = call("import", file, "--from", "en", "--to", "de").stdout
    assert told.startswith("1 units added, 0 were there, 1 left out")


def test_states_and_people_go_out_and_names_can_be_left_out(
    call: Caller, database: Database, desk: World
) -> None:
    stages.save(database, desk, 2, "Никто не видел 12 машин.")
    stages.review(database, desk, 2, Action.APPROVE)
    files = [call.folder / "named.tmx", call.folder / "nameless.tmx"]
    call("export", files[0], "--project", "words")
    call("export", files[1], "--project", "words", "--without-names")
    units = [next(tmx.read(io.BytesIO(file.read_bytes()))) for file in files]
    assert [each.author for each in units] == ["Translator", ""]
    assert {each.state for each in units} == {UnitState.REVIEWED}
    assert units[0].at is not None
    assert abs((datetime.now(UTC) - units[0].at).total_seconds()) < 600
    call("import", files[0], "--memory", "Elsewhere")
    [answer] = call.look_up("Nobody saw 12 cars.", "--memory", "Elsewhere")
    assert answer["matches"][0]["origin"] == "imported"


def test_a_broken_file_is_refused_in_one_line_and_what_was_read_stays(call: Caller) -> None:
    path = call.folder / "broken.tmx"
    whole = call.file(*(unit(f"Sentence {n}.", f"Фраза {n}.") for n in range(1_500)))
    path.write_bytes(whole.read_bytes()[:-40])
    refused = call("import", path, status=2)
    assert refused.output.startswith("Error: ")
    assert "Traceback" not in refused.output
    [answer] = call.look_up("Sentence 7.")
    assert answer["matches"][0]["target"] == "Фраза 7."


def test_what_is_not_there_is_said_plainly(call: Caller, archive: Path) -> None:
    assert "no memory Nowhere" in call("export", archive, "--memory", "Nowhere", status=2).output
    assert "no project" in call("import", archive, "--project", "nowhere", status=2).output


def test_what_was_confirmed_before_there_were_memories_is_collected_once(
    call: Caller, database: Database, desk: World
) -> None:
    stages.save(database, desk, 1, "Оно ушло в республику.")
    stages.save(database, desk, 2, "Никто не видел 12 машин.")
    stages.review(database, desk, 2, Action.APPROVE)
    stages.save(database, desk, 3, "Черновик", action=Action.DRAFT)
    with writing(database) as connection:
        connection.execute(delete(tables.MemoryUnit))
        connection.execute(delete(tables.MemoryPosting))
    assert call("collect", "--project", "words").stdout == "2 units added\n"
    assert call("collect", "--project", "words").stdout == "0 units added\n"
    [answer] = call.look_up("Nobody saw 12 cars.", "--project", "words")
    assert (answer["matches"][0]["state"], answer["matches"][0]["score"]) == ("reviewed", 1)


# Look-up


def test_each_line_is_answered_with_its_matches(call: Caller, archive: Path) -> None:
    call("import", archive)
    answers = call.look_up("The militia left the town.\nNobody saw 15 cars.\nNothing alike\n")
    assert [a["source"] for a in answers] == [
        "The militia left the town.", "Nobody saw 15 cars.", "Nothing alike",
    ]  # fmt: skip
    exact, fuzzy = answers[0]["matches"]
    assert (exact["kind"], exact["score"], exact["similarity"]) == ("exact", 1, 1)
    assert exact["difference"] == [["same", "The militia left the town."]]
    assert (exact["state"], exact["origin"], exact["memory"]) == ("reviewed", "imported", "archive")
    assert fuzzy["kind"] == "fuzzy"
    assert fuzzy["score"] == fuzzy["similarity"] == pytest.approx(1 - 9 / 35)
    [counted] = answers[1]["matches"]
    assert (counted["target"], counted["adapted"]) == ("Никто не видел 15 машин.", ["numbers"])
    assert answers[2]["matches"] == []


def test_matches_are_checked_by_the_glossary_of_today(call: Caller, archive: Path) -> None:
    call("import", archive)
    [answer] = call.look_up("The militia left the town.")
    exact, fuzzy = answer["matches"]
    assert (exact["violations"], exact["check_term"]) == ([], False)
    [violation] = [v for v in fuzzy["violations"] if v["kind"] == "banned"]
    assert (violation["check"], violation["concept"]) == ("terminology", "opolchenie")
    assert violation["severity"] == "error"
    start, end = violation["span"]
    assert fuzzy["target"][start:end] == "Террористы"
    assert fuzzy["check_term"] is True
    [unchecked] = call.look_up("The militia left the town.", "--no-check")
    assert [m["violations"] for m in unchecked["matches"]] == [[], []]


def test_the_house_style_of_the_call_decides(call: Caller, archive: Path) -> None:
    call("import", archive, "--project", "words")
    asked = ("The militia left the town.", "--project", "words")
    [free], [strict] = call.look_up(*asked), call.look_up(*asked, "--policy", "descriptive")
    assert free["matches"][0]["violations"] == []
    [violation] = strict["matches"][0]["violations"]
    assert (violation["check"], violation["concept"]) == ("terminology", "opolchenie")


def test_neighbours_make_a_match_one_in_its_context(
    call: Caller, database: Database, desk: World
) -> None:
    stages.save(database, desk, 1, "Оно ушло в республику.")
    around = {
        "source": "It went to the republic.",
        "before": "The people's militia left the town.",
        "after": "Nobody saw 12 cars.",
    }
    lines = f"{json.dumps(around)}\n{around['source']}\n{{ not JSON\n"
    first, second, third = call.look_up(lines, "--project", "words")
    assert first["matches"][0]["kind"] == "context"
    assert first["matches"][0]["place"] == {
        "document": "A document", "edition": desk.edition, "segment": desk.segments[1],
    }  # fmt: skip
    assert second["matches"][0]["kind"] == "exact"
    assert third["source"] == "{ not JSON"


def test_a_line_that_cannot_be_is_answered_with_an_error(call: Caller, archive: Path) -> None:
    call("import", archive)
    wrong = json.dumps({"source": "One.", "voice": "whisper"})
    first, second = call.look_up(f"{wrong}\nNobody saw 12 cars.\n", status=2)
    assert "whisper" in first["error"]
    assert second["matches"]


def test_people_read_matches_as_lines(call: Caller, archive: Path) -> None:
    call("import", archive)
    told = call("lookup", "--from", "en", "--to", "ru", stdin="The militia left the town.\n").stdout
    assert "  1.00 exact: Ополчение покинуло город." in told
    assert "check the term" in told


# Concordance


def found(call: Caller, *words: object) -> list[str]:
    answer = call("search", *words, "--json").stdout
    return [json.loads(line)["target"] for line in answer.splitlines()]


def test_words_are_found_in_any_form_on_either_side(call: Caller, archive: Path) -> None:
    call("import", archive)
    assert found(call, "ополчению") == [UNITS[0][1]]
    assert found(call, "towns", "--in", "source") == [UNITS[1][1], UNITS[0][1]]
    assert found(call, "towns", "--in", "target") == []
    assert found(call, "человек") == [UNITS[3][1]]
    assert found(call, "город ночь") == [UNITS[1][1]]
    assert found(call, "ночь машина") == []


def test_phrases_and_patterns_are_found(call: Caller, archive: Path) -> None:
    call("import", archive)
    assert found(call, "«покинули города»") == [UNITS[1][1], UNITS[0][1]]
    assert found(call, '"город покинуть"') == []
    assert found(call, r"\b1\d\b", "--regex", "--in", "target") == [UNITS[2][1]]
    assert "no regular expression" in call("search", "(", "--regex", status=2).output
    assert "which words" in call("search", " ", status=2).output


def test_people_see_what_was_found_in_brackets(call: Caller, archive: Path) -> None:
    call("import", archive)
    told = call("search", "машина", "--most", "1").stdout
    assert "Никто не видел 12 [машин]." in told


def test_the_languages_and_memories_asked_for_are_searched(call: Caller, archive: Path) -> None:
    call("import", archive)
    assert found(call, "машина", "--to", "uk") == []
    assert found(call, "машина", "--from", "en", "--memory", "archive") == [UNITS[2][1]]
