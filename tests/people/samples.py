"""Sample calls of this room's acts."""

from __future__ import annotations

from giaoban.outbox.actions import enqueue_mail
from giaoban.outbox.models import Message
from giaoban.people import actions
from tests.make import NOON

NEW = "con-do-qua-song-sang-som"


def _administrator(cast):
    return cast.officer(cast.administrator)


def _newcomer(cast):
    return actions.add_person(
        full_name="Mai Lụa", email="lua@sonhai.example", actor=_administrator(cast), at=NOON
    )


def _add(cast):
    return lambda: _newcomer(cast)


def _change(cast):
    return lambda: actions.change_person(
        cast.reader, actor=_administrator(cast), at=NOON, full_name="Ngô Ước"
    )


def _invite(cast):
    who = _newcomer(cast)
    return lambda: actions.invite(who, actor=_administrator(cast), at=NOON)


def _accept(cast):
    token = actions.invite(_newcomer(cast), actor=_administrator(cast), at=NOON)
    return lambda: actions.accept_invitation(token, password=NEW, at=NOON)


def _disable(cast):
    return lambda: actions.disable(cast.reader, actor=_administrator(cast), at=NOON)


def _enable(cast):
    actions.disable(cast.reader, actor=_administrator(cast), at=NOON)
    return lambda: actions.enable(cast.reader, actor=_administrator(cast), at=NOON)


def _password(cast):
    return lambda: actions.change_password(cast.reader, new_password=NEW, actor=cast.reader, at=NOON)


def _reset(cast):
    return lambda: actions.reset_password(cast.reader, new_password=NEW, at=NOON)


def _sign_in(cast):
    return lambda: actions.note_sign_in(cast.reader, at=NOON)


def _again(cast):
    letter = enqueue_mail(key="x", to="x@sonhai.example", subject="x", body="x", at=NOON)
    Message.objects.filter(pk=letter.pk).update(failed_at=NOON)
    return lambda: actions.try_letter_again(letter.pk, actor=_administrator(cast), at=NOON)


SAMPLES = {
    "people.actions.add_person": _add,
    "people.actions.change_person": _change,
    "people.actions.invite": _invite,
    "people.actions.accept_invitation": _accept,
    "people.actions.disable": _disable,
    "people.actions.enable": _enable,
    "people.actions.change_password": _password,
    "people.actions.reset_password": _reset,
    "people.actions.note_sign_in": _sign_in,
    "people.actions.try_letter_again": _again,
}
NO_ENTRY = {
    "people.actions.ask_for_reset": "nobody has acted yet: whoever asks is unknown, to the journal too"
}
