"""Sentences are marked in the text without changing it."""

from hypothesis import given
from hypothesis import strategies as st

from giaoban.documents.reads import Pointer, marked_lines

TEXT = "Một\nGiao Sở Tài chính; báo cáo\n\nHết"
words = st.text(alphabet="aâ😀 \n", max_size=60)
places = st.tuples(st.integers(0, 70), st.integers(0, 70))


def joined(lines):
    return "\n".join("".join(s.text for s in line.stretches) for line in lines)


def test_a_marked_stretch_keeps_its_words_and_place():
    start = TEXT.index("Giao")
    [line] = [x for x in marked_lines(TEXT, [Pointer(start, start + 17, "A", "found")]) if x.start == start]
    assert [(s.text, s.key, s.begins) for s in line.stretches] == [
        ("Giao Sở Tài chính", "A", True), ("; báo cáo", "", False),
    ]  # fmt: skip


def test_over_several_lines_the_anchor_stands_once():
    lines = marked_lines(TEXT, [Pointer(0, len(TEXT), "A", "found")])
    assert [s.begins for line in lines for s in line.stretches] == [True, False, False]


def test_the_narrowest_pointer_wins():
    lines = marked_lines("abcdef", [Pointer(0, 6, "wide", "found"), Pointer(2, 4, "narrow", "found")])
    assert [(s.text, s.key) for s in lines[0].stretches] == [("ab", "wide"), ("cd", "narrow"), ("ef", "wide")]


@given(text=words, pointers=st.lists(places, max_size=5), cited=st.lists(places, max_size=3))
def test_marking_never_changes_the_text(text, pointers, cited):
    made = [Pointer(a, b, f"k{n}", "found") for n, (a, b) in enumerate(pointers)]
    lines = marked_lines(text, made, cited=cited)
    assert joined(lines) == text
    assert all(text[s.start : s.start + len(s.text)] == s.text for line in lines for s in line.stretches)
