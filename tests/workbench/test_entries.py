"""Every field of every entry of a glossary is stored, and read back at each revision."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from glossary.model import Concept, Policy, Rule, Term, TermBase
from workbench.services import terms
from workbench.storage import glossaries, term_history
from workbench.storage.bodies import built, plain
from workbench.storage.engine import Database, reading

ENTRIES = (Concept, Term, Policy, Rule)
#: What a term base takes for fields that are not just words.
_CHECKED = {"date": "2014-05", "valid_from": "2014", "valid_until": "2015", "language": "uk"}


def filled(hint: Any, name: str) -> Any:
    """A value of a type that no default is equal to."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return filled(next(each for each in inner if each is not type(None)), name)
    if origin in {tuple, frozenset}:
        return origin((filled(inner[0], f"one of {name}"),))
    if is_dataclass(hint):
        return whole(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return list(hint)[-1]
    return True if hint is bool else _CHECKED.get(name, f"Їжак «{name}» 𝄞")


def whole(kind: Any) -> Any:
    """An entry in which every field says something."""
    hints = get_type_hints(kind)
    return kind(**{each.name: filled(hints[each.name], each.name) for each in fields(kind)})


def a_term(**more: Any) -> Term:
    term: Term = whole(Term)
    return replace(term, concept="c", language="uk", text="їжак", **more)


def a_base() -> TermBase:
    """A term base of one concept and two policies, all of whose fields say something."""
    concept = replace(whole(Concept), id="c", terms=(a_term(),), references=())
    sentences = {"must_match": ("Тут Їжак.",), "must_not_match": ("Тут нікого.",)}
    term = replace(a_term(id="", forms=("їжачище",), excepted=(), **sentences))
    concept = replace(concept, terms=(term,))
    rule = replace(whole(Rule), concept="c", language="uk")
    policies = (
        Policy(name="first"),
        replace(whole(Policy), name="second", extends="first", rules=(rule,)),
    )
    return TermBase(name="Words", concepts=(concept,), policies=policies)


def in_all(entry: Any) -> Iterator[Any]:
    """An entry and all entries in it."""
    yield entry
    for each in fields(entry):
        value = getattr(entry, each.name)
        for inner in value if isinstance(value, tuple) else ():
            if is_dataclass(inner):
                yield from in_all(inner)


@pytest.mark.parametrize("kind", ENTRIES, ids=lambda kind: kind.__name__)
def test_every_field_survives_the_way_to_json_and_back(kind: type[Any]) -> None:
    entry = whole(kind)
    assert built(kind, json.loads(json.dumps(plain(entry)))) == entry


@pytest.mark.parametrize("kind", ENTRIES, ids=lambda kind: kind.__name__)
def test_what_an_older_body_does_not_have_takes_its_default(kind: type[Any]) -> None:
    needed = {"id": "t1", "concept": "c", "language": "uk", "text": "їжак", "name": "first"}
    body = {name: value for name, value in needed.items() if name in kind.__dataclass_fields__}
    assert built(kind, body) == kind(**body)


def test_every_field_of_every_entry_is_stored_and_read_back(database: Database) -> None:
    base = a_base()
    glossary_id = terms.install(database, actor=None, name="Words", content=base)
    with reading(database) as connection:
        now = glossaries.read_termbase(connection, glossary_id)
        then = term_history.read_at(connection, glossary_id, 1)
    (concept,) = base.concepts
    (term,) = concept.terms
    key = now.concepts[0].terms[0].id
    assert now.concepts == (replace(concept, terms=(replace(term, id=key),)),)
    assert now.policies == base.policies
    assert (then.concepts, then.policies) == (now.concepts, now.policies)


def test_the_base_of_this_test_leaves_no_field_at_its_default() -> None:
    """A field that is added to an entry is tested from that day on."""
    left_by_choice = {"id", "references", "excepted", "extends", "terms", "rules", "description"}
    base = a_base()
    entries = [e for top in (*base.concepts, base.policies[1]) for e in in_all(top)]
    silent = {
        each.name
        for entry in entries
        for each in fields(entry)
        if not getattr(entry, each.name) and each.name not in left_by_choice
    }
    assert silent == set()
