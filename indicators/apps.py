"""App settings."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Figures: returns, releases, and the public pages made from releases."""

    name = "indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take up definitions that were agreed, and hold texts against what figures keep back."""
        from django.conf import settings  # noqa: PLC0415 (Django is not ready before)

        from indicators.catalogue import source  # noqa: PLC0415
        from indicators.definitions.across_relations import own_area_is  # noqa: PLC0415
        from indicators.releases.words_held import given_away, let_pass  # noqa: PLC0415
        from review.text_checks import register, register_passing  # noqa: PLC0415

        source.start()
        own_area_is(settings.PARTNERSHIP.area.slug)
        register(given_away)
        register_passing(let_pass)
