"""Where files that come home are read: a large one in a process of its own, as `gate.py` does."""

from __future__ import annotations

from typing import Any

from translations.formats import gate
from translations.formats.bilingual.base import Languages
from translations.trips import reading
from translations.trips.model import ArrivedFile
from workbench import apart
from workbench.storage import bodies

_SECONDS = 60


def read(body: bytes, *, name: str, languages: Languages) -> ArrivedFile:
    """Read a file that comes home; raises `UnreadableDocument` with the place and the reason."""
    gate.refuse_by_size(body, name)
    if apart.is_small(body):
        return reading.read(body, name, languages)
    asked = [name, languages.source, languages.target]
    answer = apart.ask(__name__, asked, body, name=name, seconds=_SECONDS)
    return bodies.built(ArrivedFile, answer["file"])


def _answer(body: bytes, asked: Any) -> dict[str, Any]:
    name, source, target = asked
    return {"file": bodies.plain(reading.read(body, name, Languages(source=source, target=target)))}


if __name__ == "__main__":
    apart.answer(_answer, seconds=_SECONDS)
