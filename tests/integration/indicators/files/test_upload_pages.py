"""The pages on which a spreadsheet comes back, and the command that does without them."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from python_calamine import CalamineWorkbook

from indicators.definitions.values import reported
from indicators.files import views
from indicators.models import ReturnTemplate, Submission, Upload
from partnership.models import User
from review.states import ReviewState
from tests.factories.files import a_template, police_csv
from tests.factories.indicators import draft_return, make_areas
from tests.stages import Cast

pytestmark = pytest.mark.django_db
BASE = "/partner/figures/2022-23/returns/police-figures/"
CARE = "number-of-children-missing-from-care"


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    return a_template(cast.police)


@pytest.fixture
def partner(client: Client, cast: Cast, template: ReturnTemplate) -> User:
    client.force_login(cast.partner_police)
    return cast.partner_police


def send(client: Client, content: bytes, name: str = "police.csv") -> HttpResponse:
    return client.post(BASE, {"file": SimpleUploadedFile(name, content)}, follow=True)


def preview() -> str:
    return f"{BASE}files/{Upload.objects.get().pk}/"


def decide(client: Client, action: str, seen: str | None = None) -> Any:
    shown = client.get(preview())
    data = {"action": action, "seen": shown.context["checked"].seen if seen is None else seen}
    return client.post(preview(), data, follow=True)


def test_the_page_offers_the_template_and_takes_the_file(client: Client, partner: User) -> None:
    page = client.get(BASE)
    assertContains(page, "Missing children")
    assertContains(page, f'href="{BASE}template.xlsx"')
    assertContains(page, 'enctype="multipart/form-data"')
    assertContains(page, "10 MB")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_a_file_that_nobody_keeps(client: Client, partner: User, kind: str) -> None:
    file = client.get(f"{BASE}template.{kind}")
    assert file.headers["Content-Disposition"] == f'attachment; filename="police-figures-2022-23.{kind}"'
    assert file.headers["Cache-Control"] == "private, no-store"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    page = send(client, file.content, f"back.{kind}")
    assertContains(page, "You can save this file but not submit it yet")
    assertContains(page, "the cell is blank")


def test_areas_that_are_not_loaded_are_told_of(client: Client, cast: Cast) -> None:
    a_template(cast.council, ["referrals-rate"], slug="rates")
    client.force_login(cast.partner_council)
    address = "/partner/figures/2022-23/returns/rates/template.csv"
    assertContains(client.get(address), "not loaded yet", status_code=403)
    make_areas()
    assert client.get(address).status_code == 200


def test_a_good_file_is_shown_then_submitted(client: Client, partner: User) -> None:
    page = send(client, police_csv())
    assertRedirects(page, preview())
    assertContains(page, "This file has no errors")
    assertContains(page, "Number of Missing Children Reports")
    assertContains(page, "blank")
    assert not Submission.objects.exists()
    done = decide(client, "submit")
    assertRedirects(done, "/partner/figures/")
    assertContains(done, "submitted and waiting for review.")
    assert {one.state for one in Submission.objects.all()} == {ReviewState.SUBMITTED}
    again = client.get(preview(), follow=True)
    assertContains(again, "this file is already saved")
    assertContains(client.post(preview(), {"action": "save", "seen": "x"}, follow=True), "this file is already saved")


def test_a_good_file_is_shown_then_saved_as_drafts(client: Client, partner: User) -> None:
    send(client, police_csv())
    assertContains(decide(client, "save"), "saved as drafts. You have not submitted them yet.")
    assert {one.state for one in Submission.objects.all()} == {ReviewState.DRAFT}
    page = send(client, police_csv(Note={CARE: "A new note."}))
    assertContains(page, "Only the note changes.")
    assertContains(page, "A new note.")
    assertContains(page, "The file matches the saved figures.")


def test_each_new_note_and_reason_is_shown_before_it_is_saved(client: Client, partner: User) -> None:
    send(client, police_csv(Note={CARE: "The first note."}))
    decide(client, "save")
    page = send(client, police_csv({CARE: ("[x]: no record is kept", 10)}, Note={CARE: "The second note."}))
    for text in ("The first note.", "The second note.", "no record is kept"):
        assertContains(page, text)


def test_remarks_beside_the_table_of_a_workbook_are_named_in_the_preview_and_not_stored(
    client: Client, partner: User
) -> None:
    remark, book = "Ask Jo about this one", Workbook()
    for line in csv.reader(io.StringIO(police_csv().decode())):
        book.active.append([*line, *([remark] if CARE in line else [])])
    out = io.BytesIO()
    book.save(out)
    page = send(client, out.getvalue(), "police.xlsx")
    assertContains(page, "line 5, column E")
    assertContains(page, "The cell has no heading above it, so we did not read it")
    decide(client, "save")
    kept = Submission.objects.get(family_slug="missing-children")
    assert kept.figures.count() == 10
    assert "Jo" not in repr([kept.note, *kept.figures.values()])


def test_a_rejected_file_says_where_and_why_and_offers_no_button(client: Client, partner: User) -> None:
    page = send(client, police_csv({CARE: ("three", 10)}))
    assertContains(page, "line 5, column C (Current 12 months)")
    assertContains(page, "“three” is not a number")
    assertContains(page, "until the errors are fixed")
    assertNotContains(page, 'name="action"')
    refused = client.post(preview(), {"action": "save", "seen": page.context["checked"].seen})
    assertContains(refused, "Nothing was saved")
    assert not Submission.objects.exists()


def test_who_saved_meanwhile_is_not_overwritten(client: Client, partner: User, cast: Cast) -> None:
    send(client, police_csv())
    draft_return("missing-children", cast.year, cast.police, cells={(CARE, "current"): reported(1)})
    refused = decide(client, "save", seen="missing-children:0,child-sexual-exploitation:0")
    assertContains(refused, "Someone saved figures for this return")
    assert refused.context["checked"].seen == "missing-children:1,child-sexual-exploitation:0"
    assert Submission.objects.get().revision == 1


def test_what_was_sent_before_is_named_before_it_is_voided(client: Client, partner: User) -> None:
    send(client, police_csv())
    decide(client, "submit")
    Upload.objects.all().delete()
    page = send(client, police_csv({CARE: (2, 10)}))
    assertContains(
        page, "Missing children: already sent. If you save the file, these figures will need approval again."
    )


def test_only_what_was_stored_is_said_to_be(client: Client, partner: User) -> None:
    send(client, police_csv())
    decide(client, "submit")
    Upload.objects.all().delete()
    send(client, police_csv({CARE: (2, 10)}))
    assertContains(decide(client, "submit"), ">Missing children, 2022-23: submitted and waiting for review.")
    Upload.objects.all().delete()
    send(client, police_csv({CARE: (2, 10)}))
    done = decide(client, "submit")
    assertContains(done, "the file matches the saved figures. Nothing was changed.")
    assertNotContains(done, "waiting for review")


def test_many_findings_and_changes_are_cut_short(
    client: Client, partner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "SHOWN", 1)
    page = send(client, police_csv({CARE: ("", 10), "number-of-missing-children": ("", 61)}))
    assertContains(page, "more, listed in the marked copy of your file")
    assertContains(page, "And 7 more.")


@pytest.mark.parametrize(
    ("content", "name", "part"),
    [
        (b"", "a.csv", "The file is empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "a.csv", "The file is too large (10.0 MB)"),
        (b"a,b", f"{'a' * 251}.csv", "name is too long"),
    ],
)
def test_a_file_that_is_not_kept_is_an_error_of_the_form(
    client: Client, partner: User, content: bytes, name: str, part: str
) -> None:
    page = send(client, content, name)
    assertContains(page, part)
    assertContains(page, "There is a problem")
    assert not Upload.objects.exists()


def test_no_file_is_an_error_of_the_form(client: Client, partner: User) -> None:
    assertContains(client.post(BASE, {}), "Select a file")


def test_a_file_of_another_kind_is_shown_as_one_finding(client: Client, partner: User) -> None:
    page = send(client, b"PK\x03\x04", "macro.xlsm")
    assertContains(page, "macros")
    assertContains(page, "The file</th>")
    assertNotContains(page, "problems marked")
    assert client.get(f"{preview()}marked/").status_code == 404


def test_the_marked_copy_of_a_csv_file(client: Client, partner: User) -> None:
    send(client, police_csv({CARE: ("three", 10)}))
    file = client.get(f"{preview()}marked/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="police-problems.csv"'
    assert file.headers["Content-Type"] == "text/csv"
    lines = file.content.decode().splitlines()
    assert lines[0].endswith(",Problems")
    assert "“three” is not a number" in lines[4]
    assert lines[1].count(",") == 3


def test_the_marked_copy_of_a_workbook(client: Client, partner: User) -> None:
    book = load_workbook(io.BytesIO(client.get(f"{BASE}template.xlsx").content))
    book["Missing children"]["C2"] = "ninety"
    out = io.BytesIO()
    book.save(out)
    send(client, out.getvalue(), "police.xlsx")
    file = client.get(f"{preview()}marked/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="police-problems.xlsx"'
    comment = load_workbook(io.BytesIO(file.content))["Missing children"]["C2"].comment
    assert comment is not None
    assert "“ninety” is not a number" in comment.text
    listed = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_name("Problems").to_python()
    assert ["Missing children", 2.0, "C"] in [line[:3] for line in listed]


def test_others_reach_neither_template_nor_file(client: Client, partner: User, cast: Cast) -> None:
    send(client, police_csv())
    address = preview()
    client.force_login(cast.partner_council)
    for path in (BASE, f"{BASE}template.csv", address, f"{address}marked/"):
        assert client.get(path).status_code == 403, path
    assert client.post(BASE, {"file": SimpleUploadedFile("a.csv", b"a")}).status_code == 403
    assert client.post(address, {"action": "save", "seen": ""}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/partner/figures/2022-23/returns/nothing/",
        "/partner/figures/2022-23-q1/returns/police-figures/",
        "/partner/figures/2030-31/returns/police-figures/",
        "/partner/figures/2022/returns/police-figures/",
        f"{BASE}files/1/",
        f"{BASE}template.pdf",
    ],
)
def test_addresses_that_name_nothing_are_not_found(client: Client, partner: User, path: str) -> None:
    assert client.get(path).status_code == 404


# The command.


def command(
    tmp_path: Path, content: bytes, *extra: str, name: str = "police.csv", **changes: str
) -> tuple[str, str, str]:
    """What the command printed, on both channels, and how it failed."""
    path = tmp_path / "police.csv"
    path.write_bytes(content)
    told, errors = io.StringIO(), io.StringIO()
    options = {"--return": "police-figures", "--period": "2022-23", "--by": "Partner.Police@example.org"} | changes
    words = [word for option in options.items() for word in option]
    try:
        call_command("submit_figures", str(path), *words, *extra, stdout=told, stderr=errors)
    except CommandError as error:
        return told.getvalue(), errors.getvalue(), str(error)
    return told.getvalue(), errors.getvalue(), ""


def test_the_command_submits(tmp_path: Path, cast: Cast, template: ReturnTemplate) -> None:
    told, _errors, failure = command(tmp_path, police_csv())
    assert failure == ""
    assert "Lines accepted: 6" in told
    assert "Police figures, 2022-23: submitted for review." in told
    assert {one.state for one in Submission.objects.all()} == {ReviewState.SUBMITTED}


def test_the_command_tells_line_and_column_and_fails(tmp_path: Path, cast: Cast, template: ReturnTemplate) -> None:
    told, errors, failure = command(tmp_path, police_csv({CARE: (96, 10)}))
    assert "Rejected: line 5, column C (Current 12 months):" in errors
    assert "Lines rejected: 1" in told
    assert failure == "Nothing was saved."
    assert not Submission.objects.exists()


def test_the_command_saves_a_draft(tmp_path: Path, cast: Cast, template: ReturnTemplate) -> None:
    content = police_csv({CARE: ("", 10)})
    assert command(tmp_path, content)[2] == "Nothing was saved. You can save it with --draft."
    told, errors, failure = command(tmp_path, content, "--draft")
    assert (failure, "saved as drafts." in told, "Warning: line 5" in errors) == ("", True, True)
    assert {one.state for one in Submission.objects.all()} == {ReviewState.DRAFT}


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"--return": "none"}, "The return none does not exist. Available returns: police-figures."),
        ({"--by": "nobody@example.org"}, "nobody@example.org does not have an account."),
        ({"--by": "partner.council@example.org"}, "You cannot send it."),
        ({"--period": "2022"}, "is not a period"),
        ({"--period": "2022-23-q1"}, "is not sent for"),
    ],
)
def test_the_command_says_what_it_does_not_know(
    tmp_path: Path, cast: Cast, template: ReturnTemplate, changes: dict[str, str], part: str
) -> None:
    assert part in command(tmp_path, police_csv(), **changes)[2]


def test_the_command_says_that_a_file_is_not_there(tmp_path: Path, cast: Cast, template: ReturnTemplate) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command(
            "submit_figures",
            str(tmp_path / "none.csv"),
            "--return=police-figures",
            "--period=2022-23",
            f"--by={cast.partner_police.email}",
        )
