"""
Keep the Vietnamese catalogues complete.

    python -m tools.messages [app …]     take over new strings, drop unused ones, compile; all apps by default
    python -m tools.messages --check     change nothing; exit 1 and list what is missing, unused or wrong

Each app of `giaoban/` has its catalogue in its own `locale/vi/LC_MESSAGES/`. Source strings are English.
Strings are found by xgettext (Debian package gettext); templates are made readable to it by Django.
An entry whose comment begins with "From " belongs to a library that lacks it in Vietnamese, and stays.
Catalogues hold no dates, names or places in the source, so a second run changes nothing.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polib
from django.utils.translation.template import templatize

HOME = Path(__file__).resolve().parents[1]
PROJECT = HOME / "giaoban"
CATALOGUE = Path("locale/vi/LC_MESSAGES/django.po")
HEADER = {
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|%[sd]|\{\w*\}")
UNTRIMMED = re.compile(r"{%\s*blocktrans(?:late)?\b(?!.*\btrimmed\b).*?%}")

Key = tuple[str | None, str]


def apps() -> list[str]:
    """The apps of the project, by folder name."""
    return sorted(path.parent.name for path in PROJECT.glob("*/__init__.py"))


def sources(app: str) -> list[Path]:
    """The files of an app that may hold strings."""
    root = PROJECT / app
    found = [path for pattern in ("*.py", "*.html", "*.txt") for path in root.rglob(pattern)]
    return sorted(path for path in found if not {"migrations", "static"} & set(path.relative_to(root).parts))


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def extracted(app: str) -> polib.POFile:
    """Every string of an app's sources, without translations. Raises SystemExit where xgettext is missing."""
    if shutil.which("xgettext") is None:
        raise SystemExit("messages: xgettext is missing; install the Debian package gettext.")
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(sources(app)):
            text = path.read_text()
            readable = text if path.suffix == ".py" else templatize(text, origin=str(path))
            (Path(folder) / f"{number:05d}.py").write_text(readable)
        command = [
            "xgettext", "--language=Python", "--from-code=UTF-8", "--no-location",
            "--add-comments=Translators", *(f"--keyword={word}" for word in KEYWORDS),
            "--output=-", *sorted(path.name for path in Path(folder).iterdir()),
        ]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return polib.pofile(done.stdout) if done.stdout.strip() else polib.POFile()


def stored(app: str) -> polib.POFile:
    """An app's catalogue as it is; empty when there is none."""
    path = PROJECT / app / CATALOGUE
    return polib.pofile(path.read_text()) if path.exists() else polib.POFile()


def merged(new: polib.POFile, old: polib.POFile) -> polib.POFile:
    """The strings of `new` with the translations of `old`, those of libraries kept, in a fixed order."""
    known = {_key(entry): entry for entry in old if not entry.obsolete}
    entries = {}
    for entry in new:
        before = known.get(_key(entry))
        fresh = polib.POEntry(
            msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural, comment=entry.comment
        )
        fresh.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if entry.msgid_plural:
            fresh.msgstr_plural = {0: before.msgstr_plural.get(0, before.msgstr) if before else ""}
        else:
            fresh.msgstr = (before.msgstr or before.msgstr_plural.get(0, "")) if before else ""
        if before is not None and before.fuzzy:
            fresh.flags.append("fuzzy")
        entries[_key(fresh)] = fresh
    for key, entry in known.items():
        if key not in entries and entry.tcomment.startswith("From "):
            entries[key] = entry
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = dict(HEADER)
    catalogue.extend(entries[key] for key in sorted(entries, key=lambda key: (key[1], key[0] or "")))
    return catalogue


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _wrong_placeholders(entry: polib.POEntry) -> bool:
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return any(text and set(PLACEHOLDER.findall(text)) != wanted for text in _translations(entry))


def faults(app: str) -> list[str]:
    """What is wrong with an app's catalogue, a sentence each; empty when nothing is."""
    old = stored(app)
    wanted = merged(extracted(app), old)
    have = {_key(entry): entry for entry in old if not entry.obsolete}
    need = {_key(entry) for entry in wanted}
    found = [f"not in the catalogue: {key[1]!r}" for key in sorted(need - have.keys(), key=str)]
    found += [f"no longer in the source: {key[1]!r}" for key in sorted(have.keys() - need, key=str)]
    for entry in have.values():
        if not all(_translations(entry)):
            found.append(f"not translated: {entry.msgid!r}")
        elif entry.fuzzy:
            found.append(f"marked fuzzy: {entry.msgid!r}")
        elif _wrong_placeholders(entry):
            found.append(f"other placeholders than the source: {entry.msgid!r}")
    compiled = (PROJECT / app / CATALOGUE).with_suffix(".mo")
    if have and (not compiled.exists() or compiled.read_bytes() != old.to_binary()):
        found.append("the compiled catalogue is out of date")
    for path in sources(app):
        if path.suffix == ".html" and UNTRIMMED.search(path.read_text()):
            found.append(f"a blocktranslate without trimmed: {path.relative_to(HOME)}")
    return [f"{app}: {fault}" for fault in found]


def contradictions(names: Iterable[str]) -> list[str]:
    """Strings that two apps translate differently; only one of them would ever be shown."""
    seen: dict[Key, tuple[str, list[str]]] = {}
    found = []
    for app in names:
        for entry in stored(app):
            if not all(_translations(entry)):
                continue
            other, words = seen.setdefault(_key(entry), (app, _translations(entry)))
            if words != _translations(entry):
                found.append(f"{app}: {entry.msgid!r} is translated otherwise in {other}; give one a context")
    return found


def update(app: str) -> int:
    """Write an app's catalogue and its compiled form; how many strings wait for a translation."""
    catalogue = merged(extracted(app), stored(app))
    path = PROJECT / app / CATALOGUE
    if not catalogue:
        path.unlink(missing_ok=True)
        path.with_suffix(".mo").unlink(missing_ok=True)
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{catalogue}\n".rstrip("\n") + "\n")
    path.with_suffix(".mo").write_bytes(polib.pofile(path.read_text()).to_binary())
    return sum(not all(_translations(entry)) for entry in catalogue)


def main(arguments: list[str] | None = None) -> int:
    """Update or check; 1 when `--check` found something."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("app", nargs="*", help="names of apps; all when none is given")
    parser.add_argument("--check", action="store_true", help="change nothing, list what is wrong")
    wanted = parser.parse_args(arguments)
    names = wanted.app or apps()
    if unknown := set(names) - set(apps()):
        parser.error(f"no such app: {', '.join(sorted(unknown))}")
    if wanted.check:
        found = [fault for app in names for fault in faults(app)] + contradictions(names)
        print("\n".join(found) or f"The catalogues of {len(names)} apps are complete.")
        return 1 if found else 0
    for app in names:
        waiting = update(app)
        print(f"{app}: {waiting} strings wait for a translation" if waiting else f"{app}: complete")
    return 0


if __name__ == "__main__":
    sys.exit(main())
