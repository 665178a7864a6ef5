"""What is typed when a report is returned, or accepted with others."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ui.forms import FileDrop


class ReturnForm(forms.Form):
    """Why a report goes back to its unit."""

    reason = forms.CharField(
        label=_("What has to be put right"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class WorkbookForm(forms.Form):
    """A workbook that was filled in."""

    file = forms.FileField(
        label=_("Filled workbook"),
        help_text=_("The .xlsx as it was downloaded here, with your figures."),
        allow_empty_file=True,
        widget=FileDrop(attrs={"accept": ".xlsx"}),
    )


class UploadForm(forms.Form):
    """A file under an item of a form."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)
