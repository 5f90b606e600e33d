"""Addresses that are keys themselves stay out of every log: who reads a log must not be able to use them."""

import logging
import re

from ui.typed_text import escaped

# Whoever has such an address reads a preview, signs a report, sets a password, proves an address, unsubscribes, or
# speaks for somebody who booked. deploy/nginx/portal.conf hides the same.
KEYS = re.compile(
    r"/(preview|sign|password/reset/key|account/invitation|account/confirm-email"
    r"|newsletters/(?:confirm|preferences|unsubscribe)|events/(?:bookings|evaluations))/[^/\s\"'?]+"
)
HIDDEN = r"/\1/(hidden)"
_FORMATTER = logging.Formatter()


class HideKeys(logging.Filter):
    """Writes “(hidden)” for the secret part of an address, and escapes what nobody sees. Lets every line through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the keys out of what the line will say, its traceback included."""
        try:
            message = record.getMessage()
        except Exception:
            # Whoever wrote the line gave it wrong values. The handler says so, in place of the line; raised here, it
            # would end the request instead.
            return True
        # Whoever asks for an address chooses its letters: they must not make lines of a log.
        hidden = escaped(KEYS.sub(HIDDEN, message))
        if hidden != message:
            record.msg, record.args = hidden, None
        if record.exc_info and not record.exc_text:
            record.exc_text = _FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = escaped(KEYS.sub(HIDDEN, record.exc_text), lines=True)
        return True
