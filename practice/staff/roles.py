"""The one table of who may do what. docs/roles is rendered from it; views, services and admin ask it."""

from enum import StrEnum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A person's work here; one person may hold several. Each is a Django group of the same name."""

    PRESCRIBER = "prescriber", _("Prescriber")
    THERAPIST = "therapist", _("Therapist")
    NURSE = "nurse", _("Nurse or case manager")
    CLINICAL_LEAD = "clinical-lead", _("Clinical lead")
    FRONT_DESK = "front-desk", _("Front desk")
    ADMINISTRATOR = "administrator", _("Administrator")


CLINICAL_ROLES = frozenset({Role.PRESCRIBER, Role.THERAPIST, Role.NURSE, Role.CLINICAL_LEAD})


class Permission(StrEnum):
    """Something the software lets a person do."""

    OPEN_CHARTS = auto()
    LOG_EFFECTS = auto()
    HOLD_DOSES = auto()
    PRESCRIBE = auto()
    RECEIVE_ESCALATIONS = auto()
    OPEN_EVERY_CHART = auto()
    BREAK_THE_GLASS = auto()
    SEE_LOGISTICS = auto()
    KEEP_INTAKES = auto()
    BOOK_VISITS = auto()
    OVERLAP_VISITS = auto()
    WRITE_NOTES = auto()
    ADMINISTER = auto()


PERMISSIONS: dict[Permission, frozenset[Role]] = {
    Permission.OPEN_CHARTS: CLINICAL_ROLES,
    Permission.LOG_EFFECTS: CLINICAL_ROLES,
    Permission.HOLD_DOSES: CLINICAL_ROLES,
    Permission.PRESCRIBE: frozenset({Role.PRESCRIBER}),
    Permission.RECEIVE_ESCALATIONS: frozenset({Role.CLINICAL_LEAD}),
    Permission.OPEN_EVERY_CHART: frozenset({Role.CLINICAL_LEAD}),
    Permission.BREAK_THE_GLASS: CLINICAL_ROLES,
    Permission.SEE_LOGISTICS: frozenset({Role.FRONT_DESK}),
    Permission.KEEP_INTAKES: frozenset({Role.FRONT_DESK, Role.NURSE, Role.CLINICAL_LEAD}),
    Permission.BOOK_VISITS: CLINICAL_ROLES | {Role.FRONT_DESK},
    Permission.OVERLAP_VISITS: CLINICAL_ROLES,
    Permission.WRITE_NOTES: CLINICAL_ROLES,
    Permission.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


def allowed(roles: frozenset[Role], permission: Permission) -> bool:
    """Whether somebody with these roles may do this; an unknown permission is a no."""
    return bool(roles & PERMISSIONS.get(permission, frozenset()))
