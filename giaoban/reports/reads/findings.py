"""What is wrong or odd with a report, in the words of its form or in whole sentences of the program."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.reports.forming import Finding, FindingKind, Trouble, TroubleKind, write_number

_SENTENCES: Final[dict[FindingKind, Promise]] = {
    FindingKind.REQUIRED: gettext_lazy("“%(name)s” has to be given; enter 0 where there is nothing."),
    FindingKind.UNANSWERED: gettext_lazy("“%(name)s” has to be answered."),
    FindingKind.PARTS: gettext_lazy(
        "“%(name)s” is %(figure)s, yet its parts (%(others)s) add up to %(sum)s."
    ),
    FindingKind.CHANGE: gettext_lazy(
        "“%(name)s” is %(figure)s, against %(before)s in the period before: a change of %(percent)s%%, more"
        " than %(most)s%%."
    ),
    FindingKind.AT_MOST: gettext_lazy("“%(name)s” is %(figure)s, more than “%(others)s” (%(sum)s)."),
    FindingKind.DIFFERS: gettext_lazy(
        "“%(name)s” is %(figure)s, while the units below report %(below)s together."
    ),
    FindingKind.ONE_OPTION: gettext_lazy("“%(name)s”: choose one option only."),
    FindingKind.YES_OR_NO: gettext_lazy("“%(name)s”: answer yes or no."),
}
_TROUBLES: Final[dict[TroubleKind, Promise]] = {
    TroubleKind.NOT_A_NUMBER: gettext_lazy("“%(text)s” is not a number; write it as 1.234,5."),
    TroubleKind.TOO_MANY_DECIMALS: gettext_lazy("“%(text)s” has more decimals than this figure takes."),
    TroubleKind.TOO_LARGE: gettext_lazy("“%(text)s” is too large for a figure."),
}


def words_of(finding: Finding) -> str:
    """The finding in one sentence; the rule's own words come first where it has any."""
    if finding.words:
        return finding.words
    if "points" in finding.facts:
        return _(
            "“%(name)s” is %(figure)s%%, against %(before)s%% in the period before: a change of %(points)s"
            " percentage points, more than %(most)s."
        ) % dict(finding.facts)
    if finding.kind == FindingKind.RANGE:
        return _range(finding) % finding.facts
    if finding.kind == FindingKind.REQUIRED and finding.slot is None:
        return _("“%(name)s” has to be given.") % finding.facts
    return str(_SENTENCES[finding.kind]) % finding.facts


def _range(finding: Finding) -> str:
    if not finding.facts["most"]:
        return _("“%(name)s” is %(figure)s, less than %(least)s.")
    if not finding.facts["least"]:
        return _("“%(name)s” is %(figure)s, more than %(most)s.")
    return _("“%(name)s” is %(figure)s; it lies between %(least)s and %(most)s.")


def words_of_trouble(trouble: Trouble, text: str, decimals: int) -> str:
    """Why `text` is no figure yet, and what it may mean."""
    if trouble.kind == TroubleKind.AMBIGUOUS:
        first, second = (write_number(each, decimals) for each in trouble.readings)
        return _("“%(text)s” may mean %(first)s or %(second)s; which is it?") % {
            "text": text,
            "first": first,
            "second": second,
        }
    return str(_TROUBLES[trouble.kind]) % {"text": text}
