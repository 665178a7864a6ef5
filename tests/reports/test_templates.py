"""Word templates: faults told with their places, nothing reached but our facts, hostile ones bounded."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.foundation.verdict import Refused
from giaoban.outbox.jobs import work
from giaoban.reports import actions
from giaoban.reports.models import MadeFile, Template
from giaoban.reports.reads.consolidating.facts import Written, facts_of
from giaoban.reports.reads.consolidating.files import STANDARD, file_of
from giaoban.reports.reads.consolidating.template_words import field_rows, told
from giaoban.reports.reads.consolidating.versions import newest
from giaoban.reports.templating import Fault, FaultKind, Misfit, check, fill
from giaoban.reports.templating.fields import ROOT, ByKey, Flag, Number, Picture, Record, Rows, Text
from giaoban.reports.vocabulary import FileKind
from tests import make
from tests.reports import consolidated, samples
from tests.reports.consolidated_samples import kept
from tools.report_templates import TEMPLATES
from tools.report_templates import template as standard

word = consolidated.template


def kinds(data: bytes) -> list[FaultKind]:
    return [fault.kind for fault in check(data)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_standard_templates_are_what_the_tool_writes_and_have_no_fault(name):
    data = (STANDARD / f"{name}.docx").read_bytes()
    assert data == standard(review=TEMPLATES[name])
    assert check(data) == ()


@pytest.mark.parametrize(
    ("text", "kind", "what", "meant"),
    [
        ("{{ kyy }}", FaultKind.UNKNOWN_FIELD, "kyy", "ky"),
        ("{{ gui.da_guii }}", FaultKind.UNKNOWN_FIELD, "da_guii", "da_gui"),
        ("{{ ky", FaultKind.UNCLOSED, "{{", ""),
        ("{{ ky | random }}", FaultKind.UNKNOWN_FILTER, "random", ""),
        ("{{ gui.da_gui + 1 }}", FaultKind.ARITHMETIC, "", ""),
        ("{{ gui }}", FaultKind.NOT_PRINTABLE, "gui", ""),
        ("{{ muc }}", FaultKind.NOT_PRINTABLE, "muc", ""),
        ("{% set a = 1 %}", FaultKind.UNKNOWN_TAG, "set", ""),
        ("{% endif %}", FaultKind.NOT_OPENED, "endif", ""),
        ("{% if ky %}", FaultKind.NOT_CLOSED, "if", ""),
        ("{%- if ky -%}", FaultKind.TRIMMED, "{%- if ky -%}", ""),
        ("{%tr for m in muc %}", FaultKind.NOT_HERE, "{%tr", ""),
        ("{{ ky ky }}", FaultKind.EXPRESSION, "ky ky", ""),
    ],
)
def test_a_fault_is_told_with_its_kind_and_its_place(text, kind, what, meant):
    (fault,) = check(word("Báo cáo {{ ky }}", "", text))
    assert (fault.kind, fault.what, fault.meant) == (kind, what, meant)
    assert (fault.place.part, fault.place.paragraph, fault.place.words) == ("body", 3, text)


def test_a_fault_in_a_table_is_told_by_row_and_cell():
    rows = [["TT", "Đơn vị"], ["{%tr for c in chua_gui %}", ""], ["{{ c.tt }}", "{{ c.tenn }}"]]
    data = word("{{ ky }}", rows=[*rows, ["{%tr endfor %}", ""]])
    (fault,) = check(data)
    assert (fault.place.table, fault.place.row, fault.place.cell) == (1, 3, 2)
    assert told(fault).where == "Bảng 1, hàng 3, ô 2"
    assert told(fault).what == "Ở đây không có trường “tenn”. Có phải “ten” không?"


def test_a_loop_that_begins_in_one_cell_and_ends_in_another_is_a_fault():
    rows = [["{% for c in chua_gui %}", "{{ ky }}"], ["{% endfor %}", ""]]
    assert kinds(word("{{ ky }}", rows=rows)) == [FaultKind.ACROSS]


def test_every_fault_is_told_at_once():
    found = kinds(word("{{ a }}", "{%p for x in ky %}", "{{ x.y }}", "{%p endfor %}", "{{ b }}"))
    assert found == [FaultKind.UNKNOWN_FIELD, FaultKind.NOT_A_LIST, FaultKind.UNKNOWN_FIELD]


def test_a_file_without_fields_is_no_template():
    assert kinds(word("Báo cáo tháng")) == [FaultKind.NO_FIELDS]


@pytest.mark.parametrize("kind", FaultKind)
def test_every_kind_of_fault_has_words(kind):
    assert told(Fault(kind, what="x")).what


def test_every_field_is_on_the_page():
    assert {row.name for row in field_rows()} > {"ky", "so[…].ky_nay", "muc[].y_kien[].cac_don_vi[].nguon"}


def shape_fits(shape: object, value: object) -> bool:
    """Whether facts are of the kind that the catalogue of fields promises."""
    match shape:
        case Record(fields):
            return (
                isinstance(value, dict)
                and fields.keys() == value.keys()
                and all(shape_fits(fields[name], each) for name, each in value.items())
            )
        case Rows(of):
            return isinstance(value, list) and all(shape_fits(of, each) for each in value)
        case ByKey(of):
            return isinstance(value, dict) and all(shape_fits(of, each) for each in value.values())
        case Number():
            return value == "" or (isinstance(value, dict) and "=" in value)
        case Flag():
            return isinstance(value, bool)
        case Text():
            return isinstance(value, str)
        case Picture():
            return isinstance(value, dict) and value.keys() == {"@"}
    return False


@pytest.mark.django_db
def test_the_fields_are_those_of_the_catalogue_no_more_and_no_fewer(cast):
    facts = facts_of(Written.of(newest(consolidated.snapshot(cast))))
    assert [name for name, shape in ROOT.fields.items() if not shape_fits(shape, facts.get(name))] == []
    assert facts.keys() == ROOT.fields.keys()


ESCAPES = [
    "{{ ''.__class__.__mro__ }}", "{{ ky.__class__ }}", "{{ loop.__init__ }}", "{{ self.__init__ }}",
    "{{ cycler.__init__.__globals__ }}", "{{ lipsum() }}", "{{ range(10) }}", "{{ namespace() }}",
    "{{ ky.format('x') }}", "{{ ky|attr('__class__') }}", "{{ ky|map('upper')|list }}", "{{ hinh.x }}",
    "{{ hinh.ke_hoach.tpl }}", "{{ so['x']['__class__'] }}", "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% macro a() %}{% endmacro %}", "{{ 'x' * 1000000000 }}", "{{ 2 ** 99999999 }}", "{{ -ky }}",
    "{% for a in 'abc' %}{% endfor %}", "{{ [1, 2] }}", "{{ {'a': 1} }}", "{{ ky[0] }}",
    "{{ ky is callable }}", "{% raw %}{% endraw %}", "{% filter upper %}{% endfilter %}",
    "{% call ky() %}{% endcall %}",
]  # fmt: skip


@pytest.mark.parametrize("text", ESCAPES)
def test_a_template_reaches_nothing_but_the_facts(text):
    assert check(word("{{ ky }}", text)) != ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["{{ ky.__class__ }}", "{{ hinh.ke_hoach.tpl }}", "{{ 'x' * 10000000 }}", "{{ lipsum() }}"]
)
def test_even_unchecked_a_template_reaches_nothing(cast, text):
    facts = facts_of(Written.of(newest(consolidated.snapshot(cast))))
    with pytest.raises(Misfit):
        fill(word(text), facts, {})


@settings(max_examples=25)
@given(st.text("{}%#abky.|[]\"'()-+* \n", max_size=60))
def test_whatever_stands_between_braces_is_answered(text):
    for fault in check(word("{{ ky }}", "{{ " + text + " }}", text)):
        assert told(fault).what


def package(data: bytes, **parts: bytes) -> bytes:
    """A Word file with some parts replaced or added; `__` in a name is a slash, `_dot_` a point."""
    made = io.BytesIO()
    renamed = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in renamed:
                target.writestr(name, source.read(name))
        for name, part in renamed.items():
            target.writestr(name, part)
    return made.getvalue()


def body(xml: str) -> bytes:
    """A Word file whose text is this markup."""
    head = '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    whole = f"{head}<w:body>{xml}<w:sectPr/></w:body></w:document>".encode()
    return package(word("{{ ky }}"), word__document_dot_xml=whole)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_template_that_fetches_from_outside_is_refused():
    data = word("{{ ky }}")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        rels = file.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    away = f'<Relationship Id="rX" Type="{kind}" Target="http://ngoai.example/a.dotm" TargetMode="External"/>'
    changed = rels.replace("</Relationships>", f"{away}</Relationships>").encode()
    (fault,) = check(package(data, word___rels__document_dot_xml_dot_rels=changed))
    assert (fault.kind, fault.what) == (FaultKind.OUTSIDE, "http://ngoai.example/a.dotm")


@pytest.mark.parametrize("code", ["DDEAUTO c:\\\\x", "INCLUDETEXT a.docx", "INCLUDEPICTURE http://x/y.png"])
def test_a_field_that_runs_something_is_refused(code):
    told_ = f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>"
    assert kinds(body(paragraph("{{ ky }}") + told_)) == [FaultKind.EMBEDDED]


DEEP = {
    "brackets": paragraph("{{ " + "(" * 240 + "ky" + ")" * 240 + " }}"),
    "many tags": paragraph("{{ ky }} ") * 5_000,
    "one long paragraph": paragraph("{{ ky }} " * 60_000),
    "half tags": paragraph("{{ " * 40_000),
    "nested loops": paragraph("{%p for a in muc %}") * 60 + paragraph("{%p endfor %}") * 60,
    "nested tables": "<w:tbl><w:tr><w:tc>" * 75 + paragraph("{{ kyy }}") + "</w:tc></w:tr></w:tbl>" * 75,
    "open braces": paragraph("{%" + "{" * 100_000),
    "no end": paragraph("{{ ky }}") + paragraph("{% if " + "ky and " * 60 + "ky %}"),
}


@pytest.mark.parametrize("name", DEEP)
def test_a_hostile_template_is_answered_within_two_seconds(name):
    data = body(DEEP[name])
    began = time.monotonic()
    assert check(data) != ()
    assert (
        time.monotonic() - began < 8
    )  # on the clock of a busy machine; its processor time is bounded below 2


@pytest.mark.django_db
def test_an_office_keeps_its_own_template_and_writes_with_it(cast, client):
    shot = consolidated.snapshot(cast)
    client.force_login(cast.secretary)
    text = (
        "Kỳ: {{ ky }}",
        'Hồ sơ: {{ so["received"].ky_nay }}',
        "{% if gui.chua_gui > 0 %}còn {{ gui.chua_gui }}{% endif %}",
    )
    upload = io.BytesIO(word(*text))
    upload.name = "Mẫu tháng.docx"
    said = {"whose": cast.committee.code, "name": "Mẫu ngắn", "file": upload}
    assert client.post(reverse("report-template-new"), said).status_code == 302
    (template,) = Template.objects.all()
    address = reverse("consolidated-file", args=[shot.code, "docx"])
    answer = client.get(address, {"template": template.code})
    assert consolidated.words(answer.content).split("\n") == ["Kỳ: Tháng 05/2025", "Hồ sơ: 1.234", "còn 2"]
    assert client.post(reverse("report-template-retire", args=[template.code])).status_code == 302
    assert client.get(address, {"template": template.code}).status_code == 404


@pytest.mark.django_db
def test_a_template_with_faults_is_not_kept_and_every_place_is_told(cast, client):
    samples.regime(cast)
    client.force_login(cast.secretary)
    upload = io.BytesIO(word("{{ kyy }}"))
    upload.name = "Mẫu tháng.docx"
    answer = client.post(
        reverse("report-template-new"), {"whose": cast.committee.code, "name": "Mẫu", "file": upload}
    )
    assert (answer.status_code, Template.objects.count()) == (422, 0)
    assert "kyy" in answer.content.decode()
    assert [fault.words for fault in answer.context["faults"]] == ["{{ kyy }}"]


@pytest.mark.django_db
def test_the_worker_makes_a_large_file_once(cast, settings):
    version = newest(consolidated.snapshot(cast))
    by = {"actor": cast.officer(cast.secretary), "at": make.NOON}
    made = actions.ask_for_file(version, kind=FileKind.DOCX, template=kept(cast), **by)
    assert actions.ask_for_file(version, kind=FileKind.DOCX, template=made.template, **by) == made
    assert work(lambda: False, once=True) >= 1
    made = MadeFile.objects.select_related("file", "template").get(pk=made.pk)
    assert (made.percent, made.failed) == (100, "")
    data = (
        Path(settings.FILES_ROOT) / made.file.sha256[:2] / made.file.sha256[2:4] / made.file.sha256
    ).read_bytes()
    assert data == file_of(Written.of(version), FileKind.DOCX, made.template)


@pytest.mark.django_db
def test_a_template_of_another_unit_is_not_to_be_used(cast):
    shot = consolidated.snapshot(cast)
    own = kept(cast)
    actions.retire_template(own, actor=cast.officer(cast.secretary), at=make.NOON)
    with pytest.raises(Refused, match="không dùng cho báo cáo này"):
        actions.ask_for_file(
            newest(shot), kind=FileKind.DOCX, template=own, actor=cast.officer(cast.secretary), at=make.NOON
        )
