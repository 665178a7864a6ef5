"""The page of answers: papers and tasks by their words, and by what they can be narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.duties.reads.readers import tokens_of
from giaoban.search.jobs import kinds
from giaoban.search.reads import Answer, Narrowing, Stage, find, reachable
from giaoban.units.models import Unit
from giaoban.units.reads import Officer

PAGE: Final = 20
A_FACET: Final = 8  # values that are offered
NAMES: Final = {"sort": "type", "issuer": "issuer", "year": "year", "unit": "unit"}  # in the address
Asked = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value by which the answers can be narrowed; `count` of them have it."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One property of the answers: `name` in the address, its title, the values that occur."""

    name: str
    title: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        """The value to which the answers are narrowed."""
        return next((choice for choice in self.choices if choice.is_chosen), None)


@dataclass(frozen=True, slots=True)
class Results:
    """The answers of one page with everything beside them."""

    answer: Answer
    facets: list[Facet]
    page: Page[int] | None  # None: not counted
    folded_from: int | None  # the place of the first answer that has the words with other marks only


def results_for(
    officer: Officer, typed: str, *, asked: Asked, number: str | None, typing: bool = False
) -> Results:
    """
    What of the papers and tasks that `officer` may read answers to `typed`, narrowed as `asked` says.

    `asked` are the parameters of the address (`NAMES`); a value that does not exist finds nothing.
    """
    values = {name: asked.get(parameter, "")[:200] for name, parameter in NAMES.items()}
    tokens = tokens_of(officer)
    narrowing = Narrowing(
        values,
        whole=frozenset(token for token in tokens if token.startswith("c")),
        own_unit=_is_own_unit(officer, values["unit"]),
    )

    def ask(first: int) -> Answer:
        return find(
            typed,
            officer=officer,
            tokens=tokens,
            narrowing=narrowing,
            first=first,
            count=PAGE,
            typing=typing,
            counted=True,
        )

    wanted = int(number) if number and number.isdecimal() and len(number) < 6 else 1
    answer = ask((max(wanted, 1) - 1) * PAGE)
    page = None
    if answer.total is not None:
        page = Paginator(range(reachable(answer.total)), PAGE).get_page(wanted)
        if page.number != wanted:
            answer = ask((page.number - 1) * PAGE)
    stages = [each.stage for each in answer.found]
    folded = next((place for place, stage in enumerate(stages) if stage in _FOLDED), None)
    has_exact = bool(stages) and stages[0] in _EXACT
    return Results(answer, _facets(officer, answer, values), page, folded if has_exact else None)


_EXACT: Final = {Stage.NUMBER, Stage.EXACT_PHRASE, Stage.EXACT_WORDS}
_FOLDED: Final = {Stage.FOLDED_PHRASE, Stage.FOLDED_WORDS}


def _is_own_unit(officer: Officer, unit: str) -> bool:
    if not unit.isdecimal() or len(unit) > 12:
        return False
    path = Unit.objects.filter(pk=int(unit)).values_list("path", flat=True).first()
    return path is not None and officer.reads_within(path)


def _facets(officer: Officer, answer: Answer, values: Mapping[str, str]) -> list[Facet]:
    if answer.total is None:
        return []
    kind_of = {kind.name: kind for kind in kinds()}

    def sort_words(value: str) -> str:
        kind, _colon, code = value.partition(":")
        return kind_of[kind].type_words(code)

    units = _known_units(officer, answer, values["unit"])
    names = dict(Unit.objects.filter(pk__in=map(int, units)).values_list("pk", "name"))
    told: list[tuple[str, str, Mapping[str, int], Callable[[str], str]]] = [
        ("sort", _("Type"), answer.facets.get("sort", {}), sort_words),
        ("issuer", _("Issued by"), answer.facets.get("issuer", {}), str),
        ("year", _("Year"), answer.facets.get("year", {}), str),
        ("unit", _("Unit"), units, lambda key: names.get(int(key), "")),
    ]
    made = [
        Facet(NAMES[name], title, _choices(counts, values[name], words, newest=name == "year"))
        for name, title, counts, words in told
    ]
    return [facet for facet in made if facet.choices]


def _known_units(officer: Officer, answer: Answer, chosen: str) -> dict[str, int]:
    """
    Counts by unit, of what the officer may know: all where it is open, and one's own.

    Of a paper that gave work to many, a unit knows only its own part.
    """
    counts = dict(answer.facets.get("unit", {}))
    if answer.hidden_units:
        paths = Unit.objects.filter(pk__in=map(int, answer.hidden_units)).values_list("pk", "path")
        own = {str(key) for key, path in paths if officer.reads_within(path)}
        for unit in own:
            counts[unit] = counts.get(unit, 0) + answer.hidden_units[unit]
    return _most(counts, chosen)


def _most(counts: Mapping[str, int], chosen: str) -> dict[str, int]:
    """The values that occur most, and the chosen one."""
    ordered = sorted(counts, key=lambda value: (value != chosen, -counts[value], value))
    return {value: counts[value] for value in ordered[:A_FACET]}


def _choices(
    counts: Mapping[str, int], chosen: str, words: Callable[[str], str], *, newest: bool
) -> list[Choice]:
    most = _most(counts, chosen)
    values: Iterable[str] = sorted(most, reverse=True) if newest else most
    return [
        Choice(value, words(value) or pgettext("facet", "Not named"), most[value], value == chosen)
        for value in values
    ]
