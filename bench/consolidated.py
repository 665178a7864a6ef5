"""
Consolidated reports: of a province with 98 communes, and of a nation with an annex for each of 34 provinces.

    python -m bench.consolidated [--quick]

A process of its own on an empty database: 34 provinces, 3,321 communes, 13 months, a form of 60 figures and
a part in words. Each report is frozen, then made as Word file, PDF and workbook. Prints one figure a line.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Final

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bench.figures import Figure, clock, say
from bench.nation import NOW, Land, land_of, store
from bench.opening import COMMUNES, FIGURES, PROVINCES, _secretary, _units, form_of
from bench.place import Found
from giaoban.reports import actions
from giaoban.reports.forming import Asked, Numbering, SectionKind
from giaoban.reports.forming.editing import add_item, add_section
from giaoban.reports.models import FormVersion, Revision
from giaoban.reports.reads.consolidating.book import book_of
from giaoban.reports.reads.consolidating.facts import Written
from giaoban.reports.reads.consolidating.files import file_of
from giaoban.reports.reads.consolidating.versions import newest
from giaoban.reports.vocabulary import FileKind
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.units.vocabulary import UnitKind

MONTHS: Final = 13
WORDS: Final = (
    "Đường truyền ở một số thôn còn chậm; bộ phận một cửa thiếu máy quét; cán bộ cần tập huấn thêm."
)


def _land(share: float) -> Land:
    """The tree and its reports; the units of the last month wrote a paragraph each."""
    top = _units([("Cả nước", UnitKind.NATION, None)])
    provinces = _units([(f"Tỉnh Mẫu {n}", UnitKind.PROVINCE, top[0]) for n in range(PROVINCES)])
    wanted = range(round(COMMUNES * share))
    _units([(f"UBND xã Mẫu {n}", UnitKind.COMMUNE, provinces[n % PROVINCES]) for n in wanted])
    land = land_of(top[0], UnitKind.COMMUNE, MONTHS, chance=7)
    numbering = Numbering()
    form = add_section(form_of(FIGURES), SectionKind.NARRATIVE, "Khó khăn, vướng mắc", numbering)
    form = add_item(form, form.sections[-1].id, Asked(name="Khó khăn, vướng mắc"), numbering)
    FormVersion.objects.filter(regime=land.regime).update(content=form.as_json())
    store(land, UnitKind.COMMUNE)
    item = form.sections[-1].items[0].id
    Revision.objects.filter(report__period=land.periods[-1]).update(words={item: WORDS})
    return land


def _report(name: str, land: Land, unit: Unit, officer: Officer) -> Iterator[Found]:
    """One report from its figures to its files."""
    last = land.periods[-1]
    last.refresh_from_db()
    wanted = actions.Wanted(regime=land.regime, unit=unit, first=last, last=last)
    with clock() as frozen:
        shot = actions.take_snapshot(wanted, actor=officer, at=NOW)
    written = Written.of(newest(shot))
    with clock() as docx:
        data = file_of(written, FileKind.DOCX)
    with clock() as pdf:
        laid = file_of(written, FileKind.PDF)
    with clock() as xlsx:
        book = book_of(written)
    units, texts = len(shot.content["units"]), sum(len(said["texts"]) for said in shot.content["said"])
    content = len(json.dumps(shot.content))
    sizes = {"snapshot": content, "docx": len(data), "pdf": len(laid), "xlsx": len(book)}
    told = ", ".join(f"{what} {size / 1e3:.0f} kB" for what, size in sizes.items())
    say(f"  {name}: {units} units below, {texts} texts; {told}")
    yield f"consolidated.{name}.freeze", frozen[0], "s"
    yield f"consolidated.{name}.docx", frozen[0] + docx[0], "s"
    yield f"consolidated.{name}.pdf", frozen[0] + pdf[0], "s"
    yield f"consolidated.{name}.xlsx", frozen[0] + xlsx[0], "s"


def consolidated(share: float) -> Iterator[Found]:
    """Both reports, each from freezing its figures to the file."""
    with clock() as taken:
        land = _land(share)
        officer = _secretary(land.regime.committee, land.nation)
    say(f"  {len(land.units)} units, {MONTHS} months in {taken[0]:.0f} s")
    yield from _report("province", land, Unit.objects.get(pk=land.provinces[0]), officer)
    yield from _report("nation", land, land.nation, officer)


def main() -> None:
    """Make the tree and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    for bench, value, unit in consolidated(0.1 if options.quick else 1.0):
        print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


if __name__ == "__main__":
    main()
