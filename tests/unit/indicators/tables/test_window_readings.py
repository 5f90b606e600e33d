"""What is said of the changes between two windows, over a whole release."""

from typing import Any

import pytest

from bcssp.example.sources import police_cells
from indicators.definitions.families import Break
from indicators.tables.table import annotated, build_table
from indicators.tables.window_readings import annotated_windows
from tests.unit.indicators.tables.readings import returned, windows, with_family

REPORTS = "number-of-missing-children-reports"
CHILDREN = "number-of-missing-children"
MISSING = "missing-children"
CSE = "child-sexual-exploitation"
CRIMES = "number-of-child-sexual-exploitation-crimes"


def release() -> dict[str, dict[str, Any]]:
    """The seed's four police tables, looked at together."""
    tables = [build_table(returned(slug, "2022-23", cells)) for slug, cells in police_cells().items()]
    return {content["slug"]: content for content in annotated(tables)}


def entries(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["statistics"]["rows"]
    return found


def test_the_seed_claims_six_changes_and_never_one_that_chance_explains() -> None:
    every = {key: entry for content in release().values() for key, entry in entries(content).items()}
    assert len(every) == 16
    assert sorted(key for key, entry in every.items() if entry["verdict"] in ("higher", "lower")) == [
        "number-of-child-protection-serious-sexual-offences",
        "number-of-child-sexual-exploitation-crimes",
        "number-of-domestic-abuse-crimes",
        "number-of-missing-children",
        "number-of-missing-children-reports",
        "number-of-non-familial-sexual-crimes-child-victim",
    ]
    by_chance = [entry for entry in every.values() if entry["p"] is None or float(entry["p"].lstrip("<")) >= 0.05]
    assert len(by_chance) == 9
    assert not any("more than chance" in entry["sentence"] for entry in by_chance)


def test_all_tables_of_a_release_are_looked_at_together() -> None:
    key = "number-of-child-protection-crime-excluding-domestic-abuse-crimes"
    alone = build_table(returned("child-protection", "2022-23", police_cells()["child-protection"]))
    together = release()["child-protection"]
    assert alone["statistics"]["looked_at"] == 4
    assert together["statistics"]["looked_at"] == 15
    assert entries(alone)[key]["p"] == entries(together)[key]["p"] == "0.0441"
    assert entries(alone)[key]["adjusted_p"] == "0.0587"
    assert entries(together)[key]["adjusted_p"] == "0.0944"
    assert entries(together)[key]["sentence"].endswith(
        "It may be chance (ratio 0.85; 95% interval 0.73 to 1.00): among 15 changes tested together, some "
        "stand out by chance alone."
    )
    assert "It may be chance: among 15 changes" in together["headline"]
    assert "15 changes in this release were tested together" in together["statistics"]["about"]


def test_sentences_say_the_figures_and_how_sure_they_are() -> None:
    said = release()[MISSING]["statistics"]["sentences"]
    assert said[0] == (
        "Number of Missing Children: up from 61 to 95. This is more than chance would explain (ratio 1.56; 95% "
        "interval 1.12 to 2.18)."
    )
    assert said[1].endswith(
        "This is more than chance would explain (ratio 2.20; 95% interval 1.71 to 2.84), if each event is "
        "independent. One child can have several reports, so a few people can make a big difference to the "
        "change."
    )
    assert "Chance alone could explain this (ratio 1.23" in said[2]
    assert said[4] == (
        "Number of Repeat Children Missing from Care: down from 4 to 1. Too few to compare: with 5 in both periods "
        "together, no change can be distinguished from chance."
    )


def test_the_headline_never_says_also_where_its_own_figure_is_left_to_chance() -> None:
    headline = release()["safety-and-anti-bullying"]["headline"]
    assert "Chance alone could explain this. Changes larger than chance would explain: Number of Domestic" in headline
    assert "Also" not in headline


def test_numbers_for_machines_are_text_with_fixed_decimals() -> None:
    entry = entries(release()[MISSING])[CHILDREN]
    assert {key: entry[key] for key in ("verdict", "p", "ratio", "lower", "upper")} == {
        "verdict": "higher",
        "p": "0.0080",
        "ratio": "1.56",
        "lower": "1.12",
        "upper": "2.18",
    }


def test_without_anything_before_there_is_no_ratio() -> None:
    entry = entries(build_table(windows(CSE, {CRIMES: (9, 0)})))[CRIMES]
    assert (entry["verdict"], entry["ratio"], entry["lower"], entry["upper"]) == ("higher", None, None, None)
    assert "ratio" not in entry["sentence"]


def test_the_same_number_twice_is_said_plainly() -> None:
    content = build_table(windows(CSE, {CRIMES: (30, 30)}))
    assert content["statistics"]["sentences"] == ["Number of Child Sexual Exploitation Crimes: 30 in both periods."]
    assert content["headline"].endswith("change 0, 0.0%.")
    assert content["statistics"]["about"].count("1 change in this release was tested") == 1


@pytest.mark.parametrize(
    ("polarity", "words"),
    [("low_is_good", "For this measure lower is better."), ("high_is_good", "For this measure higher is better.")],
)
def test_a_direction_is_called_good_only_where_the_definition_names_one(
    polarity: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = windows(MISSING, {CHILDREN: (95, 61)})
    other = with_family(plain, polarity=polarity)
    assert "better" not in build_table(plain)["headline"]
    monkeypatch.setattr("indicators.tables.window_readings.get_family", lambda slug: other.family)
    assert build_table(other)["headline"].endswith(f"This is more than chance would explain. {words}")


def test_illustrative_figures_are_neither_tested_nor_counted() -> None:
    made_up = build_table(windows(MISSING, {CHILDREN: (95, 61)}, illustrative=True))
    real = build_table(windows(CSE, {CRIMES: (128, 203)}))
    first, second = annotated([made_up, real])
    assert (first["statistics"]["rows"], first["statistics"]["sentences"], first["statistics"]["about"]) == ({}, [], "")
    assert second["statistics"]["looked_at"] == 1
    assert "chance" not in first["headline"]


def test_a_break_between_the_windows_forbids_the_comparison() -> None:
    broken = with_family(windows(MISSING, {CHILDREN: (95, 61)}), breaks=(Break("2022-23", "Counted by a new rule."),))
    content = build_table(broken)
    assert content["statistics"]["sentences"] == ["The two periods are not compared: Counted by a new rule."]
    assert (
        "Break in the series: figures from 2022-23 onwards cannot be compared with earlier figures. Counted by "
        "a new rule."
    ) in (content["notes"])
    earlier = with_family(broken, breaks=(Break("2021-22", "Old."), Break("2030-31", "To come.")))
    assert entries(build_table(earlier))[CHILDREN]["verdict"] == "higher"
    assert not any("2030-31" in note for note in build_table(earlier)["notes"])


def test_a_leap_year_is_a_day_longer() -> None:
    assert build_table(windows(MISSING, {CHILDREN: (9, 9)}, "2023-24"))["statistics"]["days"] == [366, 365]
    assert build_table(windows(MISSING, {CHILDREN: (9, 9)}))["statistics"]["days"] == [365, 365]


def test_tables_of_another_shape_come_back_as_they_are() -> None:
    other = {"slug": "contact-sources", "shape": "categories", "statistics": {}}
    assert annotated_windows([other]) == [other]


def test_looking_again_changes_nothing() -> None:
    once = list(release().values())
    assert annotated(once) == once
