"""What every drawing is made of: escaped elements, named colours, a picture with its table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

# Fill, stroke and text colours of a drawing outside the page; inside it `ui/charts.css` has the same names.
PALETTE: Final[dict[str, dict[str, str]]] = {
    "p-text": {"fill": "#1f1c18"},
    "p-soft": {"fill": "#5f594f"},
    "p-light": {"fill": "#fffdf9"},
    "p-line": {"stroke": "#8b8375", "fill": "none"},
    "p-grid": {"stroke": "#e2dbcd", "fill": "none"},
    "p-box-none": {"fill": "none"},
    "p-box": {"fill": "#fffdf9", "stroke": "#8b8375"},
    "p-box-main": {"fill": "#fbeae3", "stroke": "#a9321a"},
    "p-ok": {"fill": "#1f6640"},
    "p-plain": {"fill": "#d8d0c1"},
    "p-none": {"fill": "#ece6da"},
    "p-done-late": {"fill": "#a9c7b2"},
    "p-soon": {"fill": "#f0c35c"},
    "p-soon-edge": {"fill": "#f0c35c", "stroke": "#8a5a00"},
    "p-done-late-edge": {"fill": "#a9c7b2", "stroke": "#1f6640"},
    "p-late": {"fill": "#a3122c"},
    "p-son": {"fill": "#a9321a"},
    "p-trend": {"stroke": "#a9321a", "fill": "none"},
    "p-level-0": {"fill": "#f1ece2"},
    "p-level-1": {"fill": "#f8dcd2"},
    "p-level-2": {"fill": "#eeaf9b"},
    "p-level-3": {"fill": "#b8452b"},
    "p-level-4": {"fill": "#7d1f0e"},
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LETTER_WIDTH: Final = 0.52  # mean width of a letter of the screen font, in type sizes


class Svg(str):
    """Markup that templates show as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class TextTable:
    """The numbers of a picture: a caption, column heads, rows whose first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A drawing and what it says in numbers.

    `legend` holds small drawings with their words, for a page to set above it in as many lines as it needs.
    """

    title: str
    svg: Svg
    table: TextTable
    legend: tuple[tuple[Svg, str], ...] = ()


def clean(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _NOT_XML.sub("", text)


def shortened(text: str, width: float, size: float = 13) -> str:
    """Text cut to about `width` pixels at a type size, with an ellipsis when cut."""
    room = max(1, int(width / (size * LETTER_WIDTH)))
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


class Pen:
    """Writes elements; knows whether colours are classes (in a page) or attributes (standalone)."""

    def __init__(self, *, standalone: bool) -> None:
        self.standalone = standalone

    def element(
        self,
        name: str,
        *content: str,
        colour: str = "",
        more: Mapping[str, str | float] | None = None,
        **attributes: str | float,
    ) -> str:
        """
        One element; `content` is markup already, attribute values are escaped here.

        `colour` is a name of `PALETTE`; in a page further classes may follow it. `more` holds attributes
        whose names Python cannot write.
        """
        given: dict[str, str | float] = {}
        if colour:
            given.update(PALETTE[colour.split(maxsplit=1)[0]] if self.standalone else {"class": colour})
        given.update(more or {})
        given.update(attributes)
        written = "".join(
            f" {key.replace('_', '-')}={quoteattr(_value(value))}"
            for key, value in given.items()
            if value != ""
        )
        if not content:
            return f"<{name}{written}/>"
        return f"<{name}{written}>{''.join(content)}</{name}>"

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        colour: str = "p-text",
        size: float = 13,
        text_anchor: str = "",
    ) -> str:
        """A line of text whose baseline starts at (x, y), or is centred there with `text_anchor="middle"`."""
        content = escape(clean(words))
        return self.element("text", content, colour=colour, x=x, y=y, font_size=size, text_anchor=text_anchor)

    def hint(self, words: str) -> str:
        """The <title> of an element: what pointing at it tells."""
        return f"<title>{escape(clean(words))}</title>"

    def link(self, url: str, content: str) -> str:
        """Content that opens `url`; in a standalone drawing, and without url, only the content."""
        return content if self.standalone or not url else self.element("a", content, href=url)

    def sheet(self, title: str, desc: str, width: float, height: float, parts: Sequence[str]) -> Svg:
        """
        The whole drawing, with its name and description for those who do not see it.

        With `width` 0 it is as wide as its place on the page; what is in it then has widths in percent.
        """
        head = f"<title>{escape(clean(title))}</title><desc>{escape(clean(desc))}</desc>"
        shape: dict[str, str | float] = {
            "viewBox": f"0 0 {_value(width)} {_value(height)}" if width else "",
            "width": width or "100%",
            "height": height,
            "aria-label": title,
        }
        if self.standalone:
            shape |= {"xmlns": "http://www.w3.org/2000/svg", "font-family": "Tinos, Times New Roman, serif"}
        else:
            shape |= {"class": "drawing", "role": "group" if any("<a " in part for part in parts) else "img"}
        return Svg(self.element("svg", head, *parts, more=shape))


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return clean(value)
    return f"{value:.1f}".removesuffix(".0")
