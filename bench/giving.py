"""Bringing in, giving, and proving: a paper, thousands of units, work for all of them, a long journal."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from bench.data import settle
from bench.figures import clock, say
from bench.notice import LENGTH, as_docx, lines
from bench.place import Found, Place
from bench.screens import Visitor
from giaoban.assignments.actions import confirm_review
from giaoban.assignments.models import Addressee, Assignment, Part, Proposal, Review
from giaoban.documents.models import Document
from giaoban.duties.models import Duty, Standing
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.text import search_key, sort_key
from giaoban.journal.actions import Change, record_many
from giaoban.journal.reads import check_chain
from giaoban.units.actions import import_file
from giaoban.units.models import Spell, Unit, UnitGroup
from giaoban.units.reads import officer_for
from giaoban.units.vocabulary import UnitKind

PROVINCES: Final = 34
COMMUNES: Final = 3_321
FAN: Final = 3_400
ENTRIES: Final = 100_000
A_MILLION: Final = 1_000_000


def upload(place: Place) -> Iterator[Found]:
    """A notice of twenty pages as a Word file, sent until its review is open: one answer to one request."""
    visitor, seconds = Visitor(place.secretary), []
    for seed in range(place.rounds):
        data = as_docx(lines(place.sized(LENGTH), seed=seed))
        file = SimpleUploadedFile(f"thong-bao-{seed}.docx", data)
        with clock() as taken:
            answer = visitor.client.post(
                reverse("document-new"), {"committee": place.committee.code, "file": file}
            )
        if answer.status_code != 302:
            raise AssertionError(f"upload: {answer.status_code}")
        seconds.append(taken[0])
        found = Proposal.objects.filter(review__document__file__name=file.name).count()
        say(f"    {found} proposals")
    yield "upload", median(seconds), "s"


def imported(place: Place) -> Iterator[Found]:
    """Provinces and communes from a CSV file; then the same file again, which changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.csv"
        rows = _write_units(path, place)
        with clock() as first:
            made = import_file(path, dry_run=False, actor=None, at=timezone.now())
        with clock() as again:
            same = import_file(path, dry_run=False, actor=None, at=timezone.now())
    found, expected = (len(made.plan.created), same.plan.unchanged), (rows, rows)
    if found != expected:
        raise AssertionError(f"import: {found} instead of {expected}, {made.plan.errors[:3]}")
    yield "import.units", first[0], "s"
    yield "import.again", again[0], "s"


def _write_units(path: Path, place: Place) -> int:
    provinces = [f"{40 + n}" for n in range(max(1, place.sized(PROVINCES)))]
    rows = [(code, f"Tỉnh Miền Xuôi {code}", "Tỉnh", "") for code in provinces]
    rows += [
        (
            f"{code}{n:05d}",
            f"Bến {n} {code}",
            ("Xã", "Xã", "Xã", "Phường")[n % 4],
            code,
        )
        for n in range(place.sized(COMMUNES))
        for code in (provinces[n % len(provinces)],)
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("official_code", "name", "kind", "parent_code"), *rows])
    return len(rows)


def fan_out(place: Place) -> Iterator[Found]:
    """One sentence to a group of 3,400 communes, confirmed; then row by row, at a tenth, times ten."""
    group = _many_communes(place.sized(FAN))
    officer = officer_for(place.secretary, on=timezone.localdate())
    if officer is None:
        raise AssertionError("the secretary has no post")
    settle()
    seconds = []
    for number in range(place.rounds):
        review = _review(place, group, number)
        with clock() as taken:
            confirm_review(review, version=review.version, actor=officer, at=timezone.now())
        given = Assignment.objects.filter(document=review.document).count()
        if given != place.sized(FAN):
            raise AssertionError(f"fan-out: {given} assignments")
        seconds.append(taken[0])
    yield "fanout", median(seconds), "s"
    few = max(1, place.sized(FAN) // 10)
    with clock() as taken:
        _undone(lambda: _one_by_one(place, group, few))
    yield "fanout.naive", taken[0] * place.sized(FAN) / few / median(seconds), "ratio"


def _many_communes(count: int) -> UnitGroup:
    with transaction.atomic():
        above = Unit.objects.create(
            name="Vùng Đồng Bằng",
            kind=UnitKind.NATION,
            path="",
            search_key="vung dong bang",
            sort_key=sort_key("Vùng Đồng Bằng"),
        )
        above.path = f"/{above.pk}/"
        above.save(update_fields=["path"])
        names = [f"UBND xã Làng Mới {n}" for n in range(count)]
        units = Unit.objects.bulk_create(
            (
                Unit(
                    name=name,
                    kind=UnitKind.COMMUNE,
                    parent=above,
                    path=f"new{n}",
                    search_key=search_key(name),
                    sort_key=sort_key(name),
                )
                for n, name in enumerate(names)
            ),
            batch_size=500,
        )
        for unit in units:
            unit.path = f"{above.path}{unit.pk}/"
        Unit.objects.bulk_update(units, ["path"], batch_size=500)
        Spell.objects.bulk_create(
            (Spell(unit=u, name=u.name, kind=u.kind, parent=above, path=u.path) for u in units),
            batch_size=500,
        )
        return UnitGroup.objects.create(
            name="UBND các xã vùng đồng bằng",
            within=above,
            kinds=[UnitKind.COMMUNE],
            search_key="ubnd cac xa vung dong bang",
        )


def _review(place: Place, group: UnitGroup, number: int) -> Review:
    words = "Giao UBND các xã vùng đồng bằng rà soát hạ tầng số trên địa bàn."
    text = f"THÔNG BÁO\n1. {words}"
    document = Document.objects.create(
        committee=place.committee,
        type="TB",
        number=f"9{number}",
        symbol="TB-BCĐ",
        issued_on=timezone.localdate(),
        year=timezone.localdate().year,
        force_from=timezone.localdate(),
        subject="Kết luận phiên họp chuyên đề về hạ tầng số",
        text=text,
        sha256=f"{number:064d}",
        search_key="tb ket luan ha tang so",
        registered_at=timezone.now(),
        registered_by=place.secretary,
    )
    review = Review.objects.create(document=document, changed_at=timezone.now())
    start = text.index(words)
    proposal = Proposal.objects.create(
        review=review,
        position=start,
        start=start,
        end=start + len(words),
        action=words,
        clause="1",
        due_on=_in_a_month(),
    )
    Addressee.objects.create(
        proposal=proposal, position=0, role=Role.LEAD, as_written=group.name, group=group
    )
    return review


def _in_a_month() -> date:
    return timezone.localdate() + timedelta(days=30)


def _undone(act: Callable[[], None]) -> None:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def _one_by_one(place: Place, group: UnitGroup, count: int) -> None:
    """The same rows by one `save()` each, in one transaction."""
    at, document = timezone.now(), Document.objects.order_by("-pk")[0]
    for number, unit in enumerate(Unit.objects.filter(parent=group.within)[:count]):
        duty = Duty(
            kind=Kind.ASSIGNMENT,
            role=Role.LEAD,
            title="Rà soát hạ tầng số trên địa bàn",
            origin=document.short_name,
            origin_key=document.code,
            committee=place.committee,
            unit=unit,
            asking_unit_id=place.committee.standing_unit_id,
            asked_at=at,
            asked_on=timezone.localdate(at),
            original_due_on=_in_a_month(),
            due_on=_in_a_month(),
            search_key=search_key(f"Rà soát hạ tầng số {document.short_name} {unit.name}"),
        )
        duty.save()
        Standing.of(duty, since=at).save()
        task = Assignment(
            number=f"thử {number}",
            sequence=number,
            year=at.year,
            committee=place.committee,
            document=document,
            start=0,
            end=1,
            lead=duty,
            confirmed_at=at,
        )
        task.save()
        Part(assignment=task, duty=duty).save()


def journal(place: Place) -> Iterator[Found]:
    """Proving a journal, one entry after the other; said for a million entries, ten times as many."""
    target, wanted = Document.objects.order_by("pk")[0], place.sized(ENTRIES)
    with clock() as taken:
        for _batch in range(wanted // 500):
            changes = [Change(target, {"state": "asked"}, {"state": "received"}) for _entry in range(500)]
            record_many("duties.received", actor=place.secretary, changes=changes, at=timezone.now())
    say(f"    {wanted} entries written in {taken[0]:.1f} s on {connection.vendor}")
    with clock() as taken:
        report = check_chain()
    if not report or report.entries < wanted:
        raise AssertionError(f"journal: {report}")
    yield "journal.check", taken[0] * A_MILLION / report.entries, "s"
