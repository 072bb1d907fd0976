from patients.models.access import AccessGrant, CareTeamMember
from patients.models.assessment import Assessment, AssessmentWithdrawal
from patients.models.body import Genotype, OrganFunction, PregnancyAnswer
from patients.models.chart import ChartEvent, ChartVersion
from patients.models.consent import Consent
from patients.models.consent_paper import ConsentPaper
from patients.models.consent_wording import ConsentWording
from patients.models.contact import ContactChannel, NeverAddress, OutgoingContact, SafeContact
from patients.models.declined_consent import DeclinedConsent
from patients.models.disclosure import Disclosure
from patients.models.health import Allergy, HealthCondition, SubstanceUse
from patients.models.intake import Funding, Intake, IntakeMove, MoveNote, ReferralSource, Wish
from patients.models.measure_sheet import MeasureSheet, MeasureSheetDraft
from patients.models.measure_wording import MeasurePermission, MeasureWording, MeasureWordingItem, PracticeBand
from patients.models.measurement import Measurement
from patients.models.merge import Merge
from patients.models.needs import LogisticNeeds
from patients.models.packet import Packet, PacketDraft, PacketLook, PacketOptIn, PacketPart
from patients.models.packet_answers import AnswerReading, PacketAnswer, PacketSubmission
from patients.models.packet_sections import PacketQuestion, PacketSection, SectionVersion
from patients.models.patient import Patient
from patients.models.people import EmergencyContact, PrimaryCare, Supporter
from patients.models.private_link import LinkOpening, PatientPagesSetting, PrivateLink
from patients.models.proposal import ProposedEntry
from patients.models.referral import ReferralImport
from patients.models.risk import RiskAgreement, RiskLook
from patients.models.sensitivity import EarlierReaction, SensitivityAnswer, SensitivitySetting
from patients.models.told import Source
from patients.models.trauma import Experience, SafetyCheck
from patients.models.trauma_limits import LimitsTold, LimitsWording
from patients.models.trauma_narrative import Narrative, NarrativeOpening
from patients.models.trauma_sharing import AskingWish, PartReaders, Whose
from patients.models.trauma_signposts import Signpost

__all__ = [
    "AccessGrant",
    "Allergy",
    "AnswerReading",
    "AskingWish",
    "Assessment",
    "AssessmentWithdrawal",
    "CareTeamMember",
    "ChartEvent",
    "ChartVersion",
    "Consent",
    "ConsentPaper",
    "ConsentWording",
    "ContactChannel",
    "DeclinedConsent",
    "Disclosure",
    "EarlierReaction",
    "EmergencyContact",
    "Experience",
    "Funding",
    "Genotype",
    "HealthCondition",
    "Intake",
    "IntakeMove",
    "LimitsTold",
    "LimitsWording",
    "LinkOpening",
    "LogisticNeeds",
    "MeasurePermission",
    "MeasureSheet",
    "MeasureSheetDraft",
    "MeasureWording",
    "MeasureWordingItem",
    "Measurement",
    "Merge",
    "MoveNote",
    "Narrative",
    "NarrativeOpening",
    "NeverAddress",
    "OrganFunction",
    "OutgoingContact",
    "Packet",
    "PacketAnswer",
    "PacketDraft",
    "PacketLook",
    "PacketOptIn",
    "PacketPart",
    "PacketQuestion",
    "PacketSection",
    "PacketSubmission",
    "PartReaders",
    "Patient",
    "PatientPagesSetting",
    "PracticeBand",
    "PregnancyAnswer",
    "PrimaryCare",
    "PrivateLink",
    "ProposedEntry",
    "ReferralImport",
    "ReferralSource",
    "RiskAgreement",
    "RiskLook",
    "SafeContact",
    "SafetyCheck",
    "SectionVersion",
    "SensitivityAnswer",
    "SensitivitySetting",
    "Signpost",
    "Source",
    "SubstanceUse",
    "Supporter",
    "Whose",
    "Wish",
]
