"""
Make the figures of the screen font equally wide, so that columns of numbers stand under each other.

    python -m tools.figures

Be Vietnam Pro has proportional figures only (no `tnum`). This writes the ten digits of each weight as
a font of their own, `figures-400.woff2` and `figures-600.woff2`, every digit centred in the same width.
For maintainers only: it needs the packages fonttools and brotli. The results are committed.
"""

from __future__ import annotations

import importlib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "giaoban/ui/static/ui/vendor/be-vietnam-pro"
WIDTH = 648  # thousandths of the type size; the digits themselves are 385 to 710 wide


def make(weight: int) -> Path:
    """Write the figures of one weight and return the file's path."""
    library = importlib.import_module("fontTools.ttLib")  # optional: only maintainers have it
    subset = importlib.import_module("fontTools.subset")
    font = library.TTFont(FOLDER / f"be-vietnam-pro-latin-{weight}-normal.woff2")
    options = subset.Options(layout_features=[], hinting=False, name_IDs=[0, 13, 14], notdef_outline=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="0123456789")
    subsetter.subset(font)
    glyphs, metrics = font["glyf"], font["hmtx"]
    for name in font.getBestCmap().values():
        glyph = glyphs[name]
        ink = glyph.xMax - glyph.xMin
        shift = (WIDTH - ink) // 2 - glyph.xMin
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (WIDTH, glyph.xMin)
    font.flavor = "woff2"
    target = FOLDER / f"figures-{weight}.woff2"
    font.save(target)
    return target


if __name__ == "__main__":
    for each in (400, 600):
        print(make(each))
