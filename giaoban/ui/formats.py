"""
How dates, numbers, shares and deadlines are said on screen and on paper, in the language in force.

Dates are dd/mm/yyyy in both languages; numbers are 1.234,5 in Vietnamese and 1,234.5 in English.
Everything here is pure: nothing reads the clock or the database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext

DueTone = Literal["none", "later", "soon", "late", "done", "done-late"]
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class DueWords:
    """
    A deadline ready to be shown: words first, the exact day beside them.

    `due_on` is None when there is no deadline; `exact` is then empty.
    """

    tone: DueTone
    words: str
    exact: str
    due_on: date | None


def _vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")


def day(value: date | None) -> str:
    """
    A calendar day as dd/mm/yyyy; empty for None. Aware datetimes are taken in local time.

    >>> day(date(2026, 2, 7))
    '07/02/2026'
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def moment(value: datetime | None) -> str:
    """An instant in local time, as 07:30 · 27/02/2026; empty for None."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%H:%M} · {day(local)}"


def number(value: float | Decimal | None, places: int | None = None) -> str:
    """
    A number with separators of the language; a dash for None, a true minus sign.

    `places` is how many decimals to show, rounded half up; None shows an int as it is and drops
    the trailing zeros of anything else. Raises ValueError for NaN and infinity.
    """
    if value is None:
        return "–"
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"{value} cannot be shown as a number")
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{exact:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if _vietnamese():
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "\u2212") if exact else text.lstrip("-")


def percent(value: Decimal | float | None, places: int = 1) -> str:
    """A percentage: 34,3 % in Vietnamese, 34.3% in English; a dash for None."""
    if value is None:
        return "–"
    return number(value, places) + (f"{NO_BREAK}%" if _vietnamese() else "%")


def share(part: int, whole: int) -> str:
    """
    A share that shows what it was counted from: 12/35 (34,3 %); without percent when `whole` is 0.

    Raises ValueError unless 0 <= part <= whole.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"part={part} must lie between 0 and whole={whole}")
    fraction = f"{number(part)}/{number(whole)}"
    if whole == 0:
        return fraction
    return f"{fraction} ({percent(Decimal(100) * part / whole)})"


def change(difference: int | None) -> str:
    """A change against an earlier time: +3, −2, or "unchanged"; empty for None."""
    if difference is None:
        return ""
    if difference == 0:
        return gettext("unchanged")
    return number(difference) if difference < 0 else f"+{number(difference)}"


def file_size(size_bytes: int) -> str:
    """
    The size of a file in the unit people use for it (1 kB is 1000 bytes).

    Raises ValueError when negative.
    """
    if size_bytes < 0:
        raise ValueError("a file cannot have a negative size")
    size = Decimal(size_bytes)
    for name in ("B", "kB", "MB", "GB"):
        if size < 1000 or name == "GB":
            break
        size /= 1000
    return f"{number(size, 0 if name == 'B' else 1)}{NO_BREAK}{name}"


def duration(seconds: int) -> str:
    """A length of time in its two largest units: 2 days 3 hours; under a minute: "under a minute"."""
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if minutes < 1:
        return gettext("under a minute")
    parts = []
    if days:
        parts.append(ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
    if hours % 24:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours % 24) % {"count": hours % 24})
    if minutes % 60 and not days:
        parts.append(
            ngettext("%(count)d minute", "%(count)d minutes", minutes % 60) % {"count": minutes % 60}
        )
    return " ".join(parts)


def due_words(
    *,
    due_on: date | None,
    today: date,
    working_days_left: int | None = None,
    done_on: date | None = None,
    soon_within: int = 3,
) -> DueWords:
    """
    What a deadline says to a person on `today`.

    `working_days_left` counts the working days after `today` up to and with `due_on`, reckoned by the
    caller's calendar; None says calendar days instead. `done_on` is the day of submission, None while
    the work is open. A deadline is "soon" when at most `soon_within` of those days are left.
    """
    if due_on is None:
        words, tone = _without_deadline(done_on)
    elif done_on is not None:
        words, tone = _after_done((done_on - due_on).days)
    else:
        words, tone = _while_open((due_on - today).days, working_days_left, soon_within)
    return DueWords(tone=tone, words=words, exact=day(due_on), due_on=due_on)


def at_hour(due: DueWords, hour: time | None) -> DueWords:
    """The deadline with its local hour before the day: "16:00 · 27/02/2026"; None leaves it as it is."""
    if hour is None or due.due_on is None:
        return due
    return replace(due, exact=f"{hour:%H:%M} · {due.exact}")


def _without_deadline(done_on: date | None) -> tuple[str, DueTone]:
    if done_on is not None:
        return gettext("submitted"), "done"
    return gettext("no deadline"), "none"


def _after_done(late_days: int) -> tuple[str, DueTone]:
    if late_days <= 0:
        return gettext("submitted in time"), "done"
    words = ngettext("submitted %(count)d day late", "submitted %(count)d days late", late_days)
    return words % {"count": late_days}, "done-late"


def _while_open(days: int, working_days: int | None, soon_within: int) -> tuple[str, DueTone]:
    if days < 0:
        words = ngettext("overdue by %(count)d day", "overdue by %(count)d days", -days)
        return words % {"count": -days}, "late"
    tone: DueTone = "soon" if (days if working_days is None else working_days) <= soon_within else "later"
    if days == 0:
        return gettext("due today"), "soon"
    if days == 1:
        return gettext("due tomorrow"), "soon"
    if working_days is None:
        return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}, tone
    if working_days <= 0:
        words = ngettext(
            "%(count)d day left, none of them working", "%(count)d days left, none of them working", days
        )
        return words % {"count": days}, "soon"
    words = ngettext("%(count)d working day left", "%(count)d working days left", working_days)
    return words % {"count": working_days}, tone


def yes_no(value: bool | None) -> str:  # noqa: FBT001  # filters get their value by position
    """Yes, no, or a dash for unknown."""
    if value is None:
        return "–"
    return pgettext("answer", "yes") if value else pgettext("answer", "no")
