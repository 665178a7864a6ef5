"""What people type about a draft: its beginning, its head, its text, a file that brings text in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.documents.actions import DraftHead
from giaoban.documents.models.draft import longest
from giaoban.documents.reading.types import TYPES
from giaoban.documents.vocabulary import Authority, DocumentType, PaperForm
from giaoban.ui.forms import FileDrop
from giaoban.ui.merging import MergingForm
from giaoban.units.models import Committee, Seat

MOST_TYPED = 3_000_000  # letters of a text: some 900 pages
LISTS = ("bases", "addressed_to", "recipients", "offices", "own_office")


def type_choices() -> list[tuple[str, Any]]:
    """Types that a committee issues: those of the State form, then those that the Party alone has."""
    own = [each for each in TYPES if not each.is_copy]
    state = [each.code for each in own if each.state is not None]
    party = [each.code for each in own if each.state is None and each.party is not None]
    return [
        (str(PaperForm.STATE.label), [(code, DocumentType(code).label) for code in state]),
        (str(PaperForm.PARTY.label), [(code, DocumentType(code).label) for code in party]),
    ]


class BeginForm(forms.Form):
    """A new draft: whose, of what type, about what; its text from a file, pasted, or none yet."""

    committee = forms.ChoiceField(label=_("Committee"))
    type = forms.ChoiceField(label=_("Type"), initial=DocumentType.NOTICE)
    subject = forms.CharField(
        label=_("Subject"),
        max_length=500,
        required=False,
        help_text=_("What the paper is about, as it will stand below its type. A file may say it itself."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = forms.FileField(
        label=_("Its text from a Word file"),
        help_text=_("A .docx of at most 25 MB. Head, clauses, tables, bold and italics are read."),
        required=False,
        allow_empty_file=True,
        widget=FileDrop(attrs={"accept": ".docx"}),
    )
    text = forms.CharField(
        label=_("or its text, pasted"),
        required=False,
        strip=False,
        max_length=MOST_TYPED,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Each line becomes a clause; Điều 1., 1., a) and - are recognised."),
    )

    def __init__(self, *given: Any, committees: Iterable[Committee], **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.committees = {committee.code: committee for committee in committees}
        whose, kinds = self.fields["committee"], self.fields["type"]
        assert isinstance(whose, forms.ChoiceField)  # noqa: S101 -- declared above
        assert isinstance(kinds, forms.ChoiceField)  # noqa: S101 -- declared above
        whose.choices = [(code, each.name) for code, each in self.committees.items()]
        kinds.choices = type_choices()
        if len(self.committees) == 1:
            whose.widget = forms.HiddenInput()
            whose.initial = next(iter(self.committees))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        has_text = bool((told.get("text") or "").strip())
        if told.get("file") and has_text:
            raise ValidationError(_("Choose a file or paste the text, one of the two."))
        if not told.get("file") and not (told.get("subject") or "").strip() and "subject" not in self.errors:
            self.add_error("subject", _("Say what the paper is about."))
        return told


class LinesField(forms.CharField):
    """Items typed one a line; cleans to a tuple without empty ones."""

    def __init__(self, **settings: Any) -> None:
        rows = settings.pop("rows", 3)
        settings.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(required=False, max_length=20_000, **settings)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value) or ""
        lines = (" ".join(line.split()) for line in typed.splitlines())
        return tuple(line for line in lines if line)


def _line(name: str, label: Any, **settings: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest(name), required=False, **settings)


class HeadForm(MergingForm):
    """The head of a draft, as the printed paper needs it."""

    type = forms.ChoiceField(label=_("Type"), required=False)
    form = forms.ChoiceField(label=_("Form"), choices=PaperForm.choices)
    subject = forms.CharField(label=_("Subject"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    superior = _line("superior", _("Superior body"))
    issuer = _line("issuer", _("Issued by"))
    issuer_in_text = _line(
        "issuer_in_text", _("Issuer as a sentence writes it"), help_text=_("Where it differs from the above.")
    )
    symbol = _line("symbol", _("Symbol"), help_text=_("Without its number: TB-BCĐCĐS."))
    place = _line("place", pgettext_lazy("paper", "Place"))
    addressed_to = LinesField(label=_("Addressed to"), rows=2, help_text=_("One a line."))
    bases = LinesField(label=_("Legal bases"), rows=4, help_text=_("One a line, without the semicolon."))
    recipients = LinesField(label=_("Recipients"), rows=4, help_text=_("One a line, without the dash."))
    archive = _line("archive", _("Archived at"), help_text=_("What follows “Lưu:”."))
    authority = forms.ChoiceField(label=_("Authority to sign"), choices=Authority.choices, required=False)
    collective = _line("collective", _("Signed for"), help_text=_("What follows TM., KT., TL. or TUQ."))
    offices = LinesField(label=_("Office of the signer"), rows=2, help_text=_("One a line, as printed."))
    own_office = LinesField(
        label=_("Office in the signer's own agency"),
        rows=2,
        help_text=_("Where the committee is led from another agency; printed above the name."),
    )
    signer = _line("signer", _("Name of the signer"))
    seat = forms.ModelChoiceField(label=_("Seat of the signer"), queryset=Seat.objects.none(), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *given: Any, seats: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        kinds, seat = self.fields["type"], self.fields["seat"]
        assert isinstance(kinds, forms.ChoiceField)  # noqa: S101 -- declared above
        assert isinstance(seat, forms.ModelChoiceField)  # noqa: S101 -- declared above
        kinds.choices = [("", DocumentType.OTHER.label), *type_choices()]
        seat.queryset = seats

    def raw_of(self, name: str, value: Any) -> Any:
        """`value` as the widget would send it."""
        if isinstance(value, Seat):
            return str(value.pk)
        return (
            "\n".join(value) if name in LISTS and not isinstance(value, str) else super().raw_of(name, value)
        )

    def head(self) -> DraftHead:
        """What was typed; call it on a valid form."""
        said = self.cleaned_data
        names = [name for name in self.fields if name not in {"version", "base", "seat"}]
        return DraftHead(**{name: said[name] for name in names})


class ImportForm(forms.Form):
    """A Word file whose text takes the place of the draft's."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx of at most 25 MB; clauses that are there already keep their identity."),
        allow_empty_file=True,
        widget=FileDrop(attrs={"accept": ".docx"}),
    )


class TextForm(forms.Form):
    """
    The text of a draft as it is sent: by the editor as clauses, without it as lines.

    `base` is the text that its author began from; both are JSON as `documents.drafting.content` reads it.
    """

    base = forms.CharField(max_length=4 * MOST_TYPED, strip=False)
    content = forms.CharField(required=False, max_length=4 * MOST_TYPED, strip=False)
    text = forms.CharField(required=False, max_length=MOST_TYPED, strip=False)
