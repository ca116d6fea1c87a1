"""The look of a comparison, beside that of any page."""

from __future__ import annotations

from typing import Final

COMPARISON_STYLE: Final = """
.wide { padding: 2rem 1.25rem 3rem; max-inline-size: 120rem; margin-inline: auto; }
.wide h1 { font-size: 1.625rem; }
.region {
  overflow: auto; max-block-size: 88vh; border: 1px solid var(--line); border-radius: 4px;
}
.region:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: separate; border-spacing: 0; }
th, td {
  text-align: start; vertical-align: top; padding: .75rem 1rem; background: var(--ground);
  border-block-end: 1px solid var(--line); font-weight: 400;
}
tbody tr:last-child > * { border-block-end: 0; }
.text td, .text thead th { min-inline-size: min(17rem, 60vw); max-inline-size: 30rem; }
.text td:first-child, .text thead td { min-inline-size: 0; }
thead > tr > * {
  position: sticky; inset-block-start: 0; z-index: 1; font: .875rem/1.4 var(--sans);
  border-block-end: 2px solid var(--line);
}
thead th > * { display: block; }
thead cite, thead time { color: var(--soft); }
thead strong { color: var(--warn); font-weight: 600; }
.language, .concepts thead th { font-weight: 650; }
tbody th {
  font: .8125rem/1.6 var(--sans); color: var(--soft); font-variant-numeric: tabular-nums;
}
.concepts tbody th { color: var(--ink); font-weight: 600; font-size: .9375rem; }
.source { border-inline-end: 1px solid var(--line); }
.text td p, .text td blockquote { margin: 0; }
td.source { color: var(--soft); }
td p.heading { font-weight: 650; font-size: 1.125rem; line-height: 1.3; hyphens: manual; }
td p.list-item { display: list-item; margin-inline-start: 1.25rem; }
.contested {
  color: var(--contested); font-weight: 600;
  text-decoration: underline dotted 2px; text-underline-offset: .2em;
}
.sign > * { color: var(--contested); }
tr:has(:target) > * { background: var(--warn-ground); }
.wide .end dt { font-weight: 600; margin-block-start: .75rem; }
.wide .end .signature { margin-block-start: .25rem; }
@media (min-width: 40rem) {
  .text .source { position: sticky; inset-inline-start: 0; z-index: 1; }
  .text thead .source { z-index: 2; }
}
@media print {
  @page { size: A4 landscape; margin: 16mm 14mm; }
  .wide { padding: 0; }
  .region { overflow: visible; max-block-size: none; border: 0; border-radius: 0; }
  table { inline-size: 100%; font-size: 8.5pt; line-height: 1.35; }
  .text { table-layout: fixed; }
  .text td, .text thead th { min-inline-size: 0; padding: 1.5mm 2mm; }
  .text thead td { inline-size: 8mm; }
  thead > tr > *, .text .source { position: static; }
  tr { break-inside: avoid; }
  .wide h1 { font-size: 14pt; }
  td p.heading { font-size: 9.5pt; hyphens: auto; }
  thead > tr > *, tbody th { font-size: 8pt; }
  td a[href^="http"]::after { content: none; }
}
"""
