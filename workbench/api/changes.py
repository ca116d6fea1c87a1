"""The change feed of a project: asked for, or streamed as it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from flask import Response, current_app, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, Field

from workbench import numbers
from workbench.api import answers, shapes
from workbench.live import Live, NoPlace
from workbench.numbers import LARGEST
from workbench.permissions import Permission
from workbench.services import following
from workbench.storage.feed import Entry
from workbench.web import context
from workbench.web.errors import problem
from workbench.web.guard import permission

_PROJECT = "/projects/<int:project_id>"
#: Seconds after which a reader without a place in the stream asks again.
_POLL_AFTER = 3


class ChangesQuery(BaseModel):
    since: int = Field(default=-1, ge=-1, le=LARGEST, description="-1: only the last number.")
    limit: int = Field(default=500, ge=1, le=1000)


api = APIBlueprint(
    "changes",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="changes")],
    abp_responses={403: shapes.Problem, 404: shapes.Problem},
)


@api.get(f"{_PROJECT}/changes", responses={200: shapes.Changes})
@permission(Permission.READ)
def get_changes(path: shapes.ProjectPath, query: ChangesQuery) -> Response:
    """List what happened in a project after an event, oldest first."""
    entries, last = following.changes_since(
        context.database(),
        actor=context.actor(),
        project_id=path.project_id,
        since=query.since,
        limit=query.limit,
    )
    changes = [answers.change(entry) for entry in entries]
    return answers.answer(shapes.Changes(changes=changes, last=last))


@api.get(f"{_PROJECT}/stream", responses={503: shapes.Problem})
@permission(Permission.READ)
def stream_changes(path: shapes.ProjectPath, query: ChangesQuery) -> Response:
    """Stream what happens in a project as server-sent events."""
    since = _since(path.project_id, query.since)
    live = _live()
    with ExitStack() as stack:
        try:
            stack.enter_context(live.place(path.project_id, context.actor().id))
        except NoPlace:
            return _full()
        held = stack.pop_all()
    entries = live.entries(path.project_id, since, _may_listen(path.project_id))
    response = Response(_events(entries), mimetype="text/event-stream")
    response.call_on_close(held.close)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # a proxy must not collect events
    return response


def _may_listen(project_id: int) -> Callable[[], bool]:
    """Give a question that is asked again while the stream is open, outside of the request."""
    database, recognise = context.database(), context.context().recogniser

    def may_listen() -> bool:
        found = recognise()
        return found is not None and following.may_follow(
            database, actor=found.account.actor, project_id=project_id
        )

    return may_listen


def _events(entries: Iterator[Entry | None]) -> Iterator[str]:
    yield f"retry: {_POLL_AFTER * 1000}\n\n"
    for entry in entries:
        if entry is None:
            yield ": still here\n\n"
        else:
            shape = answers.change(entry)
            yield f"id: {shape.number}\nevent: change\ndata: {shape.model_dump_json()}\n\n"


def _since(project_id: int, asked: int) -> int:
    """Go on where the reader was, or begin now."""
    known = numbers.whole_or(request.headers.get("Last-Event-ID", ""), None)
    if known is not None:
        return known
    if asked >= 0:
        return asked
    _, last = following.changes_since(
        context.database(), actor=context.actor(), project_id=project_id, since=-1, limit=1
    )
    return last


def _live() -> Live:
    live: Live = current_app.extensions.setdefault("live", Live(context.database()))
    return live


def _full() -> Response:
    response = problem(503, "All places for live changes are taken; ask for changes instead.")
    response.headers["Retry-After"] = str(_POLL_AFTER)
    return response
