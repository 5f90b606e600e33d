"""Where a writer asks for a sentence to be kept that was refused for what it tells."""

from typing import Any

from indicators.releases.kept_sentences import LONGEST_REASON, ask_to_keep
from indicators.releases.models.kept_sentence import KeptSentence
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from ui.forms import GovukForm, text_field

# How many of the organisation's own requests are shown, the newest first.
MOST_SHOWN = 20


class KeptSentenceForm(GovukForm):
    """The sentence, and why readers may have it."""

    sentence = text_field(
        "Sentence",
        3,
        missing="Enter the sentence, word for word as it is in your text",
        hint="One sentence, word for word as it is in your text.",
        max_length=1000,
    )
    reason = text_field(
        "Why can it stay?",
        4,
        missing="Enter why the sentence can stay",
        hint="For example, the number counts something else, or the name is that of a public building. The reason is "
        "kept and the public does not see it.",
        max_length=LONGEST_REASON,
    )


class KeptSentenceAskView(ServiceFormView):
    """The form, and what the organisation has asked so far."""

    template_name = "indicators/releases/kept_sentence_ask.html"
    required_permission = Permission.ASK_TO_KEEP_SENTENCE
    form_class = KeptSentenceForm

    def perform(self, form: Any) -> str:
        ask_to_keep(sentence=form.cleaned_data["sentence"], reason=form.cleaned_data["reason"], by=self.user)
        return "Your request has been sent. 2 people from other organisations decide on it."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        home = self.user.organisation_id
        own = list(KeptSentence.objects.filter(organisation=home)[:MOST_SHOWN]) if home else []
        return super().get_context_data(requests=own, **kwargs)
