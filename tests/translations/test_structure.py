"""Structure: parts and voices of publications of many kinds, and nothing lost on the way."""

from dataclasses import replace
from pathlib import Path

import pytest

from glossary.model import Voice
from translations import formats, inline
from translations.formats import FORMATS
from translations.formats.assembly import original
from translations.model import Block, BlockKind, Document, Part
from translations.structure import People, Proposal, Speaker, examine, people, propose

FIXTURES = Path(__file__).parent.parent / "fixtures" / "structure"
CASES = sorted(path for path in FIXTURES.iterdir() if path.suffix != ".expected")


def told(block: Block) -> str:
    return f"{block.part} {block.voice} {block.speaker}".strip()


def read(text: str, form: str = "text") -> Document:
    return FORMATS[form].read(text, "en")


def examined(text: str, form: str = "text") -> Proposal:
    return examine(read(text, form).blocks)


def words(block: Block) -> str:
    return "".join(inline.plain(s.text).text + s.after for s in block.segments)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_kind_of_publication_is_told_apart(path: Path) -> None:
    document = propose(formats.read(path.read_bytes(), path.name, path.suffixes[0][1:]))
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert [told(block) for block in document.blocks] == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_proposal_loses_no_character(path: Path) -> None:
    document = propose(formats.read(path.read_bytes(), path.name, "en"))
    assert original(document) == path.read_text(encoding="utf-8")


def test_a_title_in_plain_text_becomes_a_heading() -> None:
    title, _ = examined("A short title\n\nA sentence that ends.").blocks
    assert (title.kind, title.level, title.part) == (BlockKind.HEADING, 1, Part.TITLE)


@pytest.mark.parametrize(
    "text",
    [
        "Only one line",
        "A first line that is a sentence.\n\nAnd another.",
        "By Ann Lee\n\nThe text begins.",
        "x" * 300 + "\n\nThe text begins.",
    ],
)
def test_a_title_is_not_made_up(text: str) -> None:
    assert examined(text).title == ""


def test_the_facts_of_the_head_are_told() -> None:
    text = (FIXTURES / "bare_interview.en.txt").read_text(encoding="utf-8")
    found = examined(text)
    assert found.title.startswith("Counting words")
    assert found.byline == "Tom Arden"
    assert found.preface_author == "The Reading Room"
    assert found.speakers == (
        Speaker(name="Tom Arden", voice=Voice.QUESTION),
        Speaker(name="Marta Hale", voice=Voice.ANSWER),
    )
    assert len(found.notes) == 2


def test_a_document_names_its_people_by_the_parts_that_its_blocks_have() -> None:
    text = (FIXTURES / "bare_interview.en.txt").read_text(encoding="utf-8")
    blocks = propose(read(text)).blocks
    assert people(blocks) == People(
        byline="Tom Arden",
        preface_author="The Reading Room",
        speakers=("Tom Arden", "Marta Hale"),
    )
    assert people([replace(block, part=Part.BODY) for block in blocks]) == People()


def test_those_who_are_labelled_speak_in_a_document() -> None:
    text = (FIXTURES / "labelled_names.en.txt").read_text(encoding="utf-8")
    found = people(propose(read(text)).blocks)
    assert found.byline == "By Ines Moreau"
    assert found.speakers == ("Ines Moreau", "Paul Strand", "Strand")


def test_somebody_who_interviews_somebody_is_named_too() -> None:
    text = (
        "The mill\n\nJean Roy interviewed the miller Hugo Last about wheels\n\n"
        "Do you sleep?\nI sleep when the wheel stands, and it has stood twice since I came.\n"
        "Do you read?\nI read what the wind leaves on my table, and I answer some of the letters.\n"
        "Will you stay?\nI will stay until the river goes, and then I shall go with the river.\n"
    )
    assert [s.name for s in examined(text).speakers] == ["Jean Roy", "Hugo Last"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("**Ann Lee:** Is it?", "**Ann Lee:** "),
        ("**Ann Lee**: Is it?", "**Ann Lee**: "),
        ("*Ann Lee:*  **Is** it?", "*Ann Lee:*  "),
        ("Ann Lee: *Is* it?", "Ann Lee: "),
        ("ANN LEE — Is it?", "ANN LEE — "),
    ],
)
def test_a_label_goes_to_the_skeleton_with_its_markup(line: str, label: str) -> None:
    rest = "\n\n**Bo Ray:** It is.\n\nANN LEE — No?\n\nAnn Lee: No?\n\n**Bo Ray:** Yes.\n"
    document = read(line + rest, "markdown")
    proposed = propose(document)
    assert proposed.skeleton.pieces[0] == label
    assert words(proposed.blocks[0]) == "Is it?"
    assert original(proposed) == line + rest


def test_a_label_whose_codes_enclose_more_stays_in_the_text() -> None:
    text = "**Ann: Is it?**\n\nBo: It is.\n\n**Ann: Sure?**\n\nBo: Quite.\n"
    first, second, *_ = propose(read(text, "markdown")).blocks
    assert (words(first), first.speaker, first.voice) == ("Ann: Is it?", "", Voice.QUESTION)
    assert (words(second), second.speaker) == ("It is.", "Bo")


def test_a_label_that_is_a_segment_of_its_own_takes_its_space_along() -> None:
    text = "Q. Who?\nA. She. Again she.\nQ. When?\nA. Then.\n"
    proposed = propose(read(text))
    assert [words(block) for block in proposed.blocks] == [
        "Who?",
        "She. Again she.",
        "When?",
        "Then.",
    ]
    assert original(proposed) == text


def test_a_paragraph_that_is_all_quotation_is_one() -> None:
    quoted = "“" + "Nothing is as long as a word that nobody wants to say. " * 2 + "”"
    blocks = examined(f"A title\n\nSome narration here.\n\n{quoted}").blocks
    assert [block.voice for block in blocks[1:]] == [Voice.NARRATION, Voice.QUOTATION]


def test_answers_set_as_quotations_are_answers() -> None:
    text = (
        "# An interview with Ada Poe\n\n## Where do you write?\n\n> At the table by the window, "
        "since the other one was sold.\n\n## When do you stop?\n\n> When the light goes, and not "
        "a minute before it.\n\n## Will you go on?\n\n> As long as there is a table to write at.\n"
    )
    voices = [block.voice for block in examined(text, "markdown").blocks[1:]]
    assert voices == [Voice.QUESTION, Voice.ANSWER] * 3


def test_several_who_ask_are_told_from_several_who_answer() -> None:
    turns = [
        ("Eve", "Is it late?"),
        ("Max", "It is late, and it has been late for an hour, as everybody in the room can see."),
        ("Ivo", "Is it dark?"),
        ("Una", "It is as dark as it ever gets here, and the lamps were lit long before you came."),
    ] * 2
    text = "\n\n".join(f"{name}: {words}" for name, words in turns)
    speakers = {s.name: s.voice for s in examined(text).speakers}
    assert speakers == {
        "Eve": Voice.QUESTION,
        "Max": Voice.ANSWER,
        "Ivo": Voice.QUESTION,
        "Una": Voice.ANSWER,
    }


def test_a_bold_question_between_labelled_turns_needs_no_label() -> None:
    text = "Ann: Is it?\n\nBo: It is.\n\n**And was it?**\n\nBo: It was.\n\nAnn: So?\n\nBo: So.\n"
    voices = [block.voice for block in examined(text, "markdown").blocks]
    assert voices[2:4] == [Voice.QUESTION, Voice.ANSWER]


def test_a_long_name_and_a_small_letter_are_no_labels() -> None:
    text = (
        "The extraordinarily honourable gentleman over there: Yes?\nand so on: No?\n"
        "The extraordinarily honourable gentleman over there: No.\nand so on: Yes.\nPara:\n"
    )
    assert not examined(text).speakers


def test_a_talk_in_dashes_goes_on_in_paragraphs_and_ends_with_its_note() -> None:
    text = (
        "A conversation with Ada Poe\n\n— Who sent it?\n— Nobody. It came.\nIt simply came.\n"
        "— And then?\n— Then I read it.\nThe interview was edited for length.\n"
    )
    voices = [block.voice.value for block in examined(text).blocks]
    assert voices == [
        *("narration", "question", "answer", "answer", "question", "answer", "narration"),
    ]


def test_questions_without_paragraphs_of_answers_are_no_interview() -> None:
    text = "# An interview\n\nWhy?\n\n> Because.\n\nWho?\n\n> She.\n\nYou?\n"
    assert Voice.QUESTION not in {b.voice for b in examined(text, "markdown").blocks}


def test_a_date_under_the_title_belongs_to_the_byline() -> None:
    found = examined("A title\n\n12 May 2021\n\nBy Ann Lee\n\nThe text begins here.")
    assert [block.part for block in found.blocks[1:3]] == [Part.BYLINE, Part.BYLINE]
    assert found.byline == "By Ann Lee"


def test_a_preface_lasts_as_long_as_the_republisher_speaks() -> None:
    found = examined(
        "A title\n\nThis article first appeared in a bulletin.\n\nIt rained for a week.\n\n"
        "Then it stopped."
    )
    assert [block.part for block in found.blocks[1:]] == [Part.PREFACE, Part.BODY, Part.BODY]


def test_labels_that_do_not_take_turns_make_no_interview() -> None:
    text = "Spring: rain, mud?\n\nSpring: more rain.\n\nSummer: sun.\n\nSummer: more sun.\n"
    assert not examined(text).speakers


def test_an_empty_document_has_nothing_to_propose() -> None:
    assert examine(()) == Proposal(blocks=(), labels=())
