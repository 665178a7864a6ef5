"""In and out: a follow-up table of 1,000 rows imported, 50,000 rows exported in each form."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

import xlsxwriter
from django.utils import timezone

from bench.data import SYLLABLES, TASKS, settle
from bench.figures import clock, say
from bench.place import Found, Place
from giaoban.assignments.actions import bring_table, import_table
from giaoban.assignments.models import FollowUpTable
from giaoban.assignments.reads.tables.planning import plan_of_table
from giaoban.units.models import Unit
from giaoban.units.reads import officer_for

HOME: Final = Path(__file__).resolve().parents[1]
ROWS: Final = 1_000
EXPORTED: Final = 50_000
KINDS: Final = ("xlsx", "json", "ics")
STATES: Final = ("", "Đang thực hiện", "Chưa thực hiện", "Quá hạn", "Đã hoàn thành", "Hoàn thành đúng hạn")


def import_follow_up(place: Place) -> Iterator[Found]:
    """A table read, looked at and imported; then the same file looked at again, which changes nothing."""
    officer = officer_for(place.secretary, on=timezone.localdate())
    if officer is None:
        raise AssertionError("the secretary has no post")
    rows, first, again = place.sized(ROWS), [], []
    for seed in range(place.rounds):
        data = _table(place, rows, seed)
        by = {"committee": place.committee, "data": data, "actor": officer, "filename": f"bang-{seed}.xlsx"}
        with clock() as taken:
            table = _read(bring_table(**by, at=timezone.now()))
            shown = plan_of_table(table, on=timezone.localdate()).counts
            import_table(table, version=table.version, actor=officer, at=timezone.now())
        first.append(taken[0])
        if shown["new"] != rows:
            raise AssertionError(f"import_follow_up: {shown}")
        with clock() as taken:
            same = plan_of_table(_read(bring_table(**by, at=timezone.now())), on=timezone.localdate()).counts
        again.append(taken[0])
        if same["same"] != rows:
            raise AssertionError(f"import_follow_up, again: {same}")
    yield "import_follow_up", median(first), "s"
    yield "import_follow_up.again", median(again), "s"


def _read(table: FollowUpTable) -> FollowUpTable:
    return FollowUpTable.objects.select_related("committee__level").get(pk=table.pk)


def _table(place: Place, rows: int, seed: int) -> bytes:
    chance, buffer = Random(seed), io.BytesIO()
    units = Unit.objects.in_force(on=timezone.localdate()).within(place.committee.level)
    names = list(units.order_by("pk").values_list("name", flat=True))
    today = timezone.localdate()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("Nhiệm vụ")
        page.merge_range(0, 0, 0, 7, f"BẢNG THEO DÕI NHIỆM VỤ NĂM {today.year}")
        head = ("STT", "Nội dung nhiệm vụ", "Văn bản giao", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn",
                "Tình trạng", "Ghi chú")  # fmt: skip
        for column, words in enumerate(head):
            page.write(2, column, words)
        for number in range(1, rows + 1):
            due = today + timedelta(days=chance.randrange(-200, 200))
            words = f"{chance.choice(TASKS)} {chance.choice(SYLLABLES)} {seed} {number}"
            state = chance.choice(STATES)
            cells = (
                number,
                words,
                f"TB {1000 * seed + chance.randrange(400)}/TB-BCĐ ngày {due - timedelta(days=40):%d/%m/%Y}",
                chance.choice(names),
                "; ".join(chance.sample(names, chance.randrange(3))),
                f"{due:%d/%m/%Y}"
                if chance.random() < 0.7
                else chance.choice(("Quý III", "tháng 8", "Thường xuyên")),
                f"{state} ngày {min(due, today):%d/%m/%Y}" if "oàn thành" in state else state,
                "chờ vốn" if number % 9 == 0 else "",
            )
            for column, value in enumerate(cells):
                page.write(number + 2, column, value)
    return buffer.getvalue()


def export_50000(place: Place) -> Iterator[Found]:
    """
    The list of the committee written to the disk, each form in a process of its own.

    The memory is what the process held at most, above what it held before; that it does not grow with the
    rows shows beside a fifth of them.
    """
    settle()
    rows = place.sized(EXPORTED)
    for kind in KINDS:
        few, many = _exported(place, kind, rows // 5), _exported(place, kind, rows)
        say(f"    {kind}: {few['megabytes']:.1f} MB for a fifth, {many['megabytes']:.1f} MB for all")
        yield f"export_50000.{kind}", many["seconds"], "s"
        yield f"export_50000.{kind}.memory", many["megabytes"], "MB"
        yield f"export_50000.{kind}.growth", many["megabytes"] - few["megabytes"], "MB"


def _exported(place: Place, kind: str, rows: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.exporting", kind, str(place.committee.pk), str(rows)]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=True)  # noqa: S603  # our own
    found: dict[str, float] = json.loads(done.stdout)
    if found["rows"] != rows:
        raise AssertionError(f"export_50000.{kind}: {found['rows']} rows")
    return found
