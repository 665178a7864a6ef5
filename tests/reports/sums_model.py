"""
A province whose reports are added up by the plainest means: no arrays, no totals kept.

The model knows each report's sendings and the tree that its period was opened with, and adds everything up
anew whenever it is asked. The program must say the same after each act, and refuse exactly what it refuses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest

from giaoban.duties.actions import pass_on
from giaoban.foundation.verdict import Refused
from giaoban.reports import actions
from giaoban.reports.figures import row
from giaoban.reports.forming import Combine
from giaoban.reports.models import Period, Report, Total
from giaoban.reports.reads.tops import fill_tops
from giaoban.reports.vocabulary import CountsFrom, Frequency, PeriodState
from giaoban.units.actions import merge, move
from giaoban.units.models import Unit, UnitGroup
from giaoban.units.reads import Officer
from giaoban.units.reads.officers import HeldPost
from giaoban.units.vocabulary import COMMUNE_LEVEL, PostRole, UnitKind
from tests import make
from tests.reports import samples

SLOTS = range(9)
Row = dict[int, int]


@dataclass
class Paper:
    """A report as the model knows it: the units above it on the day of opening, what waits, what stands."""

    code: str
    upward: tuple[int, ...]  # its unit first, the top last
    state: str = "waiting"
    stands: tuple[Row, bool] | None = None  # accepted: figures, whether nothing to report
    waits: tuple[Row, bool] | None = None
    corrects: bool = False
    came_back: bool = False

    def counts(self, from_: str) -> tuple[Row, bool] | None:
        """What is in the totals."""
        if from_ == CountsFrom.SUBMITTED and self.waits:
            return self.waits
        return self.stands


@dataclass
class Opened:
    """A period or the targets of a year, with its reports by unit."""

    period: Period
    targets: bool = False
    closed: bool = False
    papers: dict[int, Paper] = field(default_factory=dict)

    def summed(self) -> set[int]:
        """Units that have reporting units below them."""
        return {unit for paper in self.papers.values() for unit in paper.upward[1:]}


class World:
    """The program and the model side by side; `chance` decides what happens to whom."""

    def __init__(self, chance: Random, *, combine: Combine, counts_from: str) -> None:
        self.chance, self.combine, self.counts_from = chance, combine, counts_from
        self.cast = cast = make.cast()
        self.now = make.NOON
        for commune in (cast.an_thanh, cast.minh_khai):
            for number in (1, 2):
                make.unit(f"Phòng {number} {commune.name}", UnitKind.DIVISION, commune)
        make.unit("Phòng Ngân sách", UnitKind.DIVISION, cast.finance)
        group = UnitGroup.objects.create(name="Tỉnh", within=cast.province, search_key="tinh")
        group.members.add(cast.province)
        self.regime = samples.regime(
            cast,
            definition=samples.sample_definition(combine),
            kinds=(*COMMUNE_LEVEL, UnitKind.DIVISION),
            groups=(group,),
            frequency=Frequency.MONTH,
            counts_from=counts_from,
        )
        self.opened: list[Opened] = []
        self.months = iter([(year, month) for year in range(2026, 2090) for month in range(1, 13)])
        self.asking = cast.officer(cast.secretary)
        self.done = 0

    @property
    def today(self) -> date:
        return self.now.date()

    def sender(self) -> Officer:
        """Somebody who works for every unit there ever was but the secretary's own."""
        units = Unit.objects.exclude(pk=self.cast.office.pk).values_list("pk", "path")
        posts = tuple(HeldPost(pk, path, PostRole.CONTACT, "Chuyên viên") for pk, path in units)
        return Officer(self.cast.commune_contact, posts, (), frozenset())

    # What happens

    def open(self) -> None:
        year, month = next(self.months)
        period = samples.planned_period(self.regime, year, month)
        actions.open_period(period, actor=self.asking, at=self.now)
        while actions.open_next_units(period, at=self.now, most=4):
            pass
        period.refresh_from_db()
        opened = Opened(period)
        top = self.cast.province.pk
        for report in Report.objects.filter(period=period):
            upward = tuple(int(key) for key in reversed(report.path.strip("/").split("/")))
            opened.papers[report.unit_id] = Paper(report.code, upward[: upward.index(top) + 1])
        self.opened.append(opened)

    def random_row(self) -> Row:
        given = [slot for slot in SLOTS if self.chance.random() < 0.7]
        return {slot: self.chance.choice((0, 1, 7, 999, -40, 10**9)) for slot in given}

    def act(self) -> None:
        """One thing happens, and the program refuses exactly when the model does."""
        opened = self.chance.choice([each for each in self.opened if not each.targets])
        unit = self.chance.choice(list(opened.papers))
        paper = opened.papers[unit]
        likely = {"waiting": "send", "submitted": "accept", "returned": "send", "accepted": "restate"}
        verb = likely[paper.state] if self.chance.random() < 0.6 else ""
        if verb == "restate" and paper.waits:
            verb = "accept"
        verb = verb or self.chance.choice(("send", "accept", "return", "withdraw", "restate"))
        report = Report.objects.get(code=paper.code)
        figures, nil = self.random_row(), self.chance.random() < 0.1
        allowed = self.allowed(verb, paper, opened)
        if not allowed:
            with pytest.raises(Refused):
                self.do(verb, report, figures, nil=nil)
            return
        self.do(verb, report, figures, nil=nil)
        self.done += 1
        self.follow(verb, paper, ({} if nil else figures, nil))

    def allowed(self, verb: str, paper: Paper, opened: Opened) -> bool:
        if verb == "send":
            return paper.state == "returned" or (paper.state == "waiting" and not opened.closed)
        if verb == "restate":
            return paper.state == "accepted" and paper.waits is None
        if verb == "withdraw" and opened.closed and not paper.corrects:
            return False
        return paper.waits is not None

    def do(self, verb: str, report: Report, figures: Row, *, nil: bool) -> None:
        at = {"at": self.now}
        if verb in ("send", "restate"):
            why = "Cộng nhầm" if verb == "restate" else ""
            given = row(figures, 9)
            actions.send(report, figures=given, is_nil=nil, restates=why, actor=self.sender(), **at)
        elif verb == "accept":
            actions.accept_report(report, actor=self.asking, **at)
        elif verb == "return":
            actions.return_report(report, reason="Thiếu", actor=self.asking, **at)
        else:
            actions.withdraw_report(report, actor=self.sender(), **at)

    def follow(self, verb: str, paper: Paper, sent: tuple[Row, bool]) -> None:
        """The model's own account of the same act."""
        if verb in ("send", "restate"):
            paper.waits, paper.corrects = sent, verb == "restate"
            paper.came_back = paper.state == "returned"
            paper.state = "submitted" if verb == "send" else paper.state
            return
        waits, paper.waits = paper.waits, None
        if verb == "accept":
            paper.stands, paper.state = waits, "accepted"
        elif verb == "return" and not paper.corrects:
            paper.state = "returned"
        elif verb == "withdraw" and not paper.corrects:
            paper.state = "returned" if paper.came_back else "waiting"

    def close(self) -> None:
        running = [each for each in self.opened if not each.closed and not each.targets]
        if len(running) > 1:
            opened = self.chance.choice(running)
            actions.close_period(opened.period, actor=self.asking, at=self.now)
            opened.closed = True

    def set_targets(self) -> None:
        alive = list(Unit.objects.filter(path__startswith=self.cast.province.path, valid_to=None))
        unit = self.chance.choice(alive)
        figures = self.random_row()
        actions.set_targets(self.regime, unit, 2027, row(figures, 9), actor=self.asking, at=self.now)
        plan = next((each for each in self.opened if each.targets), None)
        if plan is None:
            plan = Opened(Period.objects.get(kind="plan"), targets=True)
            self.opened.append(plan)
        upward = tuple(int(key) for key in reversed(unit.path.strip("/").split("/")))
        paper = plan.papers.setdefault(unit.pk, Paper("", upward, "accepted"))
        paper.stands = (figures, False)

    def reorganise(self) -> None:
        """Communes or divisions become one, or a division moves; open work passes to the heir."""
        self.now += timedelta(days=1)
        facts = {"effective_on": self.today, "basis": "NQ 12", "actor": None, "at": self.now}
        divisions = list(Unit.objects.filter(kind=UnitKind.DIVISION, valid_to=None).order_by("pk"))
        communes = list(Unit.objects.filter(kind__in=COMMUNE_LEVEL, valid_to=None).order_by("pk"))
        what = self.chance.random()
        if what < 0.4 and len(divisions) > 2:
            one, other = self.chance.sample(divisions, 2)
            merge([one], into=other, **facts)
        elif what < 0.6 and len(communes) > 2:
            one, other = self.chance.sample(communes, 2)
            merge([one], into=other, **facts)
        else:
            division = self.chance.choice(divisions)
            to = self.chance.choice([each for each in communes if each.pk != division.parent_id])
            move(division, parent=to, **facts)
            if len(divisions) < 6:
                make.unit(f"Phòng mới {self.now:%d%m%Y}", UnitKind.DIVISION, to, since=self.today)
        self.now += timedelta(days=1)
        pass_on(actor=None, at=self.now)

    # What the model says

    def figure(self, opened: Opened, unit: int, slot: int) -> tuple[int, int]:
        """(sum, count) of a slot for a unit: its own by the rule, else those directly below it."""
        paper = opened.papers.get(unit)
        counted = paper.counts(self.counts_from) if paper else None
        own = counted[0].get(slot) if counted else None
        if unit not in opened.summed():
            return (own or 0, 0 if own is None else 1)
        below = self.children(opened, unit)
        parts = [self.figure(opened, each, slot) for each in below]
        sums, counts = sum(part[0] for part in parts), sum(part[1] for part in parts)
        rule = Combine.OWN if opened.targets else self.combine
        if own is None or rule == Combine.BELOW:
            return sums, counts
        if rule == Combine.OWN or counts == 0 or own > sums:
            return own, 1
        return sums, counts

    def children(self, opened: Opened, unit: int) -> set[int]:
        ways = [paper.upward for paper in opened.papers.values() if unit in paper.upward[1:]]
        return {way[way.index(unit) - 1] for way in ways}

    def tally(self, opened: Opened, unit: int) -> tuple[int, int, int]:
        """(expected, reported, nils) at and below a unit."""
        papers = [paper for paper in opened.papers.values() if unit in paper.upward]
        counted = [found for paper in papers if (found := paper.counts(self.counts_from))]
        return len(papers), len(counted), sum(nil for _figures, nil in counted)

    def differences(self) -> list[tuple]:
        """Where the program's totals and the model's differ: (period, unit, what, program, model)."""
        found = []
        for opened in self.opened:
            period = Period.objects.select_related("form").get(pk=opened.period.pk)
            assert (period.state == PeriodState.CLOSED) == opened.closed
            totals = list(Total.objects.filter(period=period))
            fill_tops(totals, {period.pk: period})
            assert {total.unit_id for total in totals} == opened.summed()
            for total in totals:
                said = [(int(a), int(b)) for a, b in zip(total.sums, total.counts, strict=True)]
                model = [self.figure(opened, total.unit_id, slot) for slot in SLOTS]
                tally = (total.expected, total.reported, total.nils)
                for what, one, other in (
                    ("figures", said, model),
                    ("tally", tally, self.tally(opened, total.unit_id)),
                ):
                    if one != other:
                        found.append((period.name, total.unit_id, what, one, other))
        return found
