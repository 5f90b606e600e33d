"""Requirements about reviews of cases: concluded, ongoing, acted on, refused with reasons. Pure.

That nothing is recorded does not mean that there was nothing: somebody has to state it.
"""

from reports.completeness.assessments import absent, counted, graded, listed
from reports.completeness.facts import Facts
from reports.completeness.states import Assessment, State
from reports.completeness.view import ReportView

SAR = "sar"
CHILDREN = ("lcspr", "rapid")
STATE_NONE = "Record the reviews, or state that there were none of this kind."


def _told(view: ReportView, facts: Facts, evidence: str) -> Assessment:
    """Met, where the section on reviews is in the report."""
    if view.has("reviews"):
        return Assessment(State.MET, evidence, "reviews")
    return absent(facts, "reviews", "The report has no section on reviews.", STATE_NONE)


def _references(reviews: tuple[object, ...]) -> str:
    return listed([str(getattr(one, "reference", "")) for one in reviews])


def concluded(view: ReportView, facts: Facts) -> Assessment:
    """Each safeguarding adult review that concluded in the year, with its findings."""
    reviews = facts.concluded(SAR)
    if reviews:
        findings = sum(len(one.findings) for one in reviews)
        return _told(
            view,
            facts,
            f"Concluded in the year: {_references(reviews)}, with {counted(findings, 'finding', 'findings')}.",
        )
    if facts.says_none("concluded", SAR):
        return Assessment(
            State.NOT_APPLICABLE,
            "The partnership has stated that no safeguarding adult review concluded in the year.",
        )
    return absent(
        facts,
        "reviews",
        "No safeguarding adult review is recorded as concluded, and no statement says that there were none.",
        STATE_NONE,
    )


def ongoing(view: ReportView, facts: Facts) -> Assessment:
    """Each safeguarding adult review that was ongoing on the last day of the year."""
    reviews = facts.ongoing(SAR)
    if reviews:
        return _told(view, facts, f"Ongoing on the last day of the year: {_references(reviews)}.")
    if facts.says_none("ongoing", SAR):
        return Assessment(
            State.NOT_APPLICABLE,
            "The partnership has stated that no safeguarding adult review was ongoing at the end of the year.",
        )
    return absent(
        facts,
        "reviews",
        "No safeguarding adult review is recorded as ongoing, and no statement says that there were none.",
        STATE_NONE,
    )


def implemented(view: ReportView, facts: Facts) -> Assessment:
    """What was done in the year about the findings of safeguarding adult reviews."""
    return _implemented(view, facts, SAR)


def children_implemented(view: ReportView, facts: Facts) -> Assessment:
    """Decisions and actions about the findings of child safeguarding practice reviews."""
    return _implemented(view, facts, *CHILDREN)


def _implemented(view: ReportView, facts: Facts, *kinds: str) -> Assessment:
    findings = facts.known_findings(*kinds)
    if not findings:
        if facts.says_none("concluded", *kinds):
            return Assessment(State.NOT_APPLICABLE, "No finding of such a review is recorded, and no review concluded.")
        return absent(
            facts,
            "reviews",
            "No finding of such a review is recorded, and no statement says that no review concluded.",
            STATE_NONE,
        )
    acted = [finding for _, finding in findings if finding.is_acted_on_in(facts.year)]
    idle = [
        f"{review.reference}, finding {finding.number}"
        for review, finding in findings
        if not finding.is_acted_on_in(facts.year) and not finding.is_done and not finding.is_refused
    ]
    if idle and not acted:
        return absent(
            facts,
            "reviews",
            f"No action is recorded on {counted(len(idle), 'finding', 'findings')}: {listed(idle)}.",
            "Record what was done about these findings in the year.",
        )
    if not view.has("reviews"):
        return _told(view, facts, "")
    evidence = f"Action was taken in the year on {counted(len(acted), 'finding', 'findings')}."
    if idle:
        evidence += f" No action is recorded on {listed(idle)}."
    return graded(not idle, evidence, "reviews", "Record what was done about the other findings, or what was decided.")


def reasons(view: ReportView, facts: Facts) -> Assessment:
    """A reason for each decision of the year not to implement a finding."""
    refused = [
        (review, finding)
        for review, finding in facts.known_findings(SAR)
        if finding.is_refused and finding.decided_in == facts.year
    ]
    if refused:
        bare = [f"{review.reference}, finding {finding.number}" for review, finding in refused if not finding.reason]
        if bare:
            return Assessment(
                State.MISSING if len(bare) == len(refused) else State.PART,
                f"No reason is given for not implementing {listed(bare)}.",
                "reviews",
                "Enter the reasons.",
            )
        return _told(
            view,
            facts,
            f"{counted(len(refused), 'finding', 'findings')} will not be implemented, each with a reason.",
        )
    if facts.known_findings(SAR) or facts.says_none("concluded", SAR):
        return Assessment(State.NOT_APPLICABLE, "No decision in the year not to implement a finding is recorded.")
    return absent(facts, "reviews", "No review is recorded, and no statement says that none concluded.", STATE_NONE)


def partners_and_reviews(view: ReportView, facts: Facts) -> Assessment:
    """What partners did, and child safeguarding practice reviews."""
    has_reviews = view.has("reviews") and facts.knows_of(*CHILDREN)
    reported = view.reported()
    has_accounts = view.has("accounts") and any(member.has_account for member in facts.members)
    if not reported and not has_accounts and not has_reviews:
        return absent(
            facts,
            "priorities",
            "The report covers neither what partners did nor child safeguarding practice reviews.",
            "Get the actions and accounts approved, and record the reviews or state that there were none.",
        )
    evidence = (
        f"The report covers {counted(reported, 'action', 'actions')} by the partners; child safeguarding practice "
        f"reviews are {'included' if has_reviews else 'not included'}."
    )
    anchor = "priorities" if reported else "accounts" if has_accounts else "reviews"
    return graded(bool((reported or has_accounts) and has_reviews), evidence, anchor, STATE_NONE)
