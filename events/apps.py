"""The app of events and training."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Webinars and courses: what is on, who comes, and what it changed."""

    name = "events"
    default_auto_field = "django.db.models.BigAutoField"
