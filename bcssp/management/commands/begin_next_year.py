"""Add to the example a second year, in progress and wholly illustrative, with an edition of its report to sign."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bcssp.example.in_progress import YEAR_IN_PROGRESS, load_in_progress
from bcssp.example.stage import YEAR, Example
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from reports.build.services import request_build
from reports.build.waiting import wait_for
from reports.models import Edition, EditionState, SigningPart
from reports.signing.services import ask_to_sign


class Command(BaseCommand):
    """For a portal with the published example; does nothing where the year is there already, or the example is not."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not Edition.objects.filter(year__slug=YEAR, state=EditionState.PUBLISHED).exists():
            self.stdout.write("This database does not contain the published example, so no year is added to it.")
            return
        if ReportingYear.objects.filter(slug=YEAR_IN_PROGRESS).exists():
            return
        example = Example.stored(self.stdout.write)
        self.stdout.write(f"Adding the year {YEAR_IN_PROGRESS}, in progress: all of it is illustrative")
        try:
            with transaction.atomic():
                year = load_in_progress(example)
            edition, _ = request_build(year=year, by=example.coordinator)
            wait_for(edition, self.stdout)
            ask_to_sign(edition=edition, part=SigningPart.LOCAL_AUTHORITY, by=example.coordinator)
        except DomainError as error:
            raise CommandError(error.message) from error
