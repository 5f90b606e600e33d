"""What builds that died leave behind in storage, and nothing else, is removed."""

import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from reports.editions.storage import TEMPORARY, alone, folder

logger = logging.getLogger(__name__)

STORED = re.compile(r"([0-9a-f]{64})\.[a-z0-9.]+")


def sweep_files() -> int:
    """Remove half-written files, and files that no row names, an hour after they were last written.

    Whatever any row of this app keeps by its hash is left alone, whoever wrote it. Returns how many were removed.
    """
    root = folder()
    if not root.is_dir():
        return 0
    removed = 0
    for path in sorted(root.glob("*/*")):
        stored = STORED.fullmatch(path.name)
        if stored is None and not path.name.startswith(TEMPORARY):
            continue
        # Nobody stores meanwhile: who wants this very content again either sees it gone, or has made it young.
        with alone():
            if not _is_old(path) or (stored is not None and is_named(stored.group(1))):
                continue
            path.unlink(missing_ok=True)
        logger.warning("Removed %s: no edition uses it", path.name)
        removed += 1
    return removed


def _is_old(path: Path) -> bool:
    """Whether it was written longer ago than any step takes."""
    try:
        return time.time() - path.stat().st_mtime > settings.REPORT_ORPHANS_AFTER
    except FileNotFoundError:
        return False


def is_named(sha256: str) -> bool:
    """Whether any row of this app holds the hash."""
    return any(model._default_manager.filter(**{name: sha256}).exists() for model, name in _hash_fields())


def _hash_fields() -> Iterator[tuple[type[models.Model], str]]:
    """Every column of this app that holds the hash of something."""
    for model in apps.get_app_config("reports").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.CharField) and field.name.endswith("sha256"):
                yield model, field.name
