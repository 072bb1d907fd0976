"""The formulary in the administration. Nothing that was ordered, logged or signed is here at all."""

from medications.admin.facts import MedicationFactAdmin, PresentationAdmin, ScheduleAdmin
from medications.admin.interactions import ClassMemberAdmin, InteractionAdmin
from medications.admin.names import CommonEffectAdmin, EffectAdmin, MedicationAdmin, RedFlagAdmin
from medications.admin.targets import TargetMeasureAdmin
from medications.admin.thresholds import PracticeThresholdsAdmin

__all__ = [
    "ClassMemberAdmin",
    "CommonEffectAdmin",
    "EffectAdmin",
    "InteractionAdmin",
    "MedicationAdmin",
    "MedicationFactAdmin",
    "PracticeThresholdsAdmin",
    "PresentationAdmin",
    "RedFlagAdmin",
    "ScheduleAdmin",
    "TargetMeasureAdmin",
]
