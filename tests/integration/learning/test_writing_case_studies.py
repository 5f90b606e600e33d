"""Where partners write case studies: in steps, kept while they type, checked and submitted."""

import pytest
from django.test import Client
from django.utils import timezone

from learning.case_study_forms import STEPS
from learning.models import CaseStudy
from learning.services import Item, save_case_study
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from review.models import TypedForm
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from review.typed_forms import old_typed
from tests.factories.learning import PUBLIC_CONSENT, draft_briefing, draft_case_study, draft_newsletter, publish
from tests.factories.partnership import ReportingYearFactory
from tests.factories.priorities import ActionFactory
from tests.integration.learning.story_pages import NEW, answers, send_step, step_address, submit, write_story
from tests.stages import Cast


@pytest.fixture
def partner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.partner_police)
    return client


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_partner_writes_a_story_in_steps_checks_the_answers_and_submits_it(partner: Client, cast: Cast) -> None:
    page = text(partner, NEW)
    assert "2 people from other organisations will read it" in page
    assert f"step 1 of {len(STEPS)}" in page

    story = write_story(partner, answers(cast.year))
    checked = text(partner, story.get_edit_url())
    for expected in ("Check your answers", "Adult B lived alone", "The adult agreed", "Submit for review"):
        assert expected in checked
    assert "Before you submit" not in checked
    done = submit(partner, story)

    assert done.redirect_chain == [("/partner/case-studies/", 302)]
    story.refresh_from_db()
    assert (story.state, story.organisation, story.consent.scope) == (ReviewState.SUBMITTED, cast.police, "public")
    assert "A plan that held" in done.content.decode()


def test_each_step_leads_to_the_next_and_keeps_what_others_say(partner: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    before = story.content()

    keys = [step.key for step in STEPS]
    for key, following in zip(keys, [*keys[1:], "check"], strict=True):
        sent = send_step(partner, story, key, answers(cast.year))
        assert sent["Location"] == (story.get_edit_url() if following == "check" else step_address(story, following))
    story.refresh_from_db()
    sent = {"voice": "New", "revision": story.revision}
    assert partner.post(f"{step_address(story, 'voice')}?to_check=1", sent)["Location"] == story.get_edit_url()

    assert CaseStudy.objects.get().content() == {**before, "voice": "New"}
    assert partner.get(step_address(story, "elsewhere")).status_code == 404


def test_double_click_on_a_new_story_makes_one(partner: Client, cast: Cast) -> None:
    data = {**answers(cast.year), "revision": 0}

    first, second = partner.post(NEW, data), partner.post(NEW, data)

    assert first["Location"] == second["Location"] == step_address(CaseStudy.objects.get(), "background")


def test_key_that_is_none_starts_afresh(partner: Client, cast: Cast) -> None:
    partner.post(NEW, {**answers(cast.year, key="nonsense"), "revision": 0})

    assert CaseStudy.objects.get().key.version == 4


def test_missing_title_is_asked_for_and_what_is_open_is_linked_to_its_question(partner: Client, cast: Cast) -> None:
    data = {"title": "A beginning", "year": cast.year.pk, "revision": "0"}

    assert partner.post(NEW, {**data, "title": ""}).status_code == 200
    assert not CaseStudy.objects.exists()
    partner.post(NEW, data)
    story = CaseStudy.objects.get()
    page = text(partner, story.get_edit_url())
    assert f'href="{step_address(story, "voice")}?to_check=1#id_voice">Say what the child or adult told you.' in page
    assert "Say what the child or adult told you." in submit(partner, story).content.decode()
    story.refresh_from_db()
    assert story.state == ReviewState.DRAFT


def test_what_could_identify_someone_is_marked_and_changed_or_reasoned(partner: Client, cast: Cast) -> None:
    planted = "Adult B lives at BA1 1AA and knows Sarah and <Encompass>."
    story = write_story(partner, answers(cast.year, background=planted))

    for page in (text(partner, step_address(story, "background")), text(partner, story.get_edit_url())):
        assert "<mark>BA1 1AA</mark> and knows <mark>Sarah</mark> and &lt;<mark>Encompass</mark>&gt;." in page
        assert "“BA1 1AA”. This is a postcode." in page
    assert "Change it, or say why it can stay." in submit(partner, story).content.decode()

    sarah, programme = (f"keep_{one.key}" for one in story.findings() if not one.detail.is_hard)
    send_step(partner, story, "background", answers(cast.year, background="Adult B knows a neighbour and <Encompass>."))
    page = text(partner, step_address(story, "details"))
    assert programme in page
    assert sarah not in page
    sent = answers(cast.year) | {programme: "A national programme."}
    assert send_step(partner, story, "details", sent).status_code == 302
    story.refresh_from_db()
    assert "<mark>" not in text(partner, step_address(story, "background"))
    submit(partner, story)
    story.refresh_from_db()
    assert (story.state, list(story.kept.values())) == (ReviewState.SUBMITTED, ["A national programme."])


def test_typed_text_is_kept_marked_and_given_back_to_its_writer_alone(client: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    client.force_login(cast.partner_police)
    address = step_address(story, "voice")
    window = client.get(address).context["window"]
    typed = {"voice": "Sarah said <b>thanks</b>.", "revision": 1, "window": window}

    told = client.post(f"{address}?autosave=1", typed).json()

    assert told["sentence"].startswith("Kept ")
    assert [piece["text"] for piece in told["found"][0]["pieces"] if piece["advice"]] == ["Sarah"]
    story.refresh_from_db()
    assert (story.revision, story.voice) == (1, "Adult B said that it was good to be asked.")
    page = client.get(address)
    assert page.context["form"]["voice"].value() == typed["voice"]
    assert "This form shows what you entered on" in page.content.decode()
    other = client.post(f"{address}?autosave=1", {**typed, "window": "other"})
    assert (other.status_code, TypedForm.objects.get().window) == (409, window)
    assert client.post(f"{address}?autosave=1", {**typed, "voice": "x" * 600_000}).status_code == 409

    client.post(address, typed)
    assert not TypedForm.objects.exists()
    client.post(f"{address}?autosave=1", typed)
    assert "We have discarded your changes" in client.post(address, {"discard": "1"}, follow=True).content.decode()
    client.post(f"{address}?autosave=1", typed)
    assert str(TypedForm.objects.get()) == address
    typed_at = TypedForm.objects.get().typed_at
    assert not old_typed(typed_at).exists()
    assert old_typed(typed_at + timezone.timedelta(seconds=1)).count() == 1
    client.logout()
    signed_out = client.post(f"{address}?autosave=1", typed)
    assert (signed_out.status_code, "signed out" in signed_out.json()["sentence"]) == (401, True)
    assert client.post(address, typed).status_code == 302


def test_story_is_linked_to_actions_findings_and_indicators_for_readers(partner: Client, cast: Cast) -> None:
    action = ActionFactory(owner=cast.council, title="Ask adults what they want")
    elsewhere = ActionFactory(owner=cast.council, title="Another priority")
    finding = ActionFactory(
        owner=cast.police, commitment=None, source="review", source_reference="Adult C", title="Meet before discharge"
    )
    hidden = ActionFactory(
        owner=cast.council, commitment=None, source="audit", source_reference="Files", title="Theirs"
    )
    story = draft_case_study(cast.year, cast.partner_police, priority=action.commitment.priority, warnings=["violence"])
    fields = partner.get(step_address(story, "links")).context["form"].fields
    assert list(fields["plan_actions"].queryset) == [action]
    assert list(fields["findings"].queryset) == [finding]
    assert elsewhere not in fields["plan_actions"].queryset
    assert hidden not in fields["findings"].queryset

    sent = {"plan_actions": [action.pk], "findings": [finding.pk], "indicators": ["missing-children"]}
    send_step(partner, story, "links", sent)
    story = publish(CaseStudy.objects.get(), cast.board_icb, cast.coordinator)

    partner.logout()
    page = text(partner, story.get_absolute_url())
    assert f'href="/priorities/#{action.slug}">Ask adults what they want</a>' in page
    assert "Review of a case: Meet before discharge" in page
    assert "Adult C" not in page
    address = page[page.index('href="/figures/') :].split('"')[1]
    assert partner.get(address).status_code == 200
    report = freeze(assemble(cast.year))
    assert "Before you read: this case study mentions violence." in report
    assert "action “Ask adults what they want”; Review of a case: Meet before discharge; indicator “Missing" in report


def test_consent_dates_in_the_wrong_order_are_explained(partner: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    wrong = {"expires_on-day": 9, "expires_on-month": 1, "expires_on-year": 2023}

    page = send_step(partner, story, "consent", answers(cast.year) | wrong).content.decode()

    assert "The date consent ends must be after the date it was given" in page


def test_only_open_years_are_offered_beside_the_one_that_it_has(partner: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    cast.year.closed_at, cast.year.closed_by = timezone.now(), cast.coordinator
    cast.year.save()
    later = ReportingYearFactory(slug="2023-24")
    ReportingYearFactory(slug="2021-22", closed_at=timezone.now(), closed_by=cast.coordinator)

    new = partner.get(NEW).context["form"].fields["year"].queryset
    stored = partner.get(step_address(story, "about")).context["form"].fields["year"].queryset

    assert list(new) == [later]
    assert list(stored) == [later, cast.year]


def test_partner_sees_only_own_stories(client: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    client.force_login(cast.partner_council)

    assert story.title not in text(client, "/partner/case-studies/")
    for address in (story.get_edit_url(), step_address(story, "voice"), f"{story.get_edit_url()}withdraw-consent/"):
        assert client.get(address).status_code == 404


def test_coordinator_sees_all_stories_and_writes_none(editor: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    listed = text(editor, "/partner/case-studies/")
    assert story.title in listed
    assert "Write a case study" not in listed
    assert editor.get(NEW).status_code == 403
    page = text(editor, story.get_edit_url())
    assert "Change<" not in page
    assert "Adult B lived alone" in page
    assert "Consent: The adult agreed. Scope: The public." in page


def test_writer_without_organisation_is_told_whom_to_ask(partner: Client, cast: Cast) -> None:
    cast.partner_police.organisation = None
    cast.partner_police.save()

    assert partner.get(NEW).status_code == 403
    assert "Write a case study" not in text(partner, "/partner/case-studies/")


def test_consent_is_withdrawn_on_a_page_that_names_what_points_to_the_story(client: Client, cast: Cast) -> None:
    story = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    draft_briefing(cast.year, cast.coordinator, [story], title="Pointing briefing")
    draft_newsletter(cast.year, cast.coordinator, [Item("One", case_study=story)] * 2, title="Pointing issue")
    client.force_login(cast.partner_police)
    address = f"/partner/case-studies/{story.pk}/withdraw-consent/"
    assert address in text(client, story.get_edit_url())

    page = text(client, address)
    assert "Briefing “Pointing briefing”" in page
    assert page.count("Newsletter “Pointing issue”") == 1

    done = client.post(address, {"note": "The family asked"}, follow=True)
    assert done.redirect_chain == [("/partner/case-studies/", 302)]
    assert CaseStudy.objects.get().consent.is_withdrawn
    after = text(client, story.get_edit_url())
    assert "Withdraw consent and remove" not in after


def test_returned_story_shows_why(partner: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    for reviewer in (cast.board_icb, cast.board_council):
        move(obj=story, verb=Verb.RETURN, by=reviewer, note="Whose voice is it?", revision=1)

    assert "Whose voice is it?" in text(partner, story.get_edit_url())


def test_step_that_somebody_else_saved_first_shows_both_versions(partner: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    other = CaseStudy.objects.get()
    other.voice = "Theirs."
    save_case_study(case_study=other, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)

    page = partner.post(step_address(story, "voice"), {"voice": "Mine.", "revision": 1}).content.decode()

    assert "Compare the 2 versions below" in page
    assert "Theirs." in page
    assert "Mine." in page
