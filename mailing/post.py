"""Handing one email to the mail server, so that who is killed in between never sends it twice.

SMTP ends an email with a dot in a line of its own: before that dot a server that loses the connection forgets what it
got, after it the email counts as delivered. So the row is marked as sent between the last letter and the dot. Who is
killed before has sent nothing, who is killed after has noted it. In the few microseconds between note and dot an email
could be lost; none is ever sent twice.
"""

import re
import smtplib
from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend

HARD = (550, 551, 553)
# Enhanced status codes (RFC 3463): no such mailbox or domain; mailbox disabled.
_HARD_STATUS = re.compile(r"\b5\.(1\.[0-36]|1\.10|2\.1)\b")
_DOT = re.compile(rb"(?m)^\.")


class Refused(Exception):
    """The mail server did not take it. `is_hard`: the address does not exist; `is_final`: trying again is no use."""

    def __init__(self, code: int, words: bytes, *, is_about_address: bool = False) -> None:
        said = " ".join(words.decode("utf-8", "replace").split())
        super().__init__(f"{code} {said}"[:200])
        self.is_final = 500 <= code < 600
        self.is_hard = is_about_address and is_hard(code, said)


def is_hard(code: int, words: str) -> bool:
    """Whether an answer to an address means that there is no such mailbox."""
    if _HARD_STATUS.search(words):
        return True
    has_status = re.search(r"\b5\.\d+\.\d+\b", words)
    return code in HARD and not has_status


class ServerAway(Exception):
    """The mail server cannot be reached, or lets nobody in: no fault of the email."""


class Post:
    """One connection to the mail server, for many emails."""

    def __init__(self, sender: str) -> None:
        self.sender = sender
        self.backend = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection; the next email opens another."""
        self.backend.close()

    def hand_over(self, message: EmailMessage, mark: Callable[[], None]) -> None:
        """Hand over, calling `mark` right before it counts.

        Raises `ServerAway`, `Refused`, `OSError`, `SMTPException`, or what `mark` raises.
        """
        try:
            self.backend.open()
        except (smtplib.SMTPException, OSError) as error:
            raise ServerAway(f"{type(error).__name__}: {error}") from error
        smtp = self.backend.connection if isinstance(self.backend, EmailBackend) else None
        if smtp is None:
            # A folder or a test's list: nothing can be lost on the way.
            mark()
            self.backend.send_messages([message])
            return
        try:
            self._speak(smtp, message, mark)
        except Refused:
            self._begin_anew(smtp)
            raise
        except BaseException:
            self.hang_up()
            raise

    def _speak(self, smtp: smtplib.SMTP, message: EmailMessage, mark: Callable[[], None]) -> None:
        data = _DOT.sub(b"..", message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]  # Django's own
        smtp.ehlo_or_helo_if_needed()
        code, words = smtp.mail(self.sender)
        if code != 250:
            # It takes nothing from us: this says nothing about the email.
            raise ServerAway(f"{code} {words.decode('utf-8', 'replace')}")
        _expect(smtp.rcpt(message.to[0]), 250, 251, is_about_address=True)
        _expect(smtp.docmd("DATA"), 354)
        smtp.send(data if data.endswith(b"\r\n") else data + b"\r\n")
        try:
            mark()
        except BaseException:
            # Without the dot the server forgets it.
            smtp.close()
            raise
        smtp.send(b".\r\n")
        _expect(smtp.getreply(), 250)

    def _begin_anew(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.hang_up()


def _expect(answer: tuple[int, bytes], *codes: int, is_about_address: bool = False) -> None:
    code, words = answer
    if code not in codes:
        raise Refused(code, words, is_about_address=is_about_address)
