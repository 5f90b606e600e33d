"""Notes and sources: where each figure comes from, who answers for its definition, what is missing."""

from typing import Any

from partnership.models import ReportingYear
from reports.content import EntriesGroup, EntriesSection, Entry
from reports.content.prose import plain
from reports.document.authorship_notice import BASIS
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted, sentence


def notes(year: ReportingYear, inputs: Inputs) -> EntriesSection:
    """Sources by supplier, definitions, what was left out."""
    groups = (
        EntriesGroup("What this report is made from", "notes-basis", _basis(inputs)),
        EntriesGroup("Sources of the figures", "notes-sources", _sources(inputs)),
        EntriesGroup("Who is responsible for the definitions", "notes-definitions", _definitions(inputs)),
    )
    return EntriesSection(
        anchor="notes",
        title="Notes and sources",
        introduction=plain(
            f"This report was built from the portal's records, and can be rebuilt from the same records. {BASIS}"
        ),
        groups=tuple(group for group in groups if group.entries),
    )


def _basis(inputs: Inputs) -> tuple[Entry, ...]:
    progress = inputs.progress
    entries = [
        Entry(
            "Actions",
            f"Approved progress reports on {progress.action_count} of "
            f"{counted(progress.planned_count, 'action', 'actions')}. Unapproved reports are not included.",
        )
    ]
    if inputs.release is None:
        entries.append(Entry("Figures", "There is no release for this year."))
    else:
        reasons = {
            "no figures were approved": inputs.release.not_approved,
            "small numbers could not be protected": inputs.release.left_out,
        }
        left_out = [f"Left out, because {why}: {'; '.join(titles)}." for why, titles in reasons.items() if titles]
        entries.append(
            Entry(
                "Figures",
                f"{inputs.release.title}, release number {inputs.release.number} for the year. "
                + (" ".join(left_out) or "Nothing is left out."),
            )
        )
        entries.append(Entry("Content hash of the release (SHA-256)", inputs.release.content_hash))
    entries.append(Entry("Learning", "Published content only. Case studies without current consent are left out."))
    return tuple(entries)


def _contents(inputs: Inputs) -> list[dict[str, Any]]:
    return [table.content for table in inputs.tables]


def _gathered(lines: list[tuple[str, str]]) -> tuple[Entry, ...]:
    """One entry for each text, under the titles that share it, so that nothing is said twice."""
    titles: dict[str, list[str]] = {}
    for title, text in lines:
        titles.setdefault(text, []).append(title)
    return tuple(Entry("; ".join(named), text) for text, named in titles.items())


def _sources(inputs: Inputs) -> tuple[Entry, ...]:
    return _gathered(
        [
            (
                content["title"],
                f"{sentence(content['source'])} Supplied by {sentence(content['supplier'])} "
                f"Licence: {sentence(content['licence'])}",
            )
            for content in _contents(inputs)
        ]
    )


def _definitions(inputs: Inputs) -> tuple[Entry, ...]:
    return _gathered([(content["title"], sentence(content["definition_signed"])) for content in _contents(inputs)])
