"""Numbers and dates: what the source counts, the translation counts too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from glossary.model import Severity, Span
from glossary.saying import Message, say
from translations import quantities
from translations.checks.base import Check, Pair
from translations.inline import Plain, plain
from translations.model import Finding, Fix
from translations.quantities import Named, Quantities, Quantity, Writing, units
from translations.quantities.comparing import MOST, is_accounted, is_said_twice, said

_read = lru_cache(maxsize=256)(quantities.read)
NAME = "numbers"

_DIGITS = re.compile(r"\d+")
#: Marks after an address that are none of its characters.
_AROUND_LINKS = ".,;:!?…)]}»”“\"'’"
_BETWEEN = re.compile(r"\W{1,4}|\s\w{1,4}\s")


def _numbers(pair: Pair) -> Iterator[Finding]:
    source, target = plain(pair.source), plain(pair.target)
    there = _read(source.text, pair.source_language)
    here = _read(target.text, pair.target_language)
    theirs, ours = said(there), said(here)
    missing = [q for q in (*_in_digits(there), *_in_words(there)) if not is_accounted(q, ours)]
    missing = [q for q in missing if not is_said_twice(q, theirs, ours)]
    added = [q for q in _in_digits(here) if not is_accounted(q, theirs)]
    if (there.vague and not missing) or _regrouped(missing, added, source.text, target.text):
        missing, added = [], []
    yield from _changed(missing, added, there, source, target)
    yield from _dates(there, here, source, target)
    yield from _links(source, target)


def _in_digits(found: Quantities) -> Iterator[Quantity]:
    return (q for q in found.numbers if q.writing is Writing.DIGITS and not q.idle)


def _regrouped(missing: list[Quantity], added: list[Quantity], source: str, target: str) -> bool:
    """Whether both sides have the same digits in other groups, as telephone numbers have."""
    theirs, ours = (
        "".join(_digits(text[slice(*q.span)]) for q in quantities)
        for quantities, text in ((missing, source), (added, target))
    )
    return theirs == ours != "" and len(missing) != len(added)


def _in_words(found: Quantities) -> Iterator[Quantity]:
    return (q for q in found.numbers if q.exact)


def _changed(
    missing: list[Quantity],
    added: list[Quantity],
    there: Quantities,
    source: Plain,
    target: Plain,
) -> Iterator[Finding]:
    """Pair what is missing with what is added; what is left stands alone."""
    lone: list[Quantity] = []
    left = list(added)
    for number in missing:
        theirs = _text(number.span, source)
        twin = max(
            left[:MOST], key=lambda q: _likeness(theirs, _text(q.span, target)), default=None
        )
        if twin is None:
            lone.append(number)
            continue
        left.remove(twin)
        yield _different(number, twin, source, target)
    yield from (_missing(span, source) for span in _joined(lone, source.text))
    sizes = [size for number in there.numbers for size in number.sizes]
    converted = {q.span.end for q in left if _is_converted(sizes, q, target.text)}
    yield from (
        _added(span, target, converted=span.end in converted) for span in _joined(left, target.text)
    )


def _joined(numbers: list[Quantity], text: str) -> list[Span]:
    """Where numbers stand; those of a score or a range count as one."""
    spans: list[Span] = []
    for number in numbers:
        start, end = number.span
        if spans and _BETWEEN.fullmatch(text, spans[-1].end, start):
            start = spans.pop().start
        spans.append(Span(start, end))
    return spans


def _text(span: Span, plain_text: Plain) -> str:
    return plain_text.text[slice(*span)]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _likeness(one: str, other: str) -> float:
    """How alike two numbers look, from 0 to 1: the share of digits in common places."""
    a, b = _digits(one), _digits(other)
    same = sum(x == y for x, y in zip(a, b, strict=False))
    return same / max(len(a), len(b), 1)


def _different(number: Quantity, twin: Quantity, source: Plain, target: Plain) -> Finding:
    theirs, ours = _text(number.span, source), _text(twin.span, target)
    slip = len(_digits(theirs)) == len(_digits(ours))
    plainly = theirs.isdigit() and ours.isdigit()
    span = _coded(twin.span, target)
    return Finding(
        check=NAME,
        kind="changed",
        severity=_gravity(slip=slip, converted=_is_converted(number.sizes, twin, target.text)),
        message=_says(theirs, ours),
        source=_coded(number.span, source),
        target=span,
        fixes=(Fix(span=span, text=theirs, label=say("Write %(text)s", text=theirs)),)
        if plainly
        else (),
    )


def _says(theirs: str, ours: str) -> Message:
    return say("The source says %(theirs)s, the translation %(ours)s.", theirs=theirs, ours=ours)


def _is_converted(sizes: Sequence[float], twin: Quantity, target: str) -> bool:
    """Whether an imperial measure came out metric, in a figure that is none of its roundings."""
    if units.METRIC.match(target, twin.span.end) is None:
        return False
    return any(units.is_near(size, value) for size in sizes for value in twin.plain)


def _gravity(*, slip: bool, converted: bool) -> Severity:
    """A figure that looks like another is surely wrong; a measure may be rounded freely."""
    if converted:
        return Severity.NOTE
    return Severity.ERROR if slip else Severity.WARNING


def _missing(span: Span, source: Plain) -> Finding:
    return Finding(
        check=NAME,
        kind="missing",
        severity=Severity.WARNING,
        message=say(
            "%(number)s of the source is not in the translation.", number=_text(span, source)
        ),
        source=_coded(span, source),
    )


def _added(span: Span, target: Plain, *, converted: bool) -> Finding:
    mild = converted or _in_brackets(span, target.text)
    return Finding(
        check=NAME,
        kind="added",
        severity=Severity.NOTE if mild else Severity.WARNING,
        message=say("%(number)s is not in the source.", number=_text(span, target)),
        target=_coded(span, target),
    )


def _in_brackets(span: Span, text: str) -> bool:
    """Whether it stands in brackets, as a translator's explanation does."""
    before = text[: span.start]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")


def _dates(there: Quantities, here: Quantities, source: Plain, target: Plain) -> Iterator[Finding]:
    """A month or weekday is altered when each side names one that the other does not."""
    for kind, theirs, ours in (
        ("month", there.months, here.months),
        ("weekday", there.weekdays, here.weekdays),
    ):
        lost, new = _beyond(theirs, ours), _beyond(ours, theirs)
        if lost and new:
            yield Finding(
                check=NAME,
                kind=kind,
                severity=Severity.ERROR,
                message=_says(_text(lost[0].span, source), _text(new[0].span, target)),
                source=_coded(lost[0].span, source),
                target=_coded(new[0].span, target),
            )


def _beyond(some: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    """Those that are named more often than among the others."""
    left = Counter(named.number for named in others)
    beyond = []
    for named in some:
        left[named.number] -= 1
        if left[named.number] < 0:
            beyond.append(named)
    return beyond


def _links(source: Plain, target: Plain) -> Iterator[Finding]:
    """An address is altered when it is that of the source but for a digit."""
    theirs = {link for link, _ in _addresses(source.text)}
    shapes = {_DIGITS.sub("", link): link for link in theirs}
    for link, span in _addresses(target.text):
        twin = shapes.get(_DIGITS.sub("", link))
        if twin is not None and link not in theirs:
            yield Finding(
                check=NAME,
                kind="changed",
                severity=Severity.ERROR,
                message=_says(twin, link),
                target=_coded(span, target),
            )


def _addresses(text: str) -> Iterator[tuple[str, Span]]:
    for match in quantities.LINK.finditer(text):
        link = match[0].rstrip(_AROUND_LINKS)
        yield link, Span(match.start(), match.start() + len(link))


def _coded(span: Span, text: Plain) -> Span:
    """A span of the plain text in offsets of the coded text."""
    return Span(text.offsets[span.start], text.offsets[span.end - 1] + 1)


def _pair(source: str, target: str, language: str = "ru", source_language: str = "en") -> Pair:
    return Pair(
        source=source, target=target, source_language=source_language, target_language=language
    )


CHECK = Check(
    name=NAME,
    title="Numbers and dates",
    run=_numbers,
    passes=(
        _pair("10-15,000 people", "10–15 тысяч человек"),
        _pair("80 per cent", "80 %"),
        _pair("46 people", "сорок шесть человек"),
        _pair("forty-six people", "46 осіб", "uk"),
        _pair("2 May 2014", "2 мая 2014 года"),
        _pair("2 May 2014", "02.05.2014"),
        _pair("the 1990s", "1990-е"),
        _pair("the 1990s", "90-х годов"),
        _pair("the '90s", "дев'яності", "uk"),
        _pair("the 21st century", "XXI век"),
        _pair("the 21st century", "двадцять перше століття", "uk"),
        _pair("3.5 metres", "3,5 метра"),
        _pair("1,000,000 people", "1\u00a0000\u00a0000 человек"),
        _pair("1,000,000 people", "1\u2009000\u2009000 человек"),
        _pair("1,000,000 people", "один миллион человек"),
        _pair("$2.5 million", "2,5 млн долларов"),
        _pair("£3bn", "3 млрд фунтов"),
        _pair("5 million", "п'ять мільйонів", "uk"),
        _pair("50% of them", "половина из них"),
        _pair("half of them", "50 % из них"),
        _pair("at 5pm", "в 17:00"),
        _pair("at 5:30 p.m.", "о 17.30", "uk"),
        _pair("the 25-year-old", "двадцатипятилетний"),
        _pair("World War II", "2-я мировая война"),
        _pair("the 1950-53 war", "война 1950–1953 годов"),
        _pair("2 to 4 inches", "от 5 до 10 см"),
        _pair("a 650 pound pig", "свиня вагою 295 кг", "uk"),
        _pair("He is 6-foot-6.", "Он ростом 198 см."),
        _pair("within 24 hours", "за сутки"),
        _pair("won 2-0", "выиграли со счётом 2:0"),
        _pair("1.5 million", "полтора миллиона"),
        _pair("in August", "в августе"),
        _pair("46 people", "sechsundvierzig Menschen", "de"),
        _pair("decades ago", "более 30 лет назад"),
        _pair("the 1800s", "XIX век"),
        _pair("3 1/2 years", "три с половиной года"),
        _pair("1 in 4 people", "четверть людей"),
        _pair("the 50th anniversary of World War I", "пятидесятилетие Первой мировой войны"),
        _pair("winds of 85 mph", "ветер до 135 км/ч"),
        _pair("within 48 hours", "за двое суток"),
        _pair("after 14 days", "через две недели"),
        _pair("within 48 hours", "binnen zwei Tagen", "de"),
        _pair("for 18 months", "полтора года"),
        _pair("a 48-hour strike", "двухдневная забастовка"),
        _pair("a 90-minute talk", "півторагодинна розмова", "uk"),
        _pair("30-minute walk", "получасовая прогулка"),
        _pair("a 14-day quarantine", "двотижневий карантин", "uk"),
        _pair("75% of people", "три четверти людей"),
        _pair("66% of people", "две трети людей"),
        _pair("20% of people", "п’ята частина людей", "uk"),
        _pair("90 minutes", "полтора часа"),
        _pair("30 years in exile", "три десятилетия в изгнании"),
        _pair("He is 1.85m tall.", "Його зріст 185 см.", "uk"),
        _pair("an hour and a half", "1,5 часа"),
        _pair("500,000 people", "полмиллиона человек"),
        _pair("half a million people", "500 тысяч человек"),
        _pair("a quarter of a million", "250 тысяч"),
        _pair("at 6:30", "в половине седьмого"),
        _pair("at 6:30", "о пів на сьому", "uk"),
        _pair("at half past three", "в 15:30"),
        _pair("at 7.45pm", "без четверти восемь"),
        _pair("at 6:30", "um halb sieben", "de"),
        _pair("a 1,000-year-old city", "тысячелетний город"),
        _pair("10,000 people", "dziesięciotysięczny tłum", "pl"),
        _pair("2,500 soldiers", "zweitausendfünfhundert Soldaten", "de"),
        _pair("2½ years", "zweieinhalb Jahre", "de"),
        _pair("2½ years", "2,5 года"),
        _pair("in the '60s", "in den Sechzigerjahren", "de"),
        _pair("the early 2000s", "начало двухтысячных"),
        _pair("He was born in 1962.", "Он родился в 62-м."),
        _pair("the 5th century", "в V веке"),
        _pair("CO2", "CO₂"),
        _pair("COVID-19", "ковид"),
        _pair("He is 5ft 10in tall.", "Его рост 178 см."),
        _pair("He is 6'2\" tall.", "Его рост 1 м 88 см."),
        _pair("Call 555-0123.", "Звоните: 555-01-23."),
        _pair("See https://example.org/2014/5.", "См. «https://example.org/2014/5»."),
        _pair("See https://en.example.org/2014.", "См. https://ru.example.org/2015."),
        _pair("1 in 5 people", "каждый пятый"),
        _pair("He is in his mid-30s.", "Ему около 35 лет."),
        _pair("10 degrees above average", "на 6 градусов выше среднего"),
    ),
    fails=(
        _pair("46 people", "47 человек"),
        _pair("46 people", "сорок семь человек"),
        _pair("46 people", "люди"),
        _pair("people", "46 человек"),
        _pair("In 2014 he left.", "В 2013 году он ушёл."),
        _pair("2 May 2014", "3 мая 2014 года"),
        _pair("2 May 2014", "2 июня 2014 года"),
        _pair("on Sunday", "в субботу"),
        _pair("5 million", "5 тысяч"),
        _pair("1,000,000 people", "1 100 000 человек"),
        _pair("at 5pm", "в 18:00"),
        _pair("the 1990s", "1980-е"),
        _pair("the 1980s", "1480-е"),
        _pair("the 21st century", "XX век"),
        _pair("forty-six people", "люди"),
        _pair("forty-six people", "сорок семь человек"),
        _pair("eighty per cent", "%"),
        _pair("within 48 hours", "за трое суток"),
        _pair("for 18 months", "два с половиной года"),
        _pair("a 14-day quarantine", "трёхнедельный карантин"),
        _pair("75% of people", "две трети людей"),
        _pair("at 6:30", "в половине восьмого"),
        _pair("half a million people", "600 тысяч человек"),
        _pair("2,500 soldiers", "zweitausendsechshundert Soldaten", "de"),
        _pair("Call 555-0123.", "Звоните: 555-01-32."),
        _pair("See https://example.org/2014/5.", "См. https://example.org/2015/5."),
        _pair("14 \ue000bold\ue001 words", "\ue00015\ue001 слів", "uk"),
    ),
)
