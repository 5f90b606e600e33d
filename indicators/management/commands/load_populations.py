"""Load population estimates from a CSV file: all or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.definitions.populations import load_populations
from partnership.exceptions import DomainError
from partnership.models import User


class Command(BaseCommand):
    """What is there already is left alone, so that running it again adds nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a CSV file in UTF-8")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the account that is loading the file")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"{options['by']} does not have an account.")
        try:
            text = options["file"].read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        try:
            added = load_populations(text=text, by=by)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Estimates added: {len(added)}.")
