"""The project package as an app: its commands, its tasks, what `check --deploy` asks of a production machine."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class PortalConfig(AppConfig):
    name = "bcssp"

    def ready(self) -> None:
        # All of them ask for settings or models, which are there now.
        from bcssp.accounts import sign_in_log  # noqa: PLC0415
        from bcssp.deployment import ready_for_people  # noqa: PLC0415
        from bcssp.indicator_links import indicator_links  # noqa: PLC0415
        from learning import figures  # noqa: PLC0415

        register(ready_for_people, Tags.security, deploy=True)
        sign_in_log.listen()
        figures.register(indicator_links)
