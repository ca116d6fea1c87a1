"""What the memories offer for a segment: ranked, re-checked by today's policy, from chosen ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete

from glossary.model import Severity, Status
from tests.workbench import factories, stages
from tests.workbench.factories import World
from translations.memory.budget import LONGEST_LIST
from translations.memory.matching import LEAST
from translations.memory.model import Kind, Query, Surroundings, Unit, UnitState
from translations.model import Code, CodeKind, Origin
from translations.review import Action
from workbench.errors import NotFound
from workbench.services.memory import looking_up
from workbench.services.memory.looking_up import Hit, Matches
from workbench.storage import memories, memory_search, memory_units, tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.memories import Choice
from workbench.storage.memory_units import Pair, UnitRow

NOW = datetime(2026, 5, 1, tzinfo=UTC)
EN_RU = Pair(source="en", target="ru")
MILITIA, REPUBLIC, CARS, COUP, SPOKEN = range(5)
ARTICLE = (
    *factories.ARTICLE,
    ("The people's militia left the town.", "Nobody saw 13 cars."),
)
AGAIN, MORE_CARS = 5, 6


def _row(memory_id: int, source: str, target: str, **more: object) -> UnitRow:
    unit = Unit(source=source, target=target, at=NOW)
    return UnitRow(
        unit=replace(unit, **more),  # type: ignore[arg-type] # fields of the unit
        memory_id=memory_id,
        languages=EN_RU,
    )


def fill(database: Database, *pairs: tuple[str, str], name: str = "Archive") -> int:
    """A memory with these pairs."""
    with writing(database) as connection:
        memory_id = memories.add(connection, name)
        memory_units.add_many(connection, [_row(memory_id, *pair) for pair in pairs])
    return memory_id


def ask(database: Database, source: str, *memory_ids: int, least: float = LEAST) -> list[Hit]:
    query = Query(source=source, source_language="en", target_language="ru")
    chosen = [Choice(memory_id=each, reads=True, writes=False, penalty=0.0) for each in memory_ids]
    with reading(database) as connection:
        return looking_up.look_up(connection, query, chosen, least=least)


def offered(database: Database, desk: World, place: int) -> Matches:
    return looking_up.matches_of(
        database,
        actor=desk.reader,
        edition_id=desk.edition,
        segment_id=desk.segments[place],
    )


# Finding


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("The council of the city argued about words for a week.", True),
        ("The councils of the cities argue about a word for weeks.", True),  # every form another
        ("Teh counicl of the ciyt argude about wrods for a wek.", True),  # typing errors
        ("The parliament of the country never spoke of anything at all.", False),
    ],
)
def test_similar_sources_are_found_with_their_similarity(
    database: Database, source: str, found: bool
) -> None:
    kept = "The council of the city argued about words for a week."
    memory = fill(database, (kept, "Совет города неделю спорил о словах."), ("One.", "Один."))
    hits = ask(database, source, memory)
    assert [hit.row.unit.source for hit in hits] == ([kept] if found else [])


@pytest.mark.parametrize(
    ("source", "kept"),
    [("posix_home", "posix_user"), ("Сохранить", "Сохранить!"), ("𝄞𝄞𝄞𝄞", "𝄞𝄞𝄞"), ("Abc", "Abc")],
)
def test_short_sources_are_found_without_a_word_in_common(
    database: Database, source: str, kept: str
) -> None:
    memory = fill(database, (kept, "Перевод"))
    assert [h.row.unit.source for h in ask(database, source, memory, least=0.5)] == [kept]


def test_other_languages_and_other_memories_are_not_looked_into(database: Database) -> None:
    memory = fill(database, ("One short text.", "Один текст."))
    other = fill(database, ("One short text.", "Чужой текст."), name="Another")
    with writing(database) as connection:
        foreign = replace(
            _row(memory, "One short text.", "Один текст українською."),
            languages=Pair(source="en", target="uk"),
        )
        memory_units.add(connection, foreign)
    assert [h.match.target for h in ask(database, "One short text.", memory)] == ["Один текст."]
    both = {h.match.target for h in ask(database, "One short text.", memory, other)}
    assert both == {"Один текст.", "Чужой текст."}
    assert ask(database, "One short text.") == []


def test_a_text_that_many_units_have_is_found_exactly(database: Database) -> None:
    # More equal ones than one list is read of, so that only the exact look-up is sure.
    rows = [("Note", f"Примечание {number}") for number in range(1_700)]
    memory = fill(database, *rows)
    hits = ask(database, "Note", memory)
    assert hits[0].match.kind is Kind.EXACT
    assert len(hits) >= 100


def test_of_a_long_list_the_newest_units_are_read(database: Database) -> None:
    pairs = [(f"Note {number:04}", "Примечание") for number in range(LONGEST_LIST + 100)]
    memory = fill(database, *pairs)
    newest = f"Note {LONGEST_LIST + 99:04}"
    assert ask(database, newest + ".", memory)[0].row.unit.source == newest


def test_the_best_of_hundreds_that_share_all_frequent_words_is_found(database: Database) -> None:
    kept = "See page 17 of the help."
    pairs = [(f"See page {number} of the book.", "См.") for number in range(900)]
    memory = fill(database, *pairs[:450], (kept, "См. справку."), *pairs[450:])
    assert ask(database, "See pages 17 of hlep.", memory)[0].row.unit.source == kept


def test_a_short_text_with_an_error_in_each_rare_word_is_found(database: Database) -> None:
    kept = "Jump and run to drink ale."
    pairs = [(f"Walk and go to number {number}.", "Ступай.") for number in range(400)]
    memory = fill(database, (kept, "Выпей."), *pairs)
    hits = ask(database, "Jusp and rnu to drnik alle.", memory)
    assert [hit.row.unit.source for hit in hits] == [kept]


def test_a_unit_filed_under_more_keys_than_today_is_found(database: Database) -> None:
    memory = fill(database, ("One short text of nobody.", "Ничей короткий текст."))
    with writing(database) as connection:
        memory_search.file(connection, [(key, 1) for key in range(-3, 3)])
    (hit,) = ask(database, "One short texts of nobody.", memory)
    assert hit.match.target == "Ничей короткий текст."


def test_a_withdrawn_unit_is_not_found(database: Database) -> None:
    memory = fill(database, ("One short text.", "Один текст."))
    stages.set_row(database, tables.MemoryUnit, 1, withdrawn_at=NOW)
    assert ask(database, "One short text.", memory) == []
    assert ask(database, "One short text!", memory) == []


def test_units_whose_list_is_lost_are_still_found_exactly(database: Database) -> None:
    memory = fill(database, ("One short text.", "Один текст."))
    with writing(database) as connection:
        connection.execute(delete(tables.MemoryPosting))
        assert memory_search.candidates(connection, [], 10) == ([], [])
    assert len(ask(database, "One short text.", memory)) == 1
    assert ask(database, "One short text!", memory) == []


def test_a_very_long_text_is_found_again_as_it_stands_only(database: Database) -> None:
    long = "Слова и ещё слова. " * 1_000
    memory = fill(database, (long, "Words."))
    assert [hit.match.kind for hit in ask(database, long, memory)] == [Kind.EXACT]
    assert ask(database, long + "!", memory) == []


def test_codes_are_kept_and_looked_past(database: Database) -> None:
    bold = (
        Code(id="1", kind=CodeKind.START, original="<b>", display="b"),
        Code(id="1", kind=CodeKind.END, original="</b>", display="b"),
    )
    with writing(database) as connection:
        memory = memories.add(connection, "Archive")
        row = _row(memory, "One \ue000short\ue001 text", "Один \ue000текст\ue001", codes=bold)
        memory_units.add_many(connection, [row])
        memory_units.add(connection, replace(row, languages=Pair(source="de", target="ru")))
    (hit,) = ask(database, "One short texts", memory)
    assert hit.row.unit.codes == bold
    assert hit.match.target == "Один текст"
    assert hit.match.similarity == pytest.approx(14 / 15)


def test_a_unit_is_read_back_as_it_was_written(database: Database) -> None:
    row = UnitRow(
        unit=Unit(
            source="One 𝄞",
            target="Один 𝄞",
            codes=(Code(id="1", kind=CodeKind.PLACEHOLDER, original="<br>"),),
            state=UnitState.TRANSLATED,
            origin=Origin.ALIGNED,
            surroundings=Surroundings(before=-5, after=7),
            at=NOW,
        ),
        memory_id=fill(database),
        languages=EN_RU,
        author_name="Олена",
    )
    with writing(database) as connection:
        (bulk,) = memory_units.add_many(connection, [row])
        single = memory_units.add(connection, row)
        for number in (bulk, single):
            found = memory_units.find(connection, number)
            assert found == replace(row, unit=replace(row.unit, id=number))
        assert memory_units.find(connection, 999) is None


# For a segment of an edition


def test_what_was_confirmed_is_offered_where_it_comes_again(database: Database) -> None:
    desk = factories.world(database, ARTICLE)
    stages.save(database, desk, MILITIA, "Народное ополчение покинуло город.")
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    stages.review(database, desk, CARS, Action.APPROVE)
    (exact,) = offered(database, desk, AGAIN).offered
    assert (exact.match.kind, exact.match.target) == (
        Kind.EXACT,
        "Народное ополчение покинуло город.",
    )
    (fuzzy,) = offered(database, desk, MORE_CARS).offered
    assert fuzzy.match.target == "Никто не видел 13 машин."  # with the number of this one
    assert fuzzy.match.score == fuzzy.match.similarity < 1
    assert fuzzy.memory == "Words"


def test_a_segment_is_not_offered_its_own_translation(database: Database) -> None:
    desk = factories.world(database)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    assert offered(database, desk, CARS).offered == ()


def test_the_names_and_places_of_matches_are_told(database: Database) -> None:
    desk = factories.world(database, ARTICLE)
    stages.save(database, desk, MILITIA, "Народное ополчение покинуло город.")
    found = offered(database, desk, AGAIN)
    assert found.names == {desk.translator.id: "Translator"}
    assert found.places[desk.edition].title == "A document"


def test_a_match_is_checked_by_what_holds_today(database: Database) -> None:
    desk = factories.world(database, ARTICLE)
    stages.save(database, desk, MILITIA, "Народное ополчение покинуло город.")
    (before,) = offered(database, desk, AGAIN).offered
    assert before.checked.open == ()
    banned = replace(
        factories.TERMBASE,
        concepts=tuple(
            replace(
                concept,
                terms=tuple(
                    replace(term, status=Status.FORBIDDEN) if term.text == "ополчение" else term
                    for term in concept.terms
                ),
            )
            for concept in factories.TERMBASE.concepts
        ),
    )
    with writing(database) as connection:
        factories.change_glossary(connection, desk.glossary, banned)
    (after,) = offered(database, desk, AGAIN).offered
    (finding,) = [f for f in after.checked.open if f.severity is Severity.ERROR]
    assert (finding.check, finding.kind, finding.concept) == ("terminology", "banned", "opolchenie")
    assert after.match.score == before.match.score  # how alike it is does not change


def test_a_fuzzy_match_with_a_contested_concept_is_marked(database: Database) -> None:
    desk = factories.world(database, ("The militia left the town.", "The militia left a town."))
    stages.save(database, desk, 0, "Ополчение покинуло город.")
    (fuzzy,) = offered(database, desk, 1).offered
    assert (fuzzy.match.kind, fuzzy.check_term) == (Kind.FUZZY, True)
    with writing(database) as connection:
        memory = memories.choices(connection, desk.project)[0].memory_id
        row = _row(memory, "The militia left a town.", "Ополчение покинуло городок.")
        memory_units.add(connection, row)
    first, second = offered(database, desk, 1).offered  # an exact one needs no mark
    assert (first.match.kind, first.check_term) == (Kind.EXACT, False)
    assert second.check_term


def test_the_penalty_that_a_project_sets_lowers_the_score(database: Database) -> None:
    desk = factories.world(database)
    memory = fill(database, ("Nobody saw 12 cars.", "Никто не видел 12 машин."))
    assert offered(database, desk, CARS).offered == ()  # not chosen
    with writing(database) as connection:
        choice = Choice(memory_id=memory, reads=True, writes=False, penalty=0.2)
        memories.choose(connection, desk.project, choice)
    (match,) = offered(database, desk, CARS).offered
    assert (match.match.similarity, match.memory) == (1, "Archive")
    assert match.match.score == pytest.approx(0.8)
    with writing(database) as connection:
        memories.choose(connection, desk.project, replace(choice, reads=False))
    assert offered(database, desk, CARS).offered == ()


def test_strangers_are_offered_nothing(database: Database) -> None:
    desk = factories.world(database)
    with pytest.raises(NotFound):
        looking_up.matches_of(
            database,
            actor=desk.stranger,
            edition_id=desk.edition,
            segment_id=desk.segments[0],
        )
    with pytest.raises(NotFound):
        looking_up.matches_of(
            database, actor=desk.reader, edition_id=desk.edition, segment_id=9_999
        )
