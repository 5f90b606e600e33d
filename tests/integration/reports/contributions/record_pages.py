"""What tests of the report's records share: what a coordinator types, and how it is sent."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

REVIEW = {
    "kind": "sar",
    "reference": "SAR 2022/7",
    "begun_on-day": "2",
    "begun_on-month": "5",
    "begun_on-year": "2022",
    "concluded_on-day": "1",
    "concluded_on-month": "2",
    "concluded_on-year": "2023",
    "summary": "An adult was not heard.",
    "finding_1_text": "Share what is known.",
    "finding_1_decision": "accepted",
    "finding_1_decided_in": "2022-23",
    "finding_1_state": "done",
    "finding_3_text": "Keep a register.",
    "finding_3_decision": "not_implemented",
    "finding_3_decided_in": "2022-23",
    "finding_3_reason": "One exists already.",
    # A browser sends what no one touched too.
    "finding_2_decision": "later",
    **{f"finding_{number}_state": "not_started" for number in (2, 3)},
    "action_1_finding": "1",
    "action_1_year": "2022-23",
    "action_1_text": "A form was agreed.",
}
COURSE = {"course_1_title": "Listening", "course_1_sessions": "1", "course_1_attended": "9"}


def send(client: Client, address: str, data: dict[str, Any], button: str = "save") -> Any:
    """Send a form as the page would, with the revision that it carries."""
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(revision|key)" value="([^"]*)"', page))
    return client.post(address, {**hidden, **data, button: "1"})


def page_of(name: str, *args: Any) -> str:
    """The address of one of the pages."""
    return reverse(f"reports:{name}", args=args)


def errors(response: HttpResponse) -> str:
    """The summary of what is wrong."""
    assert response.status_code == 200
    text = response.content.decode()
    assert "govuk-error-summary" in text
    return text
