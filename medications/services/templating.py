"""Templates of the practice: steps and a goal, kept to begin other plans from, and retired when they no longer fit."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from medications.models import Medication, PlanTemplate, TemplateStep
from medications.services.errors import Refused
from medications.services.permitting import require
from medications.services.planning import PlanGoal, PlannedStep, store_regimen
from practice.audit.recording import record
from practice.staff.models import User
from practice.staff.roles import Permission

ABOUT_ONE_PERSON = {"crosses"}
"""Parts of a goal that a template cannot keep."""


@transaction.atomic
def save_template(
    *, name: str, medication: Medication, steps: Sequence[PlannedStep], goal: PlanGoal, by: User, at: datetime
) -> PlanTemplate:
    """Keep steps for the whole practice.

    Raises NotPermitted unless `by` may prescribe, Refused where there is no step or a step has no dose,
    ValidationError where the name is taken or a dose is impossible.
    """
    require(by, Permission.PRESCRIBE)
    if not steps or any(step.regimen.is_nothing for step in steps):
        raise Refused(_("A template has at least one step, and every step at least one dose."))
    kept = {part.name: getattr(goal, part.name) for part in fields(goal) if part.name not in ABOUT_ONE_PERSON}
    template = PlanTemplate(name=name.strip(), medication=medication, created_by=by, created_at=at, **kept)
    template.full_clean()
    template.save()
    for position, step in enumerate(steps, start=1):
        row = TemplateStep(
            template=template, position=position, regimen=store_regimen(step.regimen), hold_days=step.hold_days
        )
        row.full_clean(exclude=["template", "regimen"])
        row.save()
    record("template.saved", template, by=by, at=at, steps=len(steps))
    return template


@transaction.atomic
def retire_template(*, template: PlanTemplate, by: User, at: datetime) -> PlanTemplate:
    """Take a template out of use; plans that were made from it stay as they are.

    Raises NotPermitted unless `by` may prescribe, Refused where it is retired already.
    """
    require(by, Permission.PRESCRIBE)
    template = PlanTemplate.objects.select_for_update(no_key=True).get(pk=template.pk)
    if template.retired_at is not None:
        raise Refused(_("This template is retired already."))
    template.retired_at, template.retired_by = at, by
    template.save(update_fields=["retired_at", "retired_by"])
    record("template.retired", template, by=by, at=at)
    return template


def templates_for(medication: Medication) -> list[PlanTemplate]:
    """Those in use for a medicine, with their steps and doses."""
    templates = PlanTemplate.objects.filter(medication=medication, retired_at=None).select_related("schedule")
    return list(templates.prefetch_related("steps__regimen__doses"))


def steps_of_template(template: PlanTemplate) -> list[PlannedStep]:
    return [PlannedStep(regimen=step.regimen.as_rule(), hold_days=step.hold_days) for step in template.steps.all()]
