"""How many files of the conformance suites are judged rightly, by format.

    python -m bench.validation FOLDER

The folder holds `INDEX.tsv` (file, source, path, licence, validity, what it tests, size).
A valid file is judged rightly without flaws, an invalid one with some; of the suite of
XLIFF 2, whose files are named for what is wrong with them, the right rule is counted too.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.validation_reasons import reason
from translations.errors import TranslationsError
from translations.validation import validate

#: What the official schemas with Schematron manage of the XLIFF 2.1 suite.
_SUITE = "xliff2.0-ms"
_OFFICIAL = "official XLIFF 2.1 schemas and Schematron: 127 of 162 invalid, 6 false alarms of 59"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A file of a suite, what it is said to be, and what was found."""

    file: str
    group: str
    valid: bool
    found: tuple[str, ...]

    @property
    def rightly(self) -> bool:
        return self.valid == (not self.found)

    @property
    def for_its_reason(self) -> bool:
        """Whether the rule was found that the file is named for."""
        wanted = reason(self.file.rpartition("/")[2])
        return bool(wanted) and any(each.startswith(f"{wanted}:") for each in self.found)


def expected(validity: str, file: str) -> bool | None:
    """Whether the index calls a file valid; nothing where it does not say."""
    if file.endswith((".csv", ".tsv", ".mo")) or validity == "schema":
        return None
    if validity.startswith("valid") or validity.endswith(("-valid", "dtdV02=True")):
        return True
    return (
        False if validity in {"invalid", "measured: malformed"} or "-invalid" in validity else None
    )


def judged(folder: Path) -> Iterator[Judged]:
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        rows = list(csv.reader(index, delimiter="\t", quoting=csv.QUOTE_NONE))
    for file, _source, _path, _licence, validity, *_rest in rows[1:]:
        if file.split("/")[0] not in {_SUITE, "xliff1.2", "tmx", "tbx", "po"}:
            continue
        valid = expected(validity, file)
        if valid is not None:
            found = tuple(_found(folder / file))
            yield Judged(file=file, group=_group(file), valid=valid, found=found)


def _group(file: str) -> str:
    parts = file.split("/")
    return "/".join(parts[:2]) if parts[0] == _SUITE else parts[0]


def _found(file: Path) -> Iterator[str]:
    try:
        yield from (f"{f.rule}:{f.line}" for f in validate(file.read_bytes(), file.name).flaws)
    except TranslationsError as error:
        yield f"unreadable: {error}"


def _print_table(results: Sequence[Judged]) -> None:
    print(f"{'':24}{'valid accepted':>16}{'invalid rejected':>18}{'for its reason':>16}")
    for group in sorted({each.group for each in results}):
        valid = [each for each in results if each.group == group and each.valid]
        invalid = [each for each in results if each.group == group and not each.valid]
        cells = [_share(each.rightly for each in part) for part in (valid, invalid)]
        named = group.startswith(_SUITE)
        cells.append(_share(each.for_its_reason for each in invalid) if named else "")
        print("{:24}{:>16}{:>18}{:>16}".format(group, *cells))


def _share(facts: Iterable[bool]) -> str:
    known = list(facts)
    return f"{sum(known)}/{len(known)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rules", action="store_true", help="Print what each file breaks.")
    options = parser.parse_args()
    start = time.perf_counter()
    results = list(judged(options.folder))
    took = time.perf_counter() - start
    if options.rules:
        for each in results:
            print(
                f"{each.file}\t{'valid' if each.valid else 'invalid'}\t{' '.join(each.found[:5])}"
            )
    _print_table(results)
    print(_OFFICIAL)
    print(f"{len(results)} files in {took:.1f} s")
    for each in results:
        if not each.rightly:
            print(
                f"wrongly: {each.file}: {'; '.join(each.found[:3]) or 'no flaw'}", file=sys.stderr
            )


if __name__ == "__main__":
    main()
