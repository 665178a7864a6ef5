"""What a unit writes when it acts on its duty; what all such forms share."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.duties.access import product_is_given
from giaoban.duties.reads.work import Matter
from giaoban.duties.vocabulary import HANDED_IN, ProductKind
from giaoban.ui.forms import DayField, FilesField

WORDS_AT_MOST = 4000


class ActForm(forms.Form):
    """A form for one act on a matter; its cleaned data are the further facts of the action."""

    def __init__(self, *given: Any, matter: Matter, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.matter = matter

    @property
    def notice(self) -> str:
        """What else will happen, in a sentence above the fields; "" when nothing does."""
        return ""


def in_words(label: Any, *, required: bool = True, rows: int = 3, help_text: Any = "") -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=WORDS_AT_MOST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DeclineForm(ActForm):
    """Why the unit does not take the work."""

    reason = in_words(
        gettext_lazy("Why your unit cannot take this work"),
        help_text=gettext_lazy("Those who asked will read this and decide."),
    )


class ReportForm(ActForm):
    """How far the work has come, in percent and words."""

    percent = forms.TypedChoiceField(
        label=gettext_lazy("Done so far"), coerce=int, widget=forms.RadioSelect(attrs={"class": "percents"})
    )
    words = in_words(gettext_lazy("What has been done, what is in the way"))
    evidence = FilesField(label=gettext_lazy("Evidence, if any"), required=False)

    def __init__(self, *given: Any, matter: Matter, **settings: Any) -> None:
        settings.setdefault("initial", {"percent": matter.duty.percent})
        super().__init__(*given, matter=matter, **settings)
        steps = sorted({*range(0, 101, 10), matter.duty.percent})
        self.fields["percent"].choices = [(step, f"{step}%") for step in steps]  # type: ignore[attr-defined]


OF_A_KIND: Final = {
    "document_number": ProductKind.DOCUMENT,
    "document_date": ProductKind.DOCUMENT,
    "link": ProductKind.LINK,
}
"""Fields that name a product of one kind: only those of the kind chosen are shown and kept."""


class SubmitForm(ActForm):
    """The result itself."""

    product_kind = forms.ChoiceField(
        label=gettext_lazy("The result is"),
        choices=[(kind.value, kind.label) for kind in HANDED_IN],
        initial=ProductKind.DOCUMENT,
        widget=forms.RadioSelect(attrs={"class": "product-kinds"}),
    )
    document_number = forms.CharField(
        label=gettext_lazy("Number and symbol of the document"), max_length=60, required=False
    )
    document_date = DayField(label=gettext_lazy("Date of the document"), required=False)
    link = forms.URLField(
        label=gettext_lazy("Link to the result"), max_length=500, required=False, assume_scheme="https"
    )
    evidence = FilesField(label=gettext_lazy("Files: the result or its evidence"), required=False)
    words = in_words(gettext_lazy("Short account of the result"), required=False)

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        for name, kind in OF_A_KIND.items():  # the style sheet shows those of the kind chosen
            self.fields[name].widget.attrs["data-product"] = kind

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, kind in OF_A_KIND.items():
            if kind != given.get("product_kind", kind):
                self.errors.pop(name, None)  # out of sight: nobody could put it right
                given[name] = None if name == "document_date" else ""
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


def first_error(form: forms.BaseForm) -> str:
    """The first thing that is wrong with a form, for a message above another page."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
