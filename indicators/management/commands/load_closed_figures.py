"""Backfill a closed year from a spreadsheet, with the same checks and review. Figures are marked as loaded later."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from indicators.backfill.services import load_closed_file
from indicators.management.commands.submit_figures import Command as SubmitCommand
from partnership.exceptions import DomainError


class Command(SubmitCommand):
    """Prints what was found, line by line, and what was done. Ends with 1 where nothing was saved."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--reason", required=True, help="the reason for loading them now, which is published with the figures"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        template, by = self._template(options["slug"]), self._person(options["by"])
        period, content = self._period(options["period"]), self._content(options["file"])
        try:
            checked = load_closed_file(
                template=template,
                period=period,
                name=options["file"].name,
                content=content,
                reason=options["reason"],
                by=by,
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self._tell(checked)
        if not checked.can_submit:
            raise CommandError("Nothing was loaded.")
        done = "loaded and submitted for review" if checked.stored else "the file matches the saved figures"
        self.stdout.write(f"{template}, {period.label}: {done}.")
