"""The glossary as it changes: revisions that can be read back, arguments, news, refusals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import select

from glossary.merging import ConceptDifference
from glossary.model import (
    ANY,
    CaseRule,
    Concept,
    Policy,
    Rule,
    Severity,
    Status,
    Term,
    TermBase,
    Voice,
)
from glossary.termbases import shipped
from tests.workbench import factories
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Actor, Role
from workbench.services import terms
from workbench.services.terms import RECHECK, Committed
from workbench.storage import feed, glossaries, tables, term_history
from workbench.storage import terms as stored
from workbench.storage.engine import Database, reading, writing
from workbench.storage.terms import Argument

FIRST = replace(
    factories.TERMBASE,
    concepts=tuple(
        replace(c, why_contested="Each side has its word.") if c.contested else c
        for c in factories.TERMBASE.concepts
    ),
)
WHY = Argument(summary="Decided", question="Which word?", text="Both sides use it.", dissent="One.")
#: Cyrillic, Ukrainian with its apostrophe, a character outside the Basic Multilingual Plane.
ODD = Concept(
    id="odd",
    subject="Ґрунт і м’ята",
    definition="Ополчение — «ополчення» 𝄞 e\u0301.",
    contested=True,
    why_contested="Ёлки, їжаки.",
    note="𝄞",
    terms=(
        Term(
            id="",
            concept="odd",
            language="uk",
            text="м’яч 𝄞",
            status=Status.FORBIDDEN,
            part_of_speech="noun",
            usage="Лише «так».",
            case=CaseRule.AS_WRITTEN,
            ambiguous=True,
            renders=("coup d'état", "зміна"),
            forms=("м’ячі",),
            excepted=("м’ячу",),
        ),
        Term(id="", concept="odd", language="sr-Latn", text="đ"),
    ),
)


@dataclass(frozen=True)
class Words:
    """A glossary that two projects share, and somebody who may change it."""

    database: Database
    glossary: int
    projects: tuple[int, int]
    actor: Actor
    reader: Actor
    stranger: Actor

    def read(self) -> TermBase:
        return terms.read(self.database, actor=None, glossary_id=self.glossary)

    def concept(self, ident: str) -> Concept:
        found = self.read().concept(ident)
        assert found is not None
        return found

    def at(self, revision: int) -> TermBase:
        with reading(self.database) as connection:
            return term_history.read_at(connection, self.glossary, revision)

    def versions(self) -> dict[str, int]:
        with reading(self.database) as connection:
            return dict(stored.versions(connection, self.glossary))

    def save(self, concept: Concept, **more: Any) -> Committed:
        version = more.pop("version", self.versions().get(concept.id, 0))
        given = {"actor": self.actor, "argument": WHY, **more}
        return terms.save_concept(
            self.database, glossary_id=self.glossary, concept=concept, version=version, **given
        )

    def remove(self, ident: str, version: int | None = None) -> Committed:
        return terms.remove_concept(
            self.database,
            actor=self.actor,
            glossary_id=self.glossary,
            ident=ident,
            version=self.versions()[ident] if version is None else version,
            argument=WHY,
        )

    def save_policy(self, policy: Policy, version: int | None = None) -> Committed:
        with reading(self.database) as connection:
            known = stored.policy_versions(connection, self.glossary)
        return terms.save_policy(
            self.database,
            actor=self.actor,
            glossary_id=self.glossary,
            policy=policy,
            version=known.get(policy.name, 0) if version is None else version,
            argument=WHY,
        )

    def rows(self, table: type[tables.Table], *names: str) -> list[tuple[Any, ...]]:
        columns = [table.__table__.c[name] for name in names]
        with reading(self.database) as connection:
            found = connection.execute(select(*columns).order_by(table.__table__.c["id"]))
            return [tuple(row) for row in found]

    def changed_at(self) -> dict[str, int]:
        return dict(self.rows(tables.Concept, "ident", "changed_revision"))


@pytest.fixture
def words(database: Database) -> Words:
    glossary = terms.install(database, actor=None, name="Words", content=FIRST)
    with writing(database) as connection:
        one, two = (
            factories.add_project(connection, glossary_id=glossary, slug=slug)
            for slug in ("one", "two")
        )
        return Words(
            database,
            glossary,
            (one, two),
            factories.add_user(connection, "olena", project_id=one, roles=[Role.TERMINOLOGIST]),
            factories.add_user(connection, "ivan", project_id=two, roles=[Role.READER]),
            factories.add_user(connection, "nobody"),
        )


def without_keys(base: TermBase) -> TermBase:
    concepts = (replace(c, terms=tuple(replace(t, id="") for t in c.terms)) for c in base.concepts)
    return replace(base, concepts=tuple(concepts), revision=0, name="", description="")


# What is stored is what was said


def test_a_glossary_comes_back_as_it_was_installed(words: Words) -> None:
    assert without_keys(words.read()) == without_keys(FIRST)
    assert words.read().revision == 1
    assert words.at(1) == words.read()


def test_the_shipped_glossary_comes_back_as_it_was(database: Database) -> None:
    glossary = terms.install(database, actor=None, name="Shipped", content=shipped())
    base = terms.read(database, actor=None, glossary_id=glossary)
    assert without_keys(base) == without_keys(shipped())
    with reading(database) as connection:
        assert term_history.read_at(connection, glossary, 1) == base


def test_any_text_of_a_concept_comes_back_as_it_was(words: Words) -> None:
    words.save(ODD)
    found = words.concept("odd")
    assert replace(found, terms=tuple(replace(t, id="") for t in found.terms)) == ODD
    assert all(term.id for term in found.terms)


def test_a_policy_comes_back_as_it_was(words: Words) -> None:
    rule = Rule(
        concept="coup",
        language="uk",
        required=("«переворот»",),
        also_allowed=("зміна влади 𝄞",),
        forbidden=("путч",),
        first_mention="так званий переворот",
        voices=frozenset({Voice.NARRATION, Voice.QUESTION}),
        severity=Severity.NOTE,
        rationale="Щоб читач зрозумів.",
    )
    policy = Policy(name="Дім", extends="speaker", description="Наш дім", rules=(rule, Rule()))
    words.save_policy(policy)
    assert words.read().policy("Дім") == policy
    assert words.at(2) == words.read()


# Revisions


def test_every_revision_can_be_read_back_as_it_stood(words: Words) -> None:
    stood = [words.read()]
    coup = words.concept("coup")
    changes: tuple[Callable[[], Committed], ...] = (
        lambda: words.save(ODD),
        lambda: words.save(replace(coup, definition="A definition.", terms=coup.terms[1:])),
        lambda: words.save_policy(Policy(name="late", extends="descriptive")),
        lambda: words.remove("republic"),
        lambda: words.save(replace(words.concept("odd"), terms=())),
        lambda: words.save(Concept(id="republic", note="Again.")),
        lambda: terms.remove_policy(
            words.database, actor=words.actor, glossary_id=words.glossary, name="late",
            version=1, argument=WHY,
        ),
    )  # fmt: skip
    for number, change in enumerate(changes, 2):
        assert change().revision == number
        stood.append(words.read())
    for base in stood:
        found = words.at(base.revision)
        assert found.policies == base.policies
        assert {c.id: c for c in found.concepts} == {c.id: c for c in base.concepts}


def test_a_term_keeps_its_key_through_changes_and_a_new_one_gets_its_own(words: Words) -> None:
    before = words.concept("opolchenie")
    first, *others = before.terms
    new = Term(id="", concept="opolchenie", language="ru", text="дружина")
    banned = replace(first, text="a militia", status=Status.FORBIDDEN)
    words.save(replace(before, terms=(new, *others, banned)))
    after = words.concept("opolchenie")
    assert [t.text for t in after.terms] == ["дружина", *(t.text for t in others), "a militia"]
    assert after.terms[-1] == banned
    assert after.terms[0].id not in {t.id for t in before.terms}


def test_what_renders_a_term_follows_it_into_another_spelling(words: Words) -> None:
    def term(language: str, text: str, **more: Any) -> Term:
        return Term(id="", concept="fall", language=language, text=text, **more)

    words.save(
        Concept(id="fall", terms=(term("en", "coup"), term("ru", "переворот", renders=("coup",))))
    )
    stands = words.concept("fall")
    written = (replace(t, text="coup d'état") if t.text == "coup" else t for t in stands.terms)
    words.save(replace(stands, terms=tuple(written)))
    assert [t.renders for t in words.concept("fall").terms] == [(), ("coup d'état",)]


def test_what_has_no_name_is_told_by_its_reason_alone(words: Words) -> None:
    with pytest.raises(InvalidInput, match=r"^The short name takes") as refused:
        words.save(Concept(id=""), version=0)
    assert refused.value.field == "id"


def test_what_changes_nothing_makes_no_revision(words: Words) -> None:
    before = words.read()
    assert words.save(words.concept("coup")) == Committed(revision=1, job_id=None)
    assert words.save_policy(before.policies[0]).job_id is None
    assert words.read() == before
    assert len(words.rows(tables.Revision, "number")) == 1


def test_a_concept_that_comes_back_begins_anew_with_its_history_kept(words: Words) -> None:
    words.remove("republic")
    assert words.read().concept("republic") is None
    words.save(Concept(id="republic", terms=(Term(
        id="", concept="republic", language="ru", text="республика"),
    )))  # fmt: skip
    (again,) = words.concept("republic").terms
    kept = words.rows(tables.ConceptVersion, "revision", "body")
    assert [body is None for revision, body in kept if revision in {2, 3}] == [True, False]
    assert again.id not in {t.id for c in words.at(1).concepts for t in c.terms}


# Arguments, news, jobs


def test_every_change_is_argued_for_and_told_to_every_project(words: Words) -> None:
    committed = words.save(ODD)
    columns = ("revision", "question", "argument", "dissent", "actor_id")
    assert words.rows(tables.Decision, *columns)[-1] == (
        *(2, "Which word?", "Both sides use it.", "One.", words.actor.id),
    )
    assert words.rows(tables.Revision, "number", "summary", "actor_id")[-1] == (
        *(2, "Decided", words.actor.id),
    )
    assert words.rows(tables.Job, "id", "kind", "arguments")[-1] == (
        committed.job_id,
        RECHECK,
        {"glossary": words.glossary, "before": 1, "after": 2},
    )
    for project in words.projects:
        with reading(words.database) as connection:
            (told,) = feed.newest(connection, project)
        assert (told.kind, told.actor_id, told.number) == ("glossary.changed", words.actor.id, 1)
        assert told.facts == {"glossary": words.glossary, "revision": 2, "summary": "Decided"}


def test_a_decision_knows_its_concept(words: Words) -> None:
    words.save(ODD, argument=replace(WHY, concept="odd"))
    with reading(words.database) as connection:
        rows = glossaries.concept_rows(connection, words.glossary)
    assert words.rows(tables.Decision, "concept_id")[-1] == (rows["odd"],)


# When a concept last changed


def test_a_change_of_a_concept_dates_that_concept_alone(words: Words) -> None:
    words.save(replace(words.concept("coup"), contested=False))
    assert words.changed_at() == {"opolchenie": 1, "coup": 2, "republic": 1}


def test_a_rule_dates_its_concept_and_a_rule_for_all_every_one(words: Words) -> None:
    words.save_policy(Policy(name="plain", rules=(Rule(concept="coup", required=("x",)),)))
    assert words.changed_at() == {"opolchenie": 1, "coup": 2, "republic": 1}
    words.save_policy(Policy(name="strict", rules=(Rule(concept=ANY, severity=Severity.ERROR),)))
    assert set(words.changed_at().values()) == {3}


def test_inheriting_rules_dates_their_concepts(words: Words) -> None:
    words.save_policy(Policy(name="heir", extends="descriptive"))
    assert words.changed_at() == {"opolchenie": 2, "coup": 1, "republic": 1}
    words.save_policy(Policy(name="heir"))
    assert words.changed_at()["opolchenie"] == 3


# Two people


def test_a_stale_save_is_refused_with_what_stands_now(words: Words) -> None:
    version = words.versions()["coup"]
    words.save(replace(words.concept("coup"), definition="Mine."))
    with pytest.raises(StaleVersion) as stale:
        words.save(replace(words.concept("coup"), definition="Theirs."), version=version)
    assert stale.value.current["definition"] == "Mine."
    assert stale.value.current["version"] == version + 1
    assert words.concept("coup").definition == "Mine."
    with pytest.raises(StaleVersion):
        words.remove("coup", version)


def test_a_stale_policy_is_refused_with_what_stands_now(words: Words) -> None:
    words.save_policy(Policy(name="speaker", description="First."))
    with pytest.raises(StaleVersion) as stale:
        words.save_policy(Policy(name="speaker", description="Second."), version=1)
    assert stale.value.current["description"] == "First."


def test_a_name_that_is_taken_and_an_entry_that_is_gone_are_told_apart(words: Words) -> None:
    with pytest.raises(InvalidInput) as taken:
        words.save(Concept(id="coup"), version=0)
    assert taken.value.field == "id"
    with pytest.raises(InvalidInput):
        words.save_policy(Policy(name="speaker"), version=0)
    words.remove("coup")
    for version in (1, 2):
        with pytest.raises(NotFound):
            words.save(Concept(id="coup"), version=version)
    with pytest.raises(NotFound):
        words.save_policy(Policy(name="nowhere"), version=1)


# Refusals


def test_a_second_preferred_term_is_refused_saved_and_imported_and_both_are_named(
    words: Words,
) -> None:
    before = words.read()
    both = tuple(
        Term(id="", concept="odd", language="uk", text=text, status=Status.PREFERRED)
        for text in ("м’яч", "куля")
    )
    twice = replace(ODD, terms=both)
    with pytest.raises(InvalidInput, match="odd: “м’яч” and “куля” are both preferred") as saved:
        words.save(twice)
    with pytest.raises(InvalidInput, match="odd: “м’яч” and “куля” are both preferred"):
        terms.import_termbase(
            words.database,
            actor=words.actor,
            glossary_id=words.glossary,
            incoming=TermBase(concepts=(twice,)),
            source="twice.tbx",
        )
    assert saved.value.field == "status"
    assert words.read() == before


def test_an_unsound_change_is_refused_whole(words: Words) -> None:
    before = words.read()
    with pytest.raises(InvalidInput) as wrong:
        words.save(Concept(id="new", contested=True))
    assert wrong.value.field == "why_contested"
    with pytest.raises(InvalidInput):
        words.remove("opolchenie")  # a rule is for it
    assert words.read() == before


def test_a_character_that_no_file_can_hold_is_refused_with_its_place(words: Words) -> None:
    before = words.read()
    bad = replace(words.concept("coup"), definition="a\x0bb")
    with pytest.raises(InvalidInput, match=r"coup: In “definition” stands U\+000B") as wrong:
        words.save(bad)
    assert wrong.value.field == "definition"
    assert words.read() == before


@pytest.mark.parametrize(
    ("sentences", "field", "said"),
    [
        ({"must_match": ("Їжаки сплять.", "Нікого немає.")}, "must_match", "Нікого немає."),
        ({"must_not_match": ("Бачу їжака.",)}, "must_not_match", "Бачу їжака."),
    ],
)
def test_a_term_that_fails_its_sentences_is_refused_with_the_reason(
    words: Words, sentences: dict[str, tuple[str, ...]], field: str, said: str
) -> None:
    given: dict[str, Any] = dict(sentences)
    term = Term(id="", concept="hog", language="uk", text="їжак")
    concept = Concept(id="hog", terms=(replace(term, **given),))
    with pytest.raises(InvalidInput) as refused:
        words.save(concept, version=0)
    assert refused.value.field == field
    assert said in refused.value.reason.english
    assert words.read().concept("hog") is None


def test_only_whom_a_project_lets_in_may_read_and_only_terminologists_change(words: Words) -> None:
    assert terms.read(words.database, actor=words.reader, glossary_id=words.glossary).concepts
    with pytest.raises(NotFound):
        terms.read(words.database, actor=words.stranger, glossary_id=words.glossary)
    for actor, refusal in ((words.reader, NotAllowed), (words.stranger, NotFound)):
        with pytest.raises(refusal):
            words.save(ODD, actor=actor)
        with pytest.raises(refusal):
            terms.import_termbase(
                words.database, actor=actor, glossary_id=words.glossary, incoming=FIRST, source="x"
            )
        with pytest.raises(NotAllowed):
            terms.install(words.database, actor=actor, name="Mine", content=FIRST)


def test_a_glossary_is_installed_whole_or_not_at_all(words: Words) -> None:
    with pytest.raises(Conflict):
        terms.install(words.database, actor=None, name="Words", content=FIRST)
    bad = TermBase(concepts=(Concept(id="Bad Name"),))
    with pytest.raises(InvalidInput):
        terms.install(words.database, actor=None, name="Bad", content=bad)
    assert words.rows(tables.Glossary, "name") == [("Words",)]


# Import


def incoming() -> TermBase:
    """A file: one concept changed, one new, one as it is here; term keys of its own."""
    levy, coup, _ = FIRST.concepts
    strange = tuple(replace(term, id=f"t{n}ff") for n, term in enumerate(levy.terms[:-1]))
    new = Term(id="t9", concept="opolchenie", language="de", text="Miliz")
    return TermBase(
        concepts=(replace(levy, terms=(*strange, new)), coup, Concept(id="zmina", note="Нове")),
        policies=(FIRST.policies[0], Policy(name="new")),
    )


def test_a_preview_tells_what_an_import_would_do_and_does_nothing(words: Words) -> None:
    before = words.read()
    preview = terms.preview_import(
        words.database, actor=words.actor, glossary_id=words.glossary, incoming=incoming()
    )
    assert preview.revision == 1
    found = preview.difference
    assert [each.concept.id for each in found.new] == ["zmina"]
    (changed,) = found.changed
    assert isinstance(changed, ConceptDifference)
    assert [t.text for t in changed.come] == ["Miliz"]
    assert [t.text for t in changed.gone] == ["терористи"]
    assert changed.altered == ()
    assert found.unchanged == ("coup", "republic")
    assert [(each.name, each.before) for each in found.policies] == [("new", None)]
    assert words.read() == before


def test_an_import_merges_and_terms_keep_their_keys(words: Words) -> None:
    before = words.read()
    committed = terms.import_termbase(
        words.database,
        actor=words.actor,
        glossary_id=words.glossary,
        incoming=incoming(),
        source="file.tbx",
        seen=1,
    )
    assert committed.revision == 2
    after = words.read()
    assert [c.id for c in after.concepts] == ["opolchenie", "coup", "republic", "zmina"]
    assert after.concepts[1:3] == before.concepts[1:3]
    keys = {(t.language, t.text): t.id for t in before.concepts[0].terms}
    for term in after.concepts[0].terms:
        assert term.id == keys.get((term.language, term.text), term.id)
    assert words.rows(tables.Revision, "summary")[-1] == ("Imported file.tbx",)
    again = terms.import_termbase(
        words.database,
        actor=words.actor,
        glossary_id=words.glossary,
        incoming=incoming(),
        source="",
    )
    assert again == Committed(revision=2, job_id=None)


def test_an_import_that_was_previewed_at_another_revision_is_refused(words: Words) -> None:
    words.save(ODD)
    with pytest.raises(StaleVersion):
        terms.import_termbase(
            words.database, actor=words.actor, glossary_id=words.glossary,
            incoming=incoming(), source="file.tbx", seen=1,
        )  # fmt: skip
    assert words.read().revision == 2
