"""Small steps over WordprocessingML: elements by local name, values whatever the flavour of the standard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from giaoban.files.reading.archive import Element

_OFF: Final = {"0", "false", "off", "none"}


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    name: str = element.tag
    return name[name.rfind("}") + 1 :]


def children(element: Element, name: str) -> Iterator[Element]:
    """The direct children of one local name."""
    found: Iterator[Element] = element.iterchildren("{*}" + name)
    return found


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of local names; None when a step is missing."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren("{*}" + name), None)
    return element


def number(text: str, default: int = 0) -> int:
    """A whole number of a sane size; `default` when `text` is none."""
    digits = text.strip()
    if len(digits) > 9 or not digits.lstrip("-").isdecimal():
        return default
    return int(digits.lstrip("-")) * (-1 if digits.startswith("-") else 1)


class Words:
    """Attributes of WordprocessingML in the namespace of one document, transitional or strict."""

    def __init__(self, root: Element) -> None:
        name: str = root.tag
        self._prefix = name[: name.rfind("}") + 1]

    def get(self, element: Element, name: str) -> str:
        """The attribute; "" when it is missing."""
        found: str | None = element.get(self._prefix + name)
        return found or ""

    def value(self, element: Element | None) -> str:
        """The attribute `val`; "" when it or the element is missing."""
        return "" if element is None else self.get(element, "val")

    def on(self, element: Element | None) -> bool:
        """Whether a switch such as `vanish` is present and not turned off."""
        return element is not None and self.value(element).lower() not in _OFF
