"""
One scene for tests of rights: two committees, work in every state, papers, briefs, files.

`Scene.say` fills the names of things into an address: "/duties/{asked}/".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from giaoban.assignments.actions import bring_table, choose_many, keep_filter
from giaoban.assignments.vocabulary import SavedList
from giaoban.briefing import actions as briefing
from giaoban.documents import actions as paper_actions
from giaoban.documents.actions import freeze
from giaoban.documents.models import Dispatch, Document, Draft, Number
from giaoban.duties import actions as duties
from giaoban.duties.models import Duty, Evidence
from giaoban.duties.reads.recounting import calendars_after, fingerprint, moves_under
from giaoban.duties.vocabulary import CalendarAct
from giaoban.files.actions import store
from giaoban.outbox.actions import enqueue_mail
from giaoban.outbox.models import Message
from giaoban.people.models import Person
from giaoban.reports.models import Period
from giaoban.units.models import Alias, Committee, Field, Post, Seat, Tenure
from giaoban.units.vocabulary import PostRole, SeatRole, UnitKind
from giaoban.workdays.reads import current_calendars
from tests import make
from tests.assignments import sheets, work
from tests.documents import dispatch_samples as sent_papers
from tests.documents import drafts, issued
from tests.documents import register_samples as papers

PRODUCT = {"product_kind": "link", "link": "https://sonhai.example/ket-qua"}
MAY = {"first": date(2025, 5, 1), "last": date(2025, 5, 31)}
REFORM = "Giao UBND phường Minh Khai công khai thủ tục hành chính tại bộ phận một cửa."


@dataclass
class Scene:
    """The cast, further people, and the names of things by which addresses and forms speak of them."""

    cast: make.Cast
    other_side: Person  # secretary of the other committee
    clerk: Person  # contact of the division below Finance
    other: Committee
    names: dict[str, Any] = field(default_factory=dict)
    missing: dict[tuple[str, str], bytes] = field(default_factory=dict)  # what a role reads where nothing is

    def who(self, role: str) -> Person:
        """The person who plays a role."""
        return getattr(self, role, None) or getattr(self.cast, role)

    def say(self, words: Any) -> Any:
        """`words`, or each value of a form, with the names of things filled in."""
        if isinstance(words, dict):
            return {key: self.say(value) for key, value in words.items()}
        return words.format(**self.names) if isinstance(words, str) else words


def scene(cast: make.Cast) -> Scene:
    """Everything that the matrix of rights speaks of."""
    division = make.unit("Phòng Ngân sách", UnitKind.DIVISION, cast.finance)
    clerk = make.person("Lý Thị Xuân", "tc.ns@sonhai.example")
    make.post(clerk, division, PostRole.CONTACT)
    other = Committee.objects.create(
        name="Ban Chỉ đạo Cải cách hành chính tỉnh",
        symbol="BCĐCCHC",
        level=cast.province,
        standing_unit=cast.interior,
        basis="Quyết định số 7/QĐ-UBND",
        term_from=make.SINCE,
    )
    other_side = make.person("Cao Thị Thu", "cchc@sonhai.example")
    make.post(other_side, cast.minh_khai, PostRole.CONTACT)
    make.seat(other, SeatRole.SECRETARY, cast.minh_khai, "Thư ký cải cách hành chính", other_side)
    made = Scene(cast, other_side, clerk, other)
    made.names |= {
        "division": division.code,
        "other_field": Field.objects.create(committee=other, name="Một cửa điện tử").pk,
    }
    _work(made)
    _papers(made)
    _numbers(made)
    _lists(made)
    _register(made)
    _consultations(made)
    _briefs(made)
    _reports(made)
    _calendar(made)
    _people(made)
    duties.freeze(cast.committee, date(2025, 6, 10), actor=None, at=make.NOON)
    return made


def _work(s: Scene) -> None:
    """Duties of Finance in each state, one of Interior, a file of each."""
    cast = s.cast
    holder, asking = cast.officer(cast.finance_contact), cast.officer(cast.standing)
    facts = {"actor": holder, "at": make.NOON}

    told = {
        "submit": PRODUCT,
        "decline": {"reason": "Không thuộc chức năng"},
        "ask_extension": {"proposed_on": date(2031, 1, 31), "reason": "Chờ số liệu"},
    }

    def duty(*steps: str, due_on: date | None = None) -> Any:
        one = make.duty(cast.committee, cast.finance, due_on=due_on)
        for step in steps:
            further = told.get(step, {})
            getattr(duties, step)(one.pk, **facts, **further)
        return one

    states = {"asked": (), "received": ("receive",), "declined": ("decline",)}
    for name, steps in (states | {"submitted": ("receive", "submit")}).items():
        s.names[name] = duty(*steps).code
    s.names["dated"] = duty("receive", due_on=date(2030, 12, 31)).code
    s.names["requested"] = duty("receive", "ask_extension", due_on=date(2030, 12, 31)).code
    stopped = duty()
    duties.stop(stopped.pk, actor=asking, at=make.NOON, reason="Không còn cần thiết", decision="9/QĐ-BCĐ")
    s.names["stopped"] = stopped.code
    upload = SimpleUploadedFile("tien-do.txt", "Đã khảo sát 12 xã.".encode())
    seen = duty("receive")
    duties.report(seen.pk, **facts, percent=20, words="Đang làm", evidence=[upload])
    part = make.duty(
        cast.committee, s.clerk.posts.get().unit, "Lập dự toán", asked_by=cast.finance, parent=seen
    )
    clerk = cast.officer(s.clerk)
    duties.receive(part.pk, actor=clerk, at=make.NOON)
    duties.submit(part.pk, actor=clerk, at=make.NOON, **PRODUCT)
    elsewhere = make.duty(cast.committee, cast.interior, "Việc riêng của Sở Nội vụ")
    duties.receive(elsewhere.pk, actor=cast.officer(cast.interior_contact), at=make.NOON)
    sent = SimpleUploadedFile("rieng.txt", "Số liệu riêng của Sở Nội vụ.".encode())
    duties.report(
        elsewhere.pk,
        actor=cast.officer(cast.interior_contact),
        at=make.NOON,
        percent=10,
        words="Đã lập danh sách",
        evidence=[sent],
    )
    assert asking.asks_for(cast.committee.pk)
    s.names |= {
        "seen": seen.code,
        "part": part.code,
        "elsewhere": elsewhere.code,
        "file": Evidence.objects.get(duty=seen).file.code,
        "file_elsewhere": Evidence.objects.get(duty=elsewhere).file.code,
    }


def _papers(s: Scene) -> None:
    """A paper whose work was given, one under review, and one of the other committee."""
    cast = s.cast
    given = work.document(cast, work.PLAN, number="215")
    given.file = store("Thông báo số 215".encode(), name="thong-bao.txt", at=make.NOON)
    given.save(update_fields=["file"])
    under = work.review(given)
    work.proposal(under, work.PLAN, lead=[cast.finance], field=cast.field)
    [task] = work.give(under, cast)
    duties.receive(task.lead_id, actor=cast.officer(cast.finance_contact), at=make.NOON)
    again = work.review(work.document(cast, work.PLAN, number="217"))
    work.proposal(again, work.PLAN, lead=[cast.finance], due_on=None, rule="FREQ=MONTHLY;BYMONTHDAY=25")
    s.names["repeated"] = work.give(again, cast)[0].code
    checking = work.review(work.document(cast, work.PLAN, work.SURVEY, number="216"))
    proposal = work.proposal(checking, work.PLAN, lead=[cast.finance])
    foreign = work.document(cast, REFORM, number="31")
    Document.objects.filter(pk=foreign.pk).update(committee=s.other, subject="Kết luận về một cửa")
    foreign.refresh_from_db()
    theirs = work.review(foreign)
    strange = work.proposal(theirs, REFORM, lead=[cast.minh_khai])
    s.names |= {
        "given": given.code,
        "task": task.code,
        "lead": task.lead.code,
        "checking": checking.document.code,
        "proposal": proposal.code,
        "addressee": proposal.addressees.get().pk,
        "foreign": foreign.code,
        "foreign_proposal": strange.code,
        "foreign_addressee": strange.addressees.get().pk,
    }


def _numbers(s: Scene) -> None:
    """A series with a number that a paper bears, that paper, and a draft that waits for the next one."""
    paper = issued.issued(s.cast)
    number = Number.objects.get(document=paper)
    s.names |= {
        "paper_issued": paper.code,
        "series": number.series.code,
        "taken": number.code,
        "draft_ready": issued.ready(s.cast, subject="Kiện toàn Ban Chỉ đạo").code,
        "sketch": _sketch(s).code,
    }


def _consultations(s: Scene) -> None:
    """A round in which Interior has answered and Finance is writing, and one whose table is shown."""
    from tests.documents import rounds  # it makes Word files, which the other scenes do without

    cast = s.cast
    running = rounds.opened(cast)
    own = rounds.say(cast, running, cast.finance, text="Còn đang soạn")
    said = rounds.say(cast, running, cast.interior, text="Riêng của Sở Nội vụ")
    rounds.send(cast, running, cast.interior)
    shown = rounds.opened(cast)
    told = rounds.say(cast, shown, cast.interior)
    rounds.send(cast, shown, cast.interior)
    paper_actions.close_round(shown, **rounds.asking(cast))
    paper_actions.publish_table(shown, **rounds.asking(cast))
    s.names |= {
        "round": running.code,
        "answer": own.answer.code,
        "answer_sent": said.answer.code,
        "own_comment": own.code,
        "said": said.code,
        "round_shown": shown.code,
        "told": told.code,
    }


def _reports(s: Scene) -> None:
    """
    Reports of departments: Finance is writing one, has sent one and has one accepted; Interior has sent one.
    """
    from tests.reports import rounds  # it makes workbooks, which the other scenes do without

    s.names |= rounds.of_departments(s.cast)
    from tests.reports import consolidated, consolidated_samples

    period = Period.objects.get(code=s.names["report_period"])
    planned = Period.objects.filter(regime=period.regime, state="planned").in_order()
    s.names["period_planned"] = planned[0].code
    shot = consolidated.snapshot(s.cast, period)
    s.names |= {
        "consolidated": shot.code,
        "consolidated_regime": period.regime.code,
        "template": consolidated_samples.kept(s.cast).code,
        "top": s.cast.province.code,
    }


def _sketch(s: Scene) -> Draft:
    """A draft that is being written, with one frozen version."""
    draft = drafts.draft(s.cast)
    freeze(draft, actor=s.cast.officer(s.cast.secretary), at=make.NOON)
    return draft


def _register(s: Scene) -> None:
    """Papers that came in: one with a slip for Finance, one without; one that goes out; a file handed in."""
    cast = s.cast
    handled, waiting = papers.paper(cast, "9101"), papers.paper(cast, "9102", symbol="SNV-VP")
    slip = papers.slip(cast, handled, coordinating=(cast.hon_may,), opinion="Tham mưu văn bản trả lời")
    bond = paper_actions.relate_papers(
        waiting, kind="cites", target=handled, actor=cast.officer(cast.secretary), at=make.NOON
    )
    taken, _known = paper_actions.hand_in(
        committee=cast.committee, upload=papers.upload(), actor=cast.officer(cast.secretary), at=make.NOON
    )
    assert taken is not None
    notice = sent_papers.paper(cast, "9105")
    s.names |= {
        "sent": sent_papers.sent(cast, cast.finance, of=notice).code,
        "notice": notice.code,
        "taken_back": sent_papers.sent(cast, cast.finance, of=sent_papers.paper(cast, "9106")).code,
    }
    back = Dispatch.objects.get(code=s.names["taken_back"])
    paper_actions.recall_dispatch(back, reason="Sai nội dung", **sent_papers.by_secretary(cast))
    s.names["withdrawn"] = back.document.code
    s.names |= {
        "handled": handled.code,
        "incoming": waiting.code,
        "slip": slip.code,
        "bond": bond.pk,
        "handed_in": taken.code,
    }


def _calendar(s: Scene) -> None:
    """A change of the calendar that waits; no deadline moves by it."""
    facts = {
        "date": "2025-09-19", "kind": "off", "reason": "Nghỉ tránh bão", "source": "", "place": 0,
        "place_name": "",
    }  # fmt: skip
    admin = s.cast.officer(s.cast.administrator)
    change = duties.lay_out_change(CalendarAct.SET, facts, actor=admin, at=make.NOON)
    moves = moves_under(calendars_after(change, current_calendars()))
    s.names |= {"change": change.code, "shown": fingerprint(moves)}


def _lists(s: Scene) -> None:
    """A table to be imported, filters of the secretary, an act on many that the secretary prepared."""
    cast, who = s.cast, s.cast.officer(s.cast.secretary)
    table = bring_table(
        committee=cast.committee, data=sheets.workbook(), filename="bang.xlsx", actor=who, at=make.NOON
    )
    kept = {"of": SavedList.TASKS, "query": "punctuality=overdue", "actor": who, "at": make.NOON}
    shared = keep_filter(name="Chung", shared_in=cast.committee, **kept)
    own = keep_filter(name="Riêng", shared_in=None, **kept)
    waiting = Duty.objects.get(code=s.names["submitted"])
    batch = choose_many([waiting.pk], act="accept", back="/work/?", actor=who, at=make.NOON)
    s.names |= {
        "table": table.code,
        "shared_filter": shared.code,
        "own_filter": own.code,
        "batch": batch.code,
    }


def _briefs(s: Scene) -> None:
    """A draft of May, and an issued brief of April."""
    who = s.cast.officer(s.cast.secretary)
    draft, _new = briefing.write_brief(s.cast.committee, actor=who, at=make.NOON, **MAY)
    april, _new = briefing.write_brief(
        s.cast.committee, first=date(2025, 4, 1), last=date(2025, 4, 30), actor=who, at=make.NOON
    )
    briefing.issue_brief(april, actor=who, at=make.NOON)
    s.names |= {"draft": draft.code, "issued": april.code}


def _people(s: Scene) -> None:
    """Keys of people, posts, seats, units, letters."""
    cast = s.cast
    letter = enqueue_mail(key="x", to="x@sonhai.example", subject="Thư", body="x", at=make.NOON)
    Message.objects.filter(pk=letter.pk).update(failed_at=make.NOON)
    newcomer = make.person("Mai Thị Lụa", "lua@sonhai.example")
    newcomer.set_unusable_password()
    newcomer.save()
    closed = make.person("Tạ Văn Nam", "nam@sonhai.example")
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    seat = Seat.objects.get(committee=cast.committee, role=SeatRole.MEMBER)
    s.names |= {
        "reader": cast.reader.code,
        "reader_post": Post.objects.get(person=cast.reader).pk,
        "contact_post": Post.objects.get(person=cast.finance_contact).pk,
        "newcomer": newcomer.code,
        "closed": closed.code,
        "letter": letter.pk,
        "finance": cast.finance.code,
        "an_thanh": cast.an_thanh.code,
        "group": cast.communes.code,
        "alias": Alias.objects.get(unit=cast.finance).pk,
        "committee": cast.committee.code,
        "other": s.other.code,
        "seat": seat.code,
        "tenure": Tenure.objects.get(seat=seat).pk,
    }
