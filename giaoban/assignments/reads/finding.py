"""What of this room can be found: papers with their text, and tasks with the sentences they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.db.models import F, Q
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.assignments.models import Assignment, AssignmentQuerySet, Part
from giaoban.assignments.reads.papers import readable_among
from giaoban.documents.models import Delivery, Document, SlipPart
from giaoban.documents.vocabulary import DocumentType
from giaoban.duties.models import Duty
from giaoban.duties.reads.readers import committee_token, readers_by, unit_tokens
from giaoban.search.indexing import Entry, number_keys
from giaoban.search.jobs.kinds import Keys
from giaoban.search.reads import Kind, Readers, Shown
from giaoban.units.reads import Officer

_SHOWN: Final = (
    *("code", "type", "number", "symbol", "issued_on", "issuer", "subject", "text"),
    "committee__name",
)


def _paper_entries(keys: Keys) -> Iterator[Entry]:
    columns = ("pk", "committee", "type", "number", "symbol", "issued_on", "issuer", "subject", "text")
    for paper in Document.objects.filter(pk__in=keys).only(*columns):
        yield Entry(
            kind="paper",
            key=paper.pk,
            title=f"{paper.short_name} {paper.subject}" if paper.number else paper.subject,
            body=paper.text,
            readers=frozenset({committee_token(paper.committee_id)}),
            numbers=number_keys(paper.number, paper.symbol, paper.type),
            type=paper.type,
            issuer=" ".join(paper.issuer.split()),
            day=paper.issued_on,
            committee=paper.committee_id,
        )


def readers_of_papers(keys: Keys) -> Mapping[int, Readers]:
    """Those who have work from a paper may read it."""
    return readers_by(Part.objects.filter(assignment__document__in=keys), "assignment__document")


def readers_of_slips(keys: Keys) -> Mapping[int, Readers]:
    """Those who have to deal with a paper by a handling slip may read it."""
    return readers_by(SlipPart.objects.filter(slip__document__in=keys), "slip__document")


def readers_of_dispatches(keys: Keys) -> Mapping[int, Readers]:
    """Those to whose unit a paper was sent, and not recalled, may read it."""
    found: dict[int, tuple[set[str], set[int]]] = {}
    rows = Delivery.objects.live().filter(dispatch__document__in=keys)
    for paper, unit, path in rows.values_list("dispatch__document", "unit", "unit__path").distinct():
        tokens, units = found.setdefault(paper, (set(), set()))
        tokens |= unit_tokens(path)
        units.add(unit)
    return {paper: Readers(frozenset(tokens), frozenset(units)) for paper, (tokens, units) in found.items()}


def _papers_shown(keys: Keys, officer: Officer) -> Mapping[int, Shown]:
    papers = readable_among(officer, keys).select_related("committee").only(*_SHOWN)
    return {
        paper.pk: Shown(
            title=paper.short_name,
            about=paper.subject if paper.number else "",
            url=reverse("document", args=[paper.code]),
            hint=" · ".join(part for part in (paper.issuer, paper.committee.name) if part),
            day=paper.issued_on,
            text=paper.text,
        )
        for paper in papers
    }


def _task_entries(keys: Keys) -> Iterator[Entry]:
    tasks = Assignment.objects.filter(pk__in=keys).select_related("lead")
    quoted = tasks.annotate(quote=Substr("document__text", F("start") + 1, F("end") - F("start")))
    readers = readers_by(Part.objects.filter(assignment__in=keys), "assignment")
    for task in quoted:
        others = readers.get(task.pk, Readers())
        yield Entry(
            kind="task",
            key=task.pk,
            title=task.lead.title,
            body=f"{task.lead.origin}\n{_quote(task)}",
            readers=frozenset({committee_token(task.committee_id), *others.tokens}),
            numbers=(task.number,),
            day=task.lead.asked_on,
            units=others.units,
            committee=task.committee_id,
        )


def _tasks_shown(keys: Keys, officer: Officer) -> Mapping[int, Shown]:
    visible = _visible_among(officer, keys).select_related("lead__unit")
    tasks = visible.annotate(quote=Substr("document__text", F("start") + 1, F("end") - F("start")))
    return {
        task.pk: Shown(
            title=task.lead.title,
            about="",
            url=reverse("assignment", args=[task.code]),
            hint=" · ".join(part for part in (task.number, task.lead.unit.name, task.lead.origin) if part),
            day=task.lead.asked_on,
            text=_quote(task),
        )
        for task in tasks
    }


def _quote(task: Assignment) -> str:
    return str(getattr(task, "quote"))  # noqa: B009  # annotated above


def _visible_among(officer: Officer, keys: Keys) -> AssignmentQuerySet:
    """Of a few tasks those of `Assignment.objects.visible_to`, found by way of their duties."""
    seen = Duty.objects.visible_to(officer).filter(part__assignment__in=keys)
    taken_part_in = set(seen.values_list("part__assignment", flat=True))
    own = Q(committee__in=officer.whole_committee_ids)
    return Assignment.objects.filter(own | Q(pk__in=taken_part_in), pk__in=keys)


def _papers_of_duties(keys: Keys) -> Iterable[int]:
    return Part.objects.filter(duty__in=keys).values_list("assignment__document", flat=True).distinct()


def _papers_of_units(keys: Keys) -> Iterable[int]:
    return Part.objects.filter(duty__unit__in=keys).values_list("assignment__document", flat=True).distinct()


def _handled_by_duties(keys: Keys) -> Iterable[int]:
    return SlipPart.objects.filter(duty__in=keys).values_list("slip__document", flat=True).distinct()


def _handled_by_units(keys: Keys) -> Iterable[int]:
    return SlipPart.objects.filter(duty__unit__in=keys).values_list("slip__document", flat=True).distinct()


def _sent_to_units(keys: Keys) -> Iterable[int]:
    return Delivery.objects.filter(unit__in=keys).values_list("dispatch__document", flat=True).distinct()


def _tasks_of_duties(keys: Keys) -> Iterable[int]:
    return Part.objects.filter(duty__in=keys).values_list("assignment", flat=True).distinct()


def _tasks_of_units(keys: Keys) -> Iterable[int]:
    return Part.objects.filter(duty__unit__in=keys).values_list("assignment", flat=True).distinct()


PAPERS: Final = Kind(
    name="paper",
    all_keys=lambda: Document.objects.order_by("pk").values_list("pk", flat=True).iterator(),
    entries=_paper_entries,
    show=_papers_shown,
    type_words=lambda code: str(DocumentType(code).label if code in DocumentType.values else code),
)
PAPERS_READ_BECAUSE_OF: Final = {"duty": _papers_of_duties, "unit": _papers_of_units}
PAPERS_HANDLED_BECAUSE_OF: Final = {"duty": _handled_by_duties, "unit": _handled_by_units}
PAPERS_SENT_BECAUSE_OF: Final = {"unit": _sent_to_units}
FOUND_TASKS: Final = Kind(
    name="task",
    all_keys=lambda: Assignment.objects.order_by("pk").values_list("pk", flat=True).iterator(),
    entries=_task_entries,
    show=_tasks_shown,
    type_words=lambda _code: _("Task"),
    open_units=True,  # every participant sees who takes part
    touched={"duty": _tasks_of_duties, "unit": _tasks_of_units},
)
