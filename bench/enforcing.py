"""How fast a pair is judged: right and wrong ones with five occurrences, beside exact search.

Exact search is what a program without morphology does: every term of both
languages sought in the folded text, letter for letter. Texts are new each time
and words are known, as they are after the first pages of a document.

    python -m bench.enforcing [--rounds 300]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial

from glossary.enforcement import Enforcer, compile_enforcer
from glossary.model import TermBase, Voice
from glossary.termbases import shipped
from glossary.text import fold

_SOURCE = (
    "On day {} the militia, the mercenaries and the insurgents in Kyiv denied the coup d'état."
)
_TARGETS = {
    "right": "{}-го ополчение, наёмники и повстанцы в Киеве отрицали государственный переворот.",
    "wrong": "В день {} милиция, добровольцы и мятежники в столице отрицали смену власти.",
    "not rendered": "В день {} они, те и другие там всё это отрицали.",
    "added": "В день {} фашисты, каратели и националисты в Кремле отрицали восстание в Одессе.",
    "in another language": "{}-го ополчення, найманці і повстанці в Києві заперечували переворот.",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    termbase = shipped()
    for policy in ("speaker", "descriptive"):
        enforcer = compile_enforcer(
            termbase, source_language="en", target_language="ru", policy=policy
        )
        for name, target in _TARGETS.items():
            spent = _milliseconds(partial(_judge, enforcer, target), rounds)
            exact = _milliseconds(partial(_search, termbase, target), rounds)
            print(f"{policy:12} {name:20} {spent:6.3f} ms a pair, {spent / exact:5.1f} × exact")


def _milliseconds(work: Callable[[int], object], rounds: int) -> float:
    """The median of processor time, once the words of all rounds are known."""
    for number in range(rounds):
        work(number)
    taken = []
    for number in range(rounds):
        started = time.process_time()
        work(number)
        taken.append(time.process_time() - started)
    return 1000 * sorted(taken)[rounds // 2]


def _judge(enforcer: Enforcer, target: str, number: int) -> object:
    return enforcer.judge(
        _SOURCE.format(number),
        target.format(number),
        voice=Voice.NARRATION,
        first={"opolchenie": len(f"On day {number} the ")},
    )


def _search(termbase: TermBase, target: str, number: int) -> object:
    """Every term of both languages, letter for letter."""
    texts = {"en": _SOURCE.format(number), "ru": target.format(number)}
    folded = {language: fold(text).text.casefold() for language, text in texts.items()}
    return [
        (term.id, folded[language].find(term.text.casefold()))
        for language in folded
        for term in termbase.terms(language)
        if term.text.casefold() in folded[language]
    ]


if __name__ == "__main__":
    main()
