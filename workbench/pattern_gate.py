"""Where regular expressions of strangers run: a process of its own, with a limit of time.

A pattern may take for ever on a text that almost fits it, and nothing stops
Python's engine but the end of its process. `python -m workbench.pattern_gate`
gets a pattern and texts as JSON on its standard input and answers their spans.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence

from workbench.errors import InvalidInput

#: Seconds for one bundle of texts.
_SECONDS = 3
_LONGEST = 500

Spans = list[tuple[int, int]]


def refuse_wrong(pattern: str) -> None:
    """Refuse what is no regular expression."""
    if len(pattern) > _LONGEST:
        raise InvalidInput("words", "This pattern is too long.")
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise InvalidInput(
            "words", "This is no regular expression: %(reason)s.", reason=str(error)
        ) from None


def spans(pattern: str, texts: Sequence[str]) -> list[Spans]:
    """Find a pattern in texts; raises `InvalidInput` where it is wrong or takes too long."""
    refuse_wrong(pattern)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "workbench.pattern_gate"],
            input=json.dumps([pattern, list(texts)]).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise InvalidInput("words", "This pattern takes too long. Make it simpler.") from None
    return [[(start, end) for start, end in each] for each in json.loads(done.stdout)]


def main() -> None:
    """Search the texts on standard input."""
    pattern, texts = json.loads(sys.stdin.buffer.read())
    compiled = re.compile(pattern, re.IGNORECASE)
    found = [[m.span() for m in compiled.finditer(text) if m[0]] for text in texts]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
