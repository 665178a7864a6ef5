"""The goals of quality hold on the project's own annotated notices, and the scoring itself is right."""

from __future__ import annotations

from giaoban.assignments.extraction import Deadline, Party, Task
from tools.score_constructions import GOALS, OWN_GOLD, figures, load, main, pair, rates, run, unit_key


def test_the_goals_hold_on_our_own_notices() -> None:
    notices = load(OWN_GOLD)
    assert len(notices) >= 25
    reached = figures(run(notices))
    assert {name: value for name, value in reached.items() if value < GOALS[name]} == {}


def test_the_program_prints_and_gives_an_exit_code() -> None:
    assert main([]) == 0


def test_a_proposal_matches_by_half_of_the_longer_quote_or_by_the_first_four_words() -> None:
    text = "Giao Sở Y tế lập danh mục thuốc cho các trạm. Sở Nội vụ thẩm định."
    gold = [{"quote": "Giao Sở Y tế lập danh mục thuốc cho các trạm."}]

    def task(start: int, end: int) -> Task:
        return Task("", "", Party("Sở Y tế", ""), (), (), (), Deadline(), "", text[start:end], start, end)

    assert pair(text, gold, [task(0, 28)]) == {0: 0}  # 7 of 11 words
    assert pair(text, gold, [task(0, len(text))]) == {0: 0}  # holds the first four words
    assert pair(text, gold, [task(46, len(text))]) == {}
    assert pair(text, gold, [task(0, 28), task(0, 45)]) == {0: 1}  # the better one


def test_names_are_compared_without_posts_and_short_forms() -> None:
    assert unit_key("Giám đốc Sở NN&MT") == unit_key("Sở NN-MT")
    assert unit_key("Chủ tịch UBND các xã, phường") == unit_key("Ủy ban nhân dân các xã, phường")
    assert unit_key("UBND xã Suối Mơ") != unit_key("UBND xã Suối Cát")


def test_rates_of_nothing_are_perfect_and_of_misses_zero() -> None:
    assert rates(0, 0, 0) == (1.0, 1.0, 1.0)
    assert rates(0, 1, 1) == (0.0, 0.0, 0.0)
