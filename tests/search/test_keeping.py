"""The index follows the database: after each act, for every searcher, whatever is killed when."""

from __future__ import annotations

from giaoban.documents.models import Document
from giaoban.duties.reads.readers import tokens_of
from giaoban.search.actions import index_again
from giaoban.search.jobs import catch_up, current_index, is_missing, rebuild
from giaoban.search.reads import find, index_faults
from tests import make
from tests.assignments import work
from tests.scene import scene


def titles(cast, who, typed, **more):
    officer = cast.officer(who)
    return [
        each.shown.title for each in find(typed, officer=officer, tokens=tokens_of(officer), **more).found
    ]


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
