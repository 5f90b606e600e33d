"""The year on one page: what was done, what the real figures say, what was learned, what comes next."""

from indicators.tables.glances import glance_of
from partnership.models import ReportingYear
from priorities.drawing import rows, sentence
from reports.content import EntriesGroup, Entry, GlanceSection, Step, Tile
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted

MOST_TILES = 8
MOST_LINES = 3


def glance(year: ReportingYear, inputs: Inputs) -> GlanceSection:
    """Counts, numbers and titles, each taken from the sections that follow."""
    counts = inputs.progress.counts
    groups = (
        EntriesGroup("What we learned", "glance-learned", _learned(inputs)),
        EntriesGroup("What we will do next", "glance-next", _next(inputs)),
    )
    tiles = _tiles(inputs)
    return GlanceSection(
        anchor="glance",
        title="The year at a glance",
        introduction=plain("Each line comes from the pages that follow, which give its source and limits."),
        progress=sentence(counts),
        steps=tuple(Step(row.words, row.count, row.squares) for row in rows(counts)),
        tiles=tiles[:MOST_TILES],
        left_out=_left_out(inputs, len(tiles)),
        groups=tuple(group for group in groups if group.entries),
    )


def _tiles(inputs: Inputs) -> tuple[Tile, ...]:
    """Real figures alone, so that no reader carries an illustrative one away."""
    colour = inputs.profile.colours.brand
    tiles = []
    for table in inputs.tables:
        content = table.content
        if not content["illustrative"] and (found := glance_of(content)) is not None:
            tiles.append(
                Tile(
                    anchor=f"figure-{content['slug']}",
                    title=content["title"],
                    what=found.what,
                    value=found.value,
                    period=found.period,
                    words=found.words,
                    way=found.way,
                    beside=found.beside,
                    svg=found.spark.svg(colour) if found.spark else "",
                )
            )
    return tuple(tiles)


def _left_out(inputs: Inputs, real: int) -> str:
    """What of the figures is not on this page, in a sentence or two."""
    made_up = sum(bool(table.content["illustrative"]) for table in inputs.tables)
    sentences = []
    if real > MOST_TILES:
        sentences.append(f"These are the first {MOST_TILES} of {real} tables.")
    if made_up:
        words = counted(made_up, "table is illustrative and is", "tables are illustrative and are")
        sentences.append(f"{words} not summarised: their figures are not real.")
    return " ".join(sentences)


def _learned(inputs: Inputs) -> tuple[Entry, ...]:
    """The first of each kind, then more of them, in the order of their section."""
    kinds = (
        [("Spotlight", content["spotlight"]["title"]) for content in inputs.newsletters],
        [("Briefing", content["title"]) for content in inputs.briefings],
        [("Case study", content["title"]) for content in inputs.case_studies],
    )
    firsts, others = [kind[0] for kind in kinds if kind], [piece for kind in kinds for piece in kind[1:]]
    return tuple(Entry(kind, title) for kind, title in [*firsts, *others][:MOST_LINES])


def _next(inputs: Inputs) -> tuple[Entry, ...]:
    """The first promises for the year after."""
    return tuple(Entry(str(one.number), one.text) for one in inputs.records.promises[:MOST_LINES])
