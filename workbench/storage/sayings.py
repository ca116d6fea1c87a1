"""Messages of the core as the JSON in which they are kept, and back: the template and its facts.

So a finding that was stored for one reader is said to the next in another language.
"""

from __future__ import annotations

from typing import Any

from glossary.saying import Counted, Fact, Joint, LanguageName, Listed, Message

#: A template, then its facts by name, then the message that follows; what is not there is left out.
Kept = list[Any]


def to_json(message: Message) -> Kept:
    kept: Kept = [message.template]
    if message.facts or message.then is not None:
        kept.append({name: _fact_to_json(fact) for name, fact in message.facts})
    if message.then is not None:
        kept.append(to_json(message.then))
    return kept


def from_json(kept: Kept | str) -> Message:
    """Read what was kept; older rows keep the words themselves, in English."""
    if isinstance(kept, str):
        return Message(template=kept)
    facts: dict[str, Any] = kept[1] if len(kept) > 1 else {}
    return Message(
        template=kept[0],
        facts=tuple((name, _fact_from_json(fact)) for name, fact in facts.items()),
        then=from_json(kept[2]) if len(kept) > 2 else None,
    )


def _fact_to_json(fact: Fact) -> Any:
    match fact:
        case Message():
            return to_json(fact)
        case Listed():
            return {"joint": fact.joint, "items": [_fact_to_json(each) for each in fact.items]}
        case Counted():
            return {"one": fact.one, "many": fact.many, "number": fact.number}
        case LanguageName():
            return {"code": fact.code, "english": fact.english}
    return fact


def _fact_from_json(kept: Any) -> Fact:
    match kept:
        case str() | int():
            return kept
        case list():
            return from_json(kept)
        case {"joint": joint, "items": items}:
            return Listed(joint=Joint(joint), items=tuple(map(_fact_from_json, items)))
        case {"one": one, "many": many, "number": number}:
            return Counted(one=one, many=many, number=number)
        case {"code": code, "english": english}:
            return LanguageName(code=code, english=english)
    raise ValueError(kept)
