"""Make the database, the static files and, in an empty database, the example."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from partnership.models import Organisation, User


def waiting_migrations() -> int:
    """Count the migrations that the database has not seen."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def static_fingerprint() -> str:
    """Give a hash of every static file's place, size and time: the same means nothing to collect."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Command(BaseCommand):
    """Safe to run at every start: what is there stays as it is."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.migrate()
        self.collect_static()
        if not User.objects.exists() and not Organisation.objects.exists():
            self.load_example()

    def migrate(self) -> None:
        """Bring the tables up to date."""
        if count := waiting_migrations():
            self.stdout.write(f"Creating the database: {count} migrations")
            call_command("migrate", interactive=False, verbosity=0)

    def collect_static(self) -> None:
        """Copy the static files to where the web server reads them, when any has changed."""
        mark = Path(settings.STATIC_ROOT) / ".fingerprint"
        fingerprint = static_fingerprint()
        if mark.exists() and mark.read_text(encoding="ascii") == fingerprint:
            return
        self.stdout.write("Collecting static files")
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(fingerprint, encoding="ascii")

    def load_example(self) -> None:
        """Load the example and leave a mark for the supervisor, which prints the accounts."""
        self.stdout.write("Loading the 2022-23 example")
        call_command("load_example", stdout=self.stdout)
        emails = User.objects.order_by("pk").values_list("email", flat=True)
        mark = Path(settings.VAR_DIR) / "example-loaded"
        mark.write_text("\n".join(emails), encoding="utf-8")
