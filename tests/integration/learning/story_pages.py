"""Writes a case study on its pages as a browser sends it: one step after another, then the answers."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client

from learning.case_study_forms import STEPS
from learning.models import CaseStudy
from learning.models.case_study import CHECKLIST_FIELDS
from partnership.models import ReportingYear
from tests.factories.learning import STORY

NEW = "/partner/case-studies/new/"


def answers(year: ReportingYear, **fields: Any) -> dict[str, Any]:
    """What the forms of a complete case study send, in one."""
    data = {name: value for name, value in STORY.items() if name not in {"review_by", *CHECKLIST_FIELDS}}
    dates = {
        f"{name}-{part}": value
        for name, parts in {"review_by": (10, 1, 2024), "given_on": (10, 1, 2023)}.items()
        for part, value in zip(("day", "month", "year"), parts, strict=True)
    }
    data |= {**dates, **dict.fromkeys(CHECKLIST_FIELDS, "on"), "basis": "adult", "scope": "public"}
    data |= {"capacity": "presumed", "taken_by": "Social worker, the council", "year": year.pk}
    return {**data, "key": str(uuid.uuid4()), **fields}


def step_address(story: CaseStudy, key: str) -> str:
    return f"/partner/case-studies/{story.pk}/steps/{key}/"


def send_step(client: Client, story: CaseStudy, key: str, data: dict[str, Any], **extra: Any) -> Any:
    """Send one step with the revision that is stored. It takes of the data what it asks for."""
    story.refresh_from_db()
    return client.post(step_address(story, key), {**data, "revision": story.revision, **extra})


def write_story(client: Client, data: dict[str, Any]) -> CaseStudy:
    """Send every step."""
    started = client.post(NEW, {**data, "revision": 0})
    assert started.status_code == 302, started.context["form"].errors
    story: CaseStudy = CaseStudy.objects.get(key=data["key"])
    for step in STEPS[1:]:
        sent = send_step(client, story, step.key, data)
        assert sent.status_code == 302, (step.key, sent.context["form"].errors)
    story.refresh_from_db()
    return story


def submit(client: Client, story: CaseStudy) -> HttpResponse:
    """Press the button below the answers."""
    return client.post(story.get_edit_url(), {"revision": story.revision, "submit": "1"}, follow=True)
