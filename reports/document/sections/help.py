"""Whom to call: every public document of the partnership says so."""

from partnership.models import ReportingYear
from partnership.profile import Contact
from reports.content import EntriesGroup, EntriesSection, Entry
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import sentence


def worried(year: ReportingYear, inputs: Inputs) -> EntriesSection | None:
    """The contacts of the partnership's profile."""
    if not inputs.profile.contacts:
        return None
    entries = tuple(_entry(contact) for contact in inputs.profile.contacts)
    return EntriesSection(
        anchor="help",
        title="Worried about someone?",
        introduction=plain("You do not need proof, and you do not need to be sure. Tell someone."),
        groups=(EntriesGroup("Who to call", "help-contacts", entries),),
    )


def _entry(contact: Contact) -> Entry:
    ways = [contact.telephone, contact.url, contact.hours]
    told = ", ".join(way for way in ways if way)
    return Entry(contact.label, " ".join(part for part in (sentence(told), sentence(contact.note)) if part))
