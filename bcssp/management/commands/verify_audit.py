"""Check that no line of the audit trail has been changed, removed or cut off.

The folder of files knows how far the trail had come: a shorter one that is whole is noticed by it.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publication.installation import why_trail_is_short
from review.audit import verify_trail
from review.models import ChainHead, Event


class Command(BaseCommand):
    """Exit 0 when the whole chain holds, else 1 with the line that does not."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--line", type=int, help="also print the hash of this line, so that you can compare it")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = verify_trail() or why_trail_is_short()
        if broken:
            raise CommandError(broken)
        head = ChainHead.objects.filter(pk=1).first()
        self.stdout.write(
            f"The audit trail is intact: {Event.objects.count()} lines, head {head.hash if head else 'none'}"
        )
        if options["line"] is not None:
            self._show(options["line"])

    def _show(self, number: int) -> None:
        line = Event.objects.filter(sequence=number).first()
        if line is None:
            raise CommandError(f"The audit trail has no line {number}: it ends before it.")
        self.stdout.write(f"Line {number} has the hash {line.hash}")
