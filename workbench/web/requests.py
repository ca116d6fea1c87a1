"""What no request may hold, refused before anything else reads it."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest
from werkzeug.routing import IntegerConverter, Map

from workbench.numbers import LARGEST


class RowNumber(IntegerConverter):
    """A number in an address; where no row can have it, there is no page."""

    regex = "[0-9]{1,10}"

    def __init__(self, rules: Map, **options: Any) -> None:
        super().__init__(rules, **{"max": LARGEST, **options})


class ShallowJSON(DefaultJSONProvider):
    """JSON whose brackets end; without an end they are a mistake of the sender, not of ours."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        try:
            return super().loads(s, **options)
        except RecursionError:
            raise ValueError("nested too deep") from None


#: How much of a body that is too large is still read, in bytes.
_MOST_READ = 512_000_000
_PIECE = 1_000_000


def read_out() -> None:
    """Read the rest of a body and forget it.

    While a browser sends, it hears no answer: one that is cut off tells the person of a broken
    connection, and not of a file that is too large.
    """
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, _MOST_READ)
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)


def setup(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
    app.json = ShallowJSON(app)
    app.before_request(refuse_unstorable)


def refuse_unstorable() -> None:
    """Refuse U+0000 in an address: no database can look for it."""
    if "\x00" in request.path or b"%00" in request.query_string:
        raise BadRequest("An address holds no U+0000.")
