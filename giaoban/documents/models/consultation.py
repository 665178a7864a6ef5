"""Consultation: a frozen draft is sent to units, they answer, their comments are decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.draft import Draft, DraftVersion
from giaoban.documents.vocabulary import Position, Remark, Silence, Source, Taken
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import LimitUnit
from giaoban.files.models import StoredFile
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Committee, Unit

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Named questions about rounds of consultation."""

    def visible_to(self, officer: Officer | None) -> Self:
        """Rounds of committees that `officer` reads whole, and those in which a unit of theirs was asked."""
        if officer is None:
            return self.none()
        asked = Answer.objects.readable_by(officer).filter(consultation=OuterRef("pk"))
        return self.filter(Q(committee__in=officer.whole_committee_ids) | Exists(asked))

    def of_officer(self, officer: Officer | None) -> Self:
        """Rounds of committees on whose asking side or in whose chair `officer` sits."""
        return self.none() if officer is None else self.filter(committee__in=officer.whole_committee_ids)

    def open(self) -> Self:
        """Rounds in which units may still answer."""
        return self.filter(closed_at__isnull=True)

    def for_list(self) -> Self:
        """All that one list row shows, the newest first."""
        return (
            self.select_related("committee", "draft", "version")
            .defer("draft__content", "version__content")
            .order_by("-opened_at", "-pk")
        )


class Consultation(models.Model):
    """
    One round: a frozen version of a draft is sent to units, which answer by a deadline.

    `due_on` is the deadline that units are told, `first_due_on` the one that was told first; where a limit
    was given (`amount`, `limit_unit`) each unit's own is reckoned by its calendar and stands on its duty.
    Silence counts as agreement only with the words of the committee's rule and where it stands. Never changed
    after it is opened, except by extending, closing and publishing.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+")
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # 1, 2, … within the draft
    letter = models.TextField(_("letter to the units"), blank=True)
    first_due_on = models.DateField()
    due_on = models.DateField(_("deadline"))
    amount = models.PositiveSmallIntegerField(null=True)
    limit_unit = models.CharField(max_length=12, choices=LimitUnit, blank=True)
    silence = models.CharField(max_length=10, choices=Silence, default=Silence.NOTHING)
    silence_words = models.TextField(_("words of the rule"), blank=True)
    silence_source = models.CharField(_("where the rule stands"), max_length=300, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ConsultationQuerySet.as_manager()
    personal = {
        "opened_by": of_an_act(_("Round of consultation: who opened it")),
        "closed_by": of_an_act(_("Round of consultation: who closed it")),
        "published_by": of_an_act(_("Round of consultation: who showed the table to the units")),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["draft", "number"], name="round_once_a_draft"),
            models.CheckConstraint(
                name="round_silence_has_rule",
                condition=~Q(silence=Silence.AGREES) | (~Q(silence_words="") & ~Q(silence_source="")),
            ),
            models.CheckConstraint(
                name="round_limit_is_whole",
                condition=Q(amount__isnull=True, limit_unit="") | Q(amount__gt=0) & ~Q(limit_unit=""),
            ),
        )
        indexes = (models.Index(fields=["committee", "-opened_at"], name="round_by_committee"),)

    def __str__(self) -> str:
        return f"{self.draft} ({self.number})"

    @property
    def is_open(self) -> bool:
        """Whether units may still answer."""
        return self.closed_at is None


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Named questions about answers."""

    def readable_by(self, officer: Officer | None) -> Self:
        """Answers of units in or above which `officer` has a post; twin of seeing the unit's duty."""
        if officer is None or not officer.reading_paths:
            return self.none()
        within = Q()
        for path in officer.reading_paths:
            within |= Q(duty__unit__in=Unit.objects.filter(path__startswith=path))
        return self.filter(within)

    def sent(self) -> Self:
        """Those that were sent and can no longer be altered."""
        return self.filter(sent_at__isnull=False)

    def waiting(self) -> Self:
        """Those that have not come, whose work goes on."""
        return self.filter(sent_at__isnull=True)


class Answer(models.Model):
    """
    What one unit says in a round: written by it alone until it is sent, then never altered by anybody.

    `duty` is its work on it, with its deadline; how late an answer came follows from there. `unit` is the
    unit that was asked; once the answer is sent, the one that sent it.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="answers")
    duty = models.OneToOneField(Duty, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    position = models.CharField(_("position"), max_length=10, choices=Position, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AnswerQuerySet.as_manager()
    personal = {"sent_by": of_an_act(_("Opinion on a draft: who sent it"))}

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="answer_sent_has_position", condition=Q(sent_at__isnull=True) | ~Q(position="")
            ),
        )
        indexes = (models.Index(fields=["consultation", "sent_at"], name="answer_by_round"),)

    def __str__(self) -> str:
        return f"{self.unit} · {self.consultation}"


class AnswerFile(models.Model):
    """A unit's own Word file, as it came, with what was read from it."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    found = models.PositiveIntegerField(default=0)  # comments and proposals read
    unplaced = models.PositiveIntegerField(default=0)  # of them, left to a person to place
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal = {"read_by": of_an_act(_("File with comments on a draft: who brought it in"))}

    def __str__(self) -> str:
        return str(self.file)


class Comment(models.Model):
    """
    One remark or proposal of an answer, on one clause of the version that was sent, or on the whole of it.

    `clause` is the id of the clause ("" for the whole), `clause_place` its place in the version counted from
    1 (0 for the whole), by which the table is ordered; `also` are further clauses that it is about. With
    `is_placed` False a program has guessed the place and a person has to say it before the answer is sent.
    `quote` are the words it stands on, `wording` what is proposed in their stead. `same_key` is the same for
    remarks on one clause that say the same. `disposition` is the one in force, `taken` what it says, "" while
    there is none: the table is filtered and counted by it.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", db_index=False)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="comments", db_index=False)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Remark, default=Remark.REMARK)
    clause = models.CharField(max_length=16, blank=True)
    clause_place = models.PositiveIntegerField(default=0)
    also = models.JSONField(default=list, blank=True)
    is_placed = models.BooleanField(default=True)
    quote = models.TextField(_("words it is about"), blank=True)
    text = models.TextField(_("comment"), blank=True)
    wording = models.TextField(_("wording proposed"), blank=True)
    source = models.CharField(max_length=6, choices=Source, default=Source.TYPED)
    file = models.ForeignKey(AnswerFile, models.PROTECT, null=True, related_name="+")
    same_key = models.CharField(max_length=16, editable=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    disposition = models.OneToOneField("Disposition", models.PROTECT, null=True, related_name="+")
    taken = models.CharField(max_length=10, choices=Taken, blank=True, editable=False)

    personal = {"written_by": of_an_act(_("Comment on a draft: who wrote it"))}

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(text="") | ~Q(wording="") | Q(kind__in=[Remark.DELETE, Remark.MOVE]),
            ),
            models.CheckConstraint(
                name="comment_taken_follows",
                condition=Q(disposition__isnull=True, taken="") | Q(disposition__isnull=False) & ~Q(taken=""),
            ),
        )
        indexes = (
            # Covers the counts above the table, so that they do not read the comments themselves.
            models.Index(
                fields=["consultation", "clause_place", "id", "answer", "taken", "kind", "clause"],
                name="comment_by_clause",
            ),
            models.Index(fields=["answer", "order"], name="comment_by_answer"),
            models.Index(fields=["consultation", "same_key"], name="comment_same"),
        )

    def __str__(self) -> str:
        return (self.text or self.wording or str(self.get_kind_display()))[:120]


class Disposition(models.Model):
    """What was decided on a comment, and why; a later one takes its place and the earlier stays."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="dispositions")
    number = models.PositiveSmallIntegerField()  # 1, 2, … within the comment
    taken = models.CharField(max_length=10, choices=Taken)
    reason = models.TextField(_("reason"))
    wording = models.TextField(_("new wording"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal = {"made_by": of_an_act(_("Decision on a comment: who made it"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["comment", "number"], name="disposition_number_once"),
            models.CheckConstraint(name="disposition_has_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return str(self.get_taken_display())
