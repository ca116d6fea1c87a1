"""Files go out of an edition and come home: nothing newer is lost, and all of it can be undone."""

from __future__ import annotations

import pytest

from tests.workbench import desk as desks
from tests.workbench import factories
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, TITLE, WITH_CODES
from tests.workbench.factories import World
from translations.model import Origin, State
from translations.review import Action
from translations.trips.arriving import Kind
from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor
from workbench.services import editing, viewing
from workbench.services.trips import leaving, receiving, recalling, settling
from workbench.storage.engine import Database, reading
from workbench.storage.rows import Filter
from workbench.storage.targets import TargetRow


@pytest.fixture
def desk(database: Database) -> World:
    return desks.furnish(database)


def out(database: Database, desk: World, form: str = "xliff", chosen: Filter | None = None) -> str:
    file = leaving.leave(
        database,
        actor=desk.translator,
        edition_id=desk.edition,
        form=form,
        chosen=chosen or Filter(),
        say=lambda message: message.english,
    )
    return file.body.decode()


def home(
    database: Database, desk: World, text: str, name: str = "a.xlf", actor: Actor | None = None
) -> int:
    return receiving.keep(
        database,
        actor=actor or desk.translator,
        edition_id=desk.edition,
        data=text.encode(),
        name=name,
    )


def look(
    database: Database, desk: World, number: int, actor: Actor | None = None
) -> receiving.Looked:
    return receiving.look(
        database, actor=actor or desk.translator, edition_id=desk.edition, homecoming_id=number
    )


def take(
    database: Database, desk: World, number: int, actor: Actor | None = None
) -> settling.Settled:
    seen = look(database, desk, number, actor)
    return settling.settle(
        database,
        actor=actor or desk.translator,
        edition_id=desk.edition,
        homecoming_id=number,
        seal=seen.seal,
    )


def stands(database: Database, desk: World, place: int) -> TargetRow:
    with reading(database) as connection:
        return editing.find(connection, desk.edition, desk.segments[place]).target


def test_a_text_goes_out_is_changed_and_comes_home(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = out(database, desk)
    number = home(database, desk, text.replace("О словах", "О самих словах"))
    seen = look(database, desk, number)
    assert [row.kind for row in seen.preview.rows].count(Kind.UNCHANGED) == 5
    (row,) = seen.preview.of(Kind.CHANGED)
    assert row.target == "О самих словах"
    assert stands(database, desk, TITLE).text == "О словах"
    assert take(database, desk, number).taken == 1
    target = stands(database, desk, TITLE)
    assert (target.text, target.origin) == ("О самих словах", Origin.IMPORTED)
    recalled = recalling.recall(
        database, actor=desk.translator, edition_id=desk.edition, homecoming_id=number
    )
    assert recalled.done == 1
    target = stands(database, desk, TITLE)
    assert (target.text, target.state, target.origin) == (
        "О словах",
        State.TRANSLATED,
        Origin.PERSON,
    )
