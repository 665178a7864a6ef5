"""The Typst compiler: one for each thread, because a compiler serves one caller at a time."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any, Literal

import typst

from .metrics import FONTS

_FORMS = Path(__file__).with_name("forms")
_PICTURE_PPI = 200
_REMEMBERED_COMPILATIONS = 10
_of_thread = threading.local()


def compiled(
    form: str, data: dict[str, Any], *, output: Literal["pdf", "png"], archival: bool = False
) -> bytes:
    """
    `forms/{form}.typ` filled with `data` (JSON values), as PDF or as the picture of its only page.

    The form may read nothing but its own folder. `archival` asks for PDF/A-2b, which needs a glyph
    for every character. Raises `typst.TypstError` if the form cannot be compiled.
    """
    result = _compiler(form).compile(
        format=output,
        ppi=_PICTURE_PPI if output == "png" else None,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"] if archival else [],
    )
    if not isinstance(result, bytes):
        raise TypeError(f"{form} was expected to give one file.")
    _forget()
    return result


def _compiler(form: str) -> typst.Compiler:
    compilers: dict[str, typst.Compiler] = _of_thread.__dict__.setdefault("compilers", {})
    if form not in compilers:
        compilers[form] = typst.Compiler(
            str(_FORMS / f"{form}.typ"), root=str(_FORMS), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
    return compilers[form]


def _forget() -> None:
    """
    Free what Typst remembers of a document: over a megabyte a page, kept for the next ten compilations.

    Papers hardly ever repeat, so ten empty pages (a few milliseconds) are cheaper than the memory.
    """
    for _ in range(_REMEMBERED_COMPILATIONS):
        _compiler("empty").compile(format="pdf")


def png_of(svg: str, *, width_mm: float) -> bytes:
    """
    A picture of `svg`, `width_mm` wide at 200 dots per inch.

    Raises `ValueError` for what is no standalone SVG document.
    """
    try:
        return compiled("figure", {"svg": svg, "width": width_mm}, output="png")
    except typst.TypstError as error:
        raise ValueError(f"The figure is not a standalone SVG: {error.message}") from error
