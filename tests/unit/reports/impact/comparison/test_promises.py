"""What was promised a year ago, and what became of it."""

from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.freeze import freeze, thaw
from reports.impact.comparison.promises import (
    SILENCE,
    ActionNow,
    Closure,
    Fate,
    Promise,
    counted_fates,
    each_once,
    forward_promises,
    open_actions,
    outcomes,
    promise_key,
)
from tests.factories.reports import sample_priorities, sample_report

PROMISE = Promise("Share a record", "Council", "Under way")
SAME = ActionNow("share", "Share  a Record", "under_way", "Under way")


def fate(actions: list[ActionNow], closures: dict[str, Closure] | None = None) -> tuple[Fate, str]:
    """What became of the one promise."""
    [found] = outcomes([PROMISE], actions, closures or {})
    return found.fate, found.words


def test_key_is_the_same_for_the_same_words() -> None:
    assert promise_key(" Share a\nRECORD ") == PROMISE.key
    assert promise_key("Share a records") != PROMISE.key
    assert len(PROMISE.key) == 64


def test_silence_is_a_warning() -> None:
    [found] = outcomes([PROMISE], [ActionNow("other", "Another")], {})

    assert (found.fate, found.words, found.is_warning) == (Fate.DROPPED, SILENCE, True)


def test_action_of_the_same_name_carries_it_on_or_did_it() -> None:
    assert fate([SAME]) == (Fate.CARRIED, "Now under way.")
    assert fate([ActionNow("share", "Share a record", "done", "Done")]) == (Fate.DONE, "Done this year.")


def test_action_that_nobody_reported_on_is_carried_on_with_a_warning() -> None:
    [found] = outcomes([PROMISE], [ActionNow("share", "Share a record")], {})

    assert (found.fate, found.is_warning) == (Fate.CARRIED, True)
    assert found.words == "It is in this year's plan, with no approved report."


def test_closure_comes_before_an_action_of_the_same_name() -> None:
    closure = {PROMISE.key: Closure("The fund ended")}

    assert fate([SAME], closure) == (Fate.CLOSED, "The fund ended.")
    assert fate([SAME], {"another": Closure("The fund ended")})[0] is Fate.CARRIED


def test_closure_can_name_the_action_as_which_it_goes_on() -> None:
    actions = [ActionNow("new", "One file", "done", "Done"), SAME]
    closure = {PROMISE.key: Closure("Joined with it.", "new")}

    assert fate(actions, closure) == (Fate.DONE, "Done this year. It continues as “One file”: Joined with it.")
    # An action that is in no plan of this year carries nothing on.
    assert fate([SAME], closure) == (Fate.CLOSED, "Joined with it.")


def test_first_of_two_actions_with_one_name_counts() -> None:
    assert fate([SAME, ActionNow("twice", "Share a record", "done", "Done")])[0] is Fate.CARRIED


def test_open_actions_and_forward_plan_are_read_from_a_frozen_report() -> None:
    table = PlainTable(
        "forward-table", "Promises", ("Number", "What", "Who", "Priority"), (("1", "Do it", "ICB", "–"),)
    )
    other = PlainTable("another", "Not promises", ("A", "B", "C"), (("1", "Not this", "ICB"),))
    forward = NarrativeSection(
        "forward",
        "What we will do next",
        (),
        (NarrativePart("forward-promises", "Our promises", tables=(other, table)),),
    )
    report = thaw(freeze(sample_report(sections=(sample_priorities(), forward))))

    assert forward_promises(report) == (Promise("Do it", "ICB", "In the forward plan"),)
    found = open_actions(report)
    assert len(found) == 7
    assert {promise.then for promise in found} == {"On hold"}


def test_each_wording_is_one_promise_and_the_first_stays() -> None:
    later = Promise("share a record", "ICB", "On hold")
    assert each_once([PROMISE, later]) == (PROMISE,)


def test_every_fate_is_counted() -> None:
    found = outcomes([PROMISE], [], {})
    assert counted_fates(found) == {Fate.DONE: 0, Fate.CARRIED: 0, Fate.CLOSED: 0, Fate.DROPPED: 1}
    assert [one.label for one in Fate] == ["Done", "Carried forward", "Closed with a reason", "Dropped"]
