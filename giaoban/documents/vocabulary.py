"""Words of the papers room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentType(models.TextChoices):
    """Types of papers that give work; abbreviations of Decree 30/2020, annex III."""

    NOTICE = "TB", _("Notice")
    DIRECTIVE = "CT", _("Directive")
    PLAN = "KH", _("Plan")
    DECISION = "QĐ", _("Decision")
    RESOLUTION = "NQ", _("Resolution")
    DISPATCH = "CĐ", _("Urgent dispatch")
    PROGRAMME = "CTr", _("Programme")
    LETTER = "CV", _("Official letter")
    OTHER = "", _("Other paper")


class DraftState(models.TextChoices):
    """The life of a draft: written, found ready, issued; or withdrawn, with a reason."""

    WRITING = "writing", pgettext_lazy("draft", "Being written")
    READY = "ready", pgettext_lazy("draft", "Ready to be signed")
    ISSUED = "issued", pgettext_lazy("draft", "Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("draft", "Withdrawn")


class PaperForm(models.TextChoices):
    """By whose rules a paper looks: Decree 30/2020 of the State, or the Party's guidance."""

    STATE = "state", _("State form")
    PARTY = "party", _("Party form")


class Authority(models.TextChoices):
    """With what authority a paper is signed (Decree 30/2020, annex I, part II, 7a)."""

    HEAD = "", _("the head signs")
    COLLECTIVE = "TM", _("TM. for the collective")
    DEPUTY = "KT", _("KT. deputy for the head")
    BY_ORDER = "TL", _("TL. by order")
    AUTHORISED = "TUQ", _("TUQ. by authorisation")
    ACTING = "Q", _("Q. acting head")


class NumberState(models.TextChoices):
    """What became of a number that left its series."""

    TAKEN = "taken", pgettext_lazy("number", "Taken")
    RESERVED = "reserved", pgettext_lazy("number", "Reserved")
    VOID = "void", pgettext_lazy("number", "Void")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    REGISTERED = "documents.registered", _("registered a paper")
    CHANGED = "documents.changed", _("changed the details of a paper")
    DOWNLOADED = "documents.downloaded", _("downloaded a paper")
    DRAFT_BEGUN = "documents.draft_begun", _("began a draft")
    DRAFT_SAVED = "documents.draft_saved", _("saved the text of a draft")
    DRAFT_IMPORTED = "documents.draft_imported", _("brought the text of a draft in from a file")
    DRAFT_HEADED = "documents.draft_headed", _("changed the head of a draft")
    DRAFT_FROZEN = "documents.draft_frozen", _("froze a version of a draft")
    DRAFT_READY = "documents.draft_ready", _("found a draft ready to be signed")
    DRAFT_REOPENED = "documents.draft_reopened", _("took a draft back to writing")
    DRAFT_WITHDRAWN = "documents.draft_withdrawn", _("withdrew a draft")
    SERIES_OPENED = "documents.series_opened", _("opened a series of numbers")
    SERIES_CHANGED = "documents.series_changed", _("changed a series of numbers")
    TERM_OPENED = "documents.term_opened", _("opened a term of office")
    NUMBER_TAKEN = "documents.number_taken", _("took a number")
    NUMBER_RESERVED = "documents.number_reserved", _("reserved a number")
    NUMBER_VOIDED = "documents.number_voided", _("declared a number void")
