"""The pages on completeness and on the plan of sections, as their readers see and send them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.exceptions import DomainError
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.document.requirement_services import answer_requirement
from reports.document.section_plan import KEYS, choose_section, plan_of
from reports.models import RequirementAnswer, RequirementOverride, SectionChoice
from tests.factories.completeness import override_everything
from tests.stages import Cast

YEAR = "/admin/reports/completeness/2022-23/"
PLAN = "/admin/reports/plan/2022-23/"
ANSWER = f"{YEAR}SAB-G1/answer/"
OVERRIDE = f"{YEAR}SAB-1c/override/"
ORDER = " ".join(KEYS)
IN_THE_REPORT = {"is_omitted": False, "reason": "", "revision": 0}


def page(client: Client, address: str, user) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def send(client: Client, address: str, user, **data: str) -> str:
    client.force_login(user)
    return client.post(address, data, follow=True).content.decode()


# Completeness


def test_the_year_says_first_what_holds_it_back_then_what_is_next(client: Client, cast: Cast) -> None:
    text = page(client, YEAR, cast.scrutineer)

    assert "9 of 9 legally required items are missing" in text
    titles = ["First: blocking publication", "Next: improvements", "To do around"]
    assert [text.index(title) for title in titles] == sorted(text.index(title) for title in titles)
    assert "Check against the source" in text
    assert "/answer/" not in text
    assert "/override/" not in text


def test_each_reader_is_offered_what_they_may_do(client: Client, cast: Cast) -> None:
    coordinators = page(client, YEAR, cast.coordinator)
    assert ANSWER in coordinators
    assert f"{YEAR}SAB-1c/answer/" not in coordinators, "what the portal works out is not answered"
    assert "/override/" not in coordinators

    chairs = page(client, YEAR, cast.chair)
    assert OVERRIDE in chairs
    assert "/answer/" not in chairs


def test_the_year_shows_overrides_answers_and_what_was_left_out(client: Client, cast: Cast) -> None:
    override_everything(cast.year, cast.chair)
    values = {"state": "met", "sentence": "It stays on the website.", "anchor": "structure"}
    answer_requirement(year=cast.year, requirement_id="SAB-G1", by=cast.coordinator, **values)
    choose_section(
        year=cast.year,
        key="learning",
        introduction="",
        is_omitted=True,
        reason="A booklet of its own.",
        revision=0,
        by=cast.coordinator,
    )

    text = page(client, YEAR, cast.coordinator)

    assert "No legally required content is blocking publication." in text
    assert "Missing, but the chair has agreed to publish" in text
    assert "This test is about something else. (Independent chair)" in text
    assert "Change the answer" in text
    assert "In the report: Our partnership" in text
    assert "A booklet of its own." in text
    assert "Remove the override" in page(client, YEAR, cast.chair)


def test_an_edition_says_what_it_lacks_once_it_is_built(client: Client, cast: Cast, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    address = f"/admin/reports/edition/{edition.pk}/completeness/"
    assert "This edition has not been built yet." in page(client, address, cast.scrutineer)
    build_edition(edition.pk)

    text = page(client, address, cast.scrutineer)

    assert "9 of 9 legally required items" in text
    assert "To do around and after publication" in text
    assert address in page(client, f"/admin/reports/edition/{edition.pk}/", cast.scrutineer)
    listed = page(client, "/admin/reports/edition/", cast.scrutineer)
    assert YEAR in listed
    assert PLAN in listed


@pytest.mark.parametrize("address", [YEAR, PLAN, ANSWER])
def test_pages_ask_as_often_however_much_was_said(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.coordinator)
    client.get(address)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    answer_requirement(year=cast.year, requirement_id="CSP-1", state="met", sentence="So.", by=cast.coordinator)
    choose_section(year=cast.year, key="voice", introduction="So.", by=cast.coordinator, **IN_THE_REPORT)
    before = asked()
    override_everything(cast.year, cast.chair)
    for requirement_id in ("CSP-2", "CSP-4", "DA-1"):
        answer_requirement(
            year=cast.year, requirement_id=requirement_id, state="met", sentence="So.", by=cast.coordinator
        )

    assert asked() == before


# Answers


def test_an_answer_is_sent_kept_and_changed(client: Client, cast: Cast) -> None:
    form = page(client, ANSWER, cast.coordinator)
    assert "The portal cannot check this automatically, and no one has answered it." in form
    assert '<option value="structure">Our partnership</option>' in form

    said = send(client, ANSWER, cast.coordinator, state="met", sentence="So.", anchor="structure", revision="0")

    assert "Answer to SAB-G1 saved." in said
    assert "Answered by" in page(client, ANSWER, cast.coordinator)
    send(client, ANSWER, cast.coordinator, state="part", sentence="Partly.", anchor="structure", revision="1")
    row = RequirementAnswer.objects.get()
    assert (row.state, row.sentence, row.revision) == ("part", "Partly.", 2)


def test_a_mistake_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    nothing = send(client, ANSWER, cast.coordinator, sentence="Half a", revision="0")
    assert "Select met, partly met or not applicable" in nothing
    assert "Half a" in nothing

    nowhere = send(client, ANSWER, cast.coordinator, state="met", sentence="Half a", revision="0")
    assert "Select where readers can find it in the report." in nowhere
    assert "Half a" in nowhere
    assert not RequirementAnswer.objects.exists()


def test_the_second_of_two_sees_both_answers_and_can_save_then(client: Client, cast: Cast) -> None:
    first = {"state": "met", "anchor": "structure", "revision": "0"}
    send(client, ANSWER, cast.coordinator, sentence="Theirs.", **first)

    said = send(client, ANSWER, cast.coordinator, sentence="Mine.", **first)

    assert "Someone else answered this after you opened it." in said
    assert "Theirs." in said
    assert "Mine." in said
    assert 'name="revision" value="1"' in said
    send(client, ANSWER, cast.coordinator, sentence="Mine.", **{**first, "revision": "1"})
    assert RequirementAnswer.objects.get().sentence == "Mine."


def test_what_the_portal_works_out_takes_no_answer(client: Client, cast: Cast) -> None:
    address = f"{YEAR}SAB-1c/answer/"
    assert "This is worked out automatically from approved content, so it needs no answer." in page(
        client, address, cast.coordinator
    )
    said = send(client, address, cast.coordinator, state="met", sentence="So.", anchor="structure", revision="0")
    assert "SAB-1c is worked out automatically" in said


@pytest.mark.parametrize("requirement", ["SAB-99", "CH23-9"])
def test_what_is_not_asked_of_the_year_has_no_page(client: Client, cast: Cast, requirement: str) -> None:
    client.force_login(cast.coordinator)
    assert client.get(f"{YEAR}{requirement}/answer/").status_code == 404


# Overrides


def test_the_chair_overrides_and_takes_it_back(client: Client, cast: Cast) -> None:
    assert "None of 3 members" in page(client, OVERRIDE, cast.chair) or "No member" in page(
        client, OVERRIDE, cast.chair
    )
    assert "Enter why the report can be published without it" in send(client, OVERRIDE, cast.chair, reason="")

    said = send(client, OVERRIDE, cast.chair, reason="They come next year.")

    assert "SAB-1c no longer blocks the report of 2022-23." in said
    assert "They come next year." in page(client, OVERRIDE, cast.chair)
    assert "has already been overridden" in send(client, OVERRIDE, cast.chair, reason="Again.")
    assert "Override of SAB-1c removed." in send(client, OVERRIDE, cast.chair, lift="1")
    assert not RequirementOverride.objects.exists()
    assert "SAB-1c is not overridden for 2022-23." in send(client, OVERRIDE, cast.chair, lift="1")


def test_what_holds_nothing_back_has_nothing_to_override(client: Client, cast: Cast) -> None:
    assert "This requirement is not blocking publication." in page(client, f"{YEAR}SAB-G1/override/", cast.chair)


# Sections


def test_sections_are_moved_by_buttons(client: Client, cast: Cast) -> None:
    assert "Up<span" not in page(client, PLAN, cast.chair)
    assert "Up<span" in page(client, PLAN, cast.coordinator)

    client.post(PLAN, {"key": KEYS[0], "way": "down", "order": ORDER})

    assert [section.key for section in plan_of(cast.year)][:2] == [KEYS[1], KEYS[0]]
    said = send(client, PLAN, cast.coordinator, key=KEYS[0], way="up", order=ORDER)
    assert "Someone else changed the order after you opened this page." in said
    assert "You cannot edit the annual report" in send(client, PLAN, cast.chair, key=KEYS[0], way="up", order=ORDER)


def test_a_section_is_introduced_and_left_out(client: Client, cast: Cast) -> None:
    address = f"{PLAN}learning/"
    assert "Leave this section out of the report" in page(client, address, cast.coordinator)

    wrong = send(client, address, cast.coordinator, introduction="Dear reader.", is_omitted="on", revision="0")
    assert "Enter why the section is left out" in wrong
    assert "Dear reader." in wrong
    said = send(
        client,
        address,
        cast.coordinator,
        introduction="Dear reader.",
        is_omitted="on",
        reason="A booklet.",
        revision="0",
    )

    assert "Changes to “Learning” saved." in said
    assert "Left out: A booklet." in said
    assert "Introduction: Dear reader." in said


def test_the_second_editor_sees_both_and_can_save_then(client: Client, cast: Cast) -> None:
    address = f"{PLAN}learning/"
    send(client, address, cast.coordinator, introduction="", is_omitted="on", reason="Theirs.", revision="0")

    said = send(client, address, cast.coordinator, introduction="Mine.", revision="0")

    assert "Saved by someone else" in said
    assert "Left out: Theirs." in said
    assert "Mine." in said
    send(client, address, cast.coordinator, introduction="Mine.", revision="1")
    row = SectionChoice.objects.get(key="learning")
    assert (row.introduction, row.is_omitted) == ("Mine.", False)
    again = send(client, address, cast.coordinator, introduction="Yours.", revision="1")
    assert "In the report." in again


def test_a_section_that_always_stands_can_only_be_introduced(client: Client, cast: Cast) -> None:
    address = f"{PLAN}priorities/"
    form = page(client, address, cast.coordinator)
    assert "This section is part of every report." in form
    assert "is_omitted" not in form
    assert "saved." in send(client, address, cast.coordinator, introduction="Hello.", revision="0")
    client.force_login(cast.coordinator)
    assert client.get(f"{PLAN}weather/").status_code == 404


def test_what_the_service_refuses_is_said_in_the_form(client: Client, cast: Cast, monkeypatch) -> None:
    def refuse(**values) -> None:
        raise DomainError("The year is closed.")

    monkeypatch.setattr("reports.document.views.section_plan.choose_section", refuse)

    said = send(client, f"{PLAN}learning/", cast.coordinator, introduction="Dear reader.", revision="0")

    assert "The year is closed." in said
    assert "Dear reader." in said
