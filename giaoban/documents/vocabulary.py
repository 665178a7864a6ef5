"""Words of the papers room."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.documents.drafting.content import Fault


class DocumentType(models.TextChoices):
    """Types of papers; their official names and abbreviations are data of `documents.reading.types`."""

    NOTICE = "TB", _("Notice")
    DIRECTIVE = "CT", _("Directive")
    PLAN = "KH", _("Plan")
    DECISION = "QĐ", _("Decision")
    RESOLUTION = "NQ", _("Resolution")
    DISPATCH = "CĐ", _("Urgent dispatch")
    PROGRAMME = "CTr", _("Programme")
    LETTER = "CV", _("Official letter")
    WORKING_RULES = "QC", _("Working regulation")
    RULES = "QyĐ", _("Rules")
    COMMUNIQUE = "TC", _("Communiqué")
    GUIDANCE = "HD", _("Guidance")
    SCENARIO = "PA", _("Plan of options")
    SCHEME = "ĐA", _("Scheme")
    PROJECT = "DA", _("Project")
    REPORT = "BC", _("Report")
    MINUTES = "BB", _("Minutes")
    SUBMISSION = "TTr", _("Submission")
    CONTRACT = "HĐ", _("Contract")
    MEMORANDUM = "BGN", _("Memorandum")
    AGREEMENT = "BTT", _("Agreement")
    POWER = "GUQ", _("Letter of authority")
    INVITATION = "GM", _("Letter of invitation")
    INTRODUCTION = "GGT", _("Letter of introduction")
    LEAVE = "GNP", _("Leave paper")
    SENDING_SLIP = "PG", _("Sending slip")
    TRANSFER_SLIP = "PC", _("Transfer slip")
    NOTIFICATION_SLIP = "PB", _("Notification slip")
    PUBLIC_LETTER = "ThC", _("Letter of office")
    CERTIFIED_COPY = "SY", _("Certified copy")
    EXTRACT = "TrS", _("Certified extract")
    FURTHER_COPY = "SL", _("Copy of a copy")
    PLATFORM = "CLCT", _("Political platform")
    STATUTES = "ĐLĐ", _("Party statutes")
    STRATEGY = "CL", _("Strategy")
    CONCLUSION = "KL", _("Conclusion")
    PARTY_CIRCULAR = "TTri", _("Party circular")
    STATEMENT = "TBo", _("Statement")
    APPEAL = "LKG", _("Appeal")
    MASTER_PLAN = "QH", _("Master plan")
    CERTIFICATE = "GCN", _("Certificate")
    TRAVEL_PAPER = "GĐĐ", _("Travel paper")
    PARTY_COPY = "BS", _("Party copy")
    LAW = "Luật", _("Law")
    ORDINANCE = "PL", _("Ordinance")
    DECREE = "NĐ", _("Decree")
    CIRCULAR = "TTư", _("Circular")
    JOINT_CIRCULAR = "TTLT", _("Joint circular")
    ORDER = "Lệnh", _("Order")
    MERGED_TEXT = "VBHN", _("Merged text")
    OTHER = "", _("Other paper")


RULING = (
    DocumentType.DECISION, DocumentType.RESOLUTION, DocumentType.DIRECTIVE, DocumentType.WORKING_RULES,
    DocumentType.RULES, DocumentType.GUIDANCE, DocumentType.PLAN, DocumentType.PROGRAMME, DocumentType.SCHEME,
    DocumentType.CONCLUSION, DocumentType.PARTY_CIRCULAR, DocumentType.STRATEGY, DocumentType.MASTER_PLAN,
    DocumentType.LAW, DocumentType.ORDINANCE, DocumentType.DECREE, DocumentType.CIRCULAR,
    DocumentType.JOINT_CIRCULAR, DocumentType.MERGED_TEXT,
)  # fmt: skip
"""Types that hold until something takes their place; of letters and reports nobody asks it."""


class Direction(models.TextChoices):
    """In which book of the register a paper stands."""

    INCOMING = "in", pgettext_lazy("register", "Incoming")
    OUTGOING = "out", pgettext_lazy("register", "Outgoing")
    INTERNAL = "internal", pgettext_lazy("register", "Internal")


class Urgency(models.IntegerChoices):
    """The stamp of urgency (Decree 30/2020, annex I, box 10b)."""

    ORDINARY = 0, pgettext_lazy("urgency", "Ordinary")
    URGENT = 1, pgettext_lazy("urgency", "Urgent")
    VERY_URGENT = 2, pgettext_lazy("urgency", "Very urgent")
    EXPRESS = 3, pgettext_lazy("urgency", "Express")


PASS_ON_WORKING_DAYS = {
    Urgency.ORDINARY: 1, Urgency.URGENT: 0, Urgency.VERY_URGENT: 0, Urgency.EXPRESS: 0,
}  # fmt: skip
"""
Working days after arrival within which a paper is passed on (Decree 30/2020, art. 18 and 22 to 24): the same
day or the next working day; with a stamp of urgency at once, which is to say the same day.
"""


class Secrecy(models.IntegerChoices):
    """The marking of a state secret; such papers are registered by number alone."""

    NONE = 0, pgettext_lazy("secrecy", "None")
    SECRET = 1, pgettext_lazy("secrecy", "MẬT (secret)")
    TOP_SECRET = 2, pgettext_lazy("secrecy", "TỐI MẬT (top secret)")
    HIGHEST = 3, pgettext_lazy("secrecy", "TUYỆT MẬT (highest)")


class RelationKind(models.TextChoices):
    """What a paper does to another; the first to name is the one that does it."""

    IMPLEMENTS = "implements", pgettext_lazy("relation", "Implements")
    REPLACES = "replaces", pgettext_lazy("relation", "Replaces")
    AMENDS = "amends", pgettext_lazy("relation", "Amends")
    REPLIES = "replies", pgettext_lazy("relation", "Replies to")
    CITES = "cites", pgettext_lazy("relation", "Rests on or cites")


REVERSED = {
    RelationKind.IMPLEMENTS: pgettext_lazy("relation", "Implemented by"),
    RelationKind.REPLACES: pgettext_lazy("relation", "Replaced by"),
    RelationKind.AMENDS: pgettext_lazy("relation", "Amended by"),
    RelationKind.REPLIES: pgettext_lazy("relation", "Answered by"),
    RelationKind.CITES: pgettext_lazy("relation", "Cited by"),
}
"""The same seen from the other paper."""


class IntakeState(models.TextChoices):
    """How far a file that was handed in has come."""

    WAITING = "waiting", pgettext_lazy("intake", "Waits to be read")
    READY = "ready", pgettext_lazy("intake", "To be confirmed")
    REGISTERED = "registered", pgettext_lazy("intake", "Registered")
    REFUSED = "refused", pgettext_lazy("intake", "Refused")
    SET_ASIDE = "set_aside", pgettext_lazy("intake", "Set aside")


class TextFrom(models.TextChoices):
    """How the text of a paper came about."""

    FILE = "", pgettext_lazy("text", "As the file holds it")
    PICTURE = "ocr", pgettext_lazy("text", "Read from a picture by a program")
    NONE = "none", pgettext_lazy("text", "No text: a picture, and no program here reads pictures")
    FAILED = "failed", pgettext_lazy("text", "No text: the picture could not be read")
    CELLS = "cells", pgettext_lazy("text", "Cells of a workbook")


class DraftState(models.TextChoices):
    """The life of a draft: written, found ready, issued; or withdrawn, with a reason."""

    WRITING = "writing", pgettext_lazy("draft", "Being written")
    READY = "ready", pgettext_lazy("draft", "Ready to be signed")
    ISSUED = "issued", pgettext_lazy("draft", "Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("draft", "Withdrawn")


class PaperForm(models.TextChoices):
    """By whose rules a paper looks: Decree 30/2020 of the State, or the Party's guidance."""

    STATE = "state", _("State form")
    PARTY = "party", _("Party form")


class Authority(models.TextChoices):
    """With what authority a paper is signed (Decree 30/2020, annex I, part II, 7a)."""

    HEAD = "", _("the head signs")
    COLLECTIVE = "TM", _("TM. for the collective")
    DEPUTY = "KT", _("KT. deputy for the head")
    BY_ORDER = "TL", _("TL. by order")
    AUTHORISED = "TUQ", _("TUQ. by authorisation")
    ACTING = "Q", _("Q. acting head")


class NumberState(models.TextChoices):
    """What became of a number that left its series."""

    TAKEN = "taken", pgettext_lazy("number", "Taken")
    RESERVED = "reserved", pgettext_lazy("number", "Reserved")
    VOID = "void", pgettext_lazy("number", "Void")


URGENT_WORDS = {
    Urgency.ORDINARY: "", Urgency.URGENT: "KHẨN", Urgency.VERY_URGENT: "THƯỢNG KHẨN",
    Urgency.EXPRESS: "HỎA TỐC",
}  # fmt: skip
"""What the stamp of urgency says on paper; its frame stands with the measures of `documents.layout`."""


class Circulation(models.TextChoices):
    """Limits of circulation printed on a paper (Decree 30/2020, annex I, box 11)."""

    NONE = "", pgettext_lazy("circulation", "None")
    RETURN = "XEM XONG TRẢ LẠI", _("XEM XONG TRẢ LẠI (read and return)")
    INTERNAL = "LƯU HÀNH NỘI BỘ", _("LƯU HÀNH NỘI BỘ (for internal use)")


class SignatureState(models.TextChoices):
    """What is known of the signatures of a PDF; what could not be checked is unknown, never guessed."""

    VALID = "valid", pgettext_lazy("signature", "Valid")
    INVALID = "invalid", pgettext_lazy("signature", "Invalid")
    UNKNOWN = "unknown", pgettext_lazy("signature", "Unknown")
    NONE = "none", pgettext_lazy("signature", "No digital signature")


class SignatureReason(models.TextChoices):
    """Why a signature is what it is; the codes are those of `documents.reading.pdf_signatures`."""

    WHOLE = "whole", _("The file is as it was signed, and the certificate is trusted here.")
    CHANGED = "changed", _("The file was changed after it was signed.")
    FORGED = "forged", _("The signature does not fit its certificate.")
    CHANGED_AFTER = "changed_after", _("Something was added to the file after this signature.")
    REVOKED = "revoked", _("The certificate was revoked.")
    NO_ROOT = "no_root", _("The file is as it was signed; nobody trusted here vouches for the certificate.")
    EXPIRED = "expired", _("The certificate does not hold today, and no trusted clock says when it signed.")
    UNREADABLE = "unreadable", _("The signature could not be read.")


class Silence(models.TextChoices):
    """What it means that a unit does not answer: nothing, unless the committee's own rules say otherwise."""

    NOTHING = "nothing", pgettext_lazy("silence", "Counts as nothing: the unit has not answered")
    AGREES = "agrees", pgettext_lazy("silence", "Counts as agreement, by the committee's rules")


class Position(models.TextChoices):
    """What a unit says of a draft as a whole."""

    AGREES = "agrees", pgettext_lazy("position", "Agrees")
    WITH_COMMENTS = "comments", pgettext_lazy("position", "Agrees, with comments")
    OTHERWISE = "otherwise", pgettext_lazy("position", "Proposes otherwise")


class Remark(models.TextChoices):
    """What a comment wants of the clause that it stands on; the codes are those of `drafting.answers`."""

    REMARK = "remark", pgettext_lazy("comment", "Comment")
    REWORD = "reword", pgettext_lazy("comment", "Other wording")
    ADD = "add", pgettext_lazy("comment", "Add after it")
    DELETE = "delete", pgettext_lazy("comment", "Leave out")
    MOVE = "move", pgettext_lazy("comment", "Move")


class Source(models.TextChoices):
    """How a comment came in."""

    TYPED = "typed", pgettext_lazy("comment", "Typed here")
    WORD = "word", pgettext_lazy("comment", "From the unit's file")


class Taken(models.TextChoices):
    """What becomes of a comment: tiếp thu, tiếp thu một phần, giải trình."""

    ACCEPTED = "accepted", pgettext_lazy("disposition", "Accepted")
    PARTLY = "partly", pgettext_lazy("disposition", "Accepted in part")
    EXPLAINED = "explained", pgettext_lazy("disposition", "Explained")


class Purpose(models.TextChoices):
    """What a paper is sent to a unit for."""

    ACTION = "action", pgettext_lazy("dispatch", "For action")
    INFORM = "inform", pgettext_lazy("dispatch", "For information")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    REGISTERED = "documents.registered", _("registered a paper")
    CHANGED = "documents.changed", _("changed the details of a paper")
    DOWNLOADED = "documents.downloaded", _("downloaded a paper")
    DRAFT_BEGUN = "documents.draft_begun", _("began a draft")
    DRAFT_SAVED = "documents.draft_saved", _("saved the text of a draft")
    DRAFT_IMPORTED = "documents.draft_imported", _("brought the text of a draft in from a file")
    DRAFT_HEADED = "documents.draft_headed", _("changed the head of a draft")
    DRAFT_FROZEN = "documents.draft_frozen", _("froze a version of a draft")
    DRAFT_READY = "documents.draft_ready", _("found a draft ready to be signed")
    DRAFT_REOPENED = "documents.draft_reopened", _("took a draft back to writing")
    DRAFT_WITHDRAWN = "documents.draft_withdrawn", _("withdrew a draft")
    SERIES_OPENED = "documents.series_opened", _("opened a series of numbers")
    SERIES_CHANGED = "documents.series_changed", _("changed a series of numbers")
    TERM_OPENED = "documents.term_opened", _("opened a term of office")
    NUMBER_TAKEN = "documents.number_taken", _("took a number")
    NUMBER_RESERVED = "documents.number_reserved", _("reserved a number")
    NUMBER_VOIDED = "documents.number_voided", _("declared a number void")
    RECORDED = "documents.recorded", _("entered a paper in the register")
    CORRECTED = "documents.corrected", _("corrected the register")
    PASSED_ON = "documents.passed_on", _("passed a paper on")
    SLIP_WRITTEN = "documents.slip_written", _("wrote a handling slip")
    RELATED = "documents.related", _("related two papers")
    UNRELATED = "documents.unrelated", _("took a relation of papers back")
    HANDED_IN = "documents.handed_in", _("handed a file in for the register")
    SET_ASIDE = "documents.set_aside", _("set a file aside that was handed in")
    ISSUED = "documents.issued", _("issued a paper")
    SIGNED_KEPT = "documents.signed_kept", _("kept the signed file of a paper")
    DISPATCHED = "documents.dispatched", _("sent a paper to units")
    DISPATCH_RECEIVED = "documents.dispatch_received", _("signed for a paper")
    DISPATCH_RECALLED = "documents.dispatch_recalled", _("recalled a paper that was sent")
    ROUND_OPENED = "documents.round_opened", _("sent a draft to units for their opinion")
    ROUND_EXTENDED = "documents.round_extended", _("set a later deadline for opinions on a draft")
    ROUND_CLOSED = "documents.round_closed", _("closed a round of consultation")
    TABLE_PUBLISHED = "documents.table_published", _("showed the table of comments to the units")
    COMMENT_WRITTEN = "documents.comment_written", _("wrote a comment on a draft")
    COMMENT_CHANGED = "documents.comment_changed", _("changed a comment on a draft")
    COMMENT_DROPPED = "documents.comment_dropped", _("took a comment on a draft out before it was sent")
    FILE_READ = "documents.answer_file_read", _("brought comments on a draft in from a file")
    ANSWER_SENT = "documents.answer_sent", _("sent the unit's opinion on a draft")
    DISPOSED = "documents.disposed", _("decided on a comment")


MALFORMED = {
    Fault.NOT_A_TEXT: _("What was sent is no text of a draft; nothing was changed. Open the page again."),
    Fault.TOO_LONG: _("The text is far too long for one paper; nothing was changed. Divide it."),
    Fault.TOO_WIDE: _("A table is too large for a paper; nothing was changed. Attach it as a file instead."),
}
"""Why a text of a draft is refused."""


def explain_malformed(fault: Fault) -> Promise:
    """The sentence for the person who sent the text."""
    return MALFORMED[fault]


FACT_WORDS = {
    "purpose": pgettext_lazy("fact", "sent for"),
    "replaced_by": pgettext_lazy("fact", "replaced by the paper"),
    "added": pgettext_lazy("fact", "clauses added"),
    "answered": pgettext_lazy("fact", "answered"),
    "changed": pgettext_lazy("fact", "clauses changed"),
    "circulation": pgettext_lazy("fact", "limits of circulation"),
    "clause": pgettext_lazy("fact", "clause"),
    "clauses": pgettext_lazy("fact", "clauses in all"),
    "comment": pgettext_lazy("fact", "comment"),
    "comments": pgettext_lazy("fact", "comments"),
    "committee": pgettext_lazy("fact", "committee"),
    "contact": pgettext_lazy("fact", "contact line"),
    "coordinating": pgettext_lazy("fact", "coordinating units"),
    "dated_on": pgettext_lazy("fact", "date of the paper"),
    "deleted": pgettext_lazy("fact", "clauses taken out"),
    "docx": pgettext_lazy("fact", "checksum of the Word file"),
    "draft": pgettext_lazy("fact", "draft"),
    "drafter": pgettext_lazy("fact", "drafted by"),
    "earlier_last": pgettext_lazy("fact", "last number given before the program"),
    "file_sha256": pgettext_lazy("fact", "checksum of the file"),
    "found": pgettext_lazy("fact", "comments read from the file"),
    "head": pgettext_lazy("fact", "head of the paper"),
    "lead": pgettext_lazy("fact", "lead unit"),
    "leader": pgettext_lazy("fact", "leader"),
    "message": pgettext_lazy("fact", "message to the units"),
    "moved": pgettext_lazy("fact", "clauses moved"),
    "not_answered": pgettext_lazy("fact", "not answered"),
    "note": pgettext_lazy("fact", "what the version is for"),
    "opinion": pgettext_lazy("fact", "leader's opinion"),
    "other_paper": pgettext_lazy("fact", "the other paper"),
    "paper": pgettext_lazy("fact", "paper"),
    "pdf": pgettext_lazy("fact", "checksum of the PDF"),
    "period": pgettext_lazy("fact", "year or term"),
    "published_at": pgettext_lazy("fact", "shown to the units"),
    "relation": pgettext_lazy("fact", "relation"),
    "series": pgettext_lazy("fact", "series"),
    "signature": pgettext_lazy("fact", "signature"),
    "silence": pgettext_lazy("fact", "silence"),
    "taken": pgettext_lazy("fact", "decision"),
    "types": pgettext_lazy("fact", "types"),
    "unplaced": pgettext_lazy("fact", "comments without a clause"),
    "version": pgettext_lazy("fact", "version"),
}
FACT_CHOICES = {
    "purpose": dict(Purpose.choices),
    "types": dict(DocumentType.choices),
    "signature": dict(SignatureState.choices),
    "relation": dict(RelationKind.choices),
}
"""Names of facts in the journal's entries on drafts, rounds and numbers, and words for codes in them."""
