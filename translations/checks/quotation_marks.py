"""Quotation marks: paired in each segment, and in the style of the language.

A quotation may run over several segments; so a mark without its partner counts
only where the source, and the text around the target, do not explain it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.model import Severity, Span
from glossary.saying import Fact, Message, say
from translations import quotations
from translations.checks.base import Check, Pair
from translations.inline import Plain, plain
from translations.model import Finding, Fix
from translations.quotations import Unpaired, merged, unpaired

NAME = "quotation-marks"


class Style(NamedTuple):
    """The outer and the inner marks of a language."""

    outer: str
    inner: str


_GUILLEMETS = Style("«»", "„“")
STYLES = {
    "ru": _GUILLEMETS, "uk": _GUILLEMETS, "be": _GUILLEMETS,
    "fr": Style("«»", "“”"), "es": Style("«»", "“”"),
    "de": Style("„“", "‚‘"), "cs": Style("„“", "‚‘"), "bg": Style("„“", "’’"),
    "pl": Style("„”", "«»"), "en": Style("“”", "‘’"),
}  # fmt: skip

#: A text that ends so goes on after it, and the quotation in it too.
_GOES_ON = re.compile(r"[,–—-]\s*$")
#: Direct speech begins after a colon, with a capital, and ends before a dash.
_SPEECH_UNMARKED = re.compile(r":\s+(?![A-Z]+\b)[A-ZА-ЯІЇЄҐ]")
_ANNOUNCED = re.compile(r"[^\W\d_][,:]\s+$")
_DASH_AFTER_SPEECH = re.compile(r"[,!?…]\s*[–—-]\s*(?=\w)")
_DASH = re.compile(r"\s[–—]\s+(?=\w)")
_DOUBLE_END = re.compile(r"[\"'”’»][\"”’»](?!\w)|['’][,.]?[\"”]")
#: Direct speech as a turn of a dialogue, which takes a dash for its marks.
_DIALOGUE = re.compile(r"\s*(?:[—–]|-\s)")
_INNER_OPENER = re.compile("«.*„|„.*«", re.DOTALL)
_ANY_MARK = re.compile(r"[«»„“”\"‹›]|(?<!\w)['‘](?=\w)")


def _marks(pair: Pair) -> Iterator[Finding]:
    source, target = plain(pair.source), plain(pair.target)
    if not target.text.strip():
        return
    ours = _alone(pair, source.text, target.text)
    if not any(ours):
        yield from _lost(pair, source.text, target)
        if not merged(target.text):
            yield from _inner(pair, target)
    elif not _explained(pair, source.text, ours, target.text):
        at = (*ours.openers, *ours.closers)[0]
        aside = not (pair.before or pair.after) and _only_ends(ours, target.text)
        sure = not (aside and quotations.is_whole(source.text))
        yield _unpaired(target, at, severity=Severity.WARNING if sure else Severity.NOTE)


def _alone(pair: Pair, source: str, target: str) -> Unpaired:
    """The lone marks of the target; two quotations end as one only where the source allows it."""
    theirs = quotations.marks(source, pair.source_language).pairs
    apart = any(one.closer < other.opener for one in theirs for other in theirs)
    if apart and merged(target):
        return quotations.marks(target, pair.target_language).alone
    return unpaired(target, pair.target_language)


def _explained(pair: Pair, source: str, ours: Unpaired, target: str) -> bool:
    """Whether a quotation goes on into the next segment, or comes from the one before."""
    before = plain(pair.before).text
    if not any(_alone_around(pair, ours, target)):
        return True
    if ours.openers and ours.closers:
        return False
    theirs, singles = unpaired(source, pair.source_language), quotations.singles(source)
    if len(ours.openers) == 1 and _DOUBLE_END.search(source) and not _INNER_OPENER.search(target):
        return True  # two quotations that end with one mark, which two kinds of marks never do
    if ours.openers:
        left_open = len(theirs.openers) + max(0, singles)
        return len(ours.openers) <= left_open or _goes_on(pair, target)
    if _SPEECH_UNMARKED.search(target[: ours.closers[0]]):
        return False
    return bool(theirs.closers) or singles < 0 or _GOES_ON.search(before) is not None


def _alone_around(pair: Pair, ours: Unpaired, target: str) -> Unpaired:
    """Those of the lone marks whose partner is not in the neighbours either."""
    if not (pair.before or pair.after):
        return ours
    before = f"{plain(pair.before).text} "
    text = f"{before}{target} {plain(pair.after).text}"
    alone = quotations.marks(text, pair.target_language).alone
    openers, closers = (
        tuple(at for at in mine if at + len(before) in theirs)
        for mine, theirs in zip(ours, map(set, alone), strict=True)
    )
    return Unpaired(openers, closers)


def _goes_on(pair: Pair, target: str) -> bool:
    """Whether a speech goes on after the dash that ends a text."""
    again = re.match(r"\s*[«„“\"]", plain(pair.after).text)
    return _GOES_ON.search(target) is not None and again is None


def _lost(pair: Pair, source: str, target: Plain) -> Iterator[Finding]:
    """A quotation of the source whose beginning or end the target, without any marks, lacks."""
    text = target.text
    if _ANY_MARK.search(text) or _DIALOGUE.match(text):
        return
    opener = quotations.opening(source, pair.source_language)
    speech = _SPEECH_UNMARKED.search(text) if opener is not None else None
    if speech is not None:
        yield _unpaired(target, speech.end() - 1, _BEGINS)
    elif opener is not None and (_ends_later(pair, text) or _is_announced(source[:opener], text)):
        yield _unpaired(target, _start(text), _BEGINS)
    elif opener == _start(source) or quotations.is_whole(source):
        yield from _unbegun(pair, source, target)
    elif quotations.is_attributed(source):
        if _DASH_AFTER_SPEECH.search(text) and not _runs_on(pair):
            yield _unpaired(target, _start(text), _BEGINS)
    else:
        yield from _unended(pair, source, target)


def _is_announced(before: str, target: str) -> bool:
    """Whether a speech is announced that the target neither quotes nor reports after a colon."""
    return _ANNOUNCED.search(before) is not None and ":" not in target


def _ends_later(pair: Pair, target: str) -> bool:
    """Whether the text after the target ends a quotation that nothing has begun."""
    before = plain(pair.before).text
    if _GOES_ON.search(before):
        return False
    text = f"{before} {target} "
    after = quotations.marks(text + plain(pair.after).text, pair.target_language).alone.closers
    return bool(after) and after[-1] >= len(text)


def _runs_on(pair: Pair) -> bool:
    """Whether the text before the target leaves a quotation open."""
    before = plain(pair.before).text
    openers = quotations.marks(before, pair.target_language).alone.openers
    return bool(openers) or _GOES_ON.search(before) is not None


_ALONE = say("This mark has no partner.")
_BEGINS = say("The source quotes from here on.")
_ENDS = say("The source ends a quotation here.")


def _start(text: str) -> int:
    return len(text) - len(text.lstrip())


def _unbegun(pair: Pair, source: str, target: Plain) -> Iterator[Finding]:
    """A quotation that begins with the source; in the target it may have begun before.

    That is likely where the source leaves it open too, and rare where it is complete.
    """
    if not _runs_on(pair):
        sure = pair.before.strip() or quotations.is_whole(source)
        severity = Severity.WARNING if sure else Severity.NOTE
        yield _unpaired(target, _start(target.text), _BEGINS, severity)


def _unended(pair: Pair, source: str, target: Plain) -> Iterator[Finding]:
    """A speech that ends in the source; the target must have begun it, and not go on with it."""
    closer = quotations.closing(source, pair.source_language)
    if closer is None or _GOES_ON.search(target.text):
        return
    if pair.before.strip() and not _runs_on(pair):
        return
    dash = _DASH_AFTER_SPEECH.search(target.text) or _DASH.search(target.text)
    if closer == len(source.rstrip()) - 1:
        apostrophe = source[closer] in "'’" and not pair.before.strip()
        severity = Severity.NOTE if apostrophe else Severity.WARNING
        yield _unpaired(target, len(target.text.rstrip()) - 1, _ENDS, severity)
    elif dash is not None:
        yield _unpaired(target, dash.start(), _ENDS)


def _only_ends(ours: Unpaired, target: str) -> bool:
    """Whether the one lone mark closes a quotation at the very end."""
    return not ours.openers and target[ours.closers[0] + 1 :].strip() in {"", ".", "!", "?", "…"}


def _unpaired(
    target: Plain,
    at: int,
    message: Message = _ALONE,
    severity: Severity = Severity.WARNING,
) -> Finding:
    return Finding(
        check=NAME,
        kind="unpaired",
        severity=severity,
        message=message,
        target=Span(target.offsets[at], target.offsets[at] + 1),
    )


def _inner(pair: Pair, target: Plain) -> Iterator[Finding]:
    """Quotations within quotations take the inner marks of the language."""
    style = STYLES.get(pair.target_language)
    if style is None or style.outer[0] == style.outer[1]:
        return
    depth = 0
    for at, character in enumerate(target.text):
        depth += (character == style.outer[0]) - (character == style.outer[1])
        if depth == 2 and character == style.outer[0]:
            closing = target.text.find(style.outer[1], at)
            if closing >= 0:
                yield _nested(target, at, closing, style)


def _nested(target: Plain, opening: int, closing: int, style: Style) -> Finding:
    spans = [Span(target.offsets[at], target.offsets[at] + 1) for at in (opening, closing)]
    return Finding(
        check=NAME,
        kind="nested",
        severity=Severity.NOTE,
        message=say(
            "Inside a quotation the language writes %(marks)s.", marks=_around(style.inner)
        ),
        target=Span(spans[0].start, spans[1].end),
        fixes=tuple(
            Fix(span=span, text=mark, label=say("Write %(text)s", text=mark))
            for span, mark in zip(spans, style.inner, strict=True)
        ),
    )


def _document(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """One note for a document whose marks are not those of its language."""
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        style = STYLES.get(pair.target_language)
        if style is None:
            continue
        allowed = set(style.outer + style.inner)
        strange = (
            set(quotations.MARK.findall(quotations.INCHES.sub("", plain(pair.target).text)))
            - allowed
        )
        counts.update((pair.target_language, kind) for kind in map(_kind, sorted(strange)))
    for (language, kind), count in counts.items():
        yield Finding(
            check=NAME,
            kind=kind,
            severity=Severity.NOTE,
            message=_throughout(kind, count, len(pairs), STYLES[language]),
        )


def _kind(mark: str) -> str:
    return "straight" if mark == '"' else "foreign"


def _throughout(kind: str, count: int, total: int, style: Style) -> Message:
    facts: dict[str, Fact] = {
        "count": count,
        "total": total,
        "outer": _around(style.outer),
        "inner": _around(style.inner),
    }
    if kind == "straight":
        return say(
            "Straight quotation marks in %(count)s of %(total)s segments; "
            "the language writes %(outer)s, inside them %(inner)s.",
            **facts,
        )
    return say(
        "Quotation marks of another style in %(count)s of %(total)s segments; "
        "the language writes %(outer)s, inside them %(inner)s.",
        **facts,
    )


def _around(marks: str) -> str:
    return f"{marks[0]}…{marks[1]}"


def _pair(
    source: str, target: str, language: str = "ru", *, before: str = "", after: str = ""
) -> Pair:
    return Pair(
        source=source,
        target=target,
        source_language="en",
        target_language=language,
        before=before,
        after=after,
    )


CHECK = Check(
    name=NAME,
    title="Quotation marks",
    run=_marks,
    document=_document,
    passes=(
        _pair('He said "yes".', "Он сказал «да»."),
        _pair("He read “The ‘Star’”.", "Он читал «Газету „Звезда“»."),
        _pair("The paper wrote.", "Газета «Звезда» написала."),
        _pair('"It begins here.', "«Здесь начинается."),
        _pair('It ends here," he said.', "Здесь кончается», — сказал он."),
        _pair("'It begins here.", "«Здесь начинается."),
        _pair('"It is so."', "«Это так.", after="И так будет»."),
        _pair('A 5" nail.', 'Гвоздь 5".'),
        _pair('He said "yes".', "Er sagte „ja“.", "de"),
        _pair('He said "yes".', 'Він сказав "так".', "uk"),
        _pair('He read "The Idiot".', "Он читал «Роман «Идиот»."),
        _pair("'It won't change students' lives.", "«Это не изменит жизни студентов."),
        _pair("The harbours' master said nothing.", "Начальник гавани промолчал."),
        _pair('The Gulls" keeper is back.', "Вратарь «Чаек» вернулся."),
        _pair("'So be it,' he said of the ships' crews.", "«Будь так», — сказал он о командах."),
        _pair('"We sail at dawn.', "Мы выйдем на рассвете.", before="«Пора, — сказал он. —"),
        _pair('"We sail at dawn."', "Выйдем утром.", before="«Пора.", after="И вернёмся»."),
        _pair('"We sail," he said.', "«Плывём, — сказал он. —", after="Пора»."),
        _pair('It is late," he said.', "Уже поздно, — сказал он. —", before="«Пора."),
        _pair('"Nothing."', "Ничего».", before="«Нет, — сказал он. —"),
        _pair('It ended."', "Всё кончилось.", before="Он рассказал об этом."),
        _pair("“We are tired,” he said.", "— Мы устали, — сказал он."),
        _pair("“Enough!” she cried.", "– Досить! – закричала вона.", "uk"),
        _pair("“Enough!” she cried.", "—¡Basta! —gritó.", "es"),
        _pair("“Who was it?” he asked.", "– Kto to był? – zapytał.", "pl"),
        _pair("“Who was it?” he asked.", "»Wer war das?«, fragte er.", "de"),
        _pair("“I said ‘no’,” she wrote.", "»Ich sagte ›nein‹«, schrieb sie.", "de"),
        _pair("He said “no”.", "Er sagte «nein».", "de"),
        _pair("The Swan Trading House.", "Торговый дом «Фирма «Лебедь»."),
    ),
    fails=(
        _pair('He said "yes".', "Он сказал «да."),
        _pair('He said "yes".', "Он сказал да»."),
        _pair('He said "yes".', 'Він сказав "так.', "uk"),
        _pair('He said "yes".', "Er sagte „ja.", "de"),
        _pair("The paper wrote.", "Газета «Звезда написала."),
        _pair('He said: "It begins here.', "Он сказал: Здесь начинается."),
        _pair('He read "Star".', "Он читал «Газету «Звезда»»."),
        _pair("A quotation", "««Цитата»"),
        _pair("The Star plays the Sun.", "«Звезда играет с «Солнцем» дома."),
        _pair("He was 'furious' after it.", "Он был «в ярости после этого."),
        _pair('Not so," he said.', "Он сказал: Не так»."),
        _pair('It ends here," he said.', "Здесь кончается, — сказал он."),
        _pair("She went on: 'It begins here.", "Она продолжила: Здесь начинается."),
        _pair('She went on, "It begins here.', "Вона продовжила: Тут починається.", "uk"),
        _pair("It ends here,' she said.", "Здесь кончается, — сказала она."),
        _pair('It ends here," she said.', "Тут кінець – сказала вона.", "uk"),
        _pair('"It is late," she said.', "Уже поздно, — сказала она."),
        _pair('"It is late."', "Вже пізно.", "uk"),
        _pair("The harbours' master said so.", "Начальник «гавани так сказал."),
        _pair("The harbours' master said so.", "Начальник гавани» так сказал."),
        _pair('The Gulls" keeper is back.', "Вратарь Чаек» вернулся."),
        _pair('Both "fog" and "storm" are near.', "Близки «туман и «буря»."),
        _pair('The "Fog" beat the "Storm".', "Победил «Туман против «Бури»."),
        _pair("“I said ‘no’,” she wrote.", "«Я сказала „нет“, — написала она."),
        _pair("“I said ‘no’,” she wrote.", "«Я сказала „нет», — написала она."),
        _pair("He said: “They call it ‘home’.”", "Он сказал: «Они зовут это „домом»."),
        _pair("“Who was it?” he asked.", "»Wer war das?, fragte er.", "de"),
        _pair("“Who was it?” he asked.", "Wer war das?«, fragte er.", "de"),
        _pair('A source said: "It is late.', "Как сообщил источник, уже поздно."),
        _pair('"They say: "Why?"', '«Они спрашивают: "Почему?'),
        _pair("Fog and storm are near.", "Близки «туман и «буря»."),
        _pair('"We sail at dawn.', "Мы выйдем на рассвете.", before="Он подошёл."),
        _pair('"We sail at dawn."', "Мы выйдем на рассвете.", before="Он подошёл."),
        _pair('He wrote "we sail. ', "Он писал, что мы выйдем.", after="И вернёмся»."),
        _pair('"We sail," he said.', "«Плывём, — сказал он. —", after="«Пора»."),
        _pair('It ended."', "Всё кончилось.", before="«Он рассказал об этом."),
        _pair("The Gulls won.", "«Чайки победили.", after="Тренер «Чаек» доволен."),
    ),
)
