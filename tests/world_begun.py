"""What is begun or proposed in a test's world and waits for somebody: everything that a form or a queue can show."""

from bcssp.example.stage import Example
from indicators.backfill.services import keep_closed_upload
from indicators.catalogue import library
from indicators.catalogue.services import begin_new, propose_draft, save_change
from indicators.definitions.periods import parse_period
from indicators.disclosure.policies import propose_policy
from indicators.files.file_checks import find_template
from indicators.files.uploads import keep_upload
from learning.models import Briefing, BriefingUse
from priorities.models import Action
from reports.assessments.services import save_assessment, start_assessment
from reports.contributions.statement_kinds import StatementKind
from reports.contributions.writing_services import save_account, save_statement, start_account, start_statement
from reports.impact.comparison.promises import Promise
from reports.impact.comparison.services import save_closure, start_closure
from reports.impact.grades import Sort
from reports.impact.services import Piece, save_claim, start_claim
from review.services import save
from tests.factories.assessments import MET, an_open_round
from tests.factories.catalogue import ENTRY
from tests.factories.records import draft_review, draft_training

TWO_PROBLEMS = b"Figures,Code,Current,Previous,Ours\nmissing-children,number-of-missing-children,ninety,61,\n"


def send_a_spreadsheet(example: Example) -> None:
    """Have the police send a file with two problems, the coordinator one of a closed year; both are left unsaved."""
    keep_upload(
        template=find_template("police-figures"),
        period=parse_period("2022-23"),
        name="police.csv",
        content=TWO_PROBLEMS,
        by=example.people["partner.police@example.org"],
    )
    keep_closed_upload(
        template=find_template("police-figures"),
        period=parse_period("2021-22"),
        name="police-2021-22.csv",
        content=TWO_PROBLEMS,
        reason="Taken from page 12 of the printed report.",
        by=example.coordinator,
    )


def begin_writing(example: Example) -> None:
    """Have the police begin their account and the coordinator one text; neither is submitted."""
    year = example.years["2022-23"]
    account = start_account(year=year, organisation=example.organisations["police"])
    save_account(account=account, by=example.people["partner.police@example.org"])
    statement = start_statement(year=year, kind=StatementKind.EFFECTIVENESS, by=example.coordinator)
    save_statement(statement=statement, by=example.coordinator)


def begin_a_record_of_use(example: Example) -> None:
    """Have the police begin to say how they used a briefing; it is not submitted."""
    police = example.people["partner.police@example.org"]
    briefing = Briefing.objects.live().order_by("pk")[2]
    save(obj=BriefingUse(organisation=police.organisation, briefing=briefing), by=police, revision=0)


def begin_claim_and_closure(example: Example) -> None:
    """Have the police begin a claim of impact and the coordinator close a promise; neither is submitted."""
    police, year = example.people["partner.police@example.org"], example.years["2022-23"]
    action = Action.objects.filter(owner=police.organisation).order_by("pk")[0]
    claim = start_claim(action=action, year=year)
    claim.claim = "People feel safer where officers walked."
    save_claim(claim=claim, pieces=[Piece(Sort.FEEDBACK, title="Do you feel safer?", people=3)], by=police)
    closure = start_closure(promise=Promise("Keep a register of risks", "", ""), year=year)
    closure.reason = "Another register holds the same."
    save_closure(closure=closure, by=example.coordinator)


def begin_an_assessment(example: Example) -> None:
    """Open a self-assessment for the year, of which the police answer one standard."""
    police = example.people["partner.police@example.org"]
    assert police.organisation is not None
    asked = an_open_round(example.years["2022-23"], example.coordinator)
    own = start_assessment(round=asked, organisation=police.organisation)
    save_assessment(assessment=own, answers={"leadership": MET}, by=police)


def begin_records(example: Example) -> None:
    """Have the coordinator begin a review and a return of training; neither is submitted."""
    draft_review(example.coordinator, summary="A child aged 14 was not seen in time.")
    draft_training(example.years["2022-23"], example.coordinator)


def propose_an_indicator(example: Example) -> None:
    """Have the coordinator propose an indicator of the library, and begin to write another."""
    slug, by = ENTRY, example.coordinator
    draft = library.pick(slug=slug, by=by)
    save_change(draft=draft, by=by, first_period="2024-25", reason="The board follows it.")
    propose_draft(draft=draft, by=by)
    other = begin_new(by=by, definition=library.definition_of(library.entry(slug)), library_slug=slug)
    save_change(draft=other, by=by, first_period="2024-25", reason="The board follows it.")


def propose_a_policy(example: Example) -> None:
    """Have the coordinator propose a policy that nobody has agreed to yet."""
    propose_policy(
        family_slug="missing-children",
        threshold=9,
        zeros="printed",
        method="suppress",
        base=0,
        symbol="[c]",
        reason="Ten families live in one street.",
        by=example.coordinator,
    )
