"""Whether an edition still is what was built, and still is what is approved."""

from reports.content.freeze import digest, freeze
from reports.document.assemble import assemble
from reports.editions.audit_anchor import trail_of
from reports.editions.corrections import correction_of
from reports.editions.models.edition import Edition
from reports.editions.storage import MissingFile, read


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
        "Something has been approved, changed or withdrawn since this edition was built. Build the report again, "
        "so that it includes the latest approved content."
    ]
