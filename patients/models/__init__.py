from patients.models.access import AccessGrant, CareTeamMember
from patients.models.chart import ChartEvent, ChartVersion
from patients.models.patient import Patient

__all__ = ["AccessGrant", "CareTeamMember", "ChartEvent", "ChartVersion", "Patient"]
