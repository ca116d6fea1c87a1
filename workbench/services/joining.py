"""Two neighbours become one: their codes counted on, their translations put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from translations import inline
from translations.model import FIRST_CODE, Code, State
from workbench.services import source_changes
from workbench.services.source_changes import SourceChange
from workbench.storage import standing, targets
from workbench.storage.blocks import SegmentRow
from workbench.storage.standing import Standing

#: Scripts that write no space between sentences.
SPACELESS = frozenset({"ja", "km", "lo", "my", "th", "zh", "bo", "yue"})


def join_targets(
    change: SourceChange,
    first: SegmentRow,
    standings: Sequence[Standing],
    text_id: int,
    edition_id: int | None,
) -> dict[int, int]:
    """Join what stands for both in each edition; answers the new versions of the first ones."""
    ours = {t.edition_id: t for t in standings if t.segment_id == first.id}
    theirs = {t.edition_id: t for t in standings if t.segment_id != first.id}
    moved: dict[int, int] = {}
    for edition in sorted(ours.keys() | theirs.keys()):
        left, right = ours.get(edition), theirs.get(edition)
        one = left or _empty(change, edition, first.id, text_id, right)
        tail = shifted(right.text, len(first.codes)) if right else ""
        moved[one.id] = source_changes.set_text(
            change,
            one,
            text=_joined(one.text, tail, first.after, one.language),
            action="join",
            segment_version_id=text_id,
            **source_changes.reopened(_both(one, right), elsewhere=edition != edition_id),
        )
    return moved


def _both(left: Standing, right: Standing | None) -> Standing:
    """The one of the two whose marks weigh: a text on either side needs another look."""
    return right if right is not None and not left.text else left


def _empty(
    change: SourceChange, edition_id: int, segment_id: int, text_id: int, model: Standing | None
) -> Standing:
    """A first target where an edition had a text for the second segment only."""
    assert model is not None
    targets.add(
        change.connection,
        edition_id,
        segment_id,
        segment_version_id=text_id,
        text="",
        folded="",
        state=State.INITIAL.value,
        marks=[],
        origin=model.origin,
        score=model.score,
        author_id=model.author_id,
        updated_at=datetime.now(UTC),
    )
    found = standing.of_segments(change.connection, [segment_id])
    return next(t for t in found if t.edition_id == edition_id)


def _joined(left: str, right: str, between: str, language: str) -> str:
    if not left.strip() or not right.strip():
        return left if left.strip() else right
    if language.split("-", maxsplit=1)[0] in SPACELESS:
        return left + right
    return left.rstrip() + (between or " ") + right.lstrip()


def shifted(text: str, by: int) -> str:
    """A coded text whose codes are counted on behind those of another."""
    if not by:
        return text
    last = FIRST_CODE + inline.MOST_CODES - 1
    return "".join(
        chr(min(ord(each) + by, last)) if inline.is_code(each) else each for each in text
    )


def apart(codes: Sequence[Code], others: Sequence[Code]) -> tuple[Code, ...]:
    """Codes whose ids none of the others has, so that pairs stay pairs."""
    taken = {code.id for code in others}
    if taken.isdisjoint(code.id for code in codes):
        return tuple(codes)
    return tuple(replace(code, id=f"{code.id}-{len(others)}") for code in codes)
