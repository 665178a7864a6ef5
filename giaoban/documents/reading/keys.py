"""By what a paper that a text names is found again in the register."""

from __future__ import annotations

from giaoban.foundation.text import search_key


def cite_key(number: str, symbol: str) -> str:
    """
    Number and symbol as one key, however they were typed; "" unless both are there.

    >>> cite_key("05", "BC-BCĐ"), cite_key("5", "bc - bcđ"), cite_key("112", "KH/TU"), cite_key("7", "")
    ('5/bc-bcd', '5/bc-bcd', '112/kh/tu', '')
    """
    bare = "".join(search_key(symbol).split())
    counted = number.strip().lstrip("0") or number.strip()
    return f"{counted}/{bare}"[:64] if counted and bare else ""
