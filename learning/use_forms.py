"""The form in which an agency says how it used a briefing: 5 questions."""

from typing import Any

from learning.models import BriefingUse
from learning.models.briefing_use import MOST_WORDS, Setting
from ui.forms import DateField, GovukModelForm, radios, text_field
from ui.row_forms import whole_number

MOST_PEOPLE = 20_000


class UseForm(GovukModelForm):
    """When, where, with whom, with how many people, and what changed. A draft may leave any of it open."""

    used_on = DateField(label="When did you use it?", help_text="For example, 27 3 2023", required=False)
    setting = radios("Where did you use it?", Setting.choices, required=False)
    people = whole_number(
        "How many people were there?", "Staff and others who read it or talked about it.", most=MOST_PEOPLE
    )
    what_changed = text_field(
        "What changed?",
        5,
        hint="What people do differently now, or will do. For example: every new worker reads it in their first week. "
        "The annual report prints it.",
        max_words=MOST_WORDS,
        required=False,
    )

    class Meta:
        model = BriefingUse
        fields = ["used_on", "setting", "audience", "people", "what_changed"]
        labels = {"audience": "Who did you use it with?"}
        help_texts = {"audience": "For example, duty social workers. Do not name anyone."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].required = False
