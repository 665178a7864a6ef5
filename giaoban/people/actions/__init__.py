"""Every change in accounts, invitations and passwords."""

from giaoban.people.actions.accounts import add_person, change_person, disable, enable
from giaoban.people.actions.invitations import accept_invitation, invite
from giaoban.people.actions.letters import try_letter_again
from giaoban.people.actions.passwords import ask_for_reset, change_password, note_sign_in, reset_password

__all__ = [
    "accept_invitation",
    "add_person",
    "ask_for_reset",
    "change_password",
    "change_person",
    "disable",
    "enable",
    "invite",
    "note_sign_in",
    "reset_password",
    "try_letter_again",
]
