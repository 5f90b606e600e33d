"""A form with every kind of field, and answers to it."""

from django import forms
from django.core.exceptions import ValidationError

from ui.forms import (
    DateField,
    GovukForm,
    SecondaryButton,
    Submit,
)

CHOICES = [("red", "Red"), ("green", "Green")]


class EveryField(GovukForm):
    """One field of each kind."""

    buttons = (Submit("save", "Save"), SecondaryButton("leave", "Leave <it>"))

    title = forms.CharField(max_length=10, help_text="As <em>short</em> as can be")
    story = forms.CharField(widget=forms.Textarea, max_length=20)
    number = forms.IntegerField(min_value=0)
    rate = forms.DecimalField(decimal_places=1)
    share = forms.FloatField(required=False)
    held_on = DateField(label="When was it?")
    colour = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    colours = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    shade = forms.ChoiceField(choices=[("", "Select one"), *CHOICES])
    agreed = forms.BooleanField(label="I agree", help_text="To all of it")
    email = forms.EmailField(required=False)
    picked = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    paper = forms.FileField()
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        if self.data.get("title") == "bad":
            raise ValidationError("The whole thing is <wrong>.")
        return self.cleaned_data


ANSWERS = {
    "title": "T",
    "story": "One\r\nTwo",
    "number": "3",
    "rate": "1.5",
    "held_on-day": "27",
    "held_on-month": "3",
    "held_on-year": "2023",
    "colour": "green",
    "colours": ["red", "green"],
    "shade": "red",
    "agreed": "on",
    "revision": "7",
}
