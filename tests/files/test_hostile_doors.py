"""Hostile files at every form that takes one: a sentence in Vietnamese, and nothing is kept of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.files.doors import doors
from tests.files.hostile import CORPUS

REFUSED_EVERYWHERE = (
    "zip-overlapping", "xml-billion-laughs", "docx-cut-at-50", "docx-macros-by-part", "pdf-password",
    "pdf-bomb", "text-heaped-marks", "empty", "jpeg-of-most-dots", "xlsx-macros",
)  # fmt: skip
DOORS = (
    "notice", "intake", "draft", "draft again", "signed", "table", "units", "evidence", "progress", "answer",
    "template",
)  # fmt: skip
pytestmark = pytest.mark.django_db


def rows():
    """How many rows each table of ours holds."""
    own = [model for model in apps.get_models() if model.__module__.startswith("giaoban.")]
    return {model._meta.label: model._default_manager.count() for model in own}


def kept_files():
    return sorted(path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file())


@pytest.mark.parametrize("door", DOORS)
def test_nothing_is_kept_of_a_hostile_file(door, cast, client):
    here = doors(cast)[door]
    client.force_login(here.person)
    for key in REFUSED_EVERYWHERE:
        one = CORPUS[key]
        before, files = rows(), kept_files()
        sent = {**here.fields, here.file: SimpleUploadedFile(one.name, one.make())}
        answer = client.post(here.address, sent, follow=True)
        page = answer.content.decode()
        plan_of_units = door == "units" and answer.status_code == 422  # what is no table has rows with faults
        assert plan_of_units or any(words in page for words in ("chưa lưu", "không có nội dung")), key
        assert rows() == before, key
        assert kept_files() == files, key
