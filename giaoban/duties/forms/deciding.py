"""What those who asked write when they decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from giaoban.duties.forms.acting import ActForm, in_words
from giaoban.duties.forms.deadlines import NewDeadlineForm, another_day
from giaoban.duties.reads.work import parts_that_stop


class AskAgainForm(ActForm):
    """Why the work is asked of the same unit again."""

    reason = in_words(gettext_lazy("Why this unit should do it after all"))


class ReturnForm(ActForm):
    """What is missing in the result."""

    reason = in_words(gettext_lazy("What is missing or has to change"))


class AcceptInPartForm(NewDeadlineForm):
    """What is accepted, what is still due, and by when."""

    accepted = in_words(gettext_lazy("What is accepted"), rows=2)
    reason = in_words(gettext_lazy("What is still due"), help_text=gettext_lazy("The unit will read this."))
    due_on = another_day(
        gettext_lazy("New deadline for the rest"),
        required=False,
        help_text=gettext_lazy("Empty: the deadline stays."),
    )


class ReopenForm(NewDeadlineForm):
    """Why the work is taken up again, and by when."""

    reason = in_words(
        gettext_lazy("Why the work is reopened"), help_text=gettext_lazy("The unit will read this.")
    )
    due_on = another_day(
        gettext_lazy("New deadline"), required=False, help_text=gettext_lazy("Empty: the deadline stays.")
    )


class StopForm(ActForm):
    """By which paper and why the work ends."""

    decision = forms.CharField(
        label=gettext_lazy("Number and symbol of the decision"),
        max_length=60,
        help_text=gettext_lazy("For example 215/TB-BCĐ."),
    )
    reason = in_words(gettext_lazy("Why the work stops"))

    @property
    def notice(self) -> str:
        count = parts_that_stop(self.matter.duty)
        if not count:
            return ""
        said = ngettext(
            "%(count)d part that the unit handed down stops with it.",
            "%(count)d parts that the unit handed down stop with it.",
            count,
        )
        return said % {"count": count}
