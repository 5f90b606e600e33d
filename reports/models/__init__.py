"""Editions of the annual report, the steps of their building and their files."""

from reports.models.edition import Edition, EditionState
from reports.models.step import Step, StepState
from reports.models.stored_file import FileKind, StoredFile

__all__ = ["Edition", "EditionState", "FileKind", "Step", "StepState", "StoredFile"]
