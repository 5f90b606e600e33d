"""What the features of the project itself store."""

from bcssp.accounts.models import PersonChange, SeatChange
from bcssp.carried.models import YearConfirmation
from bcssp.retention.models import LegalHold, RetentionPeriod, RetentionRun

__all__ = ["LegalHold", "PersonChange", "RetentionPeriod", "RetentionRun", "SeatChange", "YearConfirmation"]
