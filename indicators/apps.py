"""App settings."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Figures: returns, releases, and the public pages made from releases."""

    name = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
