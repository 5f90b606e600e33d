"""The seven boxes of a seven minute briefing, in their order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """One box: the field that holds its text, its title for readers, a hint for the writer."""

    key: str
    title: str
    hint: str


BOXES = (
    Box("background", "Background", "What is this about, in two or three sentences?"),
    Box("why_it_matters", "Why it matters", "What happened, or what could happen, and to whom?"),
    Box("key_facts", "Key facts", "What the law, guidance or research says. Give a source for every fact."),
    Box("what_we_learned", "What we learned", "What reviews, audits and practice here have shown."),
    Box("good_practice", "Good practice", "Practical steps people can take tomorrow."),
    Box("questions", "Questions for reflection", "One per line, for use in a team meeting or supervision."),
    Box("next_steps", "Further information and next steps", "Where to read more, who to ask and what happens next."),
)
