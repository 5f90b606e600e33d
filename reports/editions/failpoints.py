"""Named points around each write, rename and commit of a build or a publication, at which a test may kill the process.

Nothing happens at them unless `settings.REPORT_FAULTS` names a folder, which only development and test settings can do.
A file in that folder arms the point that it is called after: it holds a whole number, and the process that comes to the
point for the so-manieth time ends itself with SIGKILL, as a power cut would, after a line in the folder's `hits`.
"""

import os
import signal
from pathlib import Path

from django.conf import settings

FILE_POINTS = (
    "file-before-write",
    "file-after-write",
    "file-before-rename",
    "file-after-rename",
    "file-after-folder-sync",
)
ASK_POINTS = ("ask-before-commit", "ask-after-commit")
QUEUE_POINTS = ("queue-before-hint", "queue-after-hint")
PUBLISH_POINTS = ("publish-checked", "publish-before-commit", "publish-after-commit")
STEP_MOMENTS = ("taken-before-commit", "taken-after-commit", "made", "done-before-commit", "done-after-commit")


def step_point(key: str, moment: str) -> str:
    """The name of a point in one step."""
    return f"{key}-{moment}"


def all_points(keys: list[str]) -> list[str]:
    """Every point that a build with these steps, and the publication of what was built, come to."""
    steps = [step_point(key, moment) for key in keys for moment in STEP_MOMENTS]
    return [*FILE_POINTS, *ASK_POINTS, *QUEUE_POINTS, *steps, *PUBLISH_POINTS]


def point(name: str) -> None:
    """Say where the process is. Does nothing, unless a test armed this point."""
    if settings.REPORT_FAULTS:
        _visit(Path(settings.REPORT_FAULTS), name)


def _visit(folder: Path, name: str) -> None:
    """Count down; the one who takes the file away at one is the one who dies."""
    arm = folder / name
    try:
        left = int(arm.read_text(encoding="ascii") or "0")
        if left > 1:
            arm.write_text(str(left - 1), encoding="ascii")
            return
        arm.unlink()
    except FileNotFoundError:
        return
    with (folder / "hits").open("a", encoding="ascii") as hits:
        hits.write(f"{name}\n")
        hits.flush()
        os.fsync(hits.fileno())
    os.kill(os.getpid(), signal.SIGKILL)
