"""PO files that are read an entry at a time are read as they are line by line."""

from hypothesis import given
from hypothesis import strategies as st

from translations.errors import UnreadableDocument
from translations.formats.bilingual import po_entries, po_usual
from translations.formats.po_lines import even, statements

#: Lines of PO, right and wrong, that may stand in any order.
LINES = (
    "",
    " ",
    "# words",
    "#: a.c:1",
    "#. state: final",
    "#, fuzzy, c-format",
    '#| msgid "before"',
    '#~ msgid "gone"',
    '#~ msgstr "away"',
    '#~ "on"',
    '#~| msgid "before"',
    'msgctxt "room"',
    'msgid "one"',
    'msgid ""',
    'msgid  "two spaces"',
    'msgid_plural "many"',
    'msgstr "раз\\n"',
    'msgstr ""',
    'msgstr[0] "раз"',
    'msgstr[1] "два \\"три\\" \\x41"',
    'msgstr[10] "too many"',
    '"goes on\\n"',
    '"does not end',
    "domain other",
)
#: An entry whole, so that right files come up often.
ENTRIES = (
    'msgid "one"\nmsgstr "раз"',
    '#: a.c:1\n#, fuzzy\nmsgctxt "room"\nmsgid ""\n"two\\n"\n"lines"\nmsgstr "два"',
    'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "раз"\nmsgstr[1] ""\n"два"',
    '#~ msgid "gone"\n#~ "on"\n#~ msgstr "away"',
)
files = st.builds(
    lambda lines, end, mark: mark + end.join("\n".join(lines).split("\n")),
    st.lists(st.sampled_from(LINES) | st.sampled_from(ENTRIES), max_size=12),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    st.sampled_from(["", "", "\ufeff"]),
)


def by_lines(text: str) -> list[po_entries.Entry] | None:
    try:
        for _ in statements(even(text)):
            pass
        return list(po_entries.entries(text))
    except UnreadableDocument:
        return None


@given(files)
def test_an_entry_at_a_time_a_file_says_what_it_says_line_by_line(text: str) -> None:
    found = po_usual.entries(text)
    if found is None:
        return
    assert found == by_lines(text)


def test_the_files_that_programs_of_gettext_write_are_read_an_entry_at_a_time() -> None:
    text = "\n\n".join(["# words\n", *ENTRIES, *ENTRIES, "# the end"])
    found = po_usual.entries(text)
    assert found is not None
    assert found == by_lines(text)
    assert [len(entry.forms) for entry in found] == [1, 1, 2] * 2
