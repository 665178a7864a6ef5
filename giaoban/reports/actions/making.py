"""Files of large consolidated reports are made by the worker."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.files.actions import keep, store
from giaoban.foundation.verdict import Refused
from giaoban.outbox.jobs import Job, handler
from giaoban.reports.models import MadeFile
from giaoban.reports.reads.consolidating.facts import Written
from giaoban.reports.reads.consolidating.files import file_of, filename
from giaoban.reports.templating import Misfit
from giaoban.reports.vocabulary import FileKind


@handler("consolidated-file", reaches_outside=True, lease=timedelta(minutes=5))
def _make_file(job: Job) -> None:
    """
    Make one file and keep it; doing it again gives the same bytes.

    It may take half a minute and is done outside a transaction.
    """
    rows = MadeFile.objects.select_related("consolidation__snapshot", "template__file")
    made = rows.filter(pk=job.payload["made"], done_at__isnull=True).first()
    if made is None:
        return
    MadeFile.objects.filter(pk=made.pk).update(percent=10)
    written = Written.of(made.consolidation)
    try:
        data = file_of(written, FileKind(made.kind), made.template)
        MadeFile.objects.filter(pk=made.pk).update(percent=80)
        kept = keep(data, name=filename(written, made.kind), is_read=True)
    except Misfit:
        _give_up(
            made, _("The template cannot be filled with these figures. Check it, or choose another one.")
        )
        return
    except Refused as refusal:
        _give_up(made, str(refusal))
        return
    with transaction.atomic():
        waiting = MadeFile.objects.filter(pk=made.pk, done_at__isnull=True)
        if waiting.exists():
            waiting.update(file=store(kept, at=job.at), percent=100, done_at=job.at, failed="")


def _give_up(made: MadeFile, why: str) -> None:
    MadeFile.objects.filter(pk=made.pk, done_at__isnull=True).update(failed=why)
