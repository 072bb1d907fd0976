from medications.models.consent import ConsentStands, TreatmentConsent
from medications.models.elsewhere import MissedDoses, ObservedDose, OtherMedication
from medications.models.facts import MedicationFact, Schedule, ScheduleLevel
from medications.models.formulary import CommonEffect, Effect, Medication, RedFlag
from medications.models.interaction import ClassMember, Interaction
from medications.models.log import LogEntry
from medications.models.plan import DoseChange, Hold, TitrationPlan, TitrationStep
from medications.models.presentation import Presentation
from medications.models.regimen import Regimen, RegimenDose
from medications.models.review import Acknowledgement, CoSign, CoSignRequest, Review
from medications.models.supply import Supply
from medications.models.target_measure import PlanMeasures, TargetMeasure
from medications.models.template import PlanTemplate, TemplateStep
from medications.models.thresholds import PracticeThresholds

__all__ = [
    "Acknowledgement",
    "ClassMember",
    "CoSign",
    "CoSignRequest",
    "CommonEffect",
    "ConsentStands",
    "DoseChange",
    "Effect",
    "Hold",
    "Interaction",
    "LogEntry",
    "Medication",
    "MedicationFact",
    "MissedDoses",
    "ObservedDose",
    "OtherMedication",
    "PlanMeasures",
    "PlanTemplate",
    "PracticeThresholds",
    "Presentation",
    "RedFlag",
    "Regimen",
    "RegimenDose",
    "Review",
    "Schedule",
    "ScheduleLevel",
    "Supply",
    "TargetMeasure",
    "TemplateStep",
    "TitrationPlan",
    "TitrationStep",
    "TreatmentConsent",
]
