"""
What others do in a conference, done in the demo of a browser test through the actions.

    python -m tests.browser.asked group | answers CODE UNIT… | draft PLACE

Runs in a process of its own with the demo's GIAOBAN_DATA; prints what the test needs to know as JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from functools import cache

import django

GROUP = "các cơ quan, đơn vị dự hội nghị"
ASKED = 40  # units
SILENT = 2  # units that never answer


def group() -> dict[str, object]:
    """Forty units get a name by which a round can ask them all: the departments and the first communes."""
    from giaoban.units.actions import save_group
    from giaoban.units.models import Unit
    from giaoban.units.vocabulary import UnitKind

    there = Unit.objects.in_force(on=_today()).filter(pk__in=_contacts())
    communes = there.filter(kind__in=(UnitKind.COMMUNE, UnitKind.WARD)).order_by("pk")
    known = communes.filter(name="UBND xã An Thạnh")
    departments = there.filter(kind=UnitKind.DEPARTMENT).order_by("pk")
    members = [*departments, *known, *communes.exclude(pk__in=known)][:ASKED]
    save_group(name=GROUP, within=_committee().level, members=members, actor=None, at=_now())
    return {"asked": len(members)}


def answers(code: str, *without: str) -> dict[str, object]:
    """Every unit of the round `code` answers but those named in `without`, and the last two, who are told."""
    from giaoban.documents.models import Consultation

    opened = Consultation.objects.get(code=code)
    silent = _answer_all(opened, 0, without)
    return {"silent": silent}


def draft(place: str) -> dict[str, object]:
    """The draft at `place` among the three goes from its first words until it is ready."""
    from giaoban.config.demo.conference_papers import CONFERENCE
    from giaoban.documents import actions
    from giaoban.documents.drafting.plain import read_text
    from giaoban.documents.models import Draft
    from giaoban.documents.reads.drafts import proposed_head
    from giaoban.duties.vocabulary import LimitUnit
    from giaoban.units.models import UnitGroup
    from giaoban.units.reads import members_of

    fact, by, given = CONFERENCE[int(place)], _secretary(), {}
    given = {"actor": by, "at": _now()}
    head = proposed_head(_committee(), fact.type) | {
        "type": fact.type, "subject": fact.subject.format(year=_today().year + 1), "bases": fact.bases,
        "recipients": ("Các thành viên Ban Chỉ đạo", "Các cơ quan, đơn vị dự hội nghị"),
        "own_office": ("CHỦ TỊCH UBND TỈNH",), "signer": "Nguyễn Thị Hòa",
    }  # fmt: skip
    made = actions.begin_draft(
        committee=_committee(), head=actions.DraftHead(**head), content=read_text(fact.text), **given
    )
    version, _new = actions.freeze(made, note="Gửi lấy ý kiến", **given)
    units = tuple(members_of(UnitGroup.objects.get(name=GROUP), on=_today()))
    said = actions.Round(units=units, letter="", amount=10, limit_unit=LimitUnit.WORKING_DAYS)
    opened = actions.open_round(version, said=said, **given)
    silent = _answer_all(opened, int(place), ())
    actions.close_round(opened, **given)
    text = fact.text
    for old, new in fact.revised:
        text = text.replace(old, new)
    actions.bring_text_in(
        Draft.objects.get(pk=made.pk), content=read_text(text), source="du-thao-2.docx",
        sha256=hashlib.sha256(text.encode()).hexdigest(), **given,
    )  # fmt: skip
    comments = _dispose_all(opened, given)
    actions.find_ready(Draft.objects.get(pk=made.pk), **given)
    return {"draft": made.code, "asked": len(units), "silent": len(silent), "comments": comments,
            "subject": head["subject"], "clause": fact.revised[-1][1]}  # fmt: skip


def _answer_all(opened, place, without):
    """Each sends its answer; every third agrees as it is. The names of those who stay silent."""
    from giaoban.config.demo.conference_papers import CONFERENCE
    from giaoban.documents import actions
    from giaoban.documents.drafting.content import load
    from giaoban.documents.models import Answer
    from giaoban.documents.vocabulary import Position, Remark
    from giaoban.duties.actions import receive

    fact = CONFERENCE[place]
    rows = Answer.objects.filter(consultation=opened).exclude(unit__name__in=without)
    waiting = list(rows.select_related("unit", "duty__unit", "consultation__version").order_by("unit__name"))
    content = load(opened.version.content)
    for turn, answer in enumerate(waiting[:-SILENT]):
        given = {"actor": _officer(_contacts()[answer.unit_id]), "at": _now()}
        receive(answer.duty_id, **given)
        if turn % 3 == 0:
            actions.send_answer(answer, position=Position.AGREES, **given)
            continue
        words, text = fact.comments[turn % len(fact.comments)]
        clause = next(each.id for each in content if words in each.text)
        actions.write_comment(
            answer, said=actions.Said(clause=clause, kind=Remark.REMARK, text=text), **given
        )
        actions.send_answer(answer, position=Position.WITH_COMMENTS, **given)
    return [answer.unit.name for answer in waiting[-SILENT:]]


def _dispose_all(opened, given):
    from giaoban.documents import actions
    from giaoban.documents.models import Comment
    from giaoban.documents.vocabulary import Taken

    codes = dict.fromkeys(Comment.objects.filter(consultation=opened).values_list("code", flat=True), 0)
    decision = actions.Decision(taken=Taken.ACCEPTED)
    actions.dispose(opened, comments=codes, decision=decision, **given)
    return len(codes)


def _now():
    from django.utils import timezone

    return timezone.now()


def _today():
    from django.utils import timezone

    return timezone.localdate()


def _committee():
    from giaoban.units.models import Committee

    return Committee.objects.select_related("level", "standing_unit").get(symbol="BCĐCĐS")


@cache
def _contacts():
    """Who answers for each unit."""
    from giaoban.units.models import Post
    from giaoban.units.vocabulary import PostRole

    return dict(Post.objects.filter(role=PostRole.CONTACT, until=None).values_list("unit_id", "person_id"))


@cache
def _officer(person_id):
    from giaoban.people.models import Person
    from giaoban.units.reads import officer_for

    return officer_for(Person.objects.get(pk=person_id), on=_today())


def _secretary():
    from giaoban.people.models import Person

    return _officer(Person.objects.get(email="thuky@sonhai.example").pk)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    os.environ.setdefault("GIAOBAN_MODE", "demo")
    django.setup()
    what, *words = sys.argv[1:]
    print(json.dumps({"group": group, "answers": answers, "draft": draft}[what](*words)))
