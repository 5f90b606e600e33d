"""The whole checklist. Pure."""

from collections.abc import Collection, Sequence

from indicators.releases.checklist import announcement, definitions, disclosure, returns, tables
from indicators.releases.checklist.plan import ChecklistFinding, ChecklistItem, Plan, Severity

CHECKS: tuple[ChecklistItem, ...] = (
    *announcement.CHECKS,
    *disclosure.CHECKS,
    *returns.CHECKS,
    *definitions.CHECKS,
    *tables.CHECKS,
)


def run_checklist(plan: Plan) -> list[ChecklistFinding]:
    """What the checks found, errors first, each group in the order of the list."""
    found = [
        ChecklistFinding(check.code, check.title, check.severity, sentences)
        for check in CHECKS
        if (sentences := tuple(check.find(plan)))
    ]
    return sorted(found, key=lambda finding: not finding.is_error)


def errors(findings: Sequence[ChecklistFinding]) -> list[ChecklistFinding]:
    """What stops the release."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def warnings(findings: Sequence[ChecklistFinding]) -> list[ChecklistFinding]:
    """What has to be accepted."""
    return [finding for finding in findings if finding.severity is Severity.WARNING]


def not_accepted(findings: Sequence[ChecklistFinding], accepted: Collection[str]) -> list[ChecklistFinding]:
    """The warnings whose key was not ticked."""
    return [finding for finding in warnings(findings) if finding.key not in accepted]
