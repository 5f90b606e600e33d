"""The seed's police table, as it may be printed: by the built-in policy, year after year, and by none."""

from collections.abc import Mapping

import pytest

from bcssp.example.sources import police_cells
from indicators.definitions.values import Value, reported
from indicators.disclosure.protect_release import Outcome
from indicators.disclosure.solver.policy import Method, Policy
from indicators.models import DisclosureCertificate, Release
from indicators.releases import tables
from indicators.releases.services import ReleaseRequest, make_release
from indicators.releases.tables import make_draft
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from reports.build.run import build_edition
from reports.build.services import begin_edition
from review.models import Event
from tests.factories.disclosure import WHY_NONE, agreed_policy, no_policy
from tests.factories.indicators import approved_return
from tests.factories.partnership import ReportingYearFactory
from tests.stages import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
MISSING = "missing-children"
CARE, REPEAT = "number-of-children-missing-from-care", "number-of-repeat-children-missing-from-care"
HIDDEN = "[c] | [c] | [c] | [c]"
AS_THEY_WERE = {
    MISSING: {
        "number-of-missing-children": "95 | 61 | +34 | +55.7%",
        "number-of-missing-children-reports": "202 | 92 | +110 | +119.6%",
        "number-of-repeat-missing-children": "48 | 39 | +9 | +23.1%",
        CARE: "3 | 10 | -7 | -70.0%",
        REPEAT: "1 | 4 | -3 | -75.0%",
    },
    "safety-and-anti-bullying": {
        "number-of-child-suspects-of-crimes": "539 | 494 | +45 | +9.1%",
        "number-of-domestic-abuse-incidents-excluding-crimes": "1,048 | 1,116 | -68 | -6.1%",
        "number-of-domestic-abuse-crimes": "1,685 | 1,838 | -153 | -8.3%",
        "number-of-domestic-abuse-crimes-victim-age-16-17": "35 | 30 | +5 | +16.7%",
        "number-of-child-victims-of-crimes": "711 | 742 | -31 | -4.2%",
        "number-of-child-victims-of-race-hate-crimes": "28 | 21 | +7 | +33.3%",
    },
    "child-protection": {
        "number-of-child-protection-crime-excluding-domestic-abuse-crimes": "295 | 347 | -52 | -15.0%",
        "number-of-child-protection-serious-sexual-offences": "58 | 101 | -43 | -42.6%",
        "number-of-non-familial-sexual-crimes-child-victim": "100 | 143 | -43 | -30.1%",
        "number-of-child-protection-crimes-for-cruelty-and-neglect-of-children": "60 | 75 | -15 | -20.0%",
    },
    "child-sexual-exploitation": {
        "number-of-child-sexual-exploitation-crimes": "128 | 203 | -75 | -36.9%",
    },
}


def printed(release: Release) -> dict[str, dict[str, str]]:
    """Every row of a release as it is read: family, then row."""
    return {
        table.family_slug: {
            row["key"]: " | ".join(cell["text"] for cell in row["cells"]) for row in table.content["rows"]
        }
        for table in release.tables.all()
    }


def with_rows(**rows: str) -> dict[str, dict[str, str]]:
    """The seed's table with other texts in two rows of missing children."""
    return AS_THEY_WERE | {MISSING: AS_THEY_WERE[MISSING] | {CARE: rows["care"], REPEAT: rows["repeat"]}}


def send_police(cast: Cast) -> None:
    """The sixteen rows of 2022-23, sent and approved."""
    for slug, cells in police_cells().items():
        approved_return(slug, cast.year, cast.police, cells)


def missing_cells(current: Mapping[str, int], previous: Mapping[str, int]) -> dict[tuple[str, str], Value]:
    """The return of missing children with other numbers in the two rows, and one more in the first."""
    cells = dict(police_cells()[MISSING])
    for row, number in current.items():
        cells[row, "current"] = reported(number)
    for row, number in previous.items():
        cells[row, "previous"] = reported(number)
    return cells


def next_year(cast: Cast) -> ReportingYear:
    """2023-24, whose windows of the year before hold what 2022-23 holds back."""
    year: ReportingYear = ReportingYearFactory(slug="2023-24")
    cells = missing_cells({CARE: 12, REPEAT: 9}, {CARE: 3, REPEAT: 1})
    for row in list(AS_THEY_WERE[MISSING])[:3]:
        # What was the current window is the previous one now.
        cells[row, "previous"] = police_cells()[MISSING][row, "current"]
    approved_return(MISSING, year, cast.police, cells)
    return year


def release_of(cast: Cast, year: ReportingYear, note: str = "") -> Release:
    return make_release(year=year, title=f"Figures for {year}", by=cast.coordinator, note=note)


def outcome_of(year: ReportingYear) -> Outcome:
    outcome = make_draft(year).outcome
    assert outcome is not None
    return outcome


def test_the_built_in_policy_hides_the_small_counts_and_what_gives_them_back(cast: Cast) -> None:
    send_police(cast)
    release = release_of(cast, cast.year)
    assert release.is_public
    assert printed(release) == with_rows(care="[c] | 10 | [c] | [c]", repeat=HIDDEN)
    certificate = DisclosureCertificate.objects.get(release=release)
    assert sorted(one["value"] for one in certificate.withheld) == [1, 3, 4]
    assert certificate.content["already public"] == []


def test_a_next_year_that_would_print_them_is_refused(cast: Cast) -> None:
    send_police(cast)
    release_of(cast, cast.year)
    year = next_year(cast)
    no_policy(MISSING)
    problem = outcome_of(year).problem
    for row in (CARE, REPEAT):
        assert f"{row} in {MISSING}, 1 April 2022 to 31 March 2023" in problem
    assert "Agree a policy for the family" in problem
    with pytest.raises(DomainError) as refused:
        release_of(cast, year)
    assert problem in refused.value.message
    assert not Release.objects.filter(year=year).exists()


def test_a_refused_draft_shows_no_count_of_the_family(cast: Cast) -> None:
    send_police(cast)
    release_of(cast, cast.year)
    year = next_year(cast)
    no_policy(MISSING)
    (table,) = make_draft(year).tables
    cells = [cell for row in table.content["rows"] for cell in row["cells"]]
    assert {cell["text"] for cell in cells} == {"[c]"}
    assert {cell["value"] for cell in cells} == {None}


def test_the_next_year_hides_them_again_under_the_built_in_policy(cast: Cast) -> None:
    send_police(cast)
    release_of(cast, cast.year)
    release = release_of(cast, next_year(cast))
    rows = printed(release)[MISSING]
    assert (rows[CARE], rows[REPEAT]) == ("12 | [c] | [c] | [c]", "9 | [c] | [c] | [c]")


def test_no_policy_agreed_after_a_release_brings_nothing_back_in_a_correction(cast: Cast) -> None:
    send_police(cast)
    release_of(cast, cast.year)
    no_policy(MISSING)
    corrected = release_of(cast, cast.year, note="Another policy was agreed.")
    assert corrected.left_out == ["Missing children"]
    assert MISSING not in printed(corrected)
    assert [one["code"] for one in corrected.warnings if CARE in str(one)] == ["table-left-out"]


def published_without_a_policy(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Release:
    """A release of 2021-22 as it was made before there were policies: every count printed, and no word of any policy.

    Its current windows are the previous ones of 2022-23: 10 children, and 4 repeatedly.
    """
    year = ReportingYearFactory(slug="2021-22")
    cells = missing_cells({CARE: 10, REPEAT: 4}, {CARE: 20, REPEAT: 11})
    for row in list(AS_THEY_WERE[MISSING])[:3]:
        number = police_cells()[MISSING][row, "previous"]
        cells[row, "current"], cells[row, "previous"] = number, number
    approved_return(MISSING, year, cast.police, cells)
    with monkeypatch.context() as old:
        old.setattr("indicators.disclosure.in_force.BUILT_IN", Policy(method=Method.NONE))
        old.setattr(tables, "with_policy", lambda content, policy: content)
        release = release_of(cast, year)
    assert "disclosure" not in release.tables.get().content
    assert printed(release)[MISSING][REPEAT].startswith("4 | 11 |")
    return release


def test_what_an_earlier_release_printed_is_already_public(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    published_without_a_policy(cast, monkeypatch)
    send_police(cast)
    findings = {one.code: one for one in ReleaseRequest(cast.year, "Figures for 2022-23").findings()}
    (sentence,) = findings["already-public"].sentences
    assert sentence == (
        f"{REPEAT} in {MISSING}, 1 April 2021 to 31 March 2022: this can be worked out from figures already "
        "published. It can no longer be suppressed."
    )
    release = release_of(cast, cast.year)
    assert printed(release) == with_rows(care="[c] | 10 | [c] | [c]", repeat="[c] | 4 | [c] | [c]")
    (named,) = DisclosureCertificate.objects.get(release=release).content["already public"]
    assert named["key"] == f"{MISSING}/{REPEAT}/2021-04-01..2022-03-31"
    assert named["a reader concludes"] == [4, 4]
    ordered = Event.objects.filter(verb="order release").latest("pk")
    logged = {warning["code"]: warning["sentences"] for warning in ordered.data["warnings"]}
    assert logged["already-public"] == [sentence]


def test_with_no_policy_all_rows_print_as_they_were(cast: Cast) -> None:
    no_policy()
    send_police(cast)
    release = release_of(cast, cast.year)
    assert printed(release) == AS_THEY_WERE
    sentence = (
        "Counts are shown as they are: none are suppressed or rounded. Disclosure policy, version 1, agreed by "
        f"Coordinator and Independent chair. {WHY_NONE}."
    )
    for table in release.tables.all():
        assert table.content["notes"][-1] == sentence
        assert table.content["disclosure"]["policy"]["agreed_by"] == ["Coordinator", "Independent chair"]
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    # Among the notes of each table, and where it says who approved its figures.
    assert edition.frozen.count(sentence) == 2 * 4


def test_a_family_takes_its_own_policy_before_that_of_all(cast: Cast) -> None:
    no_policy()
    agreed_policy(MISSING)
    send_police(cast)
    assert printed(release_of(cast, cast.year)) == with_rows(care="[c] | 10 | [c] | [c]", repeat=HIDDEN)
