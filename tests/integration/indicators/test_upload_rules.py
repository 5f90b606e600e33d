"""The rules hold in a file as in the form: what stops it, what asks for a comment, what a declared revision allows."""

import pytest

from indicators.checked_file import Checked
from indicators.file_checks import file_to_fill
from indicators.models import ReturnTemplate, Submission
from indicators.parsing.problems import Level
from indicators.uploads import submit_file
from indicators.values import Value, ValueState, reported
from review.states import ReviewState
from tests.factories.files import ROW, a_template, csv_of, police_csv
from tests.integration.indicators.uploading import EXPLOITATION, YEAR, approved_a_year_ago, checked, saved, stored, told
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    return a_template(cast.police)


def test_a_window_that_differs_from_what_was_approved_is_declared_as_revised(
    cast: Cast, template: ReturnTemplate
) -> None:
    approved_a_year_ago(cast, reported(210))
    found = checked(template, cast, police_csv())
    assert told(found, "HISTORY-1") == [(7, "D", Level.REJECTED)]
    declared = police_csv(Mark={ROW: "revised"}, Reason={ROW: "Recounted."})
    saved(template, cast, declared)
    assert stored("child-sexual-exploitation").values()[ROW, "previous"] == Value(
        ValueState.REPORTED, reported(203).number, "Recounted.", revised=True
    )


def soft_finding(cast: Cast) -> tuple[ReturnTemplate, dict[str, tuple[object, ...]]]:
    """A return of adult safeguarding in which enquiries exceed concerns: odd, and possible."""
    template = a_template(cast.council, ["adult-safeguarding-summary"], slug="adults", title="Adults")
    rows = {"concerns": (10, 10), "section-42-started": (50, 5), "other-started": (1, 1)}
    rows |= {"section-42-concluded": (3, 3), "other-concluded": (1, 1)}
    return template, rows


def adults_csv(rows: dict[str, tuple[object, ...]], comment: str) -> bytes:
    lines = [[key, *numbers, comment if key == "concerns" else ""] for key, numbers in rows.items()]
    return csv_of([["Code", "This year", "Year before", "Comment"], *lines])


def test_an_odd_figure_needs_a_comment_which_the_file_can_carry(cast: Cast) -> None:
    template, rows = soft_finding(cast)

    def of(comment: str) -> Checked:
        content = adults_csv(rows, comment)
        return submit_file(template=template, period=YEAR, name="a.csv", content=content, by=cast.partner_council)

    found = of("")
    asked = [one for one in found.problems if "say why in the column “Comment”" in one.sentence]
    assert [(one.line, one.level) for one in asked] == [(2, Level.WARNING)]
    assert not found.can_submit
    assert not Submission.objects.exists()
    found = of("Enquiries of last year's concerns.")
    assert found.can_submit
    sent = Submission.objects.get()
    assert sent.state == ReviewState.SUBMITTED
    assert [one.comment for one in sent.confirmations.all()] == ["Enquiries of last year's concerns."]
    again = of("")
    assert again.families[0].is_done
    assert any("Confirmed: Enquiries of last year" in one.sentence for one in again.problems)
    assert of("Another reason.").can_submit
    assert [one.comment for one in sent.confirmations.all()] == ["Another reason."]
    filled = file_to_fill(template=template, period=YEAR, kind="csv", by=cast.partner_council).decode("utf-8-sig")
    assert "Another reason." in filled


# What was approved a year ago, with a number or without.


@pytest.mark.parametrize("told_as", ["[x]: No record", "[z]"])
def test_a_figure_that_vanishes_asks_for_a_comment_in_the_file(
    cast: Cast, template: ReturnTemplate, told_as: str
) -> None:
    approved_a_year_ago(cast, reported(203))
    figures = {ROW: (128, told_as)}
    found = checked(template, cast, police_csv(figures))
    assert told(found, "HISTORY-3") == [(7, "D", Level.WARNING)]
    assert (found.can_save, found.can_submit) == (True, False)
    saved(template, cast, police_csv(figures, Comment={ROW: "The system was switched off."}), submit=True)
    sent = stored(EXPLOITATION)
    assert sent.state == ReviewState.SUBMITTED
    assert [(one.code, one.comment) for one in sent.confirmations.all()] == [
        ("HISTORY-3", "The system was switched off.")
    ]
    again = checked(template, cast, police_csv(figures))
    assert told(again, "HISTORY-3") == [(7, "D", Level.NOTE)]


@pytest.mark.parametrize("told_as", ["[x]", "[z]"])
def test_a_figure_that_vanishes_may_be_declared_as_revised(cast: Cast, template: ReturnTemplate, told_as: str) -> None:
    approved_a_year_ago(cast, reported(203))
    content = police_csv({ROW: (128, told_as)}, Mark={ROW: "revised"}, Reason={ROW: "Moved elsewhere"})
    assert told(checked(template, cast, content), "HISTORY-3") == []
    saved(template, cast, content, submit=True)
    value = stored(EXPLOITATION).values()[ROW, "previous"]
    assert (value.number, value.revised, value.reason) == (None, True, "Moved elsewhere")
    filled = file_to_fill(template=template, period=YEAR, kind="csv", by=cast.partner_police)
    assert all(one.is_unchanged for one in checked(template, cast, filled).families), "the template holds it as it is"


def test_a_figure_where_none_was_approved_is_declared_as_revised(cast: Cast, template: ReturnTemplate) -> None:
    approved_a_year_ago(cast, Value(ValueState.UNABLE_TO_SUPPLY, reason="Not counted"))
    assert told(checked(template, cast, police_csv()), "HISTORY-1") == [(7, "D", Level.REJECTED)]
    content = police_csv(Mark={ROW: "revised"}, Reason={ROW: "Counted since"})
    assert checked(template, cast, content).can_submit
