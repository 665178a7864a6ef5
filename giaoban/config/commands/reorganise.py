"""`giaoban reorganise`: a reform of many units from a table, looked at, recorded, taken back."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any

from django.utils import timezone

from giaoban.units.actions import record_reform, undo_reform
from giaoban.units.models import Reform
from giaoban.units.reads.importing import read_table
from giaoban.units.reads.reforming import plan_reform


def run(options: argparse.Namespace) -> int:
    """Record or take back; 1 when rows are wrong, 2 when the command is used wrongly or refused."""
    if options.undo:
        return _undo(options.undo, options.why, as_json=options.json)
    try:
        day = date.fromisoformat(options.on or "")
    except ValueError:
        print(_("Say from which day it is in effect: --on YYYY-MM-DD."), file=sys.stderr)
        return 2
    file: Path | None = options.file
    if file is None or not file.is_file():
        print(_("There is no file {path}.").format(path=file or ""), file=sys.stderr)
        return 2
    plan = plan_reform(read_table(file.read_bytes(), name=file.name), effective_on=day)
    answer = {**plan.as_json(), "dry_run": options.dry_run, "code": ""}
    if not plan.errors and not options.dry_run:
        reform = record_reform(plan, basis=options.basis, actor=None, at=timezone.now())
        answer["code"] = reform.code
    _tell(answer, as_json=options.json)
    return 1 if plan.errors else 0


def _undo(code: str, why: str, *, as_json: bool) -> int:
    reform = Reform.objects.filter(code=code).first()
    if reform is None:
        print(_("There is no reform {code}.").format(code=code), file=sys.stderr)
        return 2
    undo_reform(reform, why=why, actor=None, at=timezone.now())
    print(
        json.dumps({"undone": code}) if as_json else _("The reform {code} was taken back.").format(code=code)
    )
    return 0


def _tell(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for each in answer["merged"]:
        print(f"{' + '.join(each['from'])} → {each['code']} {each['name']}".strip())
    for each in answer["changed"]:
        print(f"{each['old_code']} {each['old_name']} → {each['code']} {each['name']}")
    print(_("units that end: {count}").format(count=len(answer["closed"])))
    print(_("units that move: {count}").format(count=len(answer["moved"])))
    for error in answer["errors"]:
        print(" · ".join(str(value) for value in error.values() if value), file=sys.stderr)
    if answer["code"]:
        print(_("Recorded as reform {code}.").format(code=answer["code"]))
