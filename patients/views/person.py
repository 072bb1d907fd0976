"""One person as those who arrange their visits see them: logistics alone, whoever looks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patients.access import reader
from patients.banner import parts_of
from patients.models import Patient
from practice.staff.roles import Permission

ON_THE_PAGE = (
    "chosen_name",
    "pronouns",
    "birth_date",
    "language",
    "phone",
    "record_number",
    "merged_into",
)


def person_for(request: HttpRequest, patient_id: int) -> Patient:
    """The person, if their visits are this one's to arrange; else 404. Nothing of the chart is read."""
    people = Patient.objects.bookable_by(reader(request)).only(*ON_THE_PAGE)
    patient = people.filter(pk=patient_id).first()
    if patient is None:
        raise Http404
    return patient


@require_safe
def person(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Who they are and how to reach them; other parts of the house hang up theirs."""
    patient, user = person_for(request, patient_id), reader(request)
    context = {
        "patient": patient,
        "parts": parts_of("person", request, patient),
        "may_open_chart": user.may(Permission.OPEN_CHARTS)
        and Patient.objects.visible_to(user).filter(pk=patient.pk).exists(),
    }
    return render(request, "patients/intake_person.html", context)
