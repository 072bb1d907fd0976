"""What can be measured here: in which unit, between which limits, and whether it bears on an increase."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What was measured."""

    SYSTOLIC = "systolic-bp", _("Systolic pressure, seated")
    DIASTOLIC = "diastolic-bp", _("Diastolic pressure, seated")
    LYING_SYSTOLIC = "lying-systolic-bp", _("Systolic pressure, lying")
    LYING_DIASTOLIC = "lying-diastolic-bp", _("Diastolic pressure, lying")
    STANDING_SYSTOLIC = "standing-systolic-bp", _("Systolic pressure, standing")
    STANDING_DIASTOLIC = "standing-diastolic-bp", _("Diastolic pressure, standing")
    PULSE = "pulse", _("Pulse")
    WEIGHT = "weight", _("Weight")
    SERUM_LEVEL = "serum-level", _("Level in blood")
    QTC = "qtc", _("QTc")
    ALT = "alt", _("ALT")
    SODIUM = "sodium", _("Sodium")
    EGFR = "egfr", _("eGFR")
    COWS = "cows", _("Opioid withdrawal (COWS)")
    CIWA_AR = "ciwa-ar", _("Alcohol withdrawal (CIWA-Ar)")
    PREGNANCY_TEST = "pregnancy-test", _("Pregnancy test")
    GLUCOSE = "glucose", _("Glucose")
    LIPIDS = "lipids", _("Cholesterol, total")


PRESSURES = {
    Kind.SYSTOLIC: Kind.DIASTOLIC,
    Kind.LYING_SYSTOLIC: Kind.LYING_DIASTOLIC,
    Kind.STANDING_SYSTOLIC: Kind.STANDING_DIASTOLIC,
}
GATING = frozenset(
    {*PRESSURES, *PRESSURES.values(), Kind.PULSE, Kind.SERUM_LEVEL, Kind.COWS, Kind.QTC, Kind.PREGNANCY_TEST}
)
MMHG = "mmHg"
# A level comes in the laboratory's own unit.
UNITS = {
    **dict.fromkeys([*PRESSURES, *PRESSURES.values()], MMHG),
    Kind.PULSE: "/min",
    Kind.WEIGHT: "kg",
    Kind.QTC: "ms",
    Kind.ALT: "U/L",
    Kind.SODIUM: "mmol/L",
    Kind.EGFR: "mL/min/1.73 m²",
    Kind.COWS: "",
    Kind.CIWA_AR: "",
    Kind.PREGNANCY_TEST: "",
    Kind.GLUCOSE: "mg/dL",
    Kind.LIPIDS: "mg/dL",
}
# Wide enough for whatever happens to people, narrow enough for slips of the finger. No judgement is in them.
LIMITS = {
    **{kind: (Decimal(40), Decimal(300)) for kind in PRESSURES},
    **{kind: (Decimal(20), Decimal(200)) for kind in PRESSURES.values()},
    Kind.PULSE: (Decimal(20), Decimal(250)),
    Kind.WEIGHT: (Decimal(20), Decimal(400)),
    Kind.SERUM_LEVEL: (Decimal(0), Decimal(100_000)),
    Kind.QTC: (Decimal(200), Decimal(800)),
    Kind.ALT: (Decimal(0), Decimal(20_000)),
    Kind.SODIUM: (Decimal(90), Decimal(200)),
    Kind.EGFR: (Decimal(0), Decimal(250)),
    Kind.COWS: (Decimal(0), Decimal(48)),
    Kind.CIWA_AR: (Decimal(0), Decimal(67)),
    Kind.PREGNANCY_TEST: (Decimal(0), Decimal(1)),
    Kind.GLUCOSE: (Decimal(10), Decimal(2_000)),
    Kind.LIPIDS: (Decimal(10), Decimal(2_000)),
}
WHOLE = frozenset({*PRESSURES, *PRESSURES.values(), Kind.PULSE, Kind.COWS, Kind.CIWA_AR, Kind.PREGNANCY_TEST})


def shown(kind: str, value: Decimal, unit: str) -> str:
    """A value as it is read: 72.5 kg; a test is positive or negative."""
    if kind == Kind.PREGNANCY_TEST:
        return gettext("positive") if value else gettext("negative")
    return f"{plain(value)} {unit}".strip()


def plain(value: Decimal) -> str:
    """Without zeros that say nothing."""
    return f"{value.normalize():f}"


def between(low: Decimal, high: Decimal) -> str:
    """What is asked for when a value is hardly possible."""
    return gettext("Enter a value between %(low)s and %(high)s.") % {"low": low, "high": high}
