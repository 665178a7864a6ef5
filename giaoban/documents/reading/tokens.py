"""What is one token of a text, and the word it stands for."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?<!\w)tp\.(?=\s?[^\W\d_])|(?<!\w)(?P<trung>t\.)(?=[ưw](?!\w))|(?<=(?<!\w)t\.)(?P<uong>[ưw](?!\w))|"
    r"[^\W_]+|[^\w\s]|_"
)


def token_word(match: re.Match[str]) -> str:
    """'TP.' without its point, and 'T.Ư' as 'trung ương'."""
    spelt = {"trung": "trung", "uong": "ương"}.get(match.lastgroup or "")
    return spelt or match.group().removesuffix(".") or "."
