"""Which segments of an edition are meant: the filters of the editor, in an address or a form."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict

from translations.model import Mark, State
from workbench.storage.rows import Filter
from workbench.web import context, editor_page

#: The names of what may be asked.
NAMES = ("state", "mark", "finding", "term", "violates", "q", "mine", "commented")
_STATES = frozenset({*editor_page.STATES, State.INITIAL})


def kept(asked: MultiDict[str, str]) -> dict[str, Any]:
    """Give what is asked, to be carried on to the next address."""
    return {name: found for name in NAMES if (found := list(filter(None, asked.getlist(name))))}


def read(asked: MultiDict[str, str]) -> Filter:
    """Read what is asked; what nobody offers asks nothing."""
    return Filter(
        states=frozenset(s for s in asked.getlist("state") if s in _STATES),
        mark=asked.get("mark", "") if asked.get("mark") in set(Mark) else "",
        finding=asked.get("finding", ""),
        term=asked.get("term", ""),
        violates=asked.get("violates", ""),
        text=asked.get("q", "").strip(),
        mine=context.actor().id if asked.get("mine") else None,
        commented=bool(asked.get("commented")),
    )
