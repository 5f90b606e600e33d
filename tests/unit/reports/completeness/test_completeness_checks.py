"""Each requirement that the portal looks for itself: met, met in part, missing. No database."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from reports.completeness.evaluation import look
from reports.completeness.facts import Facts, MemberFact, Omission
from reports.completeness.registry import CHECKS
from reports.completeness.requirements import find_requirement
from reports.completeness.states import Assessment, Sent, State
from reports.completeness.view import view_of_frozen
from reports.contributions import safeguarding_reviews as reviews

NOTHING = Facts(year="2022-23", starts_on=datetime.date(2022, 4, 1), ends_on=datetime.date(2023, 3, 31))
BEGUN = datetime.date(2021, 5, 1)
PUBLIC = replace(NOTHING, published_on=datetime.date(2023, 9, 1))
LATE = replace(NOTHING, published_on=datetime.date(2023, 10, 2))
NO_SAR = replace(NOTHING, none_of=frozenset({("concluded", "sar"), ("ongoing", "sar")}))
NO_CHILDREN = replace(NOTHING, none_of=frozenset({("concluded", "lcspr"), ("concluded", "rapid")}))
SOME = replace(NOTHING, members=(MemberFact("The Council", True), MemberFact("The Police", False)))


def priorities(*, planned: int, evidence: tuple[str, ...] = (), shown: int = 0) -> dict[str, Any]:
    """The section on priorities, with an action for each kind of evidence; the first `shown` show impact."""
    actions = [{"evidence": words, "shows_impact": number < shown} for number, words in enumerate(evidence)]
    one = {
        "anchor": "priority-one",
        "title": "One",
        "planned": planned,
        "reported": len(actions),
        "with_impact": shown,
        "commitments": [{"actions": actions}],
    }
    return {"anchor": "priorities", "title": "What we did", "priorities": [one]}


def narrative(key: str, *anchors: str) -> dict[str, Any]:
    """A section of parts."""
    return {"anchor": key, "title": key, "parts": [{"anchor": anchor, "title": anchor} for anchor in anchors]}


def claims(*numbers: int) -> dict[str, Any]:
    """The section on impact: actions by the best grade of their claims (outcome, voice, practice, activity, none)."""
    rows = [["One", str(sum(numbers)), *map(str, numbers), "0"], ["Two", "1", "0", "0", "0", "0", "0", "1"]]
    table = {"anchor": "impact-counted-table", "title": "Counted", "rows": rows}
    part = {"anchor": "impact-counted", "title": "Counted", "tables": [table]}
    return {"anchor": "impact", "title": "So what?", "parts": [part]}


def learned(pieces: int = 1) -> dict[str, Any]:
    """A section on learning."""
    briefings = [{"anchor": f"briefing-{number}", "title": "B"} for number in range(pieces)]
    return {"anchor": "learning", "title": "Learning", "spotlights": [], "briefings": briefings, "case_studies": []}


def finding(**changes: Any) -> reviews.ReviewFinding:
    """An accepted finding on which nothing was done."""
    plain = reviews.ReviewFinding(1, "Finding", "accepted", "2022-23", "", "not_started", ())
    return replace(plain, **changes)


def review(*findings: reviews.ReviewFinding, kind: str = "sar", concluded: str = "2022-06-01") -> Facts:
    """The facts of one review."""
    ended = datetime.date.fromisoformat(concluded) if concluded else None
    one = reviews.Review("SAR 2022/1", kind, "", "", BEGUN, ended, None, "", "", findings)
    return replace(NOTHING, reviews=(one,))


def sent(on: str, *roles: str, at: Facts = PUBLIC) -> Facts:
    """The facts of an edition that went to these readers."""
    return replace(at, sent=tuple(Sent(role, datetime.date.fromisoformat(on)) for role in roles))


DONE = priorities(planned=2, evidence=("Outcome: what changed for people", "Voice: what people said about it"), shown=2)
HALF = priorities(planned=2, evidence=("Activity: what was done",))
HEARD = priorities(planned=1, evidence=("Voice: what people said about it",), shown=1)
ARMS, REVIEWS, VOICE = narrative("arms", "arm-adults"), narrative("reviews", "review-sar"), narrative("voice")
SCRUTINY = narrative("scrutiny", "statement-effectiveness")
ACCOUNTS, TRAINING, IMPACT = narrative("accounts"), narrative("training"), narrative("impact")
OUTCOME, SAID, CHANGED, WORTHLESS = (
    claims(1, 0, 0, 2, 0),
    claims(0, 1, 0, 0, 0),
    claims(0, 0, 1, 0, 0),
    claims(0, 0, 0, 0, 3),
)
COSTS, STRUCTURE = narrative("costs"), narrative("structure")
ALL = replace(NOTHING, members=(MemberFact("The Council", True),))
ACTED = finding(actions=(reviews.Action("2022-23", "Staff were trained."),))
REFUSED = finding(decision="not_implemented", reason="The law changed.")
# The section is always printed; without parts it says that nothing is recorded.
NOTHING_OF_REVIEWS = narrative("reviews")
PART, MET, MISSING, NONE, LATER = State.PART, State.MET, State.MISSING, State.NOT_APPLICABLE, State.LATER
CHILD = ("lcspr", "rapid")

CASES: list[tuple[str, list[dict[str, Any]], Facts, State, str]] = [
    ("SAB-1a", [DONE, ARMS], NOTHING, MET, "2 actions of the plan, and describes the work of 1 arm"),
    ("SAB-1a", [DONE], NOTHING, PART, "the work of 0 arms"),
    ("SAB-1a", [], NOTHING, MISSING, "neither the work of an arm nor any action"),
    ("SAB-1b", [DONE], NOTHING, MET, "2 of 2 actions"),
    ("SAB-1b", [HALF], NOTHING, PART, "1 of 2 actions"),
    ("SAB-1b", [priorities(planned=3)], NOTHING, MISSING, "None of 3 actions"),
    ("SAB-1c", [ACCOUNTS], ALL, MET, "1 of 1 member have"),
    ("SAB-1c", [ACCOUNTS], SOME, PART, "Missing: The Police."),
    ("SAB-1c", [ACCOUNTS], replace(SOME, members=SOME.members[1:]), MISSING, "None of 1 member has"),
    ("SAB-1c", [], ALL, MISSING, "None of 1 member"),
    ("SAB-1c", [ACCOUNTS], NOTHING, MISSING, "No member held a seat"),
    ("SAB-1d", [REVIEWS], review(finding()), MET, "Concluded in the year: SAR 2022/1, with 1 finding."),
    ("SAB-1d", [], review(finding()), MISSING, "no section on reviews"),
    ("SAB-1d", [], NO_SAR, NONE, "no safeguarding adult review concluded"),
    ("SAB-1d", [REVIEWS], review(finding(), concluded="2021-06-01"), MISSING, "no statement says that there were none"),
    ("SAB-1d", [REVIEWS], review(finding(), kind="dhr"), MISSING, "no statement says that there were none"),
    ("SAB-1e", [REVIEWS], review(concluded=""), MET, "Ongoing on the last day of the year: SAR 2022/1."),
    ("SAB-1e", [REVIEWS], review(concluded="2023-04-01"), MET, "Ongoing"),
    ("SAB-1e", [REVIEWS], review(concluded="2023-03-31"), MISSING, "no statement says that there were none"),
    ("SAB-1e", [], NO_SAR, NONE, "ongoing at the end of the year"),
    ("SAB-1f", [REVIEWS], review(ACTED), MET, "on 1 finding."),
    ("SAB-1f", [REVIEWS], review(ACTED, finding(number=2)), PART, "No action is recorded on SAR 2022/1, finding 2."),
    ("SAB-1f", [REVIEWS], review(finding()), MISSING, "No action is recorded on 1 finding"),
    ("SAB-1f", [REVIEWS], review(finding(state="done"), concluded="2021-06-01"), MET, "on 0 findings"),
    ("SAB-1f", [], review(ACTED), MISSING, "no section on reviews"),
    ("SAB-1f", [], NO_SAR, NONE, "no review concluded"),
    ("SAB-1f", [], NOTHING, MISSING, "no statement says that no review concluded"),
    ("SAB-1g", [REVIEWS], review(REFUSED), MET, "1 finding will not be implemented, each with a reason"),
    ("SAB-1g", [REVIEWS], review(REFUSED, replace(REFUSED, number=2, reason="")), PART, "SAR 2022/1, finding 2"),
    ("SAB-1g", [REVIEWS], review(replace(REFUSED, reason="")), MISSING, "No reason is given"),
    ("SAB-1g", [REVIEWS], review(replace(REFUSED, decided_in="2021-22")), NONE, "No decision in the year"),
    ("SAB-1g", [], NO_SAR, NONE, "No decision in the year"),
    ("SAB-1g", [], NOTHING, MISSING, "no statement says that none concluded"),
    ("SAB-P1", [DONE], NOTHING, PART, "no record of who was consulted"),
    ("SAB-P1", [], NOTHING, MISSING, "No plan is recorded"),
    (
        "CH18-1",
        [DONE, REVIEWS],
        review(kind="lcspr"),
        MET,
        "2 actions by the partners; child safeguarding practice reviews are included",
    ),
    ("CH18-1", [DONE, REVIEWS], NO_CHILDREN, MET, "are included"),
    ("CH18-1", [ACCOUNTS, REVIEWS], replace(NO_CHILDREN, members=SOME.members), MET, "are included"),
    ("CH18-1", [DONE, REVIEWS], review(), PART, "are not included"),
    ("CH18-1", [DONE], NO_CHILDREN, PART, "are not included"),
    ("CH18-1", [ACCOUNTS, NOTHING_OF_REVIEWS], SOME, PART, "0 actions"),
    ("CH18-1", [REVIEWS], NO_CHILDREN, PART, "0 actions"),
    ("CH18-1", [ACCOUNTS, NOTHING_OF_REVIEWS], NOTHING, MISSING, "neither what partners did"),
    (
        "CH18-2",
        [DONE, SCRUTINY, OUTCOME],
        NOTHING,
        MET,
        "an outcome for people for 1 action, activity only for 2 actions.",
    ),
    ("CH18-2", [DONE, SCRUTINY, SAID], NOTHING, MET, "what people said for 1 action."),
    ("CH18-2", [DONE, SCRUTINY, CHANGED], NOTHING, PART, "changed practice for 1 action."),
    ("CH18-2", [DONE, SCRUTINY], NOTHING, PART, "No action has a claim with graded evidence."),
    ("CH18-2", [DONE], NOTHING, PART, "does not say how well"),
    ("CH18-2", [HALF, OUTCOME], NOTHING, PART, "does not say how well"),
    ("CH18-2", [HALF, SCRUTINY], NOTHING, PART, "No action has a claim"),
    ("CH18-2", [HALF, narrative("scrutiny", "statement-scrutiny")], NOTHING, MISSING, "does not say how well"),
    ("CH18-2", [HALF, WORTHLESS], NOTHING, MISSING, "nothing that counts today for 3 actions."),
    ("CH18-3", [HALF, TRAINING, OUTCOME], NOTHING, MET, "an outcome for people for 1 action"),
    ("CH18-3", [DONE, TRAINING, CHANGED], NOTHING, PART, "The owners of 2 actions say what changed for people."),
    ("CH18-3", [HEARD], NOTHING, PART, "The owner of 1 action says what changed for people. Training is not included."),
    ("CH18-3", [HALF, TRAINING], NOTHING, PART, "Training is included."),
    ("CH18-3", [HALF, OUTCOME], NOTHING, PART, "Training is not included."),
    ("CH18-3", [HALF, WORTHLESS], NOTHING, MISSING, "includes no training"),
    ("CH18-3", [], NOTHING, MISSING, "includes no training"),
    ("CH18-4", [HALF, IMPACT], NOTHING, MET, "without an approved report (1)"),
    ("CH18-4", [HALF], NOTHING, PART, "1 show no impact"),
    ("CH18-4", [], NOTHING, MISSING, "includes no plan"),
    ("CH18-5", [REVIEWS], review(ACTED, kind="lcspr"), MET, "on 1 finding"),
    ("CH18-5", [REVIEWS], review(ACTED, finding(number=2), kind="rapid"), PART, "finding 2"),
    ("CH18-5", [REVIEWS], review(ACTED), MISSING, "No finding of such a review"),
    ("CH18-5", [], NO_CHILDREN, NONE, "no review concluded"),
    ("CH18-6", [VOICE], NOTHING, MET, "how feedback was sought"),
    ("CH18-6", [HEARD], NOTHING, PART, "1 action is based on what people said"),
    ("CH18-6", [HALF], NOTHING, MISSING, "does not say how feedback was sought"),
    ("CH23-0", [DONE, STRUCTURE, learned(), OUTCOME], NOTHING, MET, "what was learned. The best evidence"),
    ("CH23-0", [DONE, STRUCTURE, learned()], NOTHING, PART, "No action has a claim with graded evidence."),
    ("CH23-0", [HALF, STRUCTURE, OUTCOME], NOTHING, PART, "who the partnership is, its priorities."),
    ("CH23-0", [], NOTHING, MISSING, "no action of the partnership"),
    ("CH23-1", [ACCOUNTS], ALL, MET, "1 of 1 member"),
    ("CH23-1", [STRUCTURE], SOME, PART, "The report describes the structure. None of 2 members"),
    ("CH23-1", [], SOME, MISSING, "None of 2 members"),
    ("CH23-2", [SCRUTINY, REVIEWS], NOTHING, MET, "independent scrutiny and reviews of cases"),
    ("CH23-2", [REVIEWS], NOTHING, PART, "covers reviews of cases."),
    ("CH23-2", [NOTHING_OF_REVIEWS], NOTHING, MISSING, "includes no scrutiny"),
    ("CH23-5", [learned(), REVIEWS], NOTHING, MET, "1 piece of learning"),
    ("CH23-5", [learned(2)], NOTHING, PART, "2 pieces of learning; reviews of cases are not included"),
    ("CH23-5", [learned(0), NOTHING_OF_REVIEWS], NOTHING, MISSING, "includes no learning"),
    ("CH23-8", [COSTS], NOTHING, PART, "breaks the costs down"),
    ("CH23-8", [], NOTHING, MISSING, "includes no costs"),
    ("SAB-1", [], PUBLIC, MET, "Published on 1 September 2023, 6 months after the end of the year."),
    ("SAB-1", [], NOTHING, LATER, "after the report is published"),
    ("SAB-2a", [], NOTHING, LATER, "after the report is published"),
    ("SAB-2a", [], sent("2023-09-02", "chief-executive", "leader"), MET, "chief executive on 2 September 2023"),
    ("SAB-2a", [], sent("2023-09-02", "leader"), PART, "not yet sent to the chief executive"),
    ("SAB-2a", [], sent("2023-09-02", "healthwatch"), MISSING, "Not sent to the chief executive, the leader yet."),
    ("CH23-13", [], NOTHING, LATER, "after the report is published"),
    ("CH23-13", [], sent("2023-09-08", "review-panel", "what-works"), MET, "due by 30 September 2023"),
    ("CH23-13", [], sent("2023-09-09", "review-panel", "what-works"), PART, "Sent to"),
    ("CH23-13", [], sent("2023-09-08", "review-panel"), PART, "not yet sent to the what works"),
    ("CH23-13", [], sent("2023-10-03", "review-panel", "what-works", at=LATE), PART, "Published on 2 October 2023"),
    ("CH23-13", [], LATE, MISSING, "Not sent"),
]


def found(requirement_id: str, sections: list[dict[str, Any]], facts: Facts) -> Assessment:
    """What is found about a requirement in these sections."""
    requirement = find_requirement(requirement_id)
    assert requirement is not None
    return look(requirement, view_of_frozen(sections), facts)


@pytest.mark.parametrize(("requirement_id", "sections", "facts", "state", "said"), CASES)
def test_requirement_is_looked_for(
    requirement_id: str, sections: list[dict[str, Any]], facts: Facts, state: State, said: str
) -> None:
    answer = found(requirement_id, sections, facts)

    assert (answer.state, said in answer.evidence) == (state, True), answer
    places = view_of_frozen(sections)
    assert not answer.anchor or places.where(answer.anchor), "evidence points to a place that is there"
    if state in {State.PART, State.MISSING}:
        assert answer.to_do, "what lacks says what to do"


def test_every_check_is_tried_where_it_is_missing_or_comes_later() -> None:
    tried = {(case[0], case[3]) for case in CASES}
    same = {"CH18-0": "SAB-1", "CH18-7": "SAB-2a", "CH23-3": "CH18-3", "CH23-4": "CH18-4", "CH23-6": "CH18-5"}
    same |= {"CH23-7": "CH18-6", "SAB-2b": "SAB-2a", "SAB-2c": "SAB-2a", "SAB-2d": "SAB-2a"}
    for requirement_id in CHECKS:
        states = {state for one, state in tried if one == same.get(requirement_id, requirement_id)}
        assert states & {State.MISSING, State.LATER}, requirement_id
        assert states & {State.MET, State.PART}, requirement_id


def test_a_section_that_was_left_out_is_named_with_its_reason() -> None:
    facts = replace(ALL, omitted={"accounts": Omission("What each member did", "They came too late.")})

    answer = found("SAB-1c", [], facts)

    assert answer.state is State.MISSING
    assert answer.evidence == "The section “What each member did” is left out of this report: They came too late."
    assert answer.to_do == "Put the section back in the report."


def test_what_no_machine_can_judge_waits_for_an_answer() -> None:
    answer = found("SAB-G1", [], NOTHING)

    assert (answer.state, answer.to_do) == (
        State.MISSING,
        "Say in one sentence how it is met, and where the report shows it.",
    )
