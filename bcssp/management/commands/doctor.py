"""Look at everything that the portal stands on, and say what to do about each fault."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bcssp.health.doctor import look


class Command(BaseCommand):
    """Exit 0 where all is well, else 1."""

    help = __doc__
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        # Each fault is said below, once.
        logging.getLogger("bcssp.health").setLevel(logging.ERROR)
        number = 0
        for title, faults in look():
            number += len(faults)
            if not faults:
                self.stdout.write(f"ok     {title}")
            for fault in faults:
                self.stdout.write(f"FAULT  {title}: {fault}")
            self.stdout.flush()
        if number:
            raise CommandError(f"{number} fault{'' if number == 1 else 's'}. Fix them, then run this command again.")
        self.stdout.write("No faults found.")
