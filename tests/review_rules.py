"""Who may do what to which reviewed thing in which state, in the words of the rules: read from no code of the portal.

`may` says it for each kind of `KINDS`; `tests/integration/test_access_states.py` walks through all of it.
"""

from dataclasses import dataclass, field

# Organisations: the council has partner, board member and coordinator; the police partner and board member; the ICB a
# board member. Chair, scrutineer and operator have none.
HOMES = {
    "partner_council": "council",
    "board_council": "council",
    "coordinator": "council",
    "partner_police": "police",
    "board_police": "police",
    "board_icb": "icb",
}
WALKERS = ("anonymous", *HOMES, "chair", "scrutineer", "operator")
BOARD = frozenset({"board_council", "board_police", "board_icb"})
WITHDRAWERS = frozenset({"coordinator", "chair"})
STATES = ("draft", "submitted", "returned", "approved", "published", "withdrawn")


@dataclass(frozen=True)
class Kind:
    """How a kind is ruled. `home` is whose the walked thing is, `writers` are those who write it.

    A proposal has no drafts: nobody edits it, and who may propose may refuse. `about` is the person whom it is about,
    `pages` are where it is written beside its own page.
    """

    home: str
    writers: frozenset[str]
    deciders: frozenset[str] = BOARD | {"chair"}
    is_published: bool = False
    is_proposal: bool = False
    can_be_taken_down: bool = False
    about: str = ""
    # Written in steps, each saved by itself: the last page submits what is stored.
    is_in_steps: bool = False
    # Whoever publishes it is not shown its steps.
    hides_steps: bool = False
    # Two of the board review it, each without the other's review; the chair only where they disagree.
    is_blind: bool = False
    # A page that does nothing but save: whatever button is sent, it saves.
    only_saves: bool = False
    pages: tuple[str, ...] = field(default=())
    withdrawn_at: str = ""

    @property
    def states(self) -> tuple[str, ...]:
        """Those that it can be in."""
        if self.is_proposal:
            return ("submitted", "returned", "approved", *(("withdrawn",) if self.can_be_taken_down else ()))
        return tuple(state for state in STATES if state != "published" or self.is_published)


COORDINATOR = frozenset({"coordinator"})
POLICE = frozenset({"partner_police"})
# Figures that are agreed to by those who set them, whatever else they do.
POLICY = BOARD | {"coordinator", "chair"}


def _record(**more: str) -> Kind:
    return Kind("council", COORDINATOR, **more)


def _proposal(**more: object) -> Kind:
    return Kind("council", COORDINATOR, is_proposal=True, **more)  # type: ignore[arg-type]


KINDS = {
    "bcssp.personchange": _proposal(about="board_icb"),
    "bcssp.seatchange": _proposal(),
    "reports.selfassessment": Kind("police", POLICE, pages=("reports:assessment-step",), is_in_steps=True),
    "reports.memberaccount": Kind("police", POLICE, withdrawn_at="reports:account-withdraw"),
    "reports.costreturn": _record(withdrawn_at="reports:record-withdraw"),
    "reports.forwardplan": _record(withdrawn_at="reports:record-withdraw"),
    "reports.noreviewsstatement": _record(withdrawn_at="reports:record-withdraw"),
    "reports.plainsummary": _record(withdrawn_at="reports:record-withdraw"),
    "reports.easyread": _record(withdrawn_at="reports:record-withdraw"),
    "reports.trainingreturn": _record(withdrawn_at="reports:record-withdraw"),
    "reports.safeguardingreview": _record(withdrawn_at="reports:safeguarding-review-withdraw"),
    "reports.statement": _record(withdrawn_at="reports:statement-withdraw"),
    "reports.formerreport": _proposal(can_be_taken_down=True),
    "reports.commitmentclosure": _record(withdrawn_at="admin:report-closure-withdraw"),
    "reports.impactclaim": Kind(
        "police", POLICE, pages=("reports:impact-sentence",), is_in_steps=True, withdrawn_at="reports:impact-withdraw"
    ),
    "events.event": Kind(
        "police",
        POLICE,
        is_published=True,
        pages=("events:event-step",),
        is_in_steps=True,
        withdrawn_at="events:event-withdraw",
    ),
    "learning.casestudy": Kind(
        "council",
        frozenset({"partner_council"}),
        BOARD,
        is_blind=True,
        hides_steps=True,
        is_published=True,
        pages=("learning:case-study-step",),
        is_in_steps=True,
        withdrawn_at="learning:case-study-withdraw-consent",
    ),
    "learning.briefing": Kind(
        "council",
        COORDINATOR,
        is_published=True,
        pages=("learning:briefing-step",),
        is_in_steps=True,
        withdrawn_at="learning:briefing-withdraw",
    ),
    "learning.briefinguse": Kind("police", POLICE, withdrawn_at="learning:use-withdraw"),
    "learning.newsletter": Kind("council", COORDINATOR, is_published=True, withdrawn_at="learning:newsletter-withdraw"),
    "indicators.indicatorversion": _proposal(),
    "indicators.disclosurepolicy": Kind("council", POLICY, POLICY, is_proposal=True),
    "indicators.submission": Kind("police", POLICE, only_saves=True, withdrawn_at="indicators:return-withdraw"),
    "indicators.populationwithdrawal": _proposal(),
    "indicators.keptsentence": Kind(
        "council", COORDINATOR | POLICE | {"partner_council"}, BOARD, is_blind=True, is_proposal=True
    ),
    "priorities.actionupdate": Kind("police", POLICE),
    "priorities.yearplan": _record(),
}


def may(kind: Kind, role: str, verb: str, state: str) -> bool:
    """Whether the rules let somebody of this role do it, from this state."""
    writes = role in kind.writers
    decides = role in kind.deciders and HOMES.get(role) != kind.home and role != kind.about
    if verb == "take back":
        return may(kind, role, "return", state) or may(kind, role, "withdraw", state)
    if verb == "publish in a step":
        return may(kind, role, "publish", state) and not kind.hides_steps
    if verb == "submit" and kind.is_in_steps:
        return writes and state in {"draft", "returned"}
    if verb in {"edit", "submit"}:
        # A form that is sent to review is saved before.
        return writes and not kind.is_proposal and state != "withdrawn"
    if verb == "approve":
        return decides and state == "submitted"
    if verb == "return":
        return (decides or (kind.is_proposal and writes and not kind.is_blind)) and state == "submitted"
    if verb == "publish":
        return kind.is_published and role == "coordinator" and state == "approved"
    if kind.is_proposal:
        # What is public is taken down by its writers, and by every board: a conflict of interest keeps nothing up.
        return kind.can_be_taken_down and state == "approved" and (writes or role in kind.deciders)
    return (writes or role in WITHDRAWERS) and state != "withdrawn"
