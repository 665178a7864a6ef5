"""Static files under names that change with their content."""

from typing import Final

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

_IMPORTED: Final = (r"""(?P<matched>from "(?P<url>\.\.?/[^"]+)")""", 'from "%(url)s"')


class HashedStatics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it ships no types
    """
    Imports between the scripts of the editor lead to hashed names too: no browser mixes old with new.

    Django's own switch for this reads the scripts of every package, and some name files that do not exist.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("documents/editor/*.js", (_IMPORTED,)))
