"""What the features of the project itself store."""

from bcssp.accounts.models import PersonChange, SeatChange

__all__ = ["PersonChange", "SeatChange"]
