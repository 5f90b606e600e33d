"""Standards that a partnership loads itself: a version each time, asked from the next round on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnership.exceptions import DomainError, NotAllowed
from partnership.models import User
from reports.assessments.loaded import templates
from reports.assessments.loading import load_standards
from reports.models import AssessmentRound, LoadedTemplate
from review.models import Event
from tests.factories.assessments import an_open_round
from tests.factories.partnership import ReportingYearFactory
from tests.stages import Cast

pytestmark = pytest.mark.django_db
LOAD = reverse("reports:assessment-load")
FILE = "standard,text,key\nLeadership,A named leader answers.,\nListening to tenants,Tenants are asked.,\n"


def send(client: Client, by: User, content: str, **fields: str) -> str:
    client.force_login(by)
    file = SimpleUploadedFile("standards.csv", content.encode())
    given = {"replaces": "new", "title": "Housing assurance", "law": "Housing Act 2004", **fields}
    return client.post(LOAD, {**given, "file": file}, follow=True).content.decode()


def test_a_set_of_its_own_is_loaded_opened_and_followed_by_a_version(client: Client, cast: Cast) -> None:
    shown = send(client, cast.coordinator, FILE)
    assert "Housing assurance, version 1 has been loaded, with 2 standards." in shown
    assert "Tenants are asked." in shown
    asked = an_open_round(cast.year, cast.coordinator, template="housing-assurance")
    assert (asked.version, [one.key for one in asked.asked()]) == (1, ["leadership", "listening-to-tenants"])

    # Reworded with its key, it is the same standard; blank fields keep what they were.
    again = FILE.replace("Listening to tenants,Tenants are asked.,", "Voice,Tenants decide.,listening-to-tenants")
    shown = send(client, cast.coordinator, again, replaces="housing-assurance", title="", law="")
    assert "Housing assurance, version 2 has been loaded" in shown
    newest = templates()["housing-assurance"]
    assert (newest.version, newest.law) == (2, "Housing Act 2004")
    assert [(one.key, one.title) for one in newest.standards][1] == ("listening-to-tenants", "Voice")
    # What is open keeps what it asks.
    assert [one.title for one in AssessmentRound.objects.get().asked()][1] == "Listening to tenants"
    later = an_open_round(ReportingYearFactory(slug="2023-24"), cast.coordinator, template="housing-assurance")
    assert (later.version, later.standard_title("listening-to-tenants")) == (2, "Voice")
    assert Event.objects.filter(verb="load standards").count() == 2


def test_the_portals_examples_are_replaced_and_an_equal_file_changes_nothing(client: Client, cast: Cast) -> None:
    first = templates()["children"]
    send(client, cast.coordinator, FILE, replaces="children", title="", law="")
    own = templates()["children"]
    assert (own.title, own.version, len(own.standards)) == (first.title, first.version + 1, 2)
    again = send(client, cast.coordinator, FILE, replaces="children", title="", law="")
    assert f"These are the standards of version {own.version}. Nothing was loaded." in again
    assert LoadedTemplate.objects.count() == 1
    client.force_login(cast.coordinator)
    assert f"{own.title}, version {own.version}" in client.get(reverse("reports:assessment-open")).content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("standard,text\n", "The file has no standards."),
        ("name,words\nA,B\n", "could not find a line with the headings standard, text"),
        ("standard,key\nA,a\n", "the columns text are missing"),
        ("standard,text\nA,\n", "Line 2 does not have a value under each heading"),
        ("standard,text\nA,One.\na,Two.\n", "Line 3: the standard “A” above has the same key, “a”"),
        ("standard,text,key\nA,One.,Big Key\n", "Line 2: the key “Big Key” must be lowercase letters"),
        ("standard,text\n!!,One.\n", "the key “” must be lowercase letters"),
        (f"standard,text\n{'A' * 121},One.\n", "Line 2: the standard must be 120 characters or fewer."),
        (f"standard,text\nA,{'a' * 1001}\n", "Line 2: the text must be 1,000 characters or fewer."),
        ("standard,text\n" + "".join(f"S{n},Text\n" for n in range(61)), "The file has 61 standards."),
    ],
)
def test_each_fault_of_a_file_is_a_sentence_and_nothing_is_loaded(
    client: Client, cast: Cast, content: str, sentence: str
) -> None:
    assert sentence in send(client, cast.coordinator, content)
    assert not LoadedTemplate.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Enter what the new self-assessment is called"),
        ({"replaces": ""}, "Select which self-assessment the standards are for"),
        ({"title": "!!"}, "The name of the self-assessment needs letters or digits."),
        ({"title": "Children"}, "There is already a self-assessment called “Safeguarding children self-assessment”."),
    ],
)
def test_what_is_wrong_with_the_form_is_said(client: Client, cast: Cast, fields: dict[str, str], sentence: str) -> None:
    assert sentence in send(client, cast.coordinator, FILE, **fields)
    assert not LoadedTemplate.objects.exists()


def test_only_the_coordinator_loads_standards_and_board_members_read_them(client: Client, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        load_standards(title="Ours", law="", text=FILE, by=cast.board_icb)
    with pytest.raises(DomainError, match="Select the self-assessment"):
        load_standards(title="Ours", law="", text=FILE, by=cast.coordinator, replaces="none")
    client.force_login(cast.board_icb)
    page = client.get(reverse("reports:assessment-standards")).content.decode()
    assert "Safer recruitment" in page
    assert "Load standards" not in page
