"""How breaches of a shape are said."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from glossary.saying import Joint, Message, listed, say


def lacks_attribute(element: etree._Element, name: str) -> Message:
    return say(
        "<%(element)s> has no attribute “%(attribute)s”.", element=tag(element), attribute=name
    )


def strange_attribute(element: etree._Element, name: str) -> Message:
    return say(
        "<%(element)s> may not have the attribute “%(attribute)s”.",
        element=tag(element),
        attribute=name,
    )


def wrong_value(element: etree._Element, name: str, value: str, wanted: Message) -> Message:
    return say(
        "“%(attribute)s” of <%(element)s> is “%(value)s”; expected is %(wanted)s.",
        element=tag(element),
        attribute=name,
        value=brief(value),
        wanted=wanted,
    )


def holds_text(element: etree._Element) -> Message:
    return say("<%(element)s> may not hold text of its own.", element=tag(element))


def lacks_element(element: etree._Element, names: Sequence[str]) -> Message:
    return say(
        "<%(element)s> has no %(names)s.",
        element=tag(element),
        names=listed((f"<{name}>" for name in names), Joint.OR),
    )


def strange_element(child: etree._Element) -> Message:
    return say(
        "<%(element)s> may not stand in <%(parent)s>.", element=tag(child), parent=_parent(child)
    )


def second_element(child: etree._Element) -> Message:
    return say(
        "<%(parent)s> has more than one <%(element)s>.", element=tag(child), parent=_parent(child)
    )


def element_out_of_order(child: etree._Element) -> Message:
    return say(
        "<%(element)s> does not stand at its place in <%(parent)s>.",
        element=tag(child),
        parent=_parent(child),
    )


def tag(element: etree._Element) -> str:
    """The name of an element as its file writes it."""
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name


def brief(value: str) -> str:
    """A value, short enough for a line."""
    shown = " ".join(value.split()) or value
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _parent(child: etree._Element) -> str:
    parent = child.getparent()
    return "" if parent is None else tag(parent)
