"""What is a matter of typography, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.checks import quotation_marks, spaces
from translations.checks.base import Check
from translations.model import Finding
from translations.typography import says_the_same

_TEXTS = st.text(alphabet="аб1 \u00a0.,-—«»\"'\n\ue000\ue001", max_size=20)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Он ушёл  вчера .", "Он ушёл вчера."),
        ("в 2014 г.", "в\u00a02014\u00a0г."),
        ("10 000", "10\u202f000"),
        ('Он сказал "да".', "Он сказал «да»."),
        ("Он сказал «да.»", "Он сказал «да»."),
        ("д'Артаньян", "д’Артаньян"),
        ("Киев - город", "Киев — город"),
        ("в 2014-2015 годах", "в 2014–2015 годах"),
        ("Но...", "Но…"),
        ("Он ушёл", "Он ушёл."),
        ("сло\u200bво", "слово"),
    ],
)
def test_spaces_marks_and_dashes_are_typography(old: str, new: str) -> None:
    assert says_the_same(old, new)
    assert says_the_same(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("несмотря", "не смотря"),
        ("народная республика", "«народная республика»"),
        ("Казнить, нельзя помиловать.", "Казнить нельзя, помиловать."),
        ("Он ушёл.", "Он ушёл?"),
        ("Он ушёл...", "Он ушёл."),
        ("Одно.\nДва.", "Одно. Два."),
        ("Слово \ue000да\ue001", "Слово\ue000да\ue001"),
        ("Слово \ue000да\ue001", "Слово да"),
        ("10 000", "10000"),
        ("Крым", "крым"),
        ("1,5", "15"),
        ("ополчение", "ополчения"),
    ],
)
def test_what_may_change_the_sense_is_none(old: str, new: str) -> None:
    assert not says_the_same(old, new)
    assert not says_the_same(new, old)


@given(_TEXTS, _TEXTS)
def test_letters_figures_and_codes_stay_as_they_were(old: str, new: str) -> None:
    if says_the_same(old, new):
        kept = [[c for c in text if c.isalnum() or c >= "\ue000"] for text in (old, new)]
        assert kept[0] == kept[1]


@pytest.mark.parametrize("check", [spaces.CHECK, quotation_marks.CHECK], ids=lambda c: c.name)
def test_every_fix_of_spaces_and_of_the_shape_of_marks_is_typography(check: Check) -> None:
    offered = [(p.target, f) for p in check.fails for f in check.run(p) if f.fixes]
    assert offered
    for target, finding in offered:
        assert says_the_same(target, _fixed(target, finding))


def _fixed(target: str, finding: Finding) -> str:
    for fix in reversed(finding.fixes):
        target = target[: fix.span.start] + fix.text + target[fix.span.end :]
    return target
