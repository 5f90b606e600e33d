"""Case studies with their consent, briefings, newsletters, and the themes that tie them together."""

from learning.media.models import Attached, StoredFile
from learning.models.briefing import Briefing
from learning.models.case_study import CaseStudy
from learning.models.consent import Consent, ConsentBasis, ConsentCapacity, ConsentScope
from learning.models.newsletter import Newsletter, NewsletterItem
from learning.models.product import Theme

__all__ = [
    "Attached",
    "Briefing",
    "CaseStudy",
    "Consent",
    "ConsentBasis",
    "ConsentCapacity",
    "ConsentScope",
    "Newsletter",
    "NewsletterItem",
    "StoredFile",
    "Theme",
]
