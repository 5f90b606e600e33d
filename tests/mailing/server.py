"""A real mail server in a thread of the test: keeps what it was given, and refuses what it is told to."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller


@dataclass
class Mailboxes:
    """What arrived, in its order: for whom, and the message; and how an address is answered instead."""

    arrived: list[tuple[str, bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    # How the end of a message is answered, once for each.
    endings: list[str] = field(default_factory=list)
    port: int = 0
    # How long it takes to answer after it has a message whole: seconds.
    pause: float = 0

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Take any address but those that are to be refused."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the message: the dot has come."""
        if self.endings:
            return self.endings.pop(0)
        self.arrived += [(address, envelope.content) for address in envelope.rcpt_tos]
        await asyncio.sleep(self.pause)
        return "250 OK"

    @property
    def readers(self) -> list[str]:
        """For whom something arrived, once for each time."""
        return [address for address, _ in self.arrived]

    def message(self, number: int) -> EmailMessage:
        """One that arrived."""
        return cast(EmailMessage, message_from_bytes(self.arrived[number][1], policy=policy.default))


@contextmanager
def mail_server() -> Iterator[Mailboxes]:
    """The server, as long as the test lasts, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    boxes = Mailboxes(port=port)
    controller = Controller(boxes, hostname="127.0.0.1", port=port, ready_timeout=30)
    controller.start()
    try:
        yield boxes
    finally:
        controller.stop()
