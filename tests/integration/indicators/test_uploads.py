"""A file of figures becomes drafts or submissions whole or not at all, through the same rules as the form."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection

from indicators import bulk, uploads
from indicators.bulk import replace_figures
from indicators.catalogue import get_family
from indicators.checked_file import Checked
from indicators.file_checks import check_file, check_upload_for_api, file_to_fill
from indicators.models import Figure, ReturnRound, ReturnTemplate, Submission, Upload
from indicators.parsing.archive import LIMITS
from indicators.parsing.problems import Level
from indicators.periods import parse_period
from indicators.services import start_submission, submit_figures
from indicators.tasks import forget_files
from indicators.upload_sweep import forget_old_uploads
from indicators.uploads import apply_upload, check_upload, keep_upload, marked_file, submit_file
from indicators.values import Value, ValueState, reported
from partnership.exceptions import DomainError, NotAllowed, StaleRevision, WrongState
from partnership.services import close_year
from review.models import Event
from review.states import ReviewState
from tests.factories.files import MISSING, ROW, a_template, csv_of, police_csv
from tests.factories.indicators import approve, approved_return, draft_return, make_areas
from tests.factories.partnership import ReportingYearFactory
from tests.stages import Cast

pytestmark = pytest.mark.django_db
YEAR = parse_period("2022-23")
CARE = "number-of-children-missing-from-care"


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    return a_template(cast.police)


def checked(template: ReturnTemplate, cast: Cast, content: bytes, name: str = "police.csv") -> Checked:
    return check_file(template=template, period=YEAR, name=name, content=content, by=cast.partner_police)


def kept(template: ReturnTemplate, cast: Cast, content: bytes, name: str = "police.csv") -> Upload:
    return keep_upload(template=template, period=YEAR, name=name, content=content, by=cast.partner_police)


def saved(template: ReturnTemplate, cast: Cast, content: bytes, *, submit: bool = False) -> Checked:
    upload = kept(template, cast, content)
    seen = check_upload(upload=upload, by=cast.partner_police).seen
    return apply_upload(upload=upload, by=cast.partner_police, seen=seen, submit=submit)


def told(found: Checked, code: str) -> list[tuple[int, str, Level]]:
    return [(one.line, one.column, one.level) for one in found.problems if one.code == code]


def stored(slug: str = "missing-children") -> Submission:
    return Submission.objects.get(family_slug=slug, period=YEAR.slug)


def test_a_check_stores_nothing(cast: Cast, template: ReturnTemplate) -> None:
    found = checked(template, cast, police_csv())
    assert (found.can_save, found.can_submit) == (True, True)
    assert (found.counts.accepted, found.counts.warned, found.counts.rejected) == (6, 0, 0)
    assert found.seen == "missing-children:0,child-sexual-exploitation:0"
    assert [len(one.changes()) for one in found.families] == [10, 2]
    assert not Submission.objects.exists()
    assert not Upload.objects.exists()


def test_a_file_is_saved_as_drafts(cast: Cast, template: ReturnTemplate) -> None:
    saved(template, cast, police_csv({CARE: ("[x]: no record", 10)}))
    assert {one.state for one in Submission.objects.all()} == {ReviewState.DRAFT}
    values = stored().values()
    assert values[CARE, "current"] == Value(ValueState.UNABLE_TO_SUPPLY, reason="no record")
    assert values["number-of-missing-children", "current"] == reported(95)
    assert Upload.objects.get().applied_at is not None
    line = Event.objects.get(verb="send file")
    assert line.actor == cast.partner_police
    assert line.data["families"] == ["missing-children", "child-sexual-exploitation"]
    assert line.data["sha256"] == Upload.objects.get().sha256


def test_a_file_is_submitted_at_once(cast: Cast, template: ReturnTemplate) -> None:
    saved(template, cast, police_csv(), submit=True)
    assert {one.state for one in Submission.objects.all()} == {ReviewState.SUBMITTED}


def test_a_hard_rule_rejects_the_whole_file(cast: Cast, template: ReturnTemplate) -> None:
    content = police_csv({CARE: (96, 10)})
    found = checked(template, cast, content)
    assert told(found, "MISSING-3") == [(5, "C", Level.REJECTED)]
    assert not found.can_save
    assert found.counts.rejected == 1
    with pytest.raises(DomainError, match="correct what is rejected"):
        saved(template, cast, content)
    assert not Submission.objects.exists()
    assert Upload.objects.get().applied_at is None


def test_what_cannot_be_read_is_told_once(cast: Cast, template: ReturnTemplate) -> None:
    found = checked(template, cast, police_csv({CARE: ("three", 10)}))
    assert [(one.code, one.line, one.column) for one in found.problems if one.line == 5] == [("CELL-1", 5, "C")]
    assert "“three” is not a number" in str(found.rejections[0])


def test_a_blank_can_be_saved_and_not_submitted(cast: Cast, template: ReturnTemplate) -> None:
    content = police_csv({CARE: ("", 10)})
    found = checked(template, cast, content)
    assert told(found, "BLANK") == [(5, "C", Level.WARNING)]
    assert (found.can_save, found.can_submit, found.lacking) == (True, False, 1)
    with pytest.raises(DomainError, match="fill the blank cells"):
        saved(template, cast, content, submit=True)
    saved(template, cast, content)
    assert (CARE, "current") not in stored().values()


def test_a_line_that_is_left_out_keeps_what_is_saved(cast: Cast, template: ReturnTemplate) -> None:
    saved(template, cast, police_csv())
    some = csv_of([["Figures", "Code", "Current", "Previous"], ["missing-children", CARE, 2, ""]])
    found = saved(template, cast, some)
    (left_out,) = [one for one in found.problems if one.code == "ROW-1"]
    assert "and 1 more" in left_out.sentence
    assert [(change.before, change.after) for change in found.families[0].changes()] == [("3", "2"), ("10", "")]
    values = stored().values()
    assert values["number-of-missing-children", "current"] == reported(95)
    assert values[CARE, "current"] == reported(2)
    assert (CARE, "previous") not in values
    assert stored("child-sexual-exploitation").revision == 1


def test_an_approved_return_that_the_file_does_not_change_stays_approved(cast: Cast, template: ReturnTemplate) -> None:
    approved = approved_return("missing-children", cast.year, cast.police)
    found = saved(template, cast, police_csv(), submit=True)
    assert [one.is_done for one in found.families] == [True, False]
    assert stored().state == ReviewState.APPROVED
    assert stored().revision == approved.revision
    assert stored("child-sexual-exploitation").state == ReviewState.SUBMITTED


def test_a_changed_return_needs_approval_again(cast: Cast, template: ReturnTemplate) -> None:
    approved_return("missing-children", cast.year, cast.police)
    content = police_csv({CARE: (2, 10)}, Note={CARE: "Counted anew."}, Mark={CARE: "provisional"})
    found = checked(template, cast, content)
    assert [one.voids for one in found.families] == [True, False]
    assert "2 (provisional)" in [change.after for change in found.families[0].changes()]
    saved(template, cast, content)
    assert stored().state == ReviewState.DRAFT
    assert stored().note == "Counted anew."


def test_somebody_who_saved_meanwhile_is_not_overwritten(cast: Cast, template: ReturnTemplate) -> None:
    upload = kept(template, cast, police_csv())
    seen = check_upload(upload=upload, by=cast.partner_police).seen
    draft_return("missing-children", cast.year, cast.police, cells={(CARE, "current"): reported(1)})
    with pytest.raises(StaleRevision, match="Somebody saved figures"):
        apply_upload(upload=upload, by=cast.partner_police, seen=seen)
    assert stored().values() == {(CARE, "current"): reported(1)}


def test_a_file_is_saved_once(cast: Cast, template: ReturnTemplate) -> None:
    upload = kept(template, cast, police_csv())
    for seen in ("missing-children:0,child-sexual-exploitation:0",):
        apply_upload(upload=upload, by=cast.partner_police, seen=seen)
        with pytest.raises(WrongState, match="saved already"):
            apply_upload(upload=upload, by=cast.partner_police, seen=seen)
    assert stored().revision == 1


@pytest.mark.parametrize("submit", [False, True])
def test_an_error_in_the_last_family_leaves_nothing(
    cast: Cast, template: ReturnTemplate, monkeypatch: pytest.MonkeyPatch, submit: bool
) -> None:
    real = uploads.start_submission

    def broken(**kwargs: Any) -> Submission:
        if kwargs["family"].slug == "child-sexual-exploitation":
            raise IntegrityError("the disk is full")
        return real(**kwargs)

    monkeypatch.setattr(uploads, "start_submission", broken)
    upload = kept(template, cast, police_csv())
    seen = check_upload(upload=upload, by=cast.partner_police).seen
    events = Event.objects.count()
    with pytest.raises(IntegrityError):
        apply_upload(upload=upload, by=cast.partner_police, seen=seen, submit=submit)
    assert not Submission.objects.exists()
    assert not Figure.objects.exists()
    assert Event.objects.count() == events
    upload.refresh_from_db()
    assert upload.applied_at is None


def with_history(cast: Cast) -> None:
    """A year before, in which one figure was approved that the file says otherwise about."""
    earlier = ReportingYearFactory(
        slug="2021-22", starts_on=datetime.date(2021, 4, 1), ends_on=datetime.date(2022, 3, 31)
    )
    cells = {(ROW, "current"): reported(210), (ROW, "previous"): reported(5)}
    approved_return("child-sexual-exploitation", earlier, cast.police, cells=cells)


def test_a_window_that_differs_from_what_was_approved_is_declared_as_revised(
    cast: Cast, template: ReturnTemplate
) -> None:
    with_history(cast)
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


def test_rates_of_areas_are_sent_as_files_too(cast: Cast) -> None:
    make_areas()
    template = a_template(cast.council, ["referrals-rate"], slug="rates", title="Rates")
    content = file_to_fill(template=template, period=YEAR, kind="csv", by=cast.partner_council)
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) > 10
    filled = "\n".join(line.replace(",,,", ",[x],[x],", 1) for line in lines)
    filled = filled.replace("[x],[x],,,", "[x],[x],,No figure,")
    found = submit_file(
        template=template, period=YEAR, name="a.csv", content=filled.encode(), by=cast.partner_council, submit=False
    )
    assert found.can_save, [str(one) for one in found.rejections]
    assert Figure.objects.filter(area__isnull=False).count() == 2 * (len(lines) - 1)


def test_the_template_holds_what_is_saved_and_last_time(cast: Cast, template: ReturnTemplate) -> None:
    with_history(cast)
    draft_return("missing-children", cast.year, cast.police, cells={(CARE, "current"): reported(1)}, note="Early.")
    for kind in ("csv", "xlsx"):
        content = file_to_fill(template=template, period=YEAR, kind=kind, by=cast.partner_police)
        found = checked(template, cast, content, f"a.{kind}")
        assert found.families[0].is_unchanged
        assert not found.rejections
    assert "210" in file_to_fill(template=template, period=YEAR, kind="csv", by=cast.partner_police).decode()


def test_only_the_organisation_that_owes_a_return_handles_its_files(cast: Cast, template: ReturnTemplate) -> None:
    for person in (cast.partner_council, cast.board_police, cast.coordinator):
        with pytest.raises(NotAllowed):
            check_file(template=template, period=YEAR, name="a.csv", content=police_csv(), by=person)
        with pytest.raises(NotAllowed):
            keep_upload(template=template, period=YEAR, name="a.csv", content=police_csv(), by=person)
        with pytest.raises(NotAllowed):
            file_to_fill(template=template, period=YEAR, kind="csv", by=person)


def test_a_period_must_be_one_of_the_return(cast: Cast, template: ReturnTemplate) -> None:
    for slug, part in (("2022-23-q1", "It is sent every year"), ("2030-31", "no reporting year 2030-31")):
        with pytest.raises(DomainError, match=part):
            check_file(template=template, period=parse_period(slug), name="a.csv", content=b"a", by=cast.partner_police)
    ReturnTemplate.objects.update(is_active=False)
    template.refresh_from_db()
    with pytest.raises(DomainError, match="not asked for any more"):
        checked(template, cast, police_csv())


def test_a_return_without_figures_of_the_period_has_no_file(cast: Cast) -> None:
    empty = a_template(cast.police, [], slug="empty")
    with pytest.raises(DomainError, match="holds no figures"):
        checked(empty, cast, police_csv())


def test_a_closed_year_takes_no_file(cast: Cast, template: ReturnTemplate) -> None:
    close_year(year=cast.year, by=cast.coordinator)
    found = checked(template, cast, police_csv())
    assert "is closed" in found.rejections[0].sentence
    assert not found.can_save


def test_the_dates_of_a_round_hold_for_files(cast: Cast, template: ReturnTemplate) -> None:
    day = datetime.date(2023, 4, 1)
    ReturnRound.objects.create(
        template=template,
        period="2022-23",
        year=cast.year,
        starts_on=YEAR.starts_on,
        ends_on=YEAR.ends_on,
        opens_on=day,
        due_on=day,
        closes_on=day,
    )
    found = checked(template, cast, police_csv())
    assert told(found, "ROUND-1") == [(0, "", Level.REJECTED)]


def test_a_new_file_replaces_the_one_before(cast: Cast, template: ReturnTemplate) -> None:
    kept(template, cast, b"one")
    second = kept(template, cast, b"two", 'C:\\my files\\Ümläut <b>"x".csv')
    assert list(Upload.objects.all()) == [second]
    assert second.name == "Ümläut _b_x_.csv"
    assert kept(template, cast, b"x", "..").name == "figures"


def test_empty_and_oversized_files_are_not_kept(cast: Cast, template: ReturnTemplate) -> None:
    for content, part in ((b"", "empty"), (b"x" * (LIMITS.file_bytes + 1), "too large")):
        with pytest.raises(DomainError, match=part):
            kept(template, cast, content)


def test_files_are_forgotten_after_a_day(cast: Cast, template: ReturnTemplate) -> None:
    old = kept(template, cast, b"old")
    Upload.objects.filter(pk=old.pk).update(
        uploaded_at=old.uploaded_at - datetime.timedelta(hours=25), applied_at=old.uploaded_at
    )
    new = kept(template, cast, b"new")
    assert forget_old_uploads() == 1
    assert list(Upload.objects.all()) == [new]
    assert forget_files() == 0


def test_a_file_that_cannot_be_read_has_no_marked_copy(cast: Cast, template: ReturnTemplate) -> None:
    name, content = marked_file(upload=kept(template, cast, police_csv({CARE: ("three", 1)})), by=cast.partner_police)
    assert name == "police-problems.csv"
    assert b"is not a number" in content
    with pytest.raises(DomainError, match="cannot be read"):
        marked_file(upload=kept(template, cast, b"\x00"), by=cast.partner_police)
    with pytest.raises(DomainError, match="damaged"):
        marked_file(upload=kept(template, cast, b"PK\x03\x04", "a.xlsx"), by=cast.partner_police)


def test_programs_get_the_same_findings_as_data(cast: Cast, template: ReturnTemplate) -> None:
    content = police_csv({CARE: (96, 10)})
    names = {"slug": template.slug, "period": "2022-23", "name": "a.csv", "by": cast.partner_police}
    found = check_upload_for_api(content=content, **names)
    assert found["lines"] == {"accepted": 5, "with_warnings": 0, "rejected": 1}
    assert (found["can_save"], found["can_submit"]) == (False, False)
    first = found["problems"][0]
    assert (first["code"], first["level"], first["line"], first["column"]) == ("MISSING-3", "rejected", 5, "C")
    with pytest.raises(ReturnTemplate.DoesNotExist):
        check_upload_for_api(content=content, **names | {"slug": "none"})


def test_many_figures_are_stored_under_the_same_constraints(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MANY", 1)
    sent = draft_return("missing-children", cast.year, cast.police)
    before = sent.values()
    replace_figures(sent, before)
    sent = Submission.objects.get(pk=sent.pk)
    assert sent.values() == before
    assert approve(submit_figures(submission=sent, by=cast.partner_police, revision=sent.revision)).state == "approved"
    wrong = Value(ValueState.UNABLE_TO_SUPPLY)
    with pytest.raises(IntegrityError):
        replace_figures(sent, {**before, (CARE, "current"): wrong})
    assert Submission.objects.get(pk=sent.pk).values() == before
    assert connection.vendor in {"sqlite", "postgresql"}


def test_a_submission_begun_meanwhile_stops_the_file(
    cast: Cast, template: ReturnTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = uploads.start_submission

    def overtaken(**kwargs: Any) -> Submission:
        start_submission(
            family=get_family("missing-children"), year=cast.year, organisation=cast.police, by=cast.partner_police
        )
        return real(**kwargs)

    monkeypatch.setattr(uploads, "start_submission", overtaken)
    with pytest.raises(DomainError, match="already begun"):
        saved(template, cast, police_csv())
    assert len(MISSING) == 5
