"""Linters on XLIFF and as SARIF, and two term bases compared."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from glossary.formats.bundle import write_tables
from glossary.formats.tbx import write_tbx
from glossary.model import Concept, Policy, Rule, Status, Term, TermBase
from glossary.termbases import shipped
from workbench.cli import main

XLIFF_12 = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file source-language="en" target-language="ru" original="a" datatype="plaintext"><body>
  <trans-unit id="a"><source>The <g id="1">militia</g> left.</source>
   <target>Ушли <g id="1">боевики</g>.</target></trans-unit>
  <trans-unit id="b"><source>The militia left.</source><target>Ополчение ушло.</target></trans-unit>
  <trans-unit id="c" translate="no"><source>militia</source><target>боевики</target></trans-unit>
  <trans-unit id="d"><source>militia</source></trans-unit>
 </body></file></xliff>"""
XLIFF_21 = """<xliff version="2.1" srcLang="en" trgLang="ru"
  xmlns="urn:oasis:names:tc:xliff:document:2.0">
 <file id="f"><unit id="a"><segment id="s"><source>The <pc id="1">militia</pc> left.</source>
  <target>Ушли <mrk id="m" type="term"><pc id="1">боевики</pc></mrk>.</target></segment>
  <ignorable><source> </source></ignorable>
  <segment><source>It<ph id="2"/>left.</source><target>Ушло.</target></segment></unit>
 </file></xliff>"""


def run(*arguments: str, given: str | bytes = b"") -> Result:
    return CliRunner().invoke(main, arguments, input=given)


def check(given: str | bytes, *options: str) -> Result:
    return run("glossary", "check", "--from", "en", "--to", "ru", *options, "-", given=given)


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("given", "ids"),
    [(XLIFF_12, ["a", "b", "d"]), (XLIFF_21, ["a/s", "a/2"])],
    ids=["1.2", "2.1"],
)
def test_every_segment_of_an_xliff_file_that_may_be_translated_is_checked(
    given: str, ids: list[str]
) -> None:
    result = check(given, "--json")
    assert [each["id"] for each in objects(result)] == ids
    (violation,) = objects(result)[0]["violations"]
    assert violation["kind"] == "banned"
    assert result.exit_code == 1


def test_places_in_xliff_count_its_codes_as_they_are_shown() -> None:
    (violation,) = objects(check(XLIFF_12, "--json"))[0]["violations"]
    start, end = violation["target"]
    assert "Ушли <1>боевики</1>."[start:end] == "боевики"


def test_an_xliff_file_in_utf_16_is_read() -> None:
    assert check(XLIFF_21.encode("utf-16"), "--json").exit_code == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("<xliff version='1.2'><file>", "line 1"),
        ("<?xml version='1.0'?><tmx/>", "<tmx>"),
        (
            "<!DOCTYPE xliff [<!ENTITY a 'b'>]><xliff>&a;</xliff>",
            "entities",
        ),
    ],
)
def test_what_is_no_xliff_is_refused_with_the_reason(given: str, told: str) -> None:
    result = check(given)
    assert result.exit_code == 2
    assert told in result.stderr


def test_sarif_says_what_is_wrong_and_where() -> None:
    given = "id\tsource\ttarget\n1\tIt left.\tУшло.\nx\tThe militia left.\tБоевики ушли.\n"
    result = check(given, "--format", "sarif")
    log = json.loads(result.stdout)
    (told,) = log["runs"]
    assert log["version"] == "2.1.0"
    (violation,) = told["results"]
    assert violation["ruleId"] == "banned" == told["tool"]["driver"]["rules"][0]["id"]
    assert violation["level"] == "error"
    place = violation["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "stdin"},
        "region": {
            "startLine": 3,
            "startColumn": 21,
            "endColumn": 28,
            "snippet": {"text": "Боевики"},
        },
    }
    assert place["logicalLocations"] == [{"name": "x"}]
    assert result.exit_code == 1


def test_sarif_of_a_clean_file_has_no_results_and_of_a_broken_pair_says_so() -> None:
    clean = json.loads(check("source\ttarget\nIt left.\tУшло.\n", "--format", "sarif").stdout)
    assert clean["runs"][0]["results"] == []
    broken = check("source\ttarget\nlonely\n", "--format", "sarif")
    (told,) = json.loads(broken.stdout)["runs"]
    (notice,) = told["invocations"][0]["toolExecutionNotifications"]
    assert notice["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert broken.exit_code == 2


def sarif_region(row: str) -> tuple[str, str]:
    """What a result marks in a row of a table, and the text that it says it marks."""
    told = json.loads(check(f"target\tid\tsource\n{row}\n", "--format", "sarif").stdout)
    (result,) = told["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert told["runs"][0]["columnKind"] == "unicodeCodePoints"
    return row[region["startColumn"] - 1 : region["endColumn"] - 1], region["snippet"]["text"]


@pytest.mark.parametrize(
    ("row", "marked"),
    [
        ("Боевики ушли.\t1\tThe militia left.", "Боевики"),
        ("😀🇺🇦 Ушли боевики.\t1\tThe militia left.", "боевики"),
        ('"Они ""те"" самые ""боевики""."\t1\tThe militia left.', "боевики"),
        ('"Ушли боевики"\t1\tThe militia left.', "боевики"),
        ("Они ушли.\t😀\tThe militia left.", "militia"),
    ],
    ids=["plain", "emoji", "quoted and doubled", "marks of the text", "missing, in the source"],
)
def test_the_columns_of_a_result_are_those_of_the_words_in_the_file(row: str, marked: str) -> None:
    assert sarif_region(row) == (marked, marked)


@pytest.mark.parametrize(
    ("name", "address"),
    [("pairs.tsv", "pairs.tsv"), ("мої пари.tsv", quote("мої пари.tsv")), ("a/b.tsv", "a/b.tsv")],
)
def test_a_file_is_named_by_a_uri(
    name: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("source\ttarget\nThe militia left.\tБоевики ушли.\n", encoding="utf-8")
    for given, told in ((name, address), (str(file), file.as_uri())):
        result = run("glossary", "check", "--from", "en", "--to", "ru", "--format", "sarif", given)
        (found,) = json.loads(result.stdout)["runs"][0]["results"]
        assert found["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": told}


def test_every_rule_of_a_log_says_what_it_is_about() -> None:
    given = "source\ttarget\nThe militia left in 2014.\tБоевики  ушли в 2015.\n"
    result = run("check", "--from", "en", "--to", "ru", "--format", "sarif", "-", given=given)
    rules = json.loads(result.stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert {"terminology/banned", "spaces/double"} <= {rule["id"] for rule in rules}
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_a_file_that_cannot_be_read_gives_a_log_that_says_so() -> None:
    result = check("<xliff version='1.2'><file>", "--format", "sarif")
    (told,) = json.loads(result.stdout)["runs"]
    assert told["invocations"][0]["executionSuccessful"] is False
    (notice,) = told["invocations"][0]["toolExecutionNotifications"]
    assert "XLIFF, line 1" in notice["message"]["text"]
    assert (result.exit_code, told["results"]) == (2, [])


# More of XLIFF


def xliff(body: str, version: str = "2.0", root: str = "") -> str:
    space = f'xmlns="urn:oasis:names:tc:xliff:document:{version}"'
    return f'<xliff version="{version}" {root or space}><file id="f">{body}</file></xliff>'


UNIT = '<unit id="{}" {}><segment><source>The militia left.</source></segment></unit>'


def test_what_a_group_or_a_file_keeps_from_translation_is_kept_unless_a_unit_says_more() -> None:
    kept, asked = UNIT.format("b", ""), UNIT.format("c", 'translate="yes"')
    inner = f'<group id="h">{kept}{asked}</group>'
    body = f'<group id="g" translate="no">{UNIT.format("a", "")}{inner}</group>'
    body += UNIT.format("d", "")
    assert [each["id"] for each in objects(check(xliff(body), "--json"))] == ["c/1", "d/1"]


@pytest.mark.parametrize(
    ("version", "root"),
    [
        ("1.1", 'xmlns="urn:oasis:names:tc:xliff:document:1.1"'),
        ("1.0", " "),
        ("1.2", " "),
        ("1.2", 'xmlns=""'),
    ],
)
def test_older_files_and_those_without_a_namespace_are_read(version: str, root: str) -> None:
    texts = "<source>The militia left.</source><target>Боевики.</target>"
    unit = f'<trans-unit id="a">{texts}</trans-unit>'
    result = check(xliff(f"<body>{unit}</body>", version=version, root=root), "--json")
    assert [v["kind"] for v in objects(result)[0]["violations"]] == ["banned"]


def test_a_wrong_namespace_is_named() -> None:
    result = check(xliff("", root='xmlns="urn:nobody"'))
    assert result.exit_code == 2
    assert "<xliff> in “urn:nobody”" in result.stderr


def test_a_unit_without_a_source_is_one_pair_that_cannot_be_read() -> None:
    body = '<unit id="a"><segment><target>Боевики.</target></segment></unit>'
    result = check(xliff(body + UNIT.format("b", "")), "--json")
    assert objects(result) == [
        {"id": "a/1", "error": "there is no source in it"},
        {"id": "b/1", "violations": []},
    ]
    assert result.exit_code == 2


def test_a_target_of_codes_alone_is_not_translated_yet() -> None:
    body = (
        '<unit id="a"><segment><source>The <ph id="1"/> militia.</source>'
        '<target> <ph id="1"/> </target></segment></unit>'
    )
    for command in (("glossary", "check"), ("check",)):
        result = run(*command, "--from", "en", "--to", "ru", "--json", "-", given=xliff(body))
        assert list(objects(result)[0].values()) == ["a/1", []]


def test_a_unit_of_a_hundred_thousand_codes_is_refused_at_once() -> None:
    codes = "".join(f'<ph id="{number}"/>' for number in range(100_000))
    body = f'<unit id="a"><segment><source>{codes}</source></segment></unit>'
    began = time.process_time()
    (answer,) = objects(check(xliff(body), "--json"))
    assert answer == {"id": "a/1", "error": "it has more than 6,400 inline codes"}
    assert time.process_time() - began < 10


# Two term bases

OLD = TermBase(
    name="old",
    concepts=(
        Concept(
            id="bridge",
            definition="A way over water.",
            terms=(
                Term(id="t1", concept="bridge", language="en", text="bridge"),
                Term(id="t2", concept="bridge", language="ru", text="мост"),
            ),
        ),
        Concept(id="ford", terms=(Term(id="t3", concept="ford", language="en", text="ford"),)),
    ),
    policies=(Policy(name="house", rules=(Rule(concept="bridge", required=("мост",)),)),),
)


def differ(folder: Path, old: TermBase, new: TermBase, *options: str) -> Result:
    for name, base in (("old.tbx", old), ("new.tbx", new)):
        (folder / name).write_bytes(write_tbx(base))
    return run("glossary", "diff", str(folder / "old.tbx"), str(folder / "new.tbx"), *options)


def test_a_term_base_does_not_differ_from_itself(tmp_path: Path) -> None:
    result = differ(tmp_path, shipped(), shipped())
    assert (result.exit_code, result.stdout) == (0, "")


def test_terms_that_come_go_and_change_are_told(tmp_path: Path) -> None:
    bridge = OLD.concepts[0]
    terms = (
        replace(bridge.terms[0], status=Status.PREFERRED),
        Term(id="t9", concept="bridge", language="ru", text="переправа", status=Status.FORBIDDEN),
    )
    new = replace(OLD, concepts=(replace(bridge, definition="A road over water.", terms=terms),))
    result = differ(tmp_path, OLD, new, "--json")
    told = {
        (each["change"], each["concept"], each.get("term"), each.get("field"))
        for each in objects(result)
    }
    assert told == {
        ("altered", "bridge", None, "definition"),
        ("added", "bridge", "переправа", None),
        ("removed", "bridge", "мост", None),
        ("altered", "bridge", "bridge", "status"),
        ("removed", "ford", None, None),
    }
    assert result.exit_code == 1
    assert "~ bridge en “bridge” status: admitted → preferred" in differ(tmp_path, OLD, new).stdout


def test_rules_that_change_are_told_by_policy_concept_and_language(tmp_path: Path) -> None:
    rule = Rule(concept="bridge", language="uk", required=("міст",))
    new = replace(OLD, policies=(Policy(name="house", description="Ours.", rules=(rule,)),))
    for name, base in (("old.zip", OLD), ("new.zip", new)):
        (tmp_path / name).write_bytes(write_tables(base))
    result = run("glossary", "diff", str(tmp_path / "old.zip"), str(tmp_path / "new.zip"), "--json")
    told = [(each["change"], each.get("field"), each.get("language")) for each in objects(result)]
    assert told == [("altered", "description", None), ("removed", None, "*"), ("added", None, "uk")]


@pytest.mark.parametrize("change", ["first", "second", "order", "description"])
def test_nothing_of_a_house_style_changes_unseen(tmp_path: Path, change: str) -> None:
    rules = (Rule(concept="bridge", required=("a",)), Rule(concept="bridge", required=("b",)))
    changed = {
        "first": (replace(rules[0], required=("c",)), rules[1]),
        "second": (rules[0], replace(rules[1], required=("c",))),
        "order": (replace(rules[0], language="ru"), rules[1]),
        "description": rules,
    }[change]
    described = "Ours." if change == "description" else ""
    olds = (Policy(name="house", rules=(*rules, Rule(concept="ford", required=("x",)))),)
    news = (Policy(name="house", description=described, rules=(*changed, olds[0].rules[2])),)
    if change == "order":
        news = (replace(olds[0], rules=olds[0].rules[::-1]),)
    result = differ(tmp_path, replace(OLD, policies=olds), replace(OLD, policies=news))
    assert result.exit_code == 1
    assert result.stdout.splitlines()
    assert all(line[2:].startswith("policy house") for line in result.stdout.splitlines())


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tbx").write_text("no")
    result = run("glossary", "diff", str(tmp_path / "a.tbx"), str(tmp_path / "a.tbx"))
    assert result.exit_code == 2
    assert "a.tbx" in result.stderr
