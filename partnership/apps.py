"""App settings."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """Organisations, groups, seats, people, years."""

    name = "partnership"
    default_auto_field = "django.db.models.BigAutoField"
