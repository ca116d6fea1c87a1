"""Elements as text: escaped, closed, and as XML where a book wants it."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from translations.editions.html_elements import as_xml, element


def test_attributes_are_escaped_and_none_is_left_out() -> None:
    made = element("a", "<b>", href='x"&y', class_="c", title=None, aria_label="l")

    assert made == '<a href="x&#34;&amp;y" class="c" aria-label="l">&lt;b&gt;</a>'


def test_void_elements_have_no_end() -> None:
    assert element("img", alt="a") + element("br") == '<img alt="a"><br>'


def test_xhtml_closes_void_elements_and_those_alone() -> None:
    page = element("p", "a", element("br"), element("img", alt="1 > 0 <br>"), "<hr>")

    assert as_xml(page) == ('<p>a<br/><img alt="1 &gt; 0 &lt;br&gt;"/>&lt;hr&gt;</p>')


@given(st.text(), st.text())
def test_what_is_written_as_xml_can_be_read_as_xml(words: str, alternative: str) -> None:
    page = as_xml(element("p", words, element("img", alt=alternative), element("br")))
    read = etree.fromstring(page.encode())

    assert [child.tag for child in read] == ["img", "br"]
