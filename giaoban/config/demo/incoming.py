"""Papers that come to the committees of the demo, what is ordered about them, and a file that waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from giaoban.documents import actions
from giaoban.documents.models import Document, Slip
from giaoban.documents.vocabulary import Direction, DocumentType, RelationKind, Secrecy, Urgency
from giaoban.duties import actions as duties
from giaoban.duties.vocabulary import ProductKind
from giaoban.people.models import Person
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer, officer_for
from giaoban.workdays.counting import Calendar


@dataclass(frozen=True)
class Letter:
    """One paper that comes in; `lead` names the unit that is ordered to deal with it, "" for none."""

    days_ago: int
    type: DocumentType
    number: str
    symbol: str
    issuer: str
    signer: str
    subject: str
    lead: str = ""
    urgency: Urgency = Urgency.ORDINARY


_BASIS = Letter(
    200, DocumentType.DECISION, "118", "QĐ-UBND", "UBND tỉnh Sơn Hải", "Nguyễn Thị Hòa",
    "Phê duyệt Chương trình chuyển đổi số tỉnh Sơn Hải",
)  # fmt: skip
LETTERS = (
    _BASIS,
    Letter(40, DocumentType.REPORT, "56", "BC-STC", "Sở Tài chính", "Phạm Đình Ân", "Nguồn kinh phí chuyển đổi số năm nay"),
    Letter(33, DocumentType.LETTER, "1042", "SNV-CCHC", "Sở Nội vụ", "Vũ Đông", "Đề nghị phối hợp đánh giá dịch vụ công trực tuyến", "Sở Khoa học và Công nghệ"),
    Letter(26, DocumentType.PLAN, "31", "KH-SYT", "Sở Y tế", "Phan Đức Thắng", "Triển khai sổ sức khỏe điện tử", "Sở Y tế"),
    Letter(19, DocumentType.SUBMISSION, "18", "TTr-SXD", "Sở Xây dựng", "Trịnh Công Dũng", "Đề nghị dùng chung nền tảng bản đồ số", "Sở Tài chính"),
    Letter(12, DocumentType.LETTER, "450", "SGDĐT-VP", "Sở Giáo dục và Đào tạo", "Hồ Thị Bích Ngọc", "Góp ý dự thảo Quy chế quản lý nền tảng dùng chung"),
    Letter(6, DocumentType.DISPATCH, "04", "CĐ-UBND", "UBND tỉnh Sơn Hải", "Nguyễn Thị Hòa", "Bảo đảm thông tin liên lạc trong mùa mưa bão", "Sở Khoa học và Công nghệ", Urgency.EXPRESS),
    Letter(2, DocumentType.LETTER, "87", "UBND-VX", "UBND xã An Thạnh", "Hoàng Văn Quý", "Đề nghị hỗ trợ thiết bị bộ phận một cửa"),
    Letter(1, DocumentType.REPORT, "233", "BC-STP", "Sở Tư pháp", "Mai Thị Hạnh", "Kết quả rà soát quy định về giao dịch điện tử", urgency=Urgency.URGENT),
)  # fmt: skip


def plan_incoming(
    committee: Committee, secretary_id: int, add: Callable[[datetime, Callable[[datetime], None]], None],
    *, calendar: Calendar, today: date, contacts: dict[int, int],
) -> None:  # fmt: skip
    """Plan what comes in to `committee`; `contacts` are the people of units, by unit."""
    chance = Random(committee.symbol)
    desk = _Desk(committee, secretary_id, contacts, calendar, add)
    for letter in LETTERS:
        day = today - timedelta(days=letter.days_ago)
        add(_minute(day, calendar, chance), partial(desk.receive, letter))
    add(_minute(today - timedelta(days=3), calendar, chance), desk.secret)
    add(_minute(today - timedelta(days=1), calendar, chance), desk.hand_in)


def _minute(day: date, calendar: Calendar, chance: Random) -> datetime:
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(chance.randrange(8, 11), chance.randrange(60))))


def text_of(letter: Letter, day: date) -> str:
    """The paper as it would be read; it rests on the programme of the province."""
    kind = "" if letter.type == DocumentType.LETTER else f"{letter.type.label}".upper()
    title = f"V/v {letter.subject}" if not kind else f"{kind}\n{letter.subject}"
    basis = (
        "" if letter is _BASIS else f"Căn cứ Quyết định số {_BASIS.number}/{_BASIS.symbol} của UBND tỉnh;\n"
    )
    return (
        f"{letter.issuer.upper()}\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Số: {letter.number}/{letter.symbol}\tSơn Hải, ngày {day:%d} tháng {day:%m} năm {day.year}\n{title}\n"
        f"Kính gửi: Ban Chỉ đạo tỉnh.\n{basis}{letter.issuer} gửi nội dung trên để Ban Chỉ đạo xem xét.\n"
        f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTHỦ TRƯỞNG\n{letter.signer}"
    )


@dataclass
class _Desk:
    """The clerk of a committee, and those who get work from a slip."""

    committee: Committee
    secretary_id: int
    contacts: dict[int, int]
    calendar: Calendar
    add: Callable[[datetime, Callable[[datetime], None]], None]

    def clerk(self, at: datetime) -> Officer:
        """The secretary as an officer."""
        return _officer(self.secretary_id, at)

    def receive(self, letter: Letter, at: datetime) -> None:
        """The paper is entered, and a slip is written where somebody has to deal with it."""
        day = timezone.localdate(at)
        text = actions.clean_text(text_of(letter, day))
        record = actions.Record(
            direction=Direction.INCOMING,
            issued_on=day - timedelta(days=1),
            type=letter.type,
            number=letter.number,
            symbol=letter.symbol,
            issuer=letter.issuer,
            signer=letter.signer,
            subject=letter.subject,
            urgency=letter.urgency,
            pages=2,
        )
        paper, _new = actions.record_paper(
            committee=self.committee,
            record=record,
            text=text,
            sha256=actions.fingerprint(None, f"{self.committee.code}{text}"),
            actor=self.clerk(at),
            at=at,
        )
        if letter.lead:
            self.order(paper, letter, at)

    def order(self, paper: Document, letter: Letter, at: datetime) -> None:
        """The chair's opinion; the lead receives it the next day, and older work is handed in."""
        lead = Unit.objects.in_force(on=at.date()).filter(name=letter.lead).first()
        if lead is None:
            return
        day = timezone.localdate(at)
        slip = actions.write_slip(
            paper,
            handling=actions.Handling(
                opinion=f"{lead.name} chủ trì tham mưu văn bản trả lời.",
                leader="Nguyễn Thị Hòa",
                given_on=day,
                lead=lead,
                due_on=self.calendar.add_working_days(day, 7),
            ),
            actor=self.clerk(at),
            at=at,
        )
        self.add(at + timedelta(days=1), partial(self.take_up, slip))
        self.add(at + timedelta(days=8), partial(self.answer, slip))

    def take_up(self, slip: Slip, at: datetime) -> None:
        """The lead unit receives the work."""
        part = slip.parts.get()
        duties.receive(part.duty_id, actor=_officer(self.contacts[part.unit_id], at), at=at)

    def answer(self, slip: Slip, at: datetime) -> None:
        """The lead unit hands its answer in; the committee's answer goes out."""
        part = slip.parts.get()
        day = timezone.localdate(at)
        duties.submit(
            part.duty_id,
            actor=_officer(self.contacts[part.unit_id], at),
            at=at,
            product_kind=ProductKind.DOCUMENT,
            document_number=f"{100 + slip.pk}/{self.committee.symbol}",
            document_date=day,
            link="",
            words="Đã tham mưu văn bản trả lời.",
        )
        reply, _new = actions.record_paper(
            committee=self.committee,
            record=actions.Record(
                direction=Direction.OUTGOING,
                issued_on=day,
                type=DocumentType.LETTER,
                number=str(20 + slip.pk),
                symbol=f"{self.committee.symbol}-TGV",
                issuer=self.committee.name,
                subject=f"Trả lời {slip.document.short_name}",
                recipients=slip.document.issuer,
                copies=2,
            ),
            actor=self.clerk(at),
            at=at,
        )
        actions.relate_papers(
            reply, kind=RelationKind.REPLIES, target=slip.document, actor=self.clerk(at), at=at
        )

    def secret(self, at: datetime) -> None:
        """A paper with the marking of a state secret is there by its number."""
        day = timezone.localdate(at)
        record = actions.Record(
            direction=Direction.INCOMING, issued_on=day, number="07", symbol="BC-CAT", secrecy=Secrecy.SECRET,
            issuer="Công an tỉnh",
        )  # fmt: skip
        actions.record_paper(committee=self.committee, record=record, actor=self.clerk(at), at=at)

    def hand_in(self, at: datetime) -> None:
        """A file waits to be confirmed."""
        letter = Letter(
            0, DocumentType.LETTER, "614", "SVHTTDL-VP", "Sở Văn hóa, Thể thao và Du lịch", "Doãn Thị Lệ",
            f"Số hóa hiện vật bảo tàng, gửi {self.committee.symbol}",
        )  # fmt: skip
        words = text_of(letter, timezone.localdate(at)).encode()
        upload = SimpleUploadedFile("cong-van-614.txt", words)
        actions.hand_in(committee=self.committee, upload=upload, actor=self.clerk(at), at=at)


def _officer(person_id: int, at: datetime) -> Officer:
    found = officer_for(Person.objects.get(pk=person_id), on=timezone.localdate(at))
    if found is None:
        raise LookupError(person_id)
    return found
