"""`glossary diff`: what one term base says that another does not; no database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import click

from glossary.errors import GlossaryError
from glossary.merging import Altered, ConceptDifference, PolicyDifference, compare
from glossary.model import Concept, Rule, Term, TermBase
from workbench.commands.answers import Exit, print_json, print_text
from workbench.commands.lint import read_termbase

_place = click.Path(exists=True, path_type=Path)


@click.command("diff")
@click.argument("old", type=_place)
@click.argument("new", type=_place)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def glossary_diff(old: Path, new: Path, *, as_json: bool) -> None:
    """Tell what NEW says that OLD does not: TBX, XLSX or TOML files, folders or zips of CSV.

    Exit status: 0 they say the same, 1 they differ, 2 one cannot be read.
    """
    try:
        before, after = read_termbase(old), read_termbase(new)
    except GlossaryError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}.") from error
    told = list(changes(before, after))
    for change in told:
        if as_json:
            print_json(change)
        else:
            print_text(_line(change))
    sys.exit(Exit.ERRORS if told else Exit.CLEAN)


def changes(before: TermBase, after: TermBase) -> Iterator[dict[str, object]]:
    """Every single change, in the order of the term base; a term is known by its text."""
    difference = compare(*(_keyed_by_text(base) for base in (before, after)))
    for entry in difference.new:
        yield {"change": "added", "concept": entry.concept.id}
        yield from _terms("added", entry.come)
    for entry in difference.changed:
        yield from _changed(entry)
    for entry in difference.removed:
        yield {"change": "removed", "concept": entry.concept.id}
    for policy in difference.policies:
        yield from _policy(policy)


def _changed(entry: ConceptDifference) -> Iterator[dict[str, object]]:
    assert entry.before is not None
    assert entry.after is not None
    for name in entry.fields:
        yield _altered(entry.concept.id, name, entry.before, entry.after)
    yield from _terms("added", entry.come)
    yield from _terms("removed", entry.gone)
    for each in entry.altered:
        yield from _altered_term(each)


def _terms(change: str, terms: tuple[Term, ...]) -> Iterator[dict[str, object]]:
    for term in terms:
        yield {
            "change": change,
            "concept": term.concept,
            "language": term.language,
            "term": term.text,
            "status": term.status.value,
        }


def _altered_term(each: Altered) -> Iterator[dict[str, object]]:
    for name in each.fields:
        told = _altered(each.after.concept, name, each.before, each.after)
        yield {**told, "language": each.after.language, "term": each.after.text}


def _altered(
    concept: str, name: str, before: Concept | Term, after: Concept | Term
) -> dict[str, object]:
    return {
        "change": "altered",
        "concept": concept,
        "field": name,
        "before": _plain(getattr(before, name)),
        "after": _plain(getattr(after, name)),
    }


def _policy(entry: PolicyDifference) -> Iterator[dict[str, object]]:
    before, after = entry.before, entry.after
    if before is None or after is None:
        yield {"change": "added" if before is None else "removed", "policy": entry.name}
        return
    for field in entry.fields:
        told = {"before": getattr(before, field), "after": getattr(after, field)}
        yield {"change": "altered", "policy": entry.name, "field": field, **told}
    for rule in entry.gone:
        yield _rule("removed", entry.name, rule, None)
    for each in entry.altered:
        yield _rule("altered", entry.name, each.before, each.after)
    for rule in entry.come:
        yield _rule("added", entry.name, None, rule)


def _rule(change: str, policy: str, before: Rule | None, after: Rule | None) -> dict[str, object]:
    rule = after or before
    assert rule is not None
    return {
        "change": change,
        "policy": policy,
        "concept": rule.concept,
        "language": rule.language,
        "voices": sorted(rule.voices),
        "before": _plain(before),
        "after": _plain(after),
    }


def _keyed_by_text(base: TermBase) -> TermBase:
    """Term keys are a file's own; between two files only the words count."""
    return replace(
        base,
        concepts=tuple(
            replace(
                concept,
                terms=tuple(replace(t, id=f"{t.language} {t.text}") for t in concept.terms),
            )
            for concept in base.concepts
        ),
    )


def _plain(value: object) -> object:
    """A value of the model as JSON has it: what says nothing is left out."""
    if isinstance(value, tuple | list | frozenset | set):
        plain = [_plain(each) for each in value]
        return sorted(plain, key=str) if isinstance(value, frozenset | set) else plain
    if hasattr(value, "__dataclass_fields__"):
        held = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}  # type: ignore[arg-type] # it is one
        return {name: each for name, each in held.items() if each not in ("", [], None, False)}
    return value


def _line(change: dict[str, object]) -> str:
    sign = {"added": "+", "removed": "-", "altered": "~"}[str(change["change"])]
    named = ["policy"] if change.get("policy") else []
    named += [str(change[name]) for name in ("policy", "concept", "language") if change.get(name)]
    if "term" in change:
        named.append(f"“{change['term']}”")
    if "status" in change:
        named.append(f"({change['status']})")
    if "field" in change:
        named.append(f"{change['field']}: {change['before']} → {change['after']}")
    elif "before" in change:
        named.append(f"{change['before'] or 'nothing'} → {change['after'] or 'nothing'}")
    return f"{sign} {' '.join(named)}"
