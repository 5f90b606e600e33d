"""The forms of the steps in which an indicator is written: each reads a part of the definition and writes it back."""

from typing import Any, ClassVar, cast

from django import forms
from django.utils.text import slugify

from indicators.catalogue import layouts
from indicators.catalogue.layouts import BENCHMARK_LABELS, LAST_DAY, OVER_YEAR, PERS, SHAPES
from indicators.definitions.families import PERCENT, THEMES, open_themes, themes
from indicators.definitions.population_file import AGE_BAND
from indicators.definitions.usable import THE_TOTAL
from partnership.days import stored_day
from partnership.models.organisation import OrganisationKind
from ui.forms import DateField, GovukForm, checkboxes, radios, text_field

NEW_THEME = "new"
POLARITIES = (
    ("none", "Neither: a change says nothing on its own"),
    ("low_is_good", "Lower is better"),
    ("high_is_good", "Higher is better"),
)
YES, NO = "yes", "no"
LONGEST_ANSWER = 2000


class StepForm(GovukForm):
    """A step. `definition` is what was answered so far."""

    shapes: ClassVar[tuple[str, ...]] = tuple(SHAPES)

    def __init__(self, *args: Any, definition: dict[str, Any], change: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition, self.change = definition, change
        self.prepare()
        self.initial = {name: value for name, value in self.read().items() if value not in (None, "")}

    def prepare(self) -> None:
        """Fit the fields to the definition."""

    def read(self) -> dict[str, Any]:
        """The answers that the definition has already, by field."""
        return {name: self.definition.get(name) for name in self.fields}

    def write(self) -> dict[str, Any]:
        """The parts of the definition that these answers give."""
        return dict(self.cleaned_data)


class AboutForm(StepForm):
    """What it is called, where it stands, who sends it, and what is counted."""

    title = forms.CharField(
        label="What is the indicator called?",
        help_text="For example, Missing children. Up to 80 characters.",
        max_length=80,
    )
    theme = radios("Which theme does it belong to?", [])
    theme_name = forms.CharField(
        label="Name of the new theme", help_text="Only if you chose “Another theme”.", max_length=40, required=False
    )
    supplier_kind = forms.ChoiceField(
        label="What kind of organisation sends it?", choices=[("", "Select a kind"), *OrganisationKind.choices]
    )
    definition_text = text_field(
        "What exactly is counted?",
        4,
        hint="Say who or what is counted, over which time, and what is left out. Readers see this next to the figures.",
        max_length=LONGEST_ANSWER,
    )

    def prepare(self) -> None:
        # A definition keeps its theme, also where that takes no new ones.
        own, known = str(self.definition.get("theme") or ""), themes()
        offered = {slug: title for slug, title in known.items() if slug in open_themes() or slug == own}
        choices = [*offered.items(), (NEW_THEME, "Another theme")]
        cast(forms.ChoiceField, self.fields["theme"]).choices = choices

    def read(self) -> dict[str, Any]:
        found = super().read() | {"definition_text": self.definition.get("definition")}
        if found["theme"] and found["theme"] not in themes():
            return found | {"theme": NEW_THEME}
        return found | {"theme_name": ""}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("theme") == NEW_THEME and not slugify(data.get("theme_name", "")):
            self.add_error("theme_name", "Enter the name of the new theme")
        return data

    def write(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        theme, name = data["theme"], " ".join(data["theme_name"].split())
        if theme == NEW_THEME:
            theme = slugify(name)[:40]
        elif theme in THEMES:
            name = ""
        else:
            name = themes()[theme]
        return {
            "title": " ".join(data["title"].split()),
            "theme": theme,
            "theme_name": name,
            "supplier_kind": data["supplier_kind"],
            "definition": data["definition_text"],
        }


class ShapeForm(StepForm):
    """What the table looks like."""

    shape = radios(
        "What will the table show?",
        [(key, f"{title}. {hint}") for key, (title, hint) in SHAPES.items()],
    )

    def write(self) -> dict[str, Any]:
        shape = self.cleaned_data["shape"]
        if shape == self.definition.get("shape"):
            return {}
        # What another kind of table was made of does not fit this one.
        return {"columns": [], "rules": [], "chart_rows": [], "total_label": ""} | layouts.begin(shape)


class ColumnsForm(StepForm):
    """What the columns are called; only the questions of the kind of table stay."""

    counted = forms.CharField(
        label="What is counted?", help_text="The heading of the column, for example Enquiries.", max_length=60
    )
    share = forms.CharField(
        label="What is the column with the shares called?",
        help_text="For example, Share of enquiries.",
        max_length=60,
    )
    this = forms.CharField(
        label="What is the column of this year called?", help_text="For example, Current 12 months.", max_length=60
    )
    before = forms.CharField(
        label="What is the column of the year before called?",
        help_text="For example, Previous 12 months.",
        max_length=60,
    )
    per = radios("What are the values?", [(str(per), words) for per, words in PERS.items()])
    value = forms.CharField(
        label="What is the column with the values called?",
        help_text="For example, Rate per 10,000 children.",
        max_length=60,
    )
    decimals = radios("How many decimal places do they have?", [("0", "None"), ("1", "1"), ("2", "2")])
    behind = forms.CharField(
        label="If the numbers behind the values are sent too, what are they called?",
        help_text="For example, Children. We then say how certain each value is, and protect small numbers. Leave it "
        "blank if the source gives values alone.",
        max_length=60,
        required=False,
    )
    age_band = forms.CharField(
        label="Which age group are the rates about?",
        help_text="For example, 0-17 or 18+. Leave it blank for percentages.",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    beside = checkboxes(
        "Which values does the source give for comparison?", list(BENCHMARK_LABELS.items()), required=False
    )
    when = radios(
        "When are they counted?", [(OVER_YEAR, "Over the whole year"), (LAST_DAY, "On the last day of the year")]
    )

    NEEDED: ClassVar[dict[str, tuple[str, ...]]] = {
        "categories": ("counted", "share", "when"),
        "windows": ("this", "before"),
        "measures": ("per", "value", "decimals", "behind", "beside", "when"),
        "area_rates": ("per", "value", "decimals", "behind", "age_band", "when"),
    }

    def prepare(self) -> None:
        wanted = self.NEEDED[self.definition["shape"]]
        for name in list(self.fields):
            if name not in wanted:
                del self.fields[name]

    def read(self) -> dict[str, Any]:
        columns = {one["key"]: one for one in self.definition.get("columns", ())}
        labels = {key: layouts.label_of(self.definition, key) for key in ("count", "share", "current", "previous")}
        found = {
            "counted": labels["count"],
            "share": labels["share"],
            "this": labels["current"] or "Current 12 months",
            "before": labels["previous"] or "Previous 12 months",
            "per": str(self.definition.get("per", 10_000)) if columns else "",
            "value": layouts.label_of(self.definition, "rate"),
            "decimals": str(columns.get("rate", {}).get("decimals", 1 if not columns else 0)),
            "behind": labels["count"],
            "age_band": self.definition.get("age_band"),
            "beside": [key for key in BENCHMARK_LABELS if key in columns],
            "when": self.definition.get("period"),
        }
        return {name: found[name] for name in self.fields}

    def clean_age_band(self) -> str:
        """Refuse what is no age group."""
        text = str(self.cleaned_data["age_band"]).replace(" ", "").replace("–", "-")
        if not text and self.data.get("per") != str(PERCENT):
            raise forms.ValidationError("Enter the age group that the rates are about, for example 0-17")
        if text and not AGE_BAND.match(text):
            raise forms.ValidationError("The age group must be like 0-17 or 18+")
        return text

    def write(self) -> dict[str, Any]:
        data = self.cleaned_data
        shape = self.definition["shape"]
        if shape == "windows":
            return {"columns": layouts.windows(data["this"], data["before"])}
        if shape == "categories":
            return {"columns": layouts.categories(data["counted"], data["share"]), "period": data["when"]}
        per = int(data["per"])
        columns = layouts.rates(data["value"], per, int(data["decimals"]), data["behind"], data.get("beside", ()))
        return {"columns": columns, "per": per, "period": data["when"], "age_band": data.get("age_band", "")}


class SharesForm(StepForm):
    """What the shares of categories are of."""

    TOTAL, ROW, MIXED = "total", "row", "mixed"

    base = radios("What is each row a share of?", [])
    total_label = forms.CharField(
        label="What is the total called?",
        help_text="Only if the rows add up to a total. For example, All enquiries.",
        max_length=120,
        required=False,
    )
    row = forms.ChoiceField(label="Which row?", help_text="Only if one of the rows is the whole.", required=False)

    @property
    def bases(self) -> set[str]:
        """What the rows are shares of now."""
        return {row.get("base", "") for row in self.definition.get("rows", ())} - {""}

    def prepare(self) -> None:
        mixed = [(self.MIXED, "Different wholes, as they are now")] if len(self.bases) > 1 else []
        cast(forms.ChoiceField, self.fields["base"]).choices = [
            (self.TOTAL, "The total: every case is in exactly one row"),
            (self.ROW, "One of the rows"),
            *mixed,
        ]
        rows = [(row["key"], row["label"]) for row in self.definition.get("rows", ())]
        cast(forms.ChoiceField, self.fields["row"]).choices = [("", "Select a row"), *rows]

    def read(self) -> dict[str, Any]:
        one = next(iter(self.bases), "") if len(self.bases) == 1 else ""
        base = self.MIXED if len(self.bases) > 1 else self.TOTAL if one == THE_TOTAL else self.ROW if one else ""
        row = "" if one == THE_TOTAL else one
        return {"base": base, "row": row, "total_label": self.definition.get("total_label")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("base") == self.TOTAL and not str(data.get("total_label", "")).strip():
            self.add_error("total_label", "Enter what the total is called")
        if data.get("base") == self.ROW and not data.get("row"):
            self.add_error("row", "Select the row that the others are a share of")
        return data

    def write(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data["base"] == self.MIXED:
            return {}
        whole = THE_TOTAL if data["base"] == self.TOTAL else data["row"]
        rows = [
            {name: value for name, value in row.items() if name != "base"}
            | ({} if row["key"] == whole else {"base": whole})
            for row in self.definition["rows"]
        ]
        return {"rows": rows, "total_label": data["total_label"] if whole == THE_TOTAL else ""}


class ReadingForm(StepForm):
    """How the figures are worked out and read."""

    method = text_field(
        "How are the figures calculated?", 4, hint="Change our words if they do not fit.", max_length=LONGEST_ANSWER
    )
    caveats = text_field(
        "What should readers be careful about?",
        4,
        hint="One sentence on each line. For example, The rows can overlap: do not add them.",
        max_length=LONGEST_ANSWER,
        required=False,
    )
    polarity = radios("Is a lower or a higher figure better?", POLARITIES)

    def read(self) -> dict[str, Any]:
        return super().read() | {"caveats": "\n".join(self.definition.get("caveats", ()))}

    def write(self) -> dict[str, Any]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["caveats"].splitlines()]
        return {**self.cleaned_data, "caveats": [line for line in lines if line]}


class SourceForm(StepForm):
    """Where the figures come from, and when the definition is looked at again."""

    source = text_field(
        "Where do the figures come from?",
        2,
        hint="The records or the publication. Name the national definition if there is one.",
        max_length=300,
    )
    licence = text_field(
        "On what terms can others reuse them?", 2, hint="For example, Open Government Licence v3.0.", max_length=200
    )
    next_review = DateField(label="When will you look at this definition again?", help_text="For example, 20 11 2027.")

    def read(self) -> dict[str, Any]:
        text = self.definition.get("next_review")
        day = stored_day(text)
        default = "Published by the partnership; terms of reuse to be confirmed with the supplier"
        return super().read() | {"next_review": day, "licence": self.definition.get("licence", default)}

    def write(self) -> dict[str, Any]:
        return {**self.cleaned_data, "next_review": self.cleaned_data["next_review"].isoformat()}
