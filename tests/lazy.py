"""Libraries that few tests need and that take long to import: every process collects every test."""

import importlib
from typing import Any


class Lazily:
    """A module that is imported when something of it is first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(importlib.import_module(self._name), attribute)
