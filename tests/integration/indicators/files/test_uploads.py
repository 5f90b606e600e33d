"""A file of figures becomes drafts or submissions whole or not at all, through the same rules as the form."""

from typing import Any

import pytest
from django.db import IntegrityError, connection

from indicators.definitions.families import get_family
from indicators.definitions.values import Value, ValueState, reported
from indicators.files import uploads
from indicators.files.file_checks import check_upload_for_api, file_to_fill
from indicators.files.uploads import apply_upload, check_upload, submit_file
from indicators.models import Figure, ReturnTemplate, Submission, Upload
from indicators.parsing.file_problems import Level
from indicators.returns import bulk
from indicators.returns.bulk import replace_figures
from indicators.returns.services import start_submission, submit_figures
from partnership.exceptions import DomainError, StaleRevision, WrongState
from review.models import Event
from review.states import ReviewState
from tests.factories.files import MISSING, a_template, csv_of, police_csv
from tests.factories.indicators import approve, approved_return, draft_return, make_areas
from tests.integration.indicators.files.uploading import (
    CARE,
    YEAR,
    approved_a_year_ago,
    checked,
    kept,
    saved,
    stored,
    told,
)
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    return a_template(cast.police)


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
    with pytest.raises(DomainError, match="Correct the rejected lines"):
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
    with pytest.raises(DomainError, match="Fill in the blank cells"):
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


@pytest.mark.postgres
def test_somebody_who_saved_meanwhile_is_not_overwritten(cast: Cast, template: ReturnTemplate) -> None:
    upload = kept(template, cast, police_csv())
    seen = check_upload(upload=upload, by=cast.partner_police).seen
    draft_return("missing-children", cast.year, cast.police, cells={(CARE, "current"): reported(1)})
    with pytest.raises(StaleRevision, match="Someone saved figures"):
        apply_upload(upload=upload, by=cast.partner_police, seen=seen)
    assert stored().values() == {(CARE, "current"): reported(1)}


def test_a_file_is_saved_once(cast: Cast, template: ReturnTemplate) -> None:
    upload = kept(template, cast, police_csv())
    for seen in ("missing-children:0,child-sexual-exploitation:0",):
        apply_upload(upload=upload, by=cast.partner_police, seen=seen)
        with pytest.raises(WrongState, match="already saved"):
            apply_upload(upload=upload, by=cast.partner_police, seen=seen)
    assert stored().revision == 1


@pytest.mark.postgres
@pytest.mark.parametrize("submit", [False, True])
@pytest.mark.asvs("2.3.3", "16.5.3")
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
    approved_a_year_ago(cast, reported(210))
    draft_return("missing-children", cast.year, cast.police, cells={(CARE, "current"): reported(1)}, note="Early.")
    for kind in ("csv", "xlsx"):
        content = file_to_fill(template=template, period=YEAR, kind=kind, by=cast.partner_police)
        found = checked(template, cast, content, f"a.{kind}")
        assert found.families[0].is_unchanged
        assert not found.rejections
    assert "210" in file_to_fill(template=template, period=YEAR, kind="csv", by=cast.partner_police).decode()


def test_programs_get_the_same_findings_as_data(cast: Cast, template: ReturnTemplate) -> None:
    content = police_csv({CARE: (96, 10)})
    names = {"slug": template.slug, "period": "2022-23", "name": "a.csv", "by": cast.partner_police}
    found = check_upload_for_api(content=content, **names)
    assert found["lines"] == {"accepted": 5, "with_warnings": 0, "rejected": 1}
    assert (found["can_save"], found["can_submit"]) == (False, False)
    first = next(one for one in found["problems"] if one["level"] == "rejected")
    assert (first["code"], first["level"], first["line"], first["column"]) == ("MISSING-3", "rejected", 5, "C")
    with pytest.raises(ReturnTemplate.DoesNotExist):
        check_upload_for_api(content=content, **names | {"slug": "none"})


@pytest.mark.postgres
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


@pytest.mark.postgres
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
    with pytest.raises(DomainError, match="already started"):
        saved(template, cast, police_csv())
    assert len(MISSING) == 5
