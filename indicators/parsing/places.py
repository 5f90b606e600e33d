"""Columns as a spreadsheet names them. Pure."""


def letters(index: int) -> str:
    """The letters of a column that is counted from 0: A, B, … Z, AA."""
    name = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def number_of(name: str) -> int:
    """The number of a column, counted from 1, by its letters."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
