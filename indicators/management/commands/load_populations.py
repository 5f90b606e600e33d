"""Load population estimates from a CSV file or a workbook: all or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.populations.services import load_populations
from partnership.exceptions import DomainError
from partnership.models import User


class Command(BaseCommand):
    """What is there already is left alone, so that running it again adds nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a .csv or .xlsx file")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the account that is loading the file")
        parser.add_argument(
            "--because",
            default="",
            metavar="REASON",
            help="why numbers are right that differ by more than a fifth from the estimate before",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"{options['by']} does not have an account.")
        file: Path = options["file"]
        try:
            added = load_populations(text=file.read_bytes(), name=file.name, by=by, because=options["because"])
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Estimates added: {len(added)}.")
