"""What changed between two snapshots."""

from review.changes import Change, changes_between


def test_nothing_changed():
    assert changes_between({"a": {"b": [1]}}, {"a": {"b": [1]}}) == []


def test_changed_text_is_named_in_words():
    assert changes_between({"return_note": "old"}, {"return_note": "new"}) == [Change("Return note", "old", "new")]


def test_list_entries_are_named_by_their_label_and_not_by_place():
    before = {"rows": [{"label": "Missing children", "value": "61"}]}
    after = {"rows": [{"label": "Repeat", "value": "4"}, {"label": "Missing children", "value": "95"}]}
    assert Change("Rows, Missing children, value", "61", "95") in changes_between(before, after)
    assert Change("Rows, Repeat, value", "", "4") in changes_between(before, after)


def test_entries_without_a_name_are_counted():
    assert changes_between({"boxes": [{"text": "a"}]}, {"boxes": [{"text": "b"}]}) == [
        Change("Boxes, 1, text", "a", "b")
    ]


def test_what_went_comes_last():
    assert changes_between({"gone": "x", "kept": "y"}, {"kept": "z"}) == [
        Change("Kept", "y", "z"),
        Change("Gone", "x", ""),
    ]


def test_true_false_and_nothing_are_words():
    assert changes_between({"a": None, "b": [True]}, {"a": 3, "b": [False]}) == [
        Change("A", "", "3"),
        Change("B, 1", "yes", "no"),
    ]
