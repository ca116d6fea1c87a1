"""Editions with all that an edition can have, in a script of each direction, and a long one."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from glossary.model import Voice
from tests.translations.editions.samples import (
    BREAK,
    EM,
    HEBREW,
    LI,
    LINK,
    RUSSIAN,
    VERBATIM,
    H,
    P,
    Q,
    block,
)
from translations.editions.base import (
    Change,
    Contribution,
    Contributor,
    EditionBlock,
    GlossaryEntry,
    Image,
    Imprint,
    Manifest,
    RenderedTerm,
    Source,
    TranslatorNote,
    Version,
    Waived,
)
from translations.model import BlockKind, Part, State


def png(width: int, height: int) -> bytes:
    """A picture of our own: a field of one colour, with a bar across it."""
    rows = b"".join(
        b"\0"
        + (b"\x1f\x5c\x5c" if abs(y - height // 3) > height // 40 else b"\xf3\xf0\xe8") * width
        for y in range(height)
    )
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    written = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


COVER = Image(media_type="image/png", content=png(160, 240), width=160, height=240)


def note(concept: str, segment: str, offset: int, source: str, target: str) -> TranslatorNote:
    text = block(P, (source, target), part=Part.NOTE)
    return TranslatorNote(
        concept=concept, segment=segment, offset=offset, text=replace(text, about=concept)
    )


def credit(contribution: Contribution, name: str) -> EditionBlock:
    return replace(block(P, (name, name), part=Part.CREDIT), about=contribution)


FRONT = (
    block(P, ("A conversation", "Разговор о словах, которыми называют места"), part=Part.SUBTITLE),
    block(
        P,
        (
            "Abstract.",
            "О том, как редакции выбирают слова и почему этот выбор виден читателю.",
        ),
        part=Part.ABSTRACT,
    ),
    block(P, ("A field.", "Одноцветное поле со светлой полосой"), part=Part.COVER),
    credit(Contribution.INTERVIEWER, "Редакция журнала"),
    block(
        P,
        ("On it.", "Перевод сохраняет слова говорящего и там, где они оспариваются."),
        part=Part.TRANSLATION,
    ),
)

DEEP = (
    block(LI, ("dot", "точка"), level=0),
    block(LI, ("dot 2", "ещё точка"), level=1),
    block(LI, ("dot 3", "и ещё глубже"), level=2),
    block(LI, ("dot 4", "последняя точка"), level=0),
    block(P, ("Between.", "Между списками стоит абзац.")),
    block(LI, ("again", "снова первое"), ordered=True),
    block(LI, ("again 2", "снова второе"), ordered=True),
    block(H, ("Deeper", "Заголовок глубже"), level=4),
    block(P, ("By hand", "Слова \ue000стоят\ue001 здесь, а те \ue000там\ue001."), codes=EM),
)

RICH = replace(
    RUSSIAN,
    blocks=(*FRONT, *RUSSIAN.blocks, *DEEP),
    cover=COVER,
    byline="",
    contributors=(
        Contributor(name="Отдел переводов", contribution=Contribution.TRANSLATOR),
        Contributor(name="Отдел проверки", contribution=Contribution.REVIEWER),
        Contributor(name="Редколлегия", contribution=Contribution.EDITOR, label="Выпуск"),
    ),
    imprint=Imprint(
        publisher="Издательство «Пример»",
        place="Вильнюс",
        isbn="978-0-306-40615-7",
        doi="10.5555/12345678",
        licence="CC BY-SA 4.0",
        licence_link="https://creativecommons.org/licenses/by-sa/4.0/",
        rights="Права на оригинал у его редакции; перевод с её разрешения.",
    ),
    notes=(
        note("word", "Read \ue000th 0", 15, "Of it.", "Говорящий называет так и книгу, и статью."),
        note("rules", "Rules 0", 7, "Rules.", "Слово \ue000правила\ue001 здесь в двух смыслах."),
        note("deep", "dot 3 0", 3, "Deep.", "Примечание внутри списка."),
    ),
    glossary=(
        GlossaryEntry(
            concept="opolchenie",
            terms=(
                RenderedTerm(source_term="opolchenie", renderings=("ополчение",)),
                RenderedTerm(source_term="militia", renderings=("ополчение", "милиция")),
            ),
            reason="Слово говорящего; редакция его не меняет.",
            elsewhere=(("de", ("Volkswehr", "Miliz")), ("he", ("מיליציה",))),
            sources=(
                Source(text="Словарь редакции", link="https://example.org/dictionary"),
                Source(text="Рукопись"),
            ),
        ),
        GlossaryEntry(
            concept="city", terms=(RenderedTerm(source_term="city", renderings=("город",)),)
        ),
    ),
    waivers=(
        Waived(check="Числа", words="сто", reason="Так в источнике.", person="Отдел проверки"),
        Waived(check="Кавычки", words="", reason="Цитата дана по изданию."),
    ),
    versions=(
        Version(
            number=2,
            date="2025-03-01",
            summary="Исправлены опечатки.",
            changes=(
                Change(before="слова значит", after="слово значит"),
                Change(before="", after="Добавлено предложение."),
            ),
        ),
        Version(number=1, date="2025-02-01", summary="Первая публикация."),
    ),
    manifest=Manifest(
        source_version=2,
        glossary="contested",
        glossary_revision=42,
        policy="speaker",
        counts={State.INITIAL: 1, State.REVIEWED: 14},
        software="workbench 0.1.0",
        overrides=("Одно слово оспорено.",),
        checks=(("numbers", 3), ("terminology", 7)),
        waivers=2,
    ),
)
# The notes above call segments of samples; one of them has a code in its text.
RICH = replace(
    RICH,
    notes=tuple(
        replace(
            each,
            text=replace(
                each.text,
                segments=tuple(
                    replace(s, codes=EM if "\ue000" in s.target else ()) for s in each.text.segments
                ),
            ),
        )
        for each in RICH.notes
    ),
)

RICH_HEBREW = replace(
    HEBREW,
    blocks=(
        *HEBREW.blocks,
        block(
            P,
            ("Why \ue000so\ue001?", "למה \ue000ככה\ue001, ב-12 מילים?"),
            codes=EM,
            voice=Voice.QUESTION,
            speaker="שאלה",
        ),
        block(H, ("Rules", "כללים"), level=2),
        block(LI, ("one", "אחת"), ordered=True),
        block(LI, ("two", "שתיים"), ordered=True),
        block(Q, ("Line\ue000two", "שורה\ue000שנייה"), codes=BREAK),
        block(BlockKind.RULE),
        block(P, ("Write \ue000.", "כתבו \ue000."), codes=VERBATIM),
        block(P, ("Read \ue000it\ue001 there", "קראו \ue000שם\ue001"), codes=LINK),
    ),
    notes=(note("rules", "Rules 0", 5, "Rules.", "המילה משמשת כאן בשני מובנים."),),
    glossary=(
        GlossaryEntry(
            concept="militia",
            terms=(RenderedTerm(source_term="militia", renderings=("מיליציה",)),),
            reason="המילה של הדובר.",
        ),
    ),
    versions=(
        Version(number=1, date="2025-03-01", changes=(Change(before="מילה", after="מילים"),)),
    ),
    date="2025-03-01",
)


def book(chapters: int = 12, paragraphs: int = 60, sentences: int = 7) -> tuple[EditionBlock, ...]:
    """Blocks of a long text in chapters; every sentence is a segment of its own."""
    said = "Это предложение стоит в книге на своём месте и ждёт, что его прочтут по порядку"
    rows: list[EditionBlock] = [block(H, ("A long book", "Долгая книга"), part=Part.TITLE, level=1)]
    for chapter in range(1, chapters + 1):
        rows.append(block(H, (f"Chapter {chapter}", f"Глава {chapter}"), level=2))
        rows += [
            block(
                P,
                *(
                    (f"{chapter}.{number}.{n}", f"{said}: {chapter}.{number}.{n}.")
                    for n in range(sentences)
                ),
            )
            for number in range(paragraphs)
        ]
    return tuple(rows)


BOOK = replace(RICH, blocks=book(), notes=(), title="Долгая книга")
