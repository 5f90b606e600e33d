"""Begin a partnership in an empty database: tables, arms, host, areas, the current year, the coordinator's account.

Asks for what is not given, where a person sits at the terminal. Prints the link by which the coordinator sets a
password, and mails it to them.
"""

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import DatabaseError, connection, transaction
from django.utils.text import slugify

from bcssp.accounts.invitations import invite
from bcssp.example.sources import load_areas, load_neighbour_sets
from indicators.catalogue.choices import begin_without_indicators
from partnership.exceptions import DomainError
from partnership.models import Organisation, User
from partnership.models.organisation import OrganisationKind
from partnership.services import current_year, found_partnership, open_year

LONG = Organisation._meta.get_field("name").max_length or 0
SHORT = Organisation._meta.get_field("short_name").max_length or 0
EXISTS = (
    "This database already has a partnership. Ask its coordinator to add you, or use an empty one: set "
    "DATABASE_URL, or VAR_DIR for a new folder."
)
OWN_FILE = (
    "Set PARTNERSHIP_FILE to your own partnership's file. Copy data/partnership.toml, then change its name, area, arms "
    "and contacts. Without one, the portal would carry the example's name: {name}."
)


def checked_email(text: str) -> str:
    """An address, or `CommandError`."""
    try:
        validate_email(text)
    except ValidationError as error:
        raise CommandError(f"“{text}” is not an email address. Enter one like name@example.org.") from error
    return text


def checked_name(text: str) -> str:
    """The name of an organisation as its column takes it, or `CommandError`."""
    if not text.strip() or not slugify(text):
        raise CommandError("Enter the name of the council that hosts the partnership.")
    if len(text) > LONG:
        raise CommandError(f"The name of the council is longer than {LONG} characters. Shorten it.")
    return text.strip()


def checked_short_name(text: str) -> str:
    """A short name as its column takes it, or `CommandError`."""
    if not text.strip() or len(text) > SHORT:
        raise CommandError(f"Enter a short name for the council, up to {SHORT} characters.")
    return text.strip()


class Command(BaseCommand):
    """Works once. From then on the coordinator adds people and organisations on the portal's pages."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", help="the name of the council that hosts the partnership")
        parser.add_argument("--short-name", help="its short name; the full name if left out")
        parser.add_argument("--coordinator", metavar="EMAIL", help="the coordinator's email address")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            call_command("migrate", interactive=False, verbosity=0)
            if User.objects.exists() or Organisation.objects.exists():
                raise CommandError(EXISTS)
            self.check_profile()
            council = self.answer(options["council"], "--council", "Name of the council that hosts it", checked_name)
            email = self.answer(
                options["coordinator"], "--coordinator", "The coordinator's email address", checked_email
            )
            # A name that is short enough is its own short name.
            given = options["short_name"] or (council if len(council) <= SHORT else None)
            short_name = self.answer(given, "--short-name", "A short name for the council", checked_short_name)
            link = self.found(council, short_name, email)
        except DomainError as error:
            raise CommandError(error.message) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}. Check DATABASE_URL.") from error
        self.stdout.write(f"{settings.PARTNERSHIP.name} is set up; the year {current_year()} is open.")
        self.stdout.write(
            f"{email.lower()} sets a password here, within 7 days (the link is mailed to them too):\n{link}"
        )

    def check_profile(self) -> None:
        """Refuse the example's profile, in every database but the file of a developer's own portal: there say so."""
        if settings.PARTNERSHIP_FILE:
            return
        words = OWN_FILE.format(name=settings.PARTNERSHIP.name)
        # `make found` has DEBUG on, whatever database is named.
        if not settings.DEBUG or connection.vendor != "sqlite":
            raise CommandError(words)
        self.stderr.write(self.style.WARNING(words))

    def answer(self, given: str | None, option: str, question: str, check: Callable[[str], str]) -> str:
        """What was given, or what the person at the terminal answers; asked again until it can be used."""
        if given is not None:
            return check(given)
        if not sys.stdin.isatty():
            raise CommandError(f"Give {option}: {question[0].lower()}{question[1:]}.")
        while True:
            try:
                return check(input(f"{question}: "))
            except CommandError as error:
                self.stderr.write(str(error))

    @transaction.atomic
    def found(self, council: str, short_name: str, email: str) -> str:
        """Found it whole, or not at all; give the coordinator's link."""
        coordinator = found_partnership(
            profile=settings.PARTNERSHIP,
            council={
                "slug": slugify(council)[:50],
                "name": council,
                "short_name": short_name,
                "kind": OrganisationKind.LOCAL_AUTHORITY,
                "is_statutory_partner": True,
            },
            coordinator_email=email,
            coordinator_name="Partnership coordinator",
        )
        load_areas(by=coordinator)
        load_neighbour_sets(by=coordinator)
        begin_without_indicators(by=coordinator)
        open_year(slug=current_year(), by=coordinator)
        return invite(user=coordinator, by=None)
