"""What numbers, months and weekdays a text names, in any notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.quantities import LEXICONS, Quantities, Writing, read


def _values(found: Quantities) -> set[float]:
    return {value for number in found.numbers for value in number.values}


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,000,000", "en", 1_000_000),
        ("1 000 000", "ru", 1_000_000),
        ("1\u202f000\u202f000", "fr", 1_000_000),
        ("1.000.000", "de", 1_000_000),
        ("1.234,5", "de", 1234.5),
        ("3.26 million", "en", 3_260_000),
        ("3,26 млн", "ru", 3_260_000),
        ("5 тис.", "uk", 5000),
        ("£3bn", "en", 3e9),
        ("10-15,000", "en", 10_000),
        ("2 to 3 million", "en", 2_000_000),
        ("½", "en", 0.5),
        ("two and a half", "en", 2.5),
        ("2 с половиной", "ru", 2.5),
        ("forty-six", "en", 46),
        ("nineteen eighty-four", "en", 1984),
        ("twenty fourteen", "en", 2014),
        ("сімнадцятеро", "uk", 17),
        ("за час", "ru", 60),
        ("two hundred and five thousand", "en", 205_000),
        ("three thousand two hundred", "en", 3200),
        ("сорок шесть", "ru", 46),
        ("двести пять тысяч", "ru", 205_000),
        ("двадцать первый", "ru", 21),
        ("двадцатипятилетний", "ru", 25),
        ("трёхдневный", "ru", 3),
        ("п’ятдесят", "uk", 50),
        ("дев'яностих", "uk", 90),
        ("двадцятирічний", "uk", 20),
        ("sechsundvierzig", "de", 46),
        ("fünfundzwanzigjährige", "de", 25),
        ("pięćdziesiąt", "pl", 50),
        ("dwudziestoletni", "pl", 20),
        ("quarante", "fr", 40),
        ("veintidós", "es", 22),
        ("5pm", "en", 17),
        ("12 a.m.", "en", 0),
        ("5:30 p.m.", "en", 17),
        ("5.30pm", "en", 17.3),
        ("the '90s", "en", 1990),
        ("1990s", "en", 90),
        ("the 1800s", "en", 19),
        ("90-х", "ru", 1990),
        ("1950-53", "en", 1953),
        ("class of '68", "en", 1968),
        ("XXI век", "ru", 21),
        ("ХХІ століття", "uk", 21),
        ("Elizabeth I", "en", 1),
        ("HER2", "en", 2),
        ("CO₂", "en", 2),
        ("в V веке", "ru", 5),
        ("2 ½", "de", 2.5),
        ("zweihundertfünfzig", "de", 250),
        ("zweitausendfünfhundert", "de", 2500),
        ("zweieinhalb", "de", 2.5),
        ("neunziger", "de", 1990),
        ("пятимиллионный", "ru", 5_000_000),
        ("dziesięciotysięczny", "pl", 10_000),
        ("half a million", "en", 500_000),
        ("a quarter of a million", "en", 250_000),
        ("четверть миллиона", "ru", 250_000),
        ("two weeks", "en", 14),
        ("3 years", "en", 36),
        ("двое суток", "ru", 48),
        ("полтора года", "ru", 18),
        ("півтора року", "uk", 18),
        ("a year and a half", "en", 18),
        ("1.85 m", "en", 185),
        ("1 м 88 см", "ru", 1.88),
        ("half past six", "en", 18.3),
        ("двухнедельный", "ru", 14),
        ("полуторачасовая", "ru", 90),
        ("піврічна", "uk", 6),
        ("дводобовий", "uk", 48),
        ("zweitägig", "de", 48),
        ("dwutygodniowy", "pl", 14),
        ("три четверти", "ru", 75),
        ("two thirds", "en", 67),
        ("п'ята частина", "uk", 20),
        ("без четверти восемь", "ru", 19.45),
        ("в половине первого", "ru", 12.3),
        ("чверть на дев'яту", "uk", 8.15),
        ("halb sieben", "de", 6.3),
        ("wpół do siódmej", "pl", 18.3),
        ("mid-30s", "en", 35),
        ("в 62-м", "ru", 1962),
    ],
)
def test_a_number_is_read_with_this_value(text: str, language: str, value: float) -> None:
    assert value in _values(read(text, language))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,234", "en", 234),
        ("5 million", "en", 5),
        ("forty-six", "en", 40),
        ("I agree", "en", 1),
        ("IIX", "en", 12),
        ("the 1234s", "en", 34),
        ("the 150s", "en", 50),
        ("https://example.org/2018", "en", 2018),
        ("семья", "ru", 7),
        ("one, two", "en", 3),
        ("13pm", "en", 25),
        ("zweihundertfünfzig", "de", 152),
        ("политика седьмого", "ru", 30),
        ("половина шестнадцатого", "ru", 15.3),
        ("two weeks", "en", 9),
    ],
)
def test_a_number_is_not_read_with_this_value(text: str, language: str, value: float) -> None:
    assert value not in _values(read(text, language))


def test_what_follows_in_tells_whether_it_is_an_inch() -> None:
    assert read("3 in of rain", "en").numbers[0].sizes
    assert not read("3 in the foursomes", "en").numbers[0].sizes


@pytest.mark.parametrize(("text", "idle"), [("COVID-19", True), ("1 in 5", True), ("1 in", False)])
def test_some_numbers_may_go_unsaid(text: str, *, idle: bool) -> None:
    assert read(text, "en").numbers[0].idle is idle


def test_a_date_and_a_time_come_in_pieces() -> None:
    assert read("2.05.2014", "ru").numbers[0].pieces == (2, 5, 2014)
    assert read("10.15", "ru").numbers[0].pieces == (10, 15)
    assert read("10 000 000", "ru").numbers[0].pieces == ()
    assert read("at 5:00", "en").numbers[1].idle


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("650 pounds", 294.8),
        ("2 to 4 inches", 0.0508),
        ("6-foot-6", 1.98),
        ("half an inch", 0.0127),
        ("80 degrees", 26.67),
        ("10 degrees", 5.56),
        ("5ft 10in", 1.778),
        ("6'2\"", 1.88),
    ],
)
def test_an_imperial_measure_has_a_metric_size(text: str, size: float) -> None:
    sizes = [size for number in read(text, "en").numbers for size in number.sizes]
    assert any(found == pytest.approx(size, rel=0.01) for found in sizes)


@pytest.mark.parametrize(
    ("text", "language", "months", "weekdays"),
    [
        ("In May, on Monday", "en", [5], [1]),
        ("they may march on", "en", [], []),
        ("в понедельник, 2 мая", "ru", [5], [1]),
        ("у п'ятницю, 3 червня", "uk", [6], [5]),
        ("am Sonntag im März", "de", [3], [7]),
        ("w środę w lutym", "pl", [2], [3]),
        ("lundi en août", "fr", [8], [1]),
        ("el sábado de enero", "es", [1], [6]),
    ],
)
def test_months_and_weekdays_are_found(
    text: str, language: str, months: list[int], weekdays: list[int]
) -> None:
    found = read(text, language)
    assert [month.number for month in found.months] == months
    assert [day.number for day in found.weekdays] == weekdays


def test_words_of_a_rough_number_are_vague() -> None:
    assert read("decades ago", "en").vague
    assert not read("ten years ago", "en").vague


def test_an_unknown_language_is_read_in_digits() -> None:
    (number,) = read("46 lidí", "cs").numbers
    assert number.writing is Writing.DIGITS
    assert number.values == {46}


@given(st.text(max_size=60), st.sampled_from([*LEXICONS, "xx"]))
def test_any_text_is_read_and_spans_lie_inside(text: str, language: str) -> None:
    found = read(text, language)
    named = [item.span for item in (*found.months, *found.weekdays)]
    for span in (*(number.span for number in found.numbers), *named):
        assert 0 <= span.start < span.end <= len(text)


@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_and_plain_figures_are_equal(number: int) -> None:
    grouped = f"{number:,}"
    for text, language in (
        (grouped, "en"),
        (grouped.replace(",", "\u00a0"), "ru"),
        (grouped.replace(",", "\u202f"), "uk"),
        (grouped.replace(",", "."), "de"),
    ):
        assert float(f"{number:.9g}") in {float(f"{v:.9g}") for v in _values(read(text, language))}
