"""The plan from a spreadsheet: it is made, changed when loaded again, and left alone where a line is wrong."""

import datetime
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from partnership.exceptions import DomainError
from partnership.hourly import TooOften
from priorities.models import Action, Plan
from priorities.plan_file import read_plan
from tests.factories.hostile_tables import hostile_workbooks
from tests.stages import Cast
from tests.unit.indicators.parsing.books import GOOD

HEADINGS = ("Priority", "Commitment", "Action", "Owner", "Role", "Due")


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def workbook(*lines: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_spreadsheet_makes_the_plan_and_changes_it_when_loaded_again(coordinator: Client, cast: Cast) -> None:
    lines = (
        ("Our plan for the board",),
        HEADINGS,
        ("Prevent", "We will ask", "Ask schools", "The Police", "Head", datetime.date(2022, 12, 31)),
        ("", "", "Ask parents", "the council", "", "31/01/2023"),
        ("Respond", "", "Answer", "police", "", ""),
    )

    def load(content: bytes, name: str) -> str:
        file = SimpleUploadedFile(name, content)
        response = coordinator.post("/partner/plan/file/?year=2022-23", {"file": file}, follow=True)
        return response.content.decode()

    assert "Added 2 priorities, 2 commitments and 3 actions." in load(workbook(*lines), "plan.xlsx")
    assert [(one.title, one.owner.name, one.due_on) for one in Action.objects.in_order()] == [
        ("Ask schools", "The Police", datetime.date(2022, 12, 31)),
        ("Ask parents", "The Council", datetime.date(2023, 1, 31)),
        ("Answer", "The Police", None),
    ]
    file = coordinator.get("/partner/plan/plan.csv?year=2022-23").content
    again = file.replace(b"2022-12-31", b"2022-11-30")
    assert "0 actions. 1 action was changed." in load(again, "plan.csv")
    assert Action.objects.get(title="Ask schools").due_on == datetime.date(2022, 11, 30)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("Prevent", "", "", "The Police"), "Line 2: enter the action."),
        (("", "", "Ask", "The Police"), "Line 2: enter the priority."),
        (("Prevent", "", "Ask", "The Navy"), "Line 2: there is no organisation “The Navy”."),
        (("Prevent", "", "Ask", "The Police", "", "soon"), "“soon” is not a date."),
        (("Prevent", "", "A" * 201, "The Police"), "action must be 200 characters or fewer"),
    ],
)
def test_spreadsheet_with_one_wrong_line_loads_nothing(cast: Cast, line: tuple[str, ...], sentence: str) -> None:
    content = workbook(HEADINGS, line, ("Prevent", "", "Fine", "The Police"))

    with pytest.raises(DomainError) as refused:
        read_plan(name="plan.xlsx", content=content, by=cast.coordinator)

    assert sentence in refused.value.message
    assert not Action.objects.exists()


def test_spreadsheet_that_is_none_leaves_no_plan_behind(coordinator: Client, cast: Cast) -> None:
    for content in (b"Nothing,here\n1,2\n", b"Priority,Action\nPrevent,Ask\n", b"Priority,Action,Owner\n"):
        page = coordinator.post(
            "/partner/plan/file/?year=2022-23", {"file": SimpleUploadedFile("plan.csv", content)}
        ).content.decode()
        assert "Nothing was loaded." in page
    assert not Plan.objects.exists()


def test_plan_that_means_harm_ends_in_a_sentence_and_an_account_loads_few_in_an_hour(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("priorities.plan_file.MOST_UPLOADS", 1)
    harmful = hostile_workbooks(GOOD)["elements-in-elements.xlsx"]

    def load() -> None:
        read_plan(name="plan.xlsx", content=harmful, by=cast.coordinator)

    with pytest.raises(DomainError):
        load()
    with pytest.raises(TooOften):
        load()
    assert not Action.objects.exists()
