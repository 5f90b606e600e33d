"""A new indicator by pages alone: made, agreed, sent as a spreadsheet and a form, released, and in the report."""

import csv
import io

import pytest
from playwright.sync_api import FilePayload, expect

from indicators.models import ReleaseOrder, ReturnRound
from indicators.releases.build import build_release
from reports.build.run import build_edition
from reports.build.services import begin_edition
from tests.factories.completeness import override_everything
from tests.factories.signing import publish_signed, seat_signers
from tests.functional.conftest import MakeContext
from tests.functional.walking import Walk, walk
from tests.stages import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=15_000)
TITLE = "Referrals to domestic abuse support"
PUBLIC = "/figures/domestic-abuse/referrals-to-domestic-abuse-support/"
ROWS = ("From the police", "From health services", "From children's services", "From elsewhere")
COUNTS = (420, 130, 96, 54)


@pytest.fixture
def cast() -> Cast:
    """The people and their year; nothing else."""
    return make_cast()


def write(one: Walk) -> None:
    """Answer every step, with one thing forgotten."""
    one.page.goto("/partner/returns/templates/")
    one.link("Indicators")
    one.look("Indicators")
    one.button("Create an indicator")
    one.look("What it is")
    one.button("Save and continue")
    expect(one.page.locator(".govuk-error-summary")).to_contain_text("Answer “What is the indicator called?”")
    one.fill("What is the indicator called?", TITLE)
    one.choose("Another theme")
    one.fill("Name of the new theme", "Domestic abuse")
    one.page.get_by_label("What kind of organisation sends it?").select_option("local_authority")
    one.fill("What exactly is counted?", "Referrals of adults and children to support services in the year.")
    one.button("Save and continue")
    one.look("What the table shows")
    one.choose("Numbers in categories")
    one.button("Save and continue")
    one.look("Columns and units")
    one.fill("What is counted?", "Referrals")
    one.fill("What is the column with the shares called?", "Share of referrals")
    one.choose("Over the whole year")
    one.button("Save and continue")
    one.look("Rows")
    one.fill("Add rows", "\n".join(["From health services", *(row for row in ROWS if "health" not in row), "Unsure"]))
    one.button("Save and continue")
    one.press(one.page.get_by_role("button", name="Move up From the police"))
    one.press(one.page.get_by_role("button", name="Remove Unsure"))
    expect(one.page.locator("tbody th")).to_have_text(list(ROWS))
    one.look("Rows")
    one.button("Save and continue")
    one.look("Shares and total")
    one.choose("The total: every case is in exactly one row")
    one.fill("What is the total called?", "All referrals")
    one.button("Save and continue")
    one.look("Rules")
    one.button("Continue without another rule")
    one.look("How to read it")
    one.choose("Neither")
    one.button("Save and continue")
    one.look("Source and review")
    one.fill("Where do the figures come from?", "Records of the support services")
    for part, text in (("Day", "1"), ("Month", "4"), ("Year", "2028")):
        one.fill(part, text)
    one.button("Save and continue")
    one.look("When it starts")
    one.page.get_by_label("From which year does it apply?").select_option("2022-23")
    one.fill("Why is it needed?", "The board follows who finds support.")
    one.button("Save and continue")
    one.look("Check your answers")
    expect(one.page.get_by_role("img", name=TITLE)).to_be_visible()
    expect(one.page.locator("main")).to_contain_text("Illustrative figures, not real")
    one.choose("I have read the wording")
    one.button("Propose indicator")
    one.look(f"{TITLE}, version 1")


def test_an_indicator_by_pages_alone(make_context: MakeContext, cast: Cast) -> None:
    coordinator = walk(make_context, cast.coordinator)
    write(coordinator)

    board = walk(make_context, cast.board_icb)
    board.page.goto("/admin/")
    board.link(TITLE)
    expect(board.page.locator("main")).to_contain_text("It is a new indicator.")
    board.button("Approve")

    coordinator.page.goto("/partner/returns/templates/new/")
    coordinator.fill("Title", "Domestic abuse figures")
    coordinator.page.get_by_label("Organisation that sends it").select_option(label="The Council")
    coordinator.choose("Every year")
    coordinator.choose(TITLE)
    coordinator.fill("Closes for changes", "3000")
    coordinator.button("Create return")
    expect(coordinator.page.locator("main")).to_contain_text("Closes for changes")
    coordinator.fill("Closes for changes", "900")
    coordinator.button("Create return")
    open_round(coordinator)

    send(walk(make_context, cast.partner_council, width=320))
    board.page.goto("/admin/")
    board.link(TITLE)
    board.button("Approve")

    coordinator.page.goto("/partner/releases/new/?year=2022-23")
    coordinator.fill("Title of the release", "Figures for 2022-23")
    for warning in coordinator.page.locator("input[name=accepted]").all():
        warning.check()
    coordinator.button("Create release")
    build_release(ReleaseOrder.objects.get().pk)

    reader = walk(make_context, None, width=320)
    reader.page.goto("/figures/")
    expect(reader.page.get_by_role("heading", name="Domestic abuse", exact=True)).to_be_visible()
    reader.link(TITLE)
    reader.look(TITLE)
    row = reader.page.locator("tr", has_text="From the police").first
    assert " ".join(row.inner_text().split()) == "From the police 421 60.1%"

    override_everything(cast.year, cast.chair)
    seat_signers(cast)
    publish_signed(build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk), cast)
    reader.page.goto("/reports/2022-23/whole/")
    expect(reader.page.locator("main")).to_contain_text(TITLE)
    expect(reader.page.locator("main")).to_contain_text("From the police")


def open_round(coordinator: Walk) -> None:
    """Keep the round of the year open for as long as the test's day needs."""
    closes = ReturnRound.objects.get().closes_on
    coordinator.page.goto(f"/partner/returns/rounds/{ReturnRound.objects.get().pk}/dates/")
    last = coordinator.page.get_by_role("group", name="Closes for changes")
    last.get_by_label("Year").fill(str(max(closes.year, 2030)))
    coordinator.fill("Why are the dates changing?", "The first year of this indicator.")
    coordinator.button("Change dates")


def send(partner: Walk) -> None:
    """Send the figures as a spreadsheet, then correct one in the form and submit."""
    partner.page.goto("/partner/")
    partner.link(TITLE)
    partner.look(TITLE)
    partner.link("upload it")
    address = partner.page.get_by_role("link", name="CSV").get_attribute("href")
    assert address is not None
    lines = list(csv.reader(io.StringIO(partner.page.request.get(address).text().lstrip("﻿"))))
    place = next(number for number, line in enumerate(lines) if ROWS[0] in line)
    column = next(line for line in lines if "Referrals" in line).index("Referrals")
    for line, count in zip(lines[place:], COUNTS, strict=False):
        line[column] = str(count)
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    file: FilePayload = {"name": "figures.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}
    partner.page.get_by_label("Upload your completed file").set_input_files(file)
    partner.button("Check file")
    partner.look("Check your file")
    partner.button("Save as drafts")
    partner.page.goto("/partner/")
    partner.link(TITLE)
    partner.page.locator("input[data-column=count]").first.fill("421")
    partner.button("Save and submit for review")
    expect(partner.page.locator("text=waiting for review")).to_be_visible()
