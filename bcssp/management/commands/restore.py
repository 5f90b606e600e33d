"""Restore a backup into an empty database and an empty folder, and prove that it is whole."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bcssp.backup.manifest import BackupError
from bcssp.backup.restore import restore_backup


class Command(BaseCommand):
    """Exit 0 if nothing is missing. The portal is held until a person says that it is the real one."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", metavar="SRC", type=Path, help="a backup, or the folder of backups for the newest"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest, wrong = restore_backup(options["source"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored the backup of {manifest.made_at}: audit trail to line {manifest.line}")
        for sentence in wrong:
            self.stdout.write(self.style.ERROR(sentence))
        self.stdout.write("The portal is held. If this is the real one: manage.py this_is_the_real_one")
        if wrong:
            raise CommandError(f"{len(wrong)} {'thing is' if len(wrong) == 1 else 'things are'} not as in the backup.")
        self.stdout.write("Nothing is missing: trail, rows and files match the backup.")
