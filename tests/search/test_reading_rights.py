"""Nobody finds, counts or guesses what they may not read: search and database agree for every officer."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from giaoban.assignments.models import Assignment, Part
from giaoban.assignments.reads.papers import readable_papers
from giaoban.desk.reads.finding import results_for
from giaoban.documents.models import Document, Slip, SlipPart
from giaoban.duties import actions as duties
from giaoban.duties.reads.readers import tokens_of
from giaoban.foundation.verdict import Refused
from giaoban.search.actions import index_again
from giaoban.search.jobs import catch_up, rebuild
from giaoban.search.reads import find, index_faults
from giaoban.units.actions import merge, move
from giaoban.units.jobs import apply_due
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import officer_for
from giaoban.units.vocabulary import PostRole, SeatRole, UnitKind
from tests import make

ON = date(2025, 6, 1)
TOLD = {"effective_on": ON, "basis": "Nghị quyết số 9/NQ-HĐND", "actor": None, "at": make.NOON}
WORDS = "chuyển đổi số"
PLACES = 6
place = st.integers(0, PLACES - 1)
committee = st.integers(0, 1)
act = st.one_of(
    st.tuples(st.just("paper"), committee),
    st.tuples(st.just("task"), st.integers(0, 3), place, st.lists(place, max_size=2)),
    st.tuples(st.just("hand_down"), st.integers(0, 3), place, place),
    st.tuples(st.just("slip"), st.integers(0, 3), place),
    st.tuples(st.just("post"), st.integers(0, 2), place, st.sampled_from(PostRole)),
    st.tuples(st.just("seat"), st.integers(0, 2), committee, st.sampled_from(SeatRole)),
    st.tuples(st.just("move"), place, place),
    st.tuples(st.just("merge"), place, place),
    st.tuples(st.just("pass_on")),
    st.tuples(st.just("search")),
)


class World:
    """Units in a tree, two committees, three people; every act is one that the rooms do."""

    def __init__(self) -> None:
        self.top = make.unit("Tỉnh Sơn Hải", UnitKind.PROVINCE)
        self.units = [self.top]
        for number in range(1, PLACES):
            above = self.units[0 if number < 4 else number - 3]
            self.units.append(make.unit(f"Đơn vị {number}", UnitKind.DEPARTMENT, above))
        self.committees = [
            Committee.objects.create(
                name=f"Ban {n}",
                symbol=f"B{n}",
                level=self.top,
                standing_unit=self.units[n],
                basis="x",
                term_from=make.SINCE,
            )
            for n in (1, 2)
        ]
        self.people = [make.person(f"Người {n}", f"n{n}@sonhai.example") for n in range(3)]
        self.papers: list[Document] = []
        self.tasks: list[Assignment] = []

    def do(self, name, *facts) -> None:
        try:
            with transaction.atomic():
                getattr(self, name)(*facts)
        except Refused:
            pass  # what the rules do not allow does not happen

    def paper(self, committee) -> None:
        number = len(self.papers) + 1
        made = Document.objects.create(
            committee=self.committees[committee], type="TB", number=str(number), symbol="TB-BCĐ",
            issued_on=date(2020 + number % 3, 5, 6), year=2020, force_from=ON, subject="Kết luận",
            issuer=f"Cơ quan {number % 2}", text=f"Về {WORDS} lần {number}", sha256=f"{number:064d}",
            search_key="x", registered_at=make.NOON,
        )  # fmt: skip
        index_again("paper", [made.pk], at=make.NOON)
        self.papers.append(made)

    def task(self, of, lead, others) -> None:
        if not self.papers:
            return
        paper = self.papers[of % len(self.papers)]
        places = list(dict.fromkeys([lead, *others]))
        asked = [
            make.duty(
                paper.committee, self.units[at], f"Rà soát {WORDS}", role="coordinating" if n else "lead"
            )
            for n, at in enumerate(places)
        ]
        self._give(paper, asked, None)

    def slip(self, of, to) -> None:
        if not self.papers:
            return
        paper = self.papers[of % len(self.papers)]
        made = Slip.objects.create(
            document=paper, opinion="Đọc", leader="Ông A", given_on=ON, written_at=make.NOON,
            written_by=self.people[0],
        )  # fmt: skip
        duty = make.duty(paper.committee, self.units[to], f"Xử lý văn bản {WORDS}")
        SlipPart.objects.create(slip=made, unit=self.units[to], duty=duty)

    def hand_down(self, of, by, to) -> None:
        if not self.tasks:
            return
        above = self.tasks[of % len(self.tasks)]
        asked = make.duty(
            above.committee, self.units[to], f"Một phần {WORDS}",
            role="lead", asked_by=self.units[by], parent=above.lead,
        )  # fmt: skip
        self._give(above.document, [asked], above)

    def _give(self, paper, asked, parent) -> None:
        number = len(self.tasks) + 1
        task = Assignment.objects.create(
            number=f"{number}/2025", sequence=number, year=2025, committee=paper.committee, document=paper,
            start=0, end=5, parent=parent, lead=asked[0], confirmed_at=make.NOON,
        )  # fmt: skip
        Part.objects.bulk_create([Part(assignment=task, duty=duty) for duty in asked])
        self.tasks.append(task)

    def post(self, who, at, role) -> None:
        make.post(self.people[who], self.units[at], role)

    def seat(self, who, of, role) -> None:
        make.seat(self.committees[of], role, self.top, "Ủy viên", self.people[who])

    def move(self, what, under) -> None:
        move(self.units[what], parent=self.units[under], **TOLD)

    def merge(self, what, into) -> None:
        merge([self.units[what]], into=self.units[into], **TOLD)

    def pass_on(self) -> None:
        duties.pass_on(actor=None, at=make.NOON)

    def search(self) -> None:
        catch_up()

    def agrees_for(self, person) -> None:
        officer = officer_for(person, on=make.TODAY)
        tokens = tokens_of(officer)
        papers = set(readable_papers(officer).values_list("pk", flat=True))
        tasks = set(Assignment.objects.visible_to(officer).values_list("pk", flat=True))
        expected = {("paper", pk) for pk in papers} | {("task", pk) for pk in tasks}
        answer = find(WORDS, officer=officer, tokens=tokens, count=500, counted=True)
        assert {(each.kind, each.key) for each in answer.found} == expected
        if tokens:
            # From the index alone: what may not be read is not counted either.
            assert answer.total == len(expected)
            assert answer.facets["sort"] == dict(
                Counter(f"{kind}:{'TB' if kind == 'paper' else ''}" for kind, _pk in expected)
            )
        self._units_agree(officer, papers, tasks)

    def _units_agree(self, officer, papers, tasks) -> None:
        """Of a paper one knows the units of wholly open committees, else one's own; of a task all."""
        known: dict[int, set] = {}
        for part in Part.objects.select_related("duty__unit", "assignment__document"):
            paper, unit = part.assignment.document, part.duty.unit
            is_open = paper.committee_id in officer.whole_committee_ids
            if paper.pk in papers and (is_open or officer.reads_within(unit.path)):
                known.setdefault(unit.pk, set()).add(("paper", paper.pk))
            if part.assignment_id in tasks:
                known.setdefault(unit.pk, set()).add(("task", part.assignment_id))
        for part in SlipPart.objects.select_related("duty__unit", "slip__document"):
            paper, unit = part.slip.document, part.duty.unit
            is_open = paper.committee_id in officer.whole_committee_ids
            if paper.pk in papers and (is_open or officer.reads_within(unit.path)):
                known.setdefault(unit.pk, set()).add(("paper", paper.pk))
        results = results_for(officer, WORDS, asked={}, number=None)
        facets = {facet.name: facet for facet in results.facets}
        shown = {int(c.value): c.count for c in facets["unit"].choices} if "unit" in facets else {}
        assert shown == {unit: len(which) for unit, which in known.items()}
        for unit in Unit.objects.all():
            narrowed = results_for(officer, WORDS, asked={"unit": str(unit.pk)}, number=None).answer
            assert len(narrowed.found) == len(known.get(unit.pk, ())), unit
            assert (narrowed.total or 0) == len(known.get(unit.pk, ()))


@pytest.mark.django_db
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(act, min_size=5, max_size=25))
def test_search_shows_what_the_database_lets_read_and_counts_no_more(acts, tmp_path, settings):
    with transaction.atomic():
        settings.SEARCH_ROOT = tmp_path / uuid.uuid4().hex
        world = World()
        rebuild()
        for name, *facts in acts:
            world.do(name, *facts)
        for person in world.people:
            world.agrees_for(person)
        assert not index_faults()
        transaction.set_rollback(True)


def test_work_that_passes_to_an_heir_at_night_is_found_by_the_heir(db):
    world, later = World(), date(2025, 6, 20)
    rebuild()
    for name, *facts in (("paper", 0), ("task", 0, 3, []), ("post", 0, 2, PostRole.CONTACT)):
        world.do(name, *facts)
    merge([world.units[3]], into=world.units[2], **{**TOLD, "effective_on": later})
    apply_due(later)
    assert catch_up()  # the index knows of the merger; the work passes later
    duties.pass_on(actor=None, at=make.NOON + timedelta(days=8))
    assert Assignment.objects.get().lead.unit == world.units[2]
    world.agrees_for(world.people[0])
    assert not index_faults()
    officer = officer_for(world.people[0], on=make.TODAY)
    assert len(find(WORDS, officer=officer, tokens=tokens_of(officer)).found) == 2
