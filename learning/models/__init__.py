"""Case studies with their consent, briefings, newsletters, and the themes and campaigns that tie them together."""

from learning.media.models import Attached, StoredFile
from learning.models.briefing import Briefing
from learning.models.briefing_paper import BriefingPaper
from learning.models.briefing_template import BriefingTemplate
from learning.models.briefing_use import BriefingUse
from learning.models.case_study import CaseStudy
from learning.models.consent import Consent, ConsentBasis, ConsentCapacity, ConsentScope
from learning.models.newsletter import Newsletter, NewsletterItem
from learning.models.product import Campaign, Theme

__all__ = [
    "Attached",
    "Briefing",
    "BriefingPaper",
    "BriefingTemplate",
    "BriefingUse",
    "Campaign",
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
