"""A file whose titles name another period: told with its place, and confirmed with a comment, by every way in."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.models import ReturnTemplate, Submission, Upload
from indicators.parsing.file_problems import Level
from indicators.returns.grid.questions import finding_name
from review.models import Revision
from review.states import ReviewState
from tests.factories.files import POLICE, a_template, police_csv
from tests.integration.indicators.files.uploading import checked, saved, stored, told
from tests.integration.indicators.returns.forms import page_of
from tests.stages import Cast

pytestmark = pytest.mark.django_db
BASE = "/partner/figures/2022-23/returns/police-figures/"
TITLE = b"Return for 2021-22\n"
COMMENT = {
    "number-of-missing-children": "The title is that of the old form.",
    "number-of-child-sexual-exploitation-crimes": "As above.",
}


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    return a_template(cast.police)


def workbook(client: Client, title: str) -> bytes:
    """Our own template, its dates taken out, with a title above the figures of missing children."""
    book = load_workbook(io.BytesIO(client.get(f"{BASE}template.xlsx").content))
    for sheet in book.worksheets[1:]:
        heads = [cell.value for cell in sheet[1]]
        sheet.delete_cols(heads.index("Period from") + 1, 2)
    book["Missing children"].insert_rows(1)
    book["Missing children"]["A1"] = title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_title_of_another_year_asks_for_a_comment(cast: Cast, template: ReturnTemplate) -> None:
    found = checked(template, cast, TITLE + police_csv())
    assert told(found, "WINDOW-4") == [(1, "A", Level.WARNING)] * 2, "each of the two returns is asked about"
    assert (found.can_save, found.can_submit) == (True, False)
    assert (found.counts.accepted, found.counts.warned) == (6, 0), "a title is no line of figures"
    assert told(checked(template, cast, b"Return for 2022-23\n" + police_csv()), "WINDOW-4") == []


def test_the_comment_travels_to_the_reviewer(cast: Cast, template: ReturnTemplate) -> None:
    saved(template, cast, TITLE + police_csv(Comment=COMMENT), submit=True)
    for family, comment in zip(POLICE, COMMENT.values(), strict=True):
        sent = stored(family)
        assert sent.state == ReviewState.SUBMITTED
        content = Revision.objects.get(object_id=sent.pk, number=sent.revision).content
        assert content["confirmations"]["WINDOW-4"][""][""]["comment"] == comment
        assert "“Return for 2021-22” (line 1, column A)" in content["confirmations"]["WINDOW-4"][""][""]["sentence"]
    again = checked(template, cast, TITLE + police_csv())
    assert all(one.is_done for one in again.families)
    assert told(again, "WINDOW-4") == [(1, "A", Level.NOTE)] * 2


def test_figures_that_were_sent_and_stay_are_not_asked_about_anew(cast: Cast, template: ReturnTemplate) -> None:
    saved(template, cast, police_csv(), submit=True)
    again = checked(template, cast, TITLE + police_csv())
    assert told(again, "WINDOW-4") == []
    assert all(one.is_done for one in again.families)


def test_a_draft_that_came_from_such_a_file_is_asked_about_in_the_form_too(
    client: Client, cast: Cast, template: ReturnTemplate
) -> None:
    saved(template, cast, TITLE + police_csv())
    form = "/partner/figures/2022-23/child-sexual-exploitation/"
    client.force_login(cast.partner_police)
    refused = client.post(form, page_of(client, form) | {"action": "submit"})
    assertContains(refused, "the file names another period: “Return for 2021-22” (line 1, column A)")
    assert stored(POLICE[1]).state == ReviewState.DRAFT
    name = finding_name(("WINDOW-4", "", ""))
    assertContains(refused, f'name="{name}"')
    sent = client.post(form, page_of(client, form) | {name: "An old title.", "action": "submit"})
    assertRedirects(sent, "/partner/figures/")
    assert [one.comment for one in stored(POLICE[1]).confirmations.all()] == ["An old title."]


def test_a_file_with_the_right_title_settles_it(cast: Cast, template: ReturnTemplate, client: Client) -> None:
    saved(template, cast, TITLE + police_csv())
    assert stored().other_period
    client.force_login(cast.partner_police)
    right = SimpleUploadedFile("police.csv", b"Return for 2022-23\n" + police_csv())
    Upload.objects.all().delete()
    page: Any = client.post(BASE, {"file": right}, follow=True)
    assertContains(page, "The figures stay the same. The period named in the file changes.")
    assertNotContains(page, "Only the note changes")
    saved(template, cast, b"Return for 2022-23\n" + police_csv(), submit=True)
    assert stored().other_period == ""
    assert stored().state == ReviewState.SUBMITTED


def test_the_preview_and_the_marked_copies_show_it_at_its_place(
    client: Client, cast: Cast, template: ReturnTemplate
) -> None:
    client.force_login(cast.partner_police)
    page: Any = client.post(BASE, {"file": SimpleUploadedFile("police.csv", TITLE + police_csv())}, follow=True)
    assertContains(page, "line 1, column A</th>")
    assertContains(page, "This return is for 2022-23, but the file names another period")
    assertContains(page, "explain why in the column “Comment”")
    assertNotContains(page, "Save and submit for review")
    copy = client.get(f"{BASE}files/{Upload.objects.get().pk}/marked/").content.decode().splitlines()
    assert "names another period" in copy[0]
    assert copy[1].startswith("Figures,Code,Current 12 months,Previous 12 months")
    book = workbook(client, "Year to 31 March 2022")
    page = client.post(BASE, {"file": SimpleUploadedFile("police.xlsx", book)}, follow=True)
    assertContains(page, "Missing children, line 1, column A</th>")
    assertContains(page, "names another period", count=1)
    marked = client.get(f"{BASE}files/{Upload.objects.get().pk}/marked/").content
    comment = load_workbook(io.BytesIO(marked))["Missing children"]["A1"].comment
    assert comment is not None
    assert "“Year to 31 March 2022” (sheet “Missing children”, line 1, column A)" in comment.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_template_is_never_asked_about(client: Client, cast: Cast, template: ReturnTemplate, kind: str) -> None:
    client.force_login(cast.partner_police)
    found = checked(template, cast, client.get(f"{BASE}template.{kind}").content, f"a.{kind}")
    assert told(found, "WINDOW-4") == []
    if kind == "xlsx":
        assert told(checked(template, cast, workbook(client, "Police figures"), "a.xlsx"), "WINDOW-4") == []


def test_the_command_asks_too(tmp_path: Path, cast: Cast, template: ReturnTemplate) -> None:
    path = tmp_path / "police.csv"
    words = ["--return=police-figures", "--period=2022-23", f"--by={cast.partner_police.email}"]
    path.write_bytes(TITLE + police_csv())
    errors = io.StringIO()
    with pytest.raises(CommandError, match="You can save it with --draft"):
        call_command("submit_figures", str(path), *words, stdout=io.StringIO(), stderr=errors)
    assert "Warning: line 1, column A: Missing children: This return is for 2022-23" in errors.getvalue()
    assert not Submission.objects.exists()
    path.write_bytes(TITLE + police_csv(Comment=COMMENT))
    call_command("submit_figures", str(path), *words, stdout=io.StringIO(), stderr=errors)
    assert {one.state for one in Submission.objects.all()} == {ReviewState.SUBMITTED}
