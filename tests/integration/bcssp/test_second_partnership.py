"""Another partnership runs the same code with its own file: its name stands everywhere, and ours nowhere."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from bcssp.example.sources import load_areas, load_neighbour_sets
from events.models import Event
from indicators.definitions.families import get_family
from indicators.definitions.values import Value, ValueState
from indicators.models import Area, NeighbourMember, NeighbourSet
from indicators.releases.stored_workbooks import store_workbooks
from learning.media.services import add_attachment
from learning.models.product import known_names
from learning.papers import tidy_papers
from learning.services import create_campaign
from partnership.admin_site import site
from partnership.models import Arm
from partnership.profile import load_profile
from partnership.services import found_partnership
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.contributions.plain_services import save_easy_read, save_plain_summary
from reports.contributions.record_services import start_year_record
from reports.editions.storage import read
from reports.models import EasyRead, Edition, FileKind, PlainSummary, SigningPart
from reports.signing.links import send_link
from tests.access_table import PUBLIC
from tests.factories.bookings import ask_before, booked
from tests.factories.completeness import override_everything
from tests.factories.editions import former_report, preview_by_known_token
from tests.factories.events import draft_event
from tests.factories.indicators import a_release, approved_return, example_cells
from tests.factories.learning import draft_briefing, draft_case_study, draft_newsletter, publish
from tests.factories.mailing import active_subscriber, asked
from tests.factories.partnership import GroupFactory, SeatFactory
from tests.factories.pdfs import pdf_file
from tests.factories.priorities import ActionFactory, CommitmentFactory, PriorityFactory, live_update
from tests.factories.records import approved
from tests.factories.signing import copy_of, publish_signed, seat_signers
from tests.pdf import letters, opened, text_of
from tests.stages import Cast, make_cast
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
OURS = re.compile(r"\b(bath|avon|somerset|bathnes)\b|bcssp|01225", re.IGNORECASE)
NAME = "Wessex Downs Safeguarding Alliance"
FILE = """
[partnership]
name = "Wessex Downs Safeguarding Alliance"
short_name = "WDSA"
council = "Wessex Downs Council"
force = "Downs Constabulary"
neighbour_set = "wessex-2024"
exit_url = "https://www.example.org/weather"
email = "alliance@example.org"

[area]
slug = "wiltshire"
name = "Wiltshire"
code = "865"
kind = "local_authority"

[[benchmarks]]
slug = "england"
name = "England"
code = "970"
kind = "country"

[[benchmarks]]
slug = "the-downs"
name = "The Downs"
code = "X1"
kind = "region"

[[arms]]
slug = "everyone"
name = "Everyone at risk"

[[arms]]
slug = "neighbourhoods"
name = "Safer neighbourhoods"

[[contacts]]
label = "The Downs helpline"
telephone = "01632 960 001"
hours = "Day and night"

[colours]
brand = "#5A1846"
accent = "#B85C00"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The other partnership's file."""
    path = tmp_path / "wessex.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def elsewhere(file: Path, settings: Any) -> Cast:
    """The other partnership, founded, with its people and the areas that it compares."""
    settings.PARTNERSHIP = load_profile(file)
    settings.MEDIA_ROOT = file.parent / "media"
    founder = found_partnership(
        profile=settings.PARTNERSHIP,
        council={"slug": "council", "name": "Wessex Downs Council", "kind": "local_authority"},
        coordinator_email="founder@example.org",
        coordinator_name="Founder",
        password="a long enough password",
    )
    load_areas(by=founder)
    assert load_neighbour_sets(by=founder) == []
    own_set = NeighbourSet.objects.create(
        slug="wessex-2024", area=Area.objects.get(slug="wiltshire"), published="2024-05-01"
    )
    for rank, slug in enumerate(("devon", "oxfordshire"), start=1):
        NeighbourMember.objects.create(neighbour_set=own_set, area=Area.objects.get(slug=slug), rank=rank)
    return make_cast()


def fill(cast: Cast) -> Edition:
    """Everything that a public page can show, and the published report."""
    group = GroupFactory(name="The Alliance Board")
    group.arms.set(Arm.objects.all())
    SeatFactory(group=group, organisation=cast.council, title="Chief executive")
    priority = PriorityFactory(title="Develop a common plan")
    action = ActionFactory(commitment=CommitmentFactory(priority=priority), owner=cast.police)
    live_update(action, cast.year, cast.partner_police, cast.board_icb)
    approved_return("missing-children", cast.year, cast.police)
    approved_return("referrals-rate", cast.year, cast.council, downs_rates(cast))
    store_workbooks(a_release(cast.year))
    active_subscriber()
    asked("somebody@example.org")
    story = draft_case_study(cast.year, cast.partner_council)
    publish(story, cast.board_icb, cast.coordinator)
    campaign = create_campaign(
        slug="a-week",
        title="A week",
        summary="For adults.",
        starts_on=cast.year.starts_on,
        ends_on=cast.year.ends_on,
        by=cast.coordinator,
    )
    briefing = draft_briefing(cast.year, cast.coordinator, [story], campaign=campaign)
    briefing = add_attachment(
        product=briefing,
        content=pdf_file(),
        words="Slides",
        has_read=True,
        by=cast.coordinator,
        revision=briefing.revision,
    )
    for draft in (
        briefing,
        draft_newsletter(cast.year, cast.coordinator),
        draft_event(cast.year, cast.coordinator, title="Recognising domestic abuse"),
    ):
        publish(draft, cast.board_icb, cast.coordinator)
    event = Event.objects.get()
    booked(event)
    ask_before(event)
    # In life the publication does it.
    tidy_papers()
    override_everything(cast.year, cast.chair)
    seats = seat_signers(cast)
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    waiting = copy_of(edition)
    preview_by_known_token(waiting, cast.coordinator)
    send_link(
        edition=waiting,
        seat=seats[SigningPart.HEALTH],
        name="Health partner",
        email="board.icb@example.org",
        code_email="office.icb@example.org",
        by=cast.coordinator,
    )
    former_report("2014-15", cast.coordinator, cast.chair)
    say_it_plainly(cast)
    return publish_signed(edition, cast)


def say_it_plainly(cast: Cast) -> None:
    """The summary and the Easy Read version, approved by the board."""
    summary = start_year_record(PlainSummary, year=cast.year, by=cast.coordinator)
    summary.text = "We met and talked."
    approved(save_plain_summary(summary=summary, by=cast.coordinator), cast.board_icb)
    easy = start_year_record(EasyRead, year=cast.year, by=cast.coordinator)
    lines = [("house", "We visited homes.")]
    approved(save_easy_read(version=easy, lines=lines, by=cast.coordinator), cast.board_icb)


def downs_rates(cast: Cast) -> Any:
    """Rates of the areas that this partnership's form asks for; nobody publishes one for the Downs."""
    family = get_family("referrals-rate")
    lacking = Value(ValueState.UNABLE_TO_SUPPLY, reason="Nobody counts it")
    downs = {("the-downs", column.key): lacking for column in family.input_columns}
    return example_cells(family, cast.year) | downs


TEXTS = (".xml", ".csv", ".json", ".txt")


def words_of(body: bytes) -> str:
    """The words of a page, a PDF, or what is packed: a workbook, CSV files."""
    if body.startswith(b"%PDF"):
        return text_of(opened(body))
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return "\n".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(TEXTS))
    return body.decode()


def test_every_public_page_is_the_other_partnerships(elsewhere: Cast, client: Client) -> None:
    edition = fill(elsewhere)
    world = World(cast(Any, None), edition)
    for row in PUBLIC:
        if row.answers[0] != 200:
            continue
        response = client.get(reverse(row.name, args=row.args(world)))
        assert response.status_code == 200, row.name
        body = response.getvalue()
        text = words_of(body)
        # The list of areas names every local authority of the country.
        found = None if row.name == "api:list_areas" else OURS.search(text)
        assert found is None, f"{row.name}: {text[max(0, found.start() - 80) : found.end() + 80]}"
        if row.heading:
            assert NAME in text, row.name
            assert "The Downs helpline" in text, row.name
            assert 'href="tel:01632960001"' in text, row.name
            assert "https://www.example.org/weather" in text, row.name
    assert client.get("/theme.css").content.decode() == ":root { --brand: #5A1846; --accent: #B85C00; }\n"
    assert "WDSA" in client.get("/feeds/briefings.atom").content.decode()
    assert "Wiltshire" in client.get("/figures/children/referrals-rate/").content.decode()


def test_the_report_is_the_other_partnerships(elsewhere: Cast, client: Client) -> None:
    edition = fill(elsewhere)
    frozen = edition.frozen

    report = json.loads(frozen)
    assert OURS.search(frozen) is None
    assert report["partnership"] == {
        "name": NAME,
        "short_name": "WDSA",
        "area": "Wiltshire",
        "arms": ["Everyone at risk", "Safer neighbourhoods"],
        "colours": {"brand": "#5A1846", "accent": "#B85C00"},
    }
    page = edition.files.get(kind=FileKind.PAGE)
    alone = read(page.sha256, page.ending).decode()
    assert NAME in alone
    assert "#5A1846" in alone
    assert OURS.search(alone) is None
    pdf = opened(client.get("/reports/2022-23/annual-report.pdf").content)
    first = opened_page(pdf)
    assert letters(NAME) in first
    assert letters("Safer neighbourhoods") in text_of(pdf)
    assert OURS.search(f"{pdf.docinfo} {pdf.open_metadata()}") is None
    compared = next(t for theme in report_figures(report) for t in theme["tables"] if t["slug"] == "referrals-rate")
    assert [row["label"] for row in compared["rows"]] == [
        "Wiltshire",
        "DfE nearest neighbours",
        "England",
        "The Downs",
    ]


def opened_page(pdf: Any) -> str:
    """The letters of the cover."""
    del pdf.pages[1:]
    return text_of(pdf)


def report_figures(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The themes of the report's figures."""
    section = next(section for section in report["sections"] if section["kind"] == "figures")
    themes: list[dict[str, Any]] = section["themes"]
    return themes


def test_pages_behind_the_sign_in_are_the_other_partnerships(
    elsewhere: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The site is named once, when the process starts; the test below looks at a process of its own.
    monkeypatch.setattr(site, "site_header", "WDSA board")
    monkeypatch.setattr(site, "site_title", "WDSA board")
    pages = {None: ["/account/login/"], elsewhere.coordinator: ["/partner/", "/admin/", "/admin/records/"]}
    for person, addresses in pages.items():
        if person is not None:
            client.force_login(person)
        for address in addresses:
            text = client.get(address).content.decode()
            assert "WDSA" in text, address
            assert OURS.search(text) is None, address


def test_its_names_may_stand_in_a_story_and_ours_may_not(elsewhere: Cast) -> None:
    assert "Downs Constabulary" in known_names()
    assert not OURS.search(" ".join(known_names()))


def test_areas_that_are_in_no_file_come_from_the_profile(elsewhere: Cast) -> None:
    added = Area.objects.get(slug="the-downs")
    assert (added.name, added.code, added.kind) == ("The Downs", "X1", "region")
    assert Area.objects.get(slug="wiltshire").code == "865"


def test_a_process_started_with_the_other_file_is_the_other_partnerships(file: Path) -> None:
    program = (
        "import django, json; django.setup()\n"
        "from django.conf import settings as s\n"
        "from partnership.admin_site import site\n"
        "print(json.dumps([s.PARTNERSHIP.name, site.site_header, site.site_title, s.MFA_TOTP_ISSUER,"
        " s.DEFAULT_FROM_EMAIL]))"
    )
    own = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "DEFAULT_FROM_EMAIL")}
    own |= {"DJANGO_SETTINGS_MODULE": "bcssp.settings", "DEBUG": "true", "VAR_DIR": str(file.parent / "var")}

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=django_settings.BASE_DIR,
        env=own | {"PARTNERSHIP_FILE": str(file)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) == [NAME, "WDSA board", "WDSA board", "WDSA", "WDSA <alliance@example.org>"]
