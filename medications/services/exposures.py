"""What else a person takes, or took: our other orders, medications from elsewhere, and substances they told us of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from medications.models import TitrationPlan
from medications.rules.person import Exposure
from medications.services.drug_facts import classes_of
from medications.services.gate_reading import KnownExposure
from patients.health_facts import KnownSubstance

SURVIVES_NEW_REPORTS = frozenset({"buprenorphine_naloxone", "methadone"})
"""For these an acknowledged pair stays acknowledged when the same use is reported again: withholding harms more."""


def exposures_of(taken: Iterable[KnownExposure], substances: Iterable[KnownSubstance]) -> list[KnownExposure]:
    """Everything besides the plan's own medication, each with the classes it belongs to."""
    found = [*taken, *map(_used, substances)]
    classes = classes_of(known.exposure.code for known in found)
    return [replace(known, exposure=replace(known.exposure, classes=classes[known.exposure.code])) for known in found]


def still_acknowledged(
    plan: TitrationPlan, acknowledged: Mapping[str, datetime], exposures: Sequence[KnownExposure]
) -> frozenset[str]:
    """The partners whose pair with this medication a prescriber acknowledged, and which have not changed since."""
    if plan.medication.code in SURVIVES_NEW_REPORTS:
        return frozenset(acknowledged)
    changed = {
        known.exposure.code
        for known in exposures
        if known.exposure.code in acknowledged and known.known_at > acknowledged[known.exposure.code]
    }
    return frozenset(set(acknowledged) - changed)


def _used(substance: KnownSubstance) -> KnownExposure:
    return KnownExposure(
        exposure=Exposure(
            code=substance.code,
            name=substance.name,
            stopped_on=substance.stopped_on,
            last_taken_at=substance.last_used_at,
            is_substance=True,
            stopped_abruptly=substance.stopped_abruptly,
        ),
        known_at=substance.recorded_at,
    )
