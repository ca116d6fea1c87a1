"""The look of an e-book: its own measures, the reader's colours and faces.

Reading systems set ground, ink, face and size as their readers want them; a book that
sets them too is unreadable at night. So nothing here has a colour.
"""

from __future__ import annotations

from typing import Final

STYLE: Final = """
@namespace epub "http://www.idpf.org/2007/ops";
body { margin: 0 5%; line-height: 1.5; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 {
  line-height: 1.2; text-align: start; hyphens: none; break-after: avoid; page-break-after: avoid;
}
h1 { font-size: 1.9em; margin: 2em 0 .5em; }
h2 { font-size: 1.4em; margin: 2em 0 .75em; }
h3 { font-size: 1.15em; margin: 1.75em 0 .5em; }
h4, h5, h6 { font-size: 1em; margin: 1.5em 0 .5em; }
p { margin: 0 0 .75em; orphans: 2; widows: 2; }
p, li, dd { hyphens: auto; -epub-hyphens: auto; }
a { color: inherit; text-decoration: underline; }
.subtitle { font-size: 1.25em; line-height: 1.3; margin: 0 0 1em; hyphens: none; }
.byline, .dateline { font-family: sans-serif; font-size: .9em; margin: 0 0 .25em; }
.standfirst { font-size: 1.1em; font-style: italic; margin: 1.25em 0; }
:lang(ar) .standfirst, :lang(fa) .standfirst, :lang(he) .standfirst { font-style: normal; }
.head { margin: 0 0 2em; padding: 0 0 1em; border-block-end: 1px solid; }
.abstract { margin: 1.5em 0; }
.abstract .standfirst { font-size: 1em; font-style: normal; margin: 0 0 .5em; }
.label { font-family: sans-serif; font-size: .8em; font-weight: bold; margin: 0 0 .4em; }
.preface { margin: 0 0 2em; padding: .75em 1em .25em; border: 1px solid; font-size: .95em; }
.draft {
  border: 2px solid; padding: .5em 1em; margin: 0 0 1.5em; text-align: center;
  font-family: sans-serif; font-weight: bold;
}
.question { font-weight: bold; margin: 1.5em 0 .5em; break-after: avoid; page-break-after: avoid; }
.speaker { font-family: sans-serif; font-size: .9em; font-weight: bold; }
blockquote { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 2px solid; }
blockquote > :last-child { margin-bottom: 0; }
ul, ol { margin: 0 0 .75em; padding-inline-start: 1.5em; }
li { margin: .25em 0; }
pre { font-size: .85em; white-space: pre-wrap; margin: 0 0 1em; padding: .75em; border: 1px solid; }
code { font-family: monospace; font-size: .9em; hyphens: none; -epub-hyphens: none; }
pre code { font-size: 1em; }
hr { border: 0; border-top: 1px solid; margin: 2em auto; width: 20%; }
sup { font-size: .75em; line-height: 0; vertical-align: super; }
sup a { text-decoration: none; padding: 0 .1em; }
.untranslated { border-bottom: 1px dotted; }
.untranslated-mark { font-family: sans-serif; font-size: .75em; }
.notes-called { margin: 3em 0 0; padding: .75em 0 0; border-top: 1px solid; }
.notes-called aside { font-size: .9em; }
.notes-called p { margin: 0 0 .5em; }
.notes-called [role="doc-backlink"] { text-decoration: none; font-weight: bold; }
.note-ending { font-style: italic; }
:lang(ar) .note-ending, :lang(fa) .note-ending, :lang(he) .note-ending { font-style: normal; }
ul[role="list"] { list-style: none; padding: 0; }
ul[role="list"] > li { margin: 0 0 1em; }
ul[role="list"] p { margin: 0 0 .2em; }
.rendering { font-weight: bold; }
.source-term { font-weight: normal; }
.aside { font-size: .9em; }
dl { margin: 0; }
dt { font-family: sans-serif; font-size: .8em; margin: .75em 0 0; opacity: .8; }
dd { margin: 0; }
.signature { font-family: monospace; font-size: .7em; margin: 1.5em 0 0; overflow-wrap: anywhere; }
.cover-page { margin: 0; padding: 0; text-align: center; break-inside: avoid; }
.cover-page img { height: 95vh; max-width: 100%; object-fit: contain; }
.credit { font-family: sans-serif; font-size: .9em; margin: 0 0 .25em; }
nav ol { list-style: none; padding: 0; }
nav ol ol { padding-inline-start: 1.25em; }
nav a { text-decoration: none; }
"""
