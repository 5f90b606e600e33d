"""What builds that died leave behind in storage is set aside, and removed days later; nothing else is touched.

A file that no row names may be rubbish, or the report itself beside a database that is not its own. So nothing is
removed at once, and the sweeper refuses whatever looks like the second.
"""

import dataclasses
import logging
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from publication.installation import begin
from reports.editions.models.edition import Edition
from reports.editions.storage import TEMPORARY, alone, aside, folder, put_back

logger = logging.getLogger(__name__)

STORED = re.compile(r"([0-9a-f]{64})\.[a-z0-9.]+")
NO_EDITION = "the database knows no edition"
MOST = "{going} of {count} stored files would go, which is most of them"


class Refused(Exception):
    """The sweeper touches nothing; the message says why, in a clause."""


@dataclasses.dataclass
class Found:
    """What lies in storage: how many files that rows name, and what is old and named by none."""

    named: int = 0
    orphans: list[Path] = dataclasses.field(default_factory=list)
    halves: list[Path] = dataclasses.field(default_factory=list)


def sweep_files() -> int:
    """Set aside half-written files, and files that no row names, an hour after they were last written.

    Whatever any row of this app keeps by its hash is left alone, whoever wrote it, and comes back where it was set
    aside. What was set aside `REPORT_ASIDE_DAYS` ago is removed. Returns how many files were set aside.
    """
    root = folder()
    if not root.is_dir():
        return 0
    try:
        found = _look(root)
    except Refused as why:
        logger.warning("Nothing was cleaned up in storage: %s", why)
        return 0
    _bring_back()
    count = sum(_set_aside(path) for path in [*found.halves, *found.orphans])
    _remove_old()
    return count


def _look(root: Path) -> Found:
    """What lies there. Raises `Refused` where the files look like those of another database."""
    why = begin()
    if why:
        raise Refused(why)
    found = Found()
    for path in sorted(root.glob("*/*")):
        stored = STORED.fullmatch(path.name)
        if stored is None:
            if path.name.startswith(TEMPORARY) and _is_old(path):
                found.halves.append(path)
        elif is_named(stored.group(1)):
            found.named += 1
        elif _is_old(path):
            found.orphans.append(path)
    if found.orphans and not Edition.objects.exists():
        raise Refused(NO_EDITION)
    going, count = len(found.orphans), len(found.orphans) + found.named
    if going > found.named:
        raise Refused(MOST.format(going=going, count=count))
    return found


def _set_aside(path: Path) -> int:
    """Move one file out of storage, unless it is wanted again: 1 or 0."""
    stored = STORED.fullmatch(path.name)
    # Nobody stores meanwhile: who wants this very content again either sees it gone, or has made it young.
    with alone():
        if not _is_old(path) or (stored is not None and is_named(stored.group(1))):
            return 0
        aside().mkdir(parents=True, exist_ok=True)
        os.utime(path, follow_symlinks=False)
        path.replace(aside() / path.name)
    logger.warning(
        "Set aside %s: no edition uses it. It will be removed in %s days", path.name, settings.REPORT_ASIDE_DAYS
    )
    return 1


def _bring_back() -> None:
    """Put back what a row names after all."""
    for path in _kept_aside():
        stored = STORED.fullmatch(path.name)
        if stored is not None and is_named(stored.group(1)) and put_back(path.name):
            logger.error("Put back %s: an edition uses it, and it was missing from storage", path.name)


def _remove_old() -> None:
    """Remove what was set aside days ago and nobody has missed."""
    ends = time.time() - settings.REPORT_ASIDE_DAYS * 24 * 60 * 60
    for path in _kept_aside():
        if path.lstat().st_mtime < ends:
            path.unlink(missing_ok=True)
            logger.warning("Removed %s: no edition has used it for %s days", path.name, settings.REPORT_ASIDE_DAYS)


def _kept_aside() -> list[Path]:
    return sorted(aside().iterdir()) if aside().is_dir() else []


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
