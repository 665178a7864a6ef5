"""`giaoban backup`: database and files in one archive."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from gettext import gettext as _

from giaoban.config.archive import Unusable, backup
from giaoban.config.progress import Progress


def run(options: argparse.Namespace) -> int:
    """Write the archive; 2 when it cannot be written."""
    try:
        contents = backup(options.archive, tell=Progress(_("Files")))
    except (Unusable, OSError) as problem:
        print(_("No backup was made: {reason}").format(reason=problem), file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(asdict(contents)))
    else:
        print(
            _("{archive}: the database and {count} files.").format(
                archive=options.archive, count=contents.files
            )
        )
    return 0
