from patients.models.access import AccessGrant, CareTeamMember
from patients.models.body import Genotype, OrganFunction, PregnancyAnswer
from patients.models.chart import ChartEvent, ChartVersion
from patients.models.health import Allergy, HealthCondition, SubstanceUse
from patients.models.measurement import Measurement
from patients.models.patient import Patient
from patients.models.sensitivity import EarlierReaction, SensitivityAnswer, SensitivitySetting
from patients.models.told import Source

__all__ = [
    "AccessGrant",
    "Allergy",
    "CareTeamMember",
    "ChartEvent",
    "ChartVersion",
    "EarlierReaction",
    "Genotype",
    "HealthCondition",
    "Measurement",
    "OrganFunction",
    "Patient",
    "PregnancyAnswer",
    "SensitivityAnswer",
    "SensitivitySetting",
    "Source",
    "SubstanceUse",
]
