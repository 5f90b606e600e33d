"""A plan as a spreadsheet: what it says is read whole, then added to the plan, or nothing is."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from partnership.authorization import require
from partnership.children import NotRead, in_child
from partnership.exceptions import DomainError
from partnership.hourly import count_use
from partnership.models import Organisation, User
from partnership.permissions import Permission
from priorities.models import Action, Commitment, Plan, Priority
from priorities.plan_services import change
from priorities.services import create_action, create_commitment, create_priority
from review.audit_verbs import AuditVerb
from review.services import record
from ui.csv_file import write_csv

PRIORITY, COMMITMENT, ACTION, OWNER, ROLE, STARTS, DUE = (
    *("Priority", "Commitment", "Action", "Owner", "Role"),
    *("Starts", "Due"),
)
HEADINGS = (PRIORITY, COMMITMENT, ACTION, OWNER, ROLE, STARTS, DUE)
NEEDED = (PRIORITY, ACTION, OWNER)
MOST_SENTENCES = 20
# Files of an account in an hour.
MOST_UPLOADS = 30


@dataclass(frozen=True)
class PlanLine:
    """One action of the file."""

    priority: str
    commitment: str
    title: str
    owner: Organisation
    lead: str
    starts_on: datetime.date | None
    due_on: datetime.date | None


@dataclass(frozen=True)
class Loaded:
    """How much was new, and how many actions were changed."""

    priorities: int
    commitments: int
    actions: int
    changed: int

    def __str__(self) -> str:
        told = [
            f"{count} {noun if count == 1 else nouns}"
            for count, noun, nouns in (
                (self.priorities, "priority", "priorities"),
                (self.commitments, "commitment", "commitments"),
                (self.actions, "action", "actions"),
            )
        ]
        changed = f" {self.changed} {'action was' if self.changed == 1 else 'actions were'} changed."
        return f"Added {told[0]}, {told[1]} and {told[2]}.{changed if self.changed else ''}"


def read_plan(*, name: str, content: bytes, by: User) -> list[PlanLine]:
    """The actions that the file names.

    Never within a transaction: one that is taken back would take back the count of the hour too, and while a file is
    read nobody else would write. Raises `NotAllowed`, `TooOften`, and `DomainError` with every line that is wrong.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    count_use(by=by, what="plan", most=MOST_UPLOADS)
    try:
        table = in_child(import_string(settings.READS_PLAIN_TABLES), name, content, HEADINGS, NEEDED)
    except NotRead as error:
        raise DomainError(str(error)) from error
    problems = list(table.problems)
    lines = list(_lines(table.lines, problems)) if not problems else []
    if not problems and not lines:
        problems.append("The file has no actions.")
    if problems:
        more = len(problems) - MOST_SENTENCES
        tail = [f"And {more} more."] if more > 0 else []
        raise DomainError(" ".join(["Nothing was loaded.", *problems[:MOST_SENTENCES], *tail]))
    return lines


@transaction.atomic
def load_plan(*, plan: Plan, lines: Sequence[PlanLine], by: User) -> Loaded:
    """Add what the lines say and the plan lacks; an action that is there under the same commitment is changed.

    Nothing is taken out. Raises `NotAllowed`.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    loaded = _add(plan, lines, by)
    record(verb=AuditVerb.LOAD_PLAN, by=by, obj=plan, data={"actions": loaded.actions, "changed": loaded.changed})
    return loaded


def _lines(rows: Sequence[tuple[int, dict[str, str]]], problems: list[str]) -> Iterator[PlanLine]:
    """The lines as they are meant; what is wrong is added to `problems`. An empty priority is the one above."""
    owners = {_same(word): one for one in Organisation.objects.all() for word in (one.name, one.short_name, one.slug)}
    read_date = import_string(settings.READS_DATES)
    priority = commitment = ""
    for number, cells in rows:
        if cells[PRIORITY] and _same(cells[PRIORITY]) != _same(priority):
            priority, commitment = cells[PRIORITY], ""
        commitment = cells[COMMITMENT] or commitment or priority
        found: list[str] = []
        if not priority:
            found.append("enter the priority.")
        if not cells[ACTION]:
            found.append("enter the action.")
        owner = owners.get(_same(cells[OWNER]))
        if owner is None:
            found.append(f"there is no organisation “{cells[OWNER]}”.")
        for heading, longest in ((PRIORITY, 200), (COMMITMENT, 1000), (ACTION, 200), (ROLE, 120)):
            if len(cells[heading]) > longest:
                found.append(f"{heading.lower()} must be {longest} characters or fewer.")
        days: dict[str, datetime.date | None] = {STARTS: None, DUE: None}
        for heading in days:
            try:
                days[heading] = read_date(cells[heading]) if cells[heading] else None
            except ValueError as error:
                found.append(f"{heading.lower()}: {error}")
        first, last = days[STARTS], days[DUE]
        if first and last and last < first:
            found.append("the action is due before it starts.")
        if found or owner is None:
            problems.append(f"Line {number}: {' '.join(found)}")
            continue
        yield PlanLine(priority, commitment, cells[ACTION], owner, cells[ROLE], first, last)


def _same(text: str) -> str:
    """The words, however they are spaced and capitalised."""
    return " ".join(text.casefold().split())


def _add(plan: Plan, lines: Sequence[PlanLine], by: User) -> Loaded:
    priorities: dict[str, Priority] = {_same(one.title): one for one in plan.priorities.all()}
    commitments: dict[tuple[int, str], Commitment] = {
        (one.priority_id, _same(one.text)): one for one in Commitment.objects.filter(priority__plan=plan)
    }
    actions: dict[tuple[int | None, str], Action] = {
        (one.commitment_id, _same(one.title)): one for one in Action.objects.filter(commitment__priority__plan=plan)
    }
    before = len(priorities), len(commitments), len(actions)
    changed = set()
    for line in lines:
        priority = priorities.get(_same(line.priority))
        if priority is None:
            priority = create_priority(plan=plan, title=line.priority, by=by)
            priorities[_same(line.priority)] = priority
        said = (priority.pk, _same(line.commitment))
        if said not in commitments:
            commitments[said] = create_commitment(priority=priority, text=line.commitment, by=by)
        did = (commitments[said].pk, _same(line.title))
        fields: dict[str, Any] = {
            "owner": line.owner,
            "lead": line.lead,
            "starts_on": line.starts_on,
            "due_on": line.due_on,
        }
        if did not in actions:
            actions[did] = create_action(commitment=commitments[said], title=line.title, by=by, **fields)
        elif any(getattr(actions[did], name) != value for name, value in fields.items()):
            change(actions[did], by=by, **fields)
            changed.add(did)
    after = len(priorities), len(commitments), len(actions)
    new = [now - then for now, then in zip(after, before, strict=True)]
    return Loaded(new[0], new[1], new[2], len(changed))


def plan_csv(plan: Plan | None) -> str:
    """The plan as a file that can be changed and loaded again; the headings alone where there is none."""
    lines: list[Sequence[object]] = [HEADINGS]
    if plan is not None:
        actions = Action.objects.filter(commitment__priority__plan=plan).select_related("commitment__priority", "owner")
        for action in actions.in_order():
            said = action.commitment
            assert said is not None
            lines.append(
                (
                    said.priority.title,
                    said.text,
                    action.title,
                    action.owner.name,
                    action.lead,
                    action.starts_on.isoformat() if action.starts_on else "",
                    action.due_on.isoformat() if action.due_on else "",
                )
            )
    return write_csv(lines)
