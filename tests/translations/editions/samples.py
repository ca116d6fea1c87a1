"""A small edition of our own with everything that a page can have."""

from dataclasses import replace

from glossary.model import Voice
from translations.editions.base import (
    Contribution,
    Contributor,
    Edition,
    EditionBlock,
    EditionSegment,
    GlossaryEntry,
    Manifest,
    RenderedTerm,
)
from translations.model import BlockKind, Code, CodeKind, Part, State

EM = (
    Code(id="1", kind=CodeKind.START, original="*", display="i"),
    Code(id="1", kind=CodeKind.END, original="*", display="i"),
)
LINK = (
    Code(
        id="1",
        kind=CodeKind.START,
        original="[",
        display="link",
        href="https://example.org/a?b=1&c=2",
    ),
    Code(id="1", kind=CodeKind.END, original="](https://example.org/a?b=1&c=2)", display="link"),
)
BREAK = (Code(id="1", kind=CodeKind.PLACEHOLDER, original="\\\n", display="br"),)
VERBATIM = (Code(id="1", kind=CodeKind.PLACEHOLDER, original="`a<b`", display="code"),)


def block(
    kind: BlockKind,
    *pairs: tuple[str, str],
    part: Part = Part.BODY,
    voice: Voice = Voice.NARRATION,
    speaker: str = "",
    level: int = 0,
    ordered: bool = False,
    codes: tuple[Code, ...] = (),
) -> EditionBlock:
    """A block of (source, target) pairs; those with an empty target are not translated."""
    segments = tuple(
        EditionSegment(
            id=f"{source[:8]} {n}",
            source=source,
            target=target,
            codes=codes,
            state=State.REVIEWED if target else State.INITIAL,
        )
        for n, (source, target) in enumerate(pairs)
    )
    return EditionBlock(
        kind=kind,
        part=part,
        voice=voice,
        segments=segments,
        speaker=speaker,
        level=level,
        ordered=ordered,
    )


H, P, LI, Q = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE

RUSSIAN = Edition(
    document_id="d1",
    title="Слова и вещи",
    source_title="Words & Things",
    language="ru",
    source_language="en",
    blocks=(
        block(H, ("Words & Things", "Слова и вещи"), part=Part.TITLE, level=1),
        block(P, ("Our note.", "Наше примечание."), part=Part.PREFACE),
        block(P, ("Why?", "Почему слово значит больше, чем вещь?"), part=Part.STANDFIRST),
        block(
            P,
            ("Why \ue000so\ue001?", "Почему \ue000так\ue001?"),
            codes=EM,
            voice=Voice.QUESTION,
            speaker="Вопрос",
        ),
        block(
            P,
            ("Read \ue000this\ue001.", "Читайте \ue000это\ue001: 5 < 7 & «так»."),
            ("Not yet.", ""),
            codes=LINK,
            voice=Voice.ANSWER,
            speaker="Ответ",
        ),
        block(H, ("Rules", "Правила"), level=3),
        block(LI, ("one", "раз"), ordered=True),
        block(LI, ("deep", "глубже"), level=1),
        block(LI, ("two", "два"), ordered=True),
        block(Q, ("Line\ue000two", "Строка\ue000вторая"), codes=BREAK),
        block(Q, ("inner", "внутри"), level=1),
        block(BlockKind.RULE),
        block(BlockKind.CODE, ("if a < b:\n    pass", "if a < b:\n    pass")),
        block(P, ("Write \ue000.", "Пишите \ue000."), codes=VERBATIM),
    ),
    manifest=Manifest(
        source_version=2,
        glossary="contested",
        glossary_revision=42,
        policy="speaker",
        counts={State.INITIAL: 1, State.REVIEWED: 14},
        software="workbench 0.1.0",
        overrides=("Одно слово оспорено.",),
    ),
    byline="Авторы программы",
    contributors=(Contributor(name="Отдел <переводов>", contribution=Contribution.TRANSLATOR),),
    source_link="https://example.org/words",
    date="2025-03-01",
    glossary=(
        GlossaryEntry(
            concept="opolchenie",
            terms=(
                RenderedTerm(
                    source_term="opolchenie", renderings=("ополчение", "народное ополчение")
                ),
            ),
            reason="Слово говорящего.",
        ),
    ),
)

HEBREW = replace(
    RUSSIAN,
    title="מילים ודברים",
    language="he",
    blocks=(
        block(H, ("Words", "מילים ודברים"), part=Part.TITLE, level=1),
        block(
            P, ("Read \ue000this\ue001.", "קראו \ue000את זה\ue001."), ("Not yet.", ""), codes=LINK
        ),
    ),
    byline="",
    contributors=(),
    date="",
    glossary=(),
)
