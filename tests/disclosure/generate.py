"""Made-up sets of tables, the same for the same number on every machine.

A set is one release after another: a generator that gives a story, and is sent what was hidden of it before it tells
the next release, in which everything that was printed is known.
"""

from collections.abc import Generator
from itertools import pairwise, product
from random import Random

from tests.disclosure.story import (
    AddsUp,
    AtMost,
    Box,
    Change,
    Exactly,
    PercentChange,
    Rate,
    Rules,
    Share,
    Shows,
    Statement,
    Story,
    Within,
    Zeros,
)

Releases = Generator[Story, frozenset[str], None]
Boxes = list[Box]


def made(number: int) -> Releases:
    """The set of this number: its kind goes round, everything else is drawn."""
    names = list(KINDS)
    kind = names[number % len(names)]
    rng = Random(f"tables {number}")
    return KINDS[kind](rng, f"{kind} {number}", _rules(rng))


def _rules(rng: Random) -> Rules:
    threshold = rng.randint(3, 10)
    base = rng.choice([0, 0, 0, 3, 5, 10])
    return Rules(threshold, rng.choice(list(Zeros)), base)


def _count(rng: Random, rules: Rules) -> int:
    """A third are small or close to it, most have two digits, a few have five."""
    return rng.choice(
        [
            rng.randint(0, rules.threshold + 2),
            rng.randint(0, rules.threshold + 2),
            *(rng.randint(rules.threshold + 1, 60) for _ in range(4)),
            rng.choice([0, rng.randint(60, 600), rng.randint(60, 600), rng.randint(600, 40_000)]),
        ]
    )


def _cube(rng: Random, rules: Rules, sizes: tuple[int, ...]) -> tuple[dict[str, int], list[Statement], Boxes]:
    """A table of any number of dimensions with all its totals; `+` stands for the sum over one dimension."""
    inner = {places: _count(rng, rules) for places in product(*(range(size) for size in sizes))}
    counts: dict[str, int] = {}
    sums: list[Statement] = []
    boxes: Boxes = []
    for places in product(*([*range(size), None] for size in sizes)):
        name = _name(places)
        counts[name] = sum(
            count
            for key, count in inner.items()
            if all(want is None or want == place for want, place in zip(places, key, strict=True))
        )
        boxes.append(Box(name, Shows(name), level=places.count(None)))
        for at, place in enumerate(places):
            if place is None:
                parts = tuple(_name((*places[:at], each, *places[at + 1 :])) for each in range(sizes[at]))
                sums.append(AddsUp(parts, name))
    return counts, sums, boxes


def _name(places: tuple[int | None, ...]) -> str:
    return ".".join("+" if place is None else str(place) for place in places)


def _two_way(rng: Random, name: str, rules: Rules) -> Releases:
    counts, sums, boxes = _cube(rng, rules, (rng.randint(2, 5), rng.randint(2, 5)))
    yield Story(name, rules, counts, tuple(boxes), tuple(sums))


def _three_way(rng: Random, name: str, rules: Rules) -> Releases:
    counts, sums, boxes = _cube(rng, rules, (2, rng.randint(2, 3), rng.randint(2, 3)))
    yield Story(name, rules, counts, tuple(boxes), tuple(sums))


def _hierarchy(rng: Random, name: str, rules: Rules) -> Releases:
    """Places in districts in a whole, each by some group and in all."""
    groups = [str(number) for number in range(rng.randint(1, 3))]
    columns = [*groups, "+"] if len(groups) > 1 else groups
    counts: dict[str, int] = {}
    sums: list[Statement] = []
    boxes: Boxes = []
    districts = {f"d{number}": rng.randint(2, 3) for number in range(rng.randint(2, 3))}
    parts = {district: [f"{district}p{place}" for place in range(size)] for district, size in districts.items()}
    rows = {**parts, "all": list(districts)}
    for place in (place for places in parts.values() for place in places):
        counts |= {f"{place}.{group}": _count(rng, rules) for group in groups}
    for whole, places in rows.items():
        counts |= {f"{whole}.{group}": sum(counts[f"{place}.{group}"] for place in places) for group in groups}
        sums += [AddsUp(tuple(f"{place}.{one}" for place in places), f"{whole}.{one}") for one in columns]
    every = [*(place for places in parts.values() for place in places), *rows]
    if "+" in columns:
        for place in every:
            counts[f"{place}.+"] = sum(counts[f"{place}.{group}"] for group in groups)
            sums.append(AddsUp(tuple(f"{place}.{group}" for group in groups), f"{place}.+"))
    for place in every:
        level = 2 if place == "all" else int(place in districts)
        boxes += [Box(f"{place}.{one}", Shows(f"{place}.{one}"), level=level + int(one == "+")) for one in columns]
    yield Story(name, rules, counts, tuple(boxes), tuple(sums))


def _year_boxes(counts: dict[str, int], rules: Rules, topics: list[str], year: int, level: dict[str, int]) -> Boxes:
    """Current, previous, change and percent of each topic; of rounded counts, worked out from what is printed."""
    boxes: Boxes = []
    for topic in topics:
        now, before = f"{topic}.{year}", f"{topic}.{year - 1}"
        rank = level.get(topic, 0)
        boxes += [Box(f"now {topic}", Shows(now), level=rank), Box(f"before {topic}", Shows(before), level=rank)]
        needs = (f"now {topic}", f"before {topic}")
        exact = not rules.base
        boxes.append(Box(f"change {topic}", Change(now, before) if exact else None, needs))
        if counts[before]:
            boxes.append(Box(f"percent {topic}", PercentChange(now, before) if exact else None, needs))
    return boxes


def _tied(
    rng: Random, counts: dict[str, int], topics: list[str], years: range
) -> tuple[list[Statement], dict[str, int]]:
    """Make the last topics hang on the others: a total, people who are counted once, a part of the first."""
    always: list[Statement] = []
    level: dict[str, int] = {}
    tie = rng.choice(["total", "persons", "part", "none"])
    for year in years:
        names = [f"{topic}.{year}" for topic in topics]
        if tie == "total":
            counts[f"total.{year}"] = sum(counts[name] for name in names)
            always.append(AddsUp(tuple(names), f"total.{year}"))
            level["total"] = 1
        elif tie == "persons":
            whole = sum(counts[name] for name in names)
            counts[f"persons.{year}"] = rng.randint(max(counts[name] for name in names), whole)
            always.append(Within(f"persons.{year}", tuple(names)))
            always += [Within(name, (f"persons.{year}",)) for name in names]
            level["persons"] = 1
        elif tie == "part":
            counts[f"repeat.{year}"] = rng.randint(0, counts[names[0]])
            always.append(Within(f"repeat.{year}", (names[0],)))
            level["repeat"] = 0
    topics += level
    return always, level


def _years(rng: Random, name: str, rules: Rules) -> Releases:
    """One year beside the last, with shares and rates: some beside their counts, some instead of them."""
    topics = [f"t{number}" for number in range(rng.randint(2, 4))]
    counts = {f"{topic}.{year}": _count(rng, rules) for year in range(2) for topic in topics}
    always, level = _tied(rng, counts, topics, range(2))
    boxes = _year_boxes(counts, rules, topics, 1, level)
    if "total" in level and counts["total.1"]:
        boxes += [
            Box(
                f"share {topic}",
                None if rules.base else Share(f"{topic}.1", "total.1"),
                (f"now {topic}", "now total"),
            )
            for topic in topics[:2]
        ]
    if not rules.base:
        population = rng.choice([812, 5_400, 97_300])
        boxes.append(Box("rate t0", Rate("t0.1", population), ("now t0",)))
        # Rates and percentages of counts that are printed nowhere.
        counts["only"] = rng.randint(0, population // 40)
        boxes.append(Box("rate only", Rate("only", population, decimals=rng.choice([0, 1]))))
        if counts["t1.1"]:
            counts["of t1"] = rng.randint(0, counts["t1.1"])
            always.append(Within("of t1", ("t1.1",)))
            boxes.append(Box("share only", Share("of t1", "t1.1", rng.choice([0, 1]))))
    yield Story(name, rules, counts, tuple(boxes), tuple(always))


def _rolling(rng: Random, name: str, rules: Rules) -> Releases:
    """Windows of three months, of which no month is printed, in two editions of which the second goes on."""
    size = 3
    months = rng.randint(5, 8)
    counts = {f"m{month}": _count(rng, rules) for month in range(months)}
    windows = {f"w{month}": tuple(f"m{each}" for each in range(month, month + size)) for month in range(months - 2)}
    counts |= {window: sum(counts[month] for month in parts) for window, parts in windows.items()}
    earlier: list[Statement] = []
    first = months - 4
    for names in (list(windows)[:first], list(windows)[1:]):
        used = {*names, *(month for one in names for month in windows[one]), *_mentioned(earlier)}
        used |= {month for one in used & set(windows) for month in windows[one]}
        story = Story(
            f"{name} to {names[-1]}",
            rules,
            {key: count for key, count in counts.items() if key in used},
            tuple(Box(one, Shows(one)) for one in names),
            tuple(AddsUp(parts, one) for one, parts in windows.items() if one in used),
            tuple(earlier),
        )
        hidden = yield story
        earlier += story.printed(hidden)


def _mentioned(statements: list[Statement]) -> set[str]:
    return {one.count for one in statements if isinstance(one, Shows | Exactly)}


def _releases(rng: Random, name: str, rules: Rules) -> Releases:
    """Two to four years in a row, each with the year before it; now and then something small was let out long ago."""
    topics = [f"t{number}" for number in range(rng.randint(2, 3))]
    last = rng.randint(2, 4)
    counts = {f"{topic}.{year}": _count(rng, rules) for year in range(last + 1) for topic in topics}
    always, level = _tied(rng, counts, topics, range(last + 1))
    earlier: list[Statement] = []
    small = [key for key in counts if key.endswith(".0") and rules.is_small(counts[key])]
    if small and rng.random() < 0.5:
        earlier.append(Exactly(rng.choice(small)))
    for year in range(1, last + 1):
        so_far = tuple(f".{each}" for each in range(year + 1))
        story = Story(
            f"{name}, year {year}",
            rules,
            {key: count for key, count in counts.items() if key.endswith(so_far)},
            tuple(_year_boxes(counts, rules, topics, year, level)),
            tuple(one for one in always if _subject(one).endswith(so_far)),
            tuple(earlier),
        )
        hidden = yield story
        earlier += story.printed(hidden)


def _subject(statement: Statement) -> str:
    assert isinstance(statement, AddsUp | Within), "only these tie topics"
    return statement.whole if isinstance(statement, AddsUp) else statement.part


def _broken_down(rng: Random, name: str, rules: Rules) -> Releases:
    """The same people twice: a table by place and group, and in a later release by place and age."""
    places = [f"p{number}" for number in range(rng.randint(2, 3))]
    earlier: list[Statement] = []
    counts = {place: _count(rng, rules) for place in places}
    counts["all"] = sum(counts.values())
    always: list[Statement] = [AddsUp(tuple(places), "all")]
    for split in ("group", "age"):
        parts = {whole: [f"{whole} {split}{number}" for number in range(2)] for whole in (*places, "all")}
        for place in places:
            first = rng.randint(0, counts[place])
            counts |= dict(zip(parts[place], (first, counts[place] - first), strict=True))
        counts |= {parts["all"][at]: sum(counts[parts[place][at]] for place in places) for at in range(2)}
        always += [AddsUp(tuple(each), whole) for whole, each in parts.items()]
        always += [AddsUp(tuple(parts[place][at] for place in places), parts["all"][at]) for at in range(2)]
        names = [*(part for each in parts.values() for part in each), *places, "all"]
        boxes = [Box(each, Shows(each), level=int(each in counts and " " not in each)) for each in names]
        story = Story(f"{name} by {split}", rules, dict(counts), tuple(boxes), tuple(always), tuple(earlier))
        hidden = yield story
        earlier += story.printed(hidden)


KINDS = {
    "two-way": _two_way,
    "years": _years,
    "hierarchy": _hierarchy,
    "releases": _releases,
    "three-way": _three_way,
    "rolling": _rolling,
    "broken down": _broken_down,
}


def tiny(number: int) -> Story:
    """A few counts of which everybody knows that they are small numbers, so that all of them can be tried."""
    rng = Random(f"tiny {number}")
    most = 7
    rules = Rules(rng.randint(1, 4), rng.choice(list(Zeros)), rng.choice([0, 0, 3, 5]))
    names = [f"c{place}" for place in range(4)]
    counts = {name: rng.randint(0, most) for name in names}
    always: list[Statement] = [AtMost(name, most) for name in names]
    boxes = [Box(name, Shows(name)) for name in names]
    if number % 2:
        for whole, parts in (("r0", (0, 1)), ("r1", (2, 3)), ("k0", (0, 2)), ("k1", (1, 3)), ("all", (0, 1, 2, 3))):
            counts[whole] = sum(counts[names[part]] for part in parts)
            always.append(AddsUp(tuple(names[part] for part in parts), whole))
            boxes.append(Box(whole, Shows(whole), level=2 if whole == "all" else 1))
    else:
        for now, before in pairwise(names):
            if counts[before]:
                boxes.append(Box(f"percent {now}", PercentChange(now, before, rng.choice([0, 1]))))
        boxes.append(Box("change", Change("c0", "c3")))
        boxes.append(Box("rate", Rate("c1", rng.choice([70, 950]), 100, rng.choice([0, 1]))))
        if counts["c1"] <= counts["c2"] and counts["c2"]:
            always.append(Within("c1", ("c2",)))
            boxes.append(Box("share", Share("c1", "c2", rng.choice([0, 1]))))
    return Story(f"tiny {number}", rules, counts, tuple(boxes), tuple(always))
