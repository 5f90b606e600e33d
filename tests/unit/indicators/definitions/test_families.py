"""The definitions: complete, signed, dated; and what is refused."""

import copy
import csv
import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bcssp.example.sources import POLICE
from indicators.definitions.code_sets import rows_of_code_set
from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import (
    DEFINITIONS,
    Family,
    families,
    family_choices,
    get_family,
    load_families,
    parse_family,
)
from partnership.models.organisation import OrganisationKind

END = datetime.date(2023, 3, 31)


def test_every_family_of_the_report_is_defined_in_order() -> None:
    assert [family.slug for family in families() if family.in_effect(END)] == [
        "referrals-rate",
        "contact-sources",
        "assessment-factors",
        "child-protection-plans-rate",
        "children-looked-after-rate",
        "adult-safeguarding-summary",
        "section-42-outcomes",
        "enquiry-outcomes",
        "desired-outcomes",
        "missing-children",
        "safety-and-anti-bullying",
        "child-protection",
        "child-sexual-exploitation",
    ]
    assert family_choices()[0] == ("referrals-rate", "Referrals to children's social care")


@pytest.mark.parametrize("family", families(), ids=lambda family: family.slug)
def test_each_definition_is_signed_and_dated(family: Family) -> None:
    assert family.authored_by != family.checked_by
    assert family.next_review > family.agreed_on
    assert family.in_effect(family.effective_from.replace(year=family.effective_from.year + 1))
    assert family.supplier_kind in OrganisationKind.values
    assert family.caveats
    assert family.theme_title
    assert family.is_area_rates == (not family.fixed_rows)
    assert "{end}" in family.period


def test_police_rows_are_those_of_the_printed_table() -> None:
    with POLICE.open(encoding="utf-8") as file:
        printed = [row["indicator"] for row in csv.DictReader(file)]
    police = [family for family in families() if family.theme == "police" and family.in_effect(END)]
    defined = [row.label for family in police for row in family.rows_on(END)]
    assert defined == printed


def test_legacy_codes_belong_to_the_years_before_they_were_replaced() -> None:
    family = get_family("assessment-factors")
    before = {row.key for row in family.rows_on(datetime.date(2021, 3, 31))}
    after = {row.key for row in family.rows_on(END)}
    assert {"18a", "19a"} <= before
    assert not before & {"18b", "18c", "19b", "19c"}
    assert {"18b", "18c", "19b", "19c"} <= after
    assert not after & {"18a", "19a"}


def test_an_unread_label_says_that_it_has_to_be_checked() -> None:
    codes = {code.code: code for code in rows_of_code_set("cin_referral_sources.csv")}
    assert codes["5D"].label == "LA services: code 5D"
    assert codes["5D"].note == ""
    assert codes["5D"].to_check == "Label to be checked against the source."
    assert codes["6"].label == "Police"
    assert len(codes) == 22
    assert len(rows_of_code_set("cin_assessment_factors.csv")) == 43 + 1


def test_what_is_still_to_be_checked_is_not_for_readers() -> None:
    """The answers of the adults' families are those of the national tables; a date and a code are still open."""
    for family in families():
        texts = [*family.caveats, family.definition, family.method, *(row.note for row in family.fixed_rows)]
        assert not [text for text in texts if "to be checked" in text], family.slug
    adults = [row for family in families() if family.theme == "adults" for row in family.fixed_rows]
    assert not [row.key for row in adults if row.to_check]


def test_a_family_ends_with_its_date() -> None:
    data = sample() | {"effective_to": datetime.date(2020, 3, 31)}
    family = parse_family(data, "x.toml")
    assert family.in_effect(datetime.date(2020, 3, 31))
    assert not family.in_effect(datetime.date(2021, 3, 31))
    assert not family.in_effect(datetime.date(2015, 3, 31))


def sample() -> dict[str, Any]:
    return copy.deepcopy(tomllib.loads((DEFINITIONS / "missing-children.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " "}, "title is missing"),
        ({"definition": 3}, "definition is missing"),
        ({"agreed_on": "2026"}, "agreed_on must be a date"),
        ({"statements_read_on": None}, "read definition, method, caveats and labels for what they say of one count"),
        ({"statements_read_on": datetime.date(2027, 1, 1)}, "agreed_on must not be before statements_read_on"),
        ({"order": "1"}, "order must be a number"),
        ({"caveats": "none"}, "caveats must be a list"),
        ({"theme": "weather"}, "the theme weather is unknown"),
        ({"shape": "cube"}, "the shape cube is unknown"),
        ({"shape": "area_rates"}, "age_band must say of whom"),
        ({"shape": "area_rates", "age_band": "children"}, "age_band must say of whom"),
        ({"denominator": "guessed"}, "the denominator is unknown"),
        ({"polarity": "up"}, "the polarity up is unknown"),
        ({"checked_by": "Portal project: data definitions"}, "author and checker must be two"),
        ({"next_review": datetime.date(2020, 1, 1)}, "next_review must follow agreed_on"),
        ({"effective_to": datetime.date(2010, 1, 1)}, "effective_to must follow effective_from"),
        ({"columns": [{"key": "a", "label": "A", "computation": "change"}]}, "no column takes figures"),
        (
            {"columns": [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "computation": "magic"}]},
            "the computation of the column b is unknown",
        ),
        ({"columns": [{"key": "a", "label": "A"}, {"key": "a", "label": "B"}]}, "two columns have the same key"),
        ({"rows": []}, "there are no rows"),
        ({"rows": [{"key": "a", "label": "A"}] * 2, "rules": []}, "two rows have the same key"),
        ({"rows": [{"key": "a", "label": "A", "base": "b"}], "rules": []}, "no row has the key b"),
        ({"chart_rows": ["nobody"]}, "no row has the key nobody"),
        ({"rules": [{"code": "X", "kind": "guess", "because": "y"}]}, "the kind of the rule X is unknown"),
    ],
)
def test_a_bad_definition_is_refused_by_name(change: dict[str, Any], says: str) -> None:
    with pytest.raises(CatalogueError, match=says) as caught:
        parse_family(sample() | change, "x.toml")
    assert str(caught.value).startswith("x.toml: ")


def test_the_file_bears_the_name_of_its_slug(tmp_path: Path) -> None:
    text = (DEFINITIONS / "missing-children.toml").read_text(encoding="utf-8")
    (tmp_path / "other.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="must be the file's name"):
        load_families(tmp_path)
