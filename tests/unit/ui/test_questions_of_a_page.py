"""No page asks more than ten questions at once. The rows of a form open one by one, and are counted with its pages."""

from collections.abc import Iterator, Sequence

import pytest
from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

from events.forms import STEPS as STEPS_OF_EVENTS
from events.forms import EventForm
from indicators.catalogue.step_forms import ColumnsForm
from learning.briefing_forms import BriefingForm, steps_of
from learning.case_study_forms import STEPS as STEPS_OF_STORIES
from learning.case_study_forms import CaseStudyForm
from learning.models import Briefing
from review.step_pages import Steps
from ui.forms import GovukForm, GovukModelForm
from ui.steps import Step

MOST = 10
# What asks more, and the steps in which it does.
IN_STEPS: dict[type[forms.BaseForm], Sequence[Step]] = {
    BriefingForm: steps_of(Briefing()),
    CaseStudyForm: STEPS_OF_STORIES,
    EventForm: STEPS_OF_EVENTS,
}


def below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def views(resolver: URLResolver) -> Iterator[type]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from views(one)
        elif isinstance(one, URLPattern) and hasattr(one.callback, "view_class"):
            yield one.callback.view_class


def questions(form: type) -> list[str]:
    fields = getattr(form, "base_fields", {})
    return [name for name, field in fields.items() if not field.widget.is_hidden]


def test_what_asks_more_than_ten_questions_asks_them_in_steps() -> None:
    list(views(get_resolver()))
    # Other tests of the process may have made forms, too.
    ours = {form for base in (GovukForm, GovukModelForm) for form in below(base) if form.__module__[:6] != "tests."}
    long = {form for form in ours if len(questions(form)) > MOST}
    # The kind of table leaves the questions that it needs.
    assert max(map(len, ColumnsForm.NEEDED.values())) <= MOST
    assert long - {ColumnsForm} == set(IN_STEPS)
    for view in views(get_resolver()):
        if getattr(view, "form_class", None) in IN_STEPS:
            assert issubclass(view, Steps), view


@pytest.mark.parametrize("form", IN_STEPS, ids=lambda form: form.__name__)
def test_every_question_is_in_one_step_of_ten_at_most(form: type[forms.BaseForm]) -> None:
    steps = IN_STEPS[form]
    asked = [name for step in steps for name in step.fields if name in questions(form)]
    assert sorted(asked) == sorted(questions(form))
    assert all(0 < len(step.fields) <= MOST for step in steps)
