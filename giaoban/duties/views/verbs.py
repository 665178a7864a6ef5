"""
The verbs of a duty: one line of the table for each act, from which its button and its page follow.

A new act needs its rule in `access`, its action in `actions`, a form when it asks for more, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.duties import access, actions, forms
from giaoban.duties.access import AT_WORK
from giaoban.duties.models import Duty
from giaoban.duties.reads.limits import limit_of
from giaoban.duties.reads.work import Matter
from giaoban.duties.vocabulary import CLOSED, DECIDED_THERE, OWN_PAGES, Kind, State
from giaoban.foundation.verdict import Verdict
from giaoban.units.reads import Officer

Rule = Callable[[Officer, Matter], Verdict]
NOT_CLOSED: Final = tuple(state for state in State if state not in CLOSED)


class Side(StrEnum):
    """Whose verb it is."""

    HOLDER = "holder"
    ASKING = "asking"


class Place(StrEnum):
    """Where on the page of the duty its button stands; `head` alone keeps a refused verb with its reason."""

    HEAD = "head"
    DEADLINE = "deadline"  # beside the deadline, refused ones with their reason
    REQUEST = "request"  # on the request for a later deadline that waits
    ASIDE = "aside"  # small, below the facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """
    One verb: whose it is, when it is offered, its rule, its action, and what the next page says.

    The cleaned data of `form` are the further facts of `do`. A form without visible fields makes a button
    that posts; any other form has its own page, with `lead` above it. Work of a kind in `not_for` does not
    know the verb.
    """

    label: str | Promise
    side: Side
    states: tuple[State, ...]
    may: Rule
    do: Callable[..., Any]
    done: str | Promise
    form: type[forms.ActForm] = forms.ActForm
    lead: str | Promise = ""
    look: str = "plain"
    icon: str = ""
    place: Place = Place.HEAD
    not_for: tuple[Kind, ...] = ()

    @property
    def is_pressed(self) -> bool:
        """Whether the button alone does it."""
        return all(field.widget.is_hidden for field in self.form.base_fields.values())


def on_duty(rule: Callable[[Officer, Duty], Verdict]) -> Rule:
    """A rule that looks at the duty alone."""
    return lambda officer, matter: rule(officer, matter.duty)


def on_result(rule: Callable[[Officer, Duty, Any], Verdict]) -> Rule:
    """A rule that looks at the duty and the result that waits."""
    return lambda officer, matter: rule(officer, matter.duty, matter.pending)


def on_request(rule: Callable[[Officer, Duty, Any], Verdict]) -> Rule:
    """A rule that looks at the duty and the request that waits."""
    return lambda officer, matter: rule(officer, matter.duty, matter.waiting)


def may_ask_extension(officer: Officer, matter: Matter) -> Verdict:
    """`access.may_ask_extension` on the day of the matter."""
    return access.may_ask_extension(officer, matter.duty, matter.waiting, on=matter.on)


def may_date_event(officer: Officer, matter: Matter) -> Verdict:
    """`access.may_date_event` for the way in which the deadline of the matter is reckoned; one query."""
    return access.may_date_event(officer, matter.duty, limit_of(matter.duty))


OF_THE_UNIT: Final[dict[str, Act]] = {
    "receive": Act(
        label=pgettext_lazy("verb", "Receive"),
        side=Side.HOLDER,
        states=(State.ASKED,),
        may=on_duty(access.may_receive),
        do=actions.receive,
        done=_("Your unit has received the work."),
        look="primary",
        icon="check",
    ),
    "decline": Act(
        label=pgettext_lazy("verb", "Decline"),
        side=Side.HOLDER,
        states=(State.ASKED,),
        may=on_duty(access.may_decline),
        do=actions.decline,
        done=_("The work was declined; those who asked it will decide."),
        form=forms.DeclineForm,
        lead=_("The work stays on your desk until those who asked it decide; its deadline goes on."),
        icon="ban",
    ),
    "submit": Act(
        label=pgettext_lazy("verb", "Submit the result"),
        side=Side.HOLDER,
        states=AT_WORK,
        may=on_duty(access.may_submit),
        do=actions.submit,
        done=_("The result was submitted and awaits a decision."),
        form=forms.SubmitForm,
        lead=_("Your unit counts as having submitted from this moment, however long the decision takes."),
        look="primary",
        icon="send",
        not_for=OWN_PAGES,
    ),
    "report": Act(
        label=pgettext_lazy("verb", "Report progress"),
        side=Side.HOLDER,
        states=AT_WORK,
        may=on_duty(access.may_report),
        do=actions.report,
        done=_("Your report was sent."),
        form=forms.ReportForm,
        icon="report",
        not_for=OWN_PAGES,
    ),
    "withdraw": Act(
        label=pgettext_lazy("verb", "Take the submission back"),
        side=Side.HOLDER,
        states=(State.SUBMITTED,),
        may=on_duty(access.may_withdraw),
        do=actions.withdraw,
        done=_("The submission was taken back; the work is with your unit again."),
        icon="arrow-back-up",
        not_for=OWN_PAGES,
    ),
    "ask-extension": Act(
        label=pgettext_lazy("verb", "Ask for a later deadline"),
        side=Side.HOLDER,
        states=AT_WORK,
        may=may_ask_extension,
        do=actions.ask_extension,
        done=_("Your request was sent; the deadline stays until it is granted."),
        form=forms.AskExtensionForm,
        lead=_("The deadline stays as it is until those who asked the work decide on your request."),
        icon="clock",
        place=Place.DEADLINE,
    ),
    "withdraw-extension": Act(
        label=pgettext_lazy("verb", "Take the request back"),
        side=Side.HOLDER,
        states=NOT_CLOSED,
        may=on_request(access.may_withdraw_extension),
        do=actions.withdraw_extension,
        done=_("The request was taken back; the deadline stays."),
        icon="arrow-back-up",
        place=Place.REQUEST,
    ),
}

OF_THOSE_WHO_ASKED: Final[dict[str, Act]] = {
    "accept": Act(
        label=pgettext_lazy("verb", "Accept"),
        side=Side.ASKING,
        states=(State.SUBMITTED,),
        may=on_result(access.may_accept),
        do=actions.accept,
        done=_("The result was accepted and the work is closed."),
        look="primary",
        icon="check",
        not_for=DECIDED_THERE,
    ),
    "return": Act(
        label=pgettext_lazy("verb", "Return"),
        side=Side.ASKING,
        states=(State.SUBMITTED,),
        may=on_duty(access.may_return),
        do=actions.return_,
        done=_("The result was returned to the unit."),
        form=forms.ReturnForm,
        lead=_("The unit finds the work on its desk again, with your reason; the deadline stays."),
        icon="arrow-back-up",
        not_for=OWN_PAGES,
    ),
    "accept-in-part": Act(
        label=pgettext_lazy("verb", "Accept in part"),
        side=Side.ASKING,
        states=(State.SUBMITTED,),
        may=on_result(access.may_accept_in_part),
        do=actions.accept_in_part,
        done=_("A part of the result was accepted; the unit owes the rest."),
        form=forms.AcceptInPartForm,
        lead=_(
            "The work goes back to the unit for the rest; it counts as done only when the rest is accepted."
        ),
        icon="checks",
        not_for=OWN_PAGES,
    ),
    "ask-again": Act(
        label=pgettext_lazy("verb", "Ask again"),
        side=Side.ASKING,
        states=(State.DECLINED,),
        may=on_duty(access.may_ask_again),
        do=actions.ask_again,
        done=_("The unit was asked again."),
        form=forms.AskAgainForm,
        lead=_("The unit finds the work on its desk as new, with your reason."),
        look="primary",
        icon="refresh",
    ),
    "grant-extension": Act(
        label=pgettext_lazy("verb", "Grant"),
        side=Side.ASKING,
        states=NOT_CLOSED,
        may=on_request(access.may_decide_extension),
        do=actions.grant_extension,
        done=_("The later deadline was granted as proposed."),
        form=forms.GrantForm,
        look="primary",
        icon="check",
        place=Place.REQUEST,
    ),
    "grant-another-day": Act(
        label=pgettext_lazy("verb", "Grant another date"),
        side=Side.ASKING,
        states=NOT_CLOSED,
        may=on_request(access.may_decide_extension),
        do=actions.grant_extension,
        done=_("A later deadline was granted, on another date than proposed."),
        form=forms.GrantAnotherDayForm,
        icon="calendar",
        place=Place.REQUEST,
    ),
    "refuse-extension": Act(
        label=pgettext_lazy("verb", "Do not grant"),
        side=Side.ASKING,
        states=NOT_CLOSED,
        may=on_request(access.may_decide_extension),
        do=actions.refuse_extension,
        done=_("The request was not granted; the deadline stays."),
        form=forms.RefuseExtensionForm,
        icon="ban",
        place=Place.REQUEST,
    ),
    "date-event": Act(
        label=pgettext_lazy("verb", "Give the day of the event"),
        side=Side.ASKING,
        states=NOT_CLOSED,
        may=may_date_event,
        do=actions.date_event,
        done=_("The deadline is fixed."),
        form=forms.DateEventForm,
        lead=_("The deadline is counted from this day, which itself does not count."),
        icon="calendar",
        place=Place.ASIDE,
    ),
    "change-deadline": Act(
        label=pgettext_lazy("verb", "Change the deadline"),
        side=Side.ASKING,
        states=NOT_CLOSED,
        may=on_request(access.may_change_deadline),
        do=actions.change_deadline,
        done=_("The deadline was changed; the one before stays on record."),
        form=forms.ChangeDeadlineForm,
        lead=_("The deadline before stays on record, and figures are counted for both."),
        icon="clock",
        place=Place.DEADLINE,
    ),
    "stop": Act(
        label=pgettext_lazy("verb", "Stop"),
        side=Side.ASKING,
        states=NOT_CLOSED,
        may=on_duty(access.may_stop),
        do=actions.stop,
        done=_("The work was stopped."),
        form=forms.StopForm,
        lead=_(
            "Stopped work is closed and counted apart. It is taken up again only by reopening, with a reason."
        ),
        look="danger",
        icon="ban",
        place=Place.ASIDE,
    ),
    "reopen": Act(
        label=pgettext_lazy("verb", "Reopen"),
        side=Side.ASKING,
        states=CLOSED,
        may=on_duty(access.may_reopen),
        do=actions.reopen,
        done=_("The work was reopened and is with the unit again."),
        form=forms.ReopenForm,
        lead=_("What was handed in and decided stays on record; figures of days gone by stay as they were."),
        icon="refresh",
        place=Place.ASIDE,
        not_for=OWN_PAGES,
    ),
}

ACTS: Final = OF_THE_UNIT | OF_THOSE_WHO_ASKED
