"""A published table as JSON. Pure."""

import json
from collections.abc import Mapping
from typing import Any


def as_json(data: object) -> str:
    """Data as text that reads well and is the same each time."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def json_text(content: Mapping[str, Any], release: Mapping[str, Any]) -> str:
    """The table as it is published, with the release that it belongs to."""
    return as_json({"release": release, "table": content})
