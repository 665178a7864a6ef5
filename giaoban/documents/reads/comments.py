"""The table of comments: its rows, its filters, what is still undecided, and what became of each clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, QuerySet, Value, When

from giaoban.documents.drafting.aligning import Fate, Outcome
from giaoban.documents.drafting.comparing import Stretch, compare_words
from giaoban.documents.drafting.content import Kind
from giaoban.documents.models import Answer, Comment, Consultation, Disposition, DraftVersion
from giaoban.documents.reads.sent import SentText, outcomes_of, revised_version, sent_text
from giaoban.documents.vocabulary import Remark, Taken

ROWS: Final = 40
UNDECIDED: Final = "open"
_WIDE: Final = frozenset({Kind.ANNEX, Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.HEADING, Kind.ARTICLE})
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
    return _tally(comments_of(consultation).order_by().values_list("taken").annotate(number=Count("pk")))


def _tally(counted: Iterable[tuple[str, int]]) -> Tally:
    found = Counter[str]()
    for taken, number in counted:
        found[taken] += number
    return Tally(found.total(), *(found[str(taken)] for taken in Taken))


class CommentTable:
    """
    The table of a round; `later` is the version with which it is compared, None before any revision.

    `answers` are the answers that were sent, in the order of their units.
    """

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation
        self.text = sent_text(consultation.version)
        self.later: DraftVersion | None = revised_version(consultation)
        self.outcomes = outcomes_of(consultation.version, self.later) if self.later else {}
        sent = Answer.objects.filter(consultation=consultation).sent().select_related("unit")
        self.answers = list(sent.order_by("unit__sort_key", "pk"))

    @property
    def _all(self) -> QuerySet[Comment]:
        """The comments of answers that were sent, found without looking at the answers again."""
        keys = [answer.pk for answer in self.answers]
        return Comment.objects.filter(consultation=self.consultation, answer__in=keys)

    @cached_property
    def _counts(self) -> list[tuple[str, int, str, int]]:
        """(clause, its place, what was decided, how many); one query, which its index answers alone."""
        rows = self._all.order_by("clause_place").values_list("clause", "clause_place", "taken")
        return list(rows.annotate(number=Count("pk")))

    @cached_property
    def tally(self) -> Tally:
        """How many comments, and what was decided on them."""
        return _tally((taken, number) for _clause, _place, taken, number in self._counts)

    def found(self, asked: Asked) -> QuerySet[Comment]:
        """The comments that are asked for, in the order of the table."""
        rows = self._all
        if asked.taken:
            rows = rows.filter(taken="" if asked.taken == UNDECIDED else asked.taken)
        if asked.unit:
            rows = rows.filter(answer__in=[each.pk for each in self.answers if each.code == asked.unit])
        if asked.kind:
            rows = rows.filter(kind=asked.kind)
        if asked.clause in self.text.places:
            rows = rows.filter(clause_place__range=self.text.reach(asked.clause))
        if asked.fate:
            fated = [key for key, one in self.outcomes.items() if one.fate == asked.fate]
            rows = rows.filter(clause__in=fated)
        return rows.order_by(*self._order(asked))

    def _order(self, asked: Asked) -> tuple[Any, ...]:
        if not asked.by_unit:
            return ("clause_place", "pk")
        places = [When(answer=answer.pk, then=Value(at)) for at, answer in enumerate(self.answers)]
        return (Case(*places, default=Value(len(places))), "order", "pk")

    def page(self, asked: Asked, number: str | None) -> Page[CommentRow]:
        """One page of rows."""
        keys = self.found(asked).values_list("pk", flat=True)
        paginator = Paginator(keys, ROWS)
        if asked in (Asked(), Asked(by_unit=True)):
            paginator.count = self.tally.all  # counted already
        page = paginator.get_page(number)
        # The keys alone are put in order; the comments themselves are then fetched by them.
        places = {key: place for place, key in enumerate(page.object_list)}
        rows = self.rows(Comment.objects.filter(pk__in=places), count_same=True)
        rows.sort(key=lambda row: places[row.comment.pk])
        numbered = [replace(row, number=page.start_index() + at) for at, row in enumerate(rows)]
        page.object_list = numbered  # type: ignore[assignment]
        return page  # type: ignore[return-value]

    def rows(
        self, comments: QuerySet[Comment], *, first: int = 1, count_same: bool = False
    ) -> list[CommentRow]:
        """Comments as rows, numbered from `first`; two queries at most."""
        loaded = list(comments.select_related("answer__unit", "disposition__made_by"))
        same = self._same(loaded) if count_same else {}
        return [
            CommentRow(one, number, self.text, self.then(one), same.get(one.same_key, 1) - 1)
            for number, one in enumerate(loaded, start=first)
        ]

    def _same(self, comments: Iterable[Comment]) -> dict[str, int]:
        """How many undecided comments say the same, by their key."""
        keys = {one.same_key for one in comments if not one.taken}
        if not keys:
            return {}
        rows = self._all.filter(same_key__in=keys, taken="")
        return dict(rows.order_by().values_list("same_key").annotate(number=Count("pk")))

    def then(self, comment: Comment) -> Then | None:
        """What became of the clause of a comment; None for the whole and before any revision."""
        outcome = self.outcomes.get(comment.clause)
        if outcome is None or self.later is None:
            return None
        later = sent_text(self.later)
        clauses = [clause for key in outcome.places if (clause := later.clause(key))]
        names = tuple(later.name_of(clause.id) for clause in clauses)
        return Then(outcome, names, "\n".join(clause.text for clause in clauses))

    def articles_spoken_of(self) -> list[tuple[str, str]]:
        """
        The articles, headings and chapters on which, or below which, comments stand: (id, name), in order.

        Of a draft without any, the clauses themselves.
        """
        spoken = {place for clause, place, _taken, _number in self._counts if clause}
        wide = [clause for clause in self.text.content if clause.kind in _WIDE] or list(self.text.content)
        reached = ((clause, self.text.reach(clause.id)) for clause in wide)
        return [
            (clause.id, self.text.name_of(clause.id))
            for clause, (first, last) in reached
            if any(place in spoken for place in range(first, last + 1))
        ]

    def fates(self) -> list[tuple[str, int]]:
        """How many comments stand on clauses of each fate."""
        found = Counter[str]()
        for clause, _place, _taken, number in self._counts:
            if clause in self.outcomes:
                found[str(self.outcomes[clause].fate)] += number
        return [(str(fate), found[str(fate)]) for fate in Fate if found[str(fate)]]


def same_as(comment: Comment) -> QuerySet[Comment]:
    """Undecided comments of other answers of the round that say the same as `comment`."""
    rows = comments_of(comment.consultation).filter(same_key=comment.same_key, taken="")
    return rows.exclude(pk=comment.pk)
