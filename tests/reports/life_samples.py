"""Acts of a report's life, each ready to be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from giaoban.reports import actions
from giaoban.reports.models import Report
from tests import make
from tests.reports import samples
from tests.reports.sendings import accept, by, figures, report_of, send

Act = Callable[[], object]


def _sent(cast: make.Cast, *, accepted: bool = False) -> Report:
    period = samples.opened_period(samples.regime(cast))
    send(cast, period, received=12, households=300)
    if accepted:
        accept(cast, period)
    return report_of(period, cast.an_thanh)


def sending(cast: make.Cast) -> Act:
    period = samples.opened_period(samples.regime(cast))
    return partial(send, cast, period, received=12)


def restating(cast: make.Cast) -> Act:
    report = _sent(cast, accepted=True)
    return partial(send, cast, report.period, restates="Cộng thiếu", received=13)


def accepting(cast: make.Cast) -> Act:
    return partial(actions.accept_report, _sent(cast), **by(cast, cast.secretary))


def accepting_many(cast: make.Cast) -> Act:
    return partial(actions.accept_many, [_sent(cast)], **by(cast, cast.secretary))


def returning(cast: make.Cast) -> Act:
    return partial(actions.return_report, _sent(cast), reason="Thiếu", **by(cast, cast.secretary))


def withdrawing(cast: make.Cast) -> Act:
    return partial(actions.withdraw_report, _sent(cast), **by(cast, cast.commune_contact))


def setting_targets(cast: make.Cast) -> Act:
    regime = samples.regime(cast)
    actions.set_targets(regime, cast.an_thanh, 2025, figures(received=5), **by(cast, cast.secretary))
    given = figures(received=100)
    return partial(actions.set_targets, regime, cast.an_thanh, 2025, given, **by(cast, cast.secretary))
