"""Installations of their own for tests that start programs: a database that holds nothing yet."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

PROJECT = Path(__file__).resolve().parents[1]
OURS = ("GIAOBAN_", "DATABASE_URL", "DJANGO_")


@pytest.fixture
def own_database(tmp_path):
    """The environment of an installation of its own, on the engine under test."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(OURS)},
        "GIAOBAN_DATA": str(tmp_path / "site"),
        "GIAOBAN_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
    }
    found = settings.DATABASES["default"]
    if "sqlite" in found["ENGINE"]:
        yield environment
        return
    facts = {name.lower(): found[name] for name in ("HOST", "PORT", "USER", "PASSWORD")}
    name = f"own_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(dbname="postgres", autocommit=True, **facts) as server:
        server.execute(f"CREATE DATABASE {name}")
        secret = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
        address = f"{found['USER']}{secret}@{found['HOST']}:{found['PORT']}"
        yield {**environment, "DATABASE_URL": f"postgres://{address}/{name}"}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
