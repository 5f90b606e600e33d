"""Have the worker build the year's first annual report, show how far it is, have it signed, and publish it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from reports.build.services import request_build
from reports.build.waiting import wait_for
from reports.editions.queries import paths_of
from reports.models import Edition, EditionState, SigningPart
from reports.publishing.services import publish_edition
from reports.signing.services import sign_edition

COORDINATOR = "coordinator@example.org"
CHAIR = "chair@example.org"
# Who sits in the seats that sign, in the order in which they sign.
SIGNERS = {
    SigningPart.LOCAL_AUTHORITY: "board.council@example.org",
    SigningPart.HEALTH: "board.icb@example.org",
    SigningPart.POLICE: "board.police@example.org",
    SigningPart.CHAIR: CHAIR,
}


class Command(BaseCommand):
    """Does what the example's people would do in their pages, and nothing where it is done already."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", default="2022-23")
        parser.add_argument("--wait", type=float, default=300.0, help="seconds to wait for the worker")

    def handle(self, *args: Any, **options: Any) -> None:
        year = ReportingYear.objects.filter(slug=options["year"]).first()
        emails = {COORDINATOR, *SIGNERS.values()}
        people = {user.email: user for user in User.objects.filter(email__in=emails)}
        if year is None or len(people) < len(emails):
            self.stdout.write("This database does not contain the example, so no report is built automatically.")
            return
        try:
            edition = self.published(year) or self.publish(year, people, options["wait"])
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"The annual report {year.label}:")
        for path in paths_of(edition):
            self.stdout.write(path)

    def published(self, year: ReportingYear) -> Edition | None:
        """Give the edition that readers have already, if there is one."""
        return Edition.objects.filter(year=year, state=EditionState.PUBLISHED).order_by("-number").first()

    def publish(self, year: ReportingYear, people: dict[str, User], seconds: float) -> Edition:
        """Have an edition built unless one is ready or under way; wait for it; let the partners and the chair sign it,
        and the chair publish it.
        """
        edition = Edition.objects.filter(year=year).exclude(state=EditionState.FAILED).order_by("-number").first()
        if edition is None:
            edition, _ = request_build(year=year, by=people[COORDINATOR])
        wait_for(edition, self.stdout, seconds)
        self.sign(edition, people)
        return publish_edition(edition=edition, by=people[CHAIR])

    def sign(self, edition: Edition, people: dict[str, User]) -> None:
        """Have everybody sign who has not: the three safeguarding partners, then the independent chair."""
        done = set(edition.signatures.values_list("part", flat=True))
        for part, email in SIGNERS.items():
            if part not in done:
                sign_edition(edition=edition, part=part, by=people[email])
                self.stdout.write(f"Signed by the example's {part.label.lower()}: {email}")
