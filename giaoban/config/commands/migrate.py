"""`giaoban migrate`: the database at this version."""

from __future__ import annotations

import argparse
from gettext import gettext as _

from django.core.management import call_command

from giaoban.config.ready import pending_migrations


def run(options: argparse.Namespace) -> int:  # noqa: ARG001  # every command has this shape
    """Apply what is missing."""
    count = pending_migrations()
    call_command("migrate", interactive=False, verbosity=1 if count else 0)
    print(_("The database is at this version ({count} steps applied).").format(count=count))
    return 0
