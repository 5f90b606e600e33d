"""What is typed and not yet saved: the last words of one window, and never another window's."""

import pytest
from django.http import QueryDict

from partnership.exceptions import DomainError
from review.models.typed_form import TypedForm
from review.typed_forms import MOST, OtherWindow, keep_typed, typed_form
from tests.stages import Cast

pytestmark = pytest.mark.django_db
ADDRESS = "/partner/case-studies/1/steps/worry/"


def typed(text: str, window: str = "one") -> QueryDict:
    """A form as a browser sends it."""
    data = QueryDict(mutable=True)
    data.update({"csrfmiddlewaretoken": "secret", "window": window, "worry": text})
    return data


def test_the_newest_words_of_a_window_take_the_place_of_its_older_ones(cast: Cast) -> None:
    for text in ("He was", "He was often away"):
        keep_typed(by=cast.partner_council, address=ADDRESS, data=typed(text))
    kept = typed_form(by=cast.partner_council, address=ADDRESS)
    assert kept is not None
    assert TypedForm.objects.count() == 1
    assert QueryDict(kept.data).dict() == {"window": "one", "worry": "He was often away"}


def test_another_window_wipes_nothing_out(cast: Cast) -> None:
    keep_typed(by=cast.partner_council, address=ADDRESS, data=typed("He was often away"))
    with pytest.raises(OtherWindow):
        keep_typed(by=cast.partner_council, address=ADDRESS, data=typed("", window="two"))
    kept = typed_form(by=cast.partner_council, address=ADDRESS)
    assert kept is not None
    assert "often" in kept.data


def test_too_much_text_is_refused_with_what_to_do(cast: Cast) -> None:
    with pytest.raises(DomainError, match="Save it now"):
        keep_typed(by=cast.partner_council, address=ADDRESS, data=typed("x" * MOST))
