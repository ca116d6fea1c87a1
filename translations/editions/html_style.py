"""The look of an exported page: paper and ink, light and dark, screen and print."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

STYLE: Final = """
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --ink: #1d1b16; --soft: #57534a; --line: #e4e0d6;
  --accent: #0f6b6b; --contested: #6d3fc0; --warn: #8f1d16; --warn-ground: #fbe9e7;
  --serif: Literata, "Iowan Old Style", Charter, Georgia, "Noto Serif", "Times New Roman", serif;
  --sans: Inter, system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  --mono: ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16171a; --ink: #e8e6e1; --soft: #b3afa6; --line: #34363b;
    --accent: #5cc4bf; --contested: #b79bf0; --warn: #ffb4ab; --warn-ground: #3a1715;
  }
}
* { box-sizing: border-box; }
html { text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.6 var(--serif); overflow-wrap: break-word;
}
.page { max-inline-size: 38rem; margin-inline: auto; padding: 3rem 1.25rem 4rem; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.5rem); margin: 0 0 .75rem; font-weight: 650; }
h2 { font-size: 1.375rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.1875rem; margin: 2rem 0 .5rem; }
h4, h5, h6 { font-size: 1.0625rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 1rem; text-wrap: pretty; orphans: 3; widows: 3; }
.byline, .dateline { font-family: var(--sans); font-size: .9375rem; color: var(--soft); }
.byline { margin: 0 0 .25rem; }
.standfirst { font-size: 1.1875rem; line-height: 1.5; color: var(--soft); margin-block: 1.25rem; }
header.head {
  border-block-end: 1px solid var(--line); padding-block-end: 1.25rem; margin-block-end: 2rem;
}
header.head > :last-child { margin-block-end: 0; }
.draft {
  font: 600 .9375rem/1.4 var(--sans); color: var(--warn); background: var(--warn-ground);
  border-block-end: 2px solid currentColor; padding: .75rem 1.25rem; text-align: center; margin: 0;
}
.draft span { font-weight: 400; }
.preface {
  font-size: .9375rem; border: 1px solid var(--line); border-radius: 4px;
  padding: 1.25rem 1.25rem .25rem; margin-block: 0 2rem;
}
.preface > .label, .end h2 {
  font: 600 .8125rem/1.4 var(--sans); color: var(--soft); letter-spacing: .02em;
}
.preface > .label { margin: 0 0 .75rem; }
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
code, kbd { font-family: var(--mono); font-size: .875em; }
pre code { font-size: inherit; }
hr { border: 0; border-block-start: 1px solid var(--line); margin: 2.5rem auto; inline-size: 6rem; }
.untranslated { color: var(--soft); border-block-end: 1px dashed currentColor; }
.untranslated-mark {
  font: .75rem/1 var(--sans); color: var(--warn); margin-inline: .35em; white-space: nowrap;
}
.end {
  border-block-start: 1px solid var(--line); margin-block-start: 3rem;
  padding-block-start: .5rem; font: .9375rem/1.55 var(--sans);
}
.end h2 { margin: 1.5rem 0 .5rem; }
dl { margin: 0; }
dl.rows {
  display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1.25rem;
}
dl.rows dt { color: var(--soft); }
dd { margin: 0; min-inline-size: 0; }
.notes ul { list-style: none; margin: 0; padding: 0; }
.notes li { margin-block-start: .75rem; }
.notes li p { margin: 0; }
.notes .rendering { font-weight: 600; color: var(--contested); }
.notes .source-term { font-weight: 400; color: var(--soft); }
.signature {
  margin-block-start: 1rem; color: var(--soft);
  font: .75rem/1.5 var(--mono); overflow-wrap: anywhere;
}
@media (max-width: 30rem) {
  .page { padding-block-start: 1.75rem; }
  dl.rows { grid-template-columns: 1fr; gap: 0; }
  dl.rows dd { margin-block-end: .5rem; }
}
@media print {
  @page { margin: 22mm 20mm; }
  :root {
    --ground: #fff; --ink: #000; --soft: #333; --line: #bbb;
    --accent: #000; --contested: #000; --warn: #000; --warn-ground: #fff;
  }
  body { font-size: 11pt; line-height: 1.45; }
  .page { max-inline-size: none; padding: 0; }
  .draft { border: 2px solid #000; }
  article a[href^="http"]::after {
    content: " (" attr(href) ")"; font-size: .8em; overflow-wrap: anywhere;
  }
  pre, blockquote, .preface, .notes li { break-inside: avoid; }
  pre { white-space: pre-wrap; }
}
"""

#: The page forbids itself everything but this very style sheet: no script, no request.
CONTENT_POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
