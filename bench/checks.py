"""How quiet the checks are on professional translations, and how much they find.

Reads pairs of sentences that are aligned one to one, counts warnings and errors
per 100 pairs, then plants one fault of each kind in every pair that can bear it
and counts how many the right check finds (warnings and errors; notes do not
count). Every second pair is the half the checks were developed on; the other
half is reported beside it.

    python bench/checks.py [FOLDER] [--seed N] [--show CHECK]
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from glossary.model import Severity
from translations.checks import Pair, run
from translations.model import FIRST_CODE, Code, CodeKind, Finding

SETS = (("ntrex-enru-dev-nat", "en", "ru"), ("ntrex-enuk-dev-docs", "en", "uk"))
_BEAD = re.compile(r"\[(\d+)\]:\[(\d+)\]")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARK = re.compile(r"[«»„“”\"]")
_FINAL = re.compile(r"[.!?…]+(?=[»”\"“)]*$)|(?<=[»”\"“)])[.!?…]+$")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
#: Sentences before and after a pair that are shown where its neighbours are known, as in a
#: paragraph that is edited; all else is measured without them.
_NEIGHBOURS = 4, 2
MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
MONTHS_IN = {
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
}
WEEKDAYS = {
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "uk": "понеділок вівторок середу четвер п'ятницу суботу неділю",
}

Plant = Callable[[Pair, random.Random], Pair | None]


class Fault(NamedTuple):
    """A kind of fault, the check that has to find it and how it is planted."""

    name: str
    check: str
    plant: Plant
    neighbours: bool = False  #: whether the check sees the text around the pair


def pairs(folder: Path, name: str, source: str, target: str) -> list[Pair]:
    """The pairs of one set that are aligned one to one."""
    sources, targets = (
        (folder / f"{name}.{side}").read_text(encoding="utf-8").split("\n")
        for side in ("src", "tgt")
    )
    beads = map(_BEAD.fullmatch, (folder / f"{name}.gold").read_text().split("\n"))
    return [
        Pair(
            source=sources[int(bead[1])].strip(),
            target=targets[at].strip(),
            source_language=source,
            target_language=target,
            before=" ".join(targets[max(0, at - _NEIGHBOURS[0]) : at]),
            after=" ".join(targets[at + 1 : at + 1 + _NEIGHBOURS[1]]),
        )
        for bead in beads
        if bead
        for at in [int(bead[2])]
    ]


def alone(pair: Pair) -> Pair:
    """A pair as a list of pairs has it, without the text around it."""
    return replace(pair, before="", after="")


def grave(pair: Pair) -> list[Finding]:
    """The warnings and errors of a pair."""
    return [finding for finding in run(pair) if finding.severity > Severity.NOTE]


def _without(pair: Pair, start: int, end: int, text: str = "") -> Pair:
    return replace(pair, target=pair.target[:start] + text + pair.target[end:])


def _any(pattern: re.Pattern[str], pair: Pair, dice: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(pair.target))
    return dice.choice(found) if found else None


def change_digit(pair: Pair, dice: random.Random) -> Pair | None:
    at = _any(re.compile(r"\d"), pair, dice)
    if at is None:
        return None
    digit = dice.choice([d for d in "123456789" if d != at[0]])
    return _without(pair, *at.span(), digit)


def drop_number(pair: Pair, dice: random.Random) -> Pair | None:
    number = _any(_NUMBER, pair, dice)
    return number and _without(pair, *number.span())


def alter_date(pair: Pair, dice: random.Random) -> Pair | None:
    """Another year, month or weekday, in the form that stood there."""
    choices: list[Pair] = []
    for names in (MONTHS, MONTHS_IN, WEEKDAYS):
        forms = names[pair.target_language].split()
        for match in re.finditer(rf"\b(?:{'|'.join(forms)})\b", pair.target):
            other = dice.choice([form for form in forms if form != match[0]])
            choices.append(_without(pair, *match.span(), other))
    choices += [
        _without(pair, *match.span(), str(int(match[0]) + dice.choice([-10, -1, 1, 2])))
        for match in _YEAR.finditer(pair.target)
    ]
    return dice.choice(choices) if choices else None


def drop_final_mark(pair: Pair, _: random.Random) -> Pair | None:
    marks = _FINAL.search(pair.target)
    return marks and _without(pair, *marks.span())


def drop_quotation_mark(pair: Pair, dice: random.Random) -> Pair | None:
    mark = _any(_MARK, pair, dice)
    return mark and _without(pair, *mark.span())


def drop_paired_mark(pair: Pair, dice: random.Random) -> Pair | None:
    """As above, where all marks stand in pairs: elsewhere nothing may be wrong afterwards."""
    text = pair.target
    straight = text.count('"') % 2 == 0
    paired = text.count("«") == text.count("»") and straight
    return drop_quotation_mark(pair, dice) if paired else None


def double_word(pair: Pair, dice: random.Random) -> Pair | None:
    word = _any(_WORD, pair, dice)
    return word and _without(pair, *word.span(), f"{word[0]} {word[0]}")


def double_space(pair: Pair, dice: random.Random) -> Pair | None:
    space = _any(re.compile(" "), pair, dice)
    return space and _without(pair, *space.span(), "  ")


def drop_code(pair: Pair, dice: random.Random) -> Pair | None:
    """A pair of codes around a word, or a placeholder after one; one code is lost."""
    words = _WORD.search(pair.source), _any(_WORD, pair, dice)
    if words[0] is None or words[1] is None:
        return None
    kinds = dice.choice([(CodeKind.START, CodeKind.END), (CodeKind.PLACEHOLDER,)])
    codes = tuple(
        Code(id="1", kind=kind, original="", can_delete=len(kinds) == 2) for kind in kinds
    )
    points = [chr(FIRST_CODE + index) for index in range(len(codes))]
    lost = dice.choice(points) if dice.random() < 0.7 else "".join(points)
    source, target = (
        _around(text, word, points)
        for text, word in zip((pair.source, pair.target), words, strict=True)
        if word
    )
    return replace(pair, source=source, target=re.sub(f"[{lost}]", "", target), codes=codes)


def _around(text: str, word: re.Match[str], points: Sequence[str]) -> str:
    first, last = points[0], "".join(points[1:])
    return text[: word.start()] + first + word[0] + last + text[word.end() :]


def leave_source(pair: Pair, _: random.Random) -> Pair | None:
    return replace(pair, target=pair.source)


def _cut(keep: Callable[[list[str]], list[str]], *, mark: bool) -> Plant:
    def plant(pair: Pair, _: random.Random) -> Pair | None:
        words = pair.target.split(" ")
        if len(words) < 6:
            return None
        final = _FINAL.search(pair.target) if mark else None
        return replace(
            pair, target=" ".join(keep(words)).rstrip(",;:—– ") + (final[0] if final else "")
        )

    return plant


def first_half(words: list[str]) -> list[str]:
    return words[: len(words) // 2]


def second_half(words: list[str]) -> list[str]:
    return words[len(words) // 2 :]


def swap(other: dict[str, str]) -> Plant:
    """The same sentence in the sister language."""

    def plant(pair: Pair, _: random.Random) -> Pair | None:
        text = other.get(pair.source)
        return None if text is None else replace(pair, target=text)

    return plant


def faults(sister: dict[str, str]) -> tuple[Fault, ...]:
    return (
        Fault("digit changed", "numbers", change_digit),
        Fault("number dropped", "numbers", drop_number),
        Fault("date altered", "numbers", alter_date),
        Fault("final mark dropped", "end-punctuation", drop_final_mark),
        Fault("one of a pair of quotation marks dropped", "quotation-marks", drop_paired_mark),
        Fault("any quotation mark dropped", "quotation-marks", drop_quotation_mark),
        Fault(
            "any quotation mark dropped, neighbours known",
            "quotation-marks",
            drop_quotation_mark,
            neighbours=True,
        ),
        Fault("word doubled", "repeated-word", double_word),
        Fault("space doubled", "spaces", double_space),
        Fault("code dropped", "codes", drop_code),
        Fault("left in English", "untranslated", leave_source),
        Fault("sister language", "language", swap(sister)),
        Fault("cut: first half", "length", _cut(first_half, mark=False)),
        Fault("cut: first half, mark kept", "length", _cut(first_half, mark=True)),
        Fault("cut: second half", "length", _cut(second_half, mark=False)),
    )


class Tally(NamedTuple):
    """Planted and found, by kind of fault."""

    planted: Counter[str]
    found: Counter[str]


def plant_all(batch: Sequence[Pair], sister: dict[str, str], seed: int, show: str) -> Tally:
    tally = Tally(Counter(), Counter())
    for fault in faults(sister):
        dice = random.Random(f"{seed} {fault.name}")
        for pair, planted in _planted(batch, fault, dice):
            clean = {(f.kind, f.message) for f in grave(pair) if f.check == fault.check}
            found = [f for f in grave(planted) if f.check == fault.check]
            tally.planted[fault.name] += 1
            if any((f.kind, f.message) not in clean for f in found) or len(found) > len(clean):
                tally.found[fault.name] += 1
            elif show == fault.name:
                print(f"  missed: {pair.source}\n          {planted.target}")
    return tally


def _planted(
    batch: Sequence[Pair], fault: Fault, dice: random.Random
) -> Iterator[tuple[Pair, Pair]]:
    for one in batch:
        pair = one if fault.neighbours else alone(one)
        planted = fault.plant(pair, dice)
        if planted is not None and planted != pair:
            yield pair, planted


def report(
    title: str, batches: Sequence[tuple[Sequence[Pair], dict[str, str]]], seed: int, show: str
) -> None:
    """One half of the pairs, all sets together."""
    alarms: Counter[str] = Counter()
    beside = 0
    size = sum(len(batch) for batch, _ in batches)
    for batch, _ in batches:
        for pair in batch:
            beside += sum(f.check == "quotation-marks" for f in grave(pair))
            for finding in grave(alone(pair)):
                alarms[finding.check] += 1
                if show == finding.check:
                    print(
                        f"  {finding.kind}: {finding.message}\n    {pair.source}\n    {pair.target}"
                    )
    print(f"{title}: {size} pairs, {100 * alarms.total() / size:.2f} warnings and errors per 100")
    for check, count in alarms.most_common():
        print(f"    {check:24} {100 * count / size:5.2f}")
    print(f"    quotation-marks, neighbours known {100 * beside / size:5.2f}")
    planted, found = Counter[str](), Counter[str]()
    for batch, sister in batches:
        tally = plant_all(batch, sister, seed, show)
        planted += tally.planted
        found += tally.found
    print(f"  planted {planted.total()}, found {100 * found.total() / planted.total():.1f} in 100")
    for name, count in planted.items():
        print(f"    {name:45} {count:5}  {100 * found[name] / count:5.1f}")


def speed(batch: Sequence[Pair]) -> float:
    """Milliseconds of processor time a pair, warm."""
    run(batch[0])
    started = time.process_time()
    for pair in batch:
        run(pair)
    return 1000 * (time.process_time() - started) / len(batch)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/align"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--show", default="", help="print the alarms of a check or the misses of a fault"
    )
    parser.add_argument("--half", choices=("development", "held-out", "both"), default="both")
    options = parser.parse_args()
    sets = [pairs(options.folder, *names) for names in SETS]
    texts = [{pair.source: pair.target for pair in batch} for batch in sets]
    for half, title in enumerate(("development", "held-out")):
        if options.half in (title, "both"):
            batches = [
                (batch[half::2], sister)
                for batch, sister in zip(sets, reversed(texts), strict=True)
            ]
            report(title, batches, options.seed, options.show)
    print(f"{speed([pair for batch in sets for pair in batch]):.3f} ms a pair, all checks, warm")


if __name__ == "__main__":
    main()
