"""The annual report."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Assembles, freezes, renders and publishes the annual report."""

    name = "reports"
    verbose_name = "Annual report"

    def ready(self) -> None:
        """Typeset the briefings of the room below, which does not know how."""
        from learning import papers  # noqa: PLC0415 (models are not loaded before)
        from reports.document.briefing_paper import briefing_pdf  # noqa: PLC0415

        papers.register(briefing_pdf)
