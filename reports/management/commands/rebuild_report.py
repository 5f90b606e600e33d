"""Make the files of an old edition again from its frozen record: the old bytes, or exactly why not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.build.rebuild import rebuild
from reports.editions.models.edition import COMPLETE, Edition


class Command(BaseCommand):
    """Exit 0 where every file comes out as it was; else 1 with what has changed. Restores files that were lost."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", help="the reporting year, such as 2022-23")
        parser.add_argument("--edition", type=int, help="edition number; if left out, the newest complete edition")

    def handle(self, *args: Any, **options: Any) -> None:
        editions = Edition.objects.filter(year__slug=options["year"], state__in=COMPLETE)
        number = options["edition"]
        edition = (editions.filter(number=number) if number else editions.order_by("-number")).first()
        if edition is None:
            known = ", ".join(map(str, editions.order_by("number").values_list("number", flat=True))) or "none"
            raise CommandError(f"This edition of {options['year']} does not exist. Complete editions: {known}.")
        rebuilt = rebuild(edition)
        for sentence in rebuilt.sentences:
            self.stdout.write(sentence)
        if not rebuilt.is_same:
            raise CommandError(f"{edition} cannot be rebuilt identically.")
