"""A new year starts from what was written for the last: shown as last year's, and never handed in by oversight."""

import pytest
from django.test import Client

from partnership.models import ReportingYear
from reports.contributions.statement_kinds import StatementKind
from reports.models import CostReturn, MemberAccount, Statement, TrainingReturn
from tests.factories.accounts import FULL_ACCOUNT, draft_statement, live_account, seat
from tests.factories.partnership import ReportingYearFactory
from tests.factories.records import draft_costs, draft_training
from tests.integration.reports.contributions.record_pages import errors, page_of, send
from tests.stages import Cast


@pytest.fixture
def year(cast: Cast) -> ReportingYear:
    """The year after that of the stage."""
    return ReportingYearFactory(slug="2023-24", starts_on="2023-04-01", ends_on="2024-03-31")  # type: ignore[no-any-return]


def shown(client: Client, page: str) -> dict[str, str]:
    """What stands in the form of a page."""
    form = client.get(page).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def test_costs_start_from_the_lines_of_last_year_without_their_amounts(
    client: Client, cast: Cast, year: ReportingYear
) -> None:
    draft_costs(cast.year, cast.coordinator)
    client.force_login(cast.coordinator)
    page = page_of("costs-edit", year.slug)
    text = client.get(page).content.decode()
    assert "These rows start from 2022-23" in " ".join(text.split())
    assert "In 2022-23: 1,000.10." in text
    typed = shown(client, page)
    assert (typed["line_3_what"], typed["line_3_budget"], typed["financial_impact"]) == ("Staff", "", "")

    # Handing it in as it is says what is missing, line by line.
    assert errors(send(client, page, typed, "submit")).count("Enter the planned amount") >= 3
    assert not CostReturn.objects.filter(year=year).exists()
    amounts = {f"line_{number}_actual": "5" for number in (1, 2, 3)}
    send(client, page, typed | amounts | {"financial_impact": "It balances."})
    assert [line.what for line in CostReturn.objects.get(year=year).lines.all()] == ["", "Training", "Staff"]
    assert "These rows start from" not in client.get(page).content.decode()


def test_training_starts_from_the_courses_of_last_year_without_their_numbers(
    client: Client, cast: Cast, year: ReportingYear
) -> None:
    draft_training(cast.year, cast.coordinator, note="A note of then")
    client.force_login(cast.coordinator)
    page = page_of("training-edit", year.slug)
    typed = shown(client, page)
    assert [typed["course_1_title"], typed["course_1_attended"], typed["note"]] == ["Working together", "", ""]
    assert "In 2022-23: 120." in client.get(page).content.decode()

    assert "Enter how many people attended course 1" in errors(send(client, page, typed, "submit"))
    assert not TrainingReturn.objects.filter(year=year).exists()


def test_account_starts_from_last_years_text_which_cannot_be_handed_in_again(
    client: Client, cast: Cast, year: ReportingYear
) -> None:
    seat(cast.police)
    live_account(cast.year, cast.police, cast.partner_police, cast.board_icb)
    client.force_login(cast.partner_police)
    page = page_of("account-edit", year.slug)
    typed = shown(client, page)
    assert (typed["what_we_did"], typed["next_steps"]) == (FULL_ACCOUNT["what_we_did"], "")
    assert "are the text of 2022-23" in client.get(page).content.decode()
    assert not MemberAccount.objects.filter(year=year).exists()

    again = typed | {"next_steps": "More.", "evidence_kind": "none"}
    refused = errors(send(client, page, again, "submit"))
    assert "What your organisation did: this is still the text of 2022-23. Write about 2023-24." in refused
    send(client, page, again | {"what_we_did": "We did more.", "difference": "It helped."}, "submit")
    assert MemberAccount.objects.get(year=year).state == "submitted"


def test_a_text_of_the_partnership_starts_from_last_years_words_which_cannot_be_handed_in_again(
    client: Client, cast: Cast, year: ReportingYear
) -> None:
    draft_statement(cast.year, StatementKind.VOICE, cast.coordinator, byline="Voice group")
    client.force_login(cast.coordinator)
    page = page_of("statement-edit", year.slug, "voice")
    typed = shown(client, page)
    assert (typed["byline"], typed["text"], typed["so_what"]) == ("Voice group", "We met each month.", "It helped.")
    assert "These answers are the text of 2022-23." in client.get(page).content.decode()
    assert not Statement.objects.filter(year=year).exists()

    again = "Voice of children, adults and families: this is still the text of 2022-23. Write about 2023-24."
    assert again in errors(send(client, page, typed, "submit"))
    send(client, page, typed | {"text": "We met twice a month."}, "submit")
    assert Statement.objects.get(year=year).state == "submitted"
    assert "These answers are the text of" not in client.get(page).content.decode()


@pytest.mark.parametrize("kind", [StatementKind.FOREWORD, StatementKind.SCRUTINY])
def test_what_one_person_writes_in_their_name_starts_empty(
    client: Client, cast: Cast, year: ReportingYear, kind: StatementKind
) -> None:
    before = draft_statement(cast.year, kind, cast.coordinator)
    client.force_login(cast.coordinator)

    assert shown(client, page_of("statement-edit", year.slug, kind))["text"] == ""
    assert not draft_statement(year, kind, cast.coordinator, text=before.text).problems()
