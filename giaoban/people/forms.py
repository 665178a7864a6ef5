"""What people type to sign in, to choose a password and about themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.foundation.text import search_key
from giaoban.people.models import Person
from giaoban.people.vocabulary import GUESSED_WORDS, Honorific
from giaoban.ui.merging import MergingForm


class OrganisationWordsValidator:
    """
    Refuses passwords that are little more than words everybody at the institution would guess.

    Such words, the name of the installation and years are taken away; eight letters and digits must
    be left. Marks and spaces do not count: "Ban chỉ đạo 2025" is refused like "banchidao2025".
    """

    LEFT = 8

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise ValidationError when too little is left."""
        rest = re.sub(r"[^a-z0-9]", "", search_key(password))
        for word in sorted(self._words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        rest = re.sub(r"(19|20)\d\d", "", rest)
        if len(rest) < self.LEFT:
            raise ValidationError(self.get_help_text(), code="password_of_guessed_words")

    def get_help_text(self) -> str:
        """The rule as a sentence."""
        return _(
            "The password must not consist of words that everybody here would guess, with a year or digits."
        )

    def _words(self, user: Person | None) -> Iterable[str]:
        known = [*GUESSED_WORDS, *settings.PASSWORD_WORDS, settings.INSTALLATION_NAME]
        if user is not None:
            known += [user.full_name, *re.split(r"[@.]", user.email)]
        words = {re.sub(r"[^a-z0-9]", "", search_key(word)) for word in known}
        return {word for word in words if len(word) >= 4}


class SignInForm(AuthenticationForm):
    """Address and password; whatever is wrong with them, the answer is the same sentence."""

    username = forms.CharField(
        label=gettext_lazy("Work e-mail"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}
        ),
    )
    error_messages = {
        "invalid_login": gettext_lazy(
            "The address or the password is not right. Capital letters count in the password."
        ),
        "inactive": gettext_lazy(
            "The address or the password is not right. Capital letters count in the password."
        ),
    }

    def clean_username(self) -> str:
        """One spelling of an address, so that the throttle counts all its spellings together."""
        return normal_address(self.cleaned_data["username"])


class ForgottenForm(forms.Form):
    """The address to which a link for a new password goes."""

    email = forms.EmailField(
        label=gettext_lazy("Work e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def clean_email(self) -> str:
        return normal_address(self.cleaned_data["email"])


class PasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, typed twice."""

    def __init__(self, user: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _(
            "At least ten characters; several words are easier to keep in mind than signs."
        )
        self.fields["new_password2"].label = _("The same password again")
        self.fields["new_password2"].help_text = ""


class ChangePasswordForm(PasswordForm):
    """A new password, and the present one as proof that it is really you."""

    old_password = forms.CharField(
        label=gettext_lazy("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    field_order = ("old_password", "new_password1", "new_password2")

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        if not self.user.check_password(old):
            raise ValidationError(_("The present password is not right."), code="password_incorrect")
        return old


class OwnDetailsForm(MergingForm):
    """What a person may change about themselves; name and address are the administrator's to change."""

    honorific = forms.ChoiceField(label=gettext_lazy("Form of address"), choices=Honorific, required=False)
    phone = forms.CharField(label=gettext_lazy("Work telephone"), max_length=40, required=False)
    phone_is_shared = forms.BooleanField(
        label=gettext_lazy("Other units may see my telephone number"), required=False
    )


def normal_address(typed: str) -> str:
    """One spelling of a mail address: no spaces around, small letters."""
    return typed.strip().lower()
