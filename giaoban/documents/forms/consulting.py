"""What is typed in a round of consultation: opening, extending, answering, deciding, looking."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.documents.actions import Decision, Round, Said
from giaoban.documents.drafting.aligning import Fate
from giaoban.documents.models import Draft, DraftVersion
from giaoban.documents.reads.asking import Chosen, chosen_units, picked_units
from giaoban.documents.reads.comments import UNDECIDED, Asked
from giaoban.documents.vocabulary import Position, Remark, Silence, Taken
from giaoban.duties.vocabulary import LimitUnit
from giaoban.ui.forms import DayField, FileDrop, PickerField

NOW = "now"
_SELECTED = mark_safe(" selected")
FATES = {
    Fate.SAME: pgettext_lazy("clause", "as it was"),
    Fate.MOVED: pgettext_lazy("clause", "moved"),
    Fate.CHANGED: pgettext_lazy("clause", "changed"),
    Fate.DELETED: pgettext_lazy("clause", "taken out"),
}


def _words(label: Any, *, rows: int = 3, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=4_000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class LongSelect(forms.Select):
    """A select of hundreds of choices, drawn without a template for each."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002
    ) -> SafeString:
        """The element with its options."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, mark_safe(" selected") if str(key) == chosen else "", label)
                for key, label in self.choices
            ),
        )
        given = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return format_html("<select{}>{}</select>", given, options)


class RoundForm(forms.Form):
    """Whom to ask about which text, until when, and what silence means."""

    version = forms.ChoiceField(label=_("Text that is sent"))
    units = PickerField(
        url="",
        label=_("Units that are asked"),
        multiple=True,
        help_text=_("Name units, or groups such as “departments” or “communes and wards”."),
    )
    letter = _words(_("What you ask of them"), help_text=_("Stands above the draft on each unit's page."))
    due_on = DayField(label=_("They answer by"), required=False)
    amount = forms.IntegerField(label=_("or within"), min_value=1, max_value=999, required=False)
    limit_unit = forms.ChoiceField(
        label=_("counted in"),
        required=False,
        choices=[(str(u), u.label) for u in (LimitUnit.WORKING_DAYS, LimitUnit.DAYS)],
    )
    silence = forms.ChoiceField(
        label=_("That a unit does not answer"),
        choices=Silence,
        initial=Silence.NOTHING,
        widget=forms.RadioSelect(attrs={"class": "silence"}),
    )
    silence_words = _words(_("Words of the committee's rule"), rows=2)
    silence_source = forms.CharField(label=_("Where the rule stands"), max_length=300, required=False)

    def __init__(
        self, *given: Any, draft: Draft, versions: list[DraftVersion], today: date, **settings: Any
    ) -> None:
        super().__init__(*given, **settings)
        self.draft, self.today = draft, today
        self.chosen = Chosen((), ())
        texts = self.fields["version"]
        assert isinstance(texts, forms.ChoiceField)  # noqa: S101 -- declared above
        texts.choices = [(NOW, _("As it stands now; it is frozen when you send it"))] + [
            (str(v.number), _("Version %(number)s") % {"number": v.number}) for v in versions
        ]
        picker: Any = self.fields["units"].widget
        picker.url = f"{reverse('consultation-units')}?committee={draft.committee.code}"
        if self.is_bound:
            picker.picked = picked_units(picker.value_from_datadict(self.data, self.files, "units"))

    def clean_units(self) -> list[str]:
        keys: list[str] = self.cleaned_data["units"]
        self.chosen = chosen_units(self.draft.committee, keys, on=self.today)
        if self.chosen.unknown:
            names = ", ".join(self.chosen.unknown)
            raise ValidationError(_("Nobody bears this name: %(names)s"), params={"names": names})
        return keys

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("due_on")) == bool(told.get("amount")) and not self.errors:
            raise ValidationError(_("Give a day or a number of days, one of the two."))
        return told

    def round(self) -> Round:
        """What was typed."""
        told = self.cleaned_data
        return Round(
            units=self.chosen.units,
            letter=told["letter"],
            due_on=told["due_on"],
            amount=told["amount"],
            limit_unit=told["limit_unit"] if told["amount"] else "",
            silence=told["silence"],
            silence_words=told["silence_words"],
            silence_source=told["silence_source"],
        )


class ExtendForm(forms.Form):
    """A later deadline for all that have not answered."""

    due_on = DayField(label=_("New deadline"))
    reason = _words(_("Reason"), required=True, rows=2)


class CommentForm(forms.Form):
    """One comment on a clause or on the whole."""

    clause = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Your unit"),
        choices=[
            (Remark.REMARK, pgettext_lazy("proposal", "comments")),
            (Remark.REWORD, pgettext_lazy("proposal", "proposes other words")),
            (Remark.ADD, pgettext_lazy("proposal", "proposes to add something after it")),
            (Remark.DELETE, pgettext_lazy("proposal", "proposes to leave it out")),
            (Remark.MOVE, pgettext_lazy("proposal", "proposes to move it")),
        ],
        initial=Remark.REMARK,
        widget=forms.RadioSelect(attrs={"class": "remark-kinds"}),
    )
    wording = forms.CharField(
        label=_("Wording proposed"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-wording": True}),
    )
    text = forms.CharField(
        label=_("Comment, reason"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quote = forms.CharField(max_length=2_000, required=False, widget=forms.HiddenInput)

    def said(self) -> Said:
        """What was typed."""
        return Said(**self.cleaned_data)


class PlaceForm(forms.Form):
    """Where a comment from a file belongs."""

    clause = forms.ChoiceField(label=_("It is about"), required=False, widget=LongSelect)

    def __init__(self, *given: Any, clauses: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*given, **settings)
        places = self.fields["clause"]
        assert isinstance(places, forms.ChoiceField)  # noqa: S101 -- declared above
        places.choices = [("", _("the whole draft")), *clauses]


class AnswerFileForm(forms.Form):
    """The unit's own Word file."""

    file = forms.FileField(
        label=_("Your Word file"),
        help_text=_("The draft with comments and changes, or a letter that names clauses; a .docx."),
        allow_empty_file=True,
        widget=FileDrop(attrs={"accept": ".docx"}),
    )
    replace = forms.BooleanField(
        label=_("Instead of what an earlier file said"), required=False, initial=True
    )


class SendForm(forms.Form):
    """What the unit says of the whole."""

    position = forms.ChoiceField(
        label=_("Your unit"), choices=Position, widget=forms.RadioSelect(attrs={"class": "positions"})
    )


class TableForm(forms.Form):
    """Which comments of the table are shown."""

    taken = forms.ChoiceField(
        label=_("What became of it"),
        required=False,
        choices=[("", _("all")), (UNDECIDED, _("not decided on yet")), *Taken.choices],
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=LongSelect)
    clause = forms.ChoiceField(label=_("Article, clause"), required=False, widget=LongSelect)
    kind = forms.ChoiceField(
        label=_("What it wants"), required=False, choices=[("", _("all")), *Remark.choices]
    )
    fate = forms.ChoiceField(label=_("Clause now"), required=False)
    by = forms.ChoiceField(
        label=_("In order of"),
        required=False,
        choices=[("", pgettext_lazy("order", "clauses")), ("unit", pgettext_lazy("order", "units"))],
    )

    def __init__(
        self,
        *given: Any,
        units: list[tuple[str, str]],
        clauses: list[tuple[str, str]],
        fates: list[tuple[str, int]],
        **settings: Any,
    ) -> None:
        super().__init__(*given, **settings)
        told: dict[str, list[tuple[str, Any]]] = {
            "unit": units,
            "clause": clauses,
            "fate": [(key, FATES[Fate(key)]) for key, _count in fates],
        }
        for name, choices in told.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
            field.choices = [("", _("all")), *choices]
        if not fates:
            del self.fields["fate"]

    def asked(self) -> Asked:
        """What was chosen; an unknown choice asks for everything."""
        self.full_clean()
        told = self.cleaned_data
        names = ("taken", "unit", "clause", "kind", "fate")
        return Asked(**{name: told.get(name, "") for name in names}, by_unit=told.get("by") == "unit")


class DisposeForm(forms.Form):
    """What becomes of a comment, and of those that say the same."""

    taken = forms.ChoiceField(label=_("What becomes of it"), choices=Taken, widget=forms.RadioSelect)
    reason = _words(_("Reason"), rows=2)
    wording = _words(_("New wording"), rows=2)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    together = forms.BooleanField(required=False)

    def decision(self) -> Decision:
        """What was decided."""
        told = self.cleaned_data
        return Decision(taken=told["taken"], reason=told["reason"], wording=told["wording"])
