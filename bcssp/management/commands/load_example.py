"""Load the 2022-23 example into an empty database."""

import os
import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from bcssp.example.load import load
from bcssp.example.stage import Example
from partnership.exceptions import DomainError


class Command(BaseCommand):
    """Everything goes in through the services that people use, in their roles; no operator acts."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--real-only",
            action="store_true",
            help="leave out illustrative figures: lost values are shown as [x], not available",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        given = os.environ.get("EXAMPLE_PASSWORD", "")
        password = given or secrets.token_urlsafe(9)
        try:
            with transaction.atomic():
                load(Example(password=password, real_only=options["real_only"], say=self.stdout.write))
        except DomainError as error:
            raise CommandError(error.message) from error
        if not given:
            self.stdout.write(f"Password for every example account (shown once): {password}")
