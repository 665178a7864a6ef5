"""The pages of the briefing room."""

from giaoban.briefing.views.acts import brief_edit, brief_issue, brief_recount
from giaoban.briefing.views.files import brief_docx, brief_pdf
from giaoban.briefing.views.pages import brief, brief_work, briefs

__all__ = [
    "brief",
    "brief_docx",
    "brief_edit",
    "brief_issue",
    "brief_pdf",
    "brief_recount",
    "brief_work",
    "briefs",
]
