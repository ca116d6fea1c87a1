"""HTML: one page that needs nothing else, for reading, printing and keeping."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from glossary.model import Voice
from translations.editions.base import (
    Edition,
    EditionBlock,
    GlossaryEntry,
    Output,
    TranslatorNote,
)
from translations.editions.direction import direction
from translations.editions.html_elements import element, joined, text
from translations.editions.html_style import CONTENT_POLICY, STYLE
from translations.editions.inline import (
    Marks,
    Node,
    NoteMark,
    Placeholder,
    Role,
    Spanning,
    Untranslated,
    literal,
    plain,
    role,
    safe_link,
    tree,
)
from translations.editions.manifest import counts, facts, signature
from translations.editions.outline import (
    Entry,
    Heading,
    Item,
    Listing,
    Preface,
    Quotation,
    body,
    credited,
    head,
    marks,
    noted,
)
from translations.editions.wordings import ENGLISH, wording
from translations.editions.wordings.base import Wording
from translations.model import BlockKind

_TAGS = {Role.STRONG: "strong", Role.EMPHASIS: "em", Role.STRIKE: "s"}


def _foreign(language: str, page: str) -> dict[str, str]:
    """`lang` and `dir` for words in another language than the page's."""
    if language == page:
        return {}
    return {"lang": language, "dir": direction(language)}


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of one page needs to know: the edition and the words around it."""

    edition: Edition
    words: Wording
    foreign: Mapping[str, str]  #: attributes of `words` where they are in another language
    marks: Marks


def _page(edition: Edition) -> _Page:
    words = wording(edition.language)
    foreign = _foreign(words.language, edition.language.split("-")[0])
    return _Page(edition, words, foreign, marks(edition))


def _write(edition: Edition) -> bytes:
    page = _page(edition)
    document = element(
        "html",
        _head(page),
        "\n",
        element("body", *_draft(page), _article(page)),
        "\n",
        lang=edition.language,
        dir=direction(edition.language),
    )
    return f"<!doctype html>\n{document}\n".encode()


def _head(page: _Page) -> Markup:
    edition = page.edition
    line = signature(edition)
    metas = [
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=CONTENT_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", _title(page)),
        element("meta", name="author", content=_byline(edition)) if _byline(edition) else "",
        element("meta", name="date", content=edition.date) if edition.date else "",
        element("meta", name="robots", content="noindex") if edition.draft else "",
        element("meta", name="generator", content=edition.manifest.software),
        element("meta", name="workbench:signature", content=line),
        element("style", Markup(STYLE)),  # noqa: S704 (our own constant)
        element("script", _script(facts(edition)), type="application/json", id="manifest"),
    ]
    return element("head", *(Markup("\n{}").format(meta) for meta in metas if meta), "\n")


def _script(value: object) -> Markup:
    """JSON that cannot end its own element."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for char in "<>&\u2028\u2029":
        written = written.replace(char, f"\\u{ord(char):04x}")
    return Markup(written)  # noqa: S704 (nothing in it can be markup any more)


def _title(page: _Page) -> str:
    blocks = head(page.edition).title
    written = " ".join(plain(tree(block)) for block in blocks).strip()
    return written or page.edition.title


def _byline(edition: Edition) -> str:
    written = " ".join(plain(tree(block)) for block in head(edition).byline).strip()
    return written or edition.byline


def _told(page: _Page, words: str) -> str:
    """Words of the program, marked as English where the edition's language has none."""
    return element("span", words, **page.foreign) if page.foreign else words


def _draft(page: _Page) -> Iterator[Markup]:
    if not page.edition.draft:
        return
    words, english = page.words, ENGLISH
    notes: list[str] = [_told(page, words.draft)]
    if words.language != english.language:
        notes += [" · ", element("span", english.draft, lang="en", dir="ltr")]
    yield element("aside", *notes, class_="draft")


def _article(page: _Page) -> Markup:
    article = element(
        "article",
        _masthead(page),
        *(Markup("\n{}").format(_entry(entry, page)) for entry in body(page.edition)),
        "\n",
    )
    return element("main", article, "\n", _end(page), class_="page")


def _masthead(page: _Page) -> Markup:
    parts, edition = head(page.edition), page.edition
    rows: list[Markup] = []
    if parts.title:
        first, *others = parts.title
        rows.append(element("h1", *_inline(first, page)))
        rows += [element("p", *_inline(block, page), class_="subtitle") for block in others]
    else:
        rows.append(element("h1", edition.title))
    rows += [element("p", *_inline(b, page), class_="subtitle") for b in parts.subtitle]
    rows += [element("p", *_inline(b, page), class_="byline") for b in parts.byline]
    if edition.byline and not parts.byline:
        rows.append(element("p", edition.byline, class_="byline"))
    if edition.date:
        time = element("time", edition.date, datetime=edition.date)
        rows.append(element("p", time, class_="dateline"))
    leads = (*parts.abstract, *parts.standfirst)
    rows += [element("p", *_inline(block, page), class_="standfirst") for block in leads]
    return element("header", *rows, class_="head")


def _entry(entry: Entry, page: _Page) -> Markup:
    match entry:
        case Heading(block, level):
            return element(f"h{level}", *_inline(block, page))
        case Listing():
            return _listing(entry, page)
        case Quotation():
            return _quotation(entry, page)
        case Preface(children):
            label = element("p", _told(page, page.words.preface), class_="label")
            return element("section", label, *(_entry(c, page) for c in children), class_="preface")
        case _:
            return _single(entry.block, page)


def _single(block: EditionBlock, page: _Page) -> Markup:
    if block.kind is BlockKind.RULE:
        return element("hr")
    if block.kind is BlockKind.CODE:
        code = element("code", *_nodes(tree(block, page.marks), page, inside=frozenset()))
        return element("pre", code, tabindex="0", dir="ltr")
    voice = str(block.voice) if block.voice is not Voice.NARRATION else None
    return element("p", *_inline(block, page), class_=voice)


def _listing(listing: Listing, page: _Page) -> Markup:
    tag = "ol" if listing.ordered else "ul"
    return element(tag, *(_item(item, page) for item in listing.items))


def _item(item: Item, page: _Page) -> Markup:
    nested = [_listing(listing, page) for listing in item.lists]
    return element("li", *_inline(item.block, page), *nested)


def _quotation(quotation: Quotation, page: _Page) -> Markup:
    inside = [
        _quotation(child, page)
        if isinstance(child, Quotation)
        else element("p", *_inline(child, page))
        for child in quotation.children
    ]
    return element("blockquote", *inside)


def _inline(block: EditionBlock, page: _Page) -> Iterator[Markup]:
    if block.speaker:
        yield element("span", f"{block.speaker}:", class_="speaker")
        yield Markup(" ")
    yield from _nodes(tree(block, page.marks), page, inside=frozenset())


def _nodes(children: Iterable[Node], page: _Page, inside: frozenset[Role]) -> Iterator[Markup]:
    for node in children:
        match node:
            case str():
                yield text(node)
            case Placeholder():
                yield _placeholder(node, inside)
            case Spanning():
                yield _spanning(node, page, inside)
            case NoteMark(number):
                yield _called(number, page)
            case Untranslated():
                yield _untranslated(node, page, inside)


def _spanning(node: Spanning, page: _Page, inside: frozenset[Role]) -> Markup:
    """The element that the code means, unless it stands in one already."""
    meaning = role(node.code)
    if meaning is Role.CODE:  # verbatim: nothing in it is markup
        return element("code", plain(node.children))
    if meaning in (Role.LINK, Role.IMAGE):
        return _link(node, page, inside)
    content = list(_nodes(node.children, page, inside | {meaning}))
    if meaning in inside or meaning not in _TAGS:
        return joined(content)
    return element(_TAGS[meaning], *content)


def _link(node: Spanning, page: _Page, inside: frozenset[Role]) -> Markup:
    """The words, linked where that is safe and they are in no link already."""
    href = "" if Role.LINK in inside else safe_link(node.code.href)
    if not href:
        return joined(_nodes(node.children, page, inside))
    return element("a", *_nodes(node.children, page, inside | {Role.LINK}), href=href)


def _placeholder(node: Placeholder, inside: frozenset[Role]) -> Markup:
    meaning, written = role(node.code), literal(node.code)
    if meaning is Role.BREAK:
        return element("br")
    if meaning is Role.CODE and written:
        return element("code", written)
    href = "" if Role.LINK in inside else safe_link(written)
    if meaning in (Role.LINK, Role.IMAGE) and href:
        return element("a", written, href=href)
    return joined([written])


def _called(number: int, page: _Page) -> Markup:
    anchor = element(
        "a",
        str(number),
        href=f"#note-{number}",
        id=f"call-{number}",
        role="doc-noteref",
        aria_label=f"{page.words.note} {number}",
    )
    return element("sup", anchor)


def _untranslated(node: Untranslated, page: _Page, inside: frozenset[Role]) -> Markup:
    source = page.edition.source_language
    words = element(
        "span",
        *_nodes(node.children, page, inside),
        class_="untranslated",
        lang=source,
        dir=direction(source),
    )
    told = f"[{page.words.untranslated}]"
    return joined([words, " ", element("span", told, class_="untranslated-mark", **page.foreign)])


def _end(page: _Page) -> Markup:
    return element("footer", *_credits(page), *_notes(page), *_made(page), class_="end")


def _section(page: _Page, name: str, title: str, *children: Markup) -> Markup:
    heading = element("h2", _told(page, title), id=name)
    return element("section", heading, *children, aria_labelledby=name, class_=name)


def _rows(page: _Page, rows: Iterable[tuple[str, str]]) -> Markup:
    pairs = [
        (element("dt", _told(page, name)), element("dd", element("bdi", value)))
        for name, value in rows
    ]
    return element("dl", *(part for pair in pairs for part in pair), class_="rows")


def _credits(page: _Page) -> Iterator[Markup]:
    edition = page.edition
    people = [
        (element("dt", who), element("dd", element("bdi", name))) for who, name in credited(edition)
    ]
    foreign = _foreign(edition.source_language, edition.language)
    title = element("cite", edition.source_title, **foreign)
    href = safe_link(edition.source_link)
    original = element("a", title, href=href) if href else title
    label = element("dt", _told(page, page.words.original))
    rows = [*people, (label, element("dd", original))]
    table = element("dl", *(part for row in rows for part in row), class_="rows")
    yield _section(page, "credits", page.words.credits, table)


def _notes(page: _Page) -> Iterator[Markup]:
    edition, words = page.edition, page.words
    if noted(edition):
        rows = [_note(number, note, page) for number, note in noted(edition)]
        yield _section(page, "footnotes", words.notes, element("ol", *rows))
    if edition.glossary:
        lead = element("p", _told(page, words.disputed_lead))
        rows = [_disputed(entry, page) for entry in edition.glossary]
        entries = element("ul", *rows, role="list")
        yield _section(page, "notes", words.disputed, lead, entries)


def _note(number: int, note: TranslatorNote, page: _Page) -> Markup:
    back = element(
        "a", "↩", href=f"#call-{number}", role="doc-backlink", aria_label=page.words.back
    )
    return element("li", *_inline(note.text, page), " ", back, id=f"note-{number}")


def _disputed(entry: GlossaryEntry, page: _Page) -> Markup:
    foreign = _foreign(page.edition.source_language, page.edition.language)
    inside: list[Markup] = []
    for each in entry.terms:
        word = element("bdi", each.source_term, **foreign)
        term = element("span", "(", word, ")", class_="source-term")
        inside.append(element("p", ", ".join(each.renderings), " ", term, class_="rendering"))
    if entry.reason:
        inside.append(element("p", entry.reason))
    return element("li", *inside)


def _made(page: _Page) -> Iterator[Markup]:
    manifest, words = page.edition.manifest, page.words
    states = ", ".join(
        f"{words.state_names[state]} {count}" for state, count in counts(manifest).items()
    )
    rows = [
        (words.source_version, str(manifest.source_version)),
        (words.glossary, f"{manifest.glossary}, {words.revision} {manifest.glossary_revision}"),
        (words.policy, manifest.policy),
        (words.states, states),
        (words.software, manifest.software),
        *((words.overrides, reason) for reason in manifest.overrides),
    ]
    line = element("p", signature(page.edition), class_="signature", lang="zxx", dir="ltr")
    yield _section(page, "made", words.made, _rows(page, rows), line)


OUTPUT = Output(
    name="html",
    title="HTML page",
    extension=".html",
    media_type="text/html; charset=utf-8",
    write=_write,
)
