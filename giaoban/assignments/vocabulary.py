"""Words of the tasks room."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewState(models.TextChoices):
    """Whether the proposals of a paper have been confirmed."""

    OPEN = "open", _("To be checked")
    CONFIRMED = "confirmed", _("Work given")


class ProposalSource(models.TextChoices):
    """Who found the sentence."""

    READ = "read", _("found by the program")
    ADDED = "added", _("added by hand")


class Sharing(models.TextChoices):
    """What becomes of several equal assignees."""

    EACH = "each", _("One task each")
    FIRST_LEADS = "first_leads", _("The first leads, the others coordinate")


DOUBTS: dict[str, str | Promise] = {
    "addressee_assigned": _(
        "The clause names nobody. The addressees of the paper are proposed: check the lead."
    ),
    "deadline_before_issue": _("The deadline lies before the date of issue: check the day and the year."),
    "deadline_shared": _("The deadline stands in another sentence: check that it belongs to this task."),
    "equal_assignees": _("Several units stand side by side: choose one task each, or let the first lead."),
    "event_deadline": _("The deadline hangs on an event: give a date if you know it."),
    "hidden_task": _("This task is hidden in another unit's task: keep it or drop it."),
    "inherited_subject": _(
        "The sentence names nobody; the unit named before it is proposed: check the lead."
    ),
    "loose_deadline": _(
        "The words of the deadline are loose and a customary day is proposed: check the day."
    ),
    "loose_group": _("The assignees are a loose collective: choose the units that are meant."),
    "no_assignee": _("The clause names no unit: choose the lead, or drop the proposal."),
    "not_a_unit": _("The assignee is outside the administration: choose a unit, or drop the proposal."),
    "pronoun": _("The assignee is a pronoun; the nearest unit before it is proposed: check the lead."),
    "restricted_group": _("Only some members of the group are meant: open the group and untick the others."),
    "several_deadlines": _("The sentence holds more than one deadline: check the day, or split the task."),
    "standing_rule": _("It reads like a standing rule rather than a task: keep it or drop it."),
    "unknown_unit": _("A name is not in the list of units: choose the unit that is meant."),
    "wish_or_task": _("It may be an exhortation rather than a task: keep it or drop it."),
    "year_assumed": _("The year of the deadline is not written and is assumed: check the year."),
}
"""What a person has to decide, by the codes of `extraction`."""
DEADLINE_DOUBTS = frozenset(
    {
        "deadline_before_issue",
        "deadline_shared",
        "event_deadline",
        "loose_deadline",
        "several_deadlines",
        "year_assumed",
    }
)
"""Doubts that are settled anew when the date of issue changes."""


class ColumnKind(models.TextChoices):
    """What a column of a follow-up table holds."""

    IGNORED = "", _("Not taken")
    NUMBER = "number", _("Ordinal number")
    TASK = "task", _("What is asked")
    CLAUSE = "clause", _("Clause")
    SOURCE = "source", _("Paper: number and date")
    SOURCE_DATE = "source_date", _("Paper: date")
    LEAD = "lead", _("Lead unit")
    COORDINATING = "coordinating", _("Coordinating units")
    INFORMED = "informed", _("Units informed")
    FIELD = "field", _("Field")
    DEADLINE = "deadline", _("Deadline")
    PRODUCT = "product", _("Product expected")
    STATUS = "status", _("State")
    PERCENT = "percent", _("Done, percent")
    DONE_ON = "done_on", _("Day of completion")
    RESULT = "result", _("Result")
    NOTE = "note", _("Note")


class TableState(models.TextChoices):
    """How far the import of a follow-up table is."""

    OPEN = "open", _("Not imported yet")
    IMPORTED = "imported", _("Imported")


class LineKind(models.TextChoices):
    """What one row of a follow-up table is; each row is exactly one of these."""

    EMPTY = "empty", pgettext_lazy("row", "empty")
    TITLE = "title", pgettext_lazy("row", "title")
    HEAD = "head", pgettext_lazy("row", "head")
    GROUP = "group", pgettext_lazy("row", "group")
    TASK = "task", pgettext_lazy("row", "task")
    MORE = "more", pgettext_lazy("row", "continues the row above")
    END = "end", pgettext_lazy("row", "end of the table")


class RowResult(models.TextChoices):
    """What an import does with one row."""

    NEW = "new", pgettext_lazy("imported row", "New")
    CHANGED = "changed", pgettext_lazy("imported row", "State moves")
    KEPT = "kept", pgettext_lazy("imported row", "Differs, stays as it is")
    SAME = "same", pgettext_lazy("imported row", "Nothing new")
    LEFT_OUT = "left_out", pgettext_lazy("imported row", "Left out")


class SavedList(models.TextChoices):
    """Lists whose filters can be kept."""

    TASKS = "tasks", _("Tasks")
    WORK = "work", _("Work")


class ExportKind(models.TextChoices):
    """The forms in which a list leaves the program."""

    XLSX = "xlsx", _("Workbook (.xlsx)")
    DOCX = "docx", _("Annex (.docx)")
    EVENTS = "ics", _("Calendar (.ics)")
    TODOS = "todo", _("To-do list (.ics)")
    JSON = "json", _("Data (.json)")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    REVIEW_OPENED = "assignments.review_opened", _("opened a paper for review")
    CONFIRMED = "assignments.confirmed", _("gave the work of a paper")
    HANDED_DOWN = "assignments.handed_down", _("handed a part to a lower unit")
    PERIOD_ASKED = "assignments.period_asked", _("asked the work of a period")
    PERIOD_SKIPPED = "assignments.period_skipped", _("skipped a period")
    RULE_CHANGED = "assignments.rule_changed", _("changed the rule of a repeated task")
    RULE_ENDED = "assignments.rule_ended", _("ended the rule of a repeated task")
    TABLE_IMPORTED = "assignments.table_imported", _("imported a follow-up table")
