"""Sample acts of the stored files, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from functools import partial

from giaoban.files.actions import store
from tests import make


def storing(cast):
    """A file that somebody keeps by itself, not as a part of another act."""
    return partial(store, b"a,b\n1,2\n", name="so-lieu.csv", actor=cast.secretary, at=make.NOON)


SAMPLES = {"files.actions.store": storing}
NO_ENTRY = {
    "files.actions.keep": "bytes without a row are nothing yet; `store` or the act enters them",
    "files.actions.discard": "the act that lets a file go says why",
    "files.actions.remove_leftovers": "half-written bytes of killed processes were never a file",
}
