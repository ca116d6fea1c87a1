"""The linters of the command line: `glossary check`, `check`, `glossary match`."""

import json
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from glossary.formats.tbx import write_tbx
from glossary.model import Concept, Status, Term, TermBase, Voice
from translations.formats.po import PoPair, write_pairs
from workbench.cli import main

EN_RU = ("--from", "en", "--to", "ru")
HEADER = "source\ttarget\n"
CLEAN = "The militia left.\tОполчение ушло.\n"
BANNED = "The militia left.\tБоевики ушли.\n"


def run(*arguments: str, given: str | bytes = b"") -> Result:
    return CliRunner().invoke(main, arguments, input=given)


def check(given: str | bytes, *options: str, to: str = "ru") -> Result:
    return run("glossary", "check", "--from", "en", "--to", to, *options, "-", given=given)


def match(*lines: str | bytes, language: str = "ru") -> Result:
    given = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return run("glossary", "match", "--lang", language, given=given)


def asked(term: str, text: str) -> str:
    return json.dumps({"term": term, "text": text}, ensure_ascii=False)


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def term(concept: str, language: str, text: str, status: Status = Status.PREFERRED) -> Term:
    return Term(
        id=f"{concept}-{language}-{status}",
        concept=concept,
        language=language,
        text=text,
        status=status,
    )


TERMBASE = TermBase(
    name="small",
    concepts=(
        Concept(
            id="bridge",
            contested=True,
            terms=(
                term("bridge", "en", "bridge"),
                term("bridge", "ru", "мост"),
                term("bridge", "ru", "путепровод", Status.DEPRECATED),
                term("bridge", "ru", "эстакада", Status.FORBIDDEN),
            ),
        ),
    ),
)

CSV = {
    "concepts.csv": "concept,subject,contested,definition,why_contested\nbridge,roads,yes,,\n",
    "terms.csv": (
        "concept,lang,term,pos,status,usage\n"
        "bridge,en,bridge,noun,preferred,\n"
        "bridge,ru,мост,noun,preferred,\n"
        "bridge,ru,путепровод,noun,deprecated,\n"
        "bridge,ru,эстакада,noun,forbidden,\n"
    ),
    "policies.csv": (
        "policy,concept,lang,required,also_allowed,forbidden,first_mention,voices,rationale\n"
        "tall,bridge,ru,виадук,,мост,,narration,\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in CSV.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


# What is read


@pytest.mark.parametrize(
    "given",
    [
        "source\ttarget\tid\tvoice\nThe militia left.\tБоевики ушли.\ta\tanswer\n",
        "voice\tid\ttarget\tsource\nanswer\ta\tБоевики ушли.\tThe militia left.\n",
        "id\tnote\tsource\ttarget\na\tx\tThe militia left.\tБоевики ушли.\n",
        "ID\tSource\tTARGET\na\tThe militia left.\tБоевики ушли.\n",
        "\ufeffid\tsource\ttarget\na\tThe militia left.\tБоевики ушли.",
        "id\tsource\ttarget\r\na\tThe militia left.\tБоевики ушли.\r\n",
        "id\tsource\ttarget\na\tThe militia left.\tБоевики ушли.\n\n \n",
        'id\tsource\ttarget\na\tThe militia left.\t"Боевики ушли ""вчера""."\n',
    ],
)
def test_columns_stand_in_any_order_in_any_tidy_file(given: str) -> None:
    result = check(given, "--json")
    (answer,) = objects(result)
    (violation,) = answer["violations"]
    assert answer["id"] == "a"
    assert result.exit_code == 1
    message = violation.pop("message")
    assert "Боевики" in message
    assert "militia" in message
    assert violation == {
        "concept": "opolchenie",
        "kind": "banned",
        "severity": "error",
        "source": [4, 11],
        "target": [0, 7],
    }


def test_every_line_answers_in_its_order_even_where_it_cannot_be_read() -> None:
    broken = "The militia left.\tБоевики ".encode() + b"\xff\xfe"
    rows = [
        CLEAN.encode().rstrip(),
        b"",
        b"one cell",
        broken,
        b"The militia left.\tNUL\x00.",
        BANNED.encode().rstrip(),
    ]
    result = check(b"source\ttarget\n" + b"\n".join(rows) + b"\n\n", "--json")
    answers = objects(result)
    assert [answer["id"] for answer in answers] == [1, 2, 3, 4, 5, 6]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, False]
    assert answers[0] == {"id": 1, "violations": []}
    assert [v["kind"] for v in answers[5]["violations"]] == ["banned"]
    assert result.exit_code == 2


def test_a_line_that_is_not_utf8_keeps_its_id() -> None:
    given = b"id\tsource\ttarget\nx7\tThe militia left.\t\xff\n"
    assert objects(check(given, "--json"))[0]["id"] == "x7"


def test_an_unknown_voice_is_told_with_those_there_are() -> None:
    result = check("source\ttarget\tvoice\nA.\tА.\tsong\n", "--json")
    (answer,) = objects(result)
    assert all(voice in answer["error"] for voice in Voice)
    assert result.exit_code == 2


@pytest.mark.parametrize("voice", ["", " Answer"])
def test_a_voice_may_be_left_empty_or_written_large(voice: str) -> None:
    given = f"source\ttarget\tvoice\nThe militia left.\tОполчение ушло.\t{voice}\n"
    result = check(given, "--json", "--policy", "descriptive")
    kinds = [v["kind"] for v in objects(result)[0]["violations"]]
    assert kinds == ([] if voice else ["missing"])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        ("исходник\tперевод\n".encode(), "source and target"),
        (b"source\n", "target"),
        ("source\ttarget\n".encode("utf-16"), "UTF-8"),
        (b'msgid "a"\nmsgstr "b\n', "line 2"),
    ],
)
def test_a_file_without_pairs_is_refused_in_one_line(given: bytes, told: str) -> None:
    result = check(given, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


def test_po_is_read_by_its_name_and_by_its_look(tmp_path: Path) -> None:
    pairs = (
        PoPair(id="a", source="The militia left.", target="Ополчение ушло."),
        PoPair(id="b", source="The militia left.", target="Боевики ушли.", voice=Voice.ANSWER),
        PoPair(id="c", source="The militia left.", target=""),
    )
    file = tmp_path / "edition.po"
    file.write_bytes(write_pairs(pairs, {"Language": "ru"}))
    named = run("glossary", "check", *EN_RU, "--json", str(file))
    piped = check(file.read_bytes(), "--json")
    assert named.stdout == piped.stdout
    assert [(a["id"], len(a["violations"])) for a in objects(named)] == [
        ("a", 0),
        ("b", 1),
        ("c", 0),
    ]


def test_spans_of_a_po_file_count_its_placeholders(tmp_path: Path) -> None:
    codes = ("<1>", "</1>")
    source, target = "\ue000The\ue001 militia left.", "\ue000Вчера\ue001 боевики ушли."
    file = tmp_path / "edition.po"
    pair = PoPair(id="a", source=source, target=target, placeholders=codes)
    file.write_bytes(write_pairs([pair], {}))
    (answer,) = objects(run("glossary", "check", *EN_RU, "--json", str(file)))
    (violation,) = answer["violations"]
    start, end = violation["target"]
    assert "<1>Вчера</1> боевики ушли."[start:end] == "боевики"
    start, end = violation["source"]
    assert "<1>The</1> militia left."[start:end] == "militia"


# What is said


def test_text_is_for_people_and_silent_when_clean() -> None:
    assert check(HEADER + CLEAN).output == ""
    line = check(HEADER + BANNED).output
    assert line.startswith("1: error: banned: “Боевики” may not stand for “militia”")
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("The bridge is old.\tМост стар.\n", 0),
        ("The bridge is old.\tПутепровод стар.\n", 0),
        ("The bridge is old.\tЭстакада стара.\n", 1),
        ("The bridge is old.\tЭстакада стара.\nx\n", 2),
        ("The bridge is old.\tПутепровод стар.\nx\nThe bridge is old.\tМост стар.\n", 2),
    ],
)
def test_only_errors_and_bad_input_change_the_status(rows: str, status: int, folder: Path) -> None:
    assert check(HEADER + rows, "--termbase", str(folder)).exit_code == status


def test_a_term_base_is_a_tbx_file_or_a_folder(folder: Path) -> None:
    file = folder / "small.tbx"
    file.write_bytes(write_tbx(TERMBASE))
    given = HEADER + "The bridges are old.\tЭстакады стары.\nThe militia left.\tБоевики ушли.\n"
    by_file = check(given, "--json", "--termbase", str(file))
    by_folder = check(given, "--json", "--termbase", str(folder))
    assert by_file.stdout == by_folder.stdout
    assert [len(a["violations"]) for a in objects(by_file)] == [1, 0]


def test_two_preferred_terms_for_one_use_are_warned_of_and_nothing_else_changes(
    tmp_path: Path,
) -> None:
    (concept,) = TERMBASE.concepts[:1]
    second = replace(term(concept.id, "ru", "виадук"), id="another")
    twice = replace(TERMBASE, concepts=(replace(concept, terms=(*concept.terms, second)),))
    file = tmp_path / "twice.tbx"
    file.write_bytes(write_tbx(twice))
    result = check(HEADER + CLEAN, "--json", "--termbase", str(file))
    assert f"warning: {concept.id}: “" in result.stderr
    assert "are both preferred in Russian. Prefer one" in result.stderr
    assert (result.exit_code, objects(result)[0]["violations"]) == (0, [])


def test_a_policy_of_the_term_base_holds_in_its_voices(folder: Path) -> None:
    given = "source\ttarget\tvoice\nThe bridge.\tМост.\t\nThe bridge.\tМост.\tanswer\n"
    result = check(given, "--json", "--termbase", str(folder), "--policy", "tall")
    assert [len(a["violations"]) for a in objects(result)] == [1, 0]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--policy", "nobody's"), "speaker"),
        (("--termbase", "/nowhere.tbx"), "/nowhere.tbx"),
    ],
)
def test_what_is_not_known_is_told(options: tuple[str, ...], told: str) -> None:
    result = check(HEADER + CLEAN, *options)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.csv", b"concept,lang\n"),
        ("terms.csv", b"\xff\xfe\x00"),
        ("concepts.csv", b""),
        ("base.tbx", b"<tbx"),
        ("base.tbx", b""),
        ("base.tbx", b"\x00\x01"),
    ],
)
def test_a_broken_term_base_is_refused_with_its_name(
    name: str, content: bytes, folder: Path
) -> None:
    file = folder / name
    file.write_bytes(content)
    place = folder if name.endswith(".csv") else file
    result = check(HEADER + CLEAN, "--termbase", str(place))
    assert result.exit_code == 2
    assert name in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_all_checks_name_themselves_beside_the_terms() -> None:
    given = HEADER + "The militia left in 2014.\tБоевики  ушли в 2015."
    result = run("check", *EN_RU, "--json", "-", given=given)
    (answer,) = objects(result)
    assert {f["check"] for f in answer["findings"]} == {"terminology", "numbers", "spaces"}
    assert set(answer["findings"][0]) == {
        "check",
        "concept",
        "kind",
        "severity",
        "source",
        "target",
        "message",
    }
    assert result.exit_code == 1


@pytest.mark.parametrize("command", [("check",), ("glossary", "check")])
def test_a_text_not_translated_yet_is_clean(command: tuple[str, ...]) -> None:
    result = run(*command, *EN_RU, "--json", "-", given=HEADER + "The militia left.\t\n")
    assert list(objects(result)[0].values()) == [1, []]
    assert result.exit_code == 0


@pytest.mark.parametrize(("code", "found"), [("ru-RU", 1), ("RU", 1), ("ru_UA", 1), ("x-none", 0)])
def test_a_language_is_known_with_its_country_and_an_unknown_one_is_silent(
    code: str, found: int
) -> None:
    (answer,) = objects(check(HEADER + BANNED, "--json", to=code))
    assert len(answer["violations"]) == found


# Spans


@pytest.mark.parametrize(
    ("before", "form"),
    [
        ("😀🇺🇦 ", "ополчения"),
        ("«𝔄» — ", unicodedata.normalize("NFD", "ополчения")),
        (unicodedata.normalize("NFD", "Йод: "), "опо\u00adлче\u0301ния"),
        ("\u200b\u2060", "oпoлчeния"),
        ("", "О\u0301ПОЛЧЕНИЯ"),
    ],
)
def test_spans_count_code_points_of_the_text_as_given(before: str, form: str) -> None:
    text = f"{before}{form}, 😀."
    (answer,) = objects(match(asked("ополчение", text)))
    (found,) = answer["matches"]
    start, end = found["span"]
    assert text[start:end] == form == found["form"]
    assert "ополчение" in found["reason"]


def test_spans_of_both_sides_are_in_the_text_as_given() -> None:
    source, target = "😀 The militia’s flag.", "😀 Флаг бо\u00adеви\u0301ков."
    (answer,) = objects(check(f"{HEADER}{source}\t{target}\n", "--json"))
    (violation,) = answer["violations"]
    start, end = violation["source"]
    assert source[start:end] == "militia’s"
    start, end = violation["target"]
    assert target[start:end] == "бо\u00adеви\u0301ков"


# Matching


def test_a_term_in_the_name_of_something_else_is_no_answer() -> None:
    result = match(
        asked("ополчение", "Вышла книга «Ополчение Донбасса»."),
        asked("Новгород", "Завод в Нижнем Новгороде, а не в Новгороде."),
    )
    found = [[each["form"] for each in answer["matches"]] for answer in objects(result)]
    assert found == [[], ["Новгороде"]]


def test_every_request_has_its_answer_in_order() -> None:
    result = match(
        asked("кот", "Коты и котами"),
        "",
        "[1]",
        '"кот"',
        '{"term": "кот"}',
        '{"term": 1, "text": "кот"}',
        "{",
        "[" * 100_000,
        b'{"term": "a", "text": "\xff"}',
        asked("кот", "собака"),
        "",
    )
    answers = objects(result)
    assert [len(answer.get("matches", "e")) for answer in answers[:1]] == [2]
    assert [answer["id"] for answer in answers[1:-1]] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert all(answer["error"].startswith(f"line {answer['id']}: ") for answer in answers[1:-1])
    assert answers[-1] == {"matches": []}
    assert result.exit_code == 2


@pytest.mark.parametrize("term", ["", "…", " ", "\\ud800", "кот\\udc00", "\\ud83d\\ude00"])
def test_a_term_without_words_and_halves_of_characters_match_nothing_and_break_nothing(
    term: str,
) -> None:
    result = match(f'{{"term": "{term}", "text": "Коты \\ud800 кот\\udc00"}}')
    (answer,) = objects(result)
    assert "matches" in answer
    assert result.exit_code == 0


def test_half_a_character_inside_a_found_form_is_answered_escaped() -> None:
    (answer,) = objects(match('{"term": "Правый сектор", "text": "«Правый\\ud800 сектор»"}'))
    assert answer == {"matches": []}
    (answer,) = objects(match('{"term": "кот", "text": "\\ud800 кота"}'))
    assert [found["span"] for found in answer["matches"]] == [[2, 6]]


def test_an_unknown_language_matches_exactly() -> None:
    result = match(asked("talo", "Talo, talon ja talo"), language="fi-FI")
    assert [m["form"] for m in objects(result)[0]["matches"]] == ["Talo", "talo"]


FILLER = "The town was quiet and the shops were open. " * 10
QUIET = "В городе было тихо, и магазины работали. " * 10


@pytest.mark.parametrize("times", [2_300, 40])
def test_a_pair_of_a_megabyte_is_answered_and_so_is_one_that_is_all_terms(times: int) -> None:
    filler, quiet = (FILLER, QUIET) if times > 1000 else ("", "")
    some = times if filler else times * 100
    source = f"{filler}The militia left Kyiv. " * some
    target = f"{quiet}Боевики ушли из Киева. " * (some // 2)
    begun = time.monotonic()
    result = check(f"{HEADER}{source}\t{target}\n", "--json")
    assert {v["kind"] for v in objects(result)[0]["violations"]} == {"banned", "missing"}
    assert time.monotonic() - begun < 60


def test_a_text_longer_than_any_book_is_one_pair_that_cannot_be_read() -> None:
    long = "слово " * 400_000
    result = check(f"{HEADER}A.\t{long}\n{long}\tА.\n{CLEAN}", "--json")
    assert [list(answer)[1] for answer in objects(result)] == ["error", "error", "violations"]
    given = f'{{"term": "a", "text": "{long}"}}\n{{"term": "a", "text": "a"}}\n'
    matched = run("glossary", "match", "--lang", "ru", given=given)
    assert "more than 2,000,000" in objects(matched)[0]["error"]
    assert len(objects(matched)[1]["matches"]) == 1
    assert (result.exit_code, matched.exit_code) == (2, 2)


def test_a_text_of_a_megabyte_is_matched() -> None:
    text = f"{QUIET}Штаб ополчения молчит. " * 2_300
    begun = time.monotonic()
    (answer,) = objects(match(asked("ополчение", text)))
    assert len(answer["matches"]) == 2_300
    assert time.monotonic() - begun < 60


# As a program of its own


def workbench(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "workbench", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"LC_ALL": "C", "PATH": "", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
    )


def talk(process: subprocess.Popen[bytes], lines: Iterable[str]) -> list[dict[str, Any]]:
    """Send each line only when the one before it was answered."""
    assert process.stdin is not None
    assert process.stdout is not None
    answers = []
    for line in lines:
        process.stdin.write(line.encode())
        process.stdin.flush()
        answers.append(json.loads(process.stdout.readline()))
    return answers


def test_a_match_is_answered_before_the_next_is_asked() -> None:
    with workbench("glossary", "match", "--lang", "uk") as process:
        said = talk(process, [asked("Київ", text) + "\n" for text in ("Києва", "Одеса", "Києвом")])
        assert [len(answer["matches"]) for answer in said] == [1, 0, 1]
        process.communicate()
    assert process.returncode == 0


@pytest.mark.parametrize("command", [("check",), ("glossary", "check")])
def test_a_pair_is_answered_before_the_next_is_given(command: tuple[str, ...]) -> None:
    with workbench(*command, *EN_RU, "--json", "-") as process:
        first, second = talk(process, [HEADER + BANNED, CLEAN])
        assert [len(list(answer.values())[1]) for answer in (first, second)] == [1, 0]
        _, errors = process.communicate()
    assert (process.returncode, errors) == (1, b"")


def test_linters_start_without_web_and_database() -> None:
    probe = (
        "import sys, workbench.cli, workbench.commands.lint, workbench.commands.match\n"
        "print([m for m in ('flask', 'sqlalchemy', 'alembic', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "command",
    [
        "",
        "check",
        "export",
        "glossary",
        "glossary check",
        "glossary match",
        "import",
        "init",
        "project",
        "project add",
        "run",
        "user",
        "user add",
        "worker",
    ],
)
def test_every_command_helps(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    assert "Show this message and exit." in result.output


def test_a_command_that_is_not_there_is_refused() -> None:
    assert run("glossary", "guess").exit_code == 2
    assert run("guess").exit_code == 2
