"""What the tests of the return's form share: its address, its fields, and what is stored."""

import re
from typing import Any

from django.test import Client

from indicators.models import Submission

CSE = "child-sexual-exploitation"
CSE_ROW = "number-of-child-sexual-exploitation-crimes"
CSE_FORM = f"/partner/figures/2022-23/{CSE}/"
MISSING_FORM = "/partner/figures/2022-23/missing-children/"
CURRENT, PREVIOUS = f"cell_{CSE_ROW}_current", f"cell_{CSE_ROW}_previous"
RETURNS = "/partner/figures/"


def typed(**changes: Any) -> dict[str, Any]:
    """What the form of one row sends."""
    return {CURRENT: "128", PREVIOUS: "203", "note": "", "revision": "", "action": "save"} | changes


def stored() -> Submission:
    """The one return that there is."""
    return Submission.objects.get()


def fields_in(response: Any) -> dict[str, str]:
    """The inputs of the page with their values; boxes only where they are ticked."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", response.content.decode()):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if attributes.get("type") != "checkbox" or re.search(r"\schecked", tag):
            found[attributes.get("name", "")] = attributes.get("value", "")
    return found


def page_of(client: Client, address: str = CSE_FORM) -> dict[str, str]:
    """The fields of the form as it opens."""
    return fields_in(client.get(address))
