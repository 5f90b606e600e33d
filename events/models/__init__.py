"""Events and training, who comes, and what they say of it."""

from events.models.attendance import WalkIns
from events.models.booking import Booking, BookingState
from events.models.evaluation import Answer, EvaluationLetter, Stage
from events.models.event import Event, Sort

__all__ = ["Answer", "Booking", "BookingState", "EvaluationLetter", "Event", "Sort", "Stage", "WalkIns"]
