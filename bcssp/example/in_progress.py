"""A second year of the example, in progress and wholly illustrative: something to do for every role."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bcssp.example.assessments import load_assessments
from bcssp.example.learning import filled, load_briefings, load_newsletters, load_uses
from bcssp.example.returns import CLOSES, DUE, OPENED, REASON
from bcssp.example.stage import Example, read
from indicators.definitions.families import get_family
from indicators.definitions.periods import Frequency, parse_period
from indicators.definitions.values import reported
from indicators.models import Release, ReturnRound, ReturnTemplate
from indicators.releases.services import make_release
from indicators.returns import services as figures
from indicators.returns.questions import ask_follow_up
from indicators.rounds.services import change_dates, retire_return, set_up_return
from learning import services as learning
from learning.models import CaseStudy
from learning.models.case_study import CHECKLIST_FIELDS
from mailing.issues import schedule
from partnership.models import Organisation, ReportingYear
from partnership.services import close_year, open_year
from priorities.models import Action, Source
from priorities.origins import ActionsAbout
from priorities.plan_services import track_action
from priorities.services import (
    create_action,
    create_commitment,
    create_plan,
    create_priority,
    save_action_update,
    start_action_update,
)
from reports.board_pack.services import set_target
from reports.contributions.record_entries import ActionEntry, CostEntry, CourseEntry, FindingEntry
from reports.contributions.record_services import (
    save_costs,
    save_review,
    save_training,
    start_review,
    start_year_record,
)
from reports.contributions.statement_kinds import StatementKind
from reports.contributions.tracked import actions_on_findings
from reports.contributions.writing_services import (
    save_account,
    save_statement,
    set_account_dates,
    start_account,
    start_statement,
)
from reports.impact.cells import CellAddress
from reports.impact.grades import Sort
from reports.impact.services import Piece, save_claim, start_claim
from reports.models import CostReturn, TrainingReturn
from reports.signing.challenges import raise_challenge
from review import services as review
from review.blind import notes_for_author
from review.blind_services import answer
from review.models import Reviewable
from review.transitions import Verb

YEAR_IN_PROGRESS = "2023-24"
SENT_AFTER = timedelta(days=30)
NOTE = "Illustrative figures, made up to show how the portal works."
QUARTERLY = ("section-42-outcomes", "enquiry-outcomes", "desired-outcomes")


def load_in_progress(example: Example) -> ReportingYear:
    """Close the year that was reported on, open the next, and leave it half done: in every state that an item has."""
    data = read("in_progress.toml")
    by = example.coordinator
    for reported_on in ReportingYear.objects.filter(closed_at=None):
        close_year(year=reported_on, by=by)
    _ask_quarterly(example)
    year = open_year(slug=data["year"], by=by, is_illustrative=True)
    example.years[year.slug] = year
    _plan(example, year, data)
    _dates(example, year)
    release = _figures(example, year, data)
    _writing(example, year, data)
    _records(example, year, data)
    _stories(example, year, data["stories"])
    _claim(example, year, data["claim"], release)
    briefings = load_briefings(example, year, data["briefings"])
    for issue in load_newsletters(example, year, data["newsletters"], briefings, {}):
        # To addresses that nobody has, and not before somebody has looked at the example.
        issue.refresh_from_db()
        schedule(issue, at=timezone.now() + SENT_AFTER, by=by)
    load_uses(example, data["uses"], _go)
    load_assessments(example, year)
    for target in data["targets"]:
        set_target(
            family=get_family(target["family"]),
            row_key=target["row"],
            aim=target["aim"],
            value=Decimal(target["value"]),
            amber=Decimal(target["amber"]),
            reason=target["reason"],
            by=by,
        )
    return year


def _go(example: Example, item: Reviewable, by: Any, until: str, approver: Any = None) -> Reviewable:
    """Take a saved item as far as the file says."""
    if until == "draft":
        return item
    item = review.move(obj=item, verb=Verb.SUBMIT, by=by, revision=item.revision)
    if until == "submitted":
        return item
    return review.move(obj=item, verb=Verb.APPROVE, by=approver or example.board(), revision=item.revision)


def _ask_quarterly(example: Example) -> None:
    """From now on the adults' outcomes are asked for each quarter, and their summary once a year."""
    by, council = example.coordinator, example.organisations["council"]
    retire_return(template=ReturnTemplate.objects.get(slug="adult-social-care"), by=by)
    for slug, title, frequency, families in (
        ("adult-summary", "Adult social care summary", Frequency.YEAR, ("adult-safeguarding-summary",)),
        ("adult-outcomes", "Adult safeguarding outcomes", Frequency.QUARTER, QUARTERLY),
    ):
        set_up_return(slug=slug, title=title, organisation=council, frequency=frequency, families=families, by=by)


def _plan(example: Example, year: ReportingYear, data: dict[str, Any]) -> None:
    by = example.coordinator
    plan = create_plan(by=by, **data["plan"])
    for entry in data["priorities"]:
        actions = entry.pop("actions")
        priority = create_priority(plan=plan, by=by, **entry)
        commitment = create_commitment(priority=priority, text=priority.title, by=by)
        for one in actions:
            fields, until = one.pop("update"), one.pop("until")
            owner = example.organisations[one.pop("owner")]
            action = create_action(commitment=commitment, owner=owner, by=by, is_illustrative=True, **one)
            _report(example, year, action, fields, until)


def _dates(example: Example, year: ReportingYear) -> None:
    """Returns and accounts are open around today, as they would be in the year itself."""
    today = timezone.localdate()
    dates: dict[str, Any] = {"opens_on": today + OPENED, "due_on": today + DUE, "closes_on": today + CLOSES}
    for one in ReturnRound.objects.filter(year=year).order_by("pk"):
        change_dates(round=one, reason=REASON, by=example.coordinator, **dates)
    set_account_dates(year=year, by=example.coordinator, **dates)


def _figures(example: Example, year: ReportingYear, data: dict[str, Any]) -> Release:
    """Three quarters of the adults' outcomes: two released, one that mostly waits; a question on one of its figures."""
    council = example.organisations["council"]
    by = example.partner(council)
    asked, release = data["question"], None
    for quarter in data["quarters"]:
        period = parse_period(quarter["slug"])
        if quarter["until"] != "approved" and release is None:
            release = make_release(year=year, title=data["release"]["title"], by=example.coordinator)
        for slug in QUARTERLY:
            cells = {
                (row, "count"): replace(reported(number), illustrative=True) for row, number in quarter[slug].items()
            }
            draft = figures.start_submission(
                family=get_family(slug), year=year, period=period, organisation=council, by=by, cells=cells, note=NOTE
            )
            _go(example, draft, by, "approved" if slug in quarter.get("decided", ()) else quarter["until"])
            if (quarter["slug"], slug) == (asked["period"], asked["family"]):
                draft.refresh_from_db()
                ask_follow_up(
                    submission=draft,
                    row=asked["row"],
                    column=asked["column"],
                    question=asked["words"],
                    by=example.board(),
                )
    assert release is not None, "the last quarter waits"
    return release


def _writing(example: Example, year: ReportingYear, data: dict[str, Any]) -> None:
    """Accounts, one of which was returned; texts in every state; a challenge without an answer."""
    for slug, until in (("council", "approved"), ("police", "submitted")):
        fields = dict(data["account" if slug == "council" else "returned"])
        why = fields.pop("reason", "")
        organisation = example.organisations[slug]
        by = example.partner(organisation)
        account = start_account(year=year, organisation=organisation)
        for name, value in fields.items():
            setattr(account, name, value)
        sent = _go(example, save_account(account=account, by=by), by, until)
        if why:
            review.move(obj=sent, verb=Verb.RETURN, by=example.board(), note=why, revision=sent.revision)
    for entry in data["statements"]:
        until, kind = entry.pop("until"), StatementKind(entry.pop("kind"))
        statement = start_statement(year=year, kind=kind, by=example.coordinator)
        for name, value in entry.items():
            setattr(statement, name, value)
        if not statement.byline:
            statement.byline = "Partnership coordinator"
        _go(example, save_statement(statement=statement, by=example.coordinator), example.coordinator, until)
    raise_challenge(
        year=year,
        section="",
        question=data["challenge"]["words"],
        due_on=timezone.localdate() + DUE,
        by=example.people["scrutineer@example.org"],
    )


def _records(example: Example, year: ReportingYear, data: dict[str, Any]) -> None:
    """A review with its findings, training with its evaluation, costs; each approved."""
    by = example.coordinator
    entry = data["review"]
    rows = entry.pop("findings")
    findings = [
        FindingEntry(
            text=one["text"],
            decision=one["decision"],
            decided_in=year.slug,
            reason=one.get("reason", ""),
            state=one["state"],
            actions=(ActionEntry(year.slug, one["action"]),) if "action" in one else (),
        )
        for one in rows
    ]
    found = start_review(by=by)
    for name, value in entry.items():
        setattr(found, name, value)
    _go(example, save_review(review=found, findings=findings, by=by), by, "approved")
    for about, one in zip(actions_on_findings(found, by), rows, strict=True):
        _tracked(example, year, about, one.get("tracked", []))
    training = start_year_record(TrainingReturn, year=year, by=by)
    training.note = NOTE
    courses = [CourseEntry(**one) for one in data["training"]]
    _go(example, save_training(training=training, courses=courses, by=by), by, "approved")
    costs = start_year_record(CostReturn, year=year, by=by)
    costs.financial_impact = "Illustrative: the year closes with a small surplus, which is kept for reviews."
    lines = [
        CostEntry(**one | {"organisation": example.organisations.get(one.get("organisation", ""))})
        for one in data["costs"]
    ]
    _go(example, save_costs(costs=costs, lines=lines, by=by), by, "approved")


def _tracked(example: Example, year: ReportingYear, about: ActionsAbout, entries: list[dict[str, Any]]) -> None:
    """Actions on a finding, each with what its owner reports."""
    for number, one in enumerate(entries, start=1):
        fields, until, owner = one.pop("update"), one.pop("until"), example.organisations[one.pop("owner")]
        action = track_action(
            **one,
            owner=owner,
            source=Source.REVIEW,
            source_reference=about.reference,
            source_key=about.key(number),
            by=example.coordinator,
            is_illustrative=True,
        )
        _report(example, year, action, fields, until)


def _report(example: Example, year: ReportingYear, action: Action, fields: dict[str, Any], until: str) -> None:
    """What the owner of an action reports."""
    update = start_action_update(action=action, year=year)
    for name, value in fields.items():
        setattr(update, name, value)
    writer = example.partner(action.owner)
    _go(example, save_action_update(update=update, by=writer), writer, until)


def _claim(example: Example, year: ReportingYear, entry: dict[str, Any], release: Release) -> None:
    """A claim of impact with evidence of every sort; approved."""
    action = Action.objects.select_related("owner").get(slug=entry["action"])
    by = example.partner(_owner(action))
    claim = start_claim(action=action, year=year)
    claim.claim = entry["claim"]
    pieces = []
    for one in entry["evidence"]:
        sort = Sort(one.pop("sort"))
        if sort is Sort.FIGURE:
            one |= {"release": release, "cell": CellAddress(**one["cell"])}
        if sort is Sort.CASE_STUDY:
            one["case_study"] = CaseStudy.objects.public().get(title=one["case_study"])
        pieces.append(Piece(sort, **one))
    _go(example, save_claim(claim=claim, pieces=pieces, by=by), by, "approved")


def _owner(action: Action) -> Organisation:
    return action.owner


def _stories(example: Example, year: ReportingYear, entries: list[dict[str, Any]]) -> None:
    """Stories: published, waiting for their reviewers, back from them, waiting for the chair, or without consent."""
    for entry in entries:
        by = example.partner(example.organisations[entry.pop("by")])
        consent = learning.ConsentTerms(**entry.pop("consent"))
        until, notes, said = entry.pop("until"), entry.pop("notes", []), entry.pop("answer", "")
        story = filled(learning.start(CaseStudy, by=by), entry | dict.fromkeys(CHECKLIST_FIELDS, True))
        story.year = year
        story = learning.save_case_study(case_study=story, consent=consent, by=by)
        review.move(obj=story, verb=Verb.SUBMIT, by=by, revision=story.revision)
        for reviewer, note in zip(example.board_for(story), notes, strict=False):
            verb = Verb.RETURN if note else Verb.APPROVE
            review.move(obj=story, verb=verb, by=reviewer, note=note, revision=story.revision)
        if said:
            answer(notes_for_author(story)[-1], said, by=by)
        if until == "published":
            review.move(obj=story, verb=Verb.PUBLISH, by=example.coordinator, revision=story.revision)
        if until == "withdrawn":
            learning.withdraw_consent(case_study=story, by=by, note="The family changed its mind (illustrative).")
