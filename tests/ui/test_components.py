"""Components: they escape, they are strict, they say why not, they ask no database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from giaoban.foundation.verdict import ALLOWED, denied
from giaoban.ui.charts import Tile, heat_tiles
from giaoban.ui.formats import due_words
from giaoban.ui.forms import DayField, FilesField, Pick, Picker, PickerField, filter_chips
from giaoban.ui.notices import shown, tell_done
from giaoban.ui.templatetags.ui_lists import page_numbers

SCRIPT = '<script>alert("x")</script>'
ESCAPED = "&lt;script&gt;"


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def render(source, **context):
    return Template(source).render(Context(context))


class Sheet(forms.Form):
    name = forms.CharField(label="Tên", help_text="Ghi đầy đủ.")
    due = DayField(label="Hạn", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Giao việc"), ("b", "Đôn đốc")], required=False)
    lead = PickerField(url="/picks/", label="Chủ trì", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize(
    "source",
    [
        "{% page_header title=x lead=x crumbs=crumbs %}{% endpage_header %}",
        "{% panel title=x more=x %}{% endpanel %}",
        "{% stat 3 x url=x note=x %}",
        "{% tabs tabs label=x %}",
        "{% alert title=x %}{% endalert %}",
        "{% empty title=x %}{% endempty %}",
        "{% row what=x url=x origin=x mark_words=x %}{% endrow %}",
        "{% data_table caption=x %}{% enddata_table %}",
        "{% column x sort='a' query=query %}",
        "{% state x %}",
        "{% person x post=x unit=x %}",
        "{% tally 3 label=x %}",
        "{% progress 30 label=x %}",
        "{% button x url=x key=x %}",
        "{% action_button x yes x %}",
        "{% action_button x no x %}",
        "{% confirm label=x verdict=yes url=x title=x %}{% endconfirm %}",
        "{% history_entry at=now what=x who=x %}{% endhistory_entry %}",
        "{% picture tiles %}",
        "{% icon 'clock' label=x %}",
    ],
)
def test_words_from_people_are_never_markup(source):
    page = render(
        source,
        x=SCRIPT,
        crumbs=[(SCRIPT, SCRIPT)],
        tabs=[{"label": SCRIPT, "url": SCRIPT}],
        query=QueryDict("a=<script>"),
        yes=ALLOWED,
        no=denied(SCRIPT),
        now=datetime(2026, 2, 24, 9, tzinfo=UTC),
        tiles=heat_tiles([SCRIPT], [SCRIPT], {(0, 0): Tile(1, 1, SCRIPT, SCRIPT)}, title=SCRIPT, desc=SCRIPT),
    )
    assert "<script" not in page
    assert ESCAPED in page


@pytest.mark.parametrize(
    "source",
    [
        "{% panel titel='x' %}{% endpanel %}",
        "{% state 'x' colour='red' %}",
        "{% deadline %}",
        "{% action_button 'x' %}",
        "{% row what='x' %}{% endrow %}",
    ],
)
def test_an_unknown_or_missing_argument_is_an_error_before_anything_is_shown(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% state 'x' tone='red' %}",
        "{% icon 'no-such-icon' %}",
        "{% button 'x' look='fancy' %}",
        "{% progress 101 %}",
        "{% action_button 'x' yes '/' method='put' %}",
    ],
)
def test_an_unknown_look_is_an_error(source):
    with pytest.raises(ValueError, match=r"."):
        render(source, yes=ALLOWED)


def test_what_is_not_allowed_is_there_with_its_reason_and_sends_nothing():
    page = render("{% action_button 'Tiếp nhận' no '/receive/' %}", no=denied("Chưa đến lượt."))
    assert 'aria-disabled="true"' in page
    assert "Chưa đến lượt." in page
    assert "<form" not in page
    assert "/receive/" not in page


def test_what_is_allowed_posts_once_with_the_token():
    page = render("{% action_button 'Tiếp nhận' yes '/receive/' %}", yes=ALLOWED, csrf_token="tok")
    assert '<form class="act" method="post" action="/receive/">' in page
    assert 'name="csrfmiddlewaretoken" value="tok"' in page
    assert page.count('name="once"') == 1


def test_an_official_act_first_says_what_it_does():
    page = render(
        "{% confirm label='Chấp nhận' verdict=yes url='/a/' title='Chấp nhận?' %}"
        "<p>Sẽ báo 3 đơn vị.</p>{% endconfirm %}",
        yes=ALLOWED,
        csrf_token="tok",
    )
    assert "<p>Sẽ báo 3 đơn vị.</p>" in page
    assert page.index("popovertarget") < page.index("<dialog") < page.index('action="/a/"')


def test_a_deadline_shows_words_shape_and_day():
    due = due_words(due_on=date(2026, 2, 19), today=date(2026, 2, 24))
    page = render("{% deadline due %}", due=due)
    assert "quá hạn 5 ngày" in page
    assert "#alert-triangle" in page
    assert '<time datetime="2026-02-19">19/02/2026</time>' in page
    assert "19/02/2026" not in render("{% deadline due exact=False %}", due=due)


@pytest.mark.parametrize(
    ("current", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 5, [1, 2, None, 5]),
        (3, 5, [1, 2, 3, 4, 5]),
        (6, 20, [1, None, 5, 6, 7, None, 20]),
        (20, 20, [1, None, 19, 20]),
    ],
)
def test_the_pager_shows_ends_and_neighbours(current, last, numbers):
    assert page_numbers(current, last) == numbers


def test_the_pager_keeps_the_filters():
    page = Paginator(range(412), 20).get_page(6)
    shown_page = render("{% pager page query=query %}", page=page, query=QueryDict("unit=STC&page=6"))
    assert 'href="?unit=STC&amp;page=7"' in shown_page
    assert "101–120 trong 412" in shown_page
    assert render("{% pager page %}", page=Paginator([], 20).get_page(1)) == ""


def test_sorting_turns_round_and_returns_to_the_first_page():
    source = "{% column 'Hạn' sort='due' order=order query=query %}"
    query = QueryDict("order=due&page=3&unit=STC")
    assert 'href="?order=-due&amp;unit=STC"' in render(source, order="due", query=query)
    assert 'aria-sort="descending"' in render(source, order="-due", query=query)
    assert "aria-sort" not in render(source, order="title", query=query)


def test_chips_name_the_filters_in_force_and_lead_to_the_list_without_them():
    query = QueryDict("name=kinh&due=27/02/2026&kind=b&page=4")
    sheet = Sheet(query)
    assert sheet.is_valid()
    assert [(chip.label, chip.words, chip.url) for chip in filter_chips(sheet, query)] == [
        ("Tên", "kinh", "?due=27%2F02%2F2026&kind=b"),
        ("Hạn", "27/02/2026", "?name=kinh&kind=b"),
        ("Loại", "Đôn đốc", "?name=kinh&due=27%2F02%2F2026"),
    ]
    assert "Đôn đốc" in render("{% filter_bar form query=query %}", form=sheet, query=query)
    assert filter_chips(Sheet(), QueryDict()) == []


def test_a_field_ties_label_help_and_error_to_its_input():
    page = render("{% field form.name %}", form=Sheet({}))
    assert '<label for="id_name">' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert "Mục này bắt buộc phải điền." in page


def test_the_head_of_a_wrong_form_leads_to_each_wrong_field():
    page = render("{% fields form %}", form=Sheet({"due": "31/02/2026"}))
    assert '<a href="#id_name">Tên</a>' in page
    assert '<a href="#id_due">Hạn</a>' in page
    assert render("{% form_errors form %}", form=Sheet()) == ""


@pytest.mark.parametrize("typed", ["27/02/2026", "2026-02-27", "27.02.2026", "27-2-2026"])
def test_a_day_is_understood_as_people_type_it(typed):
    assert DayField().clean(typed) == date(2026, 2, 27)


def test_a_day_is_shown_day_first():
    assert 'value="03/04/2026"' in str(Sheet(initial={"due": date(2026, 4, 3)})["due"])


def test_a_picker_shows_chosen_names_and_takes_keys_or_typed_names():
    widget = Picker("/picks/?of=1&x=2", multiple=True, picked=[Pick("STC", SCRIPT)])
    page = widget.render("units", ["STC", "VP"], {"id": "id_units"})
    assert 'data-url="/picks/?of=1&amp;x=2"' in page
    assert f'data-pick="STC" data-name="{ESCAPED}' in page
    assert 'value="STC; VP"' in page
    sent = QueryDict("units=STC&units=Sở Y; VP")
    assert widget.value_from_datadict(sent, None, "units") == ["STC", "Sở Y", "VP"]


def test_a_picker_of_one_keeps_one_and_of_many_drops_doubles():
    assert PickerField(url="/").clean(["A", "B"]) == ["A"]
    assert PickerField(url="/", multiple=True).clean(["A", "B", "A"]) == ["A", "B"]


def test_a_short_list_is_a_select_without_javascript():
    page = Picker("/", offered=[Pick("STC", "Sở Tài chính")]).render("unit", "STC", {"id": "u"})
    assert '<option value="STC" selected>Sở Tài chính</option>' in page


def test_no_file_is_an_empty_list_only_where_none_is_needed():
    assert FilesField(required=False).clean(None) == []
    with pytest.raises(forms.ValidationError):
        FilesField().clean([])


def test_the_way_back_travels_with_the_message(rf):
    request = rf.get("/")
    request._messages = CookieStorage(request)
    tell_done(request, "Đã bỏ 1 đề xuất.", undo_url="/undo/7/")
    notice = shown(next(iter(get_messages(request))))
    assert (notice.words, notice.tone, notice.undo_url) == ("Đã bỏ 1 đề xuất.", "t-ok", "/undo/7/")
