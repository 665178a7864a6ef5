"""The component page: every component with text as it will be, for building and for looking."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.foundation.text import search_key
from giaoban.foundation.verdict import ALLOWED, denied
from giaoban.ui import charts
from giaoban.ui.formats import due_words
from giaoban.ui.forms import DayField, FileDrop, FilesField, Pick, PickerField

TODAY = date(2026, 2, 24)
UNITS = (
    Pick("STC", "Sở Tài chính", "tỉnh Lam Hà"),
    Pick("SKHCN", "Sở Khoa học và Công nghệ", "tỉnh Lam Hà"),
    Pick("SNNMT", "Sở Nông nghiệp và Môi trường", "tỉnh Lam Hà"),
    Pick("VP", "Văn phòng Ủy ban nhân dân tỉnh", "tỉnh Lam Hà"),
    Pick("HT", "Ủy ban nhân dân xã Hòa Thuận", "tỉnh Lam Hà"),
    Pick("BL", "Ủy ban nhân dân phường Bến Lau", "tỉnh Lam Hà"),
)
TITLES = (
    (
        "Bố trí kinh phí thực hiện kế hoạch chuyển đổi số năm 2026",
        "TB 215/TB-BCĐ · khoản 3 · chủ trì",
        -4,
        None,
    ),
    ("Góp ý dự thảo quy chế làm việc của Ban Chỉ đạo", "CV 88/BCĐ-TTr · phối hợp", 2, 2),
    ("Báo cáo kết quả thực hiện Đề án 06 tháng 02", "Chế độ báo cáo tháng · chủ trì", 6, 4),
    (
        "Rà soát, cập nhật phương án ứng phó thiên tai tại các xã ven sông",
        "TB 198/TB-BCĐ · khoản 1 · chủ trì",
        30,
        22,
    ),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    number = forms.CharField(label="Số văn bản", max_length=20, help_text="Ghi cả ký hiệu, ví dụ 215/TB-BCĐ.")
    due_on = DayField(label="Thời hạn", help_text="Tính đến hết ngày này.")
    lead = PickerField(
        url="picks/",
        label="Đơn vị chủ trì",
        help_text="Gõ tên hoặc chữ viết tắt, có dấu hay không dấu đều được.",
    )
    together = PickerField(url="picks/", multiple=True, label="Đơn vị phối hợp", required=False)
    words = forms.CharField(label="Nội dung giao việc", widget=forms.Textarea(attrs={"rows": 4}))
    kind = forms.ChoiceField(
        label="Hình thức",
        choices=(("a", "Giao việc"), ("b", "Đôn đốc"), ("c", "Xin ý kiến")),
        widget=forms.RadioSelect,
    )
    informed = forms.BooleanField(label="Gửi để biết tới các thành viên Ban Chỉ đạo", required=False)
    evidence = FilesField(label="Tài liệu kèm theo", required=False, widget=FileDrop(multiple=True))


class SampleFilter(forms.Form):
    """A filter as lists have it."""

    unit = forms.ChoiceField(
        label="Đơn vị", required=False, choices=[("", "Tất cả"), *((pick.key, pick.name) for pick in UNITS)]
    )
    state = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=(("", "Tất cả"), ("late", "Quá hạn"), ("soon", "Sắp đến hạn")),
    )
    before = DayField(label="Hạn trước ngày", required=False)


def _rows() -> list[SimpleNamespace]:
    tones = {"late": "late", "soon": "soon", "later": "plain"}
    marks = {"late": "alert-triangle", "soon": "clock", "later": "circle"}
    rows = []
    for title, origin, days, working in TITLES:
        due = due_words(due_on=TODAY + timedelta(days=days), today=TODAY, working_days_left=working)
        rows.append(
            SimpleNamespace(
                title=title, origin=origin, due=due, tone=tones[due.tone], mark=marks[due.tone], url="#viec"
            )
        )
    return rows


def _dues() -> list[Any]:
    cases: tuple[tuple[int | None, int | None, int | None], ...] = (
        (None, None, None), (30, 22, None), (3, 3, None), (1, 1, None), (0, 0, None),
        (-5, None, None), (-5, None, -6), (-5, None, -2),
    )  # fmt: skip
    return [
        due_words(
            due_on=None if days is None else TODAY + timedelta(days=days),
            today=TODAY,
            working_days_left=working,
            done_on=None if done is None else TODAY + timedelta(days=done),
        )
        for days, working, done in cases
    ]


def _drawings() -> dict[str, Any]:
    months = [
        f"{month:02d}/{year}" for year, month in ((25, 9), (25, 10), (25, 11), (25, 12), (26, 1), (26, 2))
    ]
    late = (
        (0, 1, 0, 2, 1, 3),
        (0, 0, 1, 0, 0, 1),
        (2, 3, 5, 4, 8, 6),
        (0, 0, 0, 1, 0, 0),
        (1, 0, 2, 2, 3, 1),
    )
    cells = {
        (y, x): charts.Tile(value, charts.level_of(value, 8), url="#viec")
        for y, row in enumerate(late)
        for x, value in enumerate(row)
    }
    names = [pick.name for pick in UNITS]
    series = [
        charts.Series("done", "Đúng hạn", "ok"),
        charts.Series("open", "Trong hạn", "plain"),
        charts.Series("soon", "Sắp đến hạn", "soon"),
        charts.Series("late", "Quá hạn", "late"),
    ]
    counts = ((24, 6, 2, 3), (31, 9, 1, 0), (18, 12, 4, 7), (40, 3, 0, 1))
    bars = [
        charts.bar_row(name, dict(zip(("done", "open", "soon", "late"), row, strict=True)), "#viec")
        for name, row in zip(names, counts, strict=False)
    ]
    ages = (1, 1, 2, 2, 2, 3, 4, 4, 6, 7, 7, 9, 12, 12, 15, 21, 22, 34, 61)
    dots = [charts.Dot(f"Việc số {number}", days, "#viec") for number, days in enumerate(ages, 1)]
    nodes = [
        charts.Node(
            "tb", None, "Ban Chỉ đạo chuyển đổi số tỉnh", "QĐ 112/QĐ-UBND ngày 05/01/2026", main=True
        ),
        charts.Node("tt", "tb", "Trưởng ban", "Chủ tịch Ủy ban nhân dân tỉnh", "#viec"),
        charts.Node("cq", "tb", "Cơ quan thường trực", "Sở Khoa học và Công nghệ", "#viec"),
        charts.Node("tk", "cq", "Tổ thư ký", "07 người", "#viec"),
        charts.Node("tv", "tb", "Thành viên", "Giám đốc Sở Tài chính", "#viec"),
    ]
    return {
        "tiles": charts.heat_tiles(
            names[:5], months, cells, title="Việc quá hạn theo đơn vị và tháng", corner="Đơn vị",
            desc="Mỗi ô là số việc quá hạn của một đơn vị trong một tháng.",
        ),
        "bars": charts.stacked_bars(
            bars, series, title="Việc theo đơn vị và tình trạng", desc="Mỗi thanh là một đơn vị.",
            corner="Đơn vị", total="Tổng",
        ),
        "dots": charts.lateness_dots(
            dots, title="Việc quá hạn theo số ngày", desc="Mỗi chấm là một việc.", axis="số ngày quá hạn",
            days_head="Số ngày quá hạn", count_head="Số việc",
        ),
        "tree": charts.tree(
            nodes, title="Ban Chỉ đạo", desc="Cơ cấu của Ban Chỉ đạo.", head=("Chức danh", "Thuộc", "Ghi chú")
        ),
        "spark": charts.sparkline((4, 5, 3, 6, 8, 6, 5), title="Việc quá hạn sáu tháng qua"),
    }  # fmt: skip


def _only_development() -> None:
    if not settings.DEBUG:
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def components(request: HttpRequest) -> HttpResponse:
    """Every component on one page; its forms come back here and change nothing."""
    _only_development()
    listing = SampleFilter(request.GET or None)
    listing.is_valid()
    wrong = SampleForm(
        {"w-number": "215/TB-BCĐ", "w-due_on": "31/02/2026", "w-together": "STC; VP"}, prefix="w"
    )
    wrong.is_valid()
    context = {
        "rows": _rows(),
        "dues": _dues(),
        "listing": listing,
        "form": SampleForm(),
        "wrong": wrong,
        "page": Paginator(range(412), 20).get_page(request.GET.get("page", 6)),
        "allowed": ALLOWED,
        "refused": denied("Chỉ Sở Tài chính, đơn vị được giao việc này, mới tiếp nhận được."),
        "crumbs": [
            ("TB 215/TB-BCĐ", "#"),
            ("Khoản 3", "#"),
            ("Việc 215-03", "#"),
            ("Phần của Sở Tài chính", "#"),
        ],
        "tabs": [
            {"label": "Mới", "url": "#", "current": True, "count": 3},
            {"label": "Tuần này", "url": "#", "count": 5},
            {"label": "Quá hạn", "url": "#", "count": 2},
            {"label": "Trả lại", "url": "#", "count": 1},
            {"label": "Tất cả", "url": "#"},
        ],
        "now": timezone.now(),
        "order": request.GET.get("order", "due"),
        **_drawings(),
    }
    return render(request, "ui/components.html", context)


@require_safe
def picks(request: HttpRequest) -> JsonResponse:
    """What the pickers of the component page find."""
    _only_development()
    words = search_key(request.GET.get("q", ""))
    found = [pick for pick in UNITS if words in search_key(f"{pick.key} {pick.name}")]
    return JsonResponse(
        [{"key": pick.key, "name": pick.name, "hint": pick.hint} for pick in found], safe=False
    )


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """The layout for people who are not signed in."""
    _only_development()
    return render(request, "ui/components_signed_out.html", {"form": SampleForm()})


@require_safe
def fault(request: HttpRequest, code: int) -> HttpResponse:
    """One of the fault pages."""
    _only_development()
    if code not in {400, 403, 404, 500}:
        raise Http404
    return render(request, f"{code}.html", status=code)
