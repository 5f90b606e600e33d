"""Making an old edition's files again from its frozen record: the old bytes, or exactly why not."""

from dataclasses import dataclass

from reports.build.steps import MAKING
from reports.content.freeze import digest
from reports.document.render.errors import RenderError
from reports.editions.models.edition import Edition
from reports.editions.models.stored_file import FORMATS, FileKind
from reports.editions.storage import store
from reports.provenance.toolchain import changed_parts, toolchain_versions

# Collecting reads the database of today: an old edition is made from what it froze.
FROM_TODAY = "assemble"
RECORD_CHANGED = (
    "The frozen record of this edition does not match its SHA-256: it was changed in the database. The stored "
    "files are still the ones that were built; check one with verify_report."
)


@dataclass(frozen=True)
class Remade:
    """One file as it comes out today. `sha256` is what it was, `now` what it is; empty where it cannot be made."""

    kind: FileKind
    sha256: str
    now: str
    why_not: str = ""

    @property
    def is_same(self) -> bool:
        """Whether these are the old bytes."""
        return self.sha256 == self.now

    @property
    def sentence(self) -> str:
        """What came out."""
        if self.is_same:
            return f"{self.kind.label}: identical, SHA-256 {self.sha256}."
        if not self.now:
            return f"{self.kind.label}: can no longer be built. It was {self.sha256}. {self.why_not}".rstrip()
        return f"{self.kind.label}: different. It was {self.sha256} and would now be {self.now}."


@dataclass(frozen=True)
class Rebuilt:
    """An edition made again: its files, and what of the workshop has changed since.

    Where not even the record is what was frozen, nothing was made of it.
    """

    files: tuple[Remade, ...]
    changed: tuple[str, ...]
    is_same_record: bool = True

    @property
    def is_same(self) -> bool:
        """Whether every file is what it was."""
        return self.is_same_record and all(file.is_same for file in self.files)

    @property
    def sentences(self) -> list[str]:
        """What came out, one thing a line."""
        if not self.is_same_record:
            return [RECORD_CHANGED]
        found = [file.sentence for file in self.files]
        if self.is_same:
            return found
        if self.changed:
            why = f"Changed since the build: {'; '.join(self.changed)}."
        else:
            why = "Nothing used to build the files has changed, so this is a fault in the portal. Please report it."
        return [*found, why, "The old files are unchanged and keep their hashes."]


def rebuild(edition: Edition) -> Rebuilt:
    """Make every file again from the frozen record. What comes out as it was is put back where storage has lost it.

    Nothing of the edition changes, and nothing of today's data is read.
    """
    if digest(edition.frozen) != edition.sha256:
        return Rebuilt((), (), is_same_record=False)
    made: dict[FileKind, bytes] = {}
    why_not: list[str] = []
    for plan in MAKING:
        if plan.key != FROM_TODAY:
            try:
                made |= plan.make(edition).files
            except RenderError as error:
                why_not.append(str(error))
    files = []
    for stored in edition.files.all():
        kind = FileKind(stored.kind)
        data = made.get(kind)
        remade = Remade(kind, stored.sha256, digest(data) if data is not None else "", " ".join(why_not))
        if data is not None and remade.is_same:
            store(data, FORMATS[kind][0])
        files.append(remade)
    return Rebuilt(tuple(files), tuple(changed_parts(edition.made_with, toolchain_versions())))
