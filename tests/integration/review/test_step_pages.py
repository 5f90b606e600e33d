"""Writing in steps: a step of the address, and where a problem is put right. `impact` has the pages."""

import pytest
from django.http import Http404, QueryDict

from reports.impact.views.writing import ClaimPage
from review.problems import Problem
from review.step_pages import ReviewableAnswersView, ReviewableStepView
from ui.steps import Step


class TwoSteps(ClaimPage):
    def steps_of(self, item):
        return [Step("claim", "First", ("claim",)), Step("evidence", "Second", ())]


class StepPage(TwoSteps, ReviewableStepView):
    save = None


class CheckPage(TwoSteps, ReviewableAnswersView):
    pass


def page(view_class, item=None, **kwargs):
    view = view_class()
    view.item, view.kwargs = item, kwargs
    return view


def test_step_is_the_one_of_the_address_or_the_first():
    assert page(StepPage).step.key == "claim"
    assert page(StepPage, step="evidence").step.key == "evidence"
    with pytest.raises(Http404):
        page(StepPage, step="elsewhere").step  # noqa: B018 (read for what it raises)


def test_problem_without_a_question_has_no_link():
    assert page(CheckPage).address_of("Something is wrong.") == ""
    assert page(CheckPage).address_of(Problem("Something is wrong.", "title")) == ""


def test_most_pages_tell_the_script_nothing_besides():
    assert page(StepPage).look_at(QueryDict("claim=Fewer+children+were+missing.")) == {}
