"""One small function a requirement: what the report and the records say about it. Pure.

Each answers an `Assessment`: met, in part or missing, with its evidence in words. What no machine can judge has no
function here; people answer it.
"""

from reports.completeness.facts import Facts
from reports.completeness.states import Assessment, State
from reports.completeness.view import ReportView


def counted(number: int, one: str, many: str) -> str:
    """1 member, 2 members."""
    return f"{number} {one if number == 1 else many}"


def listed(names: list[str]) -> str:
    """A; B; C."""
    return "; ".join(names)


def absent(facts: Facts, key: str, evidence: str, to_do: str) -> Assessment:
    """Missing; where the editor left the section out, that is the evidence."""
    left_out = facts.omitted.get(key)
    if left_out is not None:
        return Assessment(
            State.MISSING,
            f"The section “{left_out.title}” is left out of this report: {left_out.reason}",
            to_do="Put the section back in the report.",
        )
    return Assessment(State.MISSING, evidence, to_do=to_do)


def graded(has_all: bool, evidence: str, anchor: str, to_do: str) -> Assessment:
    """Met where everything is there, else met in part with what would help."""
    return Assessment(State.MET, evidence, anchor) if has_all else Assessment(State.PART, evidence, anchor, to_do)


def what_the_board_did(view: ReportView, facts: Facts) -> Assessment:
    """The arms' own accounts of their work, and the actions that were reported."""
    arms, reported = view.parts("arms"), view.reported()
    if not arms and not reported:
        return absent(
            facts,
            "priorities",
            "The report covers neither the work of an arm nor any action.",
            "Get each arm's work written and approved, and the actions reported.",
        )
    evidence = (
        f"The report covers {counted(reported, 'action', 'actions')} of the plan, and describes the work of "
        f"{counted(arms, 'arm', 'arms')}."
    )
    anchor = "arms" if arms else "priorities"
    return graded(bool(arms and reported), evidence, anchor, "Get each arm's work written and approved.")


def strategy(view: ReportView, facts: Facts) -> Assessment:
    """Every action of the plan with an approved report."""
    planned, reported = view.planned(), view.reported()
    if not reported:
        return absent(
            facts,
            "priorities",
            f"None of {counted(planned, 'action', 'actions')} of the plan has an approved report.",
            "Ask the owners of the actions to report on them, and the board to approve the reports.",
        )
    evidence = f"{reported} of {counted(planned, 'action', 'actions')} of the plan have an approved report."
    return graded(reported == planned, evidence, "priorities", "Ask the owners of the other actions to report on them.")


def accounts(view: ReportView, facts: Facts) -> Assessment:
    """One approved account for each member."""
    without = [member.name for member in facts.members if not member.has_account]
    told = len(facts.members) - len(without)
    if not facts.members:
        return Assessment(
            State.MISSING,
            "No member held a seat on the last day of the year.",
            to_do="Record who sits in each group.",
        )
    if not told or not view.has("accounts"):
        return absent(
            facts,
            "accounts",
            f"None of {counted(len(facts.members), 'member', 'members')} has an approved account.",
            f"Ask {listed(without)} for accounts.",
        )
    evidence = f"{told} of {counted(len(facts.members), 'member', 'members')} have an approved account."
    if without:
        evidence += f" Missing: {listed(without)}."
    return graded(not without, evidence, "accounts", f"Ask {listed(without)} for accounts.")


def little_progress(view: ReportView, facts: Facts) -> Assessment:
    """Whether the report says which actions have no progress or no evidence."""
    if not view.planned():
        return absent(
            facts,
            "priorities",
            "The report includes no plan, so it cannot show where progress is lacking.",
            "Record a plan.",
        )
    silent = view.planned() - view.reported()
    weak = sum(not action["shows_impact"] for action in view.actions())
    evidence = (
        f"The report counts the actions without an approved report ({silent}) and shows the kind of evidence for "
        f"every other action; {weak} show no impact."
    )
    if view.has("impact"):
        return Assessment(
            State.MET, f"{evidence} A separate section lists the actions without an impact claim.", "impact"
        )
    return Assessment(
        State.PART, evidence, "priorities", "Record impact claims: the report will then list the actions without one."
    )


def voice(view: ReportView, facts: Facts) -> Assessment:
    """A section on voice; actions that rest on what people said are a part of it."""
    if view.has("voice"):
        return Assessment(State.MET, "The report says how feedback was sought and how it was used.", "voice")
    heard = sum(number for words, number in view.evidence().items() if words.startswith("Voice"))
    if heard:
        return Assessment(
            State.PART,
            f"{counted(heard, 'action is', 'actions are')} based on what people said, but the report does not say "
            "how feedback was sought.",
            "priorities",
            "Get the statement on voice written and approved.",
        )
    return absent(
        facts, "voice", "The report does not say how feedback was sought.", "Get the statement on voice written."
    )


def plan(view: ReportView, facts: Facts) -> Assessment:
    """A strategic plan is there; whom it was discussed with is for people to say."""
    if not view.planned():
        return absent(facts, "priorities", "No plan is recorded for the year.", "Record the plan for the year.")
    return Assessment(
        State.PART,
        f"A plan with {counted(len(view.priorities()), 'priority', 'priorities')} covers the year. The portal has "
        "no record of who was consulted.",
        "priorities",
        "Say how Healthwatch was consulted and how the community was involved.",
    )


def contributions(view: ReportView, facts: Facts) -> Assessment:
    """The structure, and what each member did."""
    found = accounts(view, facts)
    if found.state is State.MISSING and view.has("structure"):
        return Assessment(State.PART, f"The report describes the structure. {found.evidence}", "structure", found.to_do)
    return found


def scrutiny(view: ReportView, facts: Facts) -> Assessment:
    """Independent scrutiny, and reviews."""
    there = [key for key in ("scrutiny", "reviews") if view.parts(key)]
    if not there:
        return absent(facts, "scrutiny", "The report includes no scrutiny.", "Get the scrutineer's statement written.")
    words = {"scrutiny": "independent scrutiny", "reviews": "reviews of cases"}
    evidence = f"The report covers {' and '.join(words[key] for key in there)}."
    return graded(len(there) == 2, evidence, there[0], "Get both written and approved.")


def learning(view: ReportView, facts: Facts) -> Assessment:
    """What was learned, reviews among it."""
    pieces = sum(
        len(view.sections.get("learning", {}).get(name, ())) for name in ("spotlights", "briefings", "case_studies")
    )
    has_reviews = view.parts("reviews") > 0
    if not pieces and not has_reviews:
        return absent(facts, "learning", "The report includes no learning.", "Publish briefings, or record reviews.")
    evidence = (
        f"The report includes {counted(pieces, 'piece', 'pieces')} of learning; reviews of cases are "
        f"{'included' if has_reviews else 'not included'}."
    )
    anchor = "reviews" if has_reviews else "learning"
    return graded(bool(pieces and has_reviews), evidence, anchor, "Record the reviews and their findings.")


def costs(view: ReportView, facts: Facts) -> Assessment:
    """A section on costs; whether it assesses their effect is for people to say."""
    if not view.has("costs"):
        return absent(facts, "costs", "The report includes no costs.", "Record contributions and spending.")
    return Assessment(
        State.PART,
        "The report breaks the costs down. The portal cannot tell whether their effect is assessed.",
        "costs",
        "Say where the report assesses the effect of the costs.",
    )
