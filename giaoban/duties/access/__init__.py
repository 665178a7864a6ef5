"""
Who may do what with a duty, and if not, why.

The button, the view and the action (under lock) ask the same function. The holder's side are the leader and
the contacts of its unit. The asking side are the committee's standing unit, secretariat and chairs; for
a part handed down, the unit that handed it down. Nobody closes the work of a unit to which they belong,
whether they work for it, read there, or sit in the committee in its name.
"""

from giaoban.duties.access.deadlines import (
    deadline_holds,
    extension_goes_on,
    may_ask_extension,
    may_change_deadline,
    may_decide_extension,
    may_withdraw_extension,
)
from giaoban.duties.access.deciding import (
    may_accept,
    may_accept_in_part,
    may_ask_again,
    may_change_field,
    may_date_event,
    may_reopen,
    may_return,
    may_stop,
    may_take_over,
)
from giaoban.duties.access.further import (
    SETTLES,
    may_freeze,
    may_open_feed,
    may_set_steps,
)
from giaoban.duties.access.sides import (
    AT_WORK,
    is_asking,
    is_decided_here,
    is_holder,
    is_of_those_who_decide,
    may_see,
)
from giaoban.duties.access.working import (
    may_decline,
    may_hand_down,
    may_receive,
    may_report,
    may_submit,
    may_withdraw,
    product_is_given,
    result_fits,
)

__all__ = [
    "AT_WORK",
    "SETTLES",
    "deadline_holds",
    "extension_goes_on",
    "is_asking",
    "is_decided_here",
    "is_holder",
    "is_of_those_who_decide",
    "may_accept",
    "may_accept_in_part",
    "may_ask_again",
    "may_ask_extension",
    "may_change_deadline",
    "may_change_field",
    "may_date_event",
    "may_decide_extension",
    "may_decline",
    "may_freeze",
    "may_hand_down",
    "may_open_feed",
    "may_receive",
    "may_reopen",
    "may_report",
    "may_return",
    "may_see",
    "may_set_steps",
    "may_stop",
    "may_submit",
    "may_take_over",
    "may_withdraw",
    "may_withdraw_extension",
    "product_is_given",
    "result_fits",
]
