"""Words of the files room: why a file is refused, and what was left out of a text."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.files.reading import Caution, Reason, Unreadable


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    STORED = "files.stored", _("stored a file")


# Each says what happened, that nothing was kept, and what to do.
REFUSALS: Final[dict[Reason, Promise]] = {
    Reason.EMPTY: _("The file is empty; nothing was kept. Check it on your computer and send it again."),
    Reason.TOO_LARGE: _(
        "The file is too large; nothing was kept. Send at most 25 MB: split it, or leave out large pictures."
    ),
    Reason.NOT_A_DOCUMENT: _(
        "The file is not of a kind that is accepted here, or its content is not what its name says; "
        "nothing was kept. Save it again in the right form from the program that made it."
    ),
    Reason.MACRO: _(
        "The file contains macros; nothing was kept. Save it as an ordinary document without macros "
        "and send that."
    ),
    Reason.ENCRYPTED: _(
        "The file is protected by a password and cannot be read; nothing was kept. Send a copy "
        "without a password."
    ),
    Reason.OLD_WORD: _(
        "The file is in the form of Word before 2007; nothing was kept. Open it in Word and save it as .docx."
    ),
    Reason.CORRUPT: _(
        "The file is damaged and cannot be read; nothing was kept. Open it on your computer, save it "
        "again and send that."
    ),
    Reason.ZIP_BOMB: _(
        "The file unpacks to far more than such a file should; nothing was kept. Save it again from "
        "Word, or ask where it came from before you open it."
    ),
    Reason.XML_BOMB: _(
        "The file contains markup that no ordinary document has; nothing was kept. Do not open it "
        "before you know where it came from; then save it again from Word."
    ),
    Reason.TOO_LONG: _(
        "Reading the file takes far longer than such a file should; nothing was kept. Divide it, or save it "
        "again from the program that made it."
    ),
    Reason.LEGACY_ENCODING: _(
        "The text is in an old encoding (TCVN3 or VNI) and would be read wrongly; nothing was kept. "
        "Convert it to Unicode (Times New Roman) and send it again."
    ),
    Reason.NO_TEXT: _(
        "No text was found, the file is probably a scan; nothing was kept. Send the .docx, or a PDF "
        "made from it."
    ),
    Reason.SECRET: _(
        "The file bears the marking of a state secret; nothing was kept. Papers marked so must not be"
        " sent here: handle them under the Law on the Protection of State Secrets."
    ),
}

CAUTIONS: Final[dict[Caution, Promise]] = {
    Caution.TRACKED_CHANGES: _("The document has tracked changes; they were read as accepted."),
    Caution.HIDDEN_TEXT: _("The document has hidden text; it was not read."),
    Caution.EMBEDDED_DOCUMENT: _("The document embeds another document; that one was not read."),
    Caution.EMPTY_PAGES: _("Some pages have no text, they are probably scans; they were not read."),
}


def explain(refusal: Unreadable) -> Promise:
    """The sentence for the person who sent the file."""
    return REFUSALS[refusal.reason]
