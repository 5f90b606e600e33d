"""Events and training, and who comes."""

from events.models.attendance import WalkIns
from events.models.booking import Booking, BookingState
from events.models.event import Event, Sort

__all__ = ["Booking", "BookingState", "Event", "Sort", "WalkIns"]
