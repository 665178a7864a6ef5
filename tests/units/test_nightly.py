"""What was decided ahead shows from its day on, without anybody's click."""

from datetime import timedelta

from giaoban.outbox.jobs.registry import DAILY
from giaoban.units import actions
from giaoban.units.models import Unit
from tests.make import NOON, TODAY


def test_a_rename_decided_ahead_shows_on_its_day(cast):
    ahead = TODAY + timedelta(days=10)
    actions.rename(
        cast.interior, name="Sở Tổ chức", effective_on=ahead, basis="Nghị quyết 1/NQ-HĐND",
        actor=cast.officer(cast.administrator), at=NOON,
    )  # fmt: skip
    nightly = DAILY["units.apply_due"].act
    nightly(ahead - timedelta(days=1), NOON)
    assert Unit.objects.get(pk=cast.interior.pk).name == "Sở Nội vụ"
    nightly(ahead, NOON)
    assert Unit.objects.get(pk=cast.interior.pk).name == "Sở Tổ chức"
