"""The medicine that the composer is about, and what it offers for this person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from medications.forms.composer import Offers
from medications.models import Medication, PlanTemplate
from medications.presentation.composer import forms_of, offers_for
from medications.rules.presentations import Presentation
from medications.services.foreseeing import facts_before, presentations_of, schedule_of
from medications.services.plan_facts import PlanFacts
from medications.services.planning import PlanGoal
from medications.services.templating import templates_for
from medications.terms import Form
from medications.views.plans import number
from patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class Known:
    """The medicine, and all that is known about it and the person: read once for a page."""

    medication: Medication
    facts: PlanFacts
    presentations: Sequence[Presentation]
    offers: Offers
    templates: Sequence[PlanTemplate]


def form_typed(typed: Mapping[str, Any], offers: Offers) -> Form:
    """The form that is chosen; where it is none of those on file, the first of them."""
    wanted = typed.get("form", "")
    offered = [value for value, _label in offers.forms] or list(Form.values)
    return Form(wanted if wanted in offered else offered[0])


def known_about(patient: Patient, typed: Mapping[str, Any], names: Mapping[int, str], at: datetime) -> Known | None:
    wanted = number(typed.get("medication"))
    medication = Medication.objects.filter(pk=wanted).first() if wanted and wanted in names else None
    if medication is None:
        return None
    goal = PlanGoal(
        indication=typed.get("indication", "")[:60],
        schedule=schedule_of(medication, number(typed.get("schedule"))),
        is_low_dose_start=bool(typed.get("is_low_dose_start")),
    )
    facts = facts_before(patient=patient, medication=medication, at=at, goal=goal)
    presentations = presentations_of(medication)
    form = form_typed(typed, Offers(forms=forms_of(presentations)))
    return Known(
        medication=medication,
        facts=facts,
        presentations=presentations,
        offers=offers_for(facts.drug, facts.person, presentations, today=facts.today, form=form),
        templates=templates_for(medication),
    )
