"""The project package as an app: its commands, its tasks, and what `check --deploy` asks of a production machine."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class PortalConfig(AppConfig):
    name = "bcssp"

    def ready(self) -> None:
        from bcssp.deployment import ready_for_people  # noqa: PLC0415 (asks for settings, which are there now)

        register(ready_for_people, Tags.security, deploy=True)
