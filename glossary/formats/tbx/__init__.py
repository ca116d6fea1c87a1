"""TBX v3 (ISO 30042:2019) in its styles and dialects, and version 2 (martif).

Read and written without loss for what the model holds. TBX-Basic has no category
for some of it; that stands in notes which begin with `workbench:`, so the file
stays valid Basic and other programs show the notes as notes. *Forbidden* is
`deprecatedTerm-admn-sts` with the note `workbench:forbidden`. Terms are grouped
by language, as the standard wants. Policies, which are not TBX, stand as TOML in a
note of the header. The standard knows no concept without a term: for such a one its
name stands as a term with the note `workbench:no-term`.
"""

from __future__ import annotations

from glossary.formats.tbx.dialects import Dialect, Style
from glossary.formats.tbx.opening import Entries, read_entries, read_tbx
from glossary.formats.tbx.writing import grouped_by_language, write_tbx

__all__ = [
    "Dialect",
    "Entries",
    "Style",
    "grouped_by_language",
    "read_entries",
    "read_tbx",
    "write_tbx",
]
