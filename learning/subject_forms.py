"""Forms of the themes and campaigns by which learning is found."""

from typing import Any

from learning.models import Campaign, Theme
from ui.forms import DateField, GovukModelForm


class ThemeForm(GovukModelForm):
    """A theme. Its address is made from its title."""

    class Meta:
        model = Theme
        fields = ["title"]
        labels = {"title": "Theme"}
        help_texts = {"title": "A subject that readers look for, such as domestic abuse."}
        error_messages = {"title": {"unique": "There is already a theme with this title"}}


class CampaignForm(GovukModelForm):
    """A campaign. Its address is made from its title."""

    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day")

    class Meta:
        model = Campaign
        fields = ["title", "summary", "starts_on", "ends_on"]
        labels = {"title": "Campaign", "summary": "Summary (optional)"}
        error_messages = {"title": {"unique": "There is already a campaign with this title"}}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day must not be before the first day")
        return given
