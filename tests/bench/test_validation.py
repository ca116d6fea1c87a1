"""The measure of validators counts what it is told of files."""

from __future__ import annotations

from pathlib import Path

from bench.validation import judged
from bench.validation_reasons import reason


def test_files_are_judged_by_what_the_index_says_of_them(tmp_path: Path) -> None:
    (tmp_path / "po").mkdir()
    (tmp_path / "po" / "good.po").write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    (tmp_path / "po" / "bad.po").write_text('msgid "a"\n', encoding="utf-8")
    (tmp_path / "po" / "other.po").write_text("", encoding="utf-8")
    head = "file\tsource_repo\tsource_path\tlicence\tvalidity\twhat_it_tests\tbytes"
    rows = [f"po/{name}.po\t\t\t\t{said}\t\t" for name, said in
            (("good", "valid"), ("bad", "invalid"), ("other", "mixed"))]  # fmt: skip
    (tmp_path / "INDEX.tsv").write_text("\n".join([head, *rows]), encoding="utf-8")
    good, bad = judged(tmp_path)
    assert good.rightly
    assert not good.found
    assert bad.rightly
    assert bad.found == ("entry-incomplete:1",)


def test_a_name_tells_of_a_rule() -> None:
    assert reason("bad_NoFile.xlf") == "element-required"
    assert reason("Bad-mtc_wrong-ref-value.xlf") == "match-ref"
    assert reason("bad_SomethingElse.xlf") == ""
