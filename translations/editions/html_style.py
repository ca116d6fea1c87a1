"""The look of an exported page: paper and ink, light and dark, screen and print."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

STYLE: Final = """
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --ink: #1d1b16; --soft: #57534a; --line: #e4e0d6; --raised: #fff;
  --accent: #0f6b6b; --contested: #6d3fc0; --warn: #8f1d16; --warn-ground: #fbe9e7;
  --serif: Literata, "Iowan Old Style", Charter, Georgia, "Noto Serif", "Times New Roman", serif;
  --sans: Inter, system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  --mono: ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16171a; --ink: #e8e6e1; --soft: #b3afa6; --line: #34363b; --raised: #212328;
    --accent: #5cc4bf; --contested: #b79bf0; --warn: #ffb4ab; --warn-ground: #3a1715;
  }
}
* { box-sizing: border-box; }
html { text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.6 var(--serif); overflow-wrap: break-word;
  font-variant-numeric: oldstyle-nums; hanging-punctuation: first last;
}
:where(:lang(ar), :lang(fa), :lang(ur)) { line-height: 1.85; }
.page { max-inline-size: 38rem; margin-inline: auto; padding: 3rem 1.25rem 4rem; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
h1, h2, h3, h4, h5, h6 {
  line-height: 1.25; text-wrap: balance; break-after: avoid; font-variant-numeric: lining-nums;
}
h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.5rem); margin: 0 0 .75rem; font-weight: 650; }
h2 { font-size: 1.375rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.1875rem; margin: 2rem 0 .5rem; }
h4, h5, h6 { font-size: 1.0625rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 1rem; text-wrap: pretty; orphans: 3; widows: 3; }
p, li, blockquote { hyphens: auto; hyphenate-limit-chars: 7 3 3; }
.byline, .dateline { font-family: var(--sans); font-size: .9375rem; color: var(--soft); }
.byline { margin: 0 0 .25rem; }
.subtitle { font-size: 1.3125rem; line-height: 1.35; color: var(--soft); text-wrap: balance; }
.standfirst { font-size: 1.1875rem; line-height: 1.5; color: var(--soft); margin-block: 1.25rem; }
.abstract > .label, .preface > .label {
  font: 600 .8125rem/1.4 var(--sans); color: var(--soft); letter-spacing: .02em; margin: 0 0 .75rem;
}
.abstract { margin-block: 1.5rem; }
.abstract .standfirst { font-size: 1.0625rem; margin-block: 0 .75rem; }
header.head {
  border-block-end: 1px solid var(--line); padding-block-end: 1.25rem; margin-block-end: 2rem;
}
header.head > :last-child { margin-block-end: 0; }
figure { margin: 0 0 2rem; }
img { display: block; max-inline-size: 100%; block-size: auto; }
.cover img { max-block-size: 30rem; inline-size: auto; border-radius: 4px; }
.draft {
  font: 600 .9375rem/1.4 var(--sans); color: var(--warn); background: var(--warn-ground);
  border-block-end: 2px solid currentColor; padding: .75rem 1.25rem; text-align: center; margin: 0;
}
.draft span { font-weight: 400; }
.contents { font: .9375rem/1.5 var(--sans); margin-block: 0 2.5rem; }
.contents h2 { font-size: .8125rem; color: var(--soft); margin: 0 0 .5rem; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents ol ol { padding-inline-start: 1.25rem; }
.contents li { margin-block: 0; }
.contents a { display: inline-block; padding-block: .25rem; text-decoration-color: var(--line); }
.preface {
  font-size: .9375rem; border: 1px solid var(--line); border-radius: 4px;
  padding: 1.25rem 1.25rem .25rem; margin-block: 0 2rem;
}
.question { font-weight: 650; margin-block: 2rem .75rem; break-after: avoid; }
.question + .question { margin-block-start: -.25rem; }
.speaker {
  font-family: var(--sans); font-size: .9375em; font-weight: 650; color: var(--accent);
  margin-inline-end: .15em; unicode-bidi: isolate;
}
blockquote {
  margin: 1.5rem 0; padding-inline-start: 1.25rem; border-inline-start: 3px solid var(--line);
  color: var(--soft);
}
blockquote > :last-child { margin-block-end: 0; }
ul, ol { margin: 0 0 1rem; padding-inline-start: 1.5rem; }
li { margin-block: .35rem; }
li > ul, li > ol { margin-block-end: 0; }
pre {
  font: .875rem/1.5 var(--mono); overflow-x: auto; padding: 1rem; margin: 0 0 1rem;
  border: 1px solid var(--line); border-radius: 4px;
}
code, kbd { font-family: var(--mono); font-size: .875em; hyphens: manual; }
pre code { font-size: inherit; }
hr { border: 0; border-block-start: 1px solid var(--line); margin: 2.5rem auto; inline-size: 6rem; }
sup { font: .75em/0 var(--sans); vertical-align: super; }
sup a { padding: .35em .1em; text-decoration: none; font-weight: 600; }
.untranslated { color: var(--soft); border-block-end: 1px dashed currentColor; }
.untranslated-mark {
  font: .75rem/1 var(--sans); color: var(--warn); margin-inline: .35em; white-space: nowrap;
}
.end {
  border-block-start: 1px solid var(--line); margin-block-start: 3rem;
  padding-block-start: .5rem; font: .9375rem/1.55 var(--sans); font-variant-numeric: normal;
}
.end h2 { font: 600 1.0625rem/1.4 var(--sans); margin: 2rem 0 .5rem; }
.end h3 { font: 600 .9375rem/1.4 var(--sans); margin: 1.25rem 0 .25rem; }
.end p { margin: 0 0 .5rem; }
.end ul[role] { list-style: none; margin: 0; padding: 0; }
.end ul[role] > li { margin-block-start: .75rem; }
.end li p { margin: 0; }
dl { margin: 0; }
dl.rows {
  display: grid; grid-template-columns: minmax(8rem, 11rem) 1fr; gap: .25rem 1.25rem;
}
dl.rows dt { color: var(--soft); }
dd { margin: 0; min-inline-size: 0; overflow-wrap: anywhere; }
.translation p { font-family: var(--serif); font-size: 1rem; margin-block-end: .75rem; }
.footnotes li { padding-inline-start: .25rem; }
.footnotes li:target, sup a:target { background: var(--warn-ground); }
.footnotes [role="doc-backlink"] {
  display: inline-block; min-inline-size: 1.75em; text-align: center; text-decoration: none;
}
.note-ending { color: var(--soft); font-style: italic; white-space: nowrap; }
:is(:lang(ar), :lang(fa), :lang(he)) .note-ending { font-style: normal; }
.notes .rendering { font-weight: 600; color: var(--contested); }
.notes .source-term { font-weight: 400; color: var(--soft); }
.notes .aside, .versions .label { color: var(--soft); }
.versions del { color: var(--soft); text-decoration-thickness: 1px; }
.versions ins { text-decoration-thickness: 1px; text-underline-offset: .18em; }
.end .signature {
  margin-block-start: 1rem; color: var(--soft);
  font: .75rem/1.5 var(--mono); overflow-wrap: anywhere; hyphens: manual;
}
@media (max-width: 30rem) {
  .page { padding-block-start: 1.75rem; }
  dl.rows { grid-template-columns: 1fr; gap: 0; }
  dl.rows dd { margin-block-end: .5rem; }
}
@media print {
  @page { margin: 24mm 22mm 22mm; size: auto; }
  @page { @bottom-center { content: counter(page); font: 9pt serif; } }
  :root {
    color-scheme: light;
    --ground: #fff; --ink: #000; --soft: #333; --line: #bbb; --raised: #fff;
    --accent: #000; --contested: #000; --warn: #000; --warn-ground: #fff;
  }
  body { font-size: 10.5pt; line-height: 1.45; }
  .page { max-inline-size: none; padding: 0; }
  .draft { border: 2px solid #000; }
  .cover img { max-block-size: 110mm; margin-inline: auto; }
  a { text-decoration: none; }
  a[href^="http"]::after {
    content: " (" attr(href) ")"; font-size: .8em; overflow-wrap: anywhere; hyphens: manual;
  }
  a[href^="https://doi.org/"]::after { content: none; }
  .contents, .footnotes [role="doc-backlink"] { display: none; }
  pre, blockquote, .preface, .end li, figure, dl.rows > div { break-inside: avoid; }
  pre { white-space: pre-wrap; }
  .made { break-inside: avoid; font-size: 8.5pt; }
}
"""

#: Links to where paragraphs are worked on: seen when they are needed, and never in print.
WAYS_STYLE: Final = """
.way { font: .8125rem/1 var(--sans); color: var(--soft); text-decoration: none; opacity: .45; }
.way:hover, .way:focus-visible, :hover > .way { opacity: 1; }
@media print { .way { display: none; } }
"""


def content_policy(style: str, *, pictures: bool) -> str:
    """What the page allows itself: this style sheet, pictures within it; no script, no request.

    The policy is that of CSP 3; blocks of facts (JSON) run nothing and need no leave.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    rules = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
    rules += [f"style-src 'sha256-{digest}'", *(["img-src data:"] if pictures else [])]
    return "; ".join(rules)


def notes_at_hand(count: int) -> str:
    """Rules that show a note at the foot of the window while its call is pointed at or focused.

    They need no script. The room below the page keeps it from getting shorter
    than the reader has scrolled when a note leaves its place.
    """
    if not count:
        return ""
    calls = ",\n".join(
        f"body:has(#call-{n}:is(:hover, :focus-visible)) #note-{n}" for n in range(1, count + 1)
    )
    return f"""@media screen and (hover: hover) {{
body:has(sup a:is(:hover, :focus-visible)) {{ padding-block-end: 50vh; }}
{calls} {{
  position: fixed; inset-block-end: 0; inset-inline: 0; z-index: 1; list-style: none;
  max-inline-size: 40rem; max-block-size: 45vh; overflow: hidden; margin: 0 auto;
  padding: 1rem 1.25rem; background: var(--raised); border: 1px solid var(--line);
  border-block-end: 0; border-radius: 6px 6px 0 0; box-shadow: 0 0 2rem rgb(0 0 0 / .18);
}}
}}
"""


def running_title(title: str) -> str:
    """Rules that print the title above each page but the first (CSS Paged Media 3)."""
    return f"""@media print {{
  @page {{ @top-center {{ content: "{_quoted(title)}"; font: italic 9pt serif; }} }}
  @page :first {{ @top-center {{ content: none; }} }}
}}
"""


def _quoted(words: str) -> str:
    """The words within a CSS string; what could end it or the style is written by its number."""
    return "".join(
        char if char.isalnum() else f"\\{ord(char):x} "
        for char in " ".join(words.split())
        if char.isprintable()
    )
