"""The example's organisations, people, groups, seats and years."""

from django.conf import settings

from bcssp.example.stage import Example, read
from partnership.models import Group, Organisation
from partnership.services import add_group, add_organisation, add_person, add_seat, found_partnership, open_year


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
