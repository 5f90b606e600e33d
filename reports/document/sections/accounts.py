"""What each member did to carry out the strategy, in its own words."""

from typing import Any

from partnership.days import day, stored_day_in_words
from partnership.models import ReportingYear
from reports.content import Entry, NarrativePart, NarrativeSection
from reports.content.prose import plain, prose
from reports.contributions.queries import AccountOf
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted, sentence
from reports.document.sections.statements import asked

NONE_APPROVED = "No approved account for this year."


def accounts(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """One part for each member, which says so where nothing was approved. None where there are no members."""
    told = inputs.written.accounts
    if not told:
        return None
    approved = sum(account.content is not None for account in told)
    introduction = (
        f"We asked each organisation that held a seat on {day(year.ends_on)} what it did to carry out the "
        f"strategy, what difference it made and how it knows. {approved} of "
        f"{counted(len(told), 'account', 'accounts')} {'is' if approved == 1 else 'are'} approved."
    )
    return NarrativeSection(
        anchor="accounts",
        title="What each member did",
        introduction=plain(introduction),
        parts=tuple(_part(account) for account in told),
    )


def _part(account: AccountOf) -> NarrativePart:
    anchor, content = f"account-{account.slug}", account.content
    if content is None:
        return NarrativePart(anchor=anchor, title=account.name, body=plain(NONE_APPROVED))
    return NarrativePart(
        anchor=anchor,
        title=content["organisation"]["title"],
        body=(
            *prose(content["what_we_did"]),
            *asked("So what? What difference did it make?", content["difference"]),
            *asked("How we know", content["how_we_know"]),
            *asked("What we will do next", content["next_steps"]),
        ),
        entries=tuple(_entries(content)),
    )


def _entries(content: dict[str, Any]) -> list[Entry]:
    entries = [Entry("Kind of evidence", sentence(content["evidence_kind_label"]))]
    if content["considered_by"]:
        when = content["considered_on"]
        dated = f", {stored_day_in_words(when)}" if when else ""
        entries.append(Entry("Considered by", sentence(f"{content['considered_by']}{dated}")))
    return entries
