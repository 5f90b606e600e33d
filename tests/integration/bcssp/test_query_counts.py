"""The number of queries of a page does not grow with what there is to show."""

import io

import pytest
from django.core.management import call_command

from bench.queries import count_all
from tests.growth import grow, live_count

pytestmark = pytest.mark.no_cover


@pytest.mark.no_cover
@pytest.mark.django_db
def test_pages_take_as_many_queries_with_a_thousand_rows_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_PASSWORD", "example-password-4711")
    call_command("load_example", stdout=io.StringIO())
    assert live_count() >= 10
    before = count_all()

    added = grow(copies=1 + 1000 // live_count())

    assert added >= 1000
    after = count_all()
    assert {page: (before[page], after[page]) for page in before if after[page] > before[page]} == {}
