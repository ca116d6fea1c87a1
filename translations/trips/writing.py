"""Files that go out, in every format of pairs that people work with elsewhere.

One unit a segment: ids, notes and what is left out are then told of one segment by every
format, and no tool joins or splits what could not come home.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Final

from translations.formats import xliff, xliff12
from translations.formats.po import PoPair, write_pairs
from translations.formats.xliff import XliffSegment, XliffUnit
from translations.placeholders import names
from translations.trips.model import Outgoing, Trip
from translations.trips.review_table import package, writing
from translations.trips.telling import told_state

_XLIFF: Final = "application/xliff+xml"
#: In the header of PO: the file's own number.
OUTING: Final = "X-Outing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A format in which files go out."""

    name: str
    title: str
    extension: str
    media_type: str
    write: Callable[[Trip], bytes]


def _write_xliff(trip: Trip) -> bytes:
    return _written(xliff.write, trip)


def _write_xliff12(trip: Trip) -> bytes:
    return _written(xliff12.write, trip)


def _written(write: Callable[..., int], trip: Trip) -> bytes:
    file: BinaryIO = io.BytesIO()
    write(
        file,
        map(_unit, trip.segments),
        source_language=trip.source_language,
        target_language=trip.target_language,
        original=trip.title,
    )
    file.seek(0)
    return file.read()


def _unit(segment: Outgoing) -> XliffUnit:
    is_open = not segment.left_out
    only = XliffSegment(
        source=segment.source,
        target=segment.target or None,
        codes=segment.codes,
        state=segment.state if is_open else None,
        marks=segment.marks,
        id="s1",
    )
    left_out = (segment.left_out,) if segment.left_out else ()
    return XliffUnit(
        id=segment.key,
        segments=(only,),
        notes=(*left_out, *segment.comments),
        left_out=not is_open,
        fixed=True,
    )


def _write_po(trip: Trip) -> bytes:
    header = {
        "Project-Id-Version": trip.title,
        "Language": trip.target_language.replace("-", "_"),
        "X-Source-Language": trip.source_language,
        OUTING: str(trip.outing),
    }
    return write_pairs(_po_pairs(trip), header)


def _po_pairs(trip: Trip) -> Iterator[PoPair]:
    """The pairs that are translated; PO has no word for what is left out."""
    for segment in trip.segments:
        if not segment.left_out:
            yield PoPair(
                id=segment.key,
                source=segment.source,
                target=segment.target,
                state=told_state(segment),
                marks=segment.marks,
                comments=segment.comments,
                placeholders=names(segment.codes),
            )


_FORMS = (
    Form(
        name="xliff",
        title="XLIFF 2.1",
        extension=".xlf",
        media_type=_XLIFF,
        write=_write_xliff,
    ),
    Form(
        name="xliff12",
        title="XLIFF 1.2",
        extension=".xlf",
        media_type=_XLIFF,
        write=_write_xliff12,
    ),
    Form(
        name="po",
        title="Gettext PO",
        extension=".po",
        media_type="text/x-gettext-translation; charset=utf-8",
        write=_write_po,
    ),
    Form(
        name="table",
        title="DOCX",
        extension=".docx",
        media_type=package.MEDIA_TYPE,
        write=writing.write,
    ),
)
FORMS: Final[Mapping[str, Form]] = MappingProxyType({form.name: form for form in _FORMS})
