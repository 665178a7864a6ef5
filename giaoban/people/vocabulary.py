"""Words of the people room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Honorific(models.TextChoices):
    """How a person is addressed; from the person, never guessed from a name."""

    NONE = "", "—"
    MR = "mr", _("Mr")
    MS = "ms", _("Ms")
    COMRADE = "comrade", _("Comrade")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    ADDED = "people.added", _("added a person")
    CHANGED = "people.changed", _("changed a person's details")
    INVITED = "people.invited", _("sent an invitation")
    JOINED = "people.joined", _("accepted the invitation and chose a password")
    DISABLED = "people.disabled", _("closed an account")
    ENABLED = "people.enabled", _("opened an account again")
    PASSWORD_CHANGED = "people.password_changed", _("changed the password")
    PASSWORD_RESET = "people.password_reset", _("chose a new password by a link in a letter")
    SIGNED_IN = "people.signed_in", _("signed in")
    LETTER_TRIED_AGAIN = "people.letter_tried_again", _("had a letter sent again")


# Words that anybody at such an institution would try first; compared without marks and spaces.
GUESSED_WORDS = (
    "giao ban", "ban chỉ đạo", "văn phòng", "ủy ban nhân dân", "ubnd", "hội đồng", "chuyển đổi số",
    "cơ quan thường trực", "tổ thư ký", "thư ký", "mật khẩu", "matkhau", "password", "administrator", "admin",
    "quản trị", "sở tài chính", "sở nội vụ", "khoa học công nghệ", "công an", "việt nam", "vietnam", "hà nội",
    "xin chào", "welcome", "qwerty", "abcd", "1234567890", "123456789", "12345678", "123456", "12345", "1234",
)  # fmt: skip
