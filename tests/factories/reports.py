"""A whole sample report, made without a database: real police rows, all shapes of content."""

from reports.content import (
    Action,
    Colours,
    Commitment,
    Drawing,
    EntriesGroup,
    EntriesSection,
    Entry,
    FiguresSection,
    FigureTheme,
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
    Section,
    StructureNode,
    StructureSection,
    Trail,
)
from reports.content.prose import plain, prose
from tests.factories.report_figures import adult_table, police_tables, svg

BOXES = (
    "Background",
    "Why it matters",
    "Key facts",
    "What we learned",
    "Good practice",
    "Questions for reflection",
    "Further information and next steps",
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
        trail=Trail(4096),
    )
