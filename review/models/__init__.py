"""How anything becomes approved: reviewable things, their revisions, the audit trail."""

from review.models.blind_review import BlindReview
from review.models.comment import Comment
from review.models.event import ChainHead, Event
from review.models.kept_detail import KeptDetail
from review.models.notification import Notification
from review.models.proposal import Proposal, ProposalQuerySet
from review.models.reviewable import Reviewable, ReviewableQuerySet
from review.models.revision import Revision
from review.models.typed_form import TypedForm

__all__ = [
    "BlindReview",
    "ChainHead",
    "Comment",
    "Event",
    "KeptDetail",
    "Notification",
    "Proposal",
    "ProposalQuerySet",
    "Reviewable",
    "ReviewableQuerySet",
    "Revision",
    "TypedForm",
]
