"""Rounds of consultation for tests: a frozen draft, units that were asked, what they said."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from giaoban.documents import actions
from giaoban.documents.drafting.content import load
from giaoban.documents.drafting.numbering import names
from giaoban.documents.models import Answer, Consultation, DraftVersion
from giaoban.documents.reads.drafts import as_frozen
from giaoban.documents.vocabulary import Position, Silence
from tests import make
from tests.documents import drafts
from tests.documents.drafting.gold import read_draft
from tests.documents.drafting.wordfile import WordFile, as_sent, saved

DUE = date(2025, 6, 20)
RULE = {
    "silence": Silence.AGREES,
    "silence_words": "Quá thời hạn mà không trả lời thì coi là đồng ý.",
    "silence_source": "khoản 2 Điều 11 Quy chế làm việc của Ban Chỉ đạo",
}


def asking(cast, at=make.NOON):
    """The facts of an act of the secretary."""
    return {"actor": cast.officer(cast.secretary), "at": at}


def version(cast, name: str = "regulation") -> DraftVersion:
    """A frozen version of a draft of the committee."""
    draft = actions.begin_draft(
        committee=cast.committee, head=drafts.head(), content=read_draft(name), **asking(cast)
    )
    return actions.freeze(draft, **asking(cast))[0]


def opened(cast, *units, at=make.NOON, name: str = "regulation", **said) -> Consultation:
    """A round that asks these units, Finance and Interior when none is named, until `DUE`."""
    said = {"due_on": DUE, "letter": "Đề nghị các đơn vị góp ý.", **said}
    if "amount" in said:
        said["due_on"] = None
    units = units or (cast.finance, cast.interior)
    return actions.open_round(
        version(cast, name), said=actions.Round(units=units, **said), **asking(cast, at)
    )


def answer_of(consultation: Consultation, unit) -> Answer:
    """The answer of a unit."""
    return Answer.objects.select_related("duty__unit", "consultation__version").get(
        consultation=consultation, duty__unit=unit
    )


def clause(consultation: Consultation, name: str) -> str:
    """The id of the clause that people call so: "khoản 2 Điều 11"."""
    found = {words: key for key, words in names(load(consultation.version.content)).items()}
    return found[name]


def holder(cast, unit, at=make.NOON):
    """The facts of an act of the unit's contact."""
    people = {
        cast.finance.pk: cast.finance_contact,
        cast.interior.pk: cast.interior_contact,
        cast.an_thanh.pk: cast.commune_contact,
    }
    return {"actor": cast.officer(people[unit.pk]), "at": at}


def say(
    cast,
    consultation: Consultation,
    unit,
    where: str = "khoản 2 Điều 11",
    text: str = "Đề nghị rà soát.",
    **said,
):
    """A comment of a unit on a clause, in preparation; "" is the whole."""
    key = clause(consultation, where) if where else ""
    return actions.write_comment(
        answer_of(consultation, unit), said=actions.Said(clause=key, text=text, **said), **holder(cast, unit)
    )


def send(cast, consultation: Consultation, unit, position: str = "comments", at=make.NOON) -> Answer:
    """The unit sends its answer."""
    return actions.send_answer(answer_of(consultation, unit), position=position, **holder(cast, unit, at))


def word_file(consultation: Consultation, unit_name: str = "Sở Tài chính") -> WordFile:
    """The draft that was sent, as a Word file in which the unit works."""
    draft = as_frozen(consultation.version)
    return WordFile(as_sent(load(draft.content), draft.subject), unit_name)


def upload(data: bytes, name: str = "gop-y.docx") -> SimpleUploadedFile:
    """The bytes as a browser sends them."""
    return SimpleUploadedFile(name, data)


def decide(
    cast, consultation: Consultation, *comments, taken: str = "accepted", reason: str = "Tiếp thu.", **said
):
    """The secretary decides on comments, having seen how each stands."""
    seen = {one.code: one.disposition.number if one.disposition else 0 for one in comments}
    decision = actions.Decision(taken=taken, reason=reason, **said)
    return actions.dispose(consultation, comments=seen, decision=decision, **asking(cast))


def letter(*lines: str) -> bytes:
    """A letter of a unit as a Word file."""
    file = Document()
    for line in (
        "SỞ TÀI CHÍNH",
        "Số: 45/STC-VP",
        "V/v góp ý dự thảo",
        "Kính gửi: Sở Khoa học và Công nghệ",
        *lines,
    ):
        file.add_paragraph(line)
    return saved(file)


def told(cast, **rule):
    """A closed round with three comments of two units, two of them the same."""
    consultation = opened(cast, **rule)
    one = say(cast, consultation, cast.finance, text="Đề nghị thủy lợi.")
    two = say(cast, consultation, cast.interior, text="Đề  nghị thuỷ lợi.")
    three = say(cast, consultation, cast.interior, where="", text="Thống nhất cách viết.")
    send(cast, consultation, cast.finance)
    send(cast, consultation, cast.interior, Position.OTHERWISE)
    return actions.close_round(consultation, **asking(cast)), one, two, three


def revised(cast, consultation, change):
    """A later version of the draft, its text as `change` makes it."""
    draft = consultation.draft
    draft.refresh_from_db()
    content = load(draft.content)
    actions.save_text(draft, content=change(content), base=content, **asking(cast))
    draft.refresh_from_db()
    return actions.freeze(draft, **asking(cast))[0]
