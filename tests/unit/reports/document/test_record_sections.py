"""What the sections on reviews, training, costs, plans, quality and terms say, from records made by hand."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.models import Release, ReleaseTable
from reports.content import EntriesGroup, EntriesSection, Entry, NarrativeSection
from reports.content.freeze import freeze
from reports.content.prose import plain
from reports.contributions.forward import Promise
from reports.contributions.records import Records
from reports.contributions.safeguarding_reviews import Action, Review, ReviewFinding
from reports.document.sections.costs import costs, pounds, total
from reports.document.sections.forward import forward
from reports.document.sections.glossary import Term, glossary, is_used, load_glossary, only_terms_used
from reports.document.sections.quality import quality
from reports.document.sections.reviews import reviews
from reports.document.sections.training import evaluation, training
from tests.unit.reports.document.test_sections import NOTHING, YEAR


def told(records: Records) -> NarrativeSection:
    """The section on reviews of these records."""
    return reviews(YEAR, replace(NOTHING, records=records))


def a_review(**changes: Any) -> Review:
    """A review that concluded in the year."""
    values: dict[str, Any] = {
        "reference": "SAR 2022/1",
        "kind": "sar",
        "arm": "Safeguarding adults",
        "joint_with": "Another area",
        "begun_on": datetime.date(2021, 5, 2),
        "concluded_on": datetime.date(2022, 6, 1),
        "published_on": datetime.date(2022, 7, 1),
        "link": "https://example.org/review",
        "summary": "An adult was *not* heard.",
        "findings": (
            ReviewFinding(1, "Share.", "accepted", "2022-23", "", "done", (Action("2022-23", "Shared."),)),
            ReviewFinding(2, "Wait.", "later", "", "", "not_started", ()),
            ReviewFinding(3, "Not this.", "not_implemented", "2022-23", "It exists", "not_started", ()),
        ),
    }
    return Review(**{**values, **changes})


def test_a_concluded_review_is_told_with_dates_findings_decisions_and_where_to_read_it() -> None:
    section = told(Records(reviews=(a_review(),)))
    part = section.parts[0]

    assert part.anchor == "review-sar-2022-1"
    assert part.byline == "Begun 2 May 2021 · concluded 1 June 2022 · Safeguarding adults · with Another area"
    assert [row[2:] for row in part.tables[0].rows] == [
        ("Accepted (2022-23)", "Done"),
        ("To be decided later", "–"),
        ("Not to be implemented (2022-23). It exists.", "–"),
    ]
    assert '"href":"https://example.org/review"' in freeze(part)
    assert "Published 1 July 2022: read the review" in freeze(part)
    assert [one.anchor for one in section.parts] == [part.anchor, "reviews-acted", "reviews-refused", "reviews-none"]


def test_a_review_that_is_published_nowhere_or_has_no_finding_says_nothing_of_it() -> None:
    bare = told(Records(reviews=(a_review(published_on=None, link="", findings=()),))).parts[0]
    dated = told(Records(reviews=(a_review(link=""),))).parts[0]

    assert bare.tables == ()
    assert "ublished" not in freeze(bare)
    assert "Published 1 July 2022." in freeze(dated)


def test_where_every_kind_is_recorded_there_is_nothing_left_to_say_of_none() -> None:
    kinds = ("sar", "lcspr", "dhr", "rapid")
    concluded = tuple(a_review(kind=kind, reference=f"A {kind}") for kind in kinds)
    ongoing = tuple(a_review(kind=kind, reference=f"B {kind}", concluded_on=None) for kind in kinds)

    section = told(Records(reviews=(*concluded, *ongoing)))

    assert "reviews-none" not in [part.anchor for part in section.parts]
    assert "domestic abuse related death review" in freeze(section)
    anchors = [table.anchor for part in section.parts for table in part.tables]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize(
    ("answered", "changed", "shown"),
    [
        ("", "", ("not asked", "not asked")),
        ("0", "0", ("fewer than 5", "not shown")),
        ("4", "4", ("fewer than 5", "not shown")),
        ("5", "0", ("5", "0 of 5")),
        ("1200", "", ("1,200", "not asked")),
    ],
)
def test_evaluations_of_few_answers_are_not_told_apart(answered: str, changed: str, shown: tuple[str, str]) -> None:
    assert evaluation(answered, changed) == shown


def test_training_without_organisations_has_one_table_and_no_word_of_few_answers() -> None:
    course = {
        "title": "Listening",
        "arm": {"slug": "adults", "title": "Safeguarding adults"},
        "sessions": "1",
        "attended": "1000",
        "by_organisation": [],
        "answered": "",
        "practice_changed": "",
        "followed_up_after": "1",
    }

    section = training(YEAR, replace(NOTHING, records=Records(training={"note": "", "courses": [course]})))

    assert section is not None
    [table] = section.parts[0].tables
    assert table.rows[0] == (*("Listening", "Safeguarding adults", "1", "1,000", "not asked", "not asked", "1 month"),)
    assert table.note == "A person who attended two courses is counted twice."


def cost_line(direction: str, budget: str, actual: str) -> dict[str, str]:
    """A line of costs."""
    return {"direction": direction, "organisation": "", "what": "Staff", "budget": budget, "actual": actual}


def test_a_total_is_given_only_where_every_line_has_the_amount() -> None:
    lines = [cost_line("spending", "0.10", "0.20"), cost_line("spending", "0.20", "")]
    content = {"financial_impact": "", "lines": lines}

    section = costs(YEAR, replace(NOTHING, records=Records(costs=content)))

    assert section is not None
    [part] = section.parts
    assert part.tables[0].rows[-1] == ("Total", "£0.30", "not stated", "not stated")
    assert part.tables[0].note == "A total is shown only if every line has an amount."
    assert total(content, "spending", "budget") == Decimal("0.30")
    assert total(content, "contribution", "budget") is None
    assert "Planned: contributions not stated, spending £0.30." in freeze(section)
    assert "Actual:" not in freeze(section.introduction)


def test_pounds_are_printed_with_pence_and_a_minus() -> None:
    assert [pounds(Decimal(one)) for one in ("0", "-1234.5", "1000000")] == ["£0.00", "−£1,234.50", "£1,000,000.00"]


def test_promises_name_their_owner_and_what_they_carry_on() -> None:
    promises = (
        Promise("k1", "2022-23", 1, "Ask.", "police", "The Police", "p", "Learn", "We will learn"),
        Promise("k2", "2022-23", 2, "Tell.", "icb", "The ICB", "", "", ""),
    )

    section = forward(YEAR, replace(NOTHING, records=Records(forward={"introduction": ""}, promises=promises)))

    assert section is not None
    assert section.parts[0].tables[0].rows == (
        ("1", "Ask.", "The Police", "Learn: We will learn"),
        ("2", "Tell.", "The ICB", "–"),
    )


def released(**changes: Any) -> ReleaseTable:
    """A released table of five cells, each marked in another way."""
    texts = (("3 [p]", "reported"), ("4 [r]", "reported"), ("[x]", "unable_to_supply"), ("[c]", "confidential"))
    cells = [{"text": text, "state": state} for text, state in texts]
    content = {
        "title": "Contacts",
        "shape": "categories",
        "illustrative": False,
        "late_periods": ["2022-23"],
        "columns": [],
        "rows": [{"cells": cells}],
        "more_tables": [{"rows": [{"cells": [{"text": "5", "state": "reported"}]}]}],
    }
    return ReleaseTable(content=content | changes, revised_cells=2)


def test_data_quality_counts_what_the_release_says_of_its_own_cells() -> None:
    release = Release(title="R", missing=[{"slug": "x", "title": "Referrals"}])
    rates = released(
        title="Rates",
        shape="area_rates",
        illustrative=True,
        late_periods=[],
        columns=[{"key": "2023"}],
        rows=[{"key": "own", "cells": []}],
        more_tables=[],
        statistics={"denominators": {"2023": {"own": {"kind": "estimate"}, "sw": {"kind": "derived"}}}},
    )

    section = quality(YEAR, replace(NOTHING, release=release, tables=[released(), rates]))

    assert section is not None
    tables, missing = section.parts
    assert tables.tables[0].rows == (
        ("Contacts", "5", "1", "1", "1", "1", "1", "0", "0"),
        ("Rates", "0", "0", "0", "0", "0", "0", "1", "1"),
    )
    assert [entry.term for entry in missing.entries] == ["Referrals"]
    said = freeze(section.introduction)
    for sentence in (
        "5 cells in 2 tables",
        "1 cell is provisional and may still change.",
        "1 cell was revised by its supplier.",
        "1 cell could not be supplied or calculated.",
        "1 cell is suppressed",
        "4 cells differ from the previous release.",
        "1 table includes figures that came late.",
        "1 table is illustrative",
    ):
        assert sentence in said


def test_a_release_without_a_mark_says_that_nothing_came_late_and_lists_nothing_missing() -> None:
    plain_table = released(late_periods=[], rows=[], more_tables=[])
    plain_table.revised_cells = 0

    section = quality(YEAR, replace(NOTHING, release=Release(title="R", missing=[]), tables=[plain_table]))

    assert section is not None
    assert len(section.parts) == 1
    assert "0 cells in 1 table. No figures came late." in freeze(section.introduction)


def a_section(*texts: str) -> NarrativeSection:
    """A section that says these texts."""
    return NarrativeSection("other", "A title", plain("\n\n".join(texts)), ())


def terms_of(*sections: Any) -> list[str]:
    """The terms that are kept beside these sections."""
    kept = only_terms_used((*sections, glossary(YEAR, NOTHING)))
    return [entry.term for one in kept if isinstance(one, EntriesSection) for entry in one.groups[0].entries]


def test_the_glossary_keeps_the_terms_that_are_used_in_whatever_form() -> None:
    assert terms_of(a_section("Two rapid\nreviews, one SAR.")) == ["Rapid review", "Safeguarding adult review"]
    assert terms_of(a_section("We were in contact, and something was missing.")) == []
    assert terms_of(a_section("sars and csp are other words here")) == []


def test_a_report_that_uses_no_term_has_no_glossary_and_one_without_it_stays_as_it_is() -> None:
    only = a_section("Nothing.")

    assert only_terms_used((only, glossary(YEAR, NOTHING))) == (only,)
    assert only_terms_used((only,)) == (only,)


def test_a_term_names_its_law_and_says_whether_that_was_read() -> None:
    read = Term("X", "a thing", source="Some Act 2000, section 1")
    unread = replace(read, is_source_read=False)

    assert read.entry == Entry("X", "a thing. Source: Some Act 2000, section 1.")
    assert unread.entry.meaning.endswith("section 1 (to be checked at the source).")
    assert Term("X", "a thing").entry.meaning == "a thing."


def test_every_term_of_the_file_is_found_in_its_own_forms_and_stands_there_once() -> None:
    known = load_glossary()

    assert known.reviewed_on <= datetime.date(2026, 12, 31)
    assert len({term.term for term in known.terms}) == len(known.terms)
    assert [term.term for term in known.terms] == sorted((term.term for term in known.terms), key=str.casefold)
    for term in known.terms:
        assert term.meaning.strip()
        for form in term.forms if term.by_forms_alone else (term.term, *term.forms):
            assert is_used(term, f"about {form}, and more"), form
    assert isinstance(glossary(YEAR, NOTHING).groups[0], EntriesGroup)
