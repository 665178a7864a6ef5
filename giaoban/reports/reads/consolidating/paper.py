"""A consolidated report as an official paper: laid out for PDF, and as the clauses of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils import translation

from giaoban.documents.drafting.content import Clause, Content, Kind, new_id
from giaoban.documents.layout import (
    Annex,
    Block,
    Bullet,
    Column,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signing,
    Table,
)
from giaoban.documents.vocabulary import Authority, DocumentType
from giaoban.reports.reads.consolidating.drawing import pictures
from giaoban.reports.reads.consolidating.facts import Written, facts_of
from giaoban.reports.reads.consolidating.lines import Facts

_PICTURE_MM: Final = 165
_BULLETS: Final = ("- ", "• ")
_FIGURES: Final = (
    ("ky_nay", "Kỳ này", 20),
    ("luy_ke", "Lũy kế", 20),
    ("cung_ky", "Cùng kỳ", 20),
    ("ty_le", "So cùng kỳ (%)", 17),
    ("ke_hoach", "Kế hoạch", 20),
    ("ty_le_ke_hoach", "% kế hoạch", 17),
)


def paper_of(written: Written) -> Paper:
    """The report as the layouts print it, its number, date and name left open. No query."""
    facts = facts_of(written)
    with translation.override("vi"):
        drawn = pictures(written.snapshot.content, standalone=True)
    return Paper(
        superior=facts["co_quan_tren"],
        issuer=facts["co_quan"],
        number=None,
        symbol=facts["ky_hieu"],
        place=facts["dia_danh"],
        date=None,
        year=int(facts["nam"]),
        type_name="Báo cáo",
        subject=facts["ten_bao_cao"],
        body=tuple(_body(facts, [Figure(p.svg, p.title, _PICTURE_MM) for p in drawn.values()])),
        signing=Signing(facts["quyen_han_ky"], (facts["chuc_vu_ky"],)),
        recipients=recipients(facts),
        archive=facts["luu"],
        annexes=tuple(_annexes(facts)),
        is_draft=True,
    )


def recipients(facts: Facts) -> tuple[str, ...]:
    """Who is sent the paper."""
    above = (facts["co_quan_tren"],) if facts["co_quan_tren"] else ()
    return (*above, "Các đơn vị gửi báo cáo")


def drafted(written: Written) -> tuple[dict[str, Any], Content]:
    """Head and clauses of a draft (báo cáo) with the same words and figures; pictures are left out."""
    facts = facts_of(written)
    head = {
        "subject": facts["ten_bao_cao"][:500],
        "type": DocumentType.REPORT,
        "symbol": facts["ky_hieu"],
        "superior": facts["co_quan_tren"][:200],
        "issuer": facts["co_quan"][:200],
        "place": facts["dia_danh"][:80],
        "archive": facts["luu"][:80],
        "authority": Authority.COLLECTIVE,
        "collective": "BAN CHỈ ĐẠO",
        "offices": (facts["chuc_vu_ky"],),
        "recipients": recipients(facts),
    }
    content = [clause for block in _body(facts, []) for clause in _clauses(block)]
    for annex in _annexes(facts):
        content.append(_clause(Kind.ANNEX, annex.title, landscape=annex.landscape))
        content += [clause for block in annex.body for clause in _clauses(block)]
    return head, tuple(content)


def _body(facts: Facts, drawn: list[Figure]) -> Iterator[Block]:
    for part in facts["muc"]:
        yield Heading(1, part["so"], part["ten"])
        yield from _words(part["doan"])
        if part["co_bang"]:
            yield from drawn
            yield from _results(facts)
    yield from _unsent(facts)
    yield Paragraph((Run(source_line(facts), italic=True),), align="left")


def source_line(facts: Facts) -> str:
    """What the figures are of: the moment, the code and the hash of the snapshot."""
    return (
        f"(Số liệu tổng hợp lúc {facts['so_lieu_luc']}; mã số liệu {facts['ma_so_lieu']}, "
        f"SHA-256 {facts['ma_bam']}.)"
    )


def _words(lines: Iterable[str]) -> Iterator[Block]:
    for line in lines:
        yield Bullet(line[2:]) if line.startswith(_BULLETS) else Paragraph(line)


def _results(facts: Facts) -> Iterator[Block]:
    """The tables of indicators; of a review, targets against results, year by year."""
    for table in facts["bang"]:
        yield _reviewed(table, facts["cac_nam"]) if facts["cac_nam"] else _table(table)


def _table(table: Facts) -> Table:
    columns = (Column("TT", 10, "centre"), Column("Chỉ tiêu", 56), Column("Đơn vị tính", 20, "centre"))
    figures = tuple(Column(title, width, "right") for _name, title, width in _FIGURES)
    rows = tuple(_row(line, [line[name] for name, _title, _width in _FIGURES]) for line in table["dong"])
    return Table((*columns, *figures), rows, caption=table["ten"])


def _reviewed(table: Facts, years: list[str]) -> Table:
    columns = [Column("TT", 10, "centre"), Column("Chỉ tiêu", 56), Column("Đơn vị tính", 20, "centre")]
    for year in years:
        columns += [Column(f"Năm {year}", 20, "right"), Column(f"% kế hoạch {year}", 17, "right")]
    columns += [
        Column("Cả giai đoạn", 20, "right"),
        Column("Mục tiêu", 20, "right"),
        Column("% mục tiêu", 17, "right"),
    ]
    rows = []
    for line in table["dong"]:
        by_year = [value for year in line["cac_nam"] for value in (year["ket_qua"], year["ty_le_ke_hoach"])]
        rows.append(_row(line, [*by_year, line["ky_nay"], line["ke_hoach"], line["ty_le_ke_hoach"]]))
    return Table(tuple(columns), tuple(rows), caption=table["ten"])


def _row(line: Facts, figures: list[Any]) -> tuple[Any, ...]:
    name: Any = (Run(line["ten"], bold=True),) if line["la_nhom"] else line["ten"]
    return (line["ma"], name, line["don_vi_tinh"], *(text_of(figure) for figure in figures))


def text_of(figure: Any) -> str:
    """A figure of the facts as it is printed."""
    if isinstance(figure, str):
        return figure
    return "-" if figure["="] is None else str(figure["t"])


def _unsent(facts: Facts) -> Iterator[Block]:
    rows = facts["chua_gui"]
    if not rows:
        return
    yield Paragraph((Run("Danh sách đơn vị chưa gửi báo cáo:", bold=True),))
    columns = (
        Column("TT", 12, "centre"),
        Column("Đơn vị", 60),
        Column("Thuộc", 45),
        Column("Hạn gửi", 24, "centre"),
        Column("Tình trạng", 40),
    )
    lines = [(text_of(r["tt"]), r["ten"], r["cap_tren"], r["han"], r["tinh_trang"]) for r in rows]
    yield Table(columns, tuple(lines))
    if facts["chua_gui_them"]["="] != "0":
        yield Paragraph(f"và {text_of(facts['chua_gui_them'])} đơn vị khác.")


def _annexes(facts: Facts) -> Iterator[Annex]:
    for annex in facts["phu_luc"]:
        source = Paragraph((Run(f"Nguồn: {annex['nguon']}", italic=True),), align="centre")
        yield Annex(annex["ten"], (source, *(_table(table) for table in annex["bang"])))
    if not facts["phu_luc"] and facts["bang_don_vi"]:
        yield Annex("Số liệu theo đơn vị", tuple(_across(t) for t in facts["bang_don_vi"]), landscape=True)
    said = [(part, opinion) for part in facts["muc"] for opinion in part["y_kien"]]
    if said:
        yield Annex("Nội dung báo cáo của các đơn vị", tuple(_opinions(said)))


def _across(table: Facts) -> Table:
    head = (Column("TT", 12, "centre"), Column("Đơn vị", 60))
    columns = (*head, *(Column(title, 30, "right") for title in table["cot"]))
    rows = tuple((text_of(r["tt"]), r["ten"], *(text_of(o) for o in r["o"])) for r in table["dong"])
    return Table(columns, rows, ("", "Tổng số", *(text_of(o) for o in table["cong"])), caption=table["ten"])


def _opinions(said: list[tuple[Facts, Facts]]) -> Iterator[Block]:
    for number, (_part, opinion) in enumerate(said, start=1):
        yield Heading(2, str(number), opinion["ten"])
        for told in opinion["cac_don_vi"]:
            yield Bullet((Run(f"{told['noi_dung']} "), Run(f"({told['nguon']})", italic=True)))


def _clause(kind: Kind, text: str | tuple[Run, ...], **more: Any) -> Clause:
    runs = (Run(text),) if isinstance(text, str) else text
    return Clause(new_id(), kind, tuple(run for run in runs if run.text), **more)


def _clauses(block: Block) -> Iterator[Clause]:
    """A block of the layout as clauses of a draft."""
    match block:
        case Heading():
            yield _clause(Kind.HEADING if block.level == 1 else Kind.CLAUSE, block.text)
        case Paragraph():
            yield _clause(Kind.PARAGRAPH, block.text, align=block.align)
        case Bullet():
            yield _clause(Kind.BULLET, block.text)
        case Table():
            yield from _table_clauses(block)
        case _:
            return


def _table_clauses(table: Table) -> Iterator[Clause]:
    if table.caption:
        yield _clause(Kind.PARAGRAPH, (Run(table.caption, italic=True),), align="centre")
    whole = sum(column.width_mm for column in table.columns)
    widths = tuple(max(1, round(100 * column.width_mm / whole)) for column in table.columns)
    head = tuple((Run(column.title),) for column in table.columns)
    lines = [
        row for row in (*table.rows, *((table.totals,) if table.totals else ())) if isinstance(row, tuple)
    ]
    rows = tuple(tuple(_cell(value) for value in row) for row in lines)
    yield Clause(new_id(), Kind.TABLE, rows=(head, *rows), widths=widths)


def _cell(value: Any) -> tuple[Run, ...]:
    if isinstance(value, tuple):
        return value
    return (Run(str(value)),) if value else ()
