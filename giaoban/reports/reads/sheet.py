"""A form as a page shows it: sections, lines, fields with what stands beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from giaoban.reports.figures import MISSING, Figures
from giaoban.reports.figures.quotients import quotient
from giaoban.reports.forming import (
    Cell,
    Combine,
    Definition,
    FindingKind,
    Item,
    Ratio,
    Section,
    SectionKind,
    Severity,
    Trouble,
    read_number,
    write_number,
)
from giaoban.reports.models import ReportFile
from giaoban.reports.reads.filling import Filling
from giaoban.reports.reads.findings import words_of, words_of_trouble
from giaoban.reports.reads.typed import Typed


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule found, in words; `refuses`: it may not be sent so."""

    words: str
    refuses: bool


@dataclass(slots=True)
class Box:
    """
    One number of a form on the page.

    `text` is what stands in its field; "" is nothing given. `last` and `year_ago` are earlier figures in
    words, "" for none. `below` is the sum of the units below, `gave` how many of them gave one. `theirs` is
    what somebody else saved meanwhile, None where nothing differs.
    """

    cell: Cell
    label: str
    text: str = ""
    last: str = ""
    year_ago: str = ""
    below: str = ""
    gave: int = 0
    is_summed: bool = False
    weighs_below: bool = False
    trouble: str = ""
    readings: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Said] = field(default_factory=list)
    explained: str = ""
    theirs: str | None = None
    words: str = ""  # of a yes or no
    is_owed: bool = False  # it has to be given and is not yet
    column: str = ""  # its heading in a table

    @property
    def has_notes(self) -> bool:
        """Whether something is said of it, or asked, below its line."""
        told = self.trouble or self.findings or self.explained or self.theirs is not None
        return bool(told) and not self.is_summed

    @property
    def needs_words(self) -> bool:
        """Whether an explanation is asked or stands there."""
        return bool(self.explained) or any(not one.refuses for one in self.findings)

    @property
    def is_wrong(self) -> bool:
        """Whether it cannot be sent as it is."""
        return bool(self.trouble) or any(one.refuses for one in self.findings)

    @property
    def is_missing(self) -> bool:
        """Whether nothing was given; zero is something."""
        return not self.text


@dataclass(slots=True)
class Line:
    """One line of a section; `quotients` are this period, last period and last year of a ratio."""

    item: Item
    boxes: list[Box] = field(default_factory=list)
    quotients: tuple[str, str, str] = ("", "", "")
    chosen: int | None = None  # slot of the option that was chosen
    chosen_words: str = ""
    words: str = ""
    theirs: str | None = None
    files: list[ReportFile] = field(default_factory=list)
    findings: list[Said] = field(default_factory=list)  # of texts and files
    is_owed: bool = False  # a text or a file that has to be given and is not yet

    @property
    def has_notes(self) -> bool:
        """Whether something is said of one of its numbers."""
        return any(box.has_notes for box in self.boxes)

    @property
    def box(self) -> Box:
        """The one number of an indicator or of a question."""
        return self.boxes[0]


@dataclass(slots=True)
class SheetSection:
    """A section with its lines."""

    section: Section
    lines: list[Line]

    @property
    def kind(self) -> str:
        """The kind, for templates."""
        return self.section.kind.value


def sheet_of(
    filling: Filling,
    *,
    content: Typed | None = None,
    theirs: Mapping[str, Any] | None = None,
    files: Iterable[ReportFile] = (),
    says_owed: bool = False,
) -> list[SheetSection]:
    """
    The form with `content` in its fields (None: what stands there).

    `theirs` says what somebody else saved by the name of the field, for a page that shows a conflict.
    `says_owed`: whether it is said of each field that it has to be given and is not yet; whoever types from
    the top is not told off for what stands further down.
    """
    drawn = content if content is not None else filling.standing.content
    maker = _Maker(filling, drawn, theirs or {}, list(files), says_owed=says_owed)
    return [
        SheetSection(section, [maker.line(section, item) for item in section.items])
        for section in filling.definition.sections
    ]


class _Maker:
    """Makes the lines of one form."""

    def __init__(
        self,
        filling: Filling,
        content: Typed,
        theirs: Mapping[str, Any],
        files: list[ReportFile],
        *,
        says_owed: bool,
    ) -> None:
        self.filling, self.content, self.theirs, self.files = filling, content, theirs, files
        definition = filling.definition
        self.definition = definition
        self.summed = filling.summed
        self.row = content.row(definition.width)
        self.last = filling.last.row if filling.last else None
        self.year_ago = filling.year_ago.row if filling.year_ago else None
        self.below = filling.below.row() if filling.below else None
        if self.below is not None:
            for slot in self.summed:
                self.row[slot] = self.below[slot]
        same = content == filling.standing.content
        self.found: dict[int | str, list[Said]] = {}
        self.owed: set[int | str] = set()
        for one in filling.findings if same else filling.find(content):
            place = one.item if one.slot is None else one.slot
            if one.kind in {FindingKind.REQUIRED, FindingKind.UNANSWERED}:
                if one.slot in content.typed:
                    continue  # something stands there; that it is no number is said already
                self.owed.add(place)
                if not says_owed:
                    continue
            said = Said(words_of(one), one.severity == Severity.REFUSE)
            self.found.setdefault(place, []).append(said)

    def line(self, section: Section, item: Item) -> Line:
        """One line with its boxes."""
        line = Line(item, findings=self.found.get(item.id, []), is_owed=item.id in self.owed)
        if item.ratio is not None:
            line.quotients = (
                self.quotient(item, self.row),
                self.quotient(item, self.last),
                self.quotient(item, self.year_ago),
            )
        elif item.options:
            self.choose(line)
        elif section.kind == SectionKind.NARRATIVE:
            line.words = self.content.words.get(item.id, "")
            theirs = self.theirs.get(f"w-{item.id}", False)
            line.theirs = None if theirs is False else str(theirs or "")
        elif section.kind == SectionKind.FILES:
            line.files = [one for one in self.files if one.item == item.id]
        else:
            line.boxes = [self.box(item, cell) for cell in item.cells]
            if section.kind == SectionKind.QUESTIONS:
                self.yes_or_no(line.box)
            elif section.kind == SectionKind.TABLE:
                for box, column in zip(line.boxes, section.columns, strict=True):
                    box.column = column
        return line

    def yes_or_no(self, box: Box) -> None:
        """The words of an answer; its field keeps 1 and 0."""
        words = {"1": _("Yes"), "0": _("No")}
        box.words = words.get(box.text, box.text)
        box.last, box.year_ago = words.get(box.last, box.last), words.get(box.year_ago, box.year_ago)

    def choose(self, line: Line) -> None:
        """Which option is chosen, and the words of the last period's choice."""
        item = line.item
        for cell, word in zip(item.cells, item.options, strict=True):
            box = self.box(item, cell)
            box.label = word
            line.boxes.append(box)
            if self.content.cells.get(cell.slot):
                line.chosen, line.chosen_words = cell.slot, word

    def box(self, item: Item, cell: Cell) -> Box:
        """One number."""
        made = Box(cell, label=cell.label if len(item.cells) > 1 else item.name)
        made.text = figure(self.row, cell)
        made.last, made.year_ago = figure(self.last, cell), figure(self.year_ago, cell)
        made.is_summed = cell.slot in self.summed
        made.is_owed = cell.slot in self.owed
        made.findings = self.found.get(cell.slot, [])
        made.explained = self.content.explained.get(cell.slot, "")
        if self.filling.below is not None:
            made.below = figure(self.below, cell)
            made.gave = int(self.filling.below.counts[cell.slot])
            made.weighs_below = cell.combine != Combine.BELOW
        self._unsettled(made)
        theirs = self.theirs.get(f"c-{cell.slot}", False)
        if theirs is not False:
            made.theirs = theirs if isinstance(theirs, str) else _number(theirs, cell)
        return made

    def _unsettled(self, box: Box) -> None:
        """What was typed and is no figure: why, and how it may be read."""
        typed = self.content.typed.get(box.cell.slot)
        if typed is None:
            return
        box.text = typed
        value = read_number(typed, box.cell.decimals)
        if isinstance(value, Trouble):
            box.trouble = words_of_trouble(value, typed, box.cell.decimals)
            box.readings = [(str(one), write_number(one, box.cell.decimals)) for one in value.readings]

    def quotient(self, item: Item, row: Figures | None) -> str:
        """A ratio in words; "" where it cannot be worked out."""
        if row is None or item.ratio is None:
            return ""
        return quotient_words(item.ratio, item.decimals, row, self.definition)


def quotient_words(ratio: Ratio, decimals: int, row: Figures, definition: Definition) -> str:
    """What `ratio` is in `row`, as many decimals as its line has; "" where it cannot be worked out."""
    by_slot = definition.by_slot
    over, under = by_slot.get(ratio.over), by_slot.get(ratio.under)
    if over is None or under is None:
        return ""
    times = ratio.factor * 10 ** (under.decimals + decimals)
    value = quotient(
        row[over.slot : over.slot + 1], row[under.slot : under.slot + 1], times, 10**over.decimals
    )
    return "" if value[0] == MISSING else write_number(int(value[0]), decimals)


def figure(row: Figures | None, cell: Cell) -> str:
    """The figure of `cell` in a row as people write it; "" where there is none."""
    if row is None or cell.slot >= len(row) or row[cell.slot] == MISSING:
        return ""
    return write_number(int(row[cell.slot]), cell.decimals)


def _number(value: Any, cell: Cell) -> str:
    return "" if value is None else write_number(int(value), cell.decimals)


def given(content: Typed, definition: Definition) -> tuple[int, int]:
    """How many numbers were given, of how many that the form asks; a choice is one."""
    asked = filled = 0
    for item in definition.items():
        if item.options:
            asked += 1
            filled += any(cell.slot in content.cells for cell in item.cells)
        else:
            asked += len(item.cells)
            filled += sum(cell.slot in content.cells for cell in item.cells)
    return filled, asked
