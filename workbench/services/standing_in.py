"""The last approved texts of segments that are being edited: what may be published meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from glossary.model import Severity
from translations.checks import codes
from translations.model import State
from workbench.services import scenes
from workbench.storage import editions, targets
from workbench.storage.editions import EditionHead, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """An approved text, judged by today's glossary."""

    text: str
    errors: int
    broken: bool  #: its codes do not fit the source


def find(connection: Connection, head: EditionHead) -> Mapping[int, StandIn]:
    """Find by segment the approved texts that stand no more, each checked as if it did.

    Where a project publishes only what is final, an approval is not enough.
    """
    if head.publish_from is not State.REVIEWED:
        return {}
    texts = editions.approved(connection, head.id)
    return {segment: _judged(connection, head, segment, texts) for segment in texts}


def put_in(standing: Standing, found: Mapping[int, StandIn]) -> Standing:
    """See a segment as if its approved text stood there, if it has one."""
    here = found.get(standing.segment_id)
    if here is None:
        return standing
    return Standing(
        segment_id=standing.segment_id,
        target_id=None,  # it was checked just now, whatever waits for a check
        state=State.REVIEWED,
        marks=frozenset(),
        empty=False,
        errors=here.errors,
    )


def _judged(
    connection: Connection, head: EditionHead, segment_id: int, texts: Mapping[int, str]
) -> StandIn:
    place = targets.place(connection, head.id, segment_id)
    assert place is not None
    scene = scenes.gather(connection, place)
    within = {
        each.segment_id: texts[each.segment_id] for each in scene.block if each.segment_id in texts
    }
    found = scene.check(segment_id, replaced=within).open
    errors = [each for each in found if each.severity is Severity.ERROR]
    broken = any(codes.breaks(each) for each in errors)
    return StandIn(text=texts[segment_id], errors=len(errors), broken=broken)
