"""Changing a form: whatever is done, it stays a form, and no slot comes to mean something else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.reports.forming import (
    Asked,
    CannotEdit,
    Definition,
    Nature,
    Numbering,
    Rule,
    RuleKind,
    SectionKind,
    Severity,
    editing,
    faults,
)
from giaoban.reports.forming.definition import Ratio
from tests.reports import samples

FORM = samples.sample_definition()
NAMES = st.text("abc", min_size=1, max_size=5)
ASKED = st.builds(
    Asked,
    name=NAMES,
    nature=st.sampled_from([Nature.FLOW, Nature.STOCK, Nature.CUMULATIVE]),
    decimals=st.integers(0, 3),
    required=st.booleans(),
    options=st.sampled_from([(), ("x", "y"), ("y", "z", "x")]),
)
WAYS = ["section", "drop", "up", "down", "add", "change", "retire", "item_up", "column", "rename"]
WAYS += ["column_off", "heading"]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(WAYS),
        st.integers(0, 30),
        ASKED,
        st.sampled_from(list(SectionKind)),
    ),
    max_size=40,
)


def act(form, numbering, name, place, asked, kind):  # noqa: PLR0917
    """One change somewhere in the form; CannotEdit where it does not take it."""
    sections = [section.id for section in form.sections]
    items = [item.id for item in form.items()]
    tables = [section for section in form.sections if section.kind == SectionKind.TABLE]
    if name == "section":
        return editing.add_section(form, kind, asked.name, numbering, ("p", "q"))
    if not sections or (name in {"change", "retire", "item_up"} and not items):
        return form
    section = sections[place % len(sections)]
    item = items[place % len(items)] if items else ""
    if name in {"column", "rename", "column_off"}:
        if not tables:
            return form
        table = tables[place % len(tables)]
        at = place % len(table.columns)
        return {
            "column": lambda: editing.add_column(form, table.id, asked.name, numbering),
            "rename": lambda: editing.rename_column(form, table.id, at, asked.name),
            "column_off": lambda: editing.retire_column(form, table.id, at),
        }[name]()
    return {
        "drop": lambda: editing.drop_section(form, section),
        "up": lambda: editing.move_section(form, section, -1),
        "down": lambda: editing.move_section(form, section, 1),
        "heading": lambda: editing.rename_section(form, section, asked.name, "x"),
        "add": lambda: editing.add_item(form, section, asked, numbering),
        "change": lambda: editing.change_item(form, item, asked, numbering),
        "retire": lambda: editing.retire_item(form, item),
        "item_up": lambda: editing.move_item(form, item, -1),
    }[name]()


@settings(max_examples=200)
@given(acts=ACTS)
def test_a_form_stays_a_form_and_slots_keep_their_meaning(acts):
    form, versions = FORM, [FORM]
    for name, place, asked, kind in acts:
        try:
            form = act(form, Numbering(*versions), name, place, asked, kind)
        except CannotEdit:
            continue
        versions.append(form)
        assert [fault for fault in faults(form) if fault.kind != "empty"] == []
        assert Definition.from_json(form.as_json()) == form
    meanings: dict[int, set[tuple[str, int, Nature]]] = {}
    for version in versions:
        for cell in version.cells:
            meanings.setdefault(cell.slot, set()).add((cell.key, cell.decimals, cell.nature))
    assert all(len(meant) == 1 for meant in meanings.values())


def item_of(form, item_id):
    return next(item for item in form.items() if item.id == item_id)


def asked_like(item, **other):
    facts = {"name": item.name, "nature": item.nature, "decimals": item.decimals, "unit": item.unit}
    return Asked(**facts | other)


def test_other_words_keep_the_slot():
    old = item_of(FORM, "received")
    new = item_of(
        editing.change_item(FORM, "received", asked_like(old, name="Hồ sơ nhận"), Numbering(FORM)), "received"
    )
    assert (new.name, new.cells[0].slot, new.cells[0].key) == ("Hồ sơ nhận", 0, "received")


@pytest.mark.parametrize("other", [{"nature": Nature.FLOW}, {"decimals": 2}])
def test_another_meaning_gets_another_slot(other):
    old = item_of(FORM, "households")
    form = editing.change_item(FORM, "households", asked_like(old, **other), Numbering(FORM))
    [cell] = item_of(form, "households").cells
    assert cell.slot == FORM.width
    assert cell.key not in FORM.by_key


def test_a_retired_slot_is_not_given_again():
    without = editing.retire_item(FORM, "way")
    again = editing.add_item(without, "c", Asked(name="Họp mấy lần"), Numbering(FORM, without))
    assert again.sections[2].items[-1].cells[0].slot == FORM.width


def test_what_a_ratio_needs_is_not_retired():
    with pytest.raises(CannotEdit, match="in_use"):
        editing.retire_item(FORM, "received")
    form = editing.retire_item(editing.retire_item(FORM, "share"), "received")
    assert item_of(form, "on_time").cells[0].rules == ()  # it was compared with what is no more


def test_an_option_that_stays_keeps_its_slot():
    form = editing.change_item(
        FORM, "way", Asked(name="Cách niêm yết", options=("Màn hình", "Cổng")), Numbering(FORM)
    )
    assert [cell.slot for cell in item_of(form, "way").cells] == [samples.SCREEN, FORM.width]


def test_a_category_is_added_and_retired():
    wider = editing.add_column(FORM, "b", "Khác", Numbering(FORM))
    assert [cell.slot for cell in item_of(wider, "trained").cells] == [samples.MEN, samples.WOMEN, FORM.width]
    narrower = editing.retire_column(wider, "b", 0)
    assert narrower.sections[1].columns == ("Nữ", "Khác")
    assert [cell.slot for cell in item_of(narrower, "trained").cells] == [samples.WOMEN, FORM.width]


def test_a_section_with_items_is_not_dropped():
    with pytest.raises(CannotEdit, match="not_empty"):
        editing.drop_section(FORM, "a")


def test_what_is_gone_is_said_so():
    with pytest.raises(CannotEdit, match="gone"):
        editing.retire_item(FORM, "nowhere")


def test_a_form_has_so_many_slots_in_all():
    many = Numbering(FORM)
    assert [many.slot() for _n in range(FORM.width, editing.MOST_SLOTS)][-1] == editing.MOST_SLOTS - 1
    with pytest.raises(CannotEdit, match="too_many"):
        many.slot()


def one(**facts):
    section = {"kind": SectionKind.INDICATORS, **facts.pop("section", {})}
    numbering = Numbering()
    form = editing.add_section(Definition(), section["kind"], section.get("title", "A"), numbering)
    return editing.add_item(form, form.sections[0].id, Asked(**{"name": "x"} | facts), numbering)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (Definition(), "empty"),
        (one(name=" "), "no_name"),
        (one(section={"title": " "}), "no_name"),
        (one(decimals=7), "decimals"),
        (one(nature=Nature.RATIO), "ratio"),
        (one(ratio=Ratio(5, 6)), "ratio"),
        (one(rules=(Rule(RuleKind.PARTS, Severity.WARN),)), "rule"),
        (one(rules=(Rule(RuleKind.AT_MOST, Severity.WARN, slots=(0,)),)), "rule"),
        (one(rules=(Rule(RuleKind.RANGE, Severity.WARN, least="x"),)), "rule"),
        (one(rules=(Rule(RuleKind.CHANGE, Severity.WARN, least="1"),)), "rule"),
        (one(section={"kind": SectionKind.QUESTIONS}, options=("x",)), "figures"),
    ],
)
def test_faults_are_found(form, kind):
    assert kind in {fault.kind for fault in faults(form)}


def test_a_good_form_has_none():
    assert faults(FORM) == ()
