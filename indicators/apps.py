"""App settings."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Figures: returns, releases, and the public pages made from releases."""

    name = "indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have definitions come from what the partnership agreed as well."""
        from indicators.catalogue import source  # noqa: PLC0415 (Django is not ready before)

        source.start()
