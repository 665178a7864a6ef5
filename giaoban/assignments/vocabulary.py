"""Words of the tasks room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    REVIEW_OPENED = "assignments.review_opened", _("opened a paper for review")
    CONFIRMED = "assignments.confirmed", _("gave the work of a paper")
    HANDED_DOWN = "assignments.handed_down", _("handed a part to a lower unit")
