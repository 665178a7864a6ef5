"""A proposal as a person edits it, with its addressees."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.assignments.models import Addressee, Proposal
from giaoban.assignments.reads.known import key_of, resolve
from giaoban.assignments.reads.recurrence import next_on, rule_words
from giaoban.assignments.reads.terms import line_of, take_apart
from giaoban.assignments.vocabulary import Sharing
from giaoban.duties.vocabulary import GIVEN, CountedFrom, LimitUnit
from giaoban.ui import formats
from giaoban.ui.forms import DayField, Pick, Picker, PickerField
from giaoban.ui.merging import MergingForm
from giaoban.units.models import Committee

_RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=FR",
    *(f"FREQ=MONTHLY;BYMONTHDAY={day}" for day in (5, 10, 15, 20, 25)),
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;INTERVAL=6",
    "FREQ=YEARLY",
)


class ProposalForm(MergingForm):
    """What is asked, by when, in which field."""

    action = forms.CharField(
        label=_("What is asked"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    product = forms.CharField(label=_("Product expected"), max_length=300, required=False)
    clause = forms.CharField(label=_("Clause"), max_length=40, required=False)
    due_on = DayField(label=_("Deadline"), required=False)
    rule = forms.ChoiceField(label=_("or repeated"), required=False)
    due_time = forms.TimeField(
        label=_("Hour of the deadline"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    amount = forms.IntegerField(label=_("or counted: how many"), required=False, min_value=1, max_value=999)
    unit = forms.ChoiceField(label=_("of what"), choices=LimitUnit, required=False)
    start = forms.ChoiceField(label=_("counted from"), required=False)
    event = forms.CharField(label=_("Event that it is counted from"), max_length=200, required=False)
    field = forms.ChoiceField(label=_("Field"), required=False)
    sharing = forms.ChoiceField(
        label=_("Several equal assignees"), choices=Sharing, widget=forms.RadioSelect, required=False
    )

    def __init__(
        self, data: Any = None, *, proposal: Proposal, fields: list[tuple[int, str]], leads: int
    ) -> None:
        initial = {
            name: getattr(proposal, name)
            for name in ("action", "product", "clause", "due_on", "rule", "sharing", "due_time", "event")
        }
        self.proposal, self.counted = proposal, _counted(proposal)
        initial |= self.counted
        super().__init__(data, prefix="p", initial={**initial, "field": proposal.field_id or ""})
        rules = dict.fromkeys([proposal.rule, *_RULES] if proposal.rule else _RULES)
        self._choose("rule", [("", gettext("not repeated")), *((rule, rule_words(rule)) for rule in rules)])
        self._choose("start", _starts(self.counted["start"]))
        self._choose("field", [("", "–"), *((str(pk), name) for pk, name in fields)])
        if leads < 2:
            del self.fields["sharing"]
        if not fields:
            del self.fields["field"]
        self.stands_as(self.facts_of(proposal))

    def facts_of(self, proposal: Proposal) -> dict[str, Any]:
        """What the fields of this form hold of `proposal`."""
        facts = {name: getattr(proposal, name) for name in self.fields if hasattr(proposal, name)}
        return facts | {"field": str(proposal.field_id or "")} | _counted(proposal)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = choices

    def clean_rule(self) -> str:
        rule: str = self.cleaned_data["rule"]
        if rule:
            next_on(rule, after=date(2025, 1, 1))
        return rule

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("due_on") and cleaned.get("rule"):
            self.add_error("rule", _("A deadline is either a day or a repetition: clear one of the two."))
        if cleaned.get("amount") and not cleaned.get("start"):
            self.add_error("start", _("Choose from what the deadline is counted."))
        return cleaned

    @property
    def reckoning(self) -> str:
        """
        The line of the count that a valid form says; "" when the deadline is a day or a rule.

        Of a day and a count the one that was changed holds, of two changes the count.
        """
        given = self.cleaned_data
        if not given["amount"] or given["rule"]:
            return ""
        start = given["start"]
        if start == "issue":
            start = self.proposal.review.document.issued_on.isoformat()
        line = line_of(start, given["amount"], given["unit"] or LimitUnit.WORKING_DAYS)
        is_day_alone = given["due_on"] != self.proposal.due_on and line == self.proposal.reckoning
        return "" if is_day_alone else line


def _counted(proposal: Proposal) -> dict[str, Any]:
    """How the deadline of `proposal` is counted, as the form says it."""
    parts = take_apart(proposal.reckoning)
    if parts is None:
        return {"amount": None, "unit": LimitUnit.WORKING_DAYS.value, "start": ""}
    start, amount, unit = parts
    if start == proposal.review.document.issued_on.isoformat():
        start = "issue"
    return {"amount": amount, "unit": unit.value, "start": start}


def _starts(known: str) -> list[tuple[str, str]]:
    """From what may be counted; a further day when the paper names one."""
    starts = [
        ("", "–"),
        *((each.value, str(each.label)) for each in CountedFrom if each != CountedFrom.PERIOD),
    ]
    if known and known not in dict(starts):
        starts.append((known, formats.day(date.fromisoformat(known))))
    return starts


class _PartyForm(forms.Form):
    """What forms about an addressee share: the unit or group, the part, own content and deadline."""

    party = PickerField(url="", label=_("Unit or group"), required=False)
    role = forms.ChoiceField(label=_("Part"), choices=[(role.value, role.label) for role in GIVEN])
    content = forms.CharField(label=_("Own content"), required=False, max_length=2000)
    due_on = DayField(label=_("Own deadline"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        committee: Committee,
        on: date,
        multiple: bool,
        picked: list[Pick],
        **rest: Any,
    ) -> None:
        super().__init__(data, **rest)
        self.committee, self.on = committee, on
        self.names: dict[str, str] = {}  # of the units and groups chosen, by key
        url = f"{reverse('addressees')}?committee={committee.code}"
        party = self.fields["party"]
        assert isinstance(party, PickerField)  # noqa: S101 -- declared above
        party.multiple = multiple
        party.widget = Picker(url, multiple=multiple, picked=picked)

    def clean_party(self) -> list[str]:
        keys = []
        for typed in self.cleaned_data["party"]:
            found = resolve(self.committee, typed, on=self.on)
            if len(found) != 1:
                raise ValidationError(_unclear(typed, [each.name for each in found]))
            keys.append(found[0].key)
            self.names[found[0].key] = found[0].name
        return keys


def _unclear(typed: str, names: list[str]) -> str:
    if not names:
        return gettext("“%(words)s” is not the name of a unit or group of this committee.") % {"words": typed}
    return gettext("“%(words)s” may mean several: %(names)s. Type the whole name.") % {
        "words": typed,
        "names": "; ".join(names),
    }


class AddresseeForm(MergingForm, _PartyForm):
    """One addressee of a proposal; an empty unit leaves its words unbound."""

    removed = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, data: Any = None, *, addressee: Addressee, committee: Committee, on: date) -> None:
        bound = addressee.unit or addressee.group
        key = key_of(addressee.unit, addressee.group)
        picked = [Pick(key, bound.name)] if bound else []
        initial = {
            "party": [key] if key else [],
            "role": addressee.role,
            "content": addressee.content,
            "due_on": addressee.due_on,
        }
        super().__init__(
            data,
            committee=committee,
            on=on,
            multiple=False,
            picked=picked,
            initial=initial,
            prefix=f"a{addressee.pk}",
        )
        self.addressee = addressee
        self.stands_as(self.facts_of(addressee))

    def facts_of(self, addressee: Addressee) -> dict[str, Any]:
        """What the fields of this form hold of `addressee`."""
        key = key_of(addressee.unit, addressee.group)
        facts = {name: getattr(addressee, name) for name in ("role", "content", "due_on")}
        return facts | {"party": [key] if key else [], "removed": False}


class NewAddresseeForm(_PartyForm):
    """Units and groups to add in one part; any number of them."""

    def __init__(self, data: Any = None, *, committee: Committee, on: date, role: str) -> None:
        super().__init__(
            data, committee=committee, on=on, multiple=True, picked=[], initial={"role": role}, prefix="new"
        )
