"""Make the search index again from what is published."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from finding.following import rebuild


class Command(BaseCommand):
    """For a portal that is older than its search, and whenever in doubt: nothing is lost by it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            count = rebuild()
        self.stdout.write(f"The search finds {count} pages and parts of pages.")
