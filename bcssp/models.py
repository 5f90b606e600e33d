"""What the features of the project itself store."""

from bcssp.accounts.models import PersonChange, SeatChange
from bcssp.carried.models import YearConfirmation

__all__ = ["PersonChange", "SeatChange", "YearConfirmation"]
