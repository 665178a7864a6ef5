"""
Every official act leaves an entry in the journal.

Walks the public functions of every `actions` module of every app: what it exports, and nothing else may be
called from outside. Each needs a sample in `tests/<app>/samples.py`: `SAMPLES["<app>.actions.<name>"]` is
a function that gets the cast, sets the scene and returns the act as a call without arguments. `NO_ENTRY`
there names the functions that are no act by themselves, each with its reason.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from inspect import isfunction
from pathlib import Path

import pytest
from django.apps import apps

import giaoban
from giaoban.journal.models import Entry

ROOT = Path(giaoban.__file__).parent
APPS = sorted(
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("giaoban.") and find_spec(f"{config.name}.actions")
)


def public_functions(app: str) -> list[str]:
    """Names of the acts of `app`: what `actions` exports, or defines where it exports nothing by name."""
    module = import_module(f"giaoban.{app}.actions")
    named = getattr(module, "__all__", None)
    names = named or [
        n for n, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__
    ]
    return [f"{app}.actions.{n}" for n in names if not n.startswith("_") and isfunction(getattr(module, n))]


def samples_of(app: str, what: str) -> dict:
    """`what` of the samples of `app`; empty where it has none."""
    name = f"tests.{app}.samples"
    if not find_spec(f"tests.{app}") or not find_spec(name):
        return {}
    return getattr(import_module(name), what, {})


ACTS = [act for app in APPS if app != "journal" for act in public_functions(app)]
SAMPLES = {name: sample for app in APPS for name, sample in samples_of(app, "SAMPLES").items()}
NO_ENTRY = {name: why for app in APPS for name, why in samples_of(app, "NO_ENTRY").items()}


@pytest.mark.parametrize("act", [act for act in ACTS if act not in NO_ENTRY])
def test_an_act_leaves_an_entry(act, cast):
    assert act in SAMPLES, f"{act} needs a sample in tests/{act.split('.')[0]}/samples.py"
    do = SAMPLES[act](cast)
    before = Entry.objects.count()
    do()
    assert Entry.objects.count() > before


def calls_from_outside(app: str) -> set[str]:
    """Names that other code of the program takes from the modules inside `giaoban/<app>/actions/`."""
    inside = ROOT / app / "actions"
    return {
        f"{module}.{name}"
        for path, module, name in names_taken_from_acts()
        if module.startswith(f"giaoban.{app}.actions.") and inside not in path.parents
    }


@cache
def names_taken_from_acts() -> list[tuple[Path, str, str]]:
    """(file, module, name) of all that the program's files import from inside any `actions`; read once."""
    return [
        (path, node.module, alias.name)
        for path in ROOT.rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and ".actions." in (node.module or "")
        for alias in node.names
    ]


@pytest.mark.parametrize("app", [app for app in APPS if app != "journal"])
def test_no_act_is_called_past_the_names_that_its_room_exports(app):
    """An act that is not exported would be walked by nobody."""
    exported = {name.rpartition(".")[2] for name in public_functions(app)}
    past = set()
    for taken in calls_from_outside(app):
        module, _dot, name = taken.rpartition(".")
        value = getattr(import_module(module), name)
        if isfunction(value) and name not in exported:
            past.add(taken)
    assert past == set(), "export these from `actions` and give them samples"


def test_the_walk_meets_every_room_that_acts():
    folders = {path.parent.name for path in ROOT.glob("*/actions.py")}
    folders |= {path.parent.parent.name for path in ROOT.glob("*/actions/__init__.py")}
    assert folders == set(APPS)
    assert {app for app in folders - {"journal"} if not public_functions(app)} == set()


def test_samples_name_acts_that_exist():
    assert (set(SAMPLES) | set(NO_ENTRY)) - set(ACTS) == set()
