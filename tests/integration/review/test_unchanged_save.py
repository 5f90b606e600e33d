"""Opening what was handed in and pressing Save without a change takes nothing away: of every kind with a form."""

from collections.abc import Callable, Sequence
from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html as parser

from events import forms as event_forms
from events.models import Event as HeldEvent
from learning import briefing_forms, case_study_forms
from learning.models import Briefing, CaseStudy
from review.models import Event, Proposal, Reviewable
from review.registry import reviewable_models
from review.services import HANDED_IN
from tests.world import World
from ui.steps import Step

# A return has a page of its own, with tests of its own (`tests/integration/indicators/returns`).
OTHERWISE = {"Submission"}
# What is written in steps.
IN_STEPS: dict[type[Reviewable], tuple[str, Callable[[Any], Sequence[Step]]]] = {
    CaseStudy: ("learning:case-study-step", case_study_forms.steps_of),
    Briefing: ("learning:briefing-step", briefing_forms.steps_of),
    HeldEvent: ("events:event-step", lambda event: event_forms.STEPS),
}


def sent(page: bytes) -> dict[str, Any] | None:
    """What a browser sends where nothing was changed, its lines ended as browsers end them; None where no form is."""
    for form in parser.fromstring(page.decode()).forms:
        if form.xpath(".//button[@name='save'] | .//input[@name='window']"):
            data: dict[str, Any] = {}
            for name, value in form.form_values():
                data.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\n", "\r\n"))
            return {**data, "save": "1"}
    return None


def forms_of(item: Reviewable) -> list[str]:
    """The pages on which it is written: one, or one for each step."""
    if type(item) not in IN_STEPS:
        return [item.get_edit_url()]
    address, steps_of = IN_STEPS[type(item)]
    return [reverse(address, args=[item.pk, step.key]) for step in steps_of(item)]


def test_an_unchanged_save_takes_no_approval_away(world: World, client: Client) -> None:
    saved, handed_in = set(), set()
    for model in reviewable_models():
        # A proposal is decided on once and never edited.
        if issubclass(model, Proposal) or model.__name__ in OTHERWISE:
            continue
        for item in model._base_manager.filter(state__in=HANDED_IN).select_related("edited_by"):
            handed_in.add(model.__name__)
            if model.__name__ in saved:
                break
            client.force_login(item.edited_by)
            for address in forms_of(item):
                page = client.get(address)
                data = sent(page.content) if page.status_code == 200 else None
                if data is None:
                    continue
                before = (item.state, item.revision, item.approved_by_id, item.live_revision_id)
                lines = Event.objects.about(item).count()

                response = client.post(address, data)

                after = model._base_manager.get(pk=item.pk)
                assert response.status_code == 302, address
                assert (after.state, after.revision, after.approved_by_id, after.live_revision_id) == before, address
                assert Event.objects.about(item).count() == lines
                saved.add(model.__name__)
    assert saved == handed_in
    assert saved >= {"ActionUpdate", "Briefing", "CaseStudy", "EasyRead", "Newsletter", "PlainSummary"}
