"""Submit a spreadsheet of figures from the command line, with the same checks and messages: all or nothing."""

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.definitions.periods import Period, parse_period
from indicators.files.checked_file import Checked
from indicators.files.file_checks import find_template
from indicators.files.uploads import submit_file
from indicators.parsing.archive import LIMITS
from indicators.parsing.file_problems import Level
from indicators.rounds.models.returns import ReturnTemplate
from partnership.exceptions import DomainError
from partnership.models import User


class Command(BaseCommand):
    """Prints what was found, line by line, and what was done. Ends with 1 where nothing was saved."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="an .xlsx or .csv file")
        parser.add_argument("--return", dest="slug", required=True, metavar="SLUG", help="the return's short name")
        parser.add_argument("--period", required=True, help="such as 2022-23, 2022-23-q1 or 2022-23-m01")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the account that is sending the file")
        parser.add_argument(
            "--published-on",
            type=datetime.date.fromisoformat,
            metavar="DATE",
            help="for national open data: the day it was published, such as 2023-10-26",
        )
        parser.add_argument("--draft", action="store_true", help="save as a draft without submitting")

    def handle(self, *args: Any, **options: Any) -> None:
        template, by = self._template(options["slug"]), self._person(options["by"])
        period, content = self._period(options["period"]), self._content(options["file"])
        try:
            checked = submit_file(
                template=template,
                period=period,
                name=options["file"].name,
                content=content,
                by=by,
                submit=not options["draft"],
                published_on=options["published_on"],
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self._tell(checked)
        allowed = checked.can_save if options["draft"] else checked.can_submit
        if not allowed:
            hint = " You can save it with --draft." if checked.can_save else ""
            raise CommandError(f"Nothing was saved.{hint}")
        done = "saved as drafts" if options["draft"] else "submitted for review"
        done = done if checked.stored else "the file matches the saved figures"
        self.stdout.write(f"{template}, {period.label}: {done}.")

    def _tell(self, checked: Checked) -> None:
        for problem in checked.problems:
            to = self.stdout if problem.level is Level.NOTE else self.stderr
            to.write(f"{problem.level.words}: {problem}")
        for what, number in checked.counts.in_words():
            self.stdout.write(f"{what}: {number:,}")

    def _template(self, slug: str) -> ReturnTemplate:
        try:
            return find_template(slug)
        except ReturnTemplate.DoesNotExist as error:
            known = ", ".join(ReturnTemplate.objects.filter(is_active=True).values_list("slug", flat=True)) or "none"
            raise CommandError(f"The return {slug} does not exist. Available returns: {known}.") from error

    def _person(self, email: str) -> User:
        found = User.objects.filter(email=email.lower()).first()
        if found is None:
            raise CommandError(f"{email} does not have an account.")
        return found

    def _period(self, slug: str) -> Period:
        try:
            return parse_period(slug)
        except ValueError as error:
            raise CommandError(str(error)) from error

    def _content(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(LIMITS.file_bytes + 1)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
