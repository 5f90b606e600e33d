"""What a reader takes from words, symbols, policies and older tables is counted against what is hidden."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.disclosure.assemble import assemble
from indicators.disclosure.change_rules import Measure
from indicators.disclosure.narrative import told
from indicators.disclosure.notes import with_policy
from indicators.disclosure.printed import printed_numbers
from indicators.disclosure.protect_release import Outcome, broken_promises, given_away, protect_returns
from indicators.disclosure.published import Published
from indicators.disclosure.solver.audit import Why
from indicators.disclosure.solver.facts import between
from indicators.disclosure.solver.policy import Method, Policy, Zeros
from indicators.disclosure.windows import Window, chains
from indicators.statistics.denominators import derived_rate_limits
from indicators.statistics.limits import printed
from indicators.tables.inputs import is_behind
from indicators.tables.table import annotated, build_table
from tests.unit.indicators.disclosure.tables import (
    CARE,
    MISSING,
    POLICY,
    as_published,
    before_policies,
    categories,
    police,
    released,
    texts,
    withheld,
)
from tests.unit.indicators.tables.readings import area_rates, estimated, windows

OUTCOMES = "section-42-outcomes"
PLANS = "child-protection-plans-rate"
FIRST, SECOND = "identified-action", "identified-no-action"
ALWAYS = Policy(version=2, zeros=Zeros.ALWAYS)
ROUND = Policy(version=2, method=Method.ROUND, base=20)
HIDDEN = ["[c]", "[c]"]
CARE_2021 = Measure.from_key(f"{MISSING}/{CARE}/2021-04-01..2022-03-31")


def of_years(snapshots: Sequence[Snapshot], policy: Policy = POLICY, published: Sequence[Published] = ()) -> Outcome:
    """A release of the last return, the others as its history."""

    def build(shown: Sequence[Snapshot]) -> list[dict[str, Any]]:
        return annotated([with_policy(build_table(shown[-1], shown[:-1]), policy)])

    return protect_returns(snapshots, {snapshots[-1].family.slug: policy}, published, build)


def five(first: int = 20) -> list[Snapshot]:
    return [categories([first + 3 * n, 40, 50, 60, 70, 80, 90], f"{2018 + n}-{19 + n}") for n in range(5)]


def rates(*counts: int) -> list[Snapshot]:
    """Plans of years that follow each other, as rates over 36,000 children."""
    made = enumerate(counts)
    return [estimated(area_rates(2020 + n, (one, f"{one / 3.6:.1f}")), avonside=36_000) for n, one in made]


@pytest.mark.parametrize("counts", [[2, 6], [6, 2], [1, 7]])
def test_a_rounded_count_beside_hidden_small_ones_is_no_small_one(counts: list[int]) -> None:
    """Printed, both 6s would stand for 6 to 8, so that at most 2 were left for the hidden count."""
    both = Policy(version=2, method=Method.BOTH, base=6)
    outcome = released(categories(counts), policies={OUTCOMES: both})
    assert outcome.passed
    assert texts(outcome, FIRST) == texts(outcome, SECOND) == HIDDEN
    assert told(both, "n", 6) == between("n", 6, 8)
    assert told(both, "n", 4) == between("n", 3, 8), "a small count that is public already"
    assert told(ROUND, "n", 8) == between("n", 1, 9)


def test_what_rounds_to_zero_is_remembered() -> None:
    """8 was printed as one of 1 to 9: hiding it beside 3, of which 11 are left, would show that the 3 is no 1."""
    figures = categories([3, 8, 60, 70, 80, 90, 100])
    before = released(figures, policies={OUTCOMES: ROUND})
    assert texts(before, SECOND) == ["[low]", "[low]"]
    assert {one.kind for one in printed_numbers(before.contents[0])} == {"count", "share", "low"}
    after = released(figures, published=as_published(before))
    assert after.passed
    assert texts(after, FIRST) == texts(after, "inconclusive-action") == HIDDEN
    assert texts(after, SECOND) == ["8", "1.9%"]


def test_a_count_that_was_hidden_while_zeros_were_printed_is_known_to_be_none() -> None:
    """3 and 2 of 5: if neither is zero, neither can be 5."""
    figures = categories([3, 2, 40, 70, 80, 90, 100])
    before = released(figures, policies={OUTCOMES: ALWAYS})
    after = released(figures, published=as_published(before))
    assert after.passed
    assert [one.why for one in after.hidden] == [Why.SMALL, Why.SMALL, Why.PROTECTS]
    assert all(one.after is not None and one.after.lower == 1 for one in after.findings)
    assert [one.why for one in released(figures).hidden] == [Why.SMALL, Why.SMALL]


def test_a_policy_that_prints_zeros_cannot_follow_one_that_hides_them() -> None:
    """What was promised to be possibly zero would be hidden, and so be known to be none."""
    figures = categories([3, 20, 40, 70])
    before = released(figures, policies={OUTCOMES: Policy(version=2, zeros=Zeros.HIDDEN)})
    after = released(figures, policies={OUTCOMES: ALWAYS}, published=as_published(before))
    assert f"{FIRST} in {OUTCOMES}" in after.problem
    assert "suppressing zeros" in after.problem
    once_more = released(figures, policies={OUTCOMES: ALWAYS})
    both = [*as_published(once_more), *as_published(before)]
    assert released(figures, policies={OUTCOMES: ALWAYS}, published=both).passed, "it was public before the promise"


def test_what_the_sentence_about_a_trend_names_is_public() -> None:
    """4.9% of 410 are 20: a later policy that hides 20 comes too late, and says so."""
    years = five()
    before = of_years(years)
    assert "(4.9% to 7.6%)" in before.contents[0]["statistics"]["trends"][FIRST]["sentence"]
    after = of_years(years[:1], Policy(version=2, threshold=25), as_published(before))
    assert [(one.key.split("/")[1], str(one.interval)) for one in after.exposed] == [(FIRST, "20")]
    assert texts(after, FIRST) == ["20", "4.9%"]


def test_numbers_in_the_words_of_a_trend_are_told_with_their_year() -> None:
    years = [
        police(
            f"{2018 + n}-{19 + n}",
            number_of_missing_children_reports__current=1020 + n,
            number_of_missing_children_reports__previous=1019 + n,
        )
        for n in range(5)
    ]
    content = of_years(years).contents[0]
    told_in_words = {one.label.split("/", 1)[1]: one for one in printed_numbers(content) if "in words" in one.label}
    first = told_in_words["number-of-missing-children-reports/2018-19/current in words"]
    assert (first.kind, int(first.value), first.about[0].ends_on.year) == ("count", 1020, 2019)


def without_counts_behind(table: Published) -> Published:
    """The table as it would be if it printed the interval of an earlier year without the count that it rests on."""
    further = [one for one in table.content["more_tables"] if not is_behind(one)]
    return replace(table, content={**table.content, "more_tables": further})


def test_the_rate_of_an_earlier_year_gives_its_count_over_the_people_that_are_named() -> None:
    before = of_years(rates(30, 31, 32))
    assert texts(before, "avonside") == ["8.3", "8.6", "8.9"]
    bare = [without_counts_behind(one) for one in as_published(before)]
    after = of_years(rates(30), Policy(version=2, threshold=35), bare)
    assert [(one.key.split("/")[1], str(one.interval)) for one in after.exposed] == [("avonside", "30")]


def test_the_interval_of_an_earlier_year_tells_of_its_count_which_is_printed_and_known() -> None:
    """Limits over rate are a function of the count alone: those around 8.3 leave no more than two counts."""
    unnamed = of_years([replace(one, estimates={}) for one in rates(30, 31)])
    ((lower, upper),) = [unnamed.contents[0]["statistics"]["band"]["2019-20"]]
    fits = [
        count
        for count in range(1, 200)
        if (limits := derived_rate_limits(count, Decimal("8.3"), 1))
        and (str(printed(limits.lower, 1)), str(printed(limits.upper, 1))) == (lower, upper)
    ]
    assert fits == [30, 31]
    after = of_years(rates(30), Policy(version=2, threshold=35), as_published(unnamed))
    assert [(one.key.split("/")[1], str(one.interval)) for one in after.exposed] == [("avonside", "30")]


@pytest.mark.parametrize(("rate", "shown"), [("1.1", "[c]"), ("0.0", "0"), ("11.1", "11.1")])
def test_a_rate_without_its_count_is_kept_back_where_the_people_give_a_small_count(rate: str, shown: str) -> None:
    """1.1 for every 10,000 of 36,000 are 4. Nobody has to send the count for a reader to know it."""
    (one,) = rates(4)
    unable = Value(ValueState.UNABLE_TO_SUPPLY, reason="Too small")
    figures = {**one.figures, ("avonside", "count"): unable, ("avonside", "rate"): reported(Decimal(rate))}
    alone = replace(one, figures=figures)
    found = of_years([alone]).contents[0]["rows"][0]["cells"][0]
    assert found["text"].removesuffix(".0") == shown
    sent = replace(alone, estimates={}, figures={**figures, ("avonside", "people"): reported(36_000)})
    assert of_years([sent]).contents[0]["rows"][0]["cells"][0]["text"].removesuffix(".0") == shown
    # Where nobody names the people, they can be few: even a rate that rounds to nothing may be of somebody.
    nobody = replace(alone, estimates={})
    unnamed = of_years([nobody]).contents[0]["rows"][0]["cells"][0]["text"]
    assert unnamed == (rate if shown == "11.1" else "[c]")


def test_a_count_that_was_revised_is_printed_as_one_number_and_withheld_as_another() -> None:
    """The return of the year said 4; the next one says 12 of the same window, and its table prints that."""
    history = police("2021-22", number_of_children_missing_from_care__current=4)
    now = police(number_of_children_missing_from_care__previous=12)
    before = of_years([history, now])
    assert withheld(before)[CARE_2021.key].value == 4
    assert texts(before, CARE)[1] == "12"
    (table,) = as_published(before)
    known = {fact.lower for fact in assemble([], {}, [table]).known if fact.terms[0][0].startswith(CARE_2021.key)}
    assert 12 in known


def test_nothing_is_printed_on_the_word_of_a_release_that_may_be_called_off() -> None:
    """A release that waits prints 3, since it was made under another policy. It is no reason to print the 3 at once."""
    waiting = [replace(one, is_public=False) for one in before_policies(police())]
    outcome = released(police(), published=waiting)
    assert "release waiting to be published" in outcome.problem
    assert f"{CARE} in {MISSING}" in outcome.problem
    assert texts(outcome, CARE) == ["[c]"] * 4
    out = before_policies(police())
    assert released(police(), published=[*out, *waiting]).passed, "what is public already is public"
    escape_formula = [replace(one, is_public=False) for one in as_published(released(police()))]
    assert released(police(), published=escape_formula).passed


REPORTS = "number-of-missing-children-reports"
CONCLUDED = "section-42-concluded"


def counted_reports(period: str, current: int, previous: int) -> Snapshot:
    """A return of reports alone."""
    return windows(MISSING, {REPORTS: (current, previous)}, period)


def quarters(year: int, *counts: int) -> Outcome:
    """A release of the quarters of a year, side by side."""
    periods = [f"{year}-{year % 100 + 1}-q{number + 1}" for number in range(len(counts))]
    sent = [counted_reports(period, count, 50) for period, count in zip(periods, counts, strict=True)]

    def build(shown: Sequence[Snapshot]) -> list[dict[str, Any]]:
        return annotated([with_policy(build_table(shown[-1], shown[:-1], shown=len(shown)), POLICY)])

    return protect_returns(sent, {MISSING: POLICY}, (), build)


def test_a_year_that_its_quarters_contradicted_long_ago_does_not_blind_the_attack() -> None:
    """Reports of 2012 were counted again once the year was over. Those of 2022 still add up: 151 less 150 is 1."""
    long_ago = [*as_published(quarters(2012, 20, 25, 25, 30)), *before_policies(counted_reports("2012-13", 90, 95))]
    now = quarters(2022, 1, 40, 50, 60)
    assert texts(now, REPORTS) == ["[c]", "40", "50", "60"]
    year = released(counted_reports("2022-23", 151, 163), published=[*long_ago, *as_published(now)])
    assert year.passed
    assert texts(year, REPORTS) == ["[c]", "163", "[c]", "[c]"]


def test_windows_hang_together_where_they_overlap() -> None:
    days = ((1, 9), (5, 12), (2, 3), (13, 20), (15, 16))
    made = [Window(f"{a}-{b}", date(2022, 4, a), date(2022, 4, b), 1) for a, b in days]
    assert [[one.key for one in chain] for chain in chains(made)] == [["1-9", "2-3", "5-12"], ["13-20", "15-16"]]
    assert chains([]) == []


def concluded(number: int) -> Snapshot:
    """The summary of a year in which so many enquiries were concluded."""
    return windows("adult-safeguarding-summary", {CONCLUDED: (number, 90)})


def test_a_count_of_two_families_is_hidden_in_both() -> None:
    """8 enquiries are small by one family's policy, and the total of the other is those 8."""
    strict = {"adult-safeguarding-summary": Policy(version=2, threshold=10)}
    outcome = released(concluded(8), categories([8]), policies=strict)
    assert outcome.passed
    assert texts(outcome, CONCLUDED)[0] == "[c]"
    assert texts(outcome, "total", table=1) == ["[c]", "[z]"]
    near = released(concluded(8), categories([9]), policies=strict)
    assert texts(near, "total", table=1) == ["[c]", "[z]"], "one of them counted a late record: it tells the other"
    other = released(concluded(8), categories([11]), policies=strict)
    assert texts(other, "total", table=1) == ["11", "[z]"]
    later = released(categories([8]), published=as_published(released(concluded(8), policies=strict)))
    assert texts(later, "total") == ["[c]", "[z]"]


def test_a_rate_that_was_rounded_in_another_way_stops_nothing() -> None:
    """9 for every 40,000 are 2.25: who rounds to the nearest even digit sends 2.2."""
    assert of_years([estimated(area_rates(2023, (9, "2.2")), avonside=40_000)]).passed


def test_two_releases_that_did_not_know_of_each_other_are_attacked_together() -> None:
    """Each is safe alone: the quarters without the year, and the year as the next one's year before."""
    now, later = quarters(2022, 3, 40, 50, 60), released(counted_reports("2023-24", 170, 153))
    assert now.passed
    assert later.passed
    both = [*as_published(now), *as_published(later)]
    (found,) = given_away(both)
    assert str(found.interval) == "3"
    (said,) = broken_promises(both)
    assert said.endswith("1 April 2022 to 30 June 2022: a reader can work out more than the policy allows.")
    first = Measure(MISSING, REPORTS, date(2022, 4, 1), date(2022, 6, 30)).key
    assert broken_promises(both, {(first, (0, 3))}) == [said], "that it is 3 at most was known, and no more"
    assert broken_promises(both, {(first, (3, 3))}) == []
    assert broken_promises(both, {(first, (3, None))}) == [said]
