"""What never stands in a log: the secret part of an address."""

from __future__ import annotations

import logging
import re
from typing import Final

_SECRET: Final = re.compile(r"(/feeds/|/invitation/|/password/[^/\s]+/)[^/\s\"']+")


def without_secrets(text: str) -> str:
    """
    `text` with the tokens of addresses taken out.

    >>> without_secrets("Not Found: /feeds/kd83jf.ics")
    'Not Found: /feeds/…'
    """
    return _SECRET.sub(r"\1…", text)


class WithoutSecrets(logging.Filter):
    """Takes the tokens out of each line; it stands at the handler, so no logger passes it by."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True
