"""The table of comments: its rows, its filters, what is still undecided, and what became of each clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from giaoban.documents.drafting.aligning import Fate, Outcome
from giaoban.documents.drafting.comparing import Stretch, compare_words
from giaoban.documents.models import Comment, Consultation, Disposition, DraftVersion
from giaoban.documents.reads.sent import SentText, outcomes_of, revised_version, sent_text
from giaoban.documents.vocabulary import Remark, Taken

ROWS: Final = 50
UNDECIDED: Final = "open"
_LONGEST_COMPARED: Final = 6_000  # letters; longer clauses are shown as they are proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    What of the table is asked for: "" and None for everything.

    `taken` is one of `Taken` or UNDECIDED, `clause` takes what belongs to it along, `fate` is of its clause.
    """

    taken: str = ""
    unit: str = ""  # code of the answer
    clause: str = ""
    kind: str = ""
    fate: str = ""
    by_unit: bool = False


@dataclass(frozen=True, slots=True)
class Then:
    """A clause of the text that was sent, and what became of it in the later one."""

    outcome: Outcome
    now: tuple[str, ...]  # its names in the later text
    words: str  # its words there

    @property
    def is_gone(self) -> bool:
        """Whether its words stand nowhere any more."""
        return self.outcome.fate == Fate.DELETED


@dataclass(frozen=True)
class CommentRow:
    """One comment as the table shows it."""

    comment: Comment
    number: int
    text: SentText
    then: Then | None
    same: int = 0

    @property
    def disposition(self) -> Disposition | None:
        """What was decided, None while nothing was."""
        return self.comment.disposition

    @property
    def seen(self) -> int:
        """The number of the decision in force, 0 for none: what the next one is compared with."""
        return self.comment.disposition.number if self.comment.disposition else 0

    @property
    def clause_name(self) -> str:
        """The clause as people name it, further ones after it; "" for the whole."""
        named = [self.text.name_of(key) for key in (self.comment.clause, *self.comment.also)]
        return "; ".join(name for name in named if name)

    @property
    def clause_words(self) -> str:
        """The words of the clause that was sent; "" for the whole."""
        clause = self.text.clause(self.comment.clause)
        return clause.text if clause else ""

    @cached_property
    def proposed(self) -> tuple[Stretch, ...]:
        """The proposed wording, word by word against the clause; () for other comments."""
        wording, before = self.comment.wording, self.clause_words
        if not wording:
            return ()
        table = wording.startswith(("+ ", "- ")) and "\t" in before
        if self.comment.kind != Remark.REWORD or table or len(wording) + len(before) > _LONGEST_COMPARED:
            return (Stretch(wording, "ins"),)
        return compare_words(before, wording)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many comments there are and what was decided on them."""

    all: int
    accepted: int
    partly: int
    explained: int

    @property
    def undecided(self) -> int:
        """Comments without a disposition."""
        return self.all - self.accepted - self.partly - self.explained


def comments_of(consultation: Consultation) -> QuerySet[Comment]:
    """The comments of answers that were sent."""
    return Comment.objects.filter(consultation=consultation, answer__sent_at__isnull=False)


def tally_of(consultation: Consultation) -> Tally:
    """Counted in one query."""
    counted = comments_of(consultation).aggregate(
        all=Count("pk"),
        **{name: Count("pk", filter=Q(disposition__taken=name)) for name in Taken.values},
    )
    return Tally(**counted)


class CommentTable:
    """The table of a round; `later` is the version with which it is compared, None before any revision."""

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation
        self.text = sent_text(consultation.version)
        self.later: DraftVersion | None = revised_version(consultation)
        self.outcomes = outcomes_of(consultation.version, self.later) if self.later else {}

    def found(self, asked: Asked) -> QuerySet[Comment]:
        """The comments that are asked for, in the order of the table."""
        rows = comments_of(self.consultation)
        if asked.taken:
            wanted = (
                {"disposition__isnull": True}
                if asked.taken == UNDECIDED
                else {"disposition__taken": asked.taken}
            )
            rows = rows.filter(**wanted)
        if asked.unit:
            rows = rows.filter(answer__code=asked.unit)
        if asked.kind:
            rows = rows.filter(kind=asked.kind)
        if asked.clause in self.text.places:
            rows = rows.filter(clause_place__range=self.text.reach(asked.clause))
        if asked.fate:
            rows = rows.filter(
                clause__in=[key for key, one in self.outcomes.items() if one.fate == asked.fate]
            )
        order = (
            ("answer__unit__sort_key", "answer", "order", "pk") if asked.by_unit else ("clause_place", "pk")
        )
        return rows.order_by(*order)

    def page(self, asked: Asked, number: str | None) -> Page[CommentRow]:
        """One page of rows."""
        page = Paginator(self.found(asked), ROWS).get_page(number)
        first = page.start_index()
        page.object_list = self.rows(page.object_list, first=first, count_same=True)  # type: ignore[assignment, arg-type]
        return page  # type: ignore[return-value]

    def rows(
        self, comments: QuerySet[Comment], *, first: int = 1, count_same: bool = False
    ) -> list[CommentRow]:
        """Comments as rows, numbered from `first`; two queries at most."""
        loaded = list(comments.select_related("answer__unit", "disposition__made_by", "file"))
        same = self._same(loaded) if count_same else {}
        return [
            CommentRow(one, number, self.text, self.then(one), same.get(one.same_key, 1) - 1)
            for number, one in enumerate(loaded, start=first)
        ]

    def _same(self, comments: Iterable[Comment]) -> dict[str, int]:
        """How many undecided comments say the same, by their key."""
        keys = {one.same_key for one in comments if one.disposition_id is None}
        rows = comments_of(self.consultation).filter(same_key__in=keys, disposition__isnull=True)
        return dict(rows.order_by().values_list("same_key").annotate(number=Count("pk")))

    def then(self, comment: Comment) -> Then | None:
        """What became of the clause of a comment; None for the whole and before any revision."""
        outcome = self.outcomes.get(comment.clause)
        if outcome is None or self.later is None:
            return None
        later = sent_text(self.later)
        clauses = [clause for key in outcome.places if (clause := later.clause(key))]
        return Then(outcome, tuple(later.name_of(c.id) for c in clauses), "\n".join(c.text for c in clauses))

    def clauses_spoken_of(self) -> list[tuple[str, str]]:
        """The clauses with comments as (id, name), in the order of the text. One query."""
        keys = comments_of(self.consultation).exclude(clause="").order_by("clause_place")
        ids = dict.fromkeys(keys.values_list("clause", flat=True).distinct())
        return [(key, self.text.name_of(key)) for key in ids if key in self.text.places]

    def fates(self) -> list[tuple[str, int]]:
        """How many comments stand on clauses of each fate. One query."""
        if not self.outcomes:
            return []
        counted = dict(
            comments_of(self.consultation).order_by().values_list("clause").annotate(number=Count("pk"))
        )
        found: dict[str, int] = {}
        for key, number in counted.items():
            if key in self.outcomes:
                fate = str(self.outcomes[key].fate)
                found[fate] = found.get(fate, 0) + number
        return [(str(fate), found[str(fate)]) for fate in Fate if str(fate) in found]


def same_as(comment: Comment) -> QuerySet[Comment]:
    """Undecided comments of other answers of the round that say the same as `comment`."""
    rows = comments_of(comment.consultation).filter(same_key=comment.same_key, disposition__isnull=True)
    return rows.exclude(pk=comment.pk)
