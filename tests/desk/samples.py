"""Sample calls of this room's acts."""

from __future__ import annotations

from giaoban.desk import actions
from giaoban.outbox.actions import enqueue_mail
from giaoban.outbox.models import Message
from giaoban.units.vocabulary import PostRole
from tests.make import NOON, TODAY


def _administrator(cast):
    return cast.officer(cast.administrator)


def _newcomer(cast, *, with_letter=False):
    return actions.add_with_post(
        details={"full_name": "Mai Lụa", "email": "lua@sonhai.example"},
        unit=cast.finance,
        role=PostRole.CONTACT,
        title="Chuyên viên",
        since=TODAY,
        with_letter=with_letter,
        actor=_administrator(cast),
        at=NOON,
    )


def _add(cast):
    return lambda: _newcomer(cast, with_letter=True)


def _invite(cast):
    person, _token = _newcomer(cast)
    return lambda: actions.invite(person, actor=_administrator(cast), at=NOON)


def _change(cast):
    return lambda: actions.change_account(
        cast.reader, full_name="Ngô Ước", actor=_administrator(cast), at=NOON
    )


def _close(cast):
    return lambda: actions.close_account(cast.reader, actor=_administrator(cast), at=NOON)


def _open(cast):
    actions.close_account(cast.reader, actor=_administrator(cast), at=NOON)
    return lambda: actions.open_account(cast.reader, actor=_administrator(cast), at=NOON)


def _letter(cast):
    letter = enqueue_mail(key="x", to="x@sonhai.example", subject="x", body="x", at=NOON)
    Message.objects.filter(pk=letter.pk).update(failed_at=NOON)
    return lambda: actions.send_letter_again(letter.pk, actor=_administrator(cast), at=NOON)


SAMPLES = {
    "desk.actions.add_with_post": _add,
    "desk.actions.invite": _invite,
    "desk.actions.change_account": _change,
    "desk.actions.close_account": _close,
    "desk.actions.open_account": _open,
    "desk.actions.send_letter_again": _letter,
}
