"""Units from what was confirmed before there were memories."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.services.memory import remembering
from workbench.storage import memory_work, targets
from workbench.storage.engine import Database, reading, writing
from workbench.storage.targets import TargetRow

#: How many targets one transaction looks at: far below 250 ms.
_AT_ONCE = 40
_NOTHING = TargetRow()


def collect(database: Database, project_id: int) -> int:
    """Make units of the confirmed segments of a project that have none; answers how many."""
    with reading(database) as connection:
        wanted = memory_work.unremembered(connection, project_id)
    for start in range(0, len(wanted), _AT_ONCE):
        with writing(database) as connection:
            for place in targets.places_of(connection, wanted[start : start + _AT_ONCE]):
                at = place.target.updated_at or datetime.now(UTC)
                remembering.follow(connection, place, _NOTHING, place.target, at)
    return len(wanted)
