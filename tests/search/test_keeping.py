"""The index follows the database: after each act, for every searcher, whatever is killed when."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from giaoban.desk.jobs import keep_index
from giaoban.documents.models import Document
from giaoban.duties.reads.readers import tokens_of
from giaoban.search.actions import index_again
from giaoban.search.jobs import catch_up, current_index, is_missing, rebuild, tidy_up
from giaoban.search.jobs.place import _opened, folder_in_use, read_progress, write_progress
from giaoban.search.jobs.rebuilding import forget_old_changes
from giaoban.search.models import Change
from giaoban.search.reads import find, index_faults
from tests import make
from tests.assignments import work
from tests.scene import scene


def titles(cast, who, typed, **more):
    officer = cast.officer(who)
    return [
        each.shown.title for each in find(typed, officer=officer, tokens=tokens_of(officer), **more).found
    ]


def tell(*papers):
    index_again("paper", [paper.pk for paper in papers], at=make.NOON)


def test_the_first_search_of_a_small_place_makes_the_index(cast):
    assert is_missing()
    work.document(cast, work.PLAN, number="215")
    assert titles(cast, cast.secretary, "215") == ["TB 215/TB-BCĐ"]
    assert not is_missing()


def test_whatever_the_rooms_do_the_index_says_what_the_database_says(cast):
    rebuild()
    scene(cast)
    # The scene puts papers straight into their table; everything else it does by acts.
    index_again("paper", Document.objects.values_list("pk", flat=True), at=make.NOON)
    assert catch_up()
    faults = index_faults()
    assert faults is not None
    assert not faults, faults
    assert faults.entries > 5


def test_the_proof_sees_what_is_missing_surplus_and_different(cast):
    papers = [work.document(cast, work.PLAN, number=str(number)) for number in (215, 216, 217)]
    rebuild()
    type(papers[0]).objects.filter(pk=papers[0].pk).update(subject="Khác")  # past every action
    index, _progress = current_index()
    index.write(gone=[f"paper:{papers[1].pk}"])
    type(papers[2]).objects.filter(pk=papers[2].pk).delete()
    faults = index_faults()
    assert faults.different == (f"paper:{papers[0].pk}",)
    assert faults.missing == (f"paper:{papers[1].pk}",)
    assert faults.surplus == (f"paper:{papers[2].pk}",)


def test_the_worker_makes_the_index_and_takes_up_what_waits(cast):
    work.document(cast, work.PLAN, number="215")
    keep_index(make.NOON)
    index, _progress = current_index()
    assert len(index) == 1
    tell(work.document(cast, work.PLAN, number="216"))
    keep_index(make.NOON)
    assert len(index) == 2


def test_an_act_that_is_taken_back_is_not_found(cast):
    rebuild()
    with transaction.atomic():
        tell(work.document(cast, work.PLAN, number="215"))
        transaction.set_rollback(True)
    assert titles(cast, cast.secretary, "215") == []
    assert not Change.objects.exclude(source="").exists()


def test_a_large_backlog_is_left_to_the_worker_and_nothing_is_counted_until_then(cast):
    old = work.document(cast, work.PLAN, number="1")
    rebuild()
    papers = [work.document(cast, work.PLAN, number=str(number)) for number in range(2, 10)]
    tell(*papers)
    assert not catch_up(most=5)
    assert catch_up(most=8)
    index_again("paper", range(old.pk, old.pk + 1_200), at=make.NOON)
    officer = cast.officer(cast.secretary)
    answer = find("kết luận", officer=officer, tokens=tokens_of(officer), counted=True)
    assert (answer.is_current, answer.total, answer.facets) == (False, None, {})
    assert len(answer.found) == 9
    assert catch_up()


def test_what_may_not_be_read_any_more_is_not_shown_even_from_an_index_that_is_behind(cast):
    paper = work.document(cast, work.PLAN, number="1")
    rebuild()
    Document.objects.filter(pk=paper.pk).update(committee=scene(cast).other)
    index_again("paper", range(paper.pk, paper.pk + 1_200), at=make.NOON)
    assert titles(cast, cast.secretary, "TB 1/TB-BCĐ") == []


def test_an_index_that_slept_while_changes_were_forgotten_is_made_anew(cast):
    rebuild()
    first = work.document(cast, work.PLAN, number="215")
    tell(first)
    tell(work.document(cast, work.PLAN, number="216"))
    forget_old_changes(timezone.now() + timedelta(days=31))
    assert Change.objects.count() == 1
    keep_index(make.NOON)
    assert titles(cast, cast.secretary, "215") == ["TB 215/TB-BCĐ"]
    assert not index_faults()


def test_changes_that_are_young_are_not_forgotten(cast):
    rebuild()
    tell(work.document(cast, work.PLAN, number="215"))
    tell(work.document(cast, work.PLAN, number="216"))
    before = Change.objects.count()
    forget_old_changes(make.NOON + timedelta(days=29))
    assert Change.objects.count() == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / "progress.json").unlink(),
        lambda folder: (folder / "progress.json").write_text("{"),
        lambda folder: (folder / "meta.json").write_text("{"),
        shutil.rmtree,
        lambda folder: (folder.parent / "current").write_text("../elsewhere"),
        lambda folder: (folder.parent / "current").unlink(),
    ],
    ids=["no progress", "half a progress", "damaged", "gone", "elsewhere", "unnamed"],
)
def test_an_index_that_is_of_no_use_is_made_anew(cast, harm):
    work.document(cast, work.PLAN, number="215")
    rebuild()
    harm(folder_in_use())
    _opened.clear()  # as in a process that was started again
    assert is_missing()
    assert titles(cast, cast.secretary, "215") == ["TB 215/TB-BCĐ"]


def test_an_index_of_another_database_is_not_used(cast):
    work.document(cast, work.PLAN, number="215")
    rebuild()
    progress = read_progress(folder_in_use())
    write_progress(folder_in_use(), replace(progress, last=progress.last + 1_000))
    _opened.clear()
    assert is_missing()


def test_searching_goes_on_while_the_index_is_made_anew(cast):
    papers = [work.document(cast, work.PLAN, number=str(number)) for number in range(1, 40)]
    rebuild()
    officer = cast.officer(cast.secretary)
    answers = []

    def in_between(_done, _whole):
        answer = find("kết luận", officer=officer, tokens=tokens_of(officer), count=100, counted=True)
        answers.append((len(answer.found), answer.total))

    before = folder_in_use()
    assert rebuild(in_between) == len(papers)
    in_between(0, 0)
    assert set(answers) == {(39, 39)}
    assert len(answers) > 1
    assert folder_in_use() != before
    assert [folder.name for folder in before.parent.glob("index-*")] == [folder_in_use().name]


def test_small_pieces_are_merged(cast):
    rebuild()
    for number in range(1, 60):
        tell(work.document(cast, work.PLAN, number=str(number)))
        assert catch_up()
    index, _progress = current_index()
    tidy_up()
    assert not index.is_untidy()
    assert len(index) == 59
    assert not index_faults()
