"""The checklist beside disclosure control: what is kept back or rounded is no mistake, and real mistakes are found."""

from typing import Any

import pytest

from indicators.definitions.values import CONFIDENTIAL
from indicators.disclosure.solver.policy import Method, Policy
from indicators.releases.checklist.plan import Plan
from indicators.releases.checklist.run import errors, run_checklist
from tests.unit.indicators.releases.test_checklist import content, plan, table

CONTACTS = "contact-sources"


def totals(plan: Plan) -> list[str]:
    """What is wrong with totals."""
    return [sentence for one in errors(run_checklist(plan)) if one.code == "total-wrong" for sentence in one.sentences]


def contacts(*, hidden: int = 0, total: int | None = None, base: int = 0) -> Plan:
    """22 sources of 50 contacts each, of which some are kept back, under a total."""
    made = content(CONTACTS)
    counts = [next(cell for cell in row["cells"] if cell["key"] == "count") for row in made["rows"]]
    for cell in counts[:hidden]:
        cell.update(value=None, text="[c]", state=CONFIDENTIAL)
    if total is not None:
        counts[-1].update(value=str(total), text=f"{total:,}")
    if base:
        made["disclosure"] = {"policy": Policy(method=Method.BOTH, base=base).as_data()}
    return plan(table(CONTACTS, made))


def test_the_table_of_these_tests_is_what_it_says() -> None:
    made: dict[str, Any] = content(CONTACTS)
    assert len(made["rows"]) == 23
    assert made["rows"][-1]["cells"][0]["value"] == "1100"


@pytest.mark.parametrize(
    "right",
    [
        contacts(),
        contacts(hidden=2),
        contacts(hidden=22),
        contacts(total=1110, base=10),
        contacts(total=1090, base=10),
        contacts(total=1215, base=10),
    ],
    ids=["all", "two hidden", "all hidden", "rounded up", "rounded down", "rounded as far as can be"],
)
def test_totals_that_are_right(right: Plan) -> None:
    assert totals(right) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (contacts(total=1101), "the total is 1101, but its parts add up to 1100"),
        (contacts(total=1099), "the total is 1099, but its parts add up to 1100"),
        (contacts(hidden=2, total=999), "the total is 999, but its parts add up to 1000"),
        (contacts(total=1220, base=10), "the total is 1220, but its parts add up to 1100"),
    ],
    ids=["more", "less", "less than what is printed", "further than rounding goes"],
)
def test_totals_that_are_wrong(wrong: Plan, words: str) -> None:
    (sentence,) = totals(wrong)
    assert words in sentence
