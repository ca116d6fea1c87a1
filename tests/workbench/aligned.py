"""An article and its translation: a paragraph dropped, two sentences merged, one moved."""

from __future__ import annotations

from sqlalchemy import select

from tests.workbench import factories
from tests.workbench.factories import World
from workbench.permissions import Actor
from workbench.services import editing
from workbench.services.alignment import accepting, beginning, changing, showing
from workbench.services.alignment.accepting import Terms
from workbench.services.alignment.beginning import Begun, Given
from workbench.services.alignment.changing import Act, Wish
from workbench.services.alignment.showing import AlignmentPage
from workbench.storage import tables
from workbench.storage.alignments import AlignmentState
from workbench.storage.engine import Database, reading

PARAGRAPHS = (
    (
        "The town woke up to the sound of shells on Monday.",
        "Olga Petrova, 54, counted 17 explosions before breakfast.",
        "Her neighbours had left in June.",
    ),
    (
        "The school at the end of the street has been closed since 2014.",
        "Nobody knows when it will open again.",
    ),
    (
        "A bus goes to Donetsk twice a week.",
        "The ticket costs 120 hryvnias.",
        "Pensioners queue for hours at the checkpoint.",
    ),
    (
        "In the evening the lights go out.",
        "Olga sits by the window and listens.",
        "She says she will not leave.",
        "Her son lives in Kharkiv and calls every Sunday.",
    ),
)
SOURCE = "\n".join(" ".join(each) for each in PARAGRAPHS)
#: Without the school; the bus and its ticket in one sentence; the neighbours moved.
TRANSLATION = (
    "В понедельник город проснулся от звука снарядов."
    " Ольга Петрова, 54 года, насчитала до завтрака 17 взрывов.\n"
    "Автобус в Донецк ходит дважды в неделю, билет стоит 120 гривен."
    " Пенсионеры часами стоят в очереди на блокпосту.\n"
    "Её соседи уехали в июне.\n"
    "Вечером гаснет свет. Ольга сидит у окна и слушает. Она говорит, что не уедет."
    " Её сын живёт в Харькове и звонит каждое воскресенье."
)


def pasted(text: str, language: str = "", name: str = "pasted.txt") -> Given:
    return Given(body=text.encode(), name=name, language=language)


def begin(
    database: Database,
    world: World,
    *,
    actor: Actor | None = None,
    source: Given | None = None,
    target: Given | None = None,
) -> Begun:
    """Bring both texts in, as the owner pastes them."""
    return beginning.begin(
        database,
        actor=actor or world.owner,
        project_id=world.project,
        source=source or pasted(SOURCE, "en"),
        target=target or pasted(TRANSLATION, "ru"),
    )


def show(database: Database, world: World, alignment_id: int) -> AlignmentPage:
    return showing.show(
        database, actor=world.owner, project_id=world.project, alignment_id=alignment_id
    )


def do(
    database: Database,
    world: World,
    alignment_id: int,
    act: Act,
    place: int,
    *,
    other: int | None = None,
    version: int | None = None,
    cut: tuple[int | None, int | None] = (None, None),
) -> int:
    """Do something to a bead, as who has just opened the page."""
    seen = show(database, world, alignment_id).head.version if version is None else version
    return changing.change(
        database,
        actor=world.owner,
        project_id=world.project,
        alignment_id=alignment_id,
        version=seen,
        wish=Wish(act=act, place=place, other=other, cut=cut),
    )


def shape(page: AlignmentPage) -> list[tuple[list[int], list[int]]]:
    """The beads by the numbers of their sentences."""
    return [(list(each.bead.source), list(each.bead.target)) for each in page.beads]


def place_of(page: AlignmentPage, *, source: int | None = None, target: int | None = None) -> int:
    """The place of the bead that has a sentence."""
    return next(
        each.bead.place
        for each in page.beads
        if (source is not None and source in each.bead.source)
        or (target is not None and target in each.bead.target)
    )


def repair(database: Database, desk: World, one: int) -> None:
    """Pin what was left out, and link what was moved."""
    page = show(database, desk, one)
    for number in (3, 4):
        do(database, desk, one, Act.PIN, place_of(page, source=number))
    there = place_of(page, target=4)
    do(database, desk, one, Act.LINK, place_of(page, source=2), other=there)
    do(database, desk, one, Act.PIN, place_of(page, source=5))


def accept(database: Database, desk: World, one: int, terms: Terms) -> int:
    """Accept as the owner; the edition."""
    head = show(database, desk, one).head
    job = accepting.accept(
        database,
        actor=desk.owner,
        project_id=desk.project,
        alignment_id=one,
        version=head.version,
        terms=terms,
    )
    assert job is None
    after = show(database, desk, one).head
    assert after.state is AlignmentState.ACCEPTED
    assert after.edition_id is not None
    return after.edition_id


def standing(database: Database, edition: int) -> list[tuple[str, str, str]]:
    """Source, target and state of the living segments of an edition, in order."""
    with reading(database) as connection:
        document = connection.execute(
            select(tables.Edition.document_id).where(tables.Edition.id == edition)
        ).scalar_one()
        places = [
            editing.find(connection, edition, segment)
            for segment in factories.segment_ids(connection, document)
        ]
    return [(p.source, p.target.text, p.target.state.value) for p in places]
