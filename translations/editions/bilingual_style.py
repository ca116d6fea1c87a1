"""The look of a page in two languages, beside that of any page."""

from __future__ import annotations

from typing import Final

#: So many sentences of a pair show their other side when they are pointed at.
_SENTENCES: Final = 24


def _other_sides() -> str:
    """A rule for each sentence: pointing at it marks it and what it translates."""
    return ",\n".join(
        f".pair:has(.n{number}:hover) .n{number}" for number in range(1, _SENTENCES + 1)
    )


BILINGUAL_STYLE: Final = f"""
.pair > * > :last-child {{ margin-block-end: 0; }}
.pair > * > :first-child {{ margin-block-start: 0; }}
.pair {{ margin-block-end: 1rem; }}
.pair.question {{ font-weight: inherit; margin-block: 2rem .75rem; }}
.pair.item {{ margin-block-end: .35rem; }}
:where(.item + .pair:not(.item), .quotation + .pair:not(.quotation)) {{ margin-block-start: 1rem; }}
.pair.over {{ margin-block: 2.25rem .75rem; break-after: avoid; }}
.bilingual .pair p.heading, .bilingual .pair p.title {{
  font-weight: 650; line-height: 1.25; text-wrap: balance; hyphens: manual;
}}
.bilingual .title {{ font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.125rem); margin: 0 0 .75rem; }}
.bilingual h1 {{ font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.125rem); }}
p.h2 {{ font-size: 1.375rem; }}
p.h3 {{ font-size: 1.1875rem; }}

.heads, .languages {{ border-block-end: 1px solid var(--line); padding-block-end: 1rem; }}
.languages {{ margin-block-end: 1.5rem; padding-block-end: .5rem; }}
.languages .label {{
  font: 600 .8125rem/1.4 var(--sans); color: var(--soft); letter-spacing: .02em; margin: 0;
}}
.pair > .source {{ color: var(--soft); }}
.paragraphs .pair > .source {{ margin-block-end: .35rem; font-size: .9375em; }}
.paragraphs .languages > * {{ display: inline-block; }}
.paragraphs .languages .source::after {{ content: "·"; margin-inline: .5em; }}
.paragraphs .languages .source p {{ display: inline; }}
.bilingual .end {{ max-inline-size: 38rem; }}
.sentence {{ border-radius: 2px; }}
@media screen and (hover: hover) {{
{_other_sides()} {{
  background: color-mix(in srgb, var(--accent) 16%, transparent); color: var(--ink);
}}
}}
@media (min-width: 46rem) {{
  .columns.page {{ max-inline-size: 68rem; }}
}}
@media (min-width: 46rem), print {{
  .columns .pair {{ display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.75rem; }}
  .columns .pair > * {{ min-inline-size: 0; }}
}}
@media (max-width: 45.99rem) {{
  .pair {{ margin-block-end: 1.5rem; }}
  .columns .pair > .source {{ margin-block-end: .35rem; font-size: .9375em; }}
}}
@media print {{
  .columns .pair {{ gap: 0 9mm; }}
  .pair {{ orphans: 3; widows: 3; }}
  .pair.question {{ break-after: avoid; }}
}}
"""
