"""The example's stories and briefings keep the rules that the product sets."""

import re
import tomllib
from pathlib import Path
from typing import Any

from learning.boxes import too_long
from learning.briefing_templates import standard_templates
from review.anonymisation import find

EXAMPLE = Path(__file__).parents[3] / "data" / "example"


def load(name: str) -> dict[str, Any]:
    with (EXAMPLE / name).open("rb") as file:
        return tomllib.load(file)


def test_the_story_is_a_composite_and_asks_no_anonymisation_question() -> None:
    (story,) = load("learning.toml")["case_studies"]

    assert story["consent"]["basis"] == "composite"
    assert "composite" in story["background"]
    assert [finding for text in story.values() if isinstance(text, str) for finding in find(text)] == []


def test_every_briefing_fills_seven_boxes_and_says_that_it_is_an_example() -> None:
    briefings = load("learning.toml")["briefings"]

    assert len(briefings) == 4
    for briefing in briefings:
        for box in standard_templates()["seven-minute"].boxes:
            assert briefing[box.key].strip()
            assert too_long(box, briefing[box.key]) == ""
        assert "example for this portal" in briefing["next_steps"]
        assert briefing["questions"].count("?") >= 3


def test_newsletter_points_to_what_is_there() -> None:
    learning = load("learning.toml")
    (issue,) = learning["newsletters"]
    briefings = {briefing["title"] for briefing in learning["briefings"]}
    stories = {story["title"] for story in learning["case_studies"]}

    assert {item["briefing"] for item in issue["items"] if "briefing" in item} <= briefings
    assert {item["case_study"] for item in issue["items"] if "case_study" in item} <= stories


def test_four_priorities_have_three_three_two_and_three_actions() -> None:
    priorities = load("priorities.toml")["priorities"]

    assert [(priority["title"], len(priority["actions"])) for priority in priorities] == [
        ("Develop a 'Think Family, Think Community' approach", 3),
        ("Learning from experience to improve how we work", 3),
        ("Recognising the importance of prevention and early intervention", 2),
        ("Providing executive leadership for an effective partnership", 3),
    ]


def test_no_action_claims_an_impact_that_the_report_does_not_record() -> None:
    for priority in load("priorities.toml")["priorities"]:
        for action in priority["actions"]:
            assert action["update"]["impact_evidence"] == "none"
            assert "not" in action["update"]["impact_note"]


def test_what_was_done_is_quoted_with_its_source() -> None:
    for priority in load("priorities.toml")["priorities"]:
        for action in priority["actions"]:
            assert re.fullmatch(
                r"“[^“”]{20,}\.” \(Annual report 2022-23, “Key Priorities”\)", action["update"]["what_we_did"]
            )


def test_a_peer_review_was_commissioned_and_not_done() -> None:
    actions = [action for priority in load("priorities.toml")["priorities"] for action in priority["actions"]]
    (review,) = [action for action in actions if action["slug"] == "peer-review"]

    assert "“Commissioned a peer review" in review["update"]["what_we_did"]
    assert review["title"] == "Commission a peer review"


def test_no_seat_of_a_real_body_is_said_to_be_vacant_and_each_is_marked() -> None:
    seats = load("structure.toml")["seats"]

    assert len(seats) > 3
    assert [seat["title"] for seat in seats if not seat["is_illustrative"] or "is_vacant" in seat] == []
