"""The cast, and a place of its own for the files of each test."""

from __future__ import annotations

import os

os.environ.setdefault("GIAOBAN_MODE", "test")

import pytest

from tests import make


@pytest.fixture(autouse=True)
def _own_files(tmp_path, settings):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def cast(db) -> make.Cast:
    """The fictional province Sơn Hải with its digital-transformation committee and its people."""
    return make.cast()
