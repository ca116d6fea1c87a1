"""Reading a page as a browser does: which form it holds, and what the form would send."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

Fields = dict[str, Any]


class _Forms(HTMLParser):
    """The fields of all forms of a page, in order; what a template holds is not there yet."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._in_template = 0
        self._area = ""
        self._select = ""
        self._option = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._in_template += 1
        elif tag == "form":
            self.forms.append({})
        elif not self._in_template and self.forms:
            self._read(tag, values)

    def _read(self, tag: str, values: dict[str, str]) -> None:
        name = values.get("name", "")
        if tag == "input":
            boxed = values.get("type") in {"checkbox", "radio"}
            if name and values.get("type") != "file" and (not boxed or "checked" in values):
                self._add(name, values.get("value", "on" if boxed else ""))
        elif tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in values or self._select not in self.forms[-1]):
            self.forms[-1][self._select] = values["value"]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][self._area] = str(self.forms[-1][self._area]) + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._in_template -= 1
        elif tag == "textarea" and self._area:
            text = str(self.forms[-1][self._area]).removeprefix("\n")
            self.forms[-1][self._area] = text.replace("\n", "\r\n")
            self._area = ""
        elif tag == "select":
            self._select = ""

    def _add(self, name: str, value: str) -> None:
        known = self.forms[-1].get(name)
        if known is None:
            self.forms[-1][name] = value
        else:
            self.forms[-1][name] = [*(known if isinstance(known, list) else [known]), value]


def form_with(page: str, field: str) -> Fields:
    """Give what the first form with a field of this name would send, without its token."""
    reader = _Forms()
    reader.feed(page)
    found = next(form for form in reader.forms if field in form)
    return {name: value for name, value in found.items() if name != "csrf_token"}


def text(answer: TestResponse, status: int = 200) -> str:
    """What is to be read on a page, once it was answered as expected."""
    assert answer.status_code == status, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
