"""Files that are archives: the same parts are the same bytes, whenever and wherever packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Mapping
from datetime import UTC, datetime
from typing import Final

#: The first moment that an archive can tell (PKWARE's format, from MS-DOS).
_FIRST: Final = datetime(1980, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2107, 12, 31, tzinfo=UTC)


def moment(date: str) -> datetime | None:
    """The moment that an ISO 8601 date or time names, in UTC; None where it names none."""
    try:
        read = datetime.fromisoformat(date).replace(microsecond=0)
        return read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def instant(date: str) -> str:
    """The moment as `2025-03-01T00:00:00Z`; of no date, the first that an archive can tell."""
    return (moment(date) or _FIRST).isoformat().replace("+00:00", "Z")


def packed(parts: Mapping[str, bytes | str], date: str, stored: Container[str] = ()) -> bytes:
    """An archive of the parts in their order, all of the edition's date; `stored` uncompressed."""
    time = min(max(moment(date) or _FIRST, _FIRST), _LAST).timetuple()[:6]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, time)
            entry.create_system = 3  # as on Unix, wherever it is written
            entry.external_attr = 0o644 << 16
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, part, method)
    return file.getvalue()
