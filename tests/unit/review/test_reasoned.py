"""What could identify somebody: where it stands, and why it may stay."""

from review.anonymisation import find
from review.reasoned import Piece, found_in, key_of, marked

TEXT = "Then Sarah came, aged 47."
LABELS = {"worry": "The worry"}


def test_text_is_marked_where_something_was_found() -> None:
    pieces = list(marked(TEXT, find(TEXT)))
    assert "".join(piece.text for piece in pieces) == TEXT
    assert [piece.text for piece in pieces if piece.advice] == ["Sarah", "aged 47"]
    assert list(marked("Nothing here", [])) == [Piece("Nothing here")]
    assert [piece.text for piece in marked("Then Sarah", find("Then Sarah"))] == ["Then ", "Sarah"]


def test_reason_belongs_to_one_word_in_one_text() -> None:
    sarah = find(TEXT)[0]
    reasons = {key_of("worry", sarah): "A programme."}
    name, age = found_in({"worry": TEXT}, LABELS, reasons)
    assert (name.is_open, age.is_open) == (False, True)
    assert name.sentence.endswith("The author says: A programme.")
    assert all(one.is_open for one in found_in({"impact": TEXT}, {"impact": "Impact"}, reasons))


def test_nothing_excuses_a_number_that_tells_who_it_is() -> None:
    text = "Write to somebody@example.org."
    (found,) = found_in({"worry": text}, LABELS, {key_of("worry", find(text)[0]): "She agreed."})
    assert found.is_open
