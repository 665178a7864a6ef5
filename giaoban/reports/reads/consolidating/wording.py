"""Words of papers, always Vietnamese: how a report stands, and the sentences that are proposed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from giaoban.documents.layout import number_text
from giaoban.foundation.text import search_key
from giaoban.reports.vocabulary import Came

MOST_GATHERED: Final = 150
"""So many different texts of units are put into a part for editing; more are only listed beside it."""
MOST_NAMED: Final = 40
"""So many units are named behind one text that all of them wrote."""
_NOTHING: Final = frozenset({"khong", "khong co", "khong co noi dung", "khong phat sinh", "khong co gi"})
_STATES: Final = {
    Came.NOT_DUE: "Chưa đến hạn",
    Came.MISSING: "Chưa gửi",
    Came.ON_TIME: "Đúng hạn",
    Came.LATE: "Chậm",
    Came.RETURNED: "Bị trả lại",
    Came.NIL: "Không phát sinh",
}


def lowered(words: str) -> str:
    """Words for the middle of a sentence: "Tháng 01/2026" becomes "tháng 01/2026"."""
    return f"{words[:1].lower()}{words[1:]}"


def unit_state(standing: dict[str, Any], *, lacks: int = 0) -> str:
    """How a report stands, with the days it is late; `lacks` of a span: how many reports are owed."""
    came = Came(standing["came"])
    if lacks > 1:
        return f"Thiếu {number_text(lacks)} báo cáo"
    if not standing["late_days"]:
        return _STATES[came]
    days = f"{number_text(standing['late_days'])} ngày"
    if came == Came.LATE:
        return f"Chậm {days}"
    return f"{_STATES[came]}, {'chậm' if came == Came.NIL else 'quá hạn'} {days}"


def proposed_words(content: dict[str, Any]) -> dict[str, str]:
    """The words that the standing office begins with: the state of sending, then what the units wrote."""
    said = {each["item"]: each for each in content["said"]}
    made = {}
    for part in content["parts"]:
        lines = [_sending(content)] if part["has_figures"] else []
        for item in part["items"]:
            groups = _alike(said[item]["texts"]) if item in said else []
            if len(groups) <= MOST_GATHERED:
                lines += [_gathered(each) for each in groups]
        made[part["key"]] = "\n".join(lines)
    return made


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".; ")


def _alike(texts: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Texts that say the same together, those of most units first; that there is nothing is left out."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for told in texts:
        key = _plain(told["text"]).casefold()
        if search_key(key) not in _NOTHING:
            groups.setdefault(key, []).append(told)
    return sorted(groups.values(), key=len, reverse=True)


def _gathered(alike: list[dict[str, Any]]) -> str:
    """One text with the units that wrote it."""
    first, periods = alike[0], {told["period"] for told in alike}
    if len(alike) == 1:
        source = f"{first['unit']}, {first['period']}, lần gửi {first['revision']}"
    else:
        is_one = len(periods) == 1
        names = [told["unit"] if is_one else f"{told['unit']}, {told['period']}" for told in alike]
        more = len(names) - MOST_NAMED
        listed = "; ".join(names[:MOST_NAMED]) + (f" và {number_text(more)} báo cáo khác" if more > 0 else "")
        when = f" {lowered(first['period'])}" if is_one else ""
        source = f"{number_text(len(alike))} báo cáo{when}: {listed}"
    return f"- {_plain(first['text'])} ({source})."


def _sending(content: dict[str, Any]) -> str:
    """Counts of reports in one sentence."""
    count, day = content["count"], date.fromisoformat(content["day"])
    expected, late = count["expected"], count["late"]
    if not expected:
        return "Trong kỳ không có đơn vị phải gửi báo cáo."
    what = "báo cáo" if content["is_span"] else "đơn vị"
    came = "báo cáo đã gửi" if content["is_span"] else "đơn vị đã gửi báo cáo"
    return (
        f"Tính đến ngày {day:%d/%m/%Y}, {number_text(count['came'])}/{number_text(expected)} {came}, "
        f"trong đó đúng hạn {number_text(count['in_time'])}, chậm {number_text(late)}; còn "
        f"{number_text(count['not_sent'])} {what} chưa gửi."
    )
