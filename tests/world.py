"""The example as a test's world: everything that any page can show, made through the public services."""

from dataclasses import dataclass

from django.utils import timezone

from bcssp.accounts.services import create_account
from bcssp.example.load import load
from bcssp.example.stage import Example
from events.evaluating import token_of as token_of_evaluation
from events.links import token_of as token_of_booking
from events.models import EvaluationLetter, Event
from indicators.models import (
    DisclosurePolicy,
    IndicatorDraft,
    IndicatorVersion,
    PlannedRelease,
    Release,
    ReleaseOrder,
    ReturnRound,
    Submission,
    Upload,
)
from indicators.releases.stored_workbooks import store_workbooks
from learning.models import Briefing, BriefingUse, Campaign, CaseStudy, Newsletter
from learning.papers import tidy_papers
from mailing.links import confirm_link
from mailing.links import token_of as token_of_subscriber
from mailing.models import ConsentRecord, Subscriber
from partnership.models import Organisation, Seat, User
from priorities.models import ActionUpdate
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.contributions.models.safeguarding_review import SafeguardingReview
from reports.distribution.sending import send_by_email
from reports.models import (
    Challenge,
    CommitmentClosure,
    Edition,
    EditionState,
    FormerReport,
    ImpactClaim,
    MemberAccount,
    SelfAssessment,
    Statement,
)
from reports.signing.challenges import raise_challenge
from reports.signing.links import send_link
from review.models import BlindReview, Notification
from tests.factories.bookings import ask_before
from tests.factories.editions import former_report, preview_by_known_token
from tests.factories.partnership import PASSWORD
from tests.factories.signing import copy_of, publish_signed, token_of
from tests.world_begun import (
    begin_a_record_of_use,
    begin_an_assessment,
    begin_claim_and_closure,
    begin_records,
    begin_writing,
    propose_a_policy,
    propose_an_indicator,
    send_a_spreadsheet,
)

INVITED = "invited@example.org"
ROLES = ("anonymous", "partner_council", "partner_police", "board", "coordinator", "chair")


@dataclass(frozen=True)
class World:
    """The example, with a published report."""

    example: Example
    edition: Edition

    def person(self, role: str) -> User | None:
        """Who plays the role; nobody for `anonymous`."""
        name = {"board": "board.icb"}.get(role, role.replace("_", "."))
        return None if role == "anonymous" else self.example.people[f"{name}@example.org"]

    @property
    def council_story(self) -> CaseStudy:
        """The case study of the council's partner."""
        return CaseStudy.objects.earliest("pk")

    @property
    def reviewers_note(self) -> BlindReview:
        """A note on a story of the council that its author has not answered."""
        return BlindReview.objects.exclude(shared_note="").filter(answered_at=None).earliest("pk")

    @property
    def briefing(self) -> Briefing:
        """A published briefing."""
        return Briefing.objects.order_by("pk")[0]

    @property
    def campaign(self) -> Campaign:
        """A campaign with a published briefing."""
        return Campaign.objects.earliest("pk")

    @property
    def police_use(self) -> BriefingUse:
        """What the police began to say of how they used a briefing."""
        return BriefingUse.objects.filter(organisation__slug="police").earliest("pk")

    @property
    def newsletter(self) -> Newsletter:
        """The published newsletter."""
        return Newsletter.objects.earliest("pk")

    @property
    def event(self) -> Event:
        """The event of the police that is still to come."""
        return Event.objects.to_come().get()

    @property
    def booking_token(self) -> str:
        """The link of somebody who has a place at it."""
        return token_of_booking(self.event.bookings.booked().earliest("pk"))

    @property
    def evaluation_token(self) -> str:
        """The link by which somebody is asked about it."""
        return token_of_evaluation(EvaluationLetter.objects.earliest("pk"))

    @property
    def confirm_token(self) -> str:
        """The link of somebody who still has to confirm."""
        asked = ConsentRecord.objects.filter(subscriber__state="waiting").latest("pk")
        return confirm_link(asked).rstrip("/").rsplit("/", 1)[-1]

    @property
    def subscriber_token(self) -> str:
        """What stands in the links of a subscriber."""
        return token_of_subscriber(Subscriber.objects.active().earliest("pk"))

    @property
    def police_update(self) -> ActionUpdate:
        """Progress that the police reported."""
        return ActionUpdate.objects.filter(organisation__slug="police").order_by("pk")[0]

    @property
    def submission(self) -> Submission:
        """A return of the police."""
        return Submission.objects.get(family_slug="missing-children", year__slug="2022-23")

    @property
    def review(self) -> SafeguardingReview:
        """A review of a case that the coordinator began to record."""
        return SafeguardingReview.objects.earliest("pk")

    @property
    def round(self) -> ReturnRound:
        """The round of the police's return."""
        return ReturnRound.objects.get(template__slug="police-figures")

    @property
    def order(self) -> ReleaseOrder:
        """The order by which the example's release was made."""
        return ReleaseOrder.objects.earliest("pk")

    @property
    def planned(self) -> PlannedRelease:
        """The release that the example announces."""
        return PlannedRelease.objects.earliest("pk")

    @property
    def indicator_draft(self) -> IndicatorDraft:
        """An indicator that the coordinator is writing."""
        return IndicatorDraft.objects.get()

    @property
    def indicator_version(self) -> IndicatorVersion:
        """An indicator that waits for a second person."""
        return IndicatorVersion.objects.get()

    @property
    def policy(self) -> DisclosurePolicy:
        """A policy that waits for a second person."""
        return DisclosurePolicy.objects.earliest("pk")

    @property
    def account(self) -> MemberAccount:
        """The account that the police began."""
        return MemberAccount.objects.earliest("pk")

    @property
    def statement(self) -> Statement:
        """A text for the report that the coordinator began."""
        return Statement.objects.earliest("pk")

    @property
    def upload(self) -> Upload:
        """A spreadsheet that the police sent and did not save."""
        return Upload.objects.earliest("pk")

    @property
    def closed_upload(self) -> Upload:
        """A spreadsheet of a closed year that the coordinator sent and did not load."""
        return Upload.objects.exclude(backfill_reason="").get()

    @property
    def claim(self) -> ImpactClaim:
        """A claim of impact that the police began."""
        return ImpactClaim.objects.order_by("pk")[0]

    @property
    def assessment(self) -> SelfAssessment:
        """The self-assessment that the police began."""
        return SelfAssessment.objects.get()

    @property
    def closure(self) -> CommitmentClosure:
        """The closure of a promise, begun by the coordinator."""
        return CommitmentClosure.objects.earliest("pk")

    @property
    def waiting(self) -> Edition:
        """An edition that nobody has signed yet."""
        return Edition.objects.filter(state=EditionState.READY, signatures=None).order_by("-number")[0]

    @property
    def signing_token(self) -> str:
        """The token of the link that was sent to the health partner, as the message has it."""
        return token_of(self.waiting.signing_links.get())

    @property
    def invited(self) -> User:
        """A partner of the council who has not set a password yet."""
        return User.objects.get(email=INVITED)

    @property
    def invitation_token(self) -> str:
        """The token of the link that was mailed to that partner, as the message has it."""
        body = Notification.objects.get(recipient=self.invited).body
        return body.split("/account/invitation/")[1].split("/")[0]

    @property
    def former(self) -> FormerReport:
        """A report of a year before the portal that waits for a second person."""
        return FormerReport.objects.waiting().get()

    @property
    def challenge(self) -> Challenge:
        """What the scrutineer asks."""
        return Challenge.objects.earliest("pk")

    @property
    def council(self) -> Organisation:
        """The host of the partnership."""
        return self.example.organisations["council"]

    @property
    def seat(self) -> Seat:
        """A seat with a holder."""
        return Seat.objects.filter(holder__isnull=False).order_by("pk")[0]


def _say_nothing(text: str) -> None:
    """The example says how far it is; nobody listens. Named, for a world is pickled."""


def make_world() -> World:
    """Load the example, build its report here, have the chair publish it."""
    example = Example(password=PASSWORD, real_only=False, say=_say_nothing)
    load(example)
    # In life the worker does it when it makes the release.
    for release in Release.objects.all():
        store_workbooks(release)
    send_a_spreadsheet(example)
    propose_a_policy(example)
    propose_an_indicator(example)
    tidy_papers()
    begin_writing(example)
    begin_a_record_of_use(example)
    begin_records(example)
    begin_claim_and_closure(example)
    begin_an_assessment(example)
    ask_before(Event.objects.to_come().get())
    edition = build_edition(begin_edition(year=example.years["2022-23"], by=example.coordinator).pk)
    world = World(example, publish_signed(edition, example))
    ask_for_signatures(world)
    preview_by_known_token(world.waiting, example.coordinator)
    send_by_email(edition=world.edition, role="leader", address="leader@example.org", by=example.coordinator)
    former_report("2014-15", example.coordinator, example.chair)
    former_report("2013-14", example.coordinator)
    create_account(
        by=example.coordinator,
        email=INVITED,
        display_name="Invited partner",
        roles=["partner"],
        organisation=example.organisations["council"],
    )
    return world


def ask_for_signatures(world: World) -> None:
    """Let one more edition wait: the health partner has a link to sign it by, and the scrutineer asks something."""
    example = world.example
    send_link(
        edition=copy_of(world.edition),
        seat=Seat.objects.get(group__slug="strategic-board", organisation__slug="icb"),
        name="Health partner",
        email="board.icb@example.org",
        code_email="office.icb@example.org",
        by=example.coordinator,
    )
    raise_challenge(
        year=example.years["2022-23"],
        section="figures",
        question="Why did fewer repeat referrals come from schools?",
        due_on=timezone.localdate(),
        by=example.people["scrutineer@example.org"],
    )
