"""Small words that several sections need. Pure."""


def counted(number: int, one: str, many: str) -> str:
    """1 figure, 2 figures."""
    return f"{number} {one if number == 1 else many}"


def sentence(text: str) -> str:
    """The text with exactly one full stop at its end; nothing stays nothing."""
    bare = text.strip()
    return bare if not bare or bare[-1] in ".!?" else f"{bare}."
