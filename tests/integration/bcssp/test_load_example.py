"""How the 2022-23 example is loaded: only into an empty database, and without made-up figures on request."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from bcssp.example.figures import LOST
from bcssp.example.stage import read
from indicators.definitions.families import get_family
from indicators.models import OpenDataMapping, Release, Submission
from partnership.models import Organisation, ReportingYear, User
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.editions.storage import read as read_file
from reports.models import Edition, FileKind
from review.models import Event
from tests.factories.partnership import UserFactory

pytestmark = pytest.mark.django_db
LOST_FAMILIES = set(read("figures.toml")["family"])


def load(*options: str) -> str:
    """Load the example; give what the command says."""
    out = io.StringIO()
    call_command("load_example", *options, stdout=out)
    return out.getvalue()


def release_tables() -> dict[str, dict[str, Any]]:
    """What the one release of the year says, by family."""
    release = Release.objects.get(year__slug="2022-23")
    return {table.family_slug: table.content for table in release.tables.all()}


def cells_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Every cell of a table and of the tables that go with it."""
    tables = [content, *content.get("more_tables", [])]
    return [cell for table in tables for row in table["rows"] for cell in row["cells"]]


def test_a_database_in_use_is_left_alone() -> None:
    UserFactory()

    with pytest.raises(CommandError, match="in use"):
        load()

    assert (User.objects.count(), Organisation.objects.count(), Event.objects.count()) == (1, 1, 0)


@pytest.mark.no_cover
def test_real_figures_only_with_a_password_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_PASSWORD", "tell nobody 4711")

    said = load("--real-only")

    assert "password" not in said
    assert "tell nobody" not in said
    assert all(user.check_password("tell nobody 4711") for user in User.objects.all())
    check_only_real()


def check_only_real() -> None:
    """What is lost is printed as not available, in the release and in the report made from it."""
    tables = release_tables()
    assert len(tables) == 13
    for slug, content in tables.items():
        assert content["illustrative"] is False, slug
        assert not any(cell["illustrative"] for cell in cells_of(content)), slug
        said = json.dumps([content["notes"], content["headline"], content["chart"]])
        assert "llustrative" not in said, slug
        if slug not in LOST_FAMILIES:
            continue
        inputs = {column.key for column in get_family(slug).input_columns}
        for cell in cells_of(content):
            assert cell["value"] is None, (slug, cell)
            assert cell["text"] in ("[x]", "[z]"), (slug, cell)
            assert cell["text"] == "[x]" or cell["key"] not in inputs or cell["key"] == "share", (slug, cell)
        assert f"{LOST}." in content["notes"], slug
        assert any(note.startswith("[x] ") for note in content["notes"]), slug
    assert not Submission.objects.filter(figures__illustrative=True).exists()
    check_sent_as_published()
    check_report_of_real_figures()


def check_sent_as_published() -> None:
    """Children looked after come from the Department's own file, by the mapping that the portal has for it."""
    sent = Submission.objects.get(family_slug="children-looked-after-rate", year__slug="2022-23")
    assert sent.note == "Explore education statistics (Department for Education), as published on 26 November 2025."
    event = Event.objects.get(verb="send file")
    assert event.data["file"] == "cla_number_and_rate_per_10k_children_2025.csv"
    assert OpenDataMapping.objects.count() == 3


def check_report_of_real_figures() -> None:
    """The report holds the symbol where figures are lost, the real ones, and no invented one."""
    coordinator = User.objects.get(email="coordinator@example.org")
    edition = build_edition(begin_edition(year=ReportingYear.objects.get(slug="2022-23"), by=coordinator).pk)
    assert edition.state == "ready", edition.failure
    sections = json.loads(Edition.objects.get().frozen)["sections"]
    figures = next(section for section in sections if section["kind"] == "figures")
    tables = {table["slug"]: table for theme in figures["themes"] for table in theme["tables"]}
    assert not any(table["is_illustrative"] for table in tables.values())
    for slug in LOST_FAMILIES:
        texts = {cell["text"] for row in tables[slug]["rows"] for cell in row["cells"]}
        assert "[x]" in texts <= {"[x]", "[z]"}, slug
    file = edition.files.get(kind=FileKind.HTML)
    page = read_file(file.sha256, file.ending).decode()
    assert "[x]" in page
    assert "+55.7%" in page
    assert "1,240" not in page
