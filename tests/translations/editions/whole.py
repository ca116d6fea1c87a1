"""Editions of our own with everything that an edition can have, in three scripts."""

import struct
import zlib
from dataclasses import replace

from glossary.model import Voice
from tests.translations.editions.samples import BREAK, EM, LINK, H, P, Q, block
from translations.editions.base import (
    Change,
    Contribution,
    Contributor,
    Edition,
    EditionBlock,
    EditionSegment,
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


def picture(width: int, height: int) -> Image:
    """A picture of one colour that fades, as a PNG (ISO/IEC 15948)."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = b"".join(
        b"\0" + bytes((30 + 60 * y // height, 90 + 60 * y // height, 110)) * width
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    content += chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return Image(media_type="image/png", content=content, width=width, height=height)


def _one(id_: str, source: str, target: str) -> EditionSegment:
    return EditionSegment(id=id_, source=source, target=target, state=State.REVIEWED)


def _about(part: Part, about: str, source: str, target: str) -> EditionBlock:
    return replace(block(P, (source, target), part=part), about=about)


_PARAGRAPH = replace(
    block(P),
    segments=(
        _one("s1", "The ferry crosses twice a day.", "Пором перетинає річку двічі на день."),
        _one(
            "s2",
            "Some call the other shore the Bank, others the Side.",
            "Дехто зве другий берег Берегом, дехто — Стороною.",
        ),
        _one(
            "s3",
            "Whoever lives there calls it home.",
            "Хто там живе, називає його домівкою.",
        ),
    ),
)

UKRAINIAN = Edition(
    document_id="d7",
    title="Два береги однієї річки",
    source_title="Two Banks of One River",
    language="uk",
    source_language="en",
    slug="два-береги-однієї-річки",
    blocks=(
        block(H, ("Two Banks of One River", "Два береги однієї річки"), part=Part.TITLE, level=1),
        block(P, ("A conversation about names", "Розмова про назви"), part=Part.SUBTITLE),
        block(
            P,
            ("How a name takes a side.", "Як назва стає на чийсь бік і чому це чують не всі."),
            part=Part.ABSTRACT,
        ),
        block(P, ("A ferry at dawn.", "Пором на світанку."), part=Part.COVER),
        _about(Part.CREDIT, "aut", "River Reading Circle", "Читацький гурток «Річка»"),
        block(
            P, ("First printed in a reader.", "Уперше надруковано в читанці."), part=Part.PREFACE
        ),
        block(P, ("Names are old.", "Назви давніші за мости."), part=Part.STANDFIRST),
        block(H, ("The ferry", "Пором"), level=2),
        _PARAGRAPH,
        block(
            P,
            ("Why \ue000so\ue001?", "Чому саме \ue000так\ue001?"),
            codes=EM,
            voice=Voice.QUESTION,
            speaker="Запитання",
        ),
        block(
            P,
            ("Read \ue000this\ue001.", "Прочитайте \ue000про це\ue001: 5 < 7 & «так»."),
            codes=LINK,
            voice=Voice.ANSWER,
            speaker="Відповідь",
        ),
        block(H, ("Names of the shore", "Назви берега"), level=3),
        block(BlockKind.LIST_ITEM, ("Bank", "Берег"), ordered=True),
        block(BlockKind.LIST_ITEM, ("the old maps", "на старих мапах"), level=1),
        block(BlockKind.LIST_ITEM, ("Side", "Сторона"), ordered=True),
        block(Q, ("The river\ue000knows no side.", "Річка\ue000не знає сторін."), codes=BREAK),
        block(H, ("Afterwards", "Опісля"), level=2),
        block(P, ("The bridge came later.", "Міст з’явився згодом.")),
        block(
            P,
            (
                "We kept both names.",
                "Ми зберегли обидві назви: кожна належить тому, хто нею говорить.",
            ),
            part=Part.TRANSLATION,
        ),
    ),
    manifest=Manifest(
        source_version=2,
        glossary="contested",
        glossary_revision=42,
        policy="speaker",
        counts={State.REVIEWED: 21},
        software="workbench 0.1.0",
        overrides=("Одне слово лишилося спірним.",),
        checks=(("numbers", 3), ("terminology", 5)),
        waivers=1,
    ),
    contributors=(
        Contributor(name="Бюро перекладів «Пором»", contribution=Contribution.TRANSLATOR),
        Contributor(name="Гурток читачів", contribution=Contribution.REVIEWER),
    ),
    imprint=Imprint(
        publisher="Видавництво «Берег»",
        place="Київ",
        isbn="978-3-16-148410-0",
        doi="10.1000/182",
        licence="CC BY 4.0",
        licence_link="https://creativecommons.org/licenses/by/4.0/",
        rights="Права на оригінал належать читацькому гуртку.",
    ),
    cover=picture(240, 320),
    source_link="https://example.org/two-banks",
    date="2025-03-01",
    notes=(
        TranslatorNote(
            concept="bank",
            segment="s2",
            offset=len("Дехто зве другий берег Берегом"),
            text=_about(
                Part.NOTE,
                "bank",
                "The name of the southern speakers.",
                "Так кажуть на півдні; на півночі цю назву вважають чужою.",
            ),
        ),
        TranslatorNote(
            concept="side",
            segment="s2",
            offset=len("Дехто зве другий берег Берегом, дехто — Стороною"),
            text=_about(
                Part.NOTE, "side", "The name of the northern speakers.", "Так кажуть на півночі."
            ),
        ),
    ),
    glossary=(
        GlossaryEntry(
            concept="bank",
            terms=(RenderedTerm(source_term="the Bank", renderings=("Берег", "другий берег")),),
            reason="Слово того, хто говорить.",
            elsewhere=(("de", ("das Ufer",)), ("ru", ("Берег",)), ("he", ("הגדה",))),
            sources=(
                Source(text="Словник річкових назв, с. 12", link="https://example.org/names"),
                Source(text="Розмови на поромі"),
            ),
        ),
    ),
    waivers=(
        Waived(
            check="Числа",
            words="двічі на день",
            reason="В оригіналі число написано словом.",
            person="Гурток читачів",
        ),
    ),
    versions=(
        Version(
            number=2,
            date="2025-03-01",
            summary="Виправлено назву берега.",
            changes=(
                Change(before="другий бік", after="другий берег"),
                Change(before="", after="Міст з’явився згодом."),
                Change(before="Зайве речення.", after=""),
            ),
        ),
        Version(number=1, date="2025-01-15"),
    ),
)


def _said_in(edition: Edition, language: str, title: str, words: str, name: str) -> Edition:
    """The edition in another language: its title, and one sentence wherever there is text."""

    def again(one: EditionBlock) -> EditionBlock:
        said = title if one.part is Part.TITLE else words
        segments = tuple(replace(each, target=said) for each in one.segments)
        speaker = name if one.speaker else ""
        return replace(one, segments=segments, speaker=speaker)

    notes = tuple(replace(note, offset=5, text=again(note.text)) for note in edition.notes)
    blocks = tuple(again(one) for one in edition.blocks)
    return replace(edition, language=language, title=title, blocks=blocks, notes=notes)


ARABIC = _said_in(
    UKRAINIAN,
    "ar",
    "ضفتان لنهر واحد",
    "تعبر العبّارة النهر مرتين في اليوم، ولكل ضفة اسمان عند أهلها (1845).",
    "سؤال",
)

HEBREW = _said_in(
    UKRAINIAN,
    "he",
    "שתי גדות לנהר אחד",
    "המעבורת חוצה את הנהר פעמיים ביום, ולכל גדה שני שמות בפי יושביה (1845).",
    "שאלה",
)

GERMAN = _said_in(
    UKRAINIAN,
    "de",
    "Zwei Ufer eines Flusses",
    "Zweimal am Tag überquert die Fähre den Fluss, und jedes Ufer trägt zwei Namen.",
    "Frage",
)
