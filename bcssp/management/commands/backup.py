"""Back up the database and its files into a folder, while people work. Run it every night."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bcssp.backup.make import make_backup
from bcssp.backup.manifest import BackupError


class Command(BaseCommand):
    """Each backup is a folder named after its moment. Files that an earlier backup there has are not copied again."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", metavar="DEST", type=Path, help="the folder of the backups, on another disk")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            target, manifest = make_backup(options["place"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Backed up to {target}: {sum(manifest.counts.values())} rows, {len(manifest.files)} files, audit trail to "
            f"line {manifest.line}, hash {manifest.hash or 'none'}"
        )
