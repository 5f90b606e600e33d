"""Build a year's annual report from approved data, here and now, without a broker."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError

from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.stored_file import PIECES
from reports.editions.queries import edition_with_work, paths_of
from reports.editions.storage import read
from ui.progress import Progress

OTHER_HANDS = (
    "Another process is building this edition, or was stopped a moment ago. Check the editions in the admin, or "
    "run this command again in a few minutes: it resumes from the last finished step."
)
OTHER_NOTE = (
    "{} is waiting to be built with a different correction note. Build it without --correction, or wait until it "
    "has finished and try again."
)
AWAY = "The database is not responding. Run this command again when it is back: it resumes from the last finished step."


class Command(BaseCommand):
    """The same function as the worker's: assemble, freeze, render, store, with a bar that says how far it is."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", help="the reporting year, such as 2022-23")
        parser.add_argument("--output", type=Path, help="folder for copies of the files; created if it does not exist")
        parser.add_argument(
            "--by", metavar="EMAIL", help=("email address of the account to build it for; if left out, the operator")
        )
        parser.add_argument(
            "--correction",
            metavar="TEXT",
            default="",
            help="what the edition corrects, if a report for the year is already published",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        edition = self._build(options["year"], options["by"], options["correction"])
        if edition.state != EditionState.READY:
            raise CommandError(edition.failure or OTHER_HANDS)
        paths = self._copy(edition, options["output"]) if options["output"] else paths_of(edition)
        self.stderr.write(f"{edition}: SHA-256 {edition.sha256}")
        for path in paths:
            self.stdout.write(path)

    def _build(self, slug: str, email: str | None, correction: str) -> Edition:
        year = ReportingYear.objects.filter(slug=slug).first()
        if year is None:
            known = ", ".join(ReportingYear.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no reporting year {slug}. Known years: {known}.")
        by = None
        if email:
            by = User.objects.filter(email=email.lower()).first()
            if by is None:
                raise CommandError(f"There is no account {email}.")
        progress = Progress(sys.stderr)
        # One that waits for a worker which is not there is built here instead of being waited for.
        waiting = edition_with_work(year)
        try:
            if by is not None:
                require(by, Permission.BUILD_REPORT)
            if waiting and correction.strip() not in ("", waiting.correction_note):
                raise CommandError(OTHER_NOTE.format(waiting))
            edition = waiting or begin_edition(year=year, by=by, correction_note=correction)
        except DomainError as error:
            raise CommandError(error.message) from error
        try:
            return build_edition(edition.pk, show=lambda far: progress.show(far.done, far.total, far.words))
        except (OperationalError, InterfaceError) as error:
            raise CommandError(f"{AWAY} ({error})") from error
        finally:
            progress.end()

    def _copy(self, edition: Edition, folder: Path) -> list[str]:
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for file in edition.files.exclude(kind__in=PIECES).select_related("edition__year"):
            path = folder / file.name
            path.write_bytes(read(file.sha256, file.ending))
            paths.append(str(path))
        return paths
