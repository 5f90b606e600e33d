"""Editions of the annual report, the steps of their building and their files, their readers, and former reports."""

from reports.assessments.loaded import LoadedTemplate
from reports.assessments.models import AssessmentReminder, AssessmentRound, PeerChallenge, SelfAssessment
from reports.board_pack.models import Aim, Target
from reports.completeness.models.completeness import AnswerState, RequirementAnswer, RequirementOverride
from reports.contributions.models.account import MemberAccount
from reports.contributions.models.account_call import AccountCall, AccountReminder
from reports.contributions.models.costs import CostLine, CostReturn, Direction
from reports.contributions.models.forward_plan import ForwardPlan, ForwardPromise
from reports.contributions.models.no_reviews import NoReviewsLine, NoReviewsStatement
from reports.contributions.models.plain import EasyRead, EasyReadLine, PlainSummary
from reports.contributions.models.safeguarding_review import Finding, FindingAction, SafeguardingReview
from reports.contributions.models.statement import Statement
from reports.contributions.models.training import (
    CourseAttendance,
    TrainingCourse,
    TrainingEvaluation,
    TrainingReturn,
)
from reports.distribution.models.preview import Preview, PreviewOpening
from reports.document.models import SectionChoice
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.former import FormerReport
from reports.editions.models.recipient import Presentation, Recipient, Way
from reports.editions.models.step import Step, StepState
from reports.editions.models.stored_file import FileKind, StoredFile
from reports.impact.models.closure import CommitmentClosure
from reports.impact.models.impact import Evidence, ImpactClaim
from reports.signing.models.challenge import Challenge, ChallengeAnswer
from reports.signing.models.signature import Signature, SigningPart, SigningWay
from reports.signing.models.signing_link import SigningLink

__all__ = [
    "AccountCall",
    "AccountReminder",
    "Aim",
    "AnswerState",
    "AssessmentReminder",
    "AssessmentRound",
    "Challenge",
    "ChallengeAnswer",
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
    "LoadedTemplate",
    "MemberAccount",
    "NoReviewsLine",
    "NoReviewsStatement",
    "PeerChallenge",
    "PlainSummary",
    "Presentation",
    "Preview",
    "PreviewOpening",
    "Recipient",
    "RequirementAnswer",
    "RequirementOverride",
    "SafeguardingReview",
    "SectionChoice",
    "SelfAssessment",
    "Signature",
    "SigningLink",
    "SigningPart",
    "SigningWay",
    "Statement",
    "Step",
    "StepState",
    "StoredFile",
    "Target",
    "TrainingCourse",
    "TrainingEvaluation",
    "TrainingReturn",
    "Way",
]
