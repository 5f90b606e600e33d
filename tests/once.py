"""What is dear to make and many tests of a module begin with: made once for all of them.

It is made inside a transaction that lasts as long as the module; each test undoes its own changes, as every test does.
"""

import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

from tests.factories.completeness import override_everything
from tests.factories.signing import seat_signers
from tests.stages import Cast, make_cast


@dataclass(frozen=True)
class Once:
    """What was made: objects, and the files that they name."""

    files: Path
    objects: bytes

    def copy(self, media: Path) -> dict[str, Any]:
        """Objects of a test's own, as they were when they had been made, and its own files."""
        shutil.copytree(self.files, media)
        made: dict[str, Any] = pickle.loads(self.objects)
        return made


@contextmanager
def made_once(files: Path, make: Callable[[Cast], Mapping[str, Any]]) -> Iterator[Once]:
    """Have the cast ready for a report of which nothing is demanded, and what `make` makes with them, until the end."""
    with transaction.atomic():
        with override_settings(MEDIA_ROOT=files):
            cast = make_cast()
            override_everything(cast.year, cast.chair)
            seat_signers(cast)
            made = {**make(cast), "cast": cast}
        yield Once(files, pickle.dumps(made))
        transaction.set_rollback(True)
