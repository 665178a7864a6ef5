"""Sample acts of the duties room, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from datetime import time, timedelta
from functools import partial

from giaoban.duties import actions
from giaoban.duties.jobs.hours import Hours
from giaoban.duties.jobs.steps import Steps
from giaoban.duties.vocabulary import FeedScope, State
from giaoban.units.models import Reorganisation, ReorganisationUnit, Unit
from tests import make
from tests.duties import test_reckoned_deadlines as reckoned
from tests.duties.test_life import BY_HOLDER, act

BEFORE = {
    "receive": (),
    "decline": (),
    "ask_again": ("decline",),
    "report": ("receive",),
    "submit": ("receive",),
    "withdraw": ("receive", "submit"),
    "accept": ("receive", "submit"),
    "return_": ("receive", "submit"),
    "stop": (),
    "accept_in_part": ("receive", "submit"),
    "reopen": ("stop",),
    "ask_extension": ("receive",),
    "withdraw_extension": ("receive", "ask_extension"),
    "grant_extension": ("receive", "ask_extension"),
    "refuse_extension": ("receive", "ask_extension"),
    "change_deadline": (),
}


def sample(name, cast):
    """Bring a duty to the point where `name` is allowed, and return that act."""
    duty = make.duty(cast.committee, cast.finance, due_on=make.TODAY)
    finance, standing = cast.officer(cast.finance_contact), cast.officer(cast.standing)
    for earlier in BEFORE[name]:
        act(earlier, duty, finance if earlier in BY_HOLDER else standing, make.NOON)
    return partial(act, name, duty, finance if name in BY_HOLDER else standing, make.NOON)


SAMPLES = {f"duties.actions.{name}": partial(sample, name) for name in BEFORE}
NO_ENTRY = {
    f"duties.actions.{name}": "the act is the caller's: a room of its own that keeps what was handed in"
    for name in ("accept_there", "hand_in")
}
NO_ENTRY |= {"duties.actions.ask_many": "the act is the caller's: confirming a paper, handing a part down"}


def _ended(cast):
    """Finance ended in favour of Interior while nobody looked; its work waits to be passed on."""
    make.duty(cast.committee, cast.finance)
    ended = Reorganisation.objects.create(
        kind="merge", effective_on=make.TODAY, basis="NQ 12", recorded_at=make.NOON, heir=cast.interior
    )
    ReorganisationUnit.objects.create(reorganisation=ended, unit=cast.finance, side="before")
    Unit.objects.filter(pk=cast.finance.pk).update(valid_to=make.TODAY - timedelta(days=1))
    return partial(actions.pass_on, actor=None, at=make.NOON)


SAMPLES["duties.actions.pass_on"] = _ended


def _feed(cast):
    return actions.open_feed(FeedScope.PERSON, actor=cast.officer(cast.finance_contact), at=make.NOON)[0]


def _open_feed(cast):
    return partial(_feed, cast)


def _change_feed(name, cast):
    act_on = getattr(actions, name)
    return partial(act_on, _feed(cast).pk, actor=cast.officer(cast.finance_contact), at=make.NOON)


SAMPLES["duties.actions.open_feed"] = _open_feed
SAMPLES |= {f"duties.actions.{name}": partial(_change_feed, name) for name in ("renew_feed", "close_feed")}


def _dating(cast):
    duty = reckoned.asked(cast, counted_from="event", event="ngày nghiệm thu")
    standing = cast.officer(cast.standing)
    return partial(actions.date_event, duty.pk, actor=standing, at=make.NOON, happened_on=make.TODAY)


def _confirming_calendar(cast):
    reckoned.asked(cast)
    return partial(reckoned.applied, cast, reckoned.laid_out(cast))


SAMPLES |= {"duties.actions.date_event": _dating, "duties.actions.apply_change": _confirming_calendar}
NO_ENTRY |= {
    f"duties.actions.{name}": "locks rows for the act that calls it"
    for name in ("lock_held", "lock_with_parts")
}
NO_ENTRY |= {
    "duties.actions.lay_out_change": "a draft to be looked at; confirming it is the act",
    "duties.actions.drop_change": "a draft is put aside; nothing had happened",
}
NO_ENTRY["duties.actions.note_fetch"] = "a calendar program came by; no person did anything"


def _taken_over(cast):
    """A table says that the work of Finance is done."""
    duty = make.duty(cast.committee, cast.finance, due_on=make.TODAY)
    done = actions.TakenOver(
        duty_id=duty.pk, state=State.ACCEPTED, submitted_on=make.TODAY, source="a.xlsx, 7"
    )
    return partial(actions.take_over, [done], actor=cast.officer(cast.secretary), at=make.NOON)


def _sorted(cast):
    """Work is put under a field."""
    duty = make.duty(cast.committee, cast.finance)
    who = cast.officer(cast.secretary)
    return partial(actions.change_field, duty.pk, field=cast.field, actor=who, at=make.NOON)


SAMPLES |= {"duties.actions.take_over": _taken_over, "duties.actions.change_field": _sorted}


def _choosing_steps(cast):
    """The secretariat chooses when work is reminded of."""
    chosen = {"steps": Steps((5, 1)), "hours": Hours(17, 8)}
    return partial(
        actions.set_steps, cast.committee, actor=cast.officer(cast.secretary), at=make.NOON, **chosen
    )


def _choosing_mail(cast):
    """A person wants the digest in the afternoon."""
    who = cast.officer(cast.finance_contact)
    return partial(actions.choose_mail, digest_at=time(13), wants_digest=True, actor=who, at=make.NOON)


SAMPLES |= {"duties.actions.set_steps": _choosing_steps, "duties.actions.choose_mail": _choosing_mail}
NO_ENTRY |= {
    f"duties.actions.{name}": "a read mark is the person's own bookmark, no act"
    for name in ("read_notices", "unread_notice")
}


def _frozen_figures(name, cast):
    make.duty(cast.committee, cast.finance)
    night = make.NOON + timedelta(hours=13)
    if name == "freeze":
        return partial(
            actions.freeze, cast.committee, make.TODAY, actor=cast.officer(cast.standing), at=night
        )
    return partial(actions.freeze_in_time, night)


SAMPLES |= {f"duties.actions.{name}": partial(_frozen_figures, name) for name in ("freeze", "freeze_in_time")}
