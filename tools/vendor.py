"""
Fetch the fonts, icons and scripts that are kept in the repository.

    python -m tools.vendor            fetch again and refuse any change of content
    python -m tools.vendor --update   fetch again and write the new sums into VENDORED.md

For maintainers only: it needs npm and the network. Running and testing need neither, because the
copied files are committed. Only the versions named in `PACKAGES` are fetched, no script of a package runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VENDOR = Path("giaoban/ui/static/ui/vendor")
SCREEN_FONT = VENDOR / "be-vietnam-pro"
PAPER_FONT = Path("giaoban/documents/layout/fonts")
TEST_SCRIPTS = Path("tests/browser/vendor")
SPRITE = Path("giaoban/ui/static/ui/icons.svg")
LIST = VENDOR / "VENDORED.md"
EDITOR = HOME / "tools/editor"
EDITOR_SCRIPT = Path("giaoban/documents/static/documents/vendor/tiptap.js")
EDITOR_LICENCES = EDITOR_SCRIPT.with_name("tiptap.LICENSE")

ICONS = (
    "adjustments-horizontal", "alert-triangle", "align-center", "arrow-back-up", "arrow-down",
    "arrow-forward-up", "arrow-left", "arrow-right", "arrow-up", "arrows-join", "arrows-split-2", "ban",
    "bell", "bold", "books", "building", "calendar", "calendar-due", "chart-bar", "chart-dots", "check",
    "checks", "chevron-down", "chevron-left", "chevron-right", "circle", "circle-check",
    "circle-dashed", "circle-dot", "circle-half-2", "circle-x", "clock", "clock-exclamation",
    "download", "edit", "external-link", "eye", "file", "file-check", "file-spreadsheet", "file-text",
    "filter", "flag", "folder", "gavel", "help-circle", "history", "home", "info-circle", "italic",
    "key", "language", "link", "list-check", "list-details", "list-search", "loader-2", "lock",
    "logout", "mail", "map-pin", "menu-2", "message", "minus", "paperclip", "phone", "player-pause",
    "plus", "printer", "refresh", "report", "search", "send", "settings", "sitemap", "sort-ascending",
    "sort-descending", "table", "trash", "upload", "user", "user-off", "users", "x",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package: exact version, licence by its SPDX name, files as (inside, destination)."""

    name: str
    version: str
    licence: str
    copies: tuple[tuple[str, Path], ...]


def _screen_font_files() -> tuple[tuple[str, Path], ...]:
    names = [
        f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
        for subset in ("latin", "latin-ext", "vietnamese")
        for weight in (400, 600)
    ]
    copies = [(f"files/{name}", SCREEN_FONT / name) for name in names]
    return (*copies, ("LICENSE", SCREEN_FONT / "LICENSE"))


def _paper_font_files() -> tuple[tuple[str, Path], ...]:
    copies = [
        (f"{folder}/Tinos_{folder}.ttf", PAPER_FONT / f"Tinos-{style}.ttf")
        for folder, style in (
            ("400Regular", "Regular"),
            ("400Regular_Italic", "Italic"),
            ("700Bold", "Bold"),
            ("700Bold_Italic", "BoldItalic"),
        )
    ]
    return (*copies, ("LICENSE_FONT", PAPER_FONT / "OFL.txt"))


PACKAGES = (
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        (("dist/htmx.min.js", VENDOR / "htmx.min.js"), ("LICENSE", VENDOR / "htmx.LICENSE")),
    ),
    Package("@fontsource/be-vietnam-pro", "5.3.0", "OFL-1.1", _screen_font_files()),
    Package("@expo-google-fonts/tinos", "0.4.2", "OFL-1.1", _paper_font_files()),
    Package("@tabler/icons", "3.51.0", "MIT", (("LICENSE", VENDOR / "tabler-icons.LICENSE"),)),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        (("axe.min.js", TEST_SCRIPTS / "axe.min.js"), ("LICENSE", TEST_SCRIPTS / "axe.LICENSE")),
    ),
)


def fetch(package: Package, into: Path) -> Path:
    """Unpack a package below `into` and return its root; raises CalledProcessError when npm fails."""
    done = subprocess.run(
        ["npm", "pack", "--silent", "--ignore-scripts", f"{package.name}@{package.version}"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / done.stdout.strip().splitlines()[-1]
    target = into / archive.stem
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")
    return target / "package"


def cleaned(path: Path) -> bytes:
    """The bytes of a file; scripts and text without dead source-map lines and with one newline at the end."""
    content = path.read_bytes()
    if path.suffix in {".ttf", ".woff2"}:
        return content
    text = content.decode().replace("\r\n", "\n")
    text = re.sub(r"^\s*(//|/\*)# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    return (text.rstrip() + "\n").encode()


def build_editor(folder: Path) -> tuple[Package, bytes, bytes]:
    """
    Bundle what the editor of drafts uses of Tiptap, from the packages that `tools/editor` locks.

    Returns the package for the listing, the script, and the licences of all that is in it. Raises
    CalledProcessError when npm or esbuild fails.
    """
    for name in ("package.json", "package-lock.json", ".npmrc", "tiptap.js"):
        shutil.copy(EDITOR / name, folder / name)
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=folder, check=True, capture_output=True)
    made = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=none"]
    command = ["node_modules/.bin/esbuild", "tiptap.js", *made, "--outfile=made.js", "--log-level=error"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    inside = sorted(
        found.parent
        for found in (folder / "node_modules").glob("**/package.json")
        if (found.parent / "LICENSE").exists() or (found.parent / "LICENSE.md").exists()
    )
    told = [_licence_of(root) for root in inside if "esbuild" not in root.parts[-2:]]
    version = json.loads((folder / "package.json").read_text())["devDependencies"]["@tiptap/core"]
    package = Package("@tiptap/core and ProseMirror", version, "MIT", ())
    return package, cleaned(folder / "made.js"), "\n\n".join(told).encode() + b"\n"


def _licence_of(root: Path) -> str:
    facts = json.loads((root / "package.json").read_text())
    found = next(path for path in (root / "LICENSE", root / "LICENSE.md") if path.exists())
    return f"{facts['name']} {facts['version']}\n\n{found.read_text().strip()}"


def sprite(root: Path) -> bytes:
    """All icons of `ICONS` as one SVG file of symbols, named by their icon."""
    symbols = []
    for name in sorted(ICONS):
        source = (root / "icons/outline" / f"{name}.svg").read_text()
        shapes = re.findall(r"<(?!svg|/svg)[^>]+/>", source)
        drawn = "".join(shape.replace(" />", "/>") for shape in shapes if 'stroke="none"' not in shape)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawn}</symbol>')
    style = (
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    )
    body = "\n".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {style}>\n{body}\n</svg>\n'.encode()


def write(path: Path, content: bytes) -> None:
    """Write a file of the repository, making its folder."""
    target = HOME / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def listing(written: list[tuple[Package, Path]]) -> str:
    """The text of VENDORED.md: every file with its origin, licence and sha256."""
    lines = [
        "# Files from elsewhere",
        "",
        "Fetched by `python -m tools.vendor`; do not edit them by hand.",
        "The icon sprite holds only the icons named in that script; `figures-*.woff2` are made from",
        "Be Vietnam Pro by `python -m tools.figures`, under the same licence.",
        "",
        "| file | package | version | licence | sha256 |",
        "|---|---|---|---|---|",
    ]
    for package, path in sorted(written, key=lambda pair: str(pair[1])):
        total = hashlib.sha256((HOME / path).read_bytes()).hexdigest()
        lines.append(f"| `{path}` | {package.name} | {package.version} | {package.licence} | `{total}` |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Fetch, copy, list. Returns 1 when content changed without `--update`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="accept new content and write its sums")
    wanted = parser.parse_args(arguments)
    written: list[tuple[Package, Path]] = []
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            root = fetch(package, Path(folder))
            for inside, path in package.copies:
                write(path, cleaned(root / inside))
                written.append((package, path))
            if package.name == "@tabler/icons":
                write(SPRITE, sprite(root))
                written.append((package, SPRITE))
    with tempfile.TemporaryDirectory() as folder:
        package, script, licences = build_editor(Path(folder))
        for path, content in ((EDITOR_SCRIPT, script), (EDITOR_LICENCES, licences)):
            write(path, content)
            written.append((package, path))
    text = listing(written)
    listed = HOME / LIST
    if not wanted.update and (not listed.exists() or listed.read_text() != text):
        print("The files differ from VENDORED.md; look at the changes, then run with --update.")
        return 1
    listed.write_text(text)
    print(f"{len(written)} files are as listed in {LIST}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
