"""Begin a partnership in an empty database: arms, host, areas, the current year, the coordinator's account."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify

from bcssp.example.sources import load_areas, load_neighbour_sets
from partnership.exceptions import DomainError
from partnership.models.organisation import OrganisationKind
from partnership.services import current_year, found_partnership, open_year


class Command(BaseCommand):
    """Works once. From then on the coordinator adds people and organisations in the admin."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="the name of the organisation that hosts the partnership")
        parser.add_argument("--short-name", help="its short name; the full name if left out")
        parser.add_argument("--coordinator", required=True, metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        council = {
            "slug": slugify(options["council"])[:50],
            "name": options["council"],
            "short_name": options["short_name"] or options["council"],
            "kind": OrganisationKind.LOCAL_AUTHORITY,
            "is_statutory_partner": True,
        }
        try:
            with transaction.atomic():
                coordinator = found_partnership(
                    profile=settings.PARTNERSHIP,
                    council=council,
                    coordinator_email=options["coordinator"],
                    coordinator_name="Partnership coordinator",
                    # Nobody knows it: the coordinator sets their own by the link that is mailed to them.
                    password=secrets.token_urlsafe(32),
                )
                load_areas(by=coordinator)
                load_neighbour_sets(by=coordinator)
                year = open_year(slug=current_year(), by=coordinator)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            f"{settings.PARTNERSHIP.name} is set up; the year {year} is open. {coordinator.email} can set a "
            "password with “Forgotten your password?” on the sign-in page."
        )
