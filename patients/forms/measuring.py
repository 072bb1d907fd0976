"""What a nurse types after measuring: several values at once, each beside its own error."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from patients.forms.health import MEDICINES, moment, sentence
from patients.measurement_kinds import LIMITS, PRESSURES, UNITS, WHOLE, Kind, between
from patients.models import Source
from patients.services.measuring import Reading

QUICK = {
    Kind.SYSTOLIC: _("Seated, upper"),
    Kind.DIASTOLIC: _("Seated, lower"),
    Kind.LYING_SYSTOLIC: _("Lying, upper"),
    Kind.LYING_DIASTOLIC: _("Lying, lower"),
    Kind.STANDING_SYSTOLIC: _("Standing, upper"),
    Kind.STANDING_DIASTOLIC: _("Standing, lower"),
    Kind.PULSE: Kind.PULSE.label,
    Kind.WEIGHT: _("Weight, kg"),
}
OTHERS = [
    Kind.COWS,
    Kind.CIWA_AR,
    Kind.QTC,
    Kind.ALT,
    Kind.SODIUM,
    Kind.EGFR,
    Kind.GLUCOSE,
    Kind.LIPIDS,
    Kind.PREGNANCY_TEST,
]
LEVEL = ["analyte", "serum_level", "unit", "hours_after_dose"]


def field_name(kind: str) -> str:
    return kind.replace("-", "_")


def number(kind: Kind, label: Any) -> forms.DecimalField:
    """A value within what is possible; the limits are said in one sentence."""
    low, high = LIMITS[kind]
    said = between(low, high)
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=low,
        max_value=high,
        max_digits=9,
        decimal_places=0 if kind in WHOLE else 3,
        error_messages={"min_value": said, "max_value": said},
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "1" if kind in WHOLE else "any"}),
    )


def with_unit(kind: Kind) -> str:
    return f"{kind.label}, {UNITS[kind]}" if UNITS[kind] else str(kind.label)


class MeasurementsForm(forms.Form):
    """All that was measured at one moment. Nothing is required; what stays empty was not measured."""

    analyte = sentence(_("Level of"), longest=40, list=MEDICINES, autocomplete="off")
    serum_level = number(Kind.SERUM_LEVEL, _("Value"))
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    hours_after_dose = forms.DecimalField(
        label=_("Hours after the last dose"), min_value=0, max_value=240, decimal_places=1, required=False
    )
    taken_at = moment(_("Measured on (empty: just now)"))
    source = forms.ChoiceField(label=_("Known from"), choices=Source.choices, initial=Source.STAFF)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "measured-%s", **kwargs})
        for kind, label in QUICK.items():
            self.fields[field_name(kind)] = number(kind, label)
        for kind in OTHERS:
            self.fields[field_name(kind)] = number(kind, with_unit(kind))
        results = [("", _("not made")), ("0", _("negative")), ("1", _("positive"))]
        self.fields[field_name(Kind.PREGNANCY_TEST)] = forms.TypedChoiceField(
            label=Kind.PREGNANCY_TEST.label, choices=results, coerce=int, empty_value=None, required=False
        )

    def quick(self) -> Iterator[BoundField]:
        return (self[field_name(kind)] for kind in QUICK)

    def others(self) -> Iterator[BoundField]:
        return (self[field_name(kind)] for kind in OTHERS)

    def level(self) -> Iterator[BoundField]:
        return (self[name] for name in LEVEL)

    def is_more_open(self) -> bool:
        """Whether something stands in the fields that are folded away at first."""
        return any(field.errors or field.data for field in [*self.others(), *self.level()])

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for upper, lower in PRESSURES.items():
            self._check_pressure(answers, field_name(upper), field_name(lower))
        self._check_level(answers)
        if not self.errors and not self.readings():
            self.add_error(None, _("Enter at least one value."))
        return answers

    def _check_pressure(self, answers: dict[str, Any], upper: str, lower: str) -> None:
        high, low = answers.get(upper), answers.get(lower)
        if high is not None and low is not None and low >= high:
            self.add_error(lower, _("The lower number is not below the upper one."))
        if {upper, lower} & set(self.errors) or (high is None) == (low is None):
            return
        self.add_error(lower if low is None else upper, _("A pressure has two numbers."))

    def _check_level(self, answers: dict[str, Any]) -> None:
        if answers.get("serum_level") is None:
            for name in LEVEL:
                if answers.get(name) not in (None, ""):
                    self.add_error(name, _("This belongs to a level; enter its value too."))
            return
        for name, missing in (("analyte", _("Say of what.")), ("unit", _("Say in which unit."))):
            if not answers.get(name):
                self.add_error(name, missing)

    def readings(self) -> list[Reading]:
        """What was typed, as the service takes it."""
        found = [(kind, self.cleaned_data.get(field_name(kind))) for kind in [*QUICK, *OTHERS]]
        readings = [Reading(kind=kind, value=value) for kind, value in found if value is not None]
        return [*readings, *self._levels()]

    def _levels(self) -> list[Reading]:
        typed = self.cleaned_data
        if typed.get("serum_level") is None:
            return []
        return [
            Reading(
                kind=Kind.SERUM_LEVEL,
                value=typed["serum_level"],
                analyte=typed.get("analyte", ""),
                unit=typed.get("unit", ""),
                hours_after_dose=typed.get("hours_after_dose"),
            )
        ]
