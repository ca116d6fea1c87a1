"""What goes out, what stood then, what comes home, and what stands here now: all as values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from translations.model import Code, Mark, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A segment of an edition as files for work elsewhere carry it; both texts are coded."""

    key: str  #: `keys.written`
    number: int  #: its place in the document, from 1
    source: str
    target: str = ""
    codes: tuple[Code, ...] = ()
    state: State = State.INITIAL
    marks: frozenset[Mark] = frozenset()
    findings: tuple[str, ...] = ()  #: what the checks have to say, in words
    comments: tuple[str, ...] = ()
    left_out: str = ""  #: the reason why it is not translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A file that goes out: segments of an edition, and what it is called."""

    outing: int
    title: str
    source_language: str
    target_language: str
    segments: tuple[Outgoing, ...]
    reader: str = "en"  #: the language of who takes it along


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """What stood for a segment when a file went out."""

    text_id: int  #: the version of the source's text
    version: int  #: of the target; 0: there was none
    digest: str  #: of the target's text
    state: State = State.INITIAL
    came: tuple[str, ...] = ()  #: digests of the texts that this file has brought home since

    def knows(self, text: str) -> bool:
        """Whether a text went out with the file, or came home with it before."""
        return digest(text) in {self.digest, *self.came}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A segment as a file that comes home tells it; both texts have the file's codes."""

    id: str  #: by which the file knows it
    source: str
    target: str | None = None
    codes: tuple[Code, ...] = ()
    state: State | None = None  #: None: the file says nothing of it
    notes: tuple[str, ...] = ()
    tracked: str | None = None  #: the text before tracked changes, where there are any
    who: tuple[str, ...] = ()  #: whose changes they are
    left_out: bool = False
    line: int = 0  #: or the row; 0: not known


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedFile:
    """A file that comes home, as it was read."""

    format: str
    segments: tuple[Arrived, ...]
    source_language: str = ""  #: empty where the file does not say
    target_language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A segment as it stands in the edition now."""

    segment: int
    number: int  #: its place in the document, from 1
    text_id: int
    source: str
    codes: tuple[Code, ...] = ()
    target: str = ""
    state: State = State.INITIAL
    version: int = 0
    left_out: str = ""
    comments: frozenset[str] = frozenset()  #: the remarks that it has, as `settled` texts


def settled(text: str) -> str:
    """A text without what tools change on the way: line ends, and white space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def digest(text: str) -> str:
    """A short name of a text, the same however tools wrote it on the way."""
    return hashlib.sha256(settled(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


#: What stands for a segment without a target.
EMPTY = digest("")
