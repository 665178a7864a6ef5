"""The table of comments: sixty units with five hundred comments each on a draft of a hundred pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from typing import Final
from urllib.parse import urlencode

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from bench.figures import middle_of, say
from bench.place import Found, Place
from bench.screens import Visitor, _p95, _repeated
from giaoban.documents.actions import (
    DraftHead,
    Round,
    begin_draft,
    close_round,
    freeze,
    open_round,
    save_text,
    send_answer,
)
from giaoban.documents.drafting.content import Content, load
from giaoban.documents.drafting.plain import read_text
from giaoban.documents.layout import Run
from giaoban.documents.layout.tables import to_xlsx
from giaoban.documents.models import Answer, Comment, Consultation, Disposition, Draft
from giaoban.documents.reads.comment_book import book_of_comments, docx_of_comments, sheet_of_comments
from giaoban.documents.reads.comments import CommentTable
from giaoban.documents.vocabulary import Position, Remark, Taken
from giaoban.units.models import Post, Unit
from giaoban.units.reads import Officer, officer_for
from giaoban.units.vocabulary import PostRole

UNITS: Final = 60
COMMENTS: Final = 500  # of each unit
ARTICLES: Final = 180  # some hundred pages
_CLAUSE: Final = (
    "Chủ trì, phối hợp với các cơ quan có liên quan rà soát, cập nhật nội dung {place} của kế hoạch; báo cáo "
    "kết quả thực hiện về Cơ quan thường trực trước ngày 20 hằng tháng để tổng hợp."
)
_REMARKS: Final = (
    "Đề nghị rà soát lại thời hạn cho phù hợp với thực tế của đơn vị.",
    "Đề nghị bổ sung cơ quan phối hợp thực hiện.",
    "Nội dung này trùng với quy định tại điều trước, đề nghị gộp lại.",
    "Đề nghị nêu rõ nguồn kinh phí thực hiện nhiệm vụ.",
)


def comments(place: Place) -> Iterator[Found]:
    """Pages of the table, and the whole of it on paper and as a workbook."""
    consultation = _filled(place)
    secretary = Visitor(place.secretary)
    yield from _p95_of(place, secretary, consultation)
    today = timezone.localdate()
    for kind, make in (("docx", docx_of_comments), ("xlsx", lambda b: to_xlsx(sheet_of_comments(b)))):
        write = partial(lambda make: make(book_of_comments(consultation, day=today)), make)
        yield f"comments.export.{kind}", middle_of(write, rounds=place.rounds), "s"


def _p95_of(place: Place, secretary: Visitor, consultation: Consultation) -> Iterator[Found]:
    def ask(page: int, **asked: str) -> str:
        address = reverse("comments", args=[consultation.code])
        return f"{address}?{urlencode({**asked, 'page': str(page)})}"

    unit = Answer.objects.filter(consultation=consultation).order_by("pk").values_list("code", flat=True)[7]
    spoken = CommentTable(consultation).articles_spoken_of()
    clause = spoken[len(spoken) // 2][0]
    kinds = (
        {}, {"taken": "open"}, {"taken": Taken.EXPLAINED}, {"by": "unit"}, {"unit": unit}, {"clause": clause},
        {"kind": Remark.REWORD}, {"fate": "changed"},
    )  # fmt: skip
    asked = [ask(page, **kind) for page, kind in enumerate(islice(cycle(kinds), 24), start=1)]
    yield "comments.p95", _p95(place, secretary, _repeated(asked)), "ms"
    yield "comments.queries", max(map(secretary.queries, asked[:8])), "queries"
    home = [reverse("consultation", args=[consultation.code])]
    yield "comments.round.p95", _p95(place, secretary, _repeated(home)), "ms"


def _filled(place: Place) -> Consultation:
    there = Consultation.objects.filter(committee=place.committee, closed_at__isnull=False).first()
    if there is not None:
        return there
    say(f"    {UNITS} units, {place.sized(COMMENTS)} comments each …")
    asking = _officer(place)
    at = timezone.now()
    draft = begin_draft(
        committee=place.committee,
        head=DraftHead(subject="Quy chế hoạt động", type="QC"),
        content=_text(),
        actor=asking,
        at=at,
    )
    version, _new = freeze(draft, actor=asking, at=at)
    units = tuple(Unit.objects.exclude(parent=None).order_by("pk")[:UNITS])
    said = Round(units=units, due_on=timezone.localdate(at) + timedelta(days=10))
    consultation = open_round(version, said=said, actor=asking, at=at)
    _answer_all(place, consultation)
    close_round(consultation, actor=asking, at=timezone.now())
    _revise(draft, asking)
    return Consultation.objects.get(pk=consultation.pk)


def _officer(place: Place) -> Officer:
    found = officer_for(place.secretary, on=timezone.localdate())
    assert found  # noqa: S101 -- made just now
    return found


def _text() -> Content:
    lines = []
    for article in range(1, ARTICLES + 1):
        lines.append(f"Điều {article}. Trách nhiệm của đơn vị trong lĩnh vực {article}")
        lines += [f"{clause}. {_CLAUSE.format(place=f'{article}.{clause}')}" for clause in range(1, 6)]
    return read_text("\n".join(lines))


def _answer_all(place: Place, consultation: Consultation) -> None:
    chance, count = random.Random(9), place.sized(COMMENTS)
    content = load(consultation.version.content)
    for answer in Answer.objects.filter(consultation=consultation).select_related("consultation", "duty"):
        rows = [_comment(place, answer, order, content, chance) for order in range(1, count + 1)]
        Comment.objects.bulk_create(rows, batch_size=500)
        Post.objects.create(
            person=place.contact, unit_id=answer.unit_id, role=PostRole.CONTACT, since="2020-01-01"
        )
        officer = officer_for(place.contact, on=timezone.localdate())
        assert officer  # noqa: S101 -- holds a post
        send_answer(answer, position=Position.WITH_COMMENTS, actor=officer, at=timezone.now())
    said = Comment.objects.filter(consultation=consultation).order_by("pk")
    decided = [_decision(place, comment, chance) for comment in said.iterator() if chance.random() < 0.6]
    Disposition.objects.bulk_create(decided, batch_size=500)
    made = Disposition.objects.filter(comment=OuterRef("pk"))
    with_one = said.order_by().filter(pk__in=[each.comment_id for each in decided])
    with_one.update(disposition=Subquery(made.values("pk")), taken=Subquery(made.values("taken")))


def _comment(place: Place, answer: Answer, order: int, content: Content, chance: random.Random) -> Comment:
    at = chance.randrange(len(content))
    reworded = chance.random() < 0.3
    wording = content[at].text.replace("trước ngày 20", "trước ngày 25") if reworded else ""
    text = chance.choice(_REMARKS)
    return Comment(
        consultation_id=answer.consultation_id,
        answer=answer,
        order=order,
        kind=Remark.REWORD if reworded else Remark.REMARK,
        clause=content[at].id,
        clause_place=at + 1,
        text=text,
        wording=wording,
        same_key=f"{at}-{len(text)}-{len(wording)}"[:16],
        written_at=timezone.now(),
        written_by=place.contact,
    )


def _decision(place: Place, comment: Comment, chance: random.Random) -> Disposition:
    return Disposition(
        comment=comment,
        number=1,
        taken=chance.choice(Taken.values),
        reason="Giữ như dự thảo để thống nhất với quy định của Trung ương.",
        made_at=timezone.now(),
        made_by=place.secretary,
    )


def _revise(draft: Draft, asking: Officer) -> None:
    """Every fifth clause says something else, every fiftieth is gone."""
    draft.refresh_from_db()
    old = load(draft.content)
    new = tuple(
        replace(clause, runs=(Run(clause.text.replace("20 hằng tháng", "18 hằng tháng")),))
        if at % 5 == 0
        else clause
        for at, clause in enumerate(old)
        if at % 50
    )
    at = timezone.now()
    save_text(draft, content=new, base=old, actor=asking, at=at)
    draft.refresh_from_db()
    freeze(draft, actor=asking, at=at)
