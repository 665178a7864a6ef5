"""Questions of the people room: invitations, addresses, the register of personal fields."""

from giaoban.people.reads.register import (
    OwnRecords,
    RegisterEntry,
    own_data,
    own_records,
    personal_register,
    register_version,
)
from giaoban.people.reads.signing import client_address, open_invitation, token_hash

__all__ = [
    "OwnRecords",
    "RegisterEntry",
    "client_address",
    "open_invitation",
    "own_data",
    "own_records",
    "personal_register",
    "register_version",
    "token_hash",
]
