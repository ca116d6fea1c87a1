"""Numbers in digits: separators, groups, clock times, decades, ranges.

A point or comma may part thousands or decimals, hours or dates; where the
language leaves it open, every reading is kept.
"""

from __future__ import annotations

import re

#: Spaces that group thousands: ordinary, no-break, narrow no-break, thin.
GROUP_SPACE = "[ \u00a0\u202f\u2009]"

NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,])\d{{1,3}}(?:{GROUP_SPACE}\d{{3}})+(?!\d|{GROUP_SPACE}\d)(?:[.,]\d{{1,2}}(?!\d))?"
    r"|\d+ ?[½⅓⅔¼¾]"
    r"|(?<![\d/])[1-9]/[2-9](?![\d/])"
    r"|\d+(?:[.,]\d+)*"
    r"|[½⅓⅔¼¾]"
)

_FRACTIONS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75}
_SPACES = re.compile(GROUP_SPACE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_AFTERNOON = re.compile(rf"{GROUP_SPACE}?[ap]\.?m\b", re.IGNORECASE)
_MINUTES = re.compile(rf"[:.](\d\d){GROUP_SPACE}?(?:[ap]\.?m\b)", re.IGNORECASE)
_DECADE = re.compile(r"(?:['’]?s\b|[-‑](?:е|х|ые|ых|м|ми|ті|их|им|ими|і|er\b))")
_ONE_IN = re.compile(r"1\s(?:in|out of|из|з|із|von|na|z)\s(?:every\s)?\d")
#: *Mid-30s* are people of about 35.
_MIDDLE = re.compile(r"\bmid[ -]$", re.IGNORECASE)
_DISEASE = re.compile(r"(?<!\w)covid[-‑ ]?$", re.IGNORECASE)
#: The ending of an ordinal that stands for a year: «в 62-м».
_ORDINAL = re.compile(r"[-‑](?:м|й|го|му|ом|ому)(?!\w)")
_RANGE_END = re.compile(r"(\d\d)(\d\d)\s?[-–—‑/]\s?$")
_HALF_DAY = 12


def key(value: float) -> float:
    """A value rounded, so that equal quantities compare equal."""
    return float(f"{value:.9g}")


def literal_values(digits: str) -> tuple[float, ...]:
    """What a string of digits and separators may be worth, the likeliest first."""
    if digits[-1] in _FRACTIONS:
        return (key(float(digits[:-1] or 0) + _FRACTIONS[digits[-1]]),)
    if "/" in digits:
        return (key(int(digits[0]) / int(digits[-1])),)
    bare = _SPACES.sub("", digits)
    separators = re.findall(r"[.,]", bare)
    if not separators:
        return (float(bare),)
    values = []
    if _THOUSANDS.fullmatch(bare) and len(set(separators)) == 1:
        values.append(float(re.sub(r"[.,]", "", bare)))
    if len(separators) == 1:
        values.append(key(float(bare.replace(",", "."))))
    elif separators[-1] not in separators[:-1]:
        whole, _, decimals = bare.rpartition(separators[-1])
        values.append(key(float(re.sub(r"[.,]", "", whole) + "." + decimals)))
    return tuple(values)


def pieces(digits: str) -> tuple[float, ...]:
    """The numbers it may be made of: 10.15 a time, 2.05.2014 a date, 15 300 two side by side."""
    if len(_SPACES.findall(digits)) > 1:
        return ()
    found = tuple(float(piece) for piece in re.findall(r"\d+", digits))
    return found if len(found) > 1 else ()


def clock_values(text: str, start: int, end: int) -> tuple[float, ...]:
    """With *am* or *pm* after it, an hour may be told on either dial."""
    hour = re.match(r"\d+", text[start:end])
    if hour is None or not (_AFTERNOON.match(text, end) or _MINUTES.match(text, end)):
        return ()
    first = float(hour[0])
    if first > _HALF_DAY:
        return ()
    rest = text[start + hour.end() : end].lstrip(".,")
    fraction = float(rest) / 100 if rest.isdigit() else 0.0
    dials = (first, first + _HALF_DAY, *((0.0, 24.0) if first == _HALF_DAY else ()))
    return tuple(key(dial + fraction) for dial in dials)


def decade_values(text: str, start: int, end: int) -> tuple[float, ...]:
    """*1990s*, *'90s*, «90-х»: a decade by its full or short year, *1800s* a century."""
    if not (text[start:end].isdigit() and text[end - 1] == "0" and _DECADE.match(text, end)):
        return ()
    value = int(text[start:end])
    if value < 100:
        middle = (value + 5.0,) if _MIDDLE.search(text, max(0, start - 5), start) else ()
        return (1900.0 + value, *((2000.0 + value,) if value <= 30 else ()), *middle)
    if not 1000 <= value <= 2100:
        return ()
    return (float(value % 100), *((value / 100 + 1,) if value % 100 == 0 else ()))


def short_year_values(text: str, start: int, end: int) -> tuple[float, ...]:
    """*1950-53*, *'98* and *SS19*: a year without its century."""
    if end - start != 2 or not text[start:end].isdigit():
        return ()
    year = float(text[start:end])
    before = _RANGE_END.search(text, max(0, start - 8), start)
    if before is not None:
        return (float(before[1]) * 100 + year,)
    marked = start and (text[start - 1] in "'’‘" or text[start - 1].isalpha())
    if marked or _ORDINAL.match(text, end):
        return (1900 + year, 2000 + year)
    return ()


def is_empty_minutes(text: str, start: int, end: int) -> bool:
    """Whether these are the noughts of a full hour, which a translation may leave out."""
    return text[start:end] == "00" and start > 0 and text[start - 1] in ":."


def is_of_a_disease(text: str, start: int) -> bool:
    """Whether this is the year of COVID-19, which many languages leave out of its name."""
    return _DISEASE.search(text, max(0, start - 7), start) is not None


def is_of_a_share(text: str, start: int) -> bool:
    """Whether this is the one of *1 in 5*, which is every fifth."""
    return _ONE_IN.match(text, start) is not None
