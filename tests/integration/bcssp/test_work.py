"""A person's work page: what waits for them, with its dates and one link each; what they sent; where they work."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bcssp import queries as queries_of_work
from indicators.backfill.services import load_closed_figures
from indicators.definitions.families import get_family
from partnership.models import User
from partnership.services import close_year
from priorities.models import Action, ActionUpdate
from review import to_do
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import draft_return, example_cells
from tests.factories.learning import draft_briefing, draft_case_study
from tests.factories.partnership import ReportingYearFactory
from tests.factories.priorities import ActionFactory, draft_update, live_update
from tests.stages import Cast

pytestmark = pytest.mark.django_db
SENT = ("waiting", "done")


def work(person: User) -> str:
    """The page as the person sees it."""
    client = Client()
    client.force_login(person)
    response = client.get("/partner/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    return response.content.decode()


def sections(page: str) -> dict[str, str]:
    """The words of each part of the page, by its key."""
    found = re.findall(r'<section aria-labelledby="([\w-]+)">(.*?)</section>', page, re.DOTALL)
    return {key: " ".join(re.sub(r"<[^>]+>", " ", html).split()) for key, html in found}


def action_of(cast: Cast, title: str) -> Action:
    """An action of the police."""
    action: Action = ActionFactory(owner=cast.police, title=title)
    return action


def submitted(update: ActionUpdate, by: User) -> ActionUpdate:
    """The draft, sent for review."""
    return move(obj=update, verb=Verb.SUBMIT, by=by, revision=update.revision)


def test_a_new_partner_sees_what_is_due_and_nothing_else(cast: Cast) -> None:
    action_of(cast, "Meet every school")
    ActionFactory(owner=cast.council, title="Train every manager")

    parts = sections(work(cast.partner_police))

    assert list(parts) == ["write", *SENT, "start"]
    for family in ("Missing children", "Safety and anti-bullying", "Child protection", "Child sexual exploitation"):
        assert f"{family} Figures for 2022-23, since 31 March 2023 No date" in parts["write"]
    assert "Meet every school Progress for 2022-23, since 1 April 2022 No date" in parts["write"]
    assert "Train every manager" not in parts["write"]
    assert "Adult safeguarding" not in parts["write"]
    assert "You have nothing waiting for review." in parts["waiting"]
    assert "None of your work has been approved yet." in parts["done"]
    places = (
        "Figures Progress on actions Claims of impact All actions Case studies Case studies for partners "
        "Events and training Calendar of returns Ask to keep a sentence"
    )
    assert parts["start"] == f"Start something new or view {places}"


def test_each_thing_stands_in_the_part_of_its_state_with_the_reason(cast: Cast) -> None:
    by = cast.partner_police
    draft_return("missing-children", cast.year, cast.police)
    drafted = draft_update(action_of(cast, "Action begun"), cast.year, by)
    waits = submitted(draft_update(action_of(cast, "Action sent"), cast.year, by), by)
    back = submitted(draft_update(action_of(cast, "Action sent back"), cast.year, by), by)
    reason = "Say which schools.\nName <no> pupil."
    move(obj=back, verb=Verb.RETURN, by=cast.board_icb, note=reason, revision=back.revision)
    live_update(action_of(cast, "Action agreed"), cast.year, by, cast.board_icb)
    draft_case_study(cast.year, cast.partner_council, title="A story of the council")

    page = work(by)
    parts = sections(page)

    assert "Action begun" in parts["write"]
    assert "Missing children, 2022-23: The Police Return of figures, draft" in parts["write"]
    assert "Action sent back" in parts["put-right"]
    assert "Reason: Say which schools. Name &lt;no&gt; pupil." in parts["put-right"]
    assert "Action sent (2022-23)" in parts["waiting"]
    assert "Action agreed" in parts["done"]
    for item in (drafted, waits, back):
        assert sum(item.title_for_review() in words for words in parts.values()) == 1
        assert f'href="{item.get_edit_url()}"' in page
    assert "A story of the council" not in page


def test_an_edited_approval_is_a_draft_again(cast: Cast) -> None:
    by = cast.partner_police
    action = action_of(cast, "Action agreed")
    update = live_update(action, cast.year, by, cast.board_icb)
    assert "Action agreed" in sections(work(by))["done"]
    client = Client()
    client.force_login(by)
    values = {"status": "done", "what_we_did": "More.", "impact_note": "None yet.", "impact_evidence": "none"}

    client.post(update.get_edit_url(), {**values, "revision": update.revision, "save": "1"})

    parts = sections(work(by))
    assert "Action agreed" in parts["write"]
    assert "Action agreed" not in parts["done"]


def test_a_closed_year_asks_for_nothing(cast: Cast) -> None:
    action_of(cast, "Meet every school")
    close_year(year=cast.year, by=cast.coordinator)

    assert "write" not in sections(work(cast.partner_police))


def test_an_archive_that_was_loaded_hides_no_work_of_the_partner(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_return("missing-children", cast.year, cast.police)
    monkeypatch.setattr(to_do, "MOST", 1)
    family = get_family("missing-children")
    for first in range(2016, 2022):
        year = ReportingYearFactory(slug=f"{first}-{first % 100 + 1}")
        close_year(year=year, by=cast.coordinator)
        loaded = load_closed_figures(
            family=family,
            year=year,
            organisation=cast.police,
            cells=example_cells(family, year),
            reason="Taken from the printed report.",
            by=cast.coordinator,
        )
        assert loaded.override_write_permission()

    parts = sections(work(cast.partner_police))

    assert "Missing children, 2022-23" in parts["write"]
    assert "You have nothing waiting for review." in parts["waiting"]


def test_progress_is_due_only_while_its_plan_runs(cast: Cast) -> None:
    action_of(cast, "Meet every school")
    ReportingYearFactory(slug="2023-24")

    due = sections(work(cast.partner_police))["write"]

    assert due.count("Meet every school") == 1
    assert "Missing children Figures for 2023-24" in due


def test_the_coordinator_writes_and_reads_all(cast: Cast) -> None:
    draft_briefing(cast.year, cast.coordinator, title="A lesson begun")

    page = work(cast.coordinator)
    parts = sections(page)

    assert "A lesson begun" in parts["write"]
    for words in ("Briefings", "Newsletters", "Create a release"):
        assert words in parts["start"]
    assert "Progress on actions" not in parts["start"]
    assert "View the review queue" in page


@pytest.mark.parametrize(
    ("name", "words", "own_text"),
    [
        ("board.icb", "Go to the review queue", ""),
        ("chair", "Go to the review queue", "Foreword"),
        ("scrutineer", "View the review queue", "Independent scrutiny"),
    ],
)
def test_who_decides_or_reads_is_led_to_the_queue(cast: Cast, name: str, words: str, own_text: str) -> None:
    draft_return("missing-children", cast.year, cast.police)

    page = work(cast[name])

    assert words in page
    places = (
        "Plan All actions Case studies for partners Themes and campaigns Return status "
        "Annual report: accounts and statements Self-assessments Challenge log Board pack "
        "Organisations, groups and seats Years Audit trail"
    )
    emails = "" if name == "scrutineer" else " Your emails"
    own = {"write": f"To write 1 {own_text} (2022-23) In your name, not started, since 31 March 2023 No date"}
    assert sections(page) == (own if own_text else {}) | {"start": f"Start something new or view {places}{emails}"}
    assert ("Nothing is waiting for you." in page) is not bool(own_text)
    assert "Missing children" not in page


def test_partners_are_not_led_to_the_queue(cast: Cast) -> None:
    assert "review queue" not in work(cast.partner_police).lower()


def test_of_much_work_the_rest_is_one_link_away(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_of_work, "SHOWN", 2)
    for number in range(3):
        draft_case_study(cast.year, cast.partner_council, title=f"A story, part {number}")
    client = Client()
    client.force_login(cast.partner_council)
    short = client.get("/partner/").content.decode()
    (address,) = re.findall(r'href="(\?all=[a-z-]+)#write"', short)
    whole = client.get(f"/partner/{address}").content.decode()

    begun = [sections(page)["write"].count("since") for page in (short, whole)]
    assert begun[0] == 2
    assert begun[1] > 4
    assert re.search(rf"And {begun[1] - 2} more. Show everything under “To write”", sections(short)["write"])
    assert "Show everything" not in sections(whole)["write"]
    # A kind that there is not changes nothing.
    assert sections(client.get("/partner/?all=nothing").content.decode()) == sections(short)


def test_who_is_not_signed_in_is_asked_to(client: Client, cast: Cast) -> None:
    response = client.get("/partner/")

    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/partner/"


def test_more_work_takes_no_more_queries(cast: Cast) -> None:
    by = cast.partner_police

    def add() -> None:
        action_of(cast, "Due")
        draft_update(action_of(cast, "Begun"), cast.year, by)
        live_update(action_of(cast, "Agreed"), cast.year, by, cast.board_icb)
        draft_case_study(cast.year, by)

    counts = []
    for times in (1, 5):
        for _ in range(times):
            add()
        work(by)
        with CaptureQueriesContext(connection) as queries:
            work(by)
        counts.append(len(queries))
    assert counts[0] == counts[1]
