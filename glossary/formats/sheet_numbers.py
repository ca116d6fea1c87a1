"""Numbers in the cells of a workbook: which of them are dates, and how each is written out."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable

from lxml import etree

#: Formats that every workbook has and that show a date (ECMA-376, 18.8.30).
_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
#: What in a format is no part of a date: quoted words, escaped characters, colours.
_NO_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_DATE = re.compile("[dmyh]", re.IGNORECASE)


def date_styles(elements: Iterable[etree._Element]) -> frozenset[int]:
    """The numbers of the cell styles that show a date; formats stand before the styles."""
    dates = set(_BUILT_IN)
    found: set[int] = set()
    for element in elements:
        if etree.QName(element).localname == "numFmt":
            code = _NO_DATE.sub("", element.get("formatCode", ""))
            if _DATE.search(code):
                dates.add(_number(element.get("numFmtId")))
        else:
            styles = enumerate(element.iterchildren("{*}xf"))
            found |= {n for n, style in styles if _number(style.get("numFmtId")) in dates}
    return frozenset(found)


def told(written: str, *, is_date: bool, from_1904: bool = False) -> str:
    """A number as a person would write it; `ValueError` for what is none."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    if is_date:
        return _date(number, from_1904=from_1904)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _date(serial: float, *, from_1904: bool) -> str:
    """A count of days as ISO 8601; before March 1900 Excel counts a day that there was not."""
    began = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone
    if not from_1904 and serial < 60:
        began += dt.timedelta(days=1)
    try:
        moment = began + dt.timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        raise ValueError(serial) from None
    return moment.isoformat(timespec="seconds").removesuffix("T00:00:00")


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 10 else -1
