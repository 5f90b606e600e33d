"""What is counted, what every reader knows of it, what is printed, and how it is kept back."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.definitions.families import Rule, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState, kept_back, reported
from indicators.disclosure.apply import protected
from indicators.disclosure.assemble import Published, Withheld, assemble, tells
from indicators.disclosure.change_rules import Measure, Place, counted, measure_of, whole_number, whole_rows
from indicators.disclosure.notes import with_policy
from indicators.disclosure.printed import policy_of, printed_numbers
from indicators.disclosure.problem_index import Book
from indicators.disclosure.relations import relations_of
from indicators.disclosure.solver.attack import Attacker
from indicators.disclosure.solver.certificate import certificate, certificate_hash, solver
from indicators.disclosure.solver.facts import at_most, between, exactly, scaled, sums_to
from indicators.disclosure.solver.policy import Method, Policy, Zeros
from indicators.disclosure.solver.problem import Problem, Quantity
from indicators.disclosure.stretches import Told, together
from indicators.disclosure.windows import Window
from indicators.tables.table import build_table
from tests.unit.indicators.disclosure.tables import (
    CARE,
    MISSING,
    POLICY,
    REPEAT_CARE,
    categories,
    police,
    released,
)
from tests.unit.indicators.tables.readings import area_rates, estimated, returned, windows

YEAR = (datetime.date(2022, 4, 1), datetime.date(2023, 3, 31))
CHILDREN = "number-of-missing-children"


def test_a_measure_is_read_back_from_its_name() -> None:
    measure = Measure(MISSING, CARE, *YEAR)
    assert Measure.from_key(measure.key) == measure
    with pytest.raises(ValueError, match="not enough values"):
        Measure.from_key("nothing")


def test_last_years_previous_is_this_years_current() -> None:
    family = get_family(MISSING)
    previous = measure_of(family, CARE, family.column("previous"), parse_period("2023-24"))
    assert previous == measure_of(family, CARE, family.column("current"), parse_period("2022-23"))


def test_a_stock_is_counted_on_its_day_whatever_the_period() -> None:
    family = get_family("child-protection-plans-rate")
    column = family.column("count")
    year, quarter = (measure_of(family, "bath", column, parse_period(slug)) for slug in ("2022-23", "2022-23-q4"))
    assert year == quarter
    assert year.starts_on == year.ends_on == datetime.date(2023, 3, 31)


def test_totals_and_bases_are_whole_and_what_is_no_count_is_left_out() -> None:
    assert {"concluded", "expressed", "total"} <= whole_rows(get_family("desired-outcomes"))
    found = {one.place.row: one for one in counted(categories([3, 40]))}
    assert found["total"].value == 43
    assert found["total"].is_whole
    assert not found["identified-action"].is_whole
    lost = returned("section-42-outcomes", "2022-23", {("ceased", "count"): Value(ValueState.UNABLE_TO_SUPPLY)})
    assert list(counted(lost)) == []
    assert whole_number(reported(Decimal("2.5"))) is None


def rule(kind: str, **more: object) -> Rule:
    return Rule(code="X-1", kind=kind, because="So it is", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "values", "found"),
    [
        (rule("at_most", lower="a", upper="b"), {"a": 1, "b": 2}, [at_most("a", "b")]),
        (rule("each_at_most", upper="c"), {"a": 1, "b": 2, "c": 3}, [at_most("a", "c"), at_most("b", "c")]),
        (rule("sums_to", parts=("a", "b"), whole="c"), {"a": 1, "b": 2, "c": 3}, [sums_to("ab", "c")]),
        (
            rule("sum_at_most", parts=("a", "b"), whole="c"),
            {"a": 1, "b": 1, "c": 3},
            [scaled({"a": -1, "b": -1, "c": 1}, 0, None)],
        ),
        (rule("sums_to", parts=("a", "x"), whole="c"), {"a": 1, "c": 3}, [at_most("a", "c")]),
        (rule("sums_to", parts=("x", "y"), whole="c"), {"c": 3}, []),
        (rule("at_least_whole", whole="c"), {"a": 2, "b": 2, "c": 3}, [scaled({"a": 1, "b": 1, "c": -1}, 0, None)]),
        (rule("at_least_whole", whole="c"), {"a": 2, "c": 1}, []),
        (
            rule("stands_alone", lower="a", upper="c"),
            {"a": 1, "b": 2, "c": 3},
            [scaled({"b": -1, "a": -1, "c": 1}, 0, None)],
        ),
        (rule("at_most", lower="a", upper="b", severity="soft"), {"a": 1, "b": 2}, [at_most("a", "b")]),
        (
            rule("counted_again", lower="a", parts=("b",), whole="c"),
            {"a": 1, "b": 1, "c": 4},
            [scaled({"a": -1, "b": -1, "c": 1}, 0, None), scaled({"a": 1, "b": 1000, "c": -1}, 0, None)],
        ),
        (rule("counted_again", lower="a", parts=("x",), whole="c"), {"a": 1, "c": 4}, []),
        # One or two more are allowed for; so far off, the rule does not hold for these figures.
        (rule("at_most", lower="a", upper="b"), {"a": 3, "b": 2}, [scaled({"a": -1, "b": 1}, -2, None)]),
        (rule("at_most", lower="a", upper="b"), {"a": 5, "b": 2}, []),
        (
            rule("sums_to", parts=("a", "b"), whole="c"),
            {"a": 1, "b": 2, "c": 9},
            [scaled({"a": 1, "b": 1, "c": -1}, None, 0)],
        ),
        (
            rule("at_least_whole", parts=("a", "b"), whole="c"),
            {"a": 2, "b": 2, "c": 3},
            [scaled({"a": 1, "b": 1, "c": -1}, 0, None)],
        ),
    ],
)
def test_each_rule_is_a_relation_where_the_figures_keep_it(
    given: Rule, values: dict[str, int], found: list[object]
) -> None:
    base = get_family(MISSING)
    rows = [replace(base.fixed_rows[0], key=key) for key in "abc"]
    family = replace(base, rules=(given,))
    assert list(relations_of(family, rows, {key: key for key in values}, values)) == found


def test_parts_of_a_total_and_of_a_base() -> None:
    snapshot = categories([3, 40])
    names = {row.key: row.key for row in snapshot.rows} | {"total": "total"}
    values = {one.place.row: one.value for one in counted(snapshot)}
    whole = sums_to([row.key for row in snapshot.rows], "total")
    parts = [at_most(row.key, "total") for row in snapshot.rows]
    assert set(relations_of(snapshot.family, snapshot.rows, names, values)) == {whole, *parts}
    desired = get_family("desired-outcomes")
    based = relations_of(desired, desired.fixed_rows, {"expressed": "e", "fully-achieved": "f"}, {"e": 5, "f": 2})
    assert list(based) == [at_most("f", "e")]
    del names["ceased"]
    others = scaled({**{row.key: -1 for row in snapshot.rows[:-1]}, "total": 1}, 0, None)
    assert set(relations_of(snapshot.family, snapshot.rows, names, values)) == {others, *parts[:-1]}


def window(key: str, start: str, end: str, value: int) -> Window:
    return Window(f"f/r/{key}", datetime.date.fromisoformat(start), datetime.date.fromisoformat(end), value)


ROW = ("f", "r")


def tied(*made: Window) -> Told:
    """What windows of one row tell together."""
    return together({ROW: made}, lambda names, before: iter(()))


def test_windows_that_only_touch_tell_nothing_of_each_other() -> None:
    found = tied(window("a", "2021-04-01", "2022-03-31", 5), window("b", "2022-04-01", "2023-03-31", 6))
    assert found == Told()


def test_overlapping_windows_of_events_are_sums_of_their_stretches() -> None:
    found = tied(
        window("june", "2021-07-01", "2022-06-30", 20),
        window("september", "2021-10-01", "2022-09-30", 26),
        window("quarter", "2021-07-01", "2021-09-30", 3),
    )
    first, middle, last = (one.key for one in found.quantities)
    assert first.endswith("stretch 0 2021-07-01..2021-09-30")
    assert [one.value for one in found.quantities] == [3, 17, 9]
    assert found.is_exact
    assert set(found.facts) == {
        sums_to([first], "f/r/quarter"),
        sums_to([first, middle], "f/r/june"),
        sums_to([middle, last], "f/r/september"),
    }


def told(found: Told, /, hidden: int = 6, **counts: int) -> dict[str, tuple[int, int | None]]:
    """What can be concluded of the counts of which nothing is printed, where these are printed."""
    values = {"q1": hidden, "q2": hidden, "half": 0} | counts
    quantities = [Quantity(f"f/r/{key}", value) for key, value in values.items()]
    printed = tuple(exactly(f"f/r/{key}", value) for key, value in counts.items())
    attacker = Attacker(Problem((*quantities, *found.quantities), (), found.facts, printed), ())
    ends = {key: attacker.interval(f"f/r/{key}") for key in values if key not in counts}
    return {key: (one.lower, one.upper) for key, one in ends.items()}


QUARTERS = (window("q1", "2022-04-01", "2022-06-30", 6), window("q2", "2022-07-01", "2022-09-30", 6))


@pytest.mark.parametrize(
    ("half", "q1"),
    [
        # Persons, of whom some are in both quarters; no part is more than the whole.
        (9, (3, 9)),
        # One or two fewer than the sum, or more: late records. A reader allows for two; how many they are, nobody says.
        (11, (5, 7)),
        (13, (5, 7)),
        (14, (6, 8)),
        # So many more that nothing is left but that a part is no more than the whole, and late records only add.
        (15, (0, 9)),
        (90, (0, 84)),
    ],
)
def test_what_sums_contradict_they_still_tell_in_part(half: int, q1: tuple[int, int]) -> None:
    found = tied(*QUARTERS, window("half", "2022-04-01", "2022-09-30", half))
    assert not found.is_exact
    assert told(found, q2=6, half=half) == {"q1": q1}


def test_the_fewest_windows_are_taken_to_be_off() -> None:
    """Months of 6 + 1 and a quarter of 8: a year of 8 + 6 + 4 and more is the sum of its quarters all the same."""
    months = [window("m1", "2022-04-01", "2022-04-30", 6), window("m2", "2022-05-01", "2022-06-30", 1)]
    quarters = [window("q1", "2022-04-01", "2022-06-30", 8), window("q2", "2022-07-01", "2022-09-30", 6)]
    found = tied(*months, *quarters, window("half", "2022-04-01", "2022-09-30", 14))
    assert told(found, m1=6, m2=1, q1=8, half=14) == {"q2": (6, 6)}
    assert told(found, hidden=8, m1=6, m2=1, q2=6, half=14) == {"q1": (8, 8)}


def test_a_number_that_was_revised_is_another_quantity() -> None:
    book = Book()
    measure = Measure(MISSING, CARE, *YEAR)
    first, second = book.enter(measure, 3), book.enter(measure, 4)
    assert book.enter(measure, 3) == first == measure.key
    assert second == f"{measure.key} (otherwise 1)"
    assert book.versions(measure) == (first, second)
    assert book.versions(replace(measure, row="other")) == ()
    assert book.values == {first: 3, second: 4}
    book.promise(first, POLICY)
    book.keep(first, (0, 3))
    assert book.stays(first) == (0, 5), "the wider promise of both"
    assert book.stays(second) is None


def numbers(content: dict[str, object]) -> dict[tuple[str, str], str]:
    return {(one.label, one.kind): str(one.value) for one in printed_numbers(content)}


def test_windows_tell_counts_changes_and_percentages_and_symbols_nothing() -> None:
    found = numbers(build_table(police()))
    place = f"{MISSING}/{CARE}/2022-23"
    assert found[f"{place}/current", "count"] == "3"
    assert found[f"{place}/change", "change"] == "-7"
    assert found[f"{place}/percent_change", "percent_change"] == "-70"
    assert len(found) == 20
    hidden = numbers(dict(released(police()).contents[0]))
    assert len(hidden) == 13


def test_categories_tell_shares_of_their_base() -> None:
    found = {one.label: one for one in printed_numbers(build_table(categories([3, 40])))}
    share = found["section-42-outcomes/ceased/2022-23/share"]
    assert [one.row for one in share.about] == ["ceased", "total"]
    assert share.facts(["part", "base"])[0] == between("base", 1, None)


def test_a_series_tells_a_count_a_period() -> None:
    sent = [windows(MISSING, {CHILDREN: (25 + n, 20)}, f"2022-23-q{n}") for n in (1, 2, 3)]
    found = {one.about[0].starts_on: one.value for one in printed_numbers(build_table(sent[-1], sent[:-1], shown=3))}
    assert found == {
        datetime.date(2022, 4, 1): 26,
        datetime.date(2022, 7, 1): 27,
        datetime.date(2022, 10, 1): 28,
    }


def test_rates_tell_a_count_only_where_the_people_behind_them_are_known() -> None:
    content = build_table(area_rates(2023, (396, "110.0")), [area_rates(2022, (380, "106.0"))])
    found = list(printed_numbers(content))
    own = [one for one in found if one.about[0].row == "avonside"]
    assert {(one.kind, str(one.value)) for one in own} == {
        ("rate", "110"),
        ("rate", "106"),
        ("count", "396"),
        ("count", "380"),
    }
    rate = next(one for one in own if one.kind == "rate" and one.value == 110)
    assert rate.facts(["n"]) == []
    assert rate.facts(["n"], population=36_000) == [between("n", 396, 396)]


def test_the_policy_is_read_back_from_the_table() -> None:
    content = with_policy(build_table(police()), POLICY)
    assert policy_of(content) == POLICY
    assert policy_of(build_table(police())) is None
    assert POLICY.sentence in content["notes"]
    own = Policy(version=2, symbol="[k]")
    hidden = dict(released(police(), policies={MISSING: own}).contents[0])
    assert [note for note in hidden["notes"] if note.startswith("[k]")] == [
        "[k] confidential: suppressed because it is small or would reveal a small number."
    ]


def test_what_is_public_is_known_and_what_was_withheld_stays_promised() -> None:
    kept = Withheld(Measure(MISSING, CARE, *YEAR).key, 3, (1, 5))
    content = dict(released(police()).contents[0])
    assembly = assemble([], {}, [Published("2022-23", content, (kept,))])
    problem = assembly.problem()
    assert [one.key for one in problem.sensitive] == [kept.key]
    assert exactly(Measure(MISSING, CHILDREN, *YEAR).key, 95) in problem.known
    assert at_most(kept.key, Measure(MISSING, CHILDREN, *YEAR).key) in problem.relations
    assert Withheld.from_data(kept.as_data()) == kept
    assert Withheld.from_data(replace(kept, stays=None).as_data()).stays is None


def test_what_was_misprinted_tells_nothing() -> None:
    content = build_table(police())
    for row in content["rows"]:
        for cell in row["cells"]:
            if cell["key"] == "percent_change":
                cell["value"] = "99.9"
    known = assemble([], {}, [Published("long ago", content)]).known
    assert exactly(Measure(MISSING, CARE, *YEAR).key, 3) in known
    # Of a wrong percentage nothing is left but that there was something before, and the ends that happen to hold.
    values = assemble([], {}, [Published("long ago", content)]).book.values
    assert all(fact.holds(values) for fact in known)


def test_finished_tables_are_read_as_they_are() -> None:
    snapshot = police()
    assembly = assemble([snapshot], {MISSING: POLICY})
    every = tells(assembly, [build_table(snapshot)], {})
    assert len(every) == 20
    assert all(cell.fixed for cell in every)
    assert len(tells(assembly, [dict(released(snapshot).contents[0])], {})) == 13
    both = Policy(version=2, method=Method.BOTH, base=5)
    rounded = dict(released(snapshot, policies={MISSING: both}).contents[0])
    assert len(tells(assembly, [rounded], {})) == 7, "counts alone: the rest follows from those as they are printed"


def test_a_return_is_shown_with_its_total_and_without_what_is_hidden() -> None:
    snapshot = categories([3, 40])
    names = {Place("section-42-outcomes", "2022-23", "identified-action", "count"): "one"}
    shown = protected(snapshot, names, {"one"}, POLICY)
    assert shown.value("identified-action", "count") == kept_back("[c]")
    assert shown.value("total", "count") == reported(43)
    assert shown.value("identified-no-action", "count") == reported(40)
    assert snapshot.value("identified-action", "count") == reported(3)


def test_a_figure_that_is_kept_back_has_no_number() -> None:
    with pytest.raises(ValueError, match="A suppressed number"):
        Value(ValueState.REPORTED, Decimal(3), withheld="[c]")
    assert kept_back("[c]").published_state == "confidential"
    assert reported(3).published_state == "reported"


def test_rates_of_rounded_counts_are_kept_back() -> None:
    snapshot = estimated(area_rates(2023, (396, "110.0")), avonside=36_000)
    both = Policy(version=2, method=Method.BOTH, base=10)
    outcome = released(snapshot, policies={"child-protection-plans-rate": both})
    assert outcome.passed
    cells = {cell["key"]: cell["text"] for cell in outcome.contents[0]["more_tables"][0]["rows"][0]["cells"]}
    assert (cells["count"], cells["rate"]) == ("400", "[c]")


def test_the_certificate_says_what_was_proven_and_no_true_value() -> None:
    outcome = released(police())
    content = certificate(
        policies={MISSING: POLICY},
        findings=outcome.findings,
        exposed=outcome.exposed,
        sizes=outcome.counts,
        hidden={"small count": 3},
        lost=outcome.lost,
        least=outcome.least,
    )
    assert content["result"] == "passed"
    assert content["solver"] == solver()
    assert [one["must stay possible"] for one in content["counts"]] == [[1, 5]] * 3
    assert all(one["a reader concludes"][0] <= 1 and one["a reader concludes"][1] >= 5 for one in content["counts"])
    assert Policy.from_data(content["policies"][MISSING]) == POLICY
    assert certificate_hash(content) == certificate_hash(dict(reversed(content.items())))
    assert certificate_hash(content) != certificate_hash(content | {"lost": 0})
    assert REPEAT_CARE in str(content)


@pytest.mark.parametrize(
    ("zeros", "note"),
    [
        (Zeros.PRINTED, "[low] low: rounds to zero, but is not zero."),
        (Zeros.HIDDEN, "[low] low: rounds to zero, and may be zero."),
    ],
)
def test_what_rounds_to_zero_is_called_no_zero_only_where_zeros_are_printed(zeros: Zeros, note: str) -> None:
    policy = Policy(version=2, method=Method.ROUND, base=15, zeros=zeros)
    notes = released(police(), policies={MISSING: policy}).contents[0]["notes"]
    assert [one for one in notes if one.startswith("[low]")] == [note]


def test_a_neighbour_whose_rate_is_kept_back_is_not_called_missing() -> None:
    year = area_rates(2023, (396, "110.0"))
    assert year.areas is not None
    first, second, *_ = year.areas.neighbours
    lost, small = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost"), kept_back("[c]")
    known = replace(year, figures={**year.figures, (first, "rate"): lost, (second, "rate"): small})
    names = year.areas.names
    (note,) = [one for one in build_table(known)["notes"] if "no data for" in one]
    assert f"no data for {names[first]}; suppressed for {names[second]}; there is no mean." in note
