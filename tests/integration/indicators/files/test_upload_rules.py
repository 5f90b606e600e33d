"""The rules hold in a file as in the form: what stops it, what asks for a comment, what a declared revision allows."""

import pytest

from indicators.definitions.values import Value, ValueState, reported
from indicators.files.checked_file import Checked
from indicators.files.file_checks import check_file, file_to_fill
from indicators.files.uploads import submit_file
from indicators.models import ReturnTemplate, Submission
from indicators.parsing.file_problems import Level
from partnership.exceptions import DomainError
from review.marks import details_of, keep_details
from review.states import ReviewState
from tests.factories.files import ROW, a_template, csv_of, police_csv
from tests.factories.indicators import draft_return
from tests.integration.indicators.files.uploading import (
    EXPLOITATION,
    YEAR,
    approved_a_year_ago,
    checked,
    saved,
    stored,
    told,
)
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


SUMMARY = {"concerns": 1240, "section-42-started": 420, "other-started": 36, "section-42-concluded": 431}
SUMMARY |= {"other-concluded": 33}


def soft_finding(cast: Cast) -> tuple[ReturnTemplate, dict[str, tuple[object, ...]]]:
    """A return of adult safeguarding in which enquiries exceed concerns: odd, and possible."""
    template = a_template(cast.council, ["adult-safeguarding-summary"], slug="adults", title="Adults")
    rows = {"concerns": (30, 40), "section-42-started": (50, 35), "other-started": (1, 1)}
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
    asked = [one for one in found.problems if "explain why in the column “Comment”" in one.sentence]
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


def test_what_tells_who_somebody_is_is_said_before_it_stops_the_submission(cast: Cast) -> None:
    template, rows = soft_finding(cast)
    commented = adults_csv(rows, "Ask Jo on 07700 900123.")
    found = check_file(template=template, period=YEAR, name="a.csv", content=commented, by=cast.partner_council)
    assert told(found, "PERSON-1") == [(2, "", Level.WARNING)]
    [one] = [problem for problem in found.problems if problem.code == "PERSON-1"]
    assert one.sentence == "Comment: “07700 900123”. This looks like a telephone number. Remove it."
    assert (found.can_save, found.can_submit) == (True, False)


@pytest.mark.parametrize(
    ("changes", "columns", "said"),
    [
        ({}, {"Note": {ROW: "Ask jo@example.com."}}, "Child sexual exploitation: Note: “jo@example.com”."),
        ({ROW: ("[x]: only 07700 900123 knows", 203)}, {}, "Reason: “07700 900123”."),
    ],
)
def test_a_note_or_a_reason_that_tells_who_somebody_is_can_be_saved_and_not_sent(
    cast: Cast,
    template: ReturnTemplate,
    changes: dict[str, tuple[object, ...]],
    columns: dict[str, dict[str, str]],
    said: str,
) -> None:
    content = police_csv(changes, **columns)
    found = checked(template, cast, content)
    assert [one.sentence.startswith(said) for one in found.problems if one.code == "PERSON-1"] == [True]
    assert (found.can_save, found.can_submit) == (True, False)
    with pytest.raises(DomainError, match="remove anything that identifies someone"):
        saved(template, cast, content, submit=True)
    saved(template, cast, content)
    assert stored("child-sexual-exploitation").state == ReviewState.DRAFT
    assert not checked(template, cast, content).can_submit, "what is saved already is not sent either"


def test_what_was_sent_already_is_not_asked_anew(cast: Cast, template: ReturnTemplate) -> None:
    sent = police_csv(Note={ROW: "Written at 9.15."})
    saved(template, cast, sent, submit=True)
    Submission.objects.filter(family_slug="child-sexual-exploitation").update(note="Ask 07700 900123.")
    again = checked(template, cast, police_csv({"number-of-children-missing-from-care": (2, 10)}))
    assert again.can_submit


def outcomes_csv(**numbers: int) -> list[list[object]]:
    rows = ["identified-action", "identified-no-action", "inconclusive-action", "inconclusive-no-action"]
    rows += ["none-action", "none-no-action", "ceased"]
    return [[row, numbers.get(row.replace("-", "_"), 0)] for row in rows]


def test_a_file_that_contradicts_a_stored_return_is_saved_and_not_submitted(cast: Cast) -> None:
    """The stored one may be wrong: were both files refused, neither could be corrected."""
    template = a_template(cast.council, ["section-42-outcomes"], slug="outcomes", title="Outcomes")
    cells = {(row, column): reported(n) for row, n in SUMMARY.items() for column in ("current", "previous")}
    draft_return("adult-safeguarding-summary", cast.year, cast.council, cells)
    content = csv_of([["Code", "Enquiries"], *outcomes_csv(identified_action=50, ceased=20)])
    found = check_file(template=template, period=YEAR, name="a.csv", content=content, by=cast.partner_council)
    assert told(found, "BETWEEN-1") == [(2, "B", Level.WARNING)]
    assert (found.can_save, found.can_submit) == (True, False)


@pytest.mark.asvs("2.2.3")
def test_two_tables_of_one_file_that_contradict_each_other_are_refused(cast: Cast) -> None:
    families = ["adult-safeguarding-summary", "section-42-outcomes"]
    template = a_template(cast.council, families, slug="adults", title="Adults")
    head = ["Figures", "Code", "This year", "Year before", "Enquiries"]
    lines: list[list[object]] = [["Adult safeguarding summary", row, n, n, ""] for row, n in SUMMARY.items()]
    title = "Outcomes of closed section 42(2) enquiries"
    lines += [[title, row, "", "", n] for row, n in outcomes_csv(identified_action=50, ceased=20)]
    content = csv_of([head, *lines])
    found = check_file(template=template, period=YEAR, name="a.csv", content=content, by=cast.partner_council)
    assert {level for *_, level in told(found, "BETWEEN-1")} == {Level.REJECTED}
    assert not found.can_save


@pytest.mark.parametrize(
    ("changes", "columns", "said"),
    [
        ({}, {"Note": {ROW: "Two children were moved."}}, "Child sexual exploitation: Note: “Two children”."),
        ({ROW: ("[x]: only Sarah knows", 203)}, {}, "Reason: “Sarah”."),
    ],
)
def test_a_note_or_a_reason_of_a_file_stays_where_its_author_says_why(
    cast: Cast,
    template: ReturnTemplate,
    changes: dict[str, tuple[object, ...]],
    columns: dict[str, dict[str, str]],
    said: str,
) -> None:
    content = police_csv(changes, **columns)
    found = checked(template, cast, content)
    [one] = [problem.sentence for problem in found.problems if problem.code == "PERSON-1"]
    assert one.startswith(said)
    assert one.endswith("Change it, or say why it can stay.")
    assert (found.can_save, found.can_submit) == (True, False)
    saved(template, cast, content)
    draft = stored(EXPLOITATION)
    reasons = {detail.key: "It was in the news." for detail in details_of(draft)}
    keep_details(item=draft, reasons=reasons, by=cast.partner_police)

    assert checked(template, cast, content).can_submit
    saved(template, cast, content, submit=True)
    assert stored(EXPLOITATION).state == ReviewState.SUBMITTED
