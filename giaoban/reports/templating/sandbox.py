"""
The environment in which templates are filled: it reaches our facts and nothing else.

Facts are dictionaries, lists, texts and figures. Nothing may be called, no attribute of any object is read,
there are no globals, and of the filters only those that a paper needs.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from giaoban.reports.templating.fields import FILTERS

MISSING_TEXT: Final = "-"
_LOOP: Final = frozenset({"index", "first", "last", "length"})


class Figure(Decimal):
    """A figure that is printed as the screen prints it and compared as a number."""

    printed: str

    def __new__(cls, value: str, printed: str) -> Figure:
        made = super().__new__(cls, value)
        made.printed = printed
        return made

    def __str__(self) -> str:
        return self.printed

    def __format__(self, _how: str, _context: object = None) -> str:
        return self.printed


class NoFigure:
    """A figure that nobody gave: printed "-", false, and neither more nor less than anything."""

    def __str__(self) -> str:
        return MISSING_TEXT

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoFigure)

    def __hash__(self) -> int:
        return 0

    def _compared(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _compared


NO_FIGURE: Final = NoFigure()


class Sandbox(ImmutableSandboxedEnvironment):
    """Reads keys of dictionaries and places of lists; refuses attributes and calls."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`a.b` is the key b of a dictionary, or what a loop says of itself."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return obj
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`a["b"]` is the same as `a.b`."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return self.undefined(obj=obj, name=str(argument))

    def call(self, _context: Any, obj: Any, *_args: Any, **_kwargs: Any) -> Any:
        """Nothing may be called."""
        raise SecurityError(f"{type(obj).__name__} was called")

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
        """Figures are worked out by the program, so that paper and screen say the same."""
        raise SecurityError(f"arithmetic: {operator}")

    def call_unop(self, _context: Any, operator: str, _arg: Any) -> Any:
        """No arithmetic."""
        raise SecurityError(f"arithmetic: {operator}")


def environment() -> Sandbox:
    """A new environment with the few filters of `FILTERS`, escaping all that it prints."""
    made = Sandbox(undefined=StrictUndefined, autoescape=True, cache_size=0)
    made.globals.clear()
    made.tests = {}
    made.filters = {name: each for name, each in made.filters.items() if name in FILTERS}
    made.filters["first"] = lambda rows: rows[0] if rows else ""
    made.filters["last"] = lambda rows: rows[-1] if rows else ""
    made.filters["default"] = lambda value, instead="": instead if not value and value != 0 else value
    return made
