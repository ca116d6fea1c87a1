"""Rules of PO: each is proved by a file that keeps to it and a neighbour that does not."""

from __future__ import annotations

from tests.translations.validation.judging import Case, broken, lines
from translations.validation import validate

_FIELDS = "Content-Type: text/plain; charset=UTF-8\\n"
_TWO = "nplurals=2; plural=(n != 1);"


def document(entries: str, plural: str = _TWO) -> str:
    stated = f'"Plural-Forms: {plural}\\n"\n' if plural else ""
    return f'msgid ""\nmsgstr ""\n"{_FIELDS}"\n{stated}\n{entries}\n'


def entry(target: str, source: str = "word", before: str = "") -> str:
    return f'{before}msgid "{source}"\nmsgstr "{target}"\n\n'


def plural(*forms: str) -> str:
    written = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return f'msgid "one"\nmsgid_plural "many"\n{written}'


CASES = (
    Case("string-open", document(entry("слово")), document('msgid "a"\nmsgstr "b\n"c"')),
    Case("line-unknown", document("# слово\n" + entry("а")), document("слово\n" + entry("а"))),
    Case("escape-unknown", document(entry("\\t\\x41\\101\\\\")), document(entry("\\s"))),
    Case("statement-order", document(entry("а")), '"а"\n' + document(entry("а"))),
    Case("statement-order", document(entry("а", before='msgctxt "c"\n')),
         document(entry("а") + 'msgstr "б"')),
    Case("comment-within", document("# слово\n" + entry("а")),
         document('msgid "a"\n# слово\nmsgstr "b"')),
    Case("comment-within", document(entry("а")), document('msgid "a"\nmsgstr ""\n# слово\n"b"')),
    Case("obsolete-halved", document('#~ msgid "a"\n#~ msgstr "b"'),
         document('#~ msgid "a"\nmsgstr "b"')),
    Case("entry-incomplete", document(entry("")), document('msgid "a"')),
    Case("entry-incomplete", document(entry("")),
         document('msgctxt "a"\nmsgctxt "б"\n' + entry("б"))),
    Case("entry-repeated", document(entry("а") + entry("а", before='msgctxt "c"\n')),
         document(entry("а") + entry("б"))),
    Case("line-end-differs", document(entry("\\nслово\\n", "\\nword\\n")),
         document(entry("слово", "word\\n"))),
    Case("plural-forms", document(plural("а", "б")), document(plural("а"))),
    Case("plural-forms", document(plural("а", "б")),
         document('msgid "one"\nmsgid_plural "many"\nmsgstr "а"')),
    Case("plural-forms", document(entry("а")), document('msgid "one"\nmsgstr[0] "а"')),
    Case("plural-forms", document(plural("а", "б")),
         document(plural("а", "б").replace("[0]", "[2]"))),
    Case("plural-rule", document(entry("а")), document(entry("а"), "nplurals=2")),
    Case("plural-rule", document(plural("", ""), ""), document(plural("а", "б"), "")),
    Case("plural-rule", document(entry("а")), document(entry("а"), "nplurals=2; plural=n !! 1;")),
    Case("plural-rule", document(entry("а")), document(entry("а"), "nplurals=2; plural=n;")),
    Case("plural-rule", document(entry("а")), document(entry("а"), "nplurals=900; plural=0;")),
)  # fmt: skip


def test_a_flaw_names_its_line() -> None:
    text = document(entry("а") + entry("\\я", "other"))
    assert lines(text, "escape-unknown") == [10]
    assert validate(text.encode()).format == "PO"


def test_a_template_states_no_plural_rule_yet() -> None:
    stated = "nplurals=INTEGER; plural=EXPRESSION;"
    assert broken(document(plural("", ""), stated)) == []


def test_entries_out_of_use_are_read_with_milder_eyes() -> None:
    gone = '#~ msgid "word"\n#~ msgstr "слово"\n'
    assert broken(document(entry("а") + gone + gone)) == []
    assert broken(document(entry("а") + gone.replace('слово"', "слово"))) == ["string-open"]


def test_what_a_person_must_look_at_may_be_unfinished() -> None:
    assert broken(document("#, fuzzy\n" + plural("а"))) == []
    assert broken(document("#, fuzzy\n" + entry("слово", "word\\n"))) == []
    assert broken(document("#, c-format\n" + plural("а"))) == ["plural-forms"]


def test_a_catalogue_is_known_by_its_name_or_by_its_words() -> None:
    assert broken("# nothing yet\n", "uk.po") == []
    assert broken(document(entry("а")).encode("utf-16")) == []
