"""Say where a family's figures stand in a file of national open data."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.files.national import map_open_data, use_ready_layout
from indicators.parsing.national_layouts import ready_layout, ready_layouts
from indicators.parsing.national_mapping import LAYOUTS
from partnership.exceptions import DomainError
from partnership.models import User


class Command(BaseCommand):
    """Replaces what was said of the family before. Files are then sent like any other file of the return."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        keys = [one.key for one in ready_layouts()]
        parser.add_argument("--ready", choices=keys, help="a mapping that comes with the portal, instead of all others")
        parser.add_argument("--family", default="", metavar="SLUG", help="such as referrals-rate")
        parser.add_argument("--layout", default="", choices=sorted(LAYOUTS), help="how the file is laid out")
        for name, example in (
            ("column", "rate=rate_per_10000: the file's column for a column of the family"),
            ("filter", "category=Total: a column and its text in every line that is read"),
            ("row", "'concerns: TABLE_REFERENCE=SG1f': which line is about a row"),
        ):
            parser.add_argument(f"--{name}", action="append", default=[], help=example)
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the account that maps the file")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"{options['by']} does not have an account.")
        ready = ready_layout(options["ready"] or "")
        try:
            stored = (
                use_ready_layout(ready, by=by)
                if ready
                else map_open_data(
                    family_slug=options["family"],
                    layout=options["layout"],
                    columns="\n".join(options["column"]),
                    filters="\n".join(options["filter"]),
                    rows="\n".join(options["row"]),
                    by=by,
                )
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{stored}: mapped.")
