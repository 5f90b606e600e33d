"""A whole sample report, made without a database: real police rows, all shapes of content."""

import csv
from decimal import Decimal
from pathlib import Path

from reports.content import (
    Action,
    Cell,
    Colours,
    Column,
    Commitment,
    Drawing,
    EntriesGroup,
    EntriesSection,
    Entry,
    FiguresSection,
    FigureTable,
    FigureTheme,
    FurtherTable,
    LearningSection,
    NarrativePart,
    NarrativeSection,
    Part,
    Partner,
    Partnership,
    Piece,
    PlainTable,
    PrioritiesSection,
    Priority,
    Report,
    Row,
    Section,
    StructureNode,
    StructureSection,
    Trail,
)
from reports.prose import plain, prose

DATA = Path(__file__).parents[2] / "data"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" width="640" height="{height}" role="img">'
    "<title>{title}</title>"
    '<rect x="120" y="20" width="{bar}" height="28" fill="#12436D"/>'
    '<text x="10" y="40" font-size="14" fill="#0b0c0c">{title}</text></svg>'
)
PERCENT = Decimal("0.1")
BOXES = (
    "Background",
    "Why it matters",
    "Key facts",
    "What we learned",
    "Good practice",
    "Questions for reflection",
    "Further information and next steps",
)


def svg(title: str, *, bar: int = 300, height: int = 240) -> str:
    """A small drawing with text that stays text."""
    return SVG.format(title=title, bar=bar, height=height)


def sample_cell(key: str, text: str, *, state: str = "reported", illustrative: bool = False) -> Cell:
    """A cell whose plain value is its text without the signs of print."""
    bare = text.replace(",", "").replace("%", "").replace("+", "").replace("−", "-")
    return Cell(key, text, None if text.startswith("[") else bare, state, illustrative)


def police_tables() -> tuple[FigureTable, ...]:
    """The sixteen rows of rolling windows, change and percentage computed here."""
    groups: dict[str, list[Row]] = {}
    with (DATA / "police_rolling_12_months.csv").open(encoding="utf-8") as file:
        for record in csv.DictReader(file):
            current, previous = int(record["current"]), int(record["previous"])
            change = current - previous
            percent = (Decimal(change) * 100 / previous).quantize(PERCENT)
            cells = (
                sample_cell("current", f"{current:,}"),
                sample_cell("previous", f"{previous:,}"),
                sample_cell("change", f"{change:+,}"),
                sample_cell("percent", f"{percent:+}%"),
            )
            label = record["indicator"]
            groups.setdefault(record["group"], []).append(Row(label.lower().replace(" ", "-"), label, cells))
    return tuple(police_table(title, tuple(rows)) for title, rows in groups.items())


def police_table(title: str, rows: tuple[Row, ...]) -> FigureTable:
    """One police table with its chart."""
    slug = title.lower().replace(" ", "-").replace("and-", "")
    return sample_table(
        slug=slug,
        title=title,
        headline=f"{rows[0].label}: {rows[0].cells[0].text}, against {rows[0].cells[1].text} in the year before.",
        columns=(
            Column("current", "Current 12 months", "12 months to 31 March 2023"),
            Column("previous", "Previous 12 months", "12 months to 31 March 2022"),
            Column("change", "Change"),
            Column("percent", "Change, %"),
        ),
        rows=rows,
        notes=("The windows are assumed to be the years to 31 March 2023 and 2022: the source does not date them.",),
    )


def sample_table(
    *,
    slug: str,
    title: str,
    headline: str,
    columns: tuple[Column, ...],
    rows: tuple[Row, ...],
    notes: tuple[str, ...] = (),
    is_illustrative: bool = False,
    more_tables: tuple[FurtherTable, ...] = (),
) -> FigureTable:
    """A released table with every text filled in."""
    mark = "Illustrative: these are not real figures." if is_illustrative else ""
    return FigureTable(
        anchor=f"figure-{slug}",
        slug=slug,
        title=title,
        supplier="Avon and Somerset Police",
        period="12 months to 31 March 2023",
        unit="count",
        headline=headline,
        definition="Each event or person counted once in the window.",
        method="Change is current less previous; the percentage is of the previous window.",
        caveats=("A rise in reports may be better reporting.",),
        source="Avon and Somerset Police, annual report 2022-23 of the partnership.",
        licence="Terms of reuse to be confirmed.",
        notes=notes,
        is_illustrative=is_illustrative,
        row_head="Measure",
        columns=columns,
        rows=rows,
        more_tables=more_tables,
        chart=Drawing(f"{title}, two windows", f"Bar chart of {title}. {headline}", svg(title), mark),
        readings=() if is_illustrative else (f"{title}: chance alone can explain this *change*.",),
    )


def adult_table() -> FigureTable:
    """A table with a missing and a not applicable cell, every figure illustrative."""
    columns = (Column("2021", "2021 to 2022"), Column("2022", "2022 to 2023"))
    rows = (
        Row("concerns", "Concerns", tuple(sample_cell(c.key, "1,204", illustrative=True) for c in columns)),
        Row(
            "enquiries",
            "Enquiries",
            (sample_cell("2021", "[x]", state="unable"), sample_cell("2022", "[z]", state="na")),
            "Enquiries and their outcomes",
        ),
    )
    more = FurtherTable("figure-adult-summary-2", "Each area, 2022 to 2023", columns, rows)
    return sample_table(
        slug="adult-summary",
        title="Adult safeguarding summary",
        headline="1,204 concerns were received.",
        columns=columns,
        rows=rows,
        is_illustrative=True,
        more_tables=(more,),
    )


def sample_structure() -> StructureSection:
    """A board with two groups under it."""
    groups = (
        StructureNode(
            "Strategic Board",
            "Leads the partnership.",
            False,
            ("Safeguarding children", "Safeguarding adults", "Community safety"),
            ("Independent Chair", "Chief executive, Council", "Superintendent, Police (vacant)"),
            (
                StructureNode("Delivery Group", "Delivers community safety.", False, ("Community safety",), (), ()),
                StructureNode("Practice Review Group", "", True, ("Safeguarding children",), (), ()),
            ),
        ),
    )
    drawing = Drawing(
        "Structure of the partnership",
        "The Strategic Board leads two groups: the Delivery Group and the Practice Review Group.",
        svg("Strategic Board", height=300),
    )
    partners = (
        Partner("Council", "Local authority", True, ("Strategic Board",)),
        Partner("Fire and rescue", "Fire", False, ()),
    )
    return StructureSection("structure", "Our partnership", plain("Three bodies in one."), drawing, groups, partners)


def sample_priorities() -> PrioritiesSection:
    """Four priorities with three, three, two and three actions."""
    titles = (
        "Think family, think community",
        "Learning from experience",
        "Prevention and early help",
        "Leadership",
    )
    priorities = tuple(
        Priority(
            anchor=f"priority-{number}",
            title=title,
            summary="Cuts across all three arms.",
            arm="All arms",
            planned=count,
            reported=count,
            done=1,
            with_impact=count - 1,
            commitments=(
                Commitment(
                    f"Commitment {number}: {title.lower()}",
                    tuple(
                        Action(
                            text=f"Action {number}.{step} was done with partners across the area",
                            owner="Council",
                            status="Done" if step == 1 else "On hold",
                            on_hold="" if step == 1 else "The funding has not been agreed.",
                            progress=prose("Partners met **each month** and shared what they learned."),
                            impact=plain("Families told us that they knew whom to call.") if step != 2 else (),
                            evidence="Voice: what people said about it" if step != 2 else "",
                            shows_impact=step != 2,
                        )
                        for step in range(1, count + 1)
                    ),
                ),
                Commitment("A commitment of which nothing was approved", ()),
            ),
        )
        for number, (title, count) in enumerate(zip(titles, (3, 3, 2, 3), strict=True), start=1)
    )
    return PrioritiesSection("priorities", "What we said and what we did", plain("Side by side."), priorities)


def sample_learning() -> LearningSection:
    """One of each shape."""
    body = (
        "People are *often* unsure.\n\n- Ask early\n- Write it down\n\n"
        "See [the guidance](https://www.example.org/guidance).\n\n> I was listened to."
    )
    return LearningSection(
        anchor="learning",
        title="What we learned",
        introduction=plain("From practice, for practice."),
        spotlights=(
            Piece(
                "spotlight-1",
                "Spotlight on self-neglect",
                "Newsletter, spring 2023",
                "",
                (Part("", prose(body)),),
            ),
        ),
        briefings=(
            Piece(
                "briefing-1",
                "Domestic abuse: the new Act",
                "Published 3 February 2023",
                "What changes for practice.",
                tuple(Part(title, prose(body)) for title in BOXES),
            ),
        ),
        case_studies=(
            Piece(
                "case-study-1",
                "A family supported",
                "Council, winter 2022",
                "How three services worked as one.",
                (Part("Background", prose(body)), Part("Impact", plain("School every day."))),
            ),
        ),
    )


def reading_section() -> EntriesSection:
    """The symbols."""
    symbols = (Entry("[x]", "Not available."), Entry("[z]", "Not applicable."), Entry("[c]", "Confidential."))
    group = EntriesGroup("Symbols", "reading-symbols", symbols)
    return EntriesSection("reading", "How to read the figures", plain("Figures are as released."), (group,))


def notes_section() -> EntriesSection:
    """Notes and sources."""
    group = EntriesGroup("Sources", "notes-sources", (Entry("Missing children", "Avon and Somerset Police."),))
    return EntriesSection("notes", "Notes and sources", (), (group,))


def sample_narrative() -> NarrativeSection:
    """Accounts of two members: one with everything that a part can hold, one with words alone."""
    table = PlainTable(
        anchor="account-council-training",
        title="Training, by course",
        columns=("Course", "People"),
        rows=(("Working together", "120"), ("Listening", "35")),
        numeric=(1,),
        note="Illustrative: these are not real figures.",
    )
    parts = (
        NarrativePart(
            anchor="account-council",
            title="Council",
            byline="Director of children’s services",
            body=prose("Each team met **every month**.\n\n- Families were asked\n- Answers were used"),
            entries=(Entry("Considered by", "The cabinet."),),
            tables=(table,),
            is_illustrative=True,
        ),
        NarrativePart(anchor="account-fire", title="Fire and rescue", body=plain("Homes were visited.")),
    )
    return NarrativeSection("accounts", "What each member did", plain("One account for each member."), parts)


def sample_sections() -> tuple[Section, ...]:
    """Every kind of section in the order of a report."""
    figures = FiguresSection(
        anchor="figures",
        title="The figures",
        introduction=plain("Every figure comes from a release."),
        release="Release of 1 June 2023",
        themes=(
            FigureTheme("theme-police", "Police", police_tables()),
            FigureTheme("theme-adults", "Adults", (adult_table(),)),
        ),
    )
    return (
        sample_structure(),
        sample_priorities(),
        reading_section(),
        figures,
        sample_learning(),
        sample_narrative(),
        notes_section(),
    )


def sample_report(*, year: str = "2022-23", sections: tuple[Section, ...] | None = None) -> Report:
    """A report with every kind of section."""
    return Report(
        year=year,
        title="Annual report 2022 to 2023",
        subtitle="1 April 2022 to 31 March 2023",
        description="What the partnership said, did and learned in the year.",
        approved_to="2023-06-01",
        partnership=Partnership(
            name="Bath & North East Somerset Community Safety & Safeguarding Partnership",
            short_name="BCSSP",
            area="Bath and North East Somerset",
            arms=("Safeguarding children", "Safeguarding adults", "Community safety"),
            colours=Colours(brand="#12436D", accent="#28A197"),
        ),
        sections=sample_sections() if sections is None else sections,
        trail=Trail(4096, "0123456789abcdef" * 4),
    )
