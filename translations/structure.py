"""The parts of a publication and who speaks in them: a proposal that people correct.

Title, byline, a republisher's preface, stand-first and body are told by their
places and by what they speak of; voices come from `voices`. A label before a
turn («Name: …») becomes the block's speaker and goes to the skeleton, with its
mark and space, so that no output writes it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from glossary.model import Voice
from translations import inline
from translations.model import (
    FIRST_CODE,
    Block,
    BlockKind,
    CodeKind,
    Document,
    Part,
    Segment,
    Skeleton,
)
from translations.voices import INTERVIEW, Paragraph, Turn, labels, turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks in a document, and what they mostly do there."""

    name: str
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Blocks with their parts, kinds and voices, and the facts that stand in them."""

    blocks: tuple[Block, ...]
    labels: tuple[str, ...]  #: for each block the characters before it that its label took
    title: str = ""
    byline: str = ""
    preface_author: str = ""
    speakers: tuple[Speaker, ...] = ()
    notes: tuple[str, ...] = ()  #: why, for people


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who wrote a document and who speaks in it; empty where it does not say."""

    byline: str = ""
    preface_author: str = ""
    speakers: tuple[str, ...] = ()


_NAME = r"[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐЎ][\w.'’ʼ-]*(?:[ \u00a0][A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐЎ][\w.'’ʼ-]*){1,3}"
_BYLINE = re.compile(
    r"(?i:(?:(?:an? )?(?:words|text|story|essay|interview|report(?:ed|ing)?|written) )?by|author"
    r"|text|words|автор|текст|інтерв[’'ʼ]ю|интервью|беседовала?|розмовля(?:в|ла)|записала?|von|par"
    r"|por|autor|tekst|rozmawiała?)(?::|\b)\s*(?P<name>.+)"
)
_DATE = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d|[^\W\d_]+ \d{1,2}, \d{4}"
    r"|\d{1,2}\.? [^\W\d_]+ \d{4}(?: г\.?| р\.?| року| года)?"
)
#: Words of a republisher about what follows.
_REPUBLISHES = re.compile(
    r"\b(?:re)?publish(?:es|ed|ing)?\b.{0,40}\b(?:this|the following|below|here|it"
    r"|interview|article|text|translation|conversation|for information|with permission"
    r"|with thanks)\b"
    r"|\b(?:this|the) (?:interview|article|text|conversation|piece|essay)\b.{0,60}"
    r"\b(?:first appeared|first published|originally|was published|is republished|appeared in"
    r"|reprinted)"
    r"|\breprint(?:s|ed|ing)?\b|\brepost(?:s|ed|ing)?\b|\bwe do not (?:endorse|share|agree)\b"
    r"|\b(?:editors?['’]?s?['’]? note|a note from the editors?|note to readers)\b"
    r"|(?:пере)?публику(?:ем|ет|ют|ется)\b|перепечат\w+|от редакции|примечание редак\w+"
    r"|редакция .{0,30}не (?:разделяет|согла)|не (?:разделяем|во всём соглас|во всем соглас)"
    r"|(?:впервые|первоначально|изначально) (?:опублик|вы(?:шл|шел)|появил)\w*"
    r"|(?:пере)?публіку(?:ємо|є|ють|ється)\b|передрук\w+|від редакції|примітка редак\w+"
    r"|редакція .{0,30}не (?:поділяє|згод)|не (?:поділяємо|в усьому згодні)"
    r"|(?:уперше|вперше|спочатку) (?:опублік|вийш|з[’'ʼ]яви)\w*",
    re.IGNORECASE | re.DOTALL,
)
_PUBLISHER = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|and|of|the|for|&))*) (?:re)?publish(?:es)?\b"
)
_TALKS = re.compile(
    rf"(?P<asks>{_NAME}) (?:talks|talked|speaks|spoke|sat down|chats|chatted) (?:to|with)"
    r" (?P<to>[^.?!]*)"
    rf"|(?P<asks2>{_NAME}) interview(?:s|ed) (?P<to2>[^.?!]*)"
)
_WITH = re.compile(
    rf"\b[Ii]nterview with (?P<to>{_NAME})(?: by (?P<asks>{_NAME}?)(?= for | in |[.,]|$))?"
)
_ABOUT = re.compile(r"\b(?:about|on|for|in|at)\b")
_QUOTED = re.compile(r"«[^«»]{60,}»[.]?|“[^“”]{60,}”[.]?|„[^„“”]{60,}[“”][.]?|\"[^\"]{60,}\"[.]?")
_ENDED = re.compile(r"[.!…:;][\s»”\"')]*$")

_LONGEST_TITLE = 200
_LONGEST_BYLINE = 120
_LONGEST_STANDFIRST = 600


def propose(document: Document) -> Document:
    """The document with the proposed parts, kinds and voices; labels stand in its skeleton."""
    proposal = examine(document.blocks)
    pieces = zip(document.skeleton.pieces, (*proposal.labels, ""), strict=True)
    skeleton = Skeleton(pieces=tuple(piece + label for piece, label in pieces))
    return replace(document, blocks=proposal.blocks, skeleton=skeleton)


def examine(blocks: Sequence[Block]) -> Proposal:
    """The proposal for the blocks of a document in their order."""
    paragraphs = [_paragraph(block) for block in blocks]
    title = _title(paragraphs)
    found = turns(paragraphs, announced=_announced(paragraphs))
    if title is not None and title in found and found[title].label:
        title = None
    parts = _parts(paragraphs, title, min(found, default=None))
    proposed = [
        _proposed(block, paragraph, parts.get(i, Part.BODY), found.get(i))
        for i, (block, paragraph) in enumerate(zip(blocks, paragraphs, strict=True))
    ]
    return Proposal(
        blocks=tuple(block for block, _ in proposed),
        labels=tuple(label for _, label in proposed),
        title=paragraphs[title].text.strip() if title is not None else "",
        byline=_byline(paragraphs, parts),
        preface_author=_preface_author(paragraphs, parts),
        speakers=tuple(_speakers(paragraphs, parts, found)),
        notes=tuple(_notes(parts, found)),
    )


def _paragraph(block: Block) -> Paragraph:
    text = "".join(inline.plain(s.text, s.codes).text + s.after for s in block.segments)
    return Paragraph(text=text.strip(), kind=block.kind, style=_style(block.segments))


def _style(segments: Sequence[Segment]) -> str:
    """Bold or italic, where one pair of codes encloses the whole block."""
    if not segments or not segments[0].codes or not segments[-1].codes:
        return ""
    first, last = segments[0].codes[0], segments[-1].codes[-1]
    opens = ord(segments[0].text[0]) == FIRST_CODE and first.kind is CodeKind.START
    closes = inline.is_code(segments[-1].text[-1]) and last.kind is CodeKind.END
    return first.display if opens and closes and first.id == last.id else ""


# Parts


def _title(paragraphs: Sequence[Paragraph]) -> int | None:
    """A heading at the beginning, or a first line that is short and no sentence."""
    if len(paragraphs) < 2:
        return None
    for i, paragraph in enumerate(paragraphs[:3]):
        if paragraph.kind is BlockKind.HEADING:
            return i
    first = paragraphs[0]
    fits = first.kind is BlockKind.PARAGRAPH and 0 < len(first.text) <= _LONGEST_TITLE
    return 0 if fits and not _ENDED.search(first.text) and not _is_byline(first) else None


def _announced(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the title or the first paragraphs speak of an interview."""
    head = [p for p in paragraphs[:10] if not p.text.endswith("?") or p is paragraphs[0]]
    return any(INTERVIEW.search(p.text) for p in head if len(p.text) <= _LONGEST_STANDFIRST)


def _parts(
    paragraphs: Sequence[Paragraph], title: int | None, first_turn: int | None
) -> dict[int, Part]:
    """The parts before the body, by the index of the block."""
    start = 0 if title is None else title + 1
    end = min(len(paragraphs), start + 4) if first_turn is None else first_turn
    head = [i for i in range(start, end) if paragraphs[i].text]
    if first_turn is None:
        head = _until_heading(head, paragraphs)
    parts = {i: Part.BYLINE for i in [*range(title or 0), *head[:4]] if _is_byline(paragraphs[i])}
    head = [i for i in head if i not in parts and paragraphs[i].kind is not BlockKind.HEADING]
    if title is not None:
        parts[title] = Part.TITLE
    preface = next((i for i in head if _REPUBLISHES.search(paragraphs[i].text)), None)
    standfirst = _standfirst(paragraphs, head, preface) if first_turn is not None else None
    if preface is not None:
        parts.update(dict.fromkeys(_preface(paragraphs, head, preface, standfirst), Part.PREFACE))
    decks = (i for i in head[:1] if title is not None and _stands_apart(paragraphs, i, parts))
    parts.update((i, Part.STANDFIRST) for i in (standfirst, *decks) if i is not None)
    return parts


def _until_heading(head: Sequence[int], paragraphs: Sequence[Paragraph]) -> list[int]:
    stop = (n for n, i in enumerate(head) if paragraphs[i].kind is not BlockKind.PARAGRAPH)
    return list(head[: next(stop, len(head))])


def _is_byline(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > _LONGEST_BYLINE or paragraph.kind is BlockKind.HEADING:
        return False
    if _DATE.fullmatch(text.rstrip(".")):
        return True
    match = _BYLINE.fullmatch(text)
    if match is None or _ENDED.search(text.rstrip(".")) or text.endswith("?"):
        return False
    name = match["name"]
    return not text.endswith(".") and (name[0].isupper() or name.startswith(("the ", "our ")))


def _standfirst(
    paragraphs: Sequence[Paragraph], head: Sequence[int], preface: int | None
) -> int | None:
    """The paragraph that introduces an interview: it names the talk."""
    fitting = [i for i in head if len(paragraphs[i].text) <= _LONGEST_STANDFIRST and i != preface]
    naming = [
        i
        for i in fitting
        if INTERVIEW.search(paragraphs[i].text) and not _REPUBLISHES.search(paragraphs[i].text)
    ]
    if preface is not None:
        after = [i for i in naming if i > preface] or [i for i in fitting if i > preface]
        return after[-1] if after else next(iter(naming), None)
    return next(iter(naming or fitting[:1]), None)


def _stands_apart(paragraphs: Sequence[Paragraph], i: int, parts: Mapping[int, Part]) -> bool:
    """Whether the paragraph after the title is a deck by its look: in one style, or no sentence."""
    paragraph = paragraphs[i]
    if _REPUBLISHES.search(paragraph.text) or len(paragraph.text) > _LONGEST_STANDFIRST:
        return False
    unended = not _ENDED.search(paragraph.text) and not paragraph.text.endswith("?")
    return bool(paragraph.style) or unended or parts.get(i + 1) is Part.BYLINE


def _preface(
    paragraphs: Sequence[Paragraph], head: Sequence[int], first: int, standfirst: int | None
) -> Iterator[int]:
    """From the republisher's first word to the stand-first, or as long as it is they who speak."""
    for i in head[head.index(first) :]:
        speaks = _REPUBLISHES.search(paragraphs[i].text) or paragraphs[i].style == "i"
        before = standfirst is not None and first < i < standfirst
        if i != first and not speaks and not before:
            return
        yield i


# Blocks


def _proposed(
    block: Block, paragraph: Paragraph, part: Part, turn: Turn | None
) -> tuple[Block, str]:
    """The block as proposed, and the characters that its label took."""
    if part is Part.TITLE and block.kind is BlockKind.PARAGRAPH:
        block = replace(block, kind=BlockKind.HEADING, level=1)
    voice = turn.voice if turn else _narrated(block, paragraph)
    label, segments = _without_label(block.segments, turn.cut if turn else 0)
    speaker = turn.label if turn and label else ""
    return replace(block, part=part, voice=voice, speaker=speaker, segments=segments), label


def _narrated(block: Block, paragraph: Paragraph) -> Voice:
    """Narration, unless all of it is a quotation."""
    quoted = block.kind is BlockKind.QUOTE or _QUOTED.fullmatch(paragraph.text)
    return Voice.QUOTATION if quoted else Voice.NARRATION


def _without_label(segments: tuple[Segment, ...], cut: int) -> tuple[str, tuple[Segment, ...]]:
    """The label in its original characters, and the segments that are left.

    A label whose codes also enclose other text stays where it is.
    """
    if not cut or not segments:
        return "", segments
    first, *rest = segments
    plain, offsets = inline.plain(first.text, first.codes)
    end = _label_end(first, offsets, min(cut, len(plain)), plain)
    head, codes = inline.renumber(first.text[:end], first.codes)
    kinds = [(code.id, code.kind) for code in codes]
    balanced = all(
        (code.id, other) in kinds
        for code in codes
        for kind, other in (
            (CodeKind.START, CodeKind.END),
            (CodeKind.END, CodeKind.START),
        )
        if code.kind is kind
    )
    if not balanced:
        return "", segments
    text, left = inline.renumber(first.text[end:], first.codes)
    label = inline.expand(head, codes)
    if text.strip():
        return label, (replace(first, text=text, codes=left), *rest)
    return label + inline.expand(text, left) + first.after, tuple(rest)


def _label_end(first: Segment, offsets: Sequence[int], cut: int, plain: str) -> int:
    """Where the label ends in coded text: behind the codes that close with it."""
    at = offsets[len(plain[:cut].rstrip()) - 1] + 1
    while at < offsets[cut]:
        if inline.is_code(first.text[at]):
            code = first.codes[ord(first.text[at]) - FIRST_CODE]
            if code.kind is not CodeKind.END:
                return at
        at += 1
    return at


# Facts


def people(blocks: Sequence[Block]) -> People:
    """Who a document names, by the parts and voices that its blocks have by now."""
    parts = {i: block.part for i, block in enumerate(blocks) if block.part is not Part.BODY}
    heads = [_paragraph(b) if i in parts else _UNREAD for i, b in enumerate(blocks)]
    labelled = tuple(dict.fromkeys(b.speaker for b in blocks if b.speaker))
    talks = any(b.voice in (Voice.QUESTION, Voice.ANSWER) for b in blocks)
    named = tuple(filter(None, _names(heads, parts))) if talks else ()
    return People(
        byline=_byline(heads, parts),
        preface_author=_preface_author(heads, parts),
        speakers=labelled or named,
    )


_UNREAD = Paragraph(text="", kind=BlockKind.PARAGRAPH)


def _byline(paragraphs: Sequence[Paragraph], parts: Mapping[int, Part]) -> str:
    for i, part in sorted(parts.items()):
        if part is Part.BYLINE and not _DATE.fullmatch(paragraphs[i].text.rstrip(".")):
            return paragraphs[i].text
    asker, _ = _names(paragraphs, parts)
    return asker


def _preface_author(paragraphs: Sequence[Paragraph], parts: Mapping[int, Part]) -> str:
    for i, part in sorted(parts.items()):
        if part is Part.PREFACE and (match := _PUBLISHER.search(paragraphs[i].text)):
            return str(match["name"]) if match["name"] != "We" else ""
    return ""


def _speakers(
    paragraphs: Sequence[Paragraph], parts: Mapping[int, Part], found: Mapping[int, Turn]
) -> Iterator[Speaker]:
    """By the labels; without any, by the names that the head gives."""
    named = list(labels(found.values()))
    if named:
        yield from (Speaker(name=name, voice=voice) for name, voice in named)
    elif found:
        asker, answerer = _names(paragraphs, parts)
        if asker:
            yield Speaker(name=asker, voice=Voice.QUESTION)
        if answerer:
            yield Speaker(name=answerer, voice=Voice.ANSWER)


def _names(paragraphs: Sequence[Paragraph], parts: Mapping[int, Part]) -> tuple[str, str]:
    """Who asks and who answers, by what the title and the stand-first say."""
    asker = answerer = ""
    for i in sorted(i for i, part in parts.items() if part in (Part.TITLE, Part.STANDFIRST)):
        text = paragraphs[i].text
        if match := _WITH.search(text):
            asker, answerer = asker or match["asks"] or "", answerer or match["to"]
        if match := _TALKS.search(text):
            asker = asker or match["asks"] or match["asks2"]
            answerer = answerer or _last_name(match["to"] or match["to2"])
    return asker, answerer


def _last_name(text: str) -> str:
    """The name nearest to what the talk is about: titles and trades stand before it."""
    names: list[str] = re.findall(_NAME, _ABOUT.split(text, maxsplit=1)[0])
    return names[-1] if names else ""


def _notes(parts: Mapping[int, Part], found: Mapping[int, Turn]) -> Iterator[str]:
    if Part.PREFACE in parts.values():
        yield "The text before the stand-first speaks of publishing: a republisher's preface."
    voices = [turn.voice for turn in found.values()]
    if any(turn.label for turn in found.values()):
        yield "Names before paragraphs take turns: an interview with labels."
    elif voices:
        yield (
            f"{voices.count(Voice.QUESTION)} short paragraphs end with a question mark and are "
            "followed by longer ones: an interview without labels."
        )
