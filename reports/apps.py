"""The annual report."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Assembles, freezes, renders and publishes the annual report."""

    name = "reports"
    verbose_name = "Annual report"
