"""Says what is old enough to be deleted, or deletes it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bcssp.retention import services


class Command(BaseCommand):
    """A dry run, unless told to delete."""

    help = "Say what the retention periods would delete now. With --delete, delete it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete it; the worker does so every hour")

    def handle(self, *args: Any, **options: Any) -> None:
        for line in services.due():
            self.stdout.write(f"{line.kind.key.label}: {line.count} older than {line.days} days")
        holds = services.open_holds()
        for hold in holds:
            self.stdout.write(f"Legal hold: nothing is deleted. {hold.reason}")
        if options["delete"] and not holds:
            gone = services.delete_old()
            self.stdout.write(f"Deleted: {sum(gone.values())}")
