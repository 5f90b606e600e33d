"""The pictures of Easy Read: our own simple drawings, each with the words that stand for it. Pure."""

from typing import Final

# Key, which is the name of the file too: what people choose, and what a screen reader says.
PICTURES: Final[dict[str, str]] = {
    "people": "Three people",
    "house": "A house",
    "phone": "A telephone",
    "heart": "A heart",
    "book": "An open book",
    "police": "A police officer",
    "doctor": "A doctor",
    "chart": "A chart with three bars",
    "hands": "Two hands that hold each other",
    "calendar": "A calendar",
}


def words_for(picture: str) -> str:
    """The alternative text; one that is no longer drawn says nothing."""
    return PICTURES.get(picture, "")
