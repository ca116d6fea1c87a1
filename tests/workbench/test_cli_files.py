"""Linters on XLIFF and as SARIF, and two term bases compared."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

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
    assert place["physicalLocation"]["region"] == {"startLine": 3, "snippet": {"text": "Боевики"}}
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


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tbx").write_text("no")
    result = run("glossary", "diff", str(tmp_path / "a.tbx"), str(tmp_path / "a.tbx"))
    assert result.exit_code == 2
    assert "a.tbx" in result.stderr
