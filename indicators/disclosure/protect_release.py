"""Protects the tables of a release and attacks what comes out, before anybody may publish it. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indicators.definitions.calculations import rate_agrees
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.across import canonical_key
from indicators.disclosure.apply import protected
from indicators.disclosure.assemble import Assembly, assemble, tells
from indicators.disclosure.change_rules import OTHERWISE, Measure, Place, counted
from indicators.disclosure.left_out import families_to_leave_out, without
from indicators.disclosure.published import Content, Policies, Published, Withheld
from indicators.disclosure.rates_alone import known_people
from indicators.disclosure.solver.attack import Interval, SolverError
from indicators.disclosure.solver.audit import AttackResult, Audit, Why, audit, intervals
from indicators.disclosure.solver.exposure import Exposure, settle
from indicators.disclosure.solver.facts import FactError
from indicators.disclosure.solver.problem import Problem, ProblemError
from indicators.disclosure.solver.protect import Protection, Unprotectable, protect
from partnership.days import day

# What stops an attack before its end. Nothing is proven then.
CANNOT_ATTACK = (SolverError, ProblemError, FactError)
EVERY = "every count"
# A conclusion that was drawn before: the count's key, and the least and the most that it can be.
Known = tuple[str, tuple[int | None, ...]]
# Makes the tables of these returns, as they will be read.
Build = Callable[[Sequence[Snapshot]], Sequence[Content]]


@dataclass(frozen=True)
class HiddenCell:
    """A count that is not printed, for reviewers: where, why, and what a reader can conclude."""

    place: Place
    why: Why
    before: Interval | None
    after: Interval | None


@dataclass(frozen=True)
class Outcome:
    """What was hidden, and whether the tables withstood the attack.

    `problem` says in words why nothing may be published; empty where everything is safe. `left_out` names the families
    whose tables are not in it, because a small count of theirs could not be protected, each with the reason.
    """

    snapshots: Sequence[Snapshot]
    contents: Sequence[Content]
    hidden: tuple[HiddenCell, ...] = ()
    findings: tuple[AttackResult, ...] = ()
    exposed: tuple[Exposure, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    lost: int = 0
    least: int = 0
    problem: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether the tables may be published as far as disclosure goes."""
        return not self.problem


def protect_returns(
    snapshots: Sequence[Snapshot], policies: Policies, published: Sequence[Published], build: Build
) -> Outcome:
    """Hide what must be hidden, make the tables, and attack the tables themselves.

    The attack reads the finished tables, beside everything published before, and knows nothing of what was meant to be
    hidden: a mistake anywhere between the plan and the page is found by it. Where the counts cannot be protected, or
    the attack succeeds, all counts of the tables are kept back and `problem` says why. Where the counts of some family
    alone cannot be, its table stays out and the others are published.
    """
    try:
        return _protected(snapshots, policies, published, build)
    except Unprotectable as error:
        left_out = families_to_leave_out(
            snapshots, policies, error.keys, lambda rest: _stuck(rest, policies, published)
        )
        why = cannot_protect(error.keys)
        if not left_out:
            return _refused(snapshots, policies, build, why)
    try:
        outcome = _protected(without(snapshots, left_out), policies, published, build)
    except Unprotectable as error:
        return _refused(snapshots, policies, build, cannot_protect(error.keys))
    return replace(outcome, left_out=dict.fromkeys(left_out, why))


def _stuck(snapshots: Sequence[Snapshot], policies: Policies, published: Sequence[Published]) -> Collection[str]:
    """The counts of these returns that nothing protects. What cannot be tested counts as such."""
    try:
        protect(assemble(snapshots, policies, published).problem())
    except Unprotectable as error:
        return error.keys
    except CANNOT_ATTACK:
        return (EVERY,)
    return ()


def _protected(
    snapshots: Sequence[Snapshot], policies: Policies, published: Sequence[Published], build: Build
) -> Outcome:
    """What comes out where the counts can be protected. Raises `Unprotectable` where they cannot."""
    try:
        assembly = assemble(snapshots, policies, published)
        plan = protect(assembly.problem())
        waiting = _given_away_by_waiting(snapshots, policies, published, plan)
        people = known_people(snapshots, published, policies)
        names = {**assembly.names, **assembly.names_of_rates}
        shown = [protected(one, names, plan.hidden, policies[one.family.slug], people) for one in snapshots]
        contents = build(shown)
        attacked = audit(_as_printed(assembly, snapshots, contents), ())
        compared = audit(assembly.problem(), plan.hidden, compare=True)
    except CANNOT_ATTACK as error:
        return _refused(snapshots, policies, build, f"We could not finish testing the tables: {error}")
    if waiting:
        return _refused(snapshots, policies, build, waiting)
    if not attacked.passed:
        keys = [finding.key for finding in attacked.unsafe]
        return _refused(
            snapshots, policies, build, f"The tables would still reveal: {', '.join(map(place_words, keys))}."
        )
    return Outcome(
        snapshots=shown,
        contents=contents,
        hidden=tuple(_hidden_cells(assembly, compared, attacked)),
        findings=attacked.findings,
        exposed=plan.exposed,
        withheld=tuple(_withheld(assembly, plan, policies)),
        counts=_sizes(assembly.problem()),
        lost=plan.lost,
        least=plan.least,
    )


def _given_away_by_waiting(
    snapshots: Sequence[Snapshot], policies: Policies, published: Sequence[Published], plan: Protection
) -> str:
    """Which counts only a release gives away that is made and not out yet, in words; empty where there is none.

    Such a count is no longer kept back. It must not be printed on the word of a release that may still be called off.
    """
    public = [one for one in published if one.is_public]
    if len(public) == len(published) or not plan.exposed:
        return ""
    _, exposures = settle(assemble(snapshots, policies, public).problem())
    known = {(place_words(one.key), one.interval) for one in exposures}
    named = [words for one in plan.exposed if ((words := place_words(one.key)), one.interval) not in known]
    if not named:
        return ""
    return (
        f"A release waiting to be published would reveal: {'; '.join(named)}. Cancel it and request it again, "
        "or wait until it is published."
    )


def place_words(key: str) -> str:
    """A quantity as people can find it: family, row and window."""
    try:
        measure = Measure.from_key(key.partition(OTHERWISE)[0])
    except ValueError:
        return key
    return f"{measure.row} in {measure.family}, {day(measure.starts_on)} to {day(measure.ends_on)}"


def cannot_protect(keys: Iterable[str]) -> str:
    """Why nothing can be published, and what would help."""
    named = "; ".join(place_words(key) for key in keys)
    return (
        f"Whatever is suppressed, a reader could still work out: {named}. Figures that are already public or "
        "always shown reveal it. Agree a policy for the family that shows less, such as suppressing zeros as "
        "well."
    )


def _populations(snapshots: Sequence[Snapshot]) -> dict[Measure, int]:
    """The people behind rates, by what is counted of them.

    A printed rate may have been worked out over another estimate than the one that is loaded: then it is none of these.
    """
    found = {}
    for one in snapshots:
        period = parse_period(one.period)
        for area, estimate in one.estimates.items():
            if not _is_over(one, area, estimate.persons):
                continue
            found[Measure(one.family.slug, area, period.starts_on, period.ends_on)] = estimate.persons
            found[Measure(one.family.slug, area, period.ends_on, period.ends_on)] = estimate.persons
    return found


def _is_over(snapshot: Snapshot, area: str, persons: int) -> bool:
    """Whether the rate of an area is its count over these people, within half of its last digit."""
    count, rate = (snapshot.value(area, column).number for column in ("count", "rate"))
    decimals = snapshot.family.column("rate").decimals
    return count is not None and rate is not None and rate_agrees(count, persons, rate, decimals, snapshot.family.per)


def _as_printed(assembly: Assembly, snapshots: Sequence[Snapshot], contents: Sequence[Content]) -> Problem:
    """The problem whose cells are the printed numbers: all of them known, none hidden."""
    return assembly.problem(cells=tells(assembly, contents, _populations(snapshots)))


def _refused(snapshots: Sequence[Snapshot], policies: Policies, build: Build, problem: str) -> Outcome:
    """Nothing may be published; a preview then shows no count at all."""
    names = {one.place: EVERY for snapshot in snapshots for one in counted(snapshot)}
    shown = [protected(one, names, {EVERY}, policies[one.family.slug]) for one in snapshots]
    return Outcome(snapshots=shown, contents=build(shown), problem=problem)


def _hidden_cells(assembly: Assembly, compared: Audit, attacked: Audit) -> Iterable[HiddenCell]:
    before = {finding.key: finding.before for finding in compared.findings}
    after = {finding.key: finding.after for finding in attacked.findings}
    for place, name in assembly.names.items():
        if name in compared.reasons:
            yield HiddenCell(place, compared.reasons[name], before.get(name), after.get(name))


def _withheld(assembly: Assembly, plan: Protection, policies: Policies) -> Iterable[Withheld]:
    """Every count that is not printed as it is, with what was promised of it."""
    values = assembly.book.values
    seen: set[Withheld] = set()
    for place, name in assembly.names.items():
        policy = policies[place.family]
        # What two families count has one name, and is withheld by each of them.
        one = Withheld(assembly.measures[place].key, values[name], assembly.book.stays(name))
        if one not in seen and (name in plan.hidden or policy.shown(values[name]) != values[name]):
            seen.add(one)
            yield one


def _sizes(problem: Problem) -> dict[str, int]:
    return {
        "quantities": len(problem.quantities),
        "relations": len(problem.relations),
        "facts already public": len(problem.known),
        "numbers that could be suppressed": len(problem.cells),
    }


def wider_conclusions(
    snapshots: Sequence[Snapshot], policies: Policies, published: Sequence[Published], outcome: Outcome
) -> dict[Place, Interval]:
    """What a reader can conclude of each hidden count that is not sensitive itself, of the tables as they are printed.

    For reviewers alone: the guarantee does not need it. Empty where the solver came to no end.
    """
    assembly = assemble(snapshots, policies, published)
    names = {cell.place: assembly.names[cell.place] for cell in outcome.hidden if cell.after is None}
    try:
        found = intervals(_as_printed(assembly, snapshots, outcome.contents), (), names.values())
    except SolverError:
        return {}
    return {place: found[name] for place, name in names.items()}


def broken_promises(published: Sequence[Published], named: Collection[Known] = ()) -> list[str]:
    """Which counts a reader of these tables can conclude more of than was promised, in words.

    The words go into mails and into the audit trail, so they name the count and never say what can be concluded of it.
    `named` are conclusions that were there before and are named already.
    """
    try:
        found = given_away(published, named)
    except CANNOT_ATTACK as error:
        return [f"We could not finish testing the tables: {error}"]
    return [f"{place_words(one.key)}: a reader can work out more than the policy allows." for one in found]


def given_away(published: Sequence[Published], named: Collection[Known] = ()) -> list[Exposure]:
    """What a reader of these tables can conclude of counts that one of them withheld. Raises what stops an attack."""
    problem = assemble([], {}, published).problem()
    _, exposures = settle(problem)
    promised = {one.key: one.stays for one in problem.sensitive}
    known_by_name = [(canonical_key(key), known) for key, known in named]
    return [
        one
        for one in exposures
        if not any(key == one.key and _keeps(one.interval, promised[key], known) for key, known in known_by_name)
    ]


def _keeps(interval: Interval, promised: tuple[int, int] | None, known: tuple[int | None, ...]) -> bool:
    """Whether what could still be promised, beside what was known and named before, is still possible."""
    assert promised is not None, "only what was promised can be exposed"
    lower, upper = known
    return interval.contains(max(promised[0], lower or 0), promised[1] if upper is None else min(promised[1], upper))
