"""Campaigns by number, the same on every machine: shapes by chance, their releases in each other's midst."""

from collections.abc import Iterator
from random import Random

from tests.disclosure.attack.portal import Portal
from tests.disclosure.attack.shapes import SHAPES, Script

# Releases of a campaign.
FEWEST, MOST = 4, 8
# Families of which each shape sends returns: two shapes of a campaign share none.
FAMILIES = {
    "periods": {"enquiry-outcomes", "child-sexual-exploitation"},
    "revisions": {"enquiry-outcomes"},
    "corrections": {"section-42-outcomes"},
    "same counts": {"section-42-outcomes", "adult-safeguarding-summary", "enquiry-outcomes", "desired-outcomes"},
    "years across": {"section-42-outcomes", "adult-safeguarding-summary"},
    "definitions": {"missing-children", "safety-and-anti-bullying"},
    "rates": {"child-protection-plans-rate", "children-looked-after-rate"},
    "rolling": {"enquiry-outcomes", "child-sexual-exploitation", "section-42-outcomes"},
    "contacts": {"contact-sources"},
    "closed years": {"child-sexual-exploitation"},
    "factors": {"assessment-factors"},
}
# Shapes that send returns of the years that another shape closes.
EARLIER = {"years across", "definitions", "rates", "contacts"}


def made(number: int) -> tuple[str, Script]:
    """The campaign of this number, with the names of its shapes: the first goes round, everything else is drawn."""
    rng = Random(f"campaign {number}")
    first = list(SHAPES)[number % len(SHAPES)]
    chosen, taken = [first], set(FAMILIES[first])
    for name in rng.sample(list(SHAPES), len(SHAPES)):
        if not taken & FAMILIES[name] and not ("closed years" in (name, *chosen) and {name, *chosen} & EARLIER):
            chosen.append(name)
            taken |= FAMILIES[name]
    scripts = [(name, SHAPES[name](Random(f"{name} {number}"))) for name in chosen]

    def script(portal: Portal) -> Iterator[str]:
        waiting = [one(portal) for _, one in scripts]
        active, waiting, releases = waiting[:2], waiting[2:], 0
        while releases < MOST and (active or (waiting and releases < FEWEST)):
            if not active:
                active.append(waiting.pop(0))
            turn = rng.choice(active)
            try:
                year = next(turn)
            except StopIteration:
                active.remove(turn)
                continue
            releases += 1
            yield year

    return f"campaign {number} ({' + '.join(chosen[:2])})", script
