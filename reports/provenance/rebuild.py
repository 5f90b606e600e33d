"""Making an old edition's files again from its frozen record: the old bytes, or exactly why not."""

from dataclasses import dataclass

from reports.freeze import digest
from reports.models import Edition, FileKind
from reports.models.stored_file import FORMATS
from reports.provenance.workshop import changed_parts, workshop
from reports.steps import MAKING
from reports.storage import store

# Collecting reads the database of today: an old edition is made from what it froze.
FROM_TODAY = "assemble"


@dataclass(frozen=True)
class Remade:
    """One file as it comes out today. `sha256` is what it was, `now` what it is."""

    kind: FileKind
    sha256: str
    now: str

    @property
    def is_same(self) -> bool:
        """Whether these are the old bytes."""
        return self.sha256 == self.now


@dataclass(frozen=True)
class Rebuilt:
    """An edition made again: its files, and what of the workshop has changed since."""

    files: tuple[Remade, ...]
    changed: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether every file is what it was."""
        return all(file.is_same for file in self.files)

    @property
    def sentences(self) -> list[str]:
        """What came out, one thing a line."""
        found = [
            f"{file.kind.label}: the same bytes, SHA-256 {file.sha256}."
            if file.is_same
            else f"{file.kind.label}: other bytes. It was {file.sha256} and would now be {file.now}."
            for file in self.files
        ]
        if self.is_same:
            return found
        if self.changed:
            why = f"Changed since it was built: {'; '.join(self.changed)}."
        else:
            why = "No part that files are made with has changed: this is a fault of the portal. Please report it."
        return [*found, why, "The old files stay as they are, under their hashes."]


def rebuild(edition: Edition) -> Rebuilt:
    """Make every file again from the frozen record. What comes out as it was is put back where storage has lost it.

    Nothing of the edition changes, and nothing of today's data is read.
    """
    made: dict[FileKind, bytes] = {}
    for plan in MAKING:
        if plan.key != FROM_TODAY:
            made |= plan.make(edition).files
    files = []
    for stored in edition.files.all():
        kind = FileKind(stored.kind)
        data = made.get(kind)
        remade = Remade(kind, stored.sha256, digest(data) if data is not None else "")
        if data is not None and remade.is_same:
            store(data, FORMATS[kind][0])
        files.append(remade)
    return Rebuilt(tuple(files), tuple(changed_parts(edition.made_with, workshop())))
