"""Editions of the annual report, the steps of their building and their files, their readers, and former reports."""

from reports.models.account import MemberAccount
from reports.models.account_call import AccountCall, AccountReminder
from reports.models.closure import CommitmentClosure
from reports.models.completeness import AnswerState, RequirementAnswer, RequirementOverride
from reports.models.edition import Edition, EditionState
from reports.models.former import FormerReport
from reports.models.impact import Evidence, ImpactClaim
from reports.models.preview import Preview, PreviewOpening
from reports.models.recipient import Presentation, Recipient, Way
from reports.models.section_choice import SectionChoice
from reports.models.statement import Statement
from reports.models.step import Step, StepState
from reports.models.stored_file import FileKind, StoredFile

__all__ = [
    "AccountCall",
    "AccountReminder",
    "AnswerState",
    "CommitmentClosure",
    "Edition",
    "EditionState",
    "Evidence",
    "FileKind",
    "FormerReport",
    "ImpactClaim",
    "MemberAccount",
    "Presentation",
    "Preview",
    "PreviewOpening",
    "Recipient",
    "RequirementAnswer",
    "RequirementOverride",
    "SectionChoice",
    "Statement",
    "Step",
    "StepState",
    "StoredFile",
    "Way",
]
