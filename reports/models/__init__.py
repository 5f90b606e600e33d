"""Editions of the annual report, the steps of their building and their files, their readers, and former reports."""

from reports.models.account import MemberAccount
from reports.models.account_call import AccountCall, AccountReminder
from reports.models.challenge import Challenge, ChallengeAnswer, ChallengeState
from reports.models.closure import CommitmentClosure
from reports.models.completeness import AnswerState, RequirementAnswer, RequirementOverride
from reports.models.costs import CostLine, CostReturn, Direction
from reports.models.edition import Edition, EditionState
from reports.models.former import FormerReport
from reports.models.forward_plan import ForwardPlan, ForwardPromise
from reports.models.impact import Evidence, ImpactClaim
from reports.models.no_reviews import NoReviewsLine, NoReviewsStatement
from reports.models.plain import EasyRead, EasyReadLine, PlainSummary
from reports.models.preview import Preview, PreviewOpening
from reports.models.recipient import Presentation, Recipient, Way
from reports.models.safeguarding_review import Finding, FindingAction, SafeguardingReview
from reports.models.section_choice import SectionChoice
from reports.models.signature import Signature, SigningPart, SigningWay
from reports.models.signing_link import SigningLink
from reports.models.statement import Statement
from reports.models.step import Step, StepState
from reports.models.stored_file import FileKind, StoredFile
from reports.models.training import CourseAttendance, TrainingCourse, TrainingReturn

__all__ = [
    "AccountCall",
    "AccountReminder",
    "AnswerState",
    "Challenge",
    "ChallengeAnswer",
    "ChallengeState",
    "CommitmentClosure",
    "CostLine",
    "CostReturn",
    "CourseAttendance",
    "Direction",
    "EasyRead",
    "EasyReadLine",
    "Edition",
    "EditionState",
    "Evidence",
    "FileKind",
    "Finding",
    "FindingAction",
    "FormerReport",
    "ForwardPlan",
    "ForwardPromise",
    "ImpactClaim",
    "MemberAccount",
    "NoReviewsLine",
    "NoReviewsStatement",
    "PlainSummary",
    "Presentation",
    "Preview",
    "PreviewOpening",
    "Recipient",
    "RequirementAnswer",
    "RequirementOverride",
    "SafeguardingReview",
    "SectionChoice",
    "Signature",
    "SigningLink",
    "SigningPart",
    "SigningWay",
    "Statement",
    "Step",
    "StepState",
    "StoredFile",
    "TrainingCourse",
    "TrainingReturn",
    "Way",
]
