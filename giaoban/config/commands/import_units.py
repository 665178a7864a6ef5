"""`giaoban import-units`: units from a file."""

from __future__ import annotations

import argparse
import json
import sys
from gettext import gettext as _

from django.utils import timezone

from giaoban.config.progress import Progress
from giaoban.units.actions import import_file


def run(options: argparse.Namespace) -> int:
    """Import, or show what would change; 1 when rows are wrong, 2 when the file cannot be read."""
    if not options.file.is_file():
        print(_("There is no file {path}.").format(path=options.file), file=sys.stderr)
        return 2
    result = import_file(
        options.file,
        dry_run=options.dry_run,
        under=options.under,
        close_missing=options.close_missing,
        actor=None,
        at=timezone.now(),
        progress=Progress(_("Units")),
    )
    answer = result.as_json()
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for name, label in (
            ("created", _("units created")),
            ("changed", _("units changed")),
            ("closed", _("units closed")),
            ("unchanged", _("units unchanged")),
        ):
            print(f"{label}: {answer[name] if isinstance(answer[name], int) else len(answer[name])}")
        for error in answer["errors"]:
            print(
                error if isinstance(error, str) else " · ".join(str(v) for v in error.values()),
                file=sys.stderr,
            )
    return 1 if answer["errors"] else 0
