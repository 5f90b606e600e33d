"""App settings."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """How anything becomes approved."""

    name = "review"
    default_auto_field = "django.db.models.BigAutoField"
