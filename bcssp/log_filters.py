"""Addresses that are keys themselves stay out of every log: who reads a log must not be able to use them."""

import logging
import re

# A preview is read, a report is signed and a password is set by whoever has the address.
KEYS = re.compile(r"/(preview|sign|password/reset/key)/[^/\s\"'?]+")
HIDDEN = r"/\1/(hidden)"


class HideKeys(logging.Filter):
    """Writes “(hidden)” for the secret part of an address. Lets every line through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the keys out of what the line will say."""
        message = record.getMessage()
        hidden = KEYS.sub(HIDDEN, message)
        if hidden != message:
            record.msg, record.args = hidden, None
        return True
