"""The list of tasks as it was asked for, and what its form makes of an address."""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from giaoban.assignments.forms import TaskFilter
from giaoban.assignments.reads.known import key_of
from giaoban.assignments.reads.listing import Filters, rows_of_pages, task_list
from giaoban.assignments.reads.lists import FilteredList, Understood
from giaoban.assignments.reads.many import AT_MOST
from giaoban.assignments.reads.papers import readable_papers
from giaoban.duties.models import DutyQuerySet
from giaoban.ui.forms import Pick, filter_chips
from giaoban.units.models import Committee, Field, Unit
from giaoban.units.reads import OfficerRequest


class Asked:
    """A list as it was asked for: whose tasks, the filter form, the filters in force."""

    def __init__(self, request: OfficerRequest, query: QueryDict | None = None) -> None:
        self.query = request.GET if query is None else query
        self.officer = request.officer
        whole = request.officer.whole_committee_ids
        self.committees = list(Committee.objects.filter(pk__in=whole).order_by("name")) if whole else []
        self.committee = self._chosen()
        unit_code = self.query.get("unit", "").removeprefix("unit:")
        self.unit = Unit.objects.filter(code=unit_code).first() if unit_code else None
        fields = (
            Field.objects.filter(committee=self.committee).order_by("position", "pk")
            if self.committee
            else None
        )
        self.form = TaskFilter(
            self.query,
            url=f"{reverse('addressees')}?units=1&committee={self.committee.code if self.committee else ''}",
            picked=[Pick(key_of(self.unit, None), self.unit.name)] if self.unit else [],
            fields=list(fields.values_list("pk", "name")) if fields is not None else [],
            of_unit=self.committee is None,
        )
        self.form.is_valid()
        self.filters: Filters = self.form.filters(
            committee_id=self.committee.pk if self.committee else None, unit=self.unit
        )
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        self.rows_of_pages = rows_of_pages(request.officer, self.filters, now=self.now)

    @cached_property
    def rows(self) -> DutyQuerySet:
        """All rows of the list in order."""
        return task_list(self.officer, self.filters, now=self.now)

    def _chosen(self) -> Committee | None:
        if self.query.get("scope") == "unit" or not self.committees:
            return None
        code = self.query.get("committee", "")
        return next((each for each in self.committees if each.code == code), self.committees[0])


def _understand(request: OfficerRequest, query: QueryDict) -> Understood:
    """What of `query` the list understands today, and the names of what it does not."""
    asked = Asked(request, query)
    kept, lost = QueryDict(mutable=True), []
    if query.get("scope") == "unit":
        kept["scope"] = "unit"
    elif code := query.get("committee", ""):
        if asked.committee is not None and asked.committee.code == code:
            kept["committee"] = code
        else:
            lost.append(_("Committee"))
    for name in query:
        if name in {"scope", "committee", "page", "choose"} or not any(query.getlist(name)):
            continue
        if _holds(asked, name, request):
            kept.setlist(name, query.getlist(name))
        else:
            lost.append(str(asked.form[name].label) if name in asked.form.fields else name[:40])
    words = tuple(f"{chip.label}: {chip.words}" for chip in filter_chips(asked.form, query))
    return Understood(kept, tuple(lost), words)


def _holds(asked: Asked, name: str, request: OfficerRequest) -> bool:
    if name not in asked.form.fields or name in asked.form.errors:
        return False
    if name == "unit":
        return asked.unit is not None
    if name == "source":
        return readable_papers(request.officer).filter(code=asked.filters.source).exists()
    return bool(asked.form.cleaned_data.get(name))


def _keys(request: OfficerRequest, query: QueryDict) -> list[int]:
    return list(Asked(request, query).rows.values_list("pk", flat=True)[: AT_MOST + 1])


TASKS = FilteredList("assignments", _understand, _keys)
