"""When a measure is asked of one person, ending that, what they said, and which measures a plan asks for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.services.plan_measures import agree_measures, measures_of_plan, newest_agreed
from medications.views.access import plan_for
from medications.views.answering import ActPage, act, posted, require_may
from patients.access import chart_for, reader
from patients.models import Patient
from practice.staff.roles import Permission
from sessions.forms.measure_schedule import AS_PRACTICE, NONE, THESE, AskedForm, EndForm, PlanMeasuresForm, ScheduleForm
from sessions.models import MeasureSchedule
from sessions.presentation.measures_due import name_of, of_patients, offered_measures
from sessions.queries.measures_due import may_be_asked, visit_types_to_choose
from sessions.services.scheduling_measures import end_schedule, record_asking, schedule_measure

FORM_METHODS = ["GET", "HEAD", "POST"]


def _page(patient: Patient, **words: Any) -> ActPage:
    return ActPage(patient=patient, back=reverse("measures", args=[patient.pk]), **words)


@require_http_methods(FORM_METHODS)
def schedule(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Ask for a measure once, every few weeks, or before visits."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.LOG_EFFECTS)
    now = timezone.now()
    form = ScheduleForm(
        posted(request),
        measures=offered_measures(may_be_asked()),
        kinds=visit_types_to_choose(),
        today=timezone.localdate(now),
    )
    page = _page(
        patient,
        heading=_("Plan a measure"),
        button=_("Plan it"),
        done=_("The measure is planned."),
        lead=_("They can always say “not now”. What was filled in anyway counts, so nothing is asked twice."),
    )
    return act(
        request,
        page,
        form,
        lambda typed: schedule_measure(patient=patient, by=reader(request), at=timezone.now(), **typed),
    )


@require_http_methods(FORM_METHODS)
def end(request: HttpRequest, schedule_id: int) -> HttpResponse:
    """It is asked no longer in this way; why is kept."""
    found = MeasureSchedule.objects.visible_to(reader(request)).filter(pk=schedule_id).first()
    if found is None:
        raise Http404
    patient = chart_for(request, found.patient_id)
    require_may(request, Permission.LOG_EFFECTS)
    page = _page(
        patient,
        heading=_("Stop asking for %(measure)s") % {"measure": name_of(found.measure)},
        button=_("Stop asking"),
        done=_("It is asked no longer."),
        lead=_("What was filled in stays. It can be planned again at any time."),
    )
    return act(
        request,
        page,
        EndForm(posted(request)),
        lambda typed: end_schedule(schedule=found, because=typed["because"], by=reader(request), at=timezone.now()),
    )


@require_http_methods(FORM_METHODS)
def asked(request: HttpRequest, patient_id: int, measure: str) -> HttpResponse:
    """What they said when they were asked. Every answer is a good one."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.LOG_EFFECTS)
    if measure not in of_patients():
        raise Http404
    page = _page(
        patient,
        heading=_("What they said: %(measure)s") % {"measure": name_of(measure)},
        button=_("Write it down"),
        done=_("It is written down."),
        lead=_("“Not now” and “please do not ask this again” are answers. Then nobody asks before they are ready."),
    )
    return act(
        request,
        page,
        AskedForm(posted(request)),
        lambda typed: record_asking(patient=patient, measure=measure, by=reader(request), at=timezone.now(), **typed),
    )


@require_http_methods(FORM_METHODS)
def of_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Which measures are asked before and after the steps of one plan."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)
    agreed = newest_agreed([plan]).get(plan.pk)
    which = AS_PRACTICE if agreed is None or agreed.follows_practice else THESE if agreed.measures else NONE
    form = PlanMeasuresForm(
        posted(request),
        offered=offered_measures(may_be_asked()),
        initial={"which": which, "measures": list(measures_of_plan(plan))},
    )
    page = _page(
        plan.patient,
        heading=_("Measures with %(medication)s") % {"medication": plan.medication.name},
        button=_("Keep this"),
        done=_("It is kept."),
        lead=_("They are asked before the first dose, before each step and some time after it. They hold no dose up."),
    )
    return act(
        request,
        page,
        form,
        lambda typed: agree_measures(
            plan=plan, measures=form.chosen(), because=typed["because"], by=reader(request), at=timezone.now()
        ),
    )
