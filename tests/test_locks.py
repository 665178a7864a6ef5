"""
An act locks what it changes before it writes in the journal.

The head of the journal is one row that every act takes: an act that held it and then asked for another row
would wait for one that holds that row and waits for the head.
"""

from __future__ import annotations

from functools import partial

import pytest
from django.apps import apps
from django.db.models.sql.compiler import SQLCompiler

from giaoban.duties.actions import stop
from giaoban.duties.models import Duty
from giaoban.foundation.prepared import Prepared
from giaoban.journal.models import Head
from giaoban.units.actions import merge
from tests import make
from tests.reports import life_samples
from tests.test_journal_of_acts import ACTS, NO_ENTRY, SAMPLES

HEAD = "journal.Head"
EACH_ALONE = {"assignments.actions.do_many": "every piece is a transaction of its own"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("giaoban.")]


@pytest.fixture
def locks(db, monkeypatch):
    """The rows that are locked from here on, in order: (model, key)."""
    Head.objects.create(pk=1)
    found: list[tuple[str, object]] = []
    execute, ask = SQLCompiler.execute_sql, Prepared.__call__

    def noting(self, *args, **kwargs):
        if self.query.select_for_update:
            keys = self.query.chain()
            keys.select_for_update = keys.select_related = False
            keys.clear_select_clause()
            keys.add_fields(["pk"])
            label = self.query.model._meta.label
            found.extend((label, key) for (key,) in keys.get_compiler(self.using).results_iter())
        return execute(self, *args, **kwargs)

    def noting_prepared(self, **values):
        rows = ask(self, **values)
        if self.locks:
            found.extend((row._meta.label, row.pk) for row in rows)
        return rows

    monkeypatch.setattr(SQLCompiler, "execute_sql", noting)
    monkeypatch.setattr(Prepared, "__call__", noting_prepared)
    return found


def in_order(do, locks):
    """Do it and see that no row which was there before is locked after the journal."""
    known = {model._meta.label: set(model.objects.values_list("pk", flat=True)) for model in OURS}
    locks.clear()
    do()
    journal = locks.index((HEAD, 1))
    later = set(locks[journal + 1 :]) - set(locks[: journal + 1])
    return {(label, key) for label, key in later if key in known[label]} == set()


@pytest.mark.parametrize("act", [act for act in ACTS if act not in NO_ENTRY and act not in EACH_ALONE])
def test_an_act_locks_nothing_more_once_it_holds_the_journal(act, cast, locks):
    assert in_order(SAMPLES[act](cast), locks)


def test_work_that_is_stopped_is_locked_with_all_its_parts_first(cast, locks):
    whole = make.duty(cast.committee, cast.finance)
    part = make.duty(cast.committee, cast.interior, asked_by=cast.finance, parent=whole)
    make.duty(cast.committee, cast.an_thanh, asked_by=cast.interior, parent=part)
    facts = {"actor": cast.officer(cast.secretary), "at": make.NOON, "reason": "Gộp", "decision": "QĐ 7"}
    assert in_order(partial(stop, whole.pk, **facts), locks)
    assert set(Duty.objects.values_list("state", flat=True)) == {"stopped"}


def test_units_that_merge_are_locked_with_all_their_work_first(cast, locks):
    for _n in range(3):
        make.duty(cast.committee, cast.finance)
    facts = {"effective_on": make.TODAY, "basis": "NQ 12", "actor": None, "at": make.NOON}
    assert in_order(partial(merge, [cast.finance], into=cast.interior, **facts), locks)
    assert set(Duty.objects.values_list("unit", flat=True)) == {cast.interior.pk}


@pytest.mark.parametrize("act", ["restating", "accepting_many"])
def test_a_report_is_locked_with_its_work_and_all_totals_first(cast, locks, act):
    assert in_order(getattr(life_samples, act)(cast), locks)
