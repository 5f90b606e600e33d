"""What is said of a table holds whatever its hidden cells are: a statement over what is shown says so."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from indicators.definitions.families import get_family
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, kept_back, reported
from indicators.disclosure.notes import with_policy
from indicators.disclosure.solver.policy import Policy
from indicators.tables.charts import with_chart
from indicators.tables.table import annotated, build_table
from tests.unit.indicators.disclosure.tables import categories, released
from tests.unit.indicators.tables.readings import area_rates, returned, windows

HIDDEN = kept_back("[c]")
OUTCOMES, CONTACTS, ADULTS = "section-42-outcomes", "contact-sources", "adult-safeguarding-summary"


def counts(slug: str, numbers: Mapping[str, int | Value]) -> Snapshot:
    """A return of categories, the total with it where it is given."""
    figures = {
        (row, "count"): number if isinstance(number, Value) else reported(number) for row, number in numbers.items()
    }
    return returned(slug, "2022-23", figures)


def outcomes(*numbers: int | Value, total: int | Value) -> Snapshot:
    """Outcomes of enquiries in the order of the form."""
    rows = [row.key for row in get_family(OUTCOMES).fixed_rows]
    return counts(OUTCOMES, {**dict(zip(rows, numbers, strict=True)), "total": total})


def headline(snapshot: Snapshot) -> str:
    """The sentence above the chart."""
    return str(build_table(snapshot)["headline"])


def test_the_largest_share_is_not_named_where_a_hidden_one_is_larger() -> None:
    sent = outcomes(HIDDEN, HIDDEN, 0, 0, 0, 0, 0, total=80)
    assert headline(sent) == "All section 42(2) enquiries concluded: 80."
    sent = outcomes(HIDDEN, HIDDEN, 30, 10, 0, 0, 0, total=80)
    assert (
        headline(sent)
        == "Of the shares that are shown, the largest is “Risk assessment inconclusive, action taken”: 30, 37.5%."
    )


def test_the_largest_share_is_named_where_all_that_is_hidden_is_less() -> None:
    sent = outcomes(HIDDEN, HIDDEN, 60, 10, 0, 0, 0, total=80)
    assert headline(sent) == "The largest share is “Risk assessment inconclusive, action taken”: 60, 75.0%."


def test_a_share_that_was_not_supplied_may_be_the_largest() -> None:
    unknown = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")
    numbers = dict.fromkeys((row.key for row in get_family("desired-outcomes").fixed_rows), 10)
    sent = counts("desired-outcomes", {**numbers, "expressed": 40, "fully-achieved": unknown, "not-achieved": 12})
    assert headline(sent).startswith("Of the shares that are shown, the largest is “Not achieved”: 12")


def test_two_shares_that_are_the_same_are_both_named() -> None:
    sent = outcomes(30, 30, 5, 0, 0, 0, 0, total=65)
    assert headline(sent) == (
        "The largest shares are “Risk identified, action taken” and “Risk identified, no action taken”: 30, 46.2% each."
    )


def test_counts_without_their_base_are_not_all_kept_back() -> None:
    """The base is hidden, and with it each share: 18 counts are printed all the same."""
    rows = [row.key for row in get_family(CONTACTS).fixed_rows]
    numbers: dict[str, int | Value] = {row: 10 + index for index, row in enumerate(rows)}
    said = headline(counts(CONTACTS, {**numbers, **dict.fromkeys(rows[:4], HIDDEN), "total": HIDDEN}))
    assert said == "Of the numbers that are shown, the largest is “Unknown”: 31."


def test_a_table_of_windows_without_a_whole_row_says_what_it_prints() -> None:
    sent = windows(ADULTS, {"concerns": (40, 30)})
    sent = replace(sent, figures={**sent.figures, ("concerns", "previous"): HIDDEN})
    assert headline(sent) == "Safeguarding concerns received: 40 (this year)."
    sent = replace(sent, figures={("concerns", "current"): HIDDEN, ("concerns", "previous"): reported(30)})
    assert headline(sent) == "Safeguarding concerns received: 30 (year before)."


def test_only_a_table_that_prints_no_number_says_that_its_figures_are_suppressed() -> None:
    hidden = outcomes(*[HIDDEN] * 7, total=HIDDEN)
    said = "[c] The figures for this period are suppressed to protect the people behind small numbers."
    assert headline(hidden) == said
    policy = Policy(version=2, symbol="[s]")
    content = with_policy(build_table(outcomes(*[kept_back("[s]")] * 7, total=kept_back("[s]"))), policy)
    assert annotated([content])[0]["headline"].startswith("[s] The figures for this period are suppressed")


def test_an_area_whose_own_rate_is_hidden_is_named_with_its_symbol_beside_the_others() -> None:
    sent = area_rates(2023, (4, "1.1"))
    sent = replace(sent, figures={**sent.figures, ("avonside", "count"): HIDDEN, ("avonside", "rate"): HIDDEN})
    content = build_table(sent)
    assert content["headline"] == (
        "Rate per 10,000 children, at 31 March 2023: Avonside [c]; DfE nearest neighbours 50.5; England 52.0."
    )


def test_the_limits_of_a_hidden_rate_are_hidden_and_not_meaningless() -> None:
    sent = area_rates(2023, (4, "1.1"))
    sent = replace(sent, figures={**sent.figures, ("avonside", "count"): HIDDEN, ("avonside", "rate"): HIDDEN})
    row = build_table(sent)["more_tables"][0]["rows"][0]
    assert [cell["text"] for cell in row["cells"]] == ["[c]", "[c]", "[c]", "[c]"]
    of_count = replace(sent, figures={**sent.figures, ("avonside", "rate"): reported(Decimal("1.1"))})
    row = build_table(of_count)["more_tables"][0]["rows"][0]
    assert [cell["text"] for cell in row["cells"]] == ["[c]", "1.1", "[c]", "[c]"]


def test_a_released_table_keeps_to_it() -> None:
    small = released(categories([3, 0, 4]))
    assert small.contents[0]["headline"].startswith("All section 42(2) enquiries concluded:")


def test_changes_that_stand_out_are_those_of_the_rows_that_are_shown() -> None:
    numbers = {"concerns": (500, 500), "section-42-started": (400, 200), "other-started": (100, 30)}
    numbers |= {"section-42-concluded": (50, 50), "other-concluded": (20, 20)}
    sent = windows(ADULTS, numbers)
    assert "Changes larger than chance would explain: " in headline(sent)
    sent = replace(sent, figures={**sent.figures, ("other-started", "current"): HIDDEN})
    assert "Changes that are shown and larger than chance would explain: " in headline(sent)


def test_a_chart_of_the_largest_says_among_which() -> None:
    rows = [row.key for row in get_family(CONTACTS).fixed_rows]
    numbers: dict[str, int | Value] = {row: 10 + index for index, row in enumerate(rows)}
    content = build_table(counts(CONTACTS, {**numbers, rows[0]: HIDDEN, rows[1]: HIDDEN, "total": 442}))
    alt = with_chart(content)[0]["chart"]["alt"]
    assert alt.startswith("The 10 largest of the 20 with a figure; 2 without. ")
