"""Say that this portal is the real one, after it was restored or moved: it then sends emails and publishes again."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnership.days import day
from partnership.exceptions import DomainError
from publication.installation import confirm, why_held
from review.models import Notification


def what_waits() -> str:
    """The emails that go out as soon as the portal is no longer held, in a sentence."""
    waiting = Notification.objects.due(timezone.now())
    oldest = waiting.order_by("created_at").first()
    if oldest is None:
        return "No emails are waiting."
    count, since = waiting.count(), day(timezone.localdate(oldest.created_at))
    emails = "1 email is waiting" if count == 1 else f"{count} emails are waiting"
    return f"{emails}, the oldest since {since}. The portal sends them within minutes."


class Command(BaseCommand):
    """Asks first, where a person sits at the terminal. Refuses where nothing is held."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        why = why_held()
        if not why:
            self.stdout.write("This portal is not held: it already sends emails, publishes and builds.")
            return
        self.stdout.write(f"{why}\n{what_waits()}")
        self.stdout.write("If another portal runs with a copy of this database, stop it first.")
        if not options["yes"] and not self.agreed():
            raise CommandError("Nothing was changed.")
        try:
            confirm(by=None)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write("This is now the real portal. It sends emails, publishes and builds.")

    def agreed(self) -> bool:
        """Whether the person at the terminal says so."""
        if not sys.stdin.isatty():
            raise CommandError("Add --yes to say that this is the real portal.")
        return input("Is this the real portal? Type yes: ").strip().lower() == "yes"
