"""Requirements held against a report as a whole, and the section that prints the outcome. No database."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings

from partnership.models import ReportingYear
from partnership.structure import build_tree
from priorities.queries import PlanProgress
from reports.completeness.evaluation import Completeness, evaluate
from reports.completeness.facts import Facts, MemberFact, Omission
from reports.completeness.states import Answer, Item, Override, State
from reports.completeness.view import view_of, view_of_frozen
from reports.content import NarrativePart, NarrativeSection, Section
from reports.content.freeze import freeze
from reports.document.sections.completeness import completeness
from reports.document.sections.inputs import Inputs

YEAR = ReportingYear(slug="2022-23", starts_on=datetime.date(2022, 4, 1), ends_on=datetime.date(2023, 3, 31))
ARMS = frozenset({"safeguarding-adults", "safeguarding-children", "community-safety"})
FACTS = Facts(
    year="2022-23",
    starts_on=YEAR.starts_on,
    ends_on=YEAR.ends_on,
    arms=ARMS,
    members=(MemberFact("The Council", True), MemberFact("The Police", False)),
)
ACCOUNTS = NarrativeSection("accounts", "What each member did", (), (NarrativePart("account-council", "The Council"),))
OVERRIDE = Override("Independent chair", "The reviews are told in a report of their own", datetime.date(2023, 9, 1))


def judged(facts: Facts = FACTS, *sections: Section) -> Completeness:
    """These sections under these facts."""
    return evaluate(view_of(sections), facts)


def item(requirement_id: str, facts: Facts = FACTS, *sections: Section) -> Item:
    """One requirement under these facts."""
    found = judged(facts, *sections).item(requirement_id)
    assert found is not None
    return found


def answered(requirement_id: str, state: State, anchor: str = "accounts") -> Facts:
    """The facts with an answer."""
    return replace(FACTS, answers={requirement_id: Answer(state, "So it is.", anchor)})


def test_only_demanded_content_that_was_read_at_its_source_holds_a_report_back() -> None:
    found = judged(FACTS, ACCOUNTS)

    blocking = [one.requirement.id for one in found.blocking]
    assert blocking == ["SAB-1a", "SAB-1b", "SAB-1d", "SAB-1e", "SAB-1f", "SAB-1g", "CH18-2"]
    assert item("SAB-1c", FACTS, ACCOUNTS).state is State.PART
    assert [one.requirement.id for one in found.unread] == ["CH18-7"]
    groups = [found.blocking, found.overridden, found.improvable, found.settled, found.after_publication]
    assert sorted(one.requirement.id for group in groups for one in group) == sorted(
        one.requirement.id for one in found.items
    ), "every item stands in one group, and in one alone"


def test_an_override_lets_one_item_out_and_is_idle_once_the_item_is_there() -> None:
    facts = replace(FACTS, overrides={"SAB-1d": OVERRIDE, "SAB-1c": OVERRIDE})

    assert "SAB-1d" not in [one.requirement.id for one in judged(facts, ACCOUNTS).blocking]
    assert [one.requirement.id for one in judged(facts, ACCOUNTS).overridden] == ["SAB-1d"]
    assert (item("SAB-1d", facts).is_overridden, item("SAB-1c", facts, ACCOUNTS).is_overridden) == (True, False)


def test_a_body_that_the_partnership_is_not_asks_nothing() -> None:
    facts = replace(FACTS, arms=frozenset({"community-safety"}))

    assert judged(facts).blocking == ()
    assert item("SAB-1a", facts).finding.evidence == "This partnership is not a safeguarding adults board."
    assert item("CSP-1", facts).state is State.MISSING


def test_an_answer_counts_where_no_machine_can_judge() -> None:
    found = item("SAB-G1", answered("SAB-G1", State.MET), ACCOUNTS)

    assert (found.state, found.finding.evidence, found.where) == (State.MET, "So it is.", "What each member did")
    assert found.is_answered
    assert item("SAB-G1", answered("SAB-G1", State.NOT_APPLICABLE, "")).state is State.NOT_APPLICABLE
    assert item("SAB-G1", answered("SAB-G1", State.PART), ACCOUNTS).finding.to_do


def test_an_answer_that_points_nowhere_counts_for_nothing() -> None:
    found = item("SAB-G1", answered("SAB-G1", State.MET, "gone"), ACCOUNTS)

    assert found.state is State.MISSING
    assert "refers to “gone”" in found.finding.evidence


@pytest.mark.parametrize(("sections", "state"), [((ACCOUNTS,), State.MET), ((), State.MISSING)])
def test_people_complete_what_is_there_in_part_and_never_talk_away_what_is_missing(
    sections: tuple[Section, ...], state: State
) -> None:
    assert item("SAB-1c", answered("SAB-1c", State.MET), *sections).state is state


def test_the_section_itself_is_no_evidence_and_places_are_named_in_words() -> None:
    own = {
        "anchor": "completeness",
        "title": "What the law asks",
        "parts": [{"anchor": "completeness-1", "title": "A"}],
    }

    view = view_of_frozen([own, {"anchor": "voice", "title": "Voice", "parts": [{"anchor": "v", "title": "Ours"}]}])

    assert not view.has("completeness")
    assert view.anchors() == [("voice", "Voice"), ("v", "Voice: Ours")]
    assert view.where("completeness-1") == ""


def inputs(**changes: Any) -> Inputs:
    """Inputs of which the section reads facts and the other sections alone."""
    bare = Inputs(
        profile=settings.PARTNERSHIP,
        structure=build_tree(()),
        arms=[],
        members=[],
        progress=PlanProgress(year="2022-23", plans=(), notes=(), priorities=()),
        release=None,
        tables=[],
        newsletters=[],
        briefings=[],
        case_studies=[],
        approved_to=YEAR.ends_on,
    )
    return replace(bare, **{"facts": FACTS, "others": (ACCOUNTS,), **changes})


def printed(**changes: Any) -> str:
    """The section as its frozen text."""
    section = completeness(YEAR, inputs(**changes))
    assert section is not None
    return freeze(section)


def test_the_section_prints_each_body_with_state_place_and_source() -> None:
    section = completeness(YEAR, inputs())

    assert section is not None
    assert [part.title for part in section.parts] == [
        "Safeguarding adults board",
        "Safeguarding children partnership",
        "Community safety partnership",
        "Domestic abuse partnership board",
    ]
    rows = {row[0].partition(":")[0]: row for part in section.parts for row in part.tables[0].rows}
    assert rows["SAB-1c"] == (
        "SAB-1c: what each member did to implement the strategy. Sch 2 para 4(1)(c).",
        "Must",
        "Partly met",
        "See “What each member did”. 1 of 2 members have an approved account. Missing: The Police.",
    )
    assert rows["SAB-2b"][1:3] == ("Must, who is sent it", "After publication")
    assert rows["CH18-7"][2] == "After publication. Check against the source"
    assert "CH23-1" not in rows, "what is asked from 2024-25 on is not asked of 2022-23"
    assert "Of 9 items that the report must include, 0 are met, 2 are partly met and 7 are missing." in freeze(section)


def test_the_section_prints_overrides_with_role_and_reason_and_what_was_left_out() -> None:
    told = printed(
        facts=replace(
            FACTS,
            overrides={"SAB-1d": OVERRIDE},
            omitted={"learning": Omission("Learning", "It is a booklet of its own")},
        )
    )

    assert "Published without it: see below." in told
    assert "The reviews are told in a report of their own. Decided by: Independent chair, 1 September 2023." in told
    assert "Sections left out" in told
    assert "It is a booklet of its own." in told
    assert "Published without" not in printed()
    assert "Sections left out" not in printed()


def test_without_facts_there_is_no_such_section() -> None:
    assert completeness(YEAR, inputs(facts=Facts())) is None
