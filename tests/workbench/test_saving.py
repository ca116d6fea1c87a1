"""Saving: nobody is overwritten, nothing is lost, and what is found is stored."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from tests.workbench import factories
from tests.workbench.factories import World
from translations.errors import ActionNotOffered, ActionRefused
from translations.model import Code, CodeKind, Mark, Origin, Segment, State
from translations.review import Action
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Actor
from workbench.services import editing, glossing, reviewing, viewing
from workbench.services.keeping import Saved
from workbench.storage import feed, findings, histories, occurrences, postings, tables, targets
from workbench.storage.engine import Database, reading, writing

CYRILLIC = "Ополчение ушло из города."
OTHER = "Народное ополчение покинуло город 𝄞."


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database)


def save(
    database: Database,
    desk: World,
    text: str,
    *,
    version: int = 0,
    actor: Actor | None = None,
    segment: int = 0,
    action: Action = Action.DRAFT,
    origin: Origin = Origin.PERSON,
    score: float | None = None,
) -> Saved:
    return editing.save_target(
        database,
        actor=actor or desk.translator,
        edition_id=desk.edition,
        segment_id=desk.segments[segment],
        text=text,
        version=version,
        action=action,
        origin=origin,
        score=score,
    )


def history(database: Database, desk: World, segment: int = 0) -> list[tuple[int, str, str, str]]:
    """(version, action, state, text), oldest first."""
    with reading(database) as connection:
        place = editing.find(connection, desk.edition, desk.segments[segment])
        assert place.target.id is not None
        rows = histories.history(connection, place.target.id)
    return [(row.version, row.action, row.state.value, row.text) for row in reversed(rows)]


# Text


@pytest.mark.parametrize(
    "text", ["Ополчение ушло.", "Ополчення пішло — «м’яч».", "𝄞 clef", "e\u0301", " \u00a0 "]
)
def test_any_text_comes_back_as_it_was(database: Database, desk: World, text: str) -> None:
    save(database, desk, text)
    with reading(database) as connection:
        place = editing.find(connection, desk.edition, desk.segments[0])
    assert place.target.text == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("а" * 100_001, "100,001"),
        ("до\x00после", "Character 3 (U+0000)"),
        ("до\ud800", "U+D800"),
        ("до\ue000", "stands for no code"),
        ("до\uf8ff", "stands for no code"),
    ],
)
def test_a_text_that_cannot_be_stored_is_refused(
    database: Database, desk: World, text: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        save(database, desk, text)
    assert said in str(refused.value)
    with reading(database) as connection:
        assert editing.find(connection, desk.edition, desk.segments[0]).target.version == 0


def test_the_codes_of_a_segment_are_taken_and_others_refused(database: Database) -> None:
    bold = (
        Code(id="1", kind=CodeKind.START, original="**", can_delete=False),
        Code(id="1", kind=CodeKind.END, original="**", can_delete=False),
    )
    source = Segment(text="The \ue000town\ue001.", codes=bold)
    desk = factories.world(database, [[source]])
    saved = save(database, desk, "Этот \ue000город\ue001.")
    assert [f.finding for f in saved.checked.found if f.finding.check == "codes"] == []
    saved = save(database, desk, "Этот город.", version=1)
    assert "codes" in {f.finding.check for f in saved.checked.found}
    with pytest.raises(InvalidInput):
        save(database, desk, "Этот \ue002город.", version=2)


# Two people


def test_two_people_cannot_overwrite_one_another(database: Database, desk: World) -> None:
    save(database, desk, CYRILLIC)
    with pytest.raises(StaleVersion) as stale:
        save(database, desk, OTHER, actor=desk.second)
    assert stale.value.current["text"] == CYRILLIC
    view = viewing.segment_view(
        database, actor=desk.second, edition_id=desk.edition, segment_id=desk.segments[0]
    )
    assert view.place.target.text == CYRILLIC
    assert view.kept is not None
    assert (view.kept.text, view.kept.base_version) == (OTHER, 0)


def test_the_refused_text_is_the_newest_one_and_goes_with_a_confirmation(
    database: Database, desk: World
) -> None:
    save(database, desk, CYRILLIC)
    for text in ("раз", "два"):
        with pytest.raises(StaleVersion):
            save(database, desk, text, actor=desk.second)

    def kept() -> str | None:
        with reading(database) as connection:
            found = histories.kept_draft(connection, desk.edition, desk.segments[0], desk.second.id)
        return found.text if found else None

    assert kept() == "два"
    save(database, desk, OTHER, version=1, actor=desk.second, action=Action.CONFIRM)
    assert kept() is None


def test_a_save_that_is_sent_again_is_the_same_save(database: Database, desk: World) -> None:
    first = save(database, desk, CYRILLIC, action=Action.CONFIRM)
    again = save(database, desk, CYRILLIC, action=Action.CONFIRM)
    assert not again.changed
    assert again.target == first.target


def test_of_twenty_first_saves_one_wins(database: Database, desk: World) -> None:
    def attempt(number: int) -> bool:
        try:
            save(database, desk, f"Текст {number}", actor=desk.translator)
        except StaleVersion:
            return False
        return True

    with ThreadPoolExecutor(20) as people:
        won = list(people.map(attempt, range(20)))
    assert won.count(True) == 1
    with reading(database) as connection:
        assert connection.execute(select(func.count(tables.Target.id))).scalar() == 1


def test_the_feed_has_no_gaps_under_twenty_people(database: Database, desk: World) -> None:
    def work(person: int) -> int:
        version = saved = 0
        for round_ in range(4):
            try:
                done = save(
                    database,
                    desk,
                    f"Текст {person} {round_}",
                    version=version,
                    segment=person % len(desk.segments),
                )
                version, saved = done.target.version, saved + 1
            except StaleVersion as stale:
                version = int(str(stale.current["version"]))
        return saved

    with ThreadPoolExecutor(20) as people:
        saves = sum(people.map(work, range(20)))
    with reading(database) as connection:
        entries = feed.since(connection, desk.project, 0)
        total = connection.execute(select(func.sum(tables.Target.version))).scalar()
    assert [entry.number for entry in entries] == list(range(1, saves + 1))
    assert total == saves


# States and history


def test_states_go_as_the_table_says(database: Database, desk: World) -> None:
    state = save(database, desk, "раз").target.state
    assert state is State.INITIAL
    assert save(database, desk, "два", version=1, action=Action.CONFIRM).target.state is (
        State.TRANSLATED
    )
    assert save(database, desk, "три", version=2).target.state is State.INITIAL


def test_the_stored_text_changes_nothing(database: Database, desk: World) -> None:
    saved = save(database, desk, CYRILLIC, action=Action.CONFIRM)
    again = save(database, desk, CYRILLIC, version=1)
    assert (again.changed, again.target) == (False, saved.target)
    assert save(database, desk, "", segment=1).target.version == 0
    assert len(history(database, desk)) == 1


def test_going_back_restores_state_author_and_marks(database: Database, desk: World) -> None:
    save(database, desk, CYRILLIC, action=Action.CONFIRM)
    save(database, desk, "иначе", version=1, actor=desk.second)
    back = save(database, desk, CYRILLIC, version=2, actor=desk.second)
    assert back.target.state is State.TRANSLATED
    assert back.target.author_id == desk.translator.id


def test_autosaves_of_one_person_are_one_draft(database: Database, desk: World) -> None:
    for version, text in enumerate(["О", "Опол", "Ополчение"]):
        save(database, desk, text, version=version)
    save(database, desk, CYRILLIC, version=3, action=Action.CONFIRM)
    assert history(database, desk) == [(4, "confirm", "translated", CYRILLIC)]


def test_what_another_person_drafted_is_kept_when_taken_over(
    database: Database, desk: World
) -> None:
    save(database, desk, "черновик")
    save(database, desk, "мой", version=1, actor=desk.second)
    save(database, desk, "мой текст", version=2, actor=desk.second)
    assert history(database, desk) == [(1, "draft", "initial", "черновик")]


def test_a_draft_that_a_match_replaces_is_kept(database: Database, desk: World) -> None:
    save(database, desk, "черновик")
    match = save(database, desk, CYRILLIC, version=1, origin=Origin.MEMORY, score=0.9)
    assert (match.target.origin, match.target.score) == (Origin.MEMORY, 0.9)
    edited = save(database, desk, OTHER, version=2)
    assert (edited.target.origin, edited.target.score) == (Origin.MEMORY, 0.9)
    assert history(database, desk) == [(1, "draft", "initial", "черновик")]


def test_every_change_of_state_is_kept_once(database: Database, desk: World) -> None:
    save(database, desk, CYRILLIC, action=Action.CONFIRM)
    save(database, desk, "иначе", version=1, actor=desk.second)
    save(database, desk, "опять", version=2)
    assert history(database, desk) == [
        (1, "confirm", "translated", CYRILLIC),
        (2, "draft", "initial", "иначе"),
    ]


def test_the_history_tells_who_and_what_changed(database: Database, desk: World) -> None:
    save(database, desk, "Ополчение ушло.", action=Action.CONFIRM)
    save(database, desk, "Ополчение осталось.", version=1, actor=desk.second, action=Action.CONFIRM)
    versions, names = viewing.history_of(
        database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[0]
    )
    assert [names[v.row.actor_id or 0] for v in versions] == ["Second", "Translator"]
    assert [(s.change.value, s.text) for s in versions[0].difference] == [
        ("same", "Ополчение "),
        ("removed", "ушло"),
        ("added", "осталось"),
        ("same", "."),
    ]


def test_a_final_text_is_reopened_before_it_is_edited(database: Database, desk: World) -> None:
    save(database, desk, "Народное ополчение покинуло город.", action=Action.CONFIRM)
    for version, action in ((1, Action.APPROVE), (2, Action.SIGN_OFF)):
        reviewing.review(
            database,
            actor=desk.reviewer,
            edition_id=desk.edition,
            segment_id=desk.segments[0],
            version=version,
            action=action,
        )
    with pytest.raises(ActionNotOffered):
        save(database, desk, OTHER, version=3)


def test_an_empty_text_is_not_confirmed(database: Database, desk: World) -> None:
    save(database, desk, CYRILLIC)
    with pytest.raises(ActionRefused):
        save(database, desk, " ", version=1, action=Action.CONFIRM)


def test_an_outdated_draft_names_its_old_source_until_it_is_confirmed(
    database: Database, desk: World
) -> None:
    saved = save(database, desk, CYRILLIC, action=Action.CONFIRM)
    with writing(database) as connection:
        new = _new_source(connection, desk.segments[0], "The people's militia left.")
        targets.change(connection, saved.target.id or 0, seen=1, marks=[Mark.OUTDATED.value])
    draft = save(database, desk, OTHER, version=2)
    assert draft.target.segment_version_id == saved.target.segment_version_id
    confirmed = save(database, desk, OTHER, version=3, action=Action.CONFIRM)
    assert confirmed.target.segment_version_id == new
    assert confirmed.target.marks == frozenset()


def _new_source(connection: object, segment_id: int, text: str) -> int:
    from sqlalchemy import Connection, insert, update

    assert isinstance(connection, Connection)
    version_id = connection.execute(
        insert(tables.SegmentVersion)
        .values(segment_id=segment_id, source_version=2, text=text, codes=[], folded=text)
        .returning(tables.SegmentVersion.id)
    ).scalar_one()
    connection.execute(
        update(tables.Segment).where(tables.Segment.id == segment_id).values(text_id=version_id)
    )
    return version_id


# Who may


@pytest.mark.parametrize("who", ["reader"])
def test_who_may_not_translate_cannot_save(database: Database, desk: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        save(database, desk, CYRILLIC, actor=getattr(desk, who))


def test_a_stranger_does_not_learn_that_the_segment_is_there(
    database: Database, desk: World
) -> None:
    with pytest.raises(NotFound):
        save(database, desk, CYRILLIC, actor=desk.stranger)


def test_a_retired_segment_is_not_edited(database: Database, desk: World) -> None:
    with writing(database) as connection:
        connection.execute(
            tables.Segment.__table__.update()  # type: ignore[attr-defined] # a Table, says no stub
            .where(tables.Segment.id == desk.segments[0])
            .values(retired=True)
        )
    with pytest.raises(Conflict):
        save(database, desk, CYRILLIC)


# What is found


def test_findings_and_occurrences_are_stored_and_counted(database: Database, desk: World) -> None:
    saved = save(database, desk, "Террористы ушли из города.")
    assert saved.target.errors == 1
    assert saved.target.id is not None
    with reading(database) as connection:
        stored = findings.of_target(connection, saved.target.id)
        bound = occurrences.of_target(connection, saved.target.id)
        row = editing.find(connection, desk.edition, desk.segments[0]).target
    assert stored == saved.checked.found
    assert [f.finding.kind for f in stored if f.finding.check == "terminology"] == ["banned"]
    assert [(b.occurrence.text, b.source) for b in bound] == [("террористы", (4, 20))]
    assert (row.errors, row.checked_revision) == (1, 1)


def test_postings_follow_the_words_of_the_text(database: Database, desk: World) -> None:
    save(database, desk, "Ополчение ушло")
    saved = save(database, desk, "Ополчение осталось там", version=1)
    assert saved.target.id is not None
    with reading(database) as connection:
        stored = postings.forms_of_target(connection, saved.target.id)
        words = connection.execute(
            select(tables.Form.text).where(tables.Form.id.in_(stored))
        ).scalars()
        assert set(words) == {"ополчение", "осталось", "там"}
        found = postings.targets_with(connection, [postings.key("ru", "ополчение")])
        gone = postings.targets_with(connection, [postings.key("ru", "уйти")])
    assert found == {saved.target.id}
    assert gone == frozenset()


def test_a_rolled_back_form_is_not_remembered(database: Database, desk: World) -> None:
    def fail() -> None:
        with writing(database) as connection:
            postings.form_ids(connection, "ru", ["новослово"], lambda form: [form])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with writing(database) as connection:
        postings.form_ids(connection, "ru", ["другое"], lambda form: [form])
    saved = save(database, desk, "новослово другое")
    with reading(database) as connection:
        ids = postings.forms_of_target(connection, saved.target.id or 0)
        words = connection.execute(
            select(tables.Form.text).where(tables.Form.id.in_(ids))
        ).scalars()
        assert set(words) == {"новослово", "другое"}


def test_a_rendering_in_the_next_segment_softens_a_missing_one(database: Database) -> None:
    desk = factories.world(database, [("The militia left.", "It went home.")])
    alone = save(database, desk, "Они ушли.", segment=0)
    assert [f.severity.name for f in alone.checked.open if f.check == "terminology"] == ["ERROR"]
    beside = save(database, desk, "Ополчение пошло домой.", segment=1)
    assert [n.segment_id for n in beside.neighbours] == [desk.segments[0]]
    with reading(database) as connection:
        row = editing.find(connection, desk.edition, desk.segments[0]).target
    assert (row.errors, row.version) == (0, 1)


def test_a_changed_glossary_is_checked_against_at_the_next_save(
    database: Database, desk: World
) -> None:
    from dataclasses import replace

    from glossary.model import Status

    save(database, desk, "Ополчение ушло из города.")
    with reading(database) as connection:
        before = glossing.termbase(connection, desk.glossary)
    banned = replace(
        before,
        concepts=tuple(
            replace(
                concept,
                terms=tuple(
                    replace(term, status=Status.FORBIDDEN) if term.text == "ополчение" else term
                    for term in concept.terms
                ),
            )
            for concept in before.concepts
        ),
    )
    with writing(database) as connection:
        factories.change_glossary(connection, desk.glossary, banned)
    saved = save(database, desk, "Ополчение ушло из этого города.", version=1)
    assert saved.target.checked_revision == 2
    assert saved.target.errors == 1


def test_index_source_stores_terms_and_words(database: Database, desk: World) -> None:
    with writing(database) as connection:
        place = editing.find(connection, desk.edition, desk.segments[0])
        glossing.index_source(
            connection,
            [(place.text_id, place.source)],
            language="en",
            termbase=glossing.termbase(connection, desk.glossary),
            glossary_id=desk.glossary,
        )
    with reading(database) as connection:
        found = occurrences.of_source(connection, place.text_id)
        with_words = postings.sources_with(connection, [postings.key("en", "militia")])
    assert [(o.text, o.span, o.nested) for o in found] == [
        ("people's militia", (4, 20), False),
        ("militia", (13, 20), True),
    ]
    assert with_words == {place.text_id}


def test_a_save_takes_few_statements(database: Database, desk: World) -> None:
    from sqlalchemy import event

    save(database, desk, "Ополчение ушло из города.")
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(database.reader, "before_cursor_execute", note)
    save(database, desk, "Ополчение ушло из города 12.", version=1)
    counted = [s for s in statements if not s.startswith(("BEGIN", "PRAGMA"))]
    assert len(counted) <= 20, "\n".join(counted)
