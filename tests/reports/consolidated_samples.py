"""Acts on consolidated reports, for the tests that walk all acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from giaoban.files.actions import keep
from giaoban.reports import actions
from giaoban.reports.reads.consolidating.files import standard_bytes
from giaoban.reports.reads.consolidating.versions import newest
from giaoban.reports.vocabulary import FileKind, SnapshotKind
from tests import make

Act = Callable[[], Any]


def _by(cast: make.Cast) -> dict[str, Any]:
    return {"actor": cast.officer(cast.secretary), "at": make.NOON}


def _snapshot(cast: make.Cast) -> Any:
    from tests.reports import consolidated  # it needs `samples`, which needs this module

    return consolidated.snapshot(cast)


def kept(cast: make.Cast, name: str = "Mẫu của tỉnh") -> Any:
    """A template of the committee."""
    return actions.keep_template(cast.committee, owner=None, name=name, file=_file(), **_by(cast))


def _file() -> Any:
    return keep(standard_bytes(SnapshotKind.PERIOD), name="Mẫu tháng.docx")


def _taking(cast: make.Cast) -> Act:
    from tests.reports import consolidated

    wanted = consolidated.wanted(cast, consolidated.month(cast))
    return partial(actions.take_snapshot, wanted, **_by(cast))


def _saving(cast: make.Cast) -> Act:
    shot = _snapshot(cast)
    return partial(actions.save_words, shot, words={"p1": "Đã sửa"}, number=1, **_by(cast))


def _asking(cast: make.Cast) -> Act:
    version = newest(_snapshot(cast))
    return partial(actions.ask_for_file, version, kind=FileKind.DOCX, template=kept(cast), **_by(cast))


def _drafting(cast: make.Cast) -> Act:
    return partial(actions.draft_from, newest(_snapshot(cast)), **_by(cast))


def _keeping(cast: make.Cast) -> Act:
    file = _file()
    return partial(actions.keep_template, cast.committee, owner=None, name="Mẫu", file=file, **_by(cast))


def _retiring(cast: make.Cast) -> Act:
    return partial(actions.retire_template, kept(cast), **_by(cast))


SAMPLES = {
    "reports.actions.take_snapshot": _taking,
    "reports.actions.save_words": _saving,
    "reports.actions.ask_for_file": _asking,
    "reports.actions.draft_from": _drafting,
    "reports.actions.keep_template": _keeping,
    "reports.actions.retire_template": _retiring,
}
