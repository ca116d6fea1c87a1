"""Who speaks in which paragraph of an interview: questions, answers, and whose they are.

Three ways of writing an interview are told apart: labels before the turns, dashes
before the turns, and no signs but the shape: short paragraphs that end with a
question mark, each followed by longer ones. An article that only asks a question
now and then is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from types import MappingProxyType

from glossary.model import Voice
from translations.model import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block as a reader sees it."""

    text: str  #: without codes
    kind: BlockKind
    style: str = ""  #: "b" or "i" where all of it is bold or italic


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose words a paragraph is, and the label before it."""

    voice: Voice
    label: str = ""  #: the name as written, without its colon
    cut: int = 0  #: how many characters of the text the label takes, with its mark and space


#: Words that say of a head that an interview follows.
INTERVIEW = re.compile(
    r"\b(?:interview\w*|q\s?&\s?a|questions? and answers?|in conversation"
    r"|conversations? (?:with|about|between)|(?:talks?|talked|talking) (?:to|with)"
    r"|(?:speaks?|spoke|speaking|sat down|chats?|chatted) (?:to|with)"
    r"|интервью|бесед\w+|поговорил\w*|побеседовал\w*|разговарива\w+|разговор\w*"
    r"|вопрос\w* и ответ\w*"
    r"|інтерв[’'ʼ]ю|бесід\w+|розмов\w+|поспілкува\w+|запитан\w+ і відповід\w+"
    r"|gespräch\w*|entretien|entrevista|wywiad\w*|rozmow\w+)\b",
    re.IGNORECASE,
)
#: Notes after an interview, which nobody of it speaks.
_AFTERWORD = re.compile(
    r"(?:this|the) (?:interview|conversation|text|transcript)\b.{0,60}\b(?:was|has been|is|first)\b"
    r"|\b(?:interview(?:ed)?|translat(?:ed|ion)|questions|transcribed|edited|photographs?) by\b"
    r"|(?:интервью|беседа|разговор|текст)\b.{0,60}\b(?:сокращ|отредакт|записа|перев|опублик)"
    r"|^(?:беседовал|записал|интервью взял|подготовил|перевод|перевел|перевёл|вопросы задава)"
    r"|(?:інтерв[’'ʼ]ю|бесіда|розмова|текст)\b.{0,60}\b(?:скороч|відредаг|записа|переклад|опублік)"
    r"|^(?:розмовля|записа|спілкува|підготува|переклад|переклал|запитання стави)",
    re.IGNORECASE,
)


def _words(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|"))


_NO_SPEAKER = _words(
    "note|notes|editor's note|editor’s note|editors' note|update|updated|warning|correction|photo"
    "|photos|image|picture|source|sources|tags|read more|see also|text|author|authors|translation"
    "|translated by|example|for example|conclusion|summary|background|published|date|by|ps|p.s"
    "|примечание|от редакции|источник|источники|фото|автор|авторы|перевод|читайте также|текст"
    "|например|вывод|итог|справка|обновлено|примітка|від редакції|джерело|джерела|світлина"
    "|автори|переклад|читайте також|наприклад|висновок|довідка|оновлено|title|subtitle"
)
_ASKS = _words(
    "q|question|interviewer|interview|вопрос|в|корр|корреспондент|журналист|интервьюер|ведущий"
    "|ведущая|питання|запитання|п|з|кор|кореспондент|журналіст|журналістка|інтерв'юер|ведучий"
    "|ведуча|frage|question|pregunta|pytanie|p"
)
_REPLIES = _words("a|answer|ответ|о|відповідь|в|antwort|réponse|respuesta|odpowiedź|o|r")
#: Pairs of single letters for question and answer.
_LETTERS: Mapping[str, str] = MappingProxyType({"q": "a", "в": "о", "п": "в", "з": "в"})

_WORD = r"[^\W\d_][\w.'’ʼ-]*"
#: A name, and what may stand in brackets after it: who they are, or their initials.
_LABEL = re.compile(
    rf"({_WORD}(?:[ \u00a0]{_WORD}){{0,4}}(?:[ \u00a0]\([^()\n]{{1,30}}\))?)[ \u00a0]?(:)(?:\s+|$)"
)
_CAPITALS = re.compile(r"([^\W\d_](?:[^\W\d_]|[ \u00a0.'’ʼ-])*?)\s?(—|–|--|-)\s+")
_LETTER_LABEL = re.compile(r"([QAВОПЗ])([.)])\s+(?=\S)")
_DASH = re.compile(r"[—–-][ \u00a0]+(?=\S)")
_QUESTION_END = re.compile(r"\?[!?…]*[\s»”\"')\]]*$")
_YOU = re.compile(
    r"\b(?:you|your|yours|вы|вас|вам|вами|ваш\w*|ты|тебя|тебе|твой|ви|ваш\w*|ти|тобі|твій|sie|ihr\w*"
    r"|vous|votre|vos|usted|tú|pan|pani|państw\w*)\b",
    re.IGNORECASE,
)
_I = re.compile(
    r"\b(?:I|I['’]\w+|my|me|we|our|us|я|мне|меня|мой|моя|мы|нас|нам|наш\w*|мені|мене|моя|мій|ми"
    r"|ich|wir|je|nous|yo|nosotros)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40
#: After these a turn does not go on by itself.
_SECTIONS = (BlockKind.HEADING, BlockKind.RULE)
_SPOKEN = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def turns(paragraphs: Sequence[Paragraph], *, announced: bool) -> Mapping[int, Turn]:
    """The turns of an interview by the index of the paragraph; empty where there is none.

    `announced` says that the title or the head speaks of an interview.
    """
    quotes = sum(1 for p in paragraphs if p.kind is BlockKind.QUOTE)
    if quotes > sum(1 for p in paragraphs if p.kind in _SPOKEN):
        # Answers set as quotations: the quotation mark of Markdown is their label.
        paragraphs = [replace(p, kind=_unquoted(p.kind)) for p in paragraphs]
    return (
        _labelled(paragraphs)
        or _dashed(paragraphs, announced=announced)
        or _bare(paragraphs, announced=announced)
    )


def _unquoted(kind: BlockKind) -> BlockKind:
    return BlockKind.PARAGRAPH if kind is BlockKind.QUOTE else kind


def asks(paragraph: Paragraph) -> bool:
    """Whether a paragraph ends with a question mark."""
    return _QUESTION_END.search(paragraph.text[-40:]) is not None


# With labels


def _labelled(paragraphs: Sequence[Paragraph]) -> dict[int, Turn]:
    found = {i: label for i, p in enumerate(paragraphs) if (label := _label(p))}
    counts = Counter(_key(label.label) for label in found.values())
    recurring = {name for name, count in counts.items() if count > 1 or name in _ASKS | _REPLIES}
    paired = any(a in counts and b in counts for a, b in _LETTERS.items())
    if not _is_exchange(found, recurring, paragraphs, paired=paired):
        return {}
    begin = min(i for i, label in found.items() if _key(label.label) in recurring)
    kept = {
        i: label
        for i, label in found.items()
        if i >= begin and (_key(label.label) in recurring or _is_name(label.label))
    }
    askers = _askers(kept, paragraphs)
    first = min(kept)
    result: dict[int, Turn] = {}
    voice = Voice.NARRATION
    for i, paragraph in enumerate(paragraphs[first:], first):
        if label := kept.get(i):
            voice = Voice.QUESTION if _key(label.label) in askers else Voice.ANSWER
            result[i] = Turn(voice=voice, label=label.label, cut=label.cut)
        elif _ends_interview(paragraph):
            voice = Voice.NARRATION if paragraph.kind in _SECTIONS else voice
        elif voice is not Voice.NARRATION:
            result[i] = Turn(voice=_goes_on(paragraph, voice))
    return result


def _goes_on(paragraph: Paragraph, voice: Voice) -> Voice:
    """A bold question needs no label; all else goes on with the turn before."""
    return Voice.QUESTION if paragraph.style == "b" and asks(paragraph) else voice


def _label(paragraph: Paragraph) -> Turn | None:
    """The label that a paragraph may begin with."""
    if paragraph.kind not in _SPOKEN:
        return None
    beginning = paragraph.text[: 2 * _LONGEST_LABEL]
    match = _LABEL.match(beginning) or _LETTER_LABEL.match(beginning)
    if match is None:
        match = _CAPITALS.match(beginning)
        if match is not None and not (match[1].isupper() and len(match[1]) > 1):
            match = None
    if match is None or len(match[1]) > _LONGEST_LABEL or _key(match[1]) in _NO_SPEAKER:
        return None
    if match.end() == len(paragraph.text) or not match[1][0].isupper():
        return None
    return Turn(voice=Voice.NARRATION, label=match[1].strip(), cut=match.end())


def _key(label: str) -> str:
    return " ".join(label.lower().rstrip(".").split())


def _is_name(label: str) -> bool:
    """Whether all words have a capital, save particles of names."""
    words = label.split()
    return all(word[0].isupper() or word in ("de", "von", "van", "di", "la") for word in words)


def _is_exchange(
    found: Mapping[int, Turn],
    recurring: set[str],
    paragraphs: Sequence[Paragraph],
    *,
    paired: bool,
) -> bool:
    """Whether labels make a talk: two or more take turns, and somebody asks."""
    order = [_key(found[i].label) for i in sorted(found) if _key(found[i].label) in recurring]
    if len(set(order)) < 2:
        return False
    changes = sum(1 for a, b in pairwise(order) if a != b)
    somebody_asks = any(asks(paragraphs[i]) for i in found)
    return somebody_asks and (paired or (len(order) >= 3 and changes >= 2) or _is_generic(order))


def _is_generic(order: Iterable[str]) -> bool:
    """Whether the labels are the very words question and answer."""
    names = set(order)
    return bool(names & _ASKS) and bool(names & _REPLIES - _ASKS)


def _askers(labels: Mapping[int, Turn], paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """Who asks: by the word itself, or because most of their turns end with a question mark."""
    asked: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for i, label in labels.items():
        spoken[_key(label.label)] += 1
        asked[_key(label.label)] += asks(paragraphs[i])
    named = frozenset(name for name in spoken if name in _ASKS and not _replies(name, spoken))
    if named:
        return named
    lengths = {
        name: median(
            len(paragraphs[i].text) for i, label in labels.items() if _key(label.label) == name
        )
        for name in spoken
    }
    longest = max(lengths.values())
    first = _key(labels[min(labels)].label)
    score = {
        name: asked[name] / spoken[name] - 0.3 * lengths[name] / longest + 0.1 * (name == first)
        for name in spoken
    }
    best = max(score, key=lambda name: score[name])
    also = {n for n in score if asked[n] >= 0.6 * spoken[n] and score[n] >= score[best] - 0.2}
    others = [name for name in spoken if name not in also and name != best and spoken[name] > 1]
    return frozenset({best, *also} if others else {best})


def _replies(name: str, spoken: Mapping[str, int]) -> bool:
    """The letter В asks in Russian and answers in Ukrainian: its partner tells."""
    return name == "в" and ("п" in spoken or "з" in spoken)


# With dashes


def _dashed(paragraphs: Sequence[Paragraph], *, announced: bool) -> dict[int, Turn]:
    """Turns that begin with a dash, where most of the text is such a talk."""
    marked = {i for i, p in enumerate(paragraphs) if _opens_with_dash(p)}
    questions = [i for i in sorted(marked) if asks(paragraphs[i])]
    spoken = [p for p in paragraphs if p.kind in _SPOKEN]
    enough = 0.3 if announced else 0.6
    if len(questions) < 2 or len(marked) - len(questions) < 2 or len(marked) < enough * len(spoken):
        return {}
    result: dict[int, Turn] = {}
    voice = Voice.NARRATION
    for i, paragraph in enumerate(paragraphs[questions[0] :], questions[0]):
        if i in marked:
            replies = voice is Voice.QUESTION
            voice = (
                Voice.ANSWER if replies and not _short_question(paragraph) else _asked(paragraph)
            )
            result[i] = Turn(voice=voice)
        elif voice is not Voice.NARRATION and not _ends_interview(paragraph):
            result[i] = Turn(voice=voice)
    return result


def _opens_with_dash(paragraph: Paragraph) -> bool:
    return paragraph.kind in _SPOKEN and _DASH.match(paragraph.text) is not None


def _short_question(paragraph: Paragraph) -> bool:
    return asks(paragraph) and len(paragraph.text) < 200


def _asked(paragraph: Paragraph) -> Voice:
    return Voice.QUESTION if asks(paragraph) else Voice.ANSWER


# Without signs


def _bare(paragraphs: Sequence[Paragraph], *, announced: bool) -> dict[int, Turn]:
    """Short paragraphs with a question mark, each followed by longer ones without."""
    questions = _questions(paragraphs)
    if not questions or not _is_interview(paragraphs, questions, announced=announced):
        return {}
    asked = frozenset(questions)
    styles = Counter(paragraphs[i].style for i in questions)
    style = styles.most_common(1)[0][0]
    result: dict[int, Turn] = {}
    for i, paragraph in enumerate(paragraphs[questions[0] :], questions[0]):
        prompt = style and paragraph.style == style and paragraph.kind in _SPOKEN
        if i in asked or (prompt and not _AFTERWORD.search(paragraph.text)):
            result[i] = Turn(voice=Voice.QUESTION)
        elif not _ends_interview(paragraph):
            result[i] = Turn(voice=Voice.ANSWER)
    return result


def _questions(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Paragraphs short enough beside the answers to be questions, and followed by an answer."""
    lengths = [len(p.text) for p in paragraphs if p.kind in _SPOKEN and not asks(p)]
    if not lengths:
        return []
    longest = min(400.0, max(160.0, 0.6 * median(lengths)))
    candidates = [
        i
        for i, p in enumerate(paragraphs)
        if i and asks(p) and len(p.text) <= longest and p.kind in (*_SPOKEN, BlockKind.HEADING)
    ]
    headings = [i for i in candidates if paragraphs[i].kind is BlockKind.HEADING]
    kept = headings if len(headings) > len(candidates) / 2 else sorted({*candidates} - {*headings})
    return [i for i in kept if any(not asks(p) for p in paragraphs[i + 1 : i + 3])]


def _is_interview(
    paragraphs: Sequence[Paragraph], questions: Sequence[int], *, announced: bool
) -> bool:
    """Whether there are enough questions, addressed to somebody who answers at length."""
    asked = frozenset(questions)
    rest = [i for i in range(questions[0], len(paragraphs)) if paragraphs[i].kind in _SPOKEN]
    answers = [paragraphs[i] for i in rest if i not in asked]
    if not answers:
        return False
    longer = median(len(p.text) for p in answers) > median(
        len(paragraphs[i].text) for i in questions
    )
    dense = len(questions) >= 0.12 * (len(answers) + len(questions))
    early = questions[0] <= max(4, len(paragraphs) / 3)
    addressed = sum(1 for i in questions if _YOU.search(paragraphs[i].text))
    own = sum(1 for p in answers if _I.search(p.text))
    personal = addressed >= len(questions) / 3 and own >= len(answers) / 3
    enough = len(questions) >= (3 if announced or personal else 1_000)
    return longer and dense and early and (enough or (announced and personal))


def _ends_interview(paragraph: Paragraph) -> bool:
    """What stands in an interview without being spoken: headings, rules, notes of the editors."""
    if paragraph.kind not in _SPOKEN:
        return True
    return paragraph.style == "i" or _AFTERWORD.search(paragraph.text) is not None


def labels(found: Iterable[Turn]) -> Iterator[tuple[str, Voice]]:
    """Every speaker once, in order of appearance."""
    seen: set[str] = set()
    for turn in found:
        if turn.label and turn.label not in seen:
            seen.add(turn.label)
            yield turn.label, turn.voice
