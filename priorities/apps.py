"""The app of plans, priorities and what was done about them."""

from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    """Plan, priority, commitment, action, and what difference it made."""

    name = "priorities"
    default_auto_field = "django.db.models.BigAutoField"
