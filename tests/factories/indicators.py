"""Factories of returns and releases. They walk the real transitions, through the real services."""

from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings

from bcssp.example.sources import RATES, dfe_cells, load_areas, load_neighbour_sets, police_cells
from indicators.definitions.families import Family, get_family
from indicators.definitions.values import Value, reported
from indicators.models import Area, NeighbourSet, Release, Submission
from indicators.releases.services import make_release
from indicators.returns.models.submission import form_rows
from indicators.returns.questions import confirm_findings
from indicators.returns.services import start_submission, submit_figures
from partnership.models import Organisation, ReportingYear, User
from review.services import move
from review.transitions import Verb
from tests.factories.partnership import OrganisationFactory, UserFactory

Cell = tuple[str, str]
Cells = Mapping[Cell, Value]


def make_areas() -> NeighbourSet:
    """The areas and sets of neighbours that come with the portal; gives the set in use."""
    coordinator = UserFactory(roles=["coordinator"])
    load_areas(by=coordinator)
    load_neighbour_sets(by=coordinator)
    assert Area.objects.filter(slug=settings.PARTNERSHIP.area.slug).exists()
    return NeighbourSet.objects.get(slug=settings.PARTNERSHIP.neighbour_set)


def example_cells(family: Family, year: ReportingYear) -> dict[Cell, Value]:
    """A full set of answers that breaks no rule: real ones where they are known."""
    if family.theme == "police":
        return dict(police_cells()[family.slug])
    rows = form_rows(family, year)
    if family.is_area_rates:
        return dfe_cells(RATES, family.slug, year.ends_on.year, {row.key for row in rows})
    # Bases come first in their families, and have to cover what follows.
    numbers = {"concluded": 100, "expressed": 60, "assessments": 500, "none-expressed": 40}
    numbers |= {"not-asked": 0, "dont-know": 0, "not-recorded": 0} | {"fully-achieved": 60, "concerns": 90}
    numbers |= {"partially-achieved": 0, "not-achieved": 0}
    # What several families count is as many in each of them.
    numbers |= {"section-42-concluded": 100, "ceased": 13, "removed": 0}
    return {
        (row.key, column.key): reported(numbers.get(row.key, 12 + index))
        for index, row in enumerate(rows)
        for column in family.input_columns
    }


def illustrative(cells: Cells) -> dict[Cell, Value]:
    """The same answers, marked as made up."""
    return {cell: replace(value, illustrative=True) for cell, value in cells.items()}


def partner_of(organisation: Organisation) -> User:
    """A partner of the organisation, made if there is none."""
    found = User.objects.filter(organisation=organisation, role_grants__role="partner").first()
    return found or UserFactory(organisation=organisation, roles=["partner"])


def a_reviewer() -> User:
    """Someone of the board whose organisation sends no figures."""
    organisation = OrganisationFactory(slug="reviewing-board", name="The Reviewing Board")
    found = User.objects.filter(organisation=organisation).first()
    return found or UserFactory(organisation=organisation, roles=["board_member"])


def draft_return(
    slug: str, year: ReportingYear, organisation: Organisation, cells: Cells | None = None, note: str = ""
) -> Submission:
    """A return with its figures, saved by a partner."""
    family = get_family(slug)
    return start_submission(
        family=family,
        year=year,
        organisation=organisation,
        by=partner_of(organisation),
        cells=example_cells(family, year) if cells is None else cells,
        note=note,
    )


def submitted_return(
    slug: str, year: ReportingYear, organisation: Organisation, cells: Cells | None = None, note: str = ""
) -> Submission:
    """A return that waits for review."""
    draft = draft_return(slug, year, organisation, cells, note)
    return submit_figures(submission=draft, by=partner_of(organisation), revision=draft.revision)


def explained(submission: Submission) -> Submission:
    """A draft with a comment on every figure that the checks ask about."""
    asked = {problem.key: "The figure is as counted." for problem in submission.open_confirmations()}
    by = partner_of(submission.organisation)
    return confirm_findings(submission=submission, comments=asked, by=by, revision=submission.revision)


def approve(submission: Submission) -> Submission:
    """Have somebody from another organisation approve it."""
    return move(obj=submission, verb=Verb.APPROVE, by=a_reviewer(), revision=submission.revision)


def approved_return(
    slug: str, year: ReportingYear, organisation: Organisation, cells: Cells | None = None, note: str = ""
) -> Submission:
    """A return that was submitted and approved."""
    return approve(submitted_return(slug, year, organisation, cells, note))


def a_release(year: ReportingYear, title: str = "Figures for 2022-23", note: str = "Corrected by a test.") -> Release:
    """A public release of what is approved for the year."""
    coordinator = UserFactory(roles=["coordinator"])
    return make_release(year=year, title=title, note=note, by=coordinator)
