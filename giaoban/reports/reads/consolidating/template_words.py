"""What is wrong with a template, in words; and what each of its fields says."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.reports.templating import Fault, FaultKind, Misfit, Place, kind_of, walk

_FAULTS: dict[FaultKind, Promise] = {
    FaultKind.UNCLOSED: gettext_lazy(
        "A field or statement is opened or closed on one side only: “%(what)s”."
    ),
    FaultKind.EXPRESSION: gettext_lazy(
        "“%(what)s” cannot be read. Name a field, a comparison or a known filter."
    ),
    FaultKind.UNKNOWN_TAG: gettext_lazy(
        "There is no statement “%(what)s”; there are for, if, elif, else, endif, endfor."
    ),
    FaultKind.UNKNOWN_FIELD: gettext_lazy("There is no field “%(what)s” here."),
    FaultKind.UNKNOWN_KEY: gettext_lazy(
        "There is no indicator “%(what)s”; its code stands in the form and in the Excel file."
    ),
    FaultKind.UNKNOWN_FILTER: gettext_lazy("The filter “%(what)s” is not known, or not for such a field."),
    FaultKind.NOT_A_LIST: gettext_lazy("“%(what)s” has no rows, so there is nothing to repeat."),
    FaultKind.NOT_PRINTABLE: gettext_lazy("“%(what)s” is a list or a group of fields; name one field of it."),
    FaultKind.ARITHMETIC: gettext_lazy(
        "Templates do not calculate, so that paper and screen say the same. There are fields for"
        " year-to-date, differences and percents."
    ),
    FaultKind.NOT_OPENED: gettext_lazy("“%(what)s” ends something that was not begun."),
    FaultKind.NOT_CLOSED: gettext_lazy("“%(what)s” is begun here and never ended."),
    FaultKind.ACROSS: gettext_lazy(
        "“%(what)s” stands elsewhere than its beginning: both belong in the same text, the same cell or, with"
        " tr, the same table."
    ),
    FaultKind.NOT_HERE: gettext_lazy("“%(what)s” belongs in a table."),
    FaultKind.TRIMMED: gettext_lazy("Leave the minus out of “%(what)s”."),
    FaultKind.TOO_MANY: gettext_lazy("The template has too many fields, or one that is too long."),
    FaultKind.BROKEN: gettext_lazy(
        "Filled in, the file could not be opened. Often a loop begins within one paragraph and ends in"
        " another; put each statement in a paragraph of its own with {%%p … %%}."
    ),
    FaultKind.OUTSIDE: gettext_lazy(
        "The file fetches something from outside: %(what)s. Put it into the file itself."
    ),
    FaultKind.EMBEDDED: gettext_lazy(
        "The file carries another file or a field that runs something: %(what)s. Take it out."
    ),
    FaultKind.NO_FIELDS: gettext_lazy(
        "The file has no field; write for example {{ ky }} where the period belongs."
    ),
    FaultKind.TOO_LONG: gettext_lazy(
        "Filling the template takes far longer than it should. Make it simpler."
    ),
    FaultKind.UNREADABLE: gettext_lazy("The file cannot be read. Save it again from Word."),
}
_PARTS: dict[str, Promise] = {
    "header": gettext_lazy("header"),
    "footer": gettext_lazy("footer"),
    "notes": gettext_lazy("footnotes"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in words: what is wrong, where, and the words that stand there."""

    what: str
    where: str
    words: str


def told(fault: Fault) -> Told:
    """A fault as a clerk reads it."""
    said = str(_FAULTS[fault.kind]) % {"what": fault.what}
    if fault.meant:
        said = _("%(said)s Is “%(meant)s” meant?") % {"said": said, "meant": fault.meant}
    return Told(said, _where(fault.place), fault.place.words)


def told_why(misfit: Misfit) -> str:
    """The first fault of a template that could not be filled, with its place."""
    said = told(misfit.faults[0])
    return f"{said.where}: {said.what}"


def _where(place: Place) -> str:
    if not place.paragraph:
        return _("The whole file")
    facts = {"part": _PARTS.get(place.part, ""), "n": place.paragraph}
    if place.table:
        facts |= {"table": place.table, "row": place.row, "cell": place.cell}
        if place.part == "body":
            return _("Table %(table)s, row %(row)s, cell %(cell)s") % facts
        return _("%(part)s, table %(table)s, row %(row)s, cell %(cell)s") % facts
    return _("Paragraph %(n)s") % facts if place.part == "body" else _("%(part)s, paragraph %(n)s") % facts


_KINDS: dict[str, Promise] = {
    "text": gettext_lazy("words"),
    "number": gettext_lazy("figure"),
    "flag": gettext_lazy("yes or no, for conditions"),
    "picture": gettext_lazy("picture"),
    "record": gettext_lazy("group of fields"),
    "rows": gettext_lazy("list, for loops"),
    "by_key": gettext_lazy("group by the key of an indicator"),
}
_MEANINGS: dict[str, Promise] = {
    "ten_bao_cao": gettext_lazy("subject of the paper"),
    "ky": gettext_lazy("name of the period, or of the span"),
    "tu_ngay": gettext_lazy("first day of the figures"),
    "den_ngay": gettext_lazy("cut-off"),
    "han_gui": gettext_lazy("deadline of the period"),
    "nam": gettext_lazy("year of the paper"),
    "la_so_ket": gettext_lazy("whether it is a mid-term review"),
    "la_tong_ket": gettext_lazy("whether it is a final review"),
    "co_quan": gettext_lazy("who issues the paper"),
    "co_quan_tren": gettext_lazy("the body above; empty where there is none"),
    "dia_danh": gettext_lazy("place"),
    "ky_hieu": gettext_lazy("symbol after the number"),
    "quyen_han_ky": gettext_lazy("authority to sign"),
    "chuc_vu_ky": gettext_lazy("office of the signer"),
    "luu": gettext_lazy("where it is archived"),
    "don_vi": gettext_lazy("the unit whose figures these are"),
    "che_do": gettext_lazy("the report regime"),
    "so_lieu_luc": gettext_lazy("moment of the figures"),
    "ma_so_lieu": gettext_lazy("code of the frozen figures"),
    "ma_bam": gettext_lazy("SHA-256 of the frozen figures"),
    "phien_ban": gettext_lazy("version of the words"),
    "gui": gettext_lazy("how the reports came"),
    "so": gettext_lazy("one indicator by its key, as in so[\"ho_so\"].ky_nay"),
    "bang": gettext_lazy("the tables of the form, with a list of lines each"),
    "muc": gettext_lazy("the parts by the outline, with the edited words"),
    "chua_gui": gettext_lazy("units that have not sent"),
    "chua_gui_them": gettext_lazy("how many more of them there are beyond the list"),
    "cac_don_vi": gettext_lazy("the units directly below"),
    "phu_luc": gettext_lazy("an annex for each unit, where they are at most 45"),
    "bang_don_vi": gettext_lazy("tables of units by six indicators each"),
    "cac_nam": gettext_lazy("the years of a review"),
    "co_y_kien": gettext_lazy("whether units wrote anything"),
    "hinh": gettext_lazy("pictures"),
    "hinh.gui_bao_cao": gettext_lazy("how the reports came"),
    "hinh.ke_hoach": gettext_lazy("results against the plan"),
    "hinh.chinh": gettext_lazy("the charts that a report shows by itself, with a name and a picture each"),
    "hinh.chinh[].ten": gettext_lazy("what stands under the picture"),
    "hinh.chinh[].hinh": gettext_lazy("the picture itself"),
    "hinh.dien_bien": gettext_lazy(
        "an indicator over the periods with last year's beside it, as in hinh.dien_bien[\"ho_so\"]"
    ),
    "hinh.don_vi": gettext_lazy(
        "the units directly below by an indicator, the largest first, as in hinh.don_vi[\"ho_so\"]"
    ),
    "ky_nay": gettext_lazy("this period; of a review the whole span"),
    "luy_ke": gettext_lazy("year-to-date"),
    "cung_ky": gettext_lazy("same period last year"),
    "luy_ke_cung_ky": gettext_lazy("year-to-date of last year"),
    "chenh_lech": gettext_lazy("difference from last year"),
    "ty_le": gettext_lazy("percent"),
    "ke_hoach": gettext_lazy("plan"),
    "ty_le_ke_hoach": gettext_lazy("percent of plan"),
    "so_don_vi": gettext_lazy("how many reports gave the figure"),
    "la_nhom": gettext_lazy("whether the line only names the lines below it"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field for the page that lists them: its name, its kind and its meaning in words."""

    name: str
    kind: str
    meaning: str


def _meaning(name: str) -> str:
    """By its whole name, else by its last part; "" for one that speaks for itself."""
    return str(_MEANINGS.get(name) or _MEANINGS.get(name.rpartition(".")[2]) or "")


def field_rows() -> list[FieldRow]:
    """All fields; those without words of their own speak for themselves by their name."""
    return [FieldRow(name, str(_KINDS[kind_of(shape)]), _meaning(name)) for name, shape in walk()]
