"""No form asks more than ten questions at once, its rows counted: they open one by one."""

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tests.access_rows import Row
from tests.access_table import ROWS
from tests.integration.questions import open_questions
from tests.world import World
from ui.row_forms import RowsForm

MOST = 10


def with_rows(world: World) -> list[tuple[Row, str]]:
    """The pages whose form has rows, with their addresses."""
    pages = [(row, reverse(row.name, args=row.args(world))) for row in ROWS if row.heading]
    forms = [getattr(getattr(resolve(address).func, "view_class", None), "form_class", None) for _, address in pages]
    return [
        one for one, form in zip(pages, forms, strict=True) if isinstance(form, type) and issubclass(form, RowsForm)
    ]


@pytest.mark.django_db
def test_rows_open_one_by_one(world: World, client: Client) -> None:
    found = with_rows(world)
    assert {row.name for row, _ in found} >= {
        *("reports:safeguarding-review-create", "reports:safeguarding-review-edit", "reports:training-edit"),
        *("reports:costs-edit", "reports:forward-plan-edit", "reports:easy-read-edit"),
        *("learning:newsletter-create", "learning:newsletter-edit"),
    }
    asked = {}
    for row, address in found:
        person = world.person(row.reader)
        assert person is not None
        client.force_login(person)
        asked[address] = len(open_questions(client.get(address).content.decode()))
    assert {address: number for address, number in asked.items() if not 0 < number <= MOST} == {}
