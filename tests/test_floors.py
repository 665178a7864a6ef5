"""Foreign keys go down the floors; import-linter sees imports, this sees what strings hide."""

import tomllib
from pathlib import Path

from django.apps import apps

ALLOWED_UP = {
    ("journal.Entry", "actor"): "the journal lies lowest, yet must name a person",
}


def floors() -> list[set[str]]:
    """The floors from high to low, as pyproject.toml gives them to import-linter."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    return [set(f.split(" | ")) for f in project["tool"]["importlinter"]["contracts"][0]["layers"]]


def test_foreign_keys_point_down():
    height = {app: -n for n, floor in enumerate(floors()) for app in floor}
    ours = [
        m for m in apps.get_models() if m._meta.app_label in height and m.__module__.startswith("giaoban.")
    ]
    wrong = {
        (model._meta.label, field.name)
        for model in ours
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in ours
        if model._meta.app_label != field.related_model._meta.app_label
        if height[field.related_model._meta.app_label] >= height[model._meta.app_label]
    }
    assert wrong == set(ALLOWED_UP)


def test_keys_that_cross_rooms_leave_no_reverse_manager():
    tolerated = {
        ("units.Post", "person"),
        ("units.Tenure", "person"),
        ("assignments.Review", "document"),
        ("assignments.Part", "duty"),
    }
    crossing = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("giaoban.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if field.related_model._meta.app_label != model._meta.app_label
        if not field.remote_field.hidden
    }
    assert crossing - tolerated == set()
