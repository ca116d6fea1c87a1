"""Events stay as they were written: the database itself refuses to change or remove them.

SQLite forgets triggers when a later step copies the table; that step makes them anew.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SAID = "events are append-only"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER event_no_{change.lower()} BEFORE {change} ON event "
                f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_to_change_events() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_events()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER event_no_update")
        op.execute("DROP TRIGGER event_no_delete")
        return
    op.execute("DROP TRIGGER event_stays ON event")
    op.execute("DROP FUNCTION refuse_to_change_events()")
