"""What the last act did, said on the next page, with the way back where there is one."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise

_UNDO = "undo="
_TONES = {"debug": "plain", "info": "note", "success": "ok", "warning": "soon", "error": "late"}
_ICONS = {
    "plain": "info-circle",
    "note": "info-circle",
    "ok": "circle-check",
    "soon": "alert-triangle",
    "late": "alert-triangle",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One message as the page shows it; `undo_url` is empty when the act cannot be undone."""

    words: str
    tone: str
    icon: str
    undo_url: str


def tell_done(request: HttpRequest, words: str | Promise, *, undo_url: str = "") -> None:
    """
    Say on the next page what was done; with `undo_url` a button there posts to that address.

    Other levels are plain `messages.info`, `.warning` and `.error`.
    """
    messages.success(request, str(words), extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def shown(message: Message) -> Notice:
    """A message of Django's as a notice."""
    tone = _TONES.get(message.level_tag, "note")
    tags = (message.extra_tags or "").split()
    undo = next((tag.removeprefix(_UNDO) for tag in tags if tag.startswith(_UNDO)), "")
    return Notice(words=str(message.message), tone=f"t-{tone}", icon=_ICONS[tone], undo_url=undo)
