"""Whom prompts are about and why, in bulk and only for those who may open the chart."""

from collections.abc import Callable, Collection, Mapping

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.models import CoSignRequest, DoseChange, LogEntry, TitrationPlan
from medications.rules.calling_after import what_to_ask
from medications.services.drug_facts import classes_of
from patients.models import Patient
from practice.prompts.kinds import Subject, Subjects
from practice.staff.models import User


def _of_plans(why: Callable[[TitrationPlan], str], part: str = "") -> Subjects:
    def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
        plans = TitrationPlan.objects.visible_to(user).filter(pk__in=keys).select_related("patient", "medication")
        return {
            plan.pk: Subject(who=plan.patient.chosen_name, why=why(plan), link=reverse("plan", args=[plan.pk]) + part)
            for plan in plans
        }

    return subjects


of_plans = _of_plans(
    lambda plan: _("%(medication)s: read the log before the next step") % {"medication": plan.medication.name}
)
of_pairs = _of_plans(
    lambda plan: _("%(medication)s: something taken beside it needs a look") % {"medication": plan.medication.name},
    part="#together",
)
of_consents = _of_plans(
    lambda plan: (
        _("%(medication)s: what is shared changed; ask whether the consent still stands")
        % {"medication": plan.medication.name}
    ),
    part="#consent",
)
of_follow_ups = _of_plans(
    lambda plan: _("%(medication)s: a measurement or an answer is due") % {"medication": plan.medication.name},
    part="#also-due",
)


def _of_entries(why: Callable[[LogEntry], str]) -> Subjects:
    def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
        entries = LogEntry.objects.visible_to(user).filter(pk__in=keys)
        return {
            entry.pk: Subject(
                who=entry.patient.chosen_name, why=why(entry), link=reverse("log", args=[entry.patient_id])
            )
            for entry in entries.select_related("patient", "effect", "medication")
        }

    return subjects


def _term(entry: LogEntry) -> str:
    return entry.effect.term if entry.effect else ""


def _wait(entry: LogEntry) -> str:
    if entry.medication is None:
        return _("would like to wait before any change")
    return _("would like to wait before any change of %(medication)s") % {"medication": entry.medication.name}


of_red_flags = _of_entries(lambda entry: _("Red flag: %(term)s") % {"term": _term(entry)})
of_severe_effects = _of_entries(lambda entry: _("Severe: %(term)s") % {"term": _term(entry)})
of_waits = _of_entries(_wait)


def of_cosign_requests(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    requests = CoSignRequest.objects.filter(
        pk__in=keys, review__plan__patient__in=Patient.objects.visible_to(user)
    ).select_related("review__plan__patient", "review__plan__medication", "asked_by")
    return {
        request.pk: Subject(
            who=request.review.plan.patient.chosen_name,
            why=_("%(medication)s: %(who)s asks you to co-sign")
            % {"medication": request.review.plan.medication.name, "who": request.asked_by.display_name},
            link=reverse("cosign", args=[request.review.plan_id]),
        )
        for request in requests
    }


def of_changes(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    changes = DoseChange.objects.filter(pk__in=keys, patient__in=Patient.objects.visible_to(user)).select_related(
        "patient", "medication"
    )
    return {
        change.pk: Subject(
            who=change.patient.chosen_name,
            why=_("%(medication)s: something came in before the new dose begins")
            % {"medication": change.medication.name},
            link=reverse("plan", args=[change.plan_id]),
        )
        for change in changes
    }


def of_lower_doses(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    found = DoseChange.objects.filter(pk__in=keys, patient__in=Patient.objects.visible_to(user)).select_related(
        "patient", "medication"
    )
    changes = list(found)
    classes = classes_of(change.medication.code for change in changes)
    return {
        change.pk: Subject(
            who=change.patient.chosen_name,
            why=_("%(medication)s: less of it since %(day)s. %(ask)s")
            % {
                "medication": change.medication.name,
                "day": date_format(change.first_dose_on, "j F"),
                "ask": what_to_ask({change.medication.code} | classes[change.medication.code]),
            },
            link=reverse("log", args=[change.patient_id]),
        )
        for change in changes
    }


def of_partner_plans(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    plans = TitrationPlan.objects.visible_to(user).filter(pk__in=keys).select_related("patient", "medication")
    return {
        plan.pk: Subject(
            who=plan.patient.chosen_name,
            why=_("%(medication)s: a medicine that its dose depends on went down or was stopped")
            % {"medication": plan.medication.name},
            link=reverse("plan", args=[plan.pk]),
        )
        for plan in plans
    }
