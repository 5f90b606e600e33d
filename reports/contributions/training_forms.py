"""The form by which events are put into a training return."""

from collections.abc import Sequence
from typing import Any

from reports.contributions.events_of_year import EventOfYear
from ui.forms import GovukForm, checkboxes


class EventsForm(GovukForm):
    """Which events; and which words, none of which is chosen before somebody does."""

    def __init__(self, *args: Any, events: Sequence[EventOfYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = dict(enumerate(dict.fromkeys(words for one in events for words in one.words)))
        self.fields["events"] = checkboxes(
            "Which events do you want to add?",
            [(str(one.event.pk), f"{one.title}: {one.when}") for one in events],
            error_messages={"required": "Select at least one event"},
        )
        self.fields["events"].initial = [str(one.event.pk) for one in events]
        if self.words:
            self.fields["quotations"] = checkboxes(
                "Which words do you want to quote?",
                [(str(number), f"“{words}”") for number, words in self.words.items()],
                hint="What people say they did differently. The board reviews it with the return.",
                required=False,
            )

    def keys(self) -> list[int]:
        """The keys of the events."""
        return [int(key) for key in self.cleaned_data["events"]]

    def quotations(self) -> list[str]:
        """The words."""
        return [self.words[int(number)] for number in self.cleaned_data.get("quotations", [])]
