"""What is missing for a translation to appear."""

from __future__ import annotations

import pytest

from translations.rights import Approval, Basis, Lack, Rights, lacking

OWN = Rights(basis=Basis.OWN, holder="A house")


@pytest.mark.parametrize(
    ("rights", "terms", "expected"),
    [
        (OWN, "CC BY-SA 4.0", ()),
        (OWN, " ", (Lack.TRANSLATORS,)),
        (Rights(), "x", (Lack.BASIS,)),
        (Rights(basis=Basis.OWN), "x", (Lack.HOLDER,)),
        (Rights(basis=Basis.PUBLIC_DOMAIN), "x", ()),
        (Rights(basis=Basis.LICENCE, holder="A"), "x", (Lack.EVIDENCE,)),
        (Rights(basis=Basis.PERMISSION, holder="A", evidence="A letter"), "x", ()),
        (
            Rights(basis=Basis.OWN, holder="A", approval=Approval.AWAITED),
            "x",
            (Lack.APPROVAL,),
        ),
        (Rights(basis=Basis.OWN, holder="A", approval=Approval.GIVEN), "x", ()),
    ],
)
def test_what_is_missing_is_named(rights: Rights, terms: str, expected: tuple[Lack, ...]) -> None:
    assert lacking(rights, terms) == expected


def test_readers_are_told_the_holder_and_the_licence() -> None:
    rights = Rights(basis=Basis.LICENCE, holder="A house", licence="CC BY 4.0")
    assert rights.statement == "A house · CC BY 4.0"
    assert Rights().statement == ""
