"""Rounds of consultation: their list, who has answered, who has not and how late."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.documents.models import Answer, Comment, Consultation
from giaoban.documents.vocabulary import Position, Silence
from giaoban.duties.models import Duty
from giaoban.duties.reads.rows import due_of, shape_of
from giaoban.duties.vocabulary import State
from giaoban.ui.formats import DueWords
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Calendar

ROWS: Final = 50
_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)


def rounds_page(officer: Officer, *, show: str, page: str | None) -> Page[Consultation]:
    """One page of the rounds that `officer` sees; each has `asked` units and `came`, how many answered."""
    rounds = Consultation.objects.visible_to(officer)
    rounds = rounds.filter(closed_at__isnull=show == "open")
    counted = rounds.for_list().annotate(
        asked=Count("answers"), came=Count("answers", filter=Q(answers__sent_at__isnull=False))
    )
    return Paginator(counted, ROWS).get_page(page)


def round_counts(officer: Officer) -> dict[str, int]:
    """How many rounds are open and closed; one query."""
    counted = Consultation.objects.visible_to(officer).aggregate(
        open=Count("pk", filter=Q(closed_at__isnull=True)),
        closed=Count("pk", filter=Q(closed_at__isnull=False)),
    )
    return {"open": counted["open"], "closed": counted["closed"]}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """
    A unit in a round: its answer, its deadline in words, how it stands.

    `late_days` are calendar days after its deadline: of the answer that came, or until today.
    """

    answer: Answer
    duty: Duty
    due: DueWords
    tone: str
    mark: str
    words: str
    late_days: int
    comments: int
    counts_as_agreeing: bool

    @property
    def position(self) -> str:
        """What the unit says of the whole, in words; "" before its answer."""
        return str(Position(self.answer.position).label) if self.answer.sent_at else ""


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """Who has answered and who has not; `waiting` the latest first, `came` the newest first."""

    came: tuple[AnswerRow, ...]
    waiting: tuple[AnswerRow, ...]
    agreed: int
    with_comments: int
    otherwise: int
    late: int

    @property
    def asked(self) -> int:
        """How many units were asked."""
        return len(self.came) + len(self.waiting)


def standing_of(consultation: Consultation, *, today: date, calendar: Calendar) -> RoundStanding:
    """How the round stands on `today`; two queries."""
    answers = list(answers_of(consultation))
    comments: Counter[int] = Counter(
        dict(
            Comment.objects.filter(consultation=consultation, answer__sent_at__isnull=False)
            .order_by()
            .values_list("answer")
            .annotate(number=Count("pk"))
        )
    )
    rows = [_row(a, consultation, comments[a.pk], today=today, calendar=calendar) for a in answers]
    came = sorted((row for row in rows if row.answer.sent_at), key=_moment, reverse=True)
    waiting = sorted((row for row in rows if not row.answer.sent_at), key=lambda row: -row.late_days)
    positions = Counter(row.answer.position for row in came)
    return RoundStanding(
        tuple(came),
        tuple(waiting),
        positions[Position.AGREES],
        positions[Position.WITH_COMMENTS],
        positions[Position.OTHERWISE],
        sum(row.late_days > 0 for row in came),
    )


def _moment(row: AnswerRow) -> datetime:
    return row.answer.sent_at or _NEVER


def answers_of(consultation: Consultation) -> QuerySet[Answer]:
    """All answers of a round with what a row shows, in the order of the units."""
    rows = consultation.answers.select_related("unit", "duty__unit", "duty__committee", "sent_by")
    return rows.order_by("unit__sort_key", "pk")


def answer_row(answer: Answer, consultation: Consultation, *, today: date, calendar: Calendar) -> AnswerRow:
    """One unit in a round; one query."""
    count = Comment.objects.filter(answer=answer).count()
    return _row(answer, consultation, count, today=today, calendar=calendar)


def _row(
    answer: Answer, consultation: Consultation, comments: int, *, today: date, calendar: Calendar
) -> AnswerRow:
    duty = answer.duty
    tone, mark, words = shape_of(duty, on=today)
    silent = answer.sent_at is None and duty.state != State.DECLINED
    return AnswerRow(
        answer=answer,
        duty=duty,
        due=due_of(duty, today=today, calendar=calendar),
        tone=tone,
        mark=mark,
        words=str(words),
        late_days=late_days(answer, today=_last_day(consultation, today)),
        comments=comments,
        counts_as_agreeing=silent and consultation.silence == Silence.AGREES and not consultation.is_open,
    )


def _last_day(consultation: Consultation, today: date) -> date:
    return timezone.localdate(consultation.closed_at) if consultation.closed_at else today


def late_days(answer: Answer, *, today: date) -> int:
    """
    Calendar days after the deadline on which the answer came, or until `today` while it has not.

    0 when it came or may still come in time.
    """
    day = timezone.localdate(answer.sent_at) if answer.sent_at else today
    due_on = answer.duty.due_on
    return max(0, (day - due_on).days) if due_on else 0


def silence_rule(consultation: Consultation) -> str:
    """The rule on silence as it is told to units and printed; "" when silence means nothing."""
    if consultation.silence != Silence.AGREES:
        return ""
    words = _("A unit that does not answer by the deadline counts as agreeing: “%(words)s” (%(source)s).")
    return words % {"words": consultation.silence_words, "source": consultation.silence_source}
