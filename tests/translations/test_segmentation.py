"""Segmentation: where sentences end, and that no character is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.model import Code, CodeKind
from translations.segmentation import _is_one, boundaries, segment

#: A line is one text; a bar stands where it is cut.
CASES = {
    "en": """
    The word is old. | Nobody asked. | Why not?
    Dr. Lee met Mrs. Ray at 5 p.m. on Monday. | They left.
    See vol. 3, pp. 4-9. | Then close it.
    Michael J. Sandel wrote it. | The philosophy of Michael J Sandel is known.
    He lives in the U.S. and writes for it. | She does not.
    “Who is it?” she asked. | “Nobody.”
    (This stands in brackets.) | This does not.
    It stopped… | And then it went on.
    The first.[1] | The second.² | The third.
    It cost 3.5 million. | It was worth 4.
    1. The first point is short.
    It ended on 2 May.Then it began again.
    They left on 2 May. | Nobody was hurt.
    See https://example.org/a.Is?b=C for more. | It is long.
    That was it! :)
    We met (on what day? The second.) and left. | It rained.
    """,
    "ru": """
    Слово старое. | Никто не спросил. | Почему?
    В 2014 г. Иванов уехал. | Это было в 2014 г. | Он вернулся в г. Тверь.
    В 1941—1945 гг. Петров воевал. | И т. д. и т. п.
    А. С. Пушкин писал об этом. | Это важно, т. е. нужно.
    Ущерб составил 5 тыс. руб. | Потом всё прошло.
    «Как дела?» — спросил он. | «Хорошо», — ответила она.
    «К чему ты готовишься? – спросила мама. – Завтра ведь выходной».
    Едем в пгт. Брагиновка по ул. Мира. | Там тихо.
    Это раз; Два — другое. | Вот и всё.
    Он замолчал… | Потом ушёл.
    Он спросил: когда? и где? | Ему ответили (так!) не сразу.
    """,
    "uk": """
    Слово старе. | Ніхто не запитав. | Чому?
    У 2014 р. Рада ухвалила закон. | Він жив у м. Київ на вул. Хрещатик.
    До стіни було 5 м. | Там і спинилися.
    Проф. Ковальчук, напр., мовчав. | О. М. Коваленко писав.
    Це коштує 5 тис. грн. | Потім минуло.
    """,
    "de": """
    Am 3. Oktober kam Hr. Braun mit Dr. Klein. | Im 19. Jahrhundert war es anders.
    Das war gut. | „Wirklich?“ fragte er.
    """,
    "fr": """
    M. Dupont est venu. | Mme Durand aussi.
    """,
    "pl": """
    W 2014 r. Rada przyjęła ustawę. | Prof. Nowak mieszka przy ul. Długiej.
    """,
    "zh": """
    你好。| 我是学生。
    """,
}
LINES = [
    (language, line.strip())
    for language, lines in CASES.items()
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("language", "line"), LINES)
def test_sentences_end_where_a_reader_says(language: str, line: str) -> None:
    expected = [part.strip() for part in line.split("|")]
    text = ("" if language == "zh" else " ").join(expected)
    assert [piece.text for piece in segment(text, language)] == expected


@pytest.mark.parametrize("language", ["en", "ru", "uk", "de", "xx"])
@given(
    text=st.text(
        alphabet=st.sampled_from("aБі .!?…«»“”()\"'1;\n\t\u00a0–—`\ue000\ue001"), max_size=80
    )
)
def test_joined_segments_are_the_text(language: str, text: str) -> None:
    pieces = segment(text, language)
    assert "".join(piece.text + piece.after for piece in pieces) == text
    assert all(not piece.after.strip() for piece in pieces)
    assert all(piece.text.strip() for piece in pieces) or not text.strip()


def test_white_space_goes_behind_the_segment() -> None:
    assert segment("One.  \n Two. ", "en") == [("One.", "  \n "), ("Two.", " ")]


def test_a_text_without_characters_has_no_segments() -> None:
    assert segment("", "en") == []


def test_wrapped_lines_are_cut_like_any_other() -> None:
    assert [p.text for p in segment("The long\nsentence. And\nanother.", "en")] == [
        "The long\nsentence.",
        "And\nanother.",
    ]


def code(name: str, kind: CodeKind, original: str = "*") -> Code:
    return Code(id=name, kind=kind, original=original)


START, END, ALONE = CodeKind.START, CodeKind.END, CodeKind.PLACEHOLDER


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        ("\ue000One.\ue001 Two.", [START, END], ["\ue000One.\ue001", "Two."]),
        ("One. \ue000Two.\ue001", [START, END], ["One.", "\ue000Two.\ue001"]),
        ("\ue000One. Two.\ue001", [START, END], ["\ue000One.", "Two.\ue001"]),
        (
            "\ue000One.\ue001\ue002 \ue003Two.\ue004",
            [START, END, ALONE, START, END],
            ["\ue000One.\ue001\ue002", "\ue003Two.\ue004"],
        ),
        ("\ue000One. \ue001Two.", [START, END], ["\ue000One. \ue001", "Two."]),
        ("One. \ue000\ue001Two.", [START, END], ["One.", "\ue000\ue001Two."]),
        ("One.\ue000\nTwo.", [ALONE], ["One.\ue000", "Two."]),
        ("One.\n\ue000Two.", [ALONE], ["One.", "\ue000Two."]),
        ("One.\ue005 Two.", [], ["One.\ue005", "Two."]),
    ],
)
def test_codes_stay_with_their_sentence(
    text: str, kinds: list[CodeKind], expected: list[str]
) -> None:
    ids = iter("abcdefgh")
    codes: list[Code] = []
    for kind in kinds:
        name = codes[-1].id if kind is END and codes else next(ids)
        codes.append(code(name, kind))
    if kinds == [START, END, ALONE, START, END]:
        codes[4] = code(codes[3].id, END)
    assert [piece.text for piece in segment(text, "en", codes)] == expected


def test_an_entity_is_read_as_its_character() -> None:
    codes = [code("a", ALONE, "&hellip;")]
    assert [p.text for p in segment("It stopped\ue000 And it went on.", "en", codes)] == [
        "It stopped\ue000",
        "And it went on.",
    ]


def test_long_texts_are_cut_in_time_and_in_the_same_places() -> None:
    text = "The desk was full. Nobody came to clear it. " * 2_000
    assert len(boundaries(text.strip(), "en")) == 3_999
    assert len(boundaries("а" * 30_000 + ". " * 5_000, "ru")) <= 1


@given(
    st.text(st.sampled_from("аАбБaAbB .,?!…;:\"„'»”’)(]-–—«“\n\xa0¹⁴1ге.в"), max_size=24),
    st.sampled_from(["ru", "uk", "bg", "en", "de", "fr", "pl"]),
)
def test_where_nothing_may_end_a_sentence_none_is_cut(text: str, language: str) -> None:
    if text.strip() and _is_one(text, language, ()):
        assert boundaries(text, language) == []
