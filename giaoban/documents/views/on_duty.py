"""What consultation adds to the page of a duty: the pages above it, and the way to the answer."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.documents.access import may_answer
from giaoban.documents.models import Answer
from giaoban.duties.models import Duty
from giaoban.duties.reads.chain import Chain, Step
from giaoban.foundation.verdict import ALLOWED
from giaoban.units.reads import Officer


def chain_above(duty: Duty, _officer: Officer) -> Chain:
    """The list of rounds, then the round; whoever sees the duty sees both. One query."""
    answer = Answer.objects.filter(duty=duty).select_related("consultation__draft").first()
    if answer is None:
        return []
    return [
        (_("Consultations"), reverse("consultations")),
        (answer.consultation.draft.subject[:60], reverse("consultation", args=[answer.consultation.code])),
    ]


def answer_step(duty: Duty, officer: Officer) -> list[Step]:
    """The way from a duty to the page on which it is answered. One query."""
    rows = Answer.objects.filter(duty=duty).select_related("duty", "consultation")
    answer = rows.first()
    if answer is None:
        return []
    url = reverse("answer", args=[answer.consultation.code, answer.code])
    verdict = may_answer(officer, answer)
    if officer.works_for(duty.unit_id) and verdict:
        return [Step(_("Write the opinion"), verdict, url, look="primary", icon="edit")]
    if answer.sent_at is None:
        return []
    return [Step(_("Read the opinion"), ALLOWED, url, icon="file-text")]
