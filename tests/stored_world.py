"""The world of `tests/world.py`, made once a run: each test gets a copy of its database and of its files."""

import pickle
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from django.test import override_settings

from tests.lazy import Lazily
from tests.template_database import PostgresCopies, SqliteCopies, copies_in, digest, locked

if TYPE_CHECKING:
    from tests.world import World

# It draws on most of the portal, and every test run imports this module.
worlds = Lazily("tests.world")


class StoredWorld:
    """A world in a folder; on PostgreSQL its database is beside the tests' own, and nobody else's."""

    def __init__(self, folder: Path, blank: SqliteCopies | PostgresCopies) -> None:
        self.folder, self.blank = folder, blank
        self.copies = copies_in(folder)
        self.name = "world" if connection.vendor == "sqlite" else f"world_{connection.settings_dict['NAME']}"

    def make_once(self) -> None:
        """Make it if no other process has; the tests' database is empty afterwards."""
        with locked(self.folder / "world.lock"):
            if self.name not in self.copies.names:
                with override_settings(MEDIA_ROOT=self.folder / "world"):
                    world = worlds.make_world()
                (self.folder / "world.pickle").write_bytes(pickle.dumps(world))
                self.copies.keep(self.name)
                self.empty()

    def restore(self, media: Path) -> "World":
        """Fill the tests' database with the world, and a folder with its files."""
        self.copies.restore(self.name)
        shutil.copytree(self.folder / "world", media)
        world: World = pickle.loads((self.folder / "world.pickle").read_bytes())
        return world

    def empty(self) -> None:
        """Leave the tests' database as the migrations make it."""
        self.blank.restore(digest())

    def forget(self) -> None:
        """Remove a database that no other process uses and no folder holds."""
        if isinstance(self.copies, PostgresCopies):
            self.copies.forget(self.name)
