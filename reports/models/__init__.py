"""Editions of the annual report, the steps of their building and their files, their readers, and former reports."""

from reports.models.edition import Edition, EditionState
from reports.models.former import FormerReport
from reports.models.preview import Preview, PreviewOpening
from reports.models.recipient import Presentation, Recipient, Way
from reports.models.step import Step, StepState
from reports.models.stored_file import FileKind, StoredFile

__all__ = [
    "Edition",
    "EditionState",
    "FileKind",
    "FormerReport",
    "Presentation",
    "Preview",
    "PreviewOpening",
    "Recipient",
    "Step",
    "StepState",
    "StoredFile",
    "Way",
]
