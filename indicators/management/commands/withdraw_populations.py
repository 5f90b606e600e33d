"""Withdraw a vintage of population estimates that was loaded wrongly: one person asks, another agrees."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.definitions.models.area import Area
from indicators.populations.services import agree_withdrawal, ask_withdrawal, open_withdrawal
from partnership.exceptions import DomainError
from partnership.models import User


class Command(BaseCommand):
    """Without `--agree` it asks, with a reason; with it, a second person withdraws what was asked for."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("vintage", type=datetime.date.fromisoformat, metavar="VINTAGE", help="such as 2023-12-15")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the account that asks, or agrees")
        parser.add_argument("--area", default="", metavar="SLUG", help="one area; without it, every area")
        parser.add_argument("--because", default="", metavar="REASON", help="why the vintage was loaded by mistake")
        parser.add_argument("--agree", action="store_true", help="agree to what someone else requested")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"{options['by']} does not have an account.")
        area = Area.objects.filter(slug=options["area"]).first()
        if options["area"] and area is None:
            raise CommandError(f"There is no area “{options['area']}”.")
        vintage: datetime.date = options["vintage"]
        try:
            if options["agree"]:
                number = agree_withdrawal(withdrawal=open_withdrawal(vintage, area), by=by)
                self.stdout.write(f"Estimates withdrawn: {number}.")
            else:
                ask_withdrawal(vintage=vintage, area=area, reason=options["because"], by=by)
                self.stdout.write("Requested. Someone else who reviews figures must agree, with --agree.")
        except DomainError as error:
            raise CommandError(error.message) from error
