"""Prove that a PDF, HTML or JSON file is a report of this portal, unchanged. Needs no network."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.build.verify import NotOurs, verify_report


class Command(BaseCommand):
    """Exit 0 with the proof; else 1 with what does not hold."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to verify")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        try:
            proof = verify_report(data)
        except NotOurs as error:
            raise CommandError(str(error)) from error
        for sentence in proof.sentences:
            self.stdout.write(sentence)
