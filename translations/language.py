"""Which language a text is in, and whether it is surely not the expected one.

Character n-grams (the profiles of langdetect) are weighed by naive Bayes instead
of langdetect's random sampling, so the same text always gets the same answer,
and are joined with what orthography and small words know for certain: no
Russian word has «і», no Ukrainian one «ы», and «и» is a word in Russian only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from translations import inline

_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ\-][^\W\d_]+)*")
#: An address of mail begins where no letter of it stands before: else a long word takes its square.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзклмнопрстуфхцчш"
#: The letters of each language; other letters of the same script are foreign to it.
_ALPHABETS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        code: frozenset(letters)
        for code, letters in {
            "be": _CYRILLIC + "іўыэёйьюя",
            "bg": _CYRILLIC + "ийщъьюя",
            "cs": _LATIN + "áčďéěíňóřšťúůýž",
            "de": _LATIN + "äöüß",
            "en": _LATIN,
            "es": _LATIN + "áéíñóúü",
            "fr": _LATIN + "àâæçéèêëîïôœùûüÿ",
            "it": _LATIN + "àèéìíîòóùú",
            "mk": _CYRILLIC + "иѓѕјљњќџ",
            "nl": _LATIN + "áäéèëïíóöúü",
            "pl": _LATIN + "ąćęłńóśźż",
            "pt": _LATIN + "áâãàçéêíóôõúü",
            "ru": _CYRILLIC + "иёйщъыьэюя",
            "sk": _LATIN + "áäčďéíĺľňóôŕšťúýž",
            "sr": _CYRILLIC + "иђјљњћџ",
            "uk": _CYRILLIC + "иіїєґйщьюя",
        }.items()
    }
)
#: Languages that langdetect has no profile for borrow those of their nearest relatives.
_BORROWED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"be": ("ru", "uk"), "sr": ("mk", "bg")}
)
#: What a gram with a letter that the lenders lack counts (logarithm), and what borrowing costs.
_OWN_GRAM = -5.5
_LOAN = 3.0
#: A word with a letter that a language does not have weighs as much as several n-grams.
_FOREIGN_WORD = 6.0
_SMALL_WORD = 1.0
#: Overlapping n-grams repeat their evidence; their sum is tempered before it becomes a probability.
_TEMPER = 4.0
_SMOOTHING = 0.5 / 10_000

#: The commonest small words of each language; those that a rival has too say nothing.
SMALL_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        code: frozenset(words.split())
        for code, words in {
            "be": "і ў у не на што з да як а гэта ён яна для ад па каб але яго было быў была або"
            " калі ужо яны мы вы толькі",
            "bg": "и в на се от да за с е са не по като че това който която които но до при след"
            " би бил беше из му ги ще няма или ако тя той те",
            "cs": "a je se na že do jsou ale jako byl byla bylo nebo které který jeho pro při už",
            "de": "der die das und ist nicht ein eine einer einen dem den des mit von zu auf für"
            " in an am so man hat noch nur im auch sich es wird sind war wir ich sie er dass als"
            " nach bei aus wie oder aber",
            "en": "the of and to in is that it was for on are with as his they be at have this"
            " from or had by but what were we when your can said there an which their has she"
            " would been who not you he will her about do how why no if them our out up",
            "es": "el la los las de que y en un una es se por con para su del al lo como más pero"
            " sus fue este ya son está entre cuando muy sin sobre también hasta hay donde",
            "fr": "le la les de des du et est un une que qui dans pour pas sur au aux avec il elle"
            " ce cette son sa ses par plus ne se sont mais nous vous ils ont été comme ou leur",
            "it": "il lo la gli le di che e un una è per non con del della dei si sono da come ma"
            " anche più nel alla ha questo questa",
            "nl": "de het een en van is dat niet op te zijn voor met die er aan ook maar als om"
            " bij was naar uit worden heeft",
            "pl": "i w na się nie z do jest to że jak ale po o za od przez był była było są tego"
            " dla jego który która które oraz czy tak już może",
            "pt": "o os as de que e do da em um uma é não para com por mais dos das no na se foi"
            " ao como mas seu sua são está também",
            "ru": "и что как если или только ещё еще уже был была были было быть есть его её ее их"
            " из от когда где который которая которые которого чтобы потому очень после"
            " этот эта это эти этого этой нет он она они также тоже сейчас теперь здесь"
            " между перед себя много со та тут тому",
            "sr": "и у је се на да за од са су као што који која које није али из га му ће био"
            " била или ако они она он јер",
            "uk": "і й та що як якщо або чи тільки ще вже був була були було бути є його її їх із"
            " від коли де який яка які якого щоб тому дуже після цей ця це ці цього цієї немає"
            " він вона вони також зараз тепер тут між себе багато зі під проте адже уже от",
        }.items()
    }
)
_ALL_SMALL_WORDS: frozenset[str] = frozenset().union(*SMALL_WORDS.values())
_RELATIVES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"ru": ("uk",), "uk": ("ru",), "be": ("ru", "uk"), "bg": ("ru",), "sr": ("ru",)}
)


class Guess(NamedTuple):
    """The likeliest language, how sure that is (0 to 1), and the next best."""

    language: str
    confidence: float
    runner_up: str


class _Profile(NamedTuple):
    logs: dict[str, float]  #: a plain one, for it is asked a thousand times a sentence
    unseen: float


@cache
def _profile(language: str) -> _Profile | None:
    """The n-gram frequencies that langdetect ships for a language."""
    import json
    from importlib.resources import files

    source = files("langdetect").joinpath("profiles", language)
    if not source.is_file():
        return None
    profile = json.loads(source.read_text(encoding="utf-8"))
    totals = profile["n_words"]
    logs = {
        gram: math.log(count / totals[len(gram) - 1] + _SMOOTHING)
        for gram, count in profile["freq"].items()
        if 1 <= len(gram) <= 3
    }
    return _Profile(logs, math.log(_SMOOTHING))


def _words(text: str) -> list[str]:
    return _WORD.findall(_ADDRESS.sub(" ", inline.plain(text).text))


def _grams(words: Iterable[str]) -> list[str]:
    """All 1- to 3-grams of the words with a space on either side, as in the profiles."""
    grams: list[str] = []
    for word in words:
        shown = word.lower() if word.isupper() and len(word) > 1 else word
        padded = f" {shown} "
        grams += shown
        grams += (padded[at : at + 2] for at in range(len(padded) - 1))
        grams += (padded[at : at + 3] for at in range(len(padded) - 2))
    return grams


def _likelihood(grams: Sequence[str], language: str) -> float | None:
    if language in _BORROWED:
        return _borrowed_likelihood(grams, language)
    profile = _profile(language)
    if profile is None:
        return None
    known, unseen = profile.logs.get, profile.unseen
    return sum([known(gram, unseen) for gram in grams])


def _borrowed_likelihood(grams: Sequence[str], language: str) -> float:
    """An even mixture of the lenders, which have no say about letters that they lack."""
    lenders = _BORROWED[language]
    profiles = [profile for lender in lenders if (profile := _profile(lender)) is not None]
    own = _ALPHABETS[language] - frozenset().union(*(_ALPHABETS[lender] for lender in lenders))
    total = -_LOAN
    for gram in grams:
        if any(letter in own for letter in gram):
            total += _OWN_GRAM
        else:
            chances = sum(math.exp(p.logs.get(gram, p.unseen)) for p in profiles)
            total += math.log(chances / len(profiles))
    return total


def _foreign_words(words: Iterable[str], language: str) -> int:
    """How many words have a letter that the language does not have."""
    alphabet = _ALPHABETS.get(language)
    if alphabet is None:
        return 0
    return sum(1 for word in words if any(c.isalpha() and c not in alphabet for c in word.lower()))


def _score(words: Sequence[str], grams: Sequence[str], language: str) -> float | None:
    likelihood = _likelihood(grams, language)
    if likelihood is None:
        return None
    small = SMALL_WORDS.get(language, frozenset())
    known = sum(1 for word in words if word.lower() in small)
    return likelihood + _SMALL_WORD * known - _FOREIGN_WORD * _foreign_words(words, language)


def detect(text: str, candidates: Iterable[str]) -> Guess:
    """The likeliest of the candidate languages; an empty guess where there is nothing to weigh."""
    words = _words(text[:20_000])
    grams = _grams(words)
    scores = {
        language: score
        for language in candidates
        if (score := _score(words, grams, language)) is not None
    }
    if not grams or not scores:
        return Guess("", 0.0, "")
    ranked = sorted(scores, key=lambda language: (-scores[language], language))
    best = scores[ranked[0]]
    weights = [math.exp((scores[language] - best) / _TEMPER) for language in ranked]
    return Guess(ranked[0], weights[0] / sum(weights), ranked[1] if len(ranked) > 1 else "")


#: Fewer words than this may be a name, a title or a slip; nothing is said about them.
_FEWEST_WORDS = 4
_FEWEST_LETTERS = 15
#: By how much n-grams must prefer another language (natural logarithm) …
_SURE_WITH_SIGNS = 6.0  #: … when words of it stand there that the expected one cannot have,
_SURE_ALONE = 20.0  #: … and when n-grams alone speak.
#: In Latin script names travel unchanged, so that this share of the words must be telling.
_TELLING_SHARE = 0.2


def foreign(text: str, expected: str, source: str) -> str | None:
    """The language that the text seems to be in, when it surely is not the expected one.

    False alarms are worse than misses: names, titles, quotations inside a
    sentence and short texts are never reported.
    """
    words = _words(text)
    if len(words) < _FEWEST_WORDS or sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    own_script = [word for word in words if _script(word) == _script_of(expected)]
    other_script = [word for word in words if _script(word) != _script_of(expected)]
    if len(other_script) >= 0.8 * len(words):
        return _left_in_other_script(other_script, source, expected)
    if len(own_script) < max(_FEWEST_WORDS, len(words) / 2):
        return None
    rivals = (code for code in _rivals(expected, source) if code != expected)
    return next((rival for rival in rivals if _surely(own_script, rival, expected)), None)


def _rivals(expected: str, source: str) -> tuple[str, ...]:
    """The languages that a text of this project may be in by mistake."""
    return tuple(dict.fromkeys((source, *_RELATIVES.get(expected, ()), "en")))


def _script_of(language: str) -> str:
    return "cyrillic" if "а" in _ALPHABETS.get(language, frozenset()) else "latin"


def _script(word: str) -> str:
    return "cyrillic" if "\u0400" <= word[0] <= "\u052f" else "latin"


def _left_in_other_script(words: Sequence[str], source: str, expected: str) -> str | None:
    """A sentence has words in small letters, and not only small words, as a list of titles has."""
    small = [word for word in words if word.islower()]
    telling = [word for word in small if len(word) > 3 and word not in _ALL_SMALL_WORDS]
    if len(small) < 3 or not telling or len(small) < min(4, len(words) / 3):
        return None
    candidates = dict.fromkeys((source, "en", "ru", "uk", "de", "fr", "pl", "es"))
    script = _script_of(expected)
    found = detect(" ".join(words), [c for c in candidates if _script_of(c) != script]).language
    return found if found in _rivals(expected, source) else None


def _surely(words: Sequence[str], other: str, expected: str) -> bool:
    """Whether words are in the other language beyond doubt, by orthography and by n-grams."""
    grams = _grams(words)
    there, here = _likelihood(grams, other), _likelihood(grams, expected)
    if there is None or here is None:
        return False
    theirs, ours, margin = _own(words, other, expected), _own(words, expected, other), there - here
    if _script_of(expected) == "latin":
        enough = max(2.0, _TELLING_SHARE * len(words))
        return theirs >= max(enough, 4 * ours) and margin > _SURE_WITH_SIGNS
    if theirs > ours:
        return margin > (0 if theirs >= 2 and ours == 0 else _SURE_WITH_SIGNS)
    return ours == 0 and margin > _SURE_ALONE


def _own(words: Iterable[str], language: str, other: str) -> int:
    """How many words only this one of two languages can have, by letters or as small words."""
    own_letters = _ALPHABETS.get(language, frozenset()) - _ALPHABETS.get(other, frozenset())
    own_words = SMALL_WORDS.get(language, frozenset()) - SMALL_WORDS.get(other, frozenset())
    return sum(
        1
        for word in map(str.lower, words)
        if word in own_words or any(letter in own_letters for letter in word)
    )
