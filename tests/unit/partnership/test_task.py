"""What waits for a person: the words of a due date, groups, order, and tasks of one link."""

import datetime
from dataclasses import replace

import pytest

from partnership.task import DueWords, Task, TaskKind, due_words, grouped

TODAY = datetime.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-2, DueWords("overdue", "Overdue by 2 days")),
        (-1, DueWords("overdue", "Overdue by 1 day")),
        (0, DueWords("soon", "Due today")),
        (1, DueWords("soon", "Due in 1 day")),
        (7, DueWords("soon", "Due in 7 days")),
        (8, DueWords("later", "Due 18 March 2026")),
    ],
)
def test_a_date_is_said_as_it_stands_today(days: int, expected: DueWords) -> None:
    assert due_words(TODAY + datetime.timedelta(days=days), TODAY) == expected


def test_without_a_date_that_is_said() -> None:
    assert due_words(None, TODAY).words == "No date"


def test_groups_are_in_order_and_what_is_due_first_is_first() -> None:
    late = Task(TaskKind.WRITE, "Late", "/late", due=TODAY - datetime.timedelta(days=1))
    old = Task(TaskKind.WRITE, "Old", "/old", since=TODAY - datetime.timedelta(days=9))
    young = Task(TaskKind.WRITE, "Young", "/young", since=TODAY)
    sign = Task(TaskKind.SIGN, "Report", "/sign")

    groups = grouped([young, old, late, sign])

    assert [(group.key, [task.title for task in group.tasks]) for group in groups] == [
        ("sign", ["Report"]),
        ("write", ["Late", "Old", "Young"]),
    ]


def test_two_that_speak_of_one_link_are_one_task_with_what_either_knows() -> None:
    came_back = Task(TaskKind.PUT_RIGHT, "Figures", "/figures", "Returned", reason="Two columns are swapped.")
    owed = Task(TaskKind.WRITE, "Missing children", "/figures", "Figures for 2022-23", due=TODAY)

    (group,) = grouped([came_back, owed])

    assert group.kind is TaskKind.PUT_RIGHT
    (task,) = group.tasks
    assert (task.title, task.detail, task.due) == ("Figures", "Returned", TODAY)


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("Statement, draft", "Statement, draft, since 9 April 2023"),
        ("The board asks: Do you know why?", "The board asks: Do you know why? Since 9 April 2023"),
        ("", "since 9 April 2023"),
    ],
)
def test_since_when_follows_what_it_is(detail: str, told: str) -> None:
    task = Task(TaskKind.ANSWER, "Question", "/", detail, since=datetime.date(2023, 4, 9))
    assert (task.told, replace(task, since=None).told) == (told, detail)
