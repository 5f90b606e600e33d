"""Events and training."""

from events.models.event import Event, Sort

__all__ = ["Event", "Sort"]
