"""Read emails that came back, and end the subscriptions of addresses that do not exist."""

import mailbox
import sys
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mailing.bounces import read_bounce


class Command(BaseCommand):
    """Run it by a rule of the mail server for BOUNCE_ADDRESS (one message on the standard input), or on a mailbox."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mailbox", nargs="?", default="-", help="a file in mbox format; without it, one message")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["mailbox"] == "-":
            messages = [sys.stdin.buffer.read()]
        else:
            with closing(mailbox.mbox(options["mailbox"], create=False)) as box:
                messages = [one.as_bytes() for one in box]
        ended = sum(read_bounce(raw) for raw in messages)
        self.stdout.write(f"Messages: {len(messages)}. Subscriptions ended: {ended}.")
