"""A restore takes over what the archive's list vouches for, and nothing beside it."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile

import pytest

from giaoban.config.archive import MANIFEST, Unusable, _unpacked


def archive(tmp_path, extra=(), hashes=None):
    """A small archive with a database, its list and `extra` entries."""
    database = b"SQLite format 3"
    listed = {"database": hashlib.sha256(database).hexdigest(), **(hashes or {})}
    facts = {"engine": "sqlite", "files": 0, "size_bytes": 1, "made_at": "2025-06-12", "sha256": listed}
    made = tmp_path / "x.tar"
    with tarfile.open(made, "w") as tar:
        for name, content in (("database", database), (MANIFEST, json.dumps(facts).encode())):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        for entry in extra:
            tar.addfile(entry, io.BytesIO(b"x" * entry.size))
    return made


def entry(name, *, kind=tarfile.REGTYPE, link="", size=0):
    """One entry of a tar file."""
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size = kind, link, size
    return made


def test_a_whole_archive_is_unpacked(tmp_path, settings):
    settings.DATA = tmp_path
    with _unpacked(archive(tmp_path)) as (home, contents):
        assert (home / "database").is_file()
        assert contents.engine == "sqlite"


@pytest.mark.parametrize(
    "extra",
    [
        entry("files/ab/cd/unlisted", size=3),
        entry("files/link", kind=tarfile.SYMTYPE, link="../database"),
        entry("files/link", kind=tarfile.SYMTYPE, link="/etc/passwd"),
        entry("files/link", kind=tarfile.LNKTYPE, link="database"),
        entry("../outside", size=3),
        entry("/absolute", size=3),
        entry("files/pipe", kind=tarfile.FIFOTYPE),
        entry("files/device", kind=tarfile.CHRTYPE),
    ],
    ids=lambda e: f"{e.name} {e.linkname} {e.type.decode()}",
)
def test_what_the_list_does_not_name_is_refused(tmp_path, settings, extra):
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    with pytest.raises(Unusable), _unpacked(archive(tmp_path, [extra])):
        pass
    assert list(settings.DATA.iterdir()) == []
    assert not (tmp_path / "outside").exists()


def test_a_list_that_names_what_is_not_there_is_refused(tmp_path, settings):
    settings.DATA = tmp_path
    for name in ("files/aa", "../../etc/passwd", "files"):
        with pytest.raises(Unusable), _unpacked(archive(tmp_path, hashes={name: "0" * 64})):
            pass
