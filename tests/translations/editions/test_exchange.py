"""Pairs of an edition as files that other tools read, by the rules of their formats."""

import io
import json
from dataclasses import replace

import pytest

from tests.translations.editions.samples import HEBREW, RUSSIAN, P, block
from translations.editions import OUTPUTS
from translations.editions.base import Edition, Version, Waived
from translations.editions.manifest import facts, signature
from translations.formats import tmx
from translations.formats.bilingual import PAIR_FORMATS, Languages, PairFile
from translations.memory.model import UnitState
from translations.model import Mark, State
from translations.validation import validate

EDITIONS = {
    "ru": RUSSIAN,
    "he": HEBREW,
    "draft": replace(RUSSIAN, draft=True),
    "empty": replace(RUSSIAN, blocks=()),
}
EVERY_EDITION = pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))


def read_xliff(edition: Edition) -> PairFile:
    return PAIR_FORMATS["xliff"].read(OUTPUTS["xliff"].write(edition), Languages())


@EVERY_EDITION
@pytest.mark.parametrize("name", ["xliff", "tmx", "po"])
def test_files_of_pairs_keep_to_their_standards(name: str, edition: Edition) -> None:
    assert validate(OUTPUTS[name].write(edition)).flaws == ()


def test_every_pair_comes_back_from_xliff_with_its_state() -> None:
    file = read_xliff(RUSSIAN)
    ours = [segment for each in RUSSIAN.blocks for segment in each.segments]

    assert (file.source_language, file.target_language) == ("en", "ru")
    assert [each.source for each in file.segments] == [each.source for each in ours]
    assert [each.target or "" for each in file.segments] == [each.target for each in ours]
    assert [each.state for each in file.segments] == [each.state for each in ours]


def test_segments_of_a_block_are_one_unit_of_xliff() -> None:
    file = read_xliff(RUSSIAN)
    together = [each.unit for each in file.segments if "Not yet." in each.source]

    assert together == ["b5"]
    assert [each.unit for each in file.segments].count("b5") == 2


def test_ids_that_xliff_cannot_have_are_numbers() -> None:
    plain = block(P, ("One.", "Раз."), ("Two.", "Два."))
    named = replace(plain, segments=tuple(replace(s, id=s.id.split()[1]) for s in plain.segments))
    numbered = OUTPUTS["xliff"].write(replace(RUSSIAN, blocks=(plain,)))
    kept = OUTPUTS["xliff"].write(replace(RUSSIAN, blocks=(named,)))

    assert b'id="seg-1"' in numbered
    assert b'id="seg-2"' in numbered
    assert b'id="seg-0"' in kept


def test_a_memory_gets_only_what_is_translated() -> None:
    units = list(tmx.read(io.BytesIO(OUTPUTS["tmx"].write(RUSSIAN))))

    assert "Not yet." not in [unit.source for unit in units]
    assert len(units) == sum(bool(s.target) for each in RUSSIAN.blocks for s in each.segments)
    assert {unit.state for unit in units} == {UnitState.REVIEWED}


@pytest.mark.parametrize(
    ("state", "marks", "told"),
    [
        (State.FINAL, frozenset[Mark](), UnitState.FINAL),
        (State.TRANSLATED, frozenset[Mark](), UnitState.TRANSLATED),
        (State.INITIAL, frozenset[Mark](), UnitState.ABANDONED),
        (State.REVIEWED, frozenset({Mark.RETURNED}), UnitState.RETURNED),
    ],
)
def test_a_memory_knows_how_far_to_trust(
    state: State, marks: frozenset[Mark], told: UnitState
) -> None:
    plain = block(P, ("One.", "Раз."))
    only = replace(plain.segments[0], state=state, marks=marks)
    edition = replace(RUSSIAN, blocks=(replace(plain, segments=(only,)),))
    (unit,) = tmx.read(io.BytesIO(OUTPUTS["tmx"].write(edition)))

    assert (unit.state, unit.id, unit.target) == (told, "One. 0", "Раз.")


def test_the_manifest_is_the_facts_as_json() -> None:
    edition = replace(
        RUSSIAN,
        slug="slova",
        waivers=(
            Waived(check="Числа", words="два", reason="Так у автора.", person="Отдел"),
            Waived(check="Кавычки", words="", reason="Так принято."),
        ),
        versions=(
            Version(number=2, date="2025-03-01"),
            Version(number=1, date="2025-01-15", summary="x"),
        ),
        manifest=replace(RUSSIAN.manifest, checks=(("numbers", 2),), waivers=3, fonts="typst 1"),
    )
    read = json.loads(OUTPUTS["manifest"].write(edition))

    assert read == facts(edition)
    assert read["signature"] == signature(edition)
    assert read["checks"] == {"numbers": 2}
    assert read["waivers"] == 3
    assert read["waived"] == [
        {"check": "Числа", "words": "два", "reason": "Так у автора.", "person": "Отдел"},
        {"check": "Кавычки", "words": "", "reason": "Так принято."},
    ]
    assert read["versions"] == [
        {"number": 2, "date": "2025-03-01"},
        {"number": 1, "date": "2025-01-15"},
    ]
    assert (read["number"], read["slug"], read["fonts"]) == (2, "slova", "typst 1")
    assert list(read) == sorted(read)
