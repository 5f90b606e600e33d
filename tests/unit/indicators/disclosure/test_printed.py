"""What published and finished tables tell."""

import datetime
from dataclasses import replace

from indicators.disclosure.assemble import assemble, tells
from indicators.disclosure.change_rules import Measure
from indicators.disclosure.notes import with_policy
from indicators.disclosure.printed import policy_of, printed_numbers
from indicators.disclosure.published import Published, Withheld
from indicators.disclosure.solver.facts import at_most, between, exactly
from indicators.disclosure.solver.policy import Method, Policy
from indicators.tables.table import build_table
from tests.unit.indicators.disclosure.tables import (
    CARE,
    MISSING,
    POLICY,
    categories,
    police,
    released,
)
from tests.unit.indicators.tables.readings import area_rates, windows

YEAR = (datetime.date(2022, 4, 1), datetime.date(2023, 3, 31))
CHILDREN = "number-of-missing-children"


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
