"""A partnership is founded by the one command, and runs two years on pages alone, to two published reports.

The test moves the clock, does what the worker does, and reads mails. It writes nothing to the database. What people
click and fill in is counted, printed at the end of the run, and may not grow.
"""

from typing import Any

import pytest
from playwright.sync_api import expect

from bcssp.example.sources import police_cells
from tests.functional import years_founding as founding
from tests.functional import years_reporting as reporting
from tests.functional.conftest import MakeContext
from tests.functional.years import Clock, Partnership

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=15_000)
# Made up: what the police count in the second year, beside what they reported in the first.
MISSING_AGAIN = ("88", "187", "44", "7", "2")
# Clicks and fields of each step as they are today: a step may get shorter, and then its limit does.
LIMITS: dict[str, tuple[int, int]] = {
    "coordinator: first password": (2, 2),
    "coordinator: organisations": (5, 8),
    "coordinator: people": (12, 21),
    "five people: first password": (10, 10),
    "coordinator: board and seats": (13, 23),
    "board and chair: confirm four seats": (10, 0),
    "coordinator: an indicator of the starting set": (4, 1),
    "coordinator: an indicator of the library": (7, 3),
    "board: agree to an indicator": (3, 0),
    "coordinator: two returns": (6, 10),
    "coordinator: the plan, from a spreadsheet": (7, 1),
    "board 2024-25: approve the plan": (3, 0),
    "coordinator: open the self-assessment": (4, 5),
    "sign in again": (28, 28),
    "coordinator: open the next year": (2, 0),
    "coordinator: confirm what it takes over": (7, 0),
    "board 2025-26: approve the plan": (3, 0),
    "police 2024-25: figures in the form": (3, 10),
    "council 2024-25: figures as a spreadsheet": (5, 1),
    "three owners 2024-25: progress": (9, 18),
    "three members 2024-25: account": (9, 15),
    "police 2024-25: claim of impact": (7, 6),
    "three members 2024-25: self-assessment": (27, 38),
    "coordinator 2024-25: costs": (4, 6),
    "coordinator 2024-25: training": (2, 6),
    "coordinator 2024-25: a review and its action": (5, 11),
    "coordinator 2024-25: no other review": (4, 7),
    "chair 2024-25: own text": (3, 1),
    "scrutineer 2024-25: own text": (3, 1),
    "coordinator 2024-25: text on voice": (4, 3),
    "board 2024-25: decisions": (33, 0),
    "chair 2024-25: decisions": (7, 0),
    "coordinator 2024-25: release": (4, 1),
    "coordinator 2024-25: build the report": (3, 0),
    "four seats 2024-25: sign": (16, 8),
    "chair 2024-25: publish the report": (3, 0),
    "police 2025-26: figures in the form": (3, 10),
    "council 2025-26: figures as a spreadsheet": (5, 1),
    "two owners 2025-26: progress": (6, 10),
    "three members 2025-26: account": (9, 15),
    "coordinator 2025-26: costs": (4, 3),
    "coordinator 2025-26: no other review": (4, 8),
    "chair 2025-26: own text": (3, 1),
    "scrutineer 2025-26: own text": (3, 1),
    "coordinator 2025-26: text on voice": (4, 3),
    "board 2025-26: decisions": (23, 0),
    "chair 2025-26: decisions": (3, 0),
    "coordinator 2025-26: release": (4, 1),
    "coordinator 2025-26: build the report": (3, 0),
    "four seats 2025-26: sign": (16, 8),
    "chair 2025-26: publish the report": (3, 0),
}


@pytest.fixture
def portal(make_context: MakeContext, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Partnership:
    """An empty database, in May 2024."""
    settings.PARTNERSHIP_FILE = "partnership.toml"
    clock = Clock(monkeypatch)
    clock.go_to(2024, 5, 13)
    return Partnership(make_context, clock)


def test_a_partnership_runs_two_years_on_pages_alone(portal: Partnership, record_property: Any) -> None:
    founding.found(portal)
    founding.choose_indicators(portal)
    founding.plan(portal)
    founding.ask_for_self_assessments(portal)
    portal.goes_on_to(2025, 3, 3, founding.COORDINATOR, founding.HEALTH)
    founding.open_next_year(portal)

    portal.goes_on_to(2025, 4, 14)
    first = {key: str(value.number) for key, value in police_cells()["missing-children"].items()}
    reporting.send_figures(portal, "2024-25", first, [(412, 380), (655, 610)])
    reporting.report_progress(portal, "2024-25")
    reporting.write_accounts(portal, "2024-25")
    reporting.claim_impact(portal, "2024-25")
    reporting.assess(portal)
    reporting.keep_records(portal, "2024-25")
    reporting.write_texts(portal, "2024-25")
    reporting.review(portal, "2024-25", board=16, chair=3)
    reporting.release(portal, "2024-25")
    reporting.publish(portal, "2024-25")

    portal.goes_on_to(2026, 4, 13)
    rows = dict.fromkeys(row for row, _ in first)
    second = {(row, "current"): number for row, number in zip(rows, MISSING_AGAIN, strict=True)}
    second |= {(row, "previous"): first[row, "current"] for row in rows}
    reporting.send_figures(portal, "2025-26", second, [(431, 412), (690, 655)])
    reporting.report_progress_again(portal, "2025-26")
    reporting.write_accounts(portal, "2025-26")
    reporting.keep_records_again(portal, "2025-26")
    reporting.write_texts(portal, "2025-26")
    reporting.review(portal, "2025-26", board=11, chair=1)
    reporting.release(portal, "2025-26")
    reporting.publish(portal, "2025-26")

    reader = portal.make_context().new_page()
    for year, words in (("2024-25", "Ask every school"), ("2025-26", "Schools are told by the police instead.")):
        answer = reader.goto(f"/reports/{year}/")
        assert answer is not None
        assert answer.status == 200
        expect(reader.locator("h1")).to_have_text(f"Annual report {year}")
        reader.goto(f"/reports/{year}/whole/")
        for text in (words, "Children were heard in", "What independent scrutiny found in"):
            expect(reader.locator("main")).to_contain_text(text)
    record_property("printed", portal.counts.table())
    assert portal.counts.longer_than(LIMITS) == {}
