"""Load a set of statistical neighbours, and the areas in it, from a CSV file or a workbook: all or nothing.

Columns: set, published (2025-06), of, rank, area, and for areas that the portal does not know yet: code. Then choose
the set on the page “Areas and neighbours”.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.populations.neighbours import load_neighbours
from partnership.exceptions import DomainError
from partnership.models import User


class Command(BaseCommand):
    """A set that is there already stays as it is: what was compared by it was published."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a .csv or .xlsx file")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the account that is loading the file")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"{options['by']} does not have an account.")
        try:
            added = load_neighbours(text=options["file"].read_bytes(), name=options["file"].name, by=by)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Sets added: {', '.join(one.slug for one in added) or 'none'}.")
