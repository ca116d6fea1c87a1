"""The rules of the house, as far as a machine can see them."""

import ast
import hashlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PACKAGES = ("glossary", "translations", "workbench")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50

# A folder of plug-ins, and the constant by which discovery knows one.
PLUG_INS = {
    "glossary/languages": "LANGUAGE",
    "translations/checks": "CHECK",
    "translations/editions": "OUTPUT",
    "translations/formats": "FORMAT",
    "translations/formats/originals": "FORMAT",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def committed_files() -> list[Path]:
    """What is in the repository or on its way there, ignored files left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def sources(*suffixes: str) -> list[Path]:
    """The program's own files with these endings; tests and past migrations are not among them."""
    homes = {*PACKAGES, "bench", "hatch_build.py"}
    return [
        path
        for path in committed_files()
        if path.suffix in suffixes
        and path.relative_to(ROOT).parts[0] in homes
        and path.parts[-3:-1] != ("migrations", "versions")
    ]


def functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Its lines from `def` to the end, the docstring left out."""
    first = function.body[0]
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)


def constants(path: Path) -> list[str]:
    """The names in capitals that a module assigns at its top level."""
    names = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return [name for name in names if name.isupper()]


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """Where the pattern stands, as `path:line`."""
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if wanted.search(line)
    ]


def test_imports_go_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_no_file_is_too_long_to_read() -> None:
    written = sources(".py", ".ts", ".mjs", ".css", ".html")
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in written}
    # What a program writes nobody has to read; its first line says so.
    counts = {path: len(each) for path, each in lines.items() if "do not edit" not in each[0]}
    assert {str(path): count for path, count in counts.items() if count > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_see() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{function.name}": length(function)
        for path in sources(".py")
        for function in functions(path)
    }
    assert {name: count for name, count in found.items() if count > LONGEST_FUNCTION} == {}


def test_every_module_says_why_it_exists() -> None:
    mute = [
        str(path.relative_to(ROOT))
        for path in sources(".py")
        if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert mute == []


@pytest.mark.parametrize(("folder", "constant"), PLUG_INS.items())
def test_a_plug_in_is_a_file_with_one_constant(folder: str, constant: str) -> None:
    modules = {path.stem: constants(path).count(constant) for path in (ROOT / folder).glob("*.py")}
    plug_ins = {name: count for name, count in modules.items() if count}
    assert plug_ins
    assert set(plug_ins.values()) == {1}
    assert plug_ins.keys().isdisjoint({"__init__", "base"})


def test_no_pattern_of_the_browser_takes_cyrillic_letters_for_punctuation() -> None:
    # In JavaScript \w and \b know ASCII alone, also with the flag u: [\p{L}\p{M}\p{N}] knows all.
    assert lines_with(r"/.*\\[wWbB]", sources(".ts")) == []


def test_no_query_leaves_letter_case_to_the_database() -> None:
    # SQLite's lower, LIKE and NOCASE know ASCII alone: rows carry a folded column instead.
    trap = r"func\.(lower|upper)\b|\.i?like\(|\bi(contains|startswith|endswith)\(|(?i:\bnocase\b)"
    assert lines_with(trap, [path for path in sources(".py") if "workbench" in path.parts]) == []


def test_nothing_committed_names_a_registry_or_a_folder_of_one_machine() -> None:
    # The brackets keep this very line from being found.
    names = r"npm[j]s\.(org|com)|py[p]i\.org|python[h]osted|deb\.[d]ebian\.org|(^|[^\w.-])/[w]ork/"
    text = [path for path in committed_files() if b"\0" not in path.read_bytes()]
    assert lines_with(names, text) == []


def test_the_front_end_was_built_from_these_sources() -> None:
    stamp = ROOT / "workbench" / "static" / "dist" / ".stamp"
    assert stamp.exists(), "the front end is not built: make install"
    lines = (line.split("  ", 1) for line in stamp.read_text(encoding="utf-8").splitlines())
    built_from = {name: digest for digest, name in lines}
    sources_now = (ROOT / "workbench" / "frontend").rglob("*")
    names = {path.relative_to(ROOT).as_posix() for path in sources_now if path.is_file()}
    present = {
        name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
        for name in {*names, "package-lock.json"}
    }
    assert built_from == present, "the front end has changed since it was built: make install"
