"""One more row for each list, and what some of them need before they have any."""

import datetime

from django.utils import timezone

from indicators.disclosure.policies import propose_policy
from indicators.models import Area, PopulationEstimate
from indicators.populations.services import ask_withdrawal
from reports.distribution.models.preview import Preview
from reports.distribution.previews import note_opening
from reports.editions.models.edition import Edition
from reports.editions.models.former import FormerReport
from reports.editions.models.recipient import Recipient
from review.audit import record
from review.audit_verbs import AuditVerb
from review.services import move
from review.transitions import Verb
from tests.factories.learning import draft_case_study
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory
from tests.factories.priorities import ActionFactory, draft_update
from tests.factories.returns import a_template
from tests.stages import Cast


def submitted_story(cast: Cast, number: int) -> None:
    """A story that waits, by one of two organisations in turn."""
    writer = (cast.partner_police, cast.partner_council)[number % 2]
    story = draft_case_study(cast.year, writer, title=f"Story {number}")
    move(obj=story, verb=Verb.SUBMIT, by=writer, revision=story.revision)


def a_line(cast: Cast, number: int) -> None:
    """A line of one of two people in turn."""
    person = (cast.partner_police, cast.partner_council)[number % 2]
    record(verb=AuditVerb.CREATE_THEME, by=person, obj=cast.year, note=f"Theme {number}")


def an_edition(cast: Cast, number: int) -> Edition:
    """One that failed: nothing more than its line."""
    return Edition.objects.create(
        year=cast.year, number=number, state="failed", failure="No disk.", requested_at=timezone.now()
    )


def a_public_edition(cast: Cast) -> Edition:
    """One that counts as published, without files."""
    now = timezone.now()
    return Edition.objects.create(
        year=cast.year,
        number=1,
        state="published",
        frozen="{}",
        sha256="a" * 64,
        requested_at=now,
        ready_at=now,
        published_at=now,
        published_by=cast.chair,
    )


def a_former_report(cast: Cast, number: int) -> FormerReport:
    """One that waits for approval or is approved, in turn."""
    now = timezone.now()
    approved = {"state": "approved", "approved_by": cast.chair, "approved_at": now} if number % 2 else {}
    return FormerReport.objects.create(
        year_label=f"{1500 + number}",
        slug=f"year-{number}",
        title=f"Report {number}",
        summary="What was done.",
        sha256="b" * 64,
        size=1,
        pages=1,
        organisation=cast.council,
        created_by=cast.coordinator,
        created_at=now,
        submitted_by=cast.coordinator,
        submitted_at=now,
        **{"state": "submitted", **approved},
    )


def a_recipient(cast: Cast, number: int) -> Recipient:
    """A reader who was sent it by post or through another portal, in turn."""
    return Recipient.objects.create(
        edition=Edition.objects.get(),
        role="other",
        name=f"Reader {number}",
        how=("post", "portal")[number % 2],
        sent_on=timezone.localdate(),
        recorded_by=cast.coordinator,
        recorded_at=timezone.now(),
    )


def a_ready_edition(cast: Cast) -> Edition:
    """One that waits to be published, without files."""
    now = timezone.now()
    return Edition.objects.create(
        year=cast.year, number=1, state="ready", frozen="{}", sha256="a" * 64, requested_at=now, ready_at=now
    )


def a_preview(cast: Cast, number: int) -> None:
    """A reader whose access is open or was revoked, in turn, and who has opened the page."""
    now = timezone.now()
    preview = Preview.objects.create(
        edition=Edition.objects.get(),
        reader=f"Reader {number}",
        email=f"reader.{number}@example.org",
        reason="To prepare a statement",
        starts_at=now,
        ends_at=now + datetime.timedelta(days=1),
        token_sha256=f"{number:064}",
        granted_by=cast.coordinator,
        granted_at=now,
        **({"revoked_by": cast.coordinator, "revoked_at": now} if number % 2 else {}),
    )
    note_opening(preview, "page")


def a_decision(cast: Cast, number: int) -> None:
    """A policy that was agreed or refused, in turn."""
    policy = propose_policy(
        family_slug="",
        threshold=number % 90 + 2,
        zeros="always",
        method="suppress",
        base=0,
        symbol="[c]",
        reason="Illustrative",
        by=cast.coordinator,
    )
    if number % 2:
        move(obj=policy, verb=Verb.APPROVE, by=cast.board_icb, revision=policy.revision)
    else:
        move(obj=policy, verb=Verb.RETURN, by=cast.board_icb, note="No.", revision=policy.revision)


def an_area(cast: Cast, number: int) -> None:
    """A region or a country."""
    kind = ("region", "country")[number % 2]
    Area.objects.create(slug=f"area-{number}", name=f"Area {number}", code=f"X{number}", kind=kind)


def a_vintage(cast: Cast, number: int) -> None:
    """A vintage of its own, every other one with a proposal to withdraw it. The numbers are made up."""
    area, _made = Area.objects.get_or_create(
        slug="listed", defaults={"name": "Listed", "code": "998", "kind": "local_authority"}
    )
    vintage = datetime.date(1000 + number, 12, 15)
    PopulationEstimate.objects.create(
        area=area,
        age_band=("0-17", "18+")[number % 2],
        reference_date=datetime.date(1000 + number, 6, 30),
        vintage=vintage,
        persons=1000,
        source="Illustrative",
        loaded_by=cast.coordinator,
        loaded_at=timezone.now(),
    )
    if number % 2:
        ask_withdrawal(vintage=vintage, area=area, reason="The wrong column.", by=cast.coordinator)


def a_return(cast: Cast, number: int) -> None:
    """A return of an organisation of its own, with its rounds."""
    organisation = OrganisationFactory(kind="police")
    a_template(organisation, slug=f"return-{number}", title=f"Return {number}")


def a_year_of_returns(cast: Cast, number: int) -> None:
    """One more open year, for which the police owe every family of their kind."""
    ReportingYearFactory(slug=f"{1900 + number}-{(1901 + number) % 100:02}")


def an_action(cast: Cast, number: int) -> None:
    """An action of the police, every other one with an update."""
    action = ActionFactory(owner=cast.police, title=f"Action {number}")
    if number % 2:
        draft_update(action, cast.year, cast.partner_police)
