"""`giaoban index`: the search index made anew from the database."""

from __future__ import annotations

import argparse
import json
import sys
import time
from gettext import gettext as _
from gettext import ngettext

from giaoban.config.progress import Progress
from giaoban.search.jobs import rebuild


def run(options: argparse.Namespace) -> int:
    """Make it anew while the old one is searched; 2 when its folder cannot be written."""
    begun = time.monotonic()
    try:
        entries = rebuild(Progress(_("Index")))
    except OSError as problem:
        print(_("The index could not be made: {reason}").format(reason=problem), file=sys.stderr)
        return 2
    seconds = round(time.monotonic() - begun, 1)
    if options.json:
        print(json.dumps({"entries": entries, "seconds": seconds}))
    else:
        words = ngettext(
            "{count} entry indexed in {seconds} s.", "{count} entries indexed in {seconds} s.", entries
        )
        print(words.format(count=entries, seconds=seconds))
    return 0
