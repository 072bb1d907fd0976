from medications.models.consent import TreatmentConsent
from medications.models.elsewhere import MissedDoses, ObservedDose, OtherMedication
from medications.models.formulary import CommonEffect, Effect, Medication, RedFlag
from medications.models.log import LogEntry
from medications.models.plan import DoseChange, Hold, TitrationPlan, TitrationStep
from medications.models.regimen import Regimen, RegimenDose
from medications.models.review import Acknowledgement, CoSign, CoSignRequest, Review

__all__ = [
    "Acknowledgement",
    "CoSign",
    "CoSignRequest",
    "CommonEffect",
    "DoseChange",
    "Effect",
    "Hold",
    "LogEntry",
    "Medication",
    "MissedDoses",
    "ObservedDose",
    "OtherMedication",
    "RedFlag",
    "Regimen",
    "RegimenDose",
    "Review",
    "TitrationPlan",
    "TitrationStep",
    "TreatmentConsent",
]
