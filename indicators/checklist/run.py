"""The whole checklist. Pure."""

from collections.abc import Collection, Sequence

from indicators.checklist import announcement, definitions, disclosure, returns, tables
from indicators.checklist.plan import Check, Finding, Plan, Severity

CHECKS: tuple[Check, ...] = (
    *announcement.CHECKS,
    *disclosure.CHECKS,
    *returns.CHECKS,
    *definitions.CHECKS,
    *tables.CHECKS,
)


def run_checks(plan: Plan) -> list[Finding]:
    """What the checks found, errors first, each group in the order of the list."""
    found = [
        Finding(check.code, check.title, check.severity, sentences)
        for check in CHECKS
        if (sentences := tuple(check.find(plan)))
    ]
    return sorted(found, key=lambda finding: not finding.is_error)


def errors(findings: Sequence[Finding]) -> list[Finding]:
    """What stops the release."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def warnings(findings: Sequence[Finding]) -> list[Finding]:
    """What has to be accepted."""
    return [finding for finding in findings if finding.severity is Severity.WARNING]


def not_accepted(findings: Sequence[Finding], accepted: Collection[str]) -> list[Finding]:
    """The warnings whose key was not ticked."""
    return [finding for finding in warnings(findings) if finding.key not in accepted]
