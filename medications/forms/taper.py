"""How a way down is wished for: one of four ways, the days between cuts, and where it stops."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import Choices, one_of
from medications.forms.plan import MOST_ROWS
from medications.rules.cuts import ByAmount, ByEffect, ByShare, Cut
from medications.rules.facts import Fact
from medications.rules.presentations import plain

PURPOSE = 90
AMOUNT, SHARE, EFFECT, PUBLISHED = "amount", "share", "effect", "published-"
WAYS: Choices = [
    (AMOUNT, _("The same amount each time")),
    (SHARE, _("A percentage of the current dose each time")),
    (EFFECT, _("Equal steps of predicted effect (hyperbolic)")),
]
NEEDED: dict[str, Sequence[str]] = {
    AMOUNT: ["cut_mg"],
    SHARE: ["percent", "stop_from_mg"],
    EFFECT: ["ed50_mg", "ed50_source", "cuts"],
}


class TaperForm(forms.Form):
    """The wish; the steps that come of it are rows that can be changed.

    `taking_mg` is the daily amount that it starts from.
    """

    how = one_of(WAYS, _("How it goes down"))
    cut_mg = forms.DecimalField(
        label=_("Less each time (mg a day)"), required=False, max_digits=12, decimal_places=4, min_value=Decimal(0)
    )
    percent = forms.DecimalField(
        label=_("Less each time (% of the current dose)"),
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=Decimal(1),
        max_value=Decimal(100),
    )
    cuts = forms.IntegerField(label=_("Number of cuts"), required=False, min_value=1, max_value=MOST_ROWS)
    ed50_mg = forms.DecimalField(
        label=_("ED50 (mg a day)"),
        required=False,
        max_digits=12,
        decimal_places=4,
        min_value=Decimal(0),
        help_text=_("The dose at half of the largest effect. None is on file: give it with its source."),
    )
    ed50_source = forms.CharField(label=_("Where the ED50 is from"), required=False, max_length=70)
    hold_days = forms.IntegerField(label=_("Days between cuts"), min_value=1, max_value=730)
    stop_from_mg = forms.DecimalField(
        label=_("Stop from (mg a day)"),
        required=False,
        max_digits=12,
        decimal_places=4,
        min_value=Decimal(0),
        help_text=_("At this dose or below it, nothing is the next step."),
    )
    purpose = forms.CharField(label=_("What it is for"), max_length=PURPOSE, required=False)

    def __init__(self, *args: Any, taking_mg: Decimal, published: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taking_mg = taking_mg
        how = self.fields["how"]
        assert isinstance(how, forms.ChoiceField)  # noqa: S101  declared so
        how.choices = [*WAYS, *((f"{PUBLISHED}{pk}", words) for pk, words in published)]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for name in NEEDED.get(answers.get("how", ""), []):
            if name not in self.errors and not answers.get(name):
                self.add_error(name, _MISSING[name])
        cut_mg = answers.get("cut_mg")
        if answers.get("how") == AMOUNT and cut_mg and self.taking_mg > cut_mg * MOST_ROWS:
            self.add_error("cut_mg", _("That would be more than %(most)d steps.") % {"most": MOST_ROWS})
        return answers

    @property
    def schedule_id(self) -> int | None:
        """The published way that was chosen."""
        how: str = self.cleaned_data["how"]
        return int(how.removeprefix(PUBLISHED)) if how.startswith(PUBLISHED) else None

    @property
    def purpose_in_words(self) -> str:
        """What it is for; an ED50 stays with the plan, together with its source."""
        purpose: str = self.cleaned_data["purpose"]
        if self.cleaned_data["how"] != EFFECT:
            return purpose
        told = {"mg": plain(self.cleaned_data["ed50_mg"]), "source": self.cleaned_data["ed50_source"]}
        ed50 = _("ED50 %(mg)s mg a day: %(source)s") % told
        return f"{purpose} ({ed50})" if purpose else str(ed50)

    @property
    def cut(self) -> Cut:
        """The rule of the cuts, once the form is valid."""
        answers = self.cleaned_data
        if answers["how"] == SHARE:
            return ByShare(percent=answers["percent"])
        if answers["how"] == EFFECT:
            return ByEffect(from_mg=self.taking_mg, ed50_mg=answers["ed50_mg"], cuts=answers["cuts"])
        return ByAmount(cut_mg=answers["cut_mg"] or self.taking_mg)


_MISSING = {
    "cut_mg": _("Say by how much."),
    "percent": _("Say by how many percent."),
    "stop_from_mg": _("A percentage never reaches nothing: say from which dose on nothing comes next."),
    "ed50_mg": _("Give the ED50 that you go by."),
    "ed50_source": _("Say where the ED50 is from."),
    "cuts": _("Say how many cuts."),
}


def first_answers(facts: Sequence[Fact], purpose: str) -> dict[str, Any]:
    """What is on file about the way down, as the first answers; what is not on file stays open."""
    days = max((fact.days for fact in facts if fact.days), default=None)
    high = min((fact.high for fact in facts if fact.high), default=None)
    low = min((fact.low for fact in facts if fact.low), default=None)
    how = AMOUNT if high else SHARE if low else None
    return {"how": how, "cut_mg": high, "percent": low, "hold_days": days, "purpose": purpose[:PURPOSE]}
