"""Which segment each of a file is, and which files are no such files."""

from __future__ import annotations

import re
import threading

import pytest

from tests.workbench import desk as desks
from tests.workbench import factories
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, TITLE, WITH_CODES
from tests.workbench.factories import World
from tests.workbench.tripping import (
    choose,
    home,
    kinds,
    leave_out,
    look,
    out,
    remark,
    set_target,
    stands,
    take,
)
from translations.errors import UnreadableDocument
from translations.formats import gate
from translations.formats.bilingual.base import Languages
from translations.inline import Fault
from translations.model import State
from translations.review import Action
from translations.trips.arriving import Kind, Refusal
from translations.trips.matching import Loss
from workbench import apart, trip_gate
from workbench.errors import Conflict, NotAllowed, NotFound
from workbench.services import (
    restructuring,
)
from workbench.services.trips import leaving
from workbench.services.trips.receiving import Choices
from workbench.storage.engine import Database, writing
from workbench.storage.rows import Filter


@pytest.fixture
def desk(database: Database) -> World:
    return desks.furnish(database)


def test_broken_codes_are_refused(database: Database, desk: World) -> None:
    desks.write(database, desk, WITH_CODES, "Прочтите \ue000это\ue001 сейчас.")
    text = out(database, desk)
    assert text.count("<pc") == 2
    broken = re.sub(r"Прочтите <pc[^>]*>это</pc>", "Прочтите это", text)
    number = home(database, desk, broken.replace("сейчас.", '<ph id="99"/> сейчас.'))
    (row,) = look(database, desk, number).preview.of(Kind.REFUSED)
    assert (row.refusal, {each.fault for each in row.faults}) == (Refusal.CODES, {Fault.UNKNOWN})


def test_codes_that_were_moved_come_home_as_those_of_the_segment(
    database: Database, desk: World
) -> None:
    desks.write(database, desk, WITH_CODES, "Прочтите \ue000это\ue001 сейчас.")
    for form, name in (("xliff", "a.xlf"), ("xliff12", "b.xlf")):
        text = out(database, desk, form)
        swapped = re.sub(r"Прочтите (<.*это.*>) сейчас\.", r"Сейчас \1 прочтите.", text)
        number = home(database, desk, swapped, name)
        (row,) = look(database, desk, number).preview.of(Kind.CHANGED)
        assert row.target == "Сейчас \ue000это\ue001 прочтите."
    text = out(database, desk, "po")
    number = home(database, desk, text.replace("<1>это</1> сейчас", "сейчас <1>это</1>"), "c.po")
    (row,) = look(database, desk, number).preview.of(Kind.CHANGED)
    assert row.target == "Прочтите сейчас \ue000это\ue001."


@pytest.mark.parametrize(
    ("form", "name"),
    [("xliff", "a.xlf"), ("xliff12", "a.xlf"), ("po", "a.po"), ("table", "a.docx")],
)
def test_a_file_that_nobody_touched_brings_nothing(
    database: Database, desk: World, form: str, name: str
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    desks.write(database, desk, MILITIA, "Черновик", action=Action.DRAFT)
    desks.write(database, desk, WITH_CODES, "Прочтите \ue000это\ue001 сейчас.")
    desks.review(database, desk, TITLE, Action.APPROVE)
    remark(database, desk, "Two words?\n\nOr three.")
    number = home(database, desk, out(database, desk, form), name)
    seen = look(database, desk, number)
    assert kinds(database, desk, number) == {}
    assert (seen.preview.lost, seen.preview.absent, seen.commented) == ((), (), ())


def test_what_is_left_out_goes_along_untranslated_and_is_not_taken(
    database: Database, desk: World
) -> None:
    leave_out(database, desk, CARS)
    text = out(database, desk)
    assert text.count('translate="no"') == 3  # the block
    assert "Nobody saw 12 cars." not in out(database, desk, "po")
    text = text.replace(' translate="no"', "")
    number = home(database, desk, set_target(text, "Nobody saw 12 cars.", "Никто."))
    (row,) = look(database, desk, number).preview.of(Kind.REFUSED)
    assert row.refusal is Refusal.LEFT_OUT


def test_a_segment_that_was_joined_since_has_no_place(database: Database, desk: World) -> None:
    text = set_target(out(database, desk), "Nobody saw 12 cars.", "Никто не видел 12 машин.")
    restructuring.join_segments(
        database, actor=desk.owner, segment_id=desk.segments[REPUBLIC], version=1, next_version=1
    )
    seen = look(database, desk, home(database, desk, text))
    assert [each.why for each in seen.preview.lost] == [Loss.GONE]


def test_a_choice_of_segments_goes_out_alone(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = out(database, desk, chosen=Filter(states=frozenset({"translated"})))
    assert text.count("<unit ") == 1
    with pytest.raises(Conflict):
        out(database, desk, chosen=Filter(states=frozenset({"final"})))


def test_what_is_missing_in_the_file_is_counted(database: Database, desk: World) -> None:
    text = re.sub(r"<unit .*?</unit>", "", out(database, desk), count=2, flags=re.DOTALL)
    seen = look(database, desk, home(database, desk, text))
    assert tuple(each.segment for each in seen.preview.absent) == desk.segments[:2]


def test_a_file_of_another_edition_is_not_taken_for_this_one(
    database: Database, desk: World
) -> None:
    with writing(database) as connection:
        other = factories.add_edition(connection, desk.document, "ru", policy="speaker")
    text = leaving.leave(
        database,
        actor=desk.translator,
        edition_id=other,
        form="xliff",
        chosen=Filter(),
        say=lambda message: message.english,
    ).body.decode()
    seen = look(database, desk, home(database, desk, text))
    assert {each.why for each in seen.preview.lost} == {Loss.ELSEWHERE}
    german = text.replace('trgLang="ru"', 'trgLang="de"')
    with pytest.raises(UnreadableDocument, match="another language"):
        home(database, desk, german)


def test_a_file_without_our_ids_is_matched_by_its_sources(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = set_target(out(database, desk), "Nobody saw 12 cars.", "Никто не видел 12 машин.")
    foreign = re.sub(r' id="o\d+\.(\d+)\.[0-9a-f]{4}"', r' id="u\1"', text)
    number = home(database, desk, foreign.replace("О словах", "О самих словах"))
    assert kinds(database, desk, number) == {TITLE: Kind.CONFLICT, CARS: Kind.NEW}


def test_only_its_owner_sees_a_file_before_it_is_taken(database: Database, desk: World) -> None:
    number = home(database, desk, out(database, desk))
    for act in (look, take):
        with pytest.raises(NotFound):
            act(database, desk, number, desk.second)
    with pytest.raises(NotAllowed):
        home(database, desk, out(database, desk), actor=desk.reader)


def test_a_large_file_is_read_apart(database: Database, desk: World) -> None:
    text = set_target(out(database, desk), "Nobody saw 12 cars.", "Никто не видел 12 машин.")
    padded = text.replace("</file>", f"<!-- {'x' * apart.SMALL} --></file>")
    number = home(database, desk, padded)
    assert kinds(database, desk, number) == {CARS: Kind.NEW}
    with pytest.raises(UnreadableDocument):
        home(database, desk, padded[:-20])


def test_large_and_foreign_files_are_refused_at_the_gate(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data, name in ((b" " * (gate.MOST_BYTES + 1), "a.xlf"), (b"", "a.odt")):
        with pytest.raises(UnreadableDocument):
            trip_gate.read(data, name=name, languages=Languages())
    empty = out(database, desk).partition("<unit")[0] + "</file></xliff>"
    with pytest.raises(UnreadableDocument, match="no segment"):
        home(database, desk, empty)
    large = (" " * apart.SMALL + empty).encode()
    monkeypatch.setattr(trip_gate, "_SECONDS", 0.001)
    with pytest.raises(UnreadableDocument, match="takes more than"):
        trip_gate.read(large, name="a.xlf", languages=Languages())
    places = threading.BoundedSemaphore(1)
    places.acquire()
    monkeypatch.setattr(apart, "_PLACES", places)
    with pytest.raises(UnreadableDocument, match="Others are importing"):
        trip_gate.read(large, name="a.xlf", languages=Languages())


def test_a_table_of_somebody_else_is_matched_by_its_sources(
    database: Database, desk: World
) -> None:
    body = (
        "en;ru\nOn the words;О словах\nNobody saw 12 cars.;Никто не видел 12 машин.\nElse.;Иное.\n"
    )
    number = home(database, desk, body, "pairs.csv")
    assert kinds(database, desk, number) == {TITLE: Kind.NEW, CARS: Kind.NEW}
    assert [each.why for each in look(database, desk, number).preview.lost] == [Loss.UNKNOWN]
    choose(database, desk, number, Choices(confirm=True))
    take(database, desk, number)
    assert stands(database, desk, TITLE).state is State.TRANSLATED
