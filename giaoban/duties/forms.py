"""What people write when they act on a duty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.duties.access import product_is_given
from giaoban.duties.models import Duty
from giaoban.duties.reads.feeds import Choice
from giaoban.duties.vocabulary import FeedScope, ProductKind
from giaoban.ui.forms import DayField, FilesField
from giaoban.units.models import Committee, Unit

WORDS_AT_MOST = 4000


class ActForm(forms.Form):
    """A form for one act on `duty`; its cleaned data are the further facts of the action."""

    def __init__(self, *given: Any, duty: Duty, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.duty = duty


def _words(label: Any, *, required: bool = True, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=WORDS_AT_MOST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DeclineForm(ActForm):
    """Why the unit does not take the work."""

    reason = _words(
        gettext_lazy("Why your unit cannot take this work"),
        help_text=gettext_lazy("Those who asked will read this and decide."),
    )


class AskAgainForm(ActForm):
    """Why the work is asked of the same unit again."""

    reason = _words(gettext_lazy("Why this unit should do it after all"))


class ReturnForm(ActForm):
    """What is missing in the result."""

    reason = _words(gettext_lazy("What is missing or has to change"))


class StopForm(ActForm):
    """By which paper and why the work ends."""

    decision = forms.CharField(
        label=gettext_lazy("Number and symbol of the decision"),
        max_length=60,
        help_text=gettext_lazy("For example 215/TB-BCĐ."),
    )
    reason = _words(gettext_lazy("Why the work stops"))


class ReportForm(ActForm):
    """How far the work has come, in percent and words."""

    percent = forms.TypedChoiceField(
        label=gettext_lazy("Done so far"), coerce=int, widget=forms.RadioSelect(attrs={"class": "percents"})
    )
    words = _words(gettext_lazy("What has been done, what is in the way"))
    evidence = FilesField(label=gettext_lazy("Evidence, if any"), required=False)

    def __init__(self, *given: Any, duty: Duty, **settings: Any) -> None:
        settings.setdefault("initial", {"percent": duty.percent})
        super().__init__(*given, duty=duty, **settings)
        steps = sorted({*range(0, 101, 10), duty.percent})
        self.fields["percent"].choices = [(step, f"{step}%") for step in steps]  # type: ignore[attr-defined]


class SubmitForm(ActForm):
    """The result itself."""

    product_kind = forms.ChoiceField(
        label=gettext_lazy("The result is"),
        choices=ProductKind,
        initial=ProductKind.DOCUMENT,
        widget=forms.RadioSelect,
    )
    document_number = forms.CharField(
        label=gettext_lazy("Number and symbol of the document"), max_length=60, required=False
    )
    document_date = DayField(label=gettext_lazy("Date of the document"), required=False)
    link = forms.URLField(
        label=gettext_lazy("Link to the result"), max_length=500, required=False, assume_scheme="https"
    )
    evidence = FilesField(label=gettext_lazy("Files: the result or its evidence"), required=False)
    words = _words(gettext_lazy("Short account of the result"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        verdict = product_is_given(
            given["product_kind"],
            document_number=given["document_number"],
            document_date=given["document_date"],
            link=given["link"],
            has_file=bool(given["evidence"]),
            on=timezone.localdate(),
        )
        if not verdict:
            raise forms.ValidationError(str(verdict.reason))
        return given


def files_are_lost(form: forms.BaseForm) -> str:
    """A sentence for a form that comes back with errors after files were sent: browsers forget them."""
    return _("Choose the files again: they were not kept.") if form.errors and form.files else ""


class FeedForm(forms.Form):
    """Whose deadlines a new calendar address gives."""

    of = forms.ChoiceField(label=gettext_lazy("Deadlines of"))

    def __init__(self, *given: Any, choices: list[Choice], **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["of"].choices = [(one.key, one.label) for one in choices]  # type: ignore[attr-defined]

    def thing(self) -> dict[str, Any]:
        """What was chosen, as the facts of `actions.open_feed`."""
        scope, _colon, key = self.cleaned_data["of"].partition(":")
        return {
            "scope": FeedScope(scope),
            "unit": Unit.objects.filter(code=key).first() if scope == FeedScope.UNIT else None,
            "committee": Committee.objects.filter(pk=key).first() if scope == FeedScope.COMMITTEE else None,
        }
