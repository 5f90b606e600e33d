"""Whether an edition still is what was built, and still is what is approved."""

from reports.assemble import assemble
from reports.corrections import correction_of
from reports.freeze import digest, freeze
from reports.models import Edition
from reports.storage import MissingFile, read
from reports.trail import trail_of


def files_are_as_stored(edition: Edition) -> list[str]:
    """A sentence for each file that is gone or was changed."""
    found = []
    for file in edition.files.all():
        try:
            read(file.sha256, file.ending)
        except MissingFile as error:
            found.append(str(error))
    return found


def nothing_changed_since(edition: Edition) -> list[str]:
    """Put the report together once more: the hash of what is approved now must be the hash of what was built."""
    now = assemble(edition.year, trail=trail_of(edition), correction=correction_of(edition))
    if digest(freeze(now)) == edition.sha256:
        return []
    return [
        "Something was approved, changed or withdrawn after this edition was built. Build it again, "
        "so that what is published is what is approved now."
    ]
