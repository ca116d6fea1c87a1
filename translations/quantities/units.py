"""Imperial measures, which a translation may turn into metric ones, rounded."""

from __future__ import annotations

import math
import re

#: One of each in the smallest metric unit a translator would use: metres, kilograms, litres …
FACTORS = {
    "foot": 0.3048, "feet": 0.3048, "ft": 0.3048,
    "inch": 0.0254, "inches": 0.0254, "in": 0.0254,
    "mile": 1.609344, "miles": 1.609344, "mph": 1.609344, "mi": 1.609344,
    "yard": 0.9144, "yards": 0.9144, "yd": 0.9144, "yds": 0.9144,
    "pound": 0.45359237, "pounds": 0.45359237, "lb": 0.45359237, "lbs": 0.45359237,
    "ounce": 0.028349523, "ounces": 0.028349523, "oz": 0.028349523,
    "stone": 6.35029318, "acre": 0.40468564, "acres": 0.40468564,
    "gallon": 3.785411784, "gallons": 3.785411784, "pint": 0.473176473, "pints": 0.473176473,
    "nautical": 1.852, "knots": 1.852,
}  # fmt: skip

_NAMES = "|".join(sorted(FACTORS, key=len, reverse=True))
#: What follows *in* where it means inches: *3 in of rain*, but not *3 in the afternoon*.
_DIMENSIONS = r"(?:of|tall|long|wide|deep|high|thick|across|x|by)\b"
UNIT = re.compile(
    rf"[\s\u00a0-]?(?:(?:of )?an? )?(?:square |cubic )?({_NAMES})\b(?<!\sin(?= (?!{_DIMENSIONS})))",
    re.IGNORECASE,
)
_INCHES_AFTER = re.compile(r"[\s-]?(?:foot|feet|ft)[\s-]?(\d{1,2})(?!\d)", re.IGNORECASE)
_INCH_MARK_AFTER = re.compile(r"['’′]\s?(\d{1,2})\s?(?:[\"”″]|''|’’)")
_FEET_BEFORE = re.compile(r"(?<!\d)(\d)(?:[\s-]?(?:foot|feet|ft)[\s-]?|['’′]\s?)$", re.IGNORECASE)
_METRES = r"(?:м|m|метр\w*|met(?:er|re)s?|metr\w*)"
_CENTIMETRES_AFTER = re.compile(rf"[\s\u00a0]{_METRES}[\s\u00a0](\d\d)(?=[\s\u00a0]?(?:см|cm)\b)")
_METRES_BEFORE = re.compile(rf"(?<!\d)(\d)[\s\u00a0]{_METRES}[\s\u00a0]$")
_FAHRENHEIT = re.compile(r"\s?(?:°\s?F|F\b|degrees?(?: Fahrenheit)?|s\b)")
METRIC = re.compile(
    r"[\s\u00a0\u202f-]*(?:кв\.? |куб\.? )?(?:(?:кило|санти|милли|мілі|kilo|centi|milli)?"
    r"(?:метр|грам|граммов|meter|met(?:re|ry|rów)|gram)\w*|(?:км|см|мм|кг|га|л|м|г|km|cm|mm|kg|ha)\b"
    r"|литр\w*|літр\w*|тонн\w*|гектар\w*|градус\w*|°)",
    re.IGNORECASE,
)
#: By how many digits a figure gives; one that is rounded to fives counts half a digit less.
_TOLERANCES = ((1.0, 0.11), (1.5, 0.07), (2.0, 0.035), (2.5, 0.025), (math.inf, 0.012))
_HOTTEST = 130  #: in weather; *the 1990s* are no temperature
_FAR, _NEAR = 1.8, 1.12
#: Metres for centimetres or kilometres, kilograms for grams, hectares for square kilometres.
_SCALES = (1.0, 100.0, 1000.0, 0.001, 0.01)


def converted(text: str, start: int, end: int, value: float) -> tuple[float, ...]:
    """The metric sizes of a number that an imperial unit follows, or feet go before."""
    feet = _FEET_BEFORE.search(text, max(0, start - 10), start)
    if feet is not None:
        return (_height(int(feet[1]), value),)
    inches = _INCH_MARK_AFTER.match(text, end)
    if inches is not None:
        return (value * FACTORS["foot"], _height(value, int(inches[1])))
    heat = _FAHRENHEIT.match(text, end)
    if heat is not None and value < _HOTTEST:
        return ((value - 32) / 1.8, value / 1.8)  # of a temperature, or of a difference
    unit = UNIT.match(text, end)
    if unit is None:
        return ()
    size = value * FACTORS[unit[1].lower()]
    inches = _INCHES_AFTER.match(text, end)
    return (size,) if inches is None else (size, _height(value, int(inches[1])))


def _height(feet: float, inches: float) -> float:
    return feet * FACTORS["foot"] + inches * FACTORS["inch"]


def height_in_metres(text: str, start: int, end: int) -> tuple[float, ...]:
    """The whole height that a number is a part of: «1 м 88 см»."""
    after = _CENTIMETRES_AFTER.match(text, end)
    if after is not None:
        return (float(f"{text[start:end]}.{after[1]}"),) if text[start:end].isdigit() else ()
    before = _METRES_BEFORE.search(text, max(0, start - 12), start)
    if before is None or end - start != 2:
        return ()
    return (float(f"{before[1]}.{text[start:end]}"),)


def is_about(size: float, value: float) -> bool:
    """Whether a value says this size in some metric unit, rounded as translators round."""
    tolerance = _tolerance(value)
    return any(abs(value - size * scale) <= tolerance * abs(size * scale) for scale in _SCALES)


def is_near(size: float, value: float) -> bool:
    """Whether a value is of the order of this size: roughly converted, perhaps, not mistyped.

    A figure that is not round claims to be exact, and may hardly be off.
    """
    far = _FAR if value % 5 == 0 or _significant(value).endswith("5") else _NEAR
    return any(size * scale / far <= value <= size * scale * far for scale in _SCALES)


def _tolerance(value: float) -> float:
    """How far a figure may be off: the fewer digits it gives, the further."""
    significant = _significant(value)
    steps = len(significant) - (len(significant) > 1 and significant.endswith("5")) * 0.5
    return next(tolerance for digits, tolerance in _TOLERANCES if steps <= digits)


def _significant(value: float) -> str:
    return f"{value:.6g}".replace(".", "").strip("0")
