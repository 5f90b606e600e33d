"""How complete a report is: of a year, from what is approved now, and of an edition, from what it froze. Reads only."""

import json
from dataclasses import replace

from partnership.models import ReportingYear
from reports.completeness.evaluation import Completeness, evaluate
from reports.completeness.facts import Facts
from reports.completeness.states import Item
from reports.completeness.view import ReportView, view_of, view_of_frozen
from reports.contributions.queries import written_for
from reports.document.assemble import assemble
from reports.document.completeness_facts import choices_of, read_facts, what_followed
from reports.document.sections import SECTIONS
from reports.editions.models.edition import Edition


def facts_of(year: ReportingYear) -> Facts:
    """The facts of a year, read by themselves. A constant number of queries."""
    titles = {maker.key: maker.title for maker in SECTIONS}
    return read_facts(year, written=written_for(year), choices=choices_of(year), titles=titles)


def seen_now(year: ReportingYear) -> ReportView:
    """The report as it would be built now."""
    return view_of(assemble(year).sections)


def judge_year(year: ReportingYear) -> Completeness:
    """How complete the report would be if it were built now."""
    return evaluate(seen_now(year), facts_of(year))


def judge_edition(edition: Edition) -> Completeness:
    """How complete an edition is, with what followed its publication. Nothing is missing in one that is not frozen."""
    if not edition.frozen:
        return Completeness(())
    published_on, sent = what_followed(edition)
    facts = replace(facts_of(edition.year), published_on=published_on, sent=sent)
    return evaluate(view_of_frozen(json.loads(edition.frozen)["sections"]), facts)


def sentence_of(item: Item) -> str:
    """Why a report is held back for an item, and what would help."""
    requirement, finding = item.requirement, item.finding
    return (
        f"{requirement.id} is missing: {requirement.text} ({requirement.citation}). {finding.evidence} "
        f"{finding.to_do} Or the chair can agree to publish without it, with a reason that the report prints."
    )


def what_is_missing(edition: Edition) -> list[str]:
    """A sentence for each demanded item that the edition lacks and that the chair has not overridden."""
    return [sentence_of(item) for item in judge_edition(edition).blocking]
