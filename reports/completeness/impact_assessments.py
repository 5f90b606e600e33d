"""Requirements that ask for evidence of impact, read from the grades that the report itself prints. Pure.

Evidence of impact is a claim whose best evidence is graded as an outcome for people, or as what people said. What an
owner says of an action without such a claim is told as well, and counts in part: nobody graded it.
"""

from reports.completeness.assessments import absent, counted, graded
from reports.completeness.facts import Facts
from reports.completeness.states import Assessment
from reports.completeness.view import ReportView
from reports.impact.grades import Grade

# Where the partnership says how well its arrangements worked.
EFFECTIVENESS = "statement-effectiveness"
WORDS = {
    Grade.OUTCOME: "an outcome for people",
    Grade.VOICE: "what people said",
    Grade.PRACTICE: "changed practice",
    Grade.ACTIVITY: "activity only",
    Grade.NONE: "nothing that counts today",
}
TO_DO = "Record impact claims for the actions, with evidence for each"


def shown(view: ReportView) -> int:
    """Actions with a claim that is graded as an outcome, or as what people said."""
    grades = view.grades()
    return grades[Grade.OUTCOME] + grades[Grade.VOICE]


def claimed(view: ReportView) -> int:
    """Actions with a claim of any grade, or whose owner says that they changed something for people."""
    return sum(number for grade, number in view.grades().items() if grade is not Grade.NONE) or view.with_impact()


def told(view: ReportView) -> str:
    """The grades as the report prints them, and what owners say beside them, in a sentence or two."""
    graded_ones = [
        f"{WORDS[grade]} for {counted(number, 'action', 'actions')}"
        for grade, number in view.grades().items()
        if number
    ]
    words = (
        f"The best evidence in the claims is {', '.join(graded_ones)}."
        if graded_ones
        else "No action has a claim with graded evidence."
    )
    said = view.with_impact()
    if not said:
        return words
    owners = "The owner of 1 action says" if said == 1 else f"The owners of {said} actions say"
    return f"{words} {owners} what changed for people."


def anchor_of(view: ReportView) -> str:
    """Where the report tells it."""
    return "impact" if view.has("impact") else "priorities"


def effectiveness(view: ReportView, facts: Facts) -> Assessment:
    """What changed for people, and what the partnership says of how well its arrangements worked."""
    is_told = bool(view.where(EFFECTIVENESS))
    to_do = f"{TO_DO}, and get the statement on effectiveness written and approved."
    if not claimed(view) and not is_told:
        return absent(
            facts,
            "scrutiny",
            f"{told(view)} The report does not say how well the arrangements worked.",
            to_do,
        )
    evidence = f"{told(view)} The report {'says' if is_told else 'does not say'} how well the arrangements worked."
    return graded(bool(shown(view) and is_told), evidence, EFFECTIVENESS if is_told else anchor_of(view), to_do)


def impact_and_training(view: ReportView, facts: Facts) -> Assessment:
    """Evidence of impact by its grade, and training with what came of it."""
    has_training = view.has("training")
    to_do = f"{TO_DO}, and training with its evaluation."
    if not claimed(view) and not has_training:
        return absent(facts, "impact", f"{told(view)} The report includes no training.", to_do)
    evidence = f"{told(view)} Training is {'included' if has_training else 'not included'}."
    anchor = "training" if has_training and not view.has("impact") else anchor_of(view)
    return graded(bool(shown(view) and has_training), evidence, anchor, to_do)


def joint_report(view: ReportView, facts: Facts) -> Assessment:
    """Priorities, learning, impact and evidence in one report of all partners."""
    wanted = {"structure": "who the partnership is", "priorities": "its priorities", "learning": "what was learned"}
    there = [words for key, words in wanted.items() if view.has(key)]
    if not view.reported():
        return absent(
            facts,
            "priorities",
            "The report includes no action of the partnership.",
            "Get the actions reported and approved.",
        )
    return graded(
        len(there) == len(wanted) and shown(view) > 0,
        f"The report covers {', '.join(there)}. {told(view)}",
        "priorities",
        f"Include every section. {TO_DO}.",
    )
