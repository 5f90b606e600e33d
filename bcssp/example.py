"""Loading the example, step by step, through the services that people use: it holds no state they could not reach."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings

from indicators import services as figures
from indicators.catalogue import get_family
from indicators.models.submission import form_rows
from indicators.sources import (
    DFE_INDICATORS,
    RATE_NOTE,
    RATES,
    dfe_cells,
    load_areas,
    load_neighbour_sets,
    police_cells,
)
from indicators.values import Value, ValueState
from partnership.exceptions import DomainError
from partnership.models import Group, Organisation, ReportingYear, User
from partnership.services import (
    add_group,
    add_organisation,
    add_person,
    add_seat,
    close_year,
    found_partnership,
    open_year,
)
from review import services as review
from review.models import Reviewable
from review.transitions import Verb

EXAMPLE = settings.BASE_DIR / "data" / "example"
YEAR = "2022-23"
POLICE_NOTE = (
    "The report of 2022-23 does not date its windows. They are assumed to be the years to 31 March 2023 and to "
    "31 March 2022."
)
ILLUSTRATIVE_NOTE = "Illustrative figures, not real data: the values behind this chart of the 2022-23 report are lost."
LOST = "The values behind this chart of the 2022-23 report are lost"


def read(name: str) -> dict[str, Any]:
    """One of the example's files."""
    with (EXAMPLE / name).open("rb") as file:
        return tomllib.load(file)


@dataclass
class Example:
    """The people and years of the example, and whether illustrative figures are left out."""

    password: str
    real_only: bool
    say: Callable[[str], None]
    people: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    years: dict[str, ReportingYear] = field(default_factory=dict)

    @property
    def coordinator(self) -> User:
        """Keeps structure, edits, publishes."""
        return self.people["coordinator@example.org"]

    @property
    def chair(self) -> User:
        """The independent chair."""
        return self.people["chair@example.org"]

    def partner(self, organisation: Organisation) -> User:
        """Who writes for an organisation."""
        return self.people[f"partner.{organisation.slug}@example.org"]

    def board(self) -> User:
        """Decides on what the council and the police sent: of neither."""
        return self.people["board.icb@example.org"]

    def through_review(self, item: Reviewable, by: User) -> Reviewable:
        """Submit and approve, and publish what is published by itself."""
        item = review.move(obj=item, verb=Verb.SUBMIT, by=by, revision=item.revision)
        item = review.move(obj=item, verb=Verb.APPROVE, by=self.board(), revision=item.revision)
        if item.publishes:
            item = review.move(obj=item, verb=Verb.PUBLISH, by=self.coordinator, revision=item.revision)
        return item


def load_structure(example: Example) -> None:
    """Organisations, people, groups, seats, years."""
    data = read("structure.toml")
    coordinator = found_partnership(
        profile=settings.PARTNERSHIP,
        council=data["council"],
        coordinator_email="coordinator@example.org",
        coordinator_name="Partnership coordinator",
        password=example.password,
    )
    example.people[coordinator.email] = coordinator
    for entry in data["organisations"]:
        add_organisation(by=coordinator, **entry)
    example.organisations = {organisation.slug: organisation for organisation in Organisation.objects.all()}
    for entry in data["people"]:
        organisation = example.organisations.get(entry.pop("organisation", ""))
        person = add_person(by=coordinator, organisation=organisation, password=example.password, **entry)
        example.people[person.email] = person
    groups: dict[str, Group] = {}
    for entry in data["groups"]:
        parent = groups.get(entry.pop("parent", ""))
        groups[entry["slug"]] = add_group(by=coordinator, parent=parent, **entry)
    for entry in data["seats"]:
        add_seat(
            by=coordinator,
            **{
                **entry,
                "group": groups[entry["group"]],
                "organisation": example.organisations.get(entry.get("organisation", "")),
                "holder": example.people.get(entry.get("holder", "")),
                "deputy": example.people.get(entry.get("deputy", "")),
            },
        )
    for slug in data["years"]:
        example.years[slug] = open_year(slug=slug, by=coordinator)


def load_figures(example: Example) -> None:
    """The three rates with their years before, the police tables, and what is illustrative or lost."""
    load_areas(by=example.coordinator)
    load_neighbour_sets(by=example.coordinator)
    year = example.years[YEAR]
    for slug, earlier in sorted(example.years.items()):
        example.say(f"  rates of {slug}")
        for family_slug in DFE_INDICATORS:
            areas = {row.key for row in form_rows(get_family(family_slug), earlier)}
            cells = dfe_cells(RATES, family_slug, earlier.ends_on.year, areas)
            _send(example, family_slug, earlier, cells, RATE_NOTE)
        if earlier != year:
            close_year(year=earlier, by=example.coordinator)
    for family_slug, cells in police_cells().items():
        _send(example, family_slug, year, cells, POLICE_NOTE)
    lost = read("figures.toml")["family"]
    for family_slug, rows in lost.items():
        note = f"{LOST}." if example.real_only else ILLUSTRATIVE_NOTE
        _send(example, family_slug, year, _lost_cells(family_slug, rows, real_only=example.real_only), note)
    figures.make_release(year=year, title=f"Figures for {YEAR}", by=example.coordinator)


def _lost_cells(family_slug: str, rows: dict[str, Any], *, real_only: bool) -> dict[tuple[str, str], Value]:
    columns = [column.key for column in get_family(family_slug).input_columns]
    cells = {}
    for row, numbers in rows.items():
        for column, number in zip(columns, numbers if isinstance(numbers, list) else [numbers], strict=True):
            if real_only:
                cells[row, column] = Value(ValueState.UNABLE_TO_SUPPLY, reason=LOST)
            else:
                state = ValueState.REPORTED if number else ValueState.NIL
                cells[row, column] = Value(state, Decimal(number), illustrative=True)
    return cells


def _send(
    example: Example, family_slug: str, year: ReportingYear, cells: dict[tuple[str, str], Value], note: str
) -> None:
    family = get_family(family_slug)
    organisation = next(o for o in example.organisations.values() if o.kind == family.supplier_kind)
    by = example.partner(organisation)
    submission = figures.start_submission(
        family=family, year=year, organisation=organisation, by=by, cells=cells, note=note
    )
    example.through_review(submission, by)


STEPS: tuple[tuple[str, Callable[[Example], None]], ...] = (
    ("structure, people and years", load_structure),
    ("figures and their release", load_figures),
)


def load(example: Example) -> None:
    """Load everything, saying how far it is. Raises `DomainError` in a database that is not empty."""
    if User.objects.exists():
        raise DomainError("This database is in use. The example is loaded into an empty one only.")
    for number, (label, step) in enumerate(STEPS, start=1):
        example.say(f"Example {number} of {len(STEPS)}: {label}")
        step(example)
