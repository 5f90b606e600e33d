"""A database of the attack's own, outside pytest: in memory, made from the template that the tests use."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]


@contextmanager
def portal_database() -> Iterator[None]:
    """Start Django with the tests' settings and an empty database; Django is not started twice in a process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bcssp.settings_test"
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415

    from tests.template_database import copied_from_template  # noqa: PLC0415

    folder = Path(tempfile.gettempdir()) / "bcssp-attack"
    folder.mkdir(exist_ok=True)
    setup_test_environment()
    try:
        with copied_from_template(folder):
            name = connection.creation.create_test_db(verbosity=0)
            yield
            connection.creation.destroy_test_db(name, verbosity=0)
    finally:
        teardown_test_environment()
