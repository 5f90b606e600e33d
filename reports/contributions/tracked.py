"""Reviews together with what the action tracker holds about their findings, as both were approved.

An action of the tracker belongs to a finding by its `source_key`, `finding:<key of the finding>:<number>`. What its
owner reports for a year is part of that year's report once the board has approved it.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.urls import reverse

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from priorities.models import ActionUpdate, Source
from priorities.origins import ActionsAbout, actions_about
from priorities.queries import action_done
from reports.contributions.models.safeguarding_review import Finding, SafeguardingReview
from reports.contributions.safeguarding_reviews import Review, Tracked, review_of
from ui.prose.reader import read
from ui.prose.text import text_of

KIND = "finding"


@dataclass(frozen=True)
class LiveReview:
    """An approved review: as it was written, and with what the tracker tells of its findings."""

    row: SafeguardingReview
    review: Review


def live_reviews() -> list[LiveReview]:
    """Every approved review, oldest first. Two queries."""
    tracked = _tracked()
    return [
        LiveReview(row, _with(review_of(row.live_content()), tracked))
        for row in SafeguardingReview.objects.live().order_by("begun_on", "reference", "pk")
    ]


def _tracked() -> dict[str, list[Tracked]]:
    """What was approved of the actions on findings, in every year, by the key of the finding."""
    live = ActionUpdate.objects.live().filter(action__source=Source.REVIEW).select_related("action")
    found: dict[str, list[Tracked]] = defaultdict(list)
    for update in live.order_by("action__source_key", "action__pk"):
        kind, _, rest = update.action.source_key.partition(":")
        if kind == KIND:
            found[rest.rpartition(":")[0]].append(_as_tracked(update))
    return found


def _as_tracked(update: ActionUpdate) -> Tracked:
    assert update.live_revision is not None
    done = action_done(update)
    return Tracked(
        year=update.live_revision.content["year"],
        title=done.title,
        owner=", ".join(part for part in (done.owner, done.lead) if part),
        due_on=done.due_on,
        status=done.status,
        status_label=done.status_label,
        reason=done.on_hold_reason,
        what_was_done=_plain(done.what_we_did),
        impact=_plain(done.impact_note),
        evidence=done.impact_evidence_label,
        is_illustrative=done.is_illustrative,
    )


def _plain(text: str) -> str:
    """Markdown as one line of words: it stands in a cell."""
    return " ".join(text_of(read(text)).split())


def _with(review: Review, tracked: dict[str, list[Tracked]]) -> Review:
    findings = tuple(replace(one, tracked=tuple(tracked.get(one.key, ()))) for one in review.findings)
    return replace(review, findings=findings)


def actions_on_findings(review: SafeguardingReview, user: User) -> list[ActionsAbout]:
    """For the page of a review: each stored finding with its actions in the tracker. Three queries."""
    if review.pk is None:
        return []
    things = {str(one.key): f"{review.reference}, finding {one.number}" for one in review.findings.order_by("number")}
    return actions_about(things, source=Source.REVIEW, kind=KIND, user=user)


def address_of_finding(key: str, user: User) -> str:
    """The page of the review that holds the finding, for who keeps reviews."""
    if not has_permission(user, Permission.KEEP_REPORT_RECORDS):
        return ""
    found = Finding.objects.filter(key=key).values_list("review_id", flat=True).first()
    return reverse("reports:safeguarding-review-edit", args=[found]) if found else ""
