"""Concepts of other programs under names that this one can have in addresses."""

from __future__ import annotations

from glossary.formats.short_names import with_short_names
from glossary.formats.strangers import open_files
from glossary.model import Concept, Policy, Reference, Relation, Rule, Term, TermBase
from glossary.validation import problems

ENTRY = """<termEntry id="{0}"><langSet xml:lang="en"><tig><term>{1}</term></tig></langSet>
</termEntry>"""
MARTIF = """<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p>
</sourceDesc></fileDesc></martifHeader><text><body>{}</body></text></martif>"""


def concept(name: str, *references: str) -> Concept:
    return Concept(
        id=name,
        terms=(Term(id=f"t{name}", concept=name, language="en", text=name),),
        references=tuple(Reference(relation=Relation.RELATED, concept=c) for c in references),
    )


def test_what_has_a_short_name_keeps_it() -> None:
    base = TermBase(concepts=(concept("levy", "war-2014"), concept("war-2014")))
    assert with_short_names(base) is base


def test_all_that_names_a_concept_follows_its_new_name() -> None:
    rule = Rule(concept="eid-Oracle.67", required=("x",))
    base = TermBase(
        concepts=(concept("eid-Oracle.67", "Опір"), concept("Опір", "eid-Oracle.67")),
        policies=(Policy(name="house", rules=(rule, Rule(required=("y",)))),),
    )
    found = with_short_names(base)
    assert [c.id for c in found.concepts] == ["eid-oracle-67", "opir"]
    assert [c.terms[0].concept for c in found.concepts] == ["eid-oracle-67", "opir"]
    assert [c.references[0].concept for c in found.concepts] == ["opir", "eid-oracle-67"]
    assert [rule.concept for rule in found.policies[0].rules] == ["eid-oracle-67", "*"]
    assert problems(found) == ()


def test_no_two_concepts_come_to_one_name() -> None:
    base = TermBase(concepts=(concept("Levy"), concept("levy"), concept("LEVY"), concept("???")))
    names = [c.id for c in with_short_names(base).concepts]
    assert names[:3] == ["levy-2", "levy", "levy-3"]
    assert len(set(names)) == 4
    assert len(with_short_names(TermBase(concepts=(concept("a" * 5_000),))).concepts[0].id) <= 100
    assert with_short_names(base) == with_short_names(base)


def test_a_file_of_another_program_can_be_kept_as_it_comes() -> None:
    content = MARTIF.format(ENTRY.format("eid-VocCod-211.01", "copyist")).encode()
    found = open_files({"words.tbx": content}).termbase
    assert found is not None
    assert [c.id for c in found.concepts] == ["eid-voccod-211-01"]
    assert problems(found) == ()
