"""Public codes: short names for things in addresses, which tell nothing and cannot be guessed in bulk."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O 1 I L U: they are misread over the telephone


def public_code(length: int = 8) -> str:
    """A random code of `length` letters and digits; 8 of them are about 39 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
