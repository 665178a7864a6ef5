"""Writing, editing, counting again and issuing a brief."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from giaoban.briefing import access, actions
from giaoban.briefing.models import Brief
from giaoban.briefing.reads import Words
from giaoban.briefing.vocabulary import Verb
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry, Head
from tests import make
from tests.briefing.lives import act, lived, province
from tests.briefing.samples import MAY, written

NOW = make.NOON
WRITERS = {"chair", "standing", "secretary"}
MEMBERS = {"finance_leader"}
PEOPLE = (
    "chair",
    "standing",
    "secretary",
    "finance_leader",
    "finance_contact",
    "interior_contact",
    "commune_contact",
    "stranger",
    "reader",
    "administrator",
)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_write_edit_issue_and_read(cast, who):
    officer = cast.officer(getattr(cast, who))
    draft = written(cast)
    assert bool(access.may_write_brief(officer, cast.committee)) is (who in WRITERS)
    assert bool(access.may_edit_brief(officer, draft)) is (who in WRITERS)
    assert bool(access.may_issue_brief(officer, draft)) is (who in WRITERS)
    _read_by(officer, draft, may=who in WRITERS)
    issued = actions.issue_brief(draft, actor=cast.officer(cast.chair), at=NOW)
    _read_by(officer, issued, may=who in WRITERS | MEMBERS)
    assert Brief.objects.readable_by(None).count() == 0


def _read_by(officer, brief, *, may):
    """The rule and its twin for the database say the same."""
    assert bool(access.may_read_brief(officer, brief)) is may
    assert Brief.objects.readable_by(officer).filter(pk=brief.pk).exists() is may


def test_a_refused_act_leaves_nothing(cast):
    member = cast.officer(cast.finance_leader)
    draft, entries = written(cast), Entry.objects.count()
    with pytest.raises(Refused):
        written(cast, actor=member)
    for refused in (
        lambda: actions.edit_brief(draft, words=Words("", "", ""), version=1, actor=member, at=NOW),
        lambda: actions.recount_brief(draft, actor=member, at=NOW),
        lambda: actions.issue_brief(draft, actor=member, at=NOW),
    ):
        with pytest.raises(Refused):
            refused()
    assert (Brief.objects.count(), Entry.objects.count()) == (1, entries)


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (date(2025, 5, 2), date(2025, 5, 1), "The first day of the period lies after its last day."),
        (date(2025, 6, 13), date(2025, 6, 20), "The period has not begun yet; there is nothing to report."),
    ],
)
def test_a_bad_period_is_refused_with_a_clear_sentence(cast, first, last, reason):
    from django.utils import translation

    with translation.override("en"), pytest.raises(Refused, match=reason):
        written(cast, first=first, last=last)
    assert Brief.objects.count() == 0


def test_a_draft_for_the_same_period_is_opened_not_doubled(cast):
    first = written(cast)
    again, is_new = actions.write_brief(
        cast.committee, **MAY, actor=cast.officer(cast.chair), at=NOW + timedelta(minutes=1)
    )
    assert (again, is_new, Brief.objects.count()) == (first, False, 1)
    actions.issue_brief(first, actor=cast.officer(cast.secretary), at=NOW)
    assert written(cast) != first


def test_the_brief_keeps_the_head_of_the_journal_at_its_counting(cast):
    province(cast)
    head = Head.objects.get()
    draft = written(cast)
    assert (draft.journal_number, draft.journal_hash) == (head.number, head.hash)


def test_an_edit_is_journalled_with_the_words_before_and_after(cast):
    draft, secretary = written(cast), cast.officer(cast.secretary)
    words = Words(draft.opening, "  - Thiếu kinh phí\r\n", draft.proposals)
    edited = actions.edit_brief(draft, words=words, version=1, actor=secretary, at=NOW)
    entry = Entry.objects.get(verb=Verb.EDITED)
    assert edited.difficulties == "- Thiếu kinh phí"
    assert (entry.before, entry.after) == (
        {"difficulties": draft.difficulties},
        {"difficulties": "- Thiếu kinh phí"},
    )
    assert entry.acting_as == "Chuyên viên Văn phòng UBND tỉnh"
    actions.edit_brief(edited, words=Words(**_words(edited)), version=2, actor=secretary, at=NOW)
    assert Entry.objects.filter(verb=Verb.EDITED).count() == 1


def _words(brief):
    return {name: getattr(brief, name) for name in ("opening", "difficulties", "proposals")}


def test_words_of_another_person_are_not_lost(cast):
    draft, secretary = written(cast), cast.officer(cast.secretary)
    actions.edit_brief(draft, words=Words("Một", "", ""), version=1, actor=secretary, at=NOW)
    with pytest.raises(Refused):
        actions.edit_brief(draft, words=Words("Hai", "", ""), version=1, actor=secretary, at=NOW)
    assert Brief.objects.get().opening == "Một"


def test_an_issued_brief_can_no_longer_be_changed(cast):
    secretary = cast.officer(cast.secretary)
    issued = actions.issue_brief(written(cast), actor=secretary, at=NOW)
    for refused in (
        lambda: actions.edit_brief(issued, words=Words("", "", ""), version=2, actor=secretary, at=NOW),
        lambda: actions.recount_brief(issued, actor=secretary, at=NOW),
        lambda: actions.issue_brief(issued, actor=secretary, at=NOW),
    ):
        with pytest.raises(Refused):
            refused()


def test_counting_again_proposes_anew_only_what_nobody_has_changed(cast):
    duty = lived(cast, "interior", date(2025, 6, 2), due_on=date(2025, 6, 5))
    secretary = cast.officer(cast.secretary)
    draft = written(cast, first=date(2025, 6, 1), last=date(2025, 6, 30))
    assert "Sở Nội vụ" in draft.difficulties
    assert "Sở Nội vụ" in draft.proposals
    own = Words(draft.opening, "Lời của thư ký", draft.proposals)
    actions.edit_brief(draft, words=own, version=1, actor=secretary, at=NOW)
    later = NOW + timedelta(hours=1)
    for name in ("receive", "submit", "accept"):
        act(cast, duty, "interior", name, NOW + timedelta(minutes=1))
    counted = actions.recount_brief(draft, actor=secretary, at=later)
    assert counted.computed_at == later
    assert counted.difficulties == "Lời của thư ký"
    assert "Sở Nội vụ" not in counted.proposals


def test_the_program_proposes_words_without_numbers(cast):
    """Figures are counted again when asked; words that repeat them would then be wrong."""
    province(cast)
    draft = written(cast)
    assert not any(character.isdigit() for character in draft.difficulties)
    assert "tháng 5 năm 2025" in draft.opening
    assert "01/06" not in draft.difficulties
