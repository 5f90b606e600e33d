"""The form of an account."""

from typing import Any

from django import forms

from bcssp.accounts.models import LONGEST_REASON
from partnership.models import Organisation, User
from partnership.roles import ROLES
from ui.forms import MOST_OF_ADDRESS, GovukForm, checkboxes, text_field


class EmailChoiceForm(GovukForm):
    """How often a person hears of what waits for their decision."""

    daily_digest = forms.TypedChoiceField(
        label="When an item needs your decision",
        choices=[("yes", "Send me one email a day"), ("no", "Send me an email for each item, immediately")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select how often we email you"},
    )


class AccountForm(GovukForm):
    """Who the person is, and what they may do."""

    display_name = forms.CharField(
        label="Name",
        help_text="How others see them in the portal: a name, or a role such as “Named nurse”.",
        max_length=120,
    )
    email = forms.EmailField(label="Email address", max_length=MOST_OF_ADDRESS)
    organisation = forms.ModelChoiceField(
        label="Organisation",
        help_text="The independent chair and the scrutineer do not belong to one.",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="None: independent",
    )
    roles = checkboxes("Roles", [(role.key, role.name) for role in ROLES.values()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.all()  # type: ignore[attr-defined]

    @classmethod
    def values_of(cls, user: User) -> dict[str, Any]:
        """What the form shows of an account."""
        return {
            "display_name": user.display_name,
            "email": user.email,
            "organisation": user.organisation_id,
            "roles": sorted(user.role_keys),
        }


class LostPhoneForm(GovukForm):
    """How the coordinator made sure who is asking."""

    reason = text_field(
        "How did you check who is asking?",
        3,
        missing="Enter how you checked who is asking",
        hint="For example: I called them on the number of their organisation’s switchboard.",
        max_length=LONGEST_REASON,
    )
