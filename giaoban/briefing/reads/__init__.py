"""What a brief says, and which briefs there are."""

from giaoban.briefing.reads.findings import MOST_ROWS, Findings, brief_of
from giaoban.briefing.reads.period import Period, offered, period_words
from giaoban.briefing.reads.wording import Words, proposed_words

__all__ = [
    "MOST_ROWS",
    "Findings",
    "Period",
    "Words",
    "brief_of",
    "offered",
    "period_words",
    "proposed_words",
]
