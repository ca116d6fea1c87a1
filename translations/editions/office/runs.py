"""The tree of a block as runs: nested formats flattened, notes and links where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from translations.editions.addresses import address
from translations.editions.base import EditionBlock
from translations.editions.inline import (
    Marks,
    Node,
    NoteMark,
    Placeholder,
    Role,
    Spanning,
    literal,
    plain,
    role,
    tree,
    unwrapped,
)
from translations.editions.office.flow import Character, Footnote, Inline, Link, Run
from translations.model import BlockKind

_LOOKS = {
    Role.STRONG: Character.STRONG,
    Role.EMPHASIS: Character.EMPHASIS,
    Role.STRIKE: Character.STRIKE,
}
_CODE = Character.CODE


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the characters at one place of a text."""

    source_language: str
    untranslated: tuple[Run, ...]  #: what is said after words that are not translated
    marks: Marks
    notes: Mapping[int, Footnote]
    looks: frozenset[Character] = frozenset()
    language: str = ""
    in_link: bool = False

    def run(self, text: str, *looks: Character) -> Run:
        return Run(text, self.looks.union(looks), self.language)

    def within(self, look: Character) -> Setting:
        return replace(self, looks=self.looks | {look})


def inlines(block: EditionBlock, setting: Setting) -> tuple[Inline, ...]:
    """The words of a block, without its speaker; a wrapped line of the source is no break."""
    nodes = tree(block, setting.marks)
    if block.kind is not BlockKind.CODE:
        nodes = unwrapped(nodes)
    return tuple(_joined(_inlines(nodes, setting)))


def _inlines(nodes: Iterable[Node], setting: Setting) -> Iterator[Inline]:
    for node in nodes:
        match node:
            case str():
                yield setting.run(node)
            case Placeholder():
                yield from _placeholder(node, setting)
            case Spanning():
                yield from _spanning(node, setting)
            case NoteMark(number):
                yield setting.notes[number]
            case _:
                inside = replace(setting, language=setting.source_language)
                yield from _inlines(node.children, inside.within(Character.UNTRANSLATED))
                yield from setting.untranslated


def _placeholder(node: Placeholder, setting: Setting) -> Iterator[Inline]:
    meaning, written = role(node.code), literal(node.code)
    if not written:
        return
    if meaning in (Role.LINK, Role.IMAGE):
        yield from _link(written, [setting.run(written)], setting)
    else:
        yield setting.run(written, *([_CODE] if meaning is Role.CODE else []))


def _spanning(node: Spanning, setting: Setting) -> Iterator[Inline]:
    meaning = role(node.code)
    if meaning is Role.CODE:  # verbatim: nothing in it is markup
        yield setting.run(plain(node.children), _CODE)
    elif meaning in (Role.LINK, Role.IMAGE):
        inside = list(_inlines(node.children, replace(setting, in_link=True)))
        yield from _link(node.code.href, inside, setting)
    elif meaning in _LOOKS:
        yield from _inlines(node.children, setting.within(_LOOKS[meaning]))
    else:
        yield from _inlines(node.children, setting)


def _link(href: str, inside: list[Inline], setting: Setting) -> Iterator[Inline]:
    """The words, linked where that is safe and they are in no link already."""
    target = "" if setting.in_link else address(href)
    runs = tuple(each for each in inside if isinstance(each, Run))
    if target and runs and len(runs) == len(inside):  # no note is called within a link
        yield Link(target, runs)
    else:
        yield from inside


def _joined(content: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbours of one look as one run."""
    held: Run | None = None
    for each in content:
        if isinstance(each, Run) and held is not None and _alike(held, each):
            held = replace(held, text=held.text + each.text)
            continue
        if held is not None:
            yield held
        held = each if isinstance(each, Run) else None
        if held is None:
            yield each
    if held is not None:
        yield held


def _alike(one: Run, other: Run) -> bool:
    return (one.looks, one.language) == (other.looks, other.language)
