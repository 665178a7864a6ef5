"""`giaoban restore`: database and files from an archive."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from gettext import gettext as _

from giaoban.config.archive import Unusable, holds_data, restore


def run(options: argparse.Namespace) -> int:
    """Restore; refuses to replace data unless told so."""
    if holds_data() and not options.replace:
        print(_("There is data here already; --replace replaces it. Stop the site first."), file=sys.stderr)
        return 2
    try:
        contents = restore(options.archive)
    except (Unusable, OSError) as problem:
        print(_("Nothing was restored: {reason}").format(reason=problem), file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(asdict(contents)))
    else:
        print(
            _("Restored the state of {moment} with {count} files.").format(
                moment=contents.made_at, count=contents.files
            )
        )
    return 0
