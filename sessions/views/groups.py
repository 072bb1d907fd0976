"""Who comes to a group: somebody joins, somebody leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import reader
from patients.once import AlreadyDone, once
from sessions.forms.booking import Ids
from sessions.forms.cancelling import CancelForm
from sessions.presentation.booking import conflict_line
from sessions.services.errors import Conflicts, Refused
from sessions.services.grouping import join_group, leave_group
from sessions.views.doors import booking_for, person_for, visit_for
from sessions.views.visit import CLOSED, UNREADABLE, confirm_page, in_a_sentence, status_of, visit_shown


@require_POST
def join(request: HttpRequest, visit_id: int) -> HttpResponse:
    """One more person; everything in the way is listed on the page of the group."""
    group, asked = visit_for(request, visit_id), Ids(request.POST)
    if not asked.is_valid() or not asked.cleaned_data["patient"]:
        return visit_shown(request, group, {"refusal": _("Choose who joins.")}, UNREADABLE)
    patient = person_for(request, asked.cleaned_data["patient"])
    try:
        with once(request):
            join_group(visit=group, patient=patient, by=reader(request), at=timezone.now())
    except AlreadyDone:
        pass
    except Conflicts as error:
        found = [conflict_line(each) for each in error.found]
        return visit_shown(request, group, {"conflicts": found}, CLOSED)
    except (Refused, ValidationError) as error:
        return visit_shown(request, group, {"refusal": in_a_sentence(error)}, status_of(error))
    return redirect(f"{reverse('visit', args=[group.pk])}#people-title")


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, booking_id: int) -> HttpResponse:
    """Ask who gives the place up, and take them off the list; the group goes on."""
    booking = booking_for(request, booking_id)
    if booking.visit.capacity is None:
        raise Http404
    form = CancelForm(request.POST if request.method == "POST" else None)
    page = {
        "title": _("Take %(name)s off the list?") % {"name": booking.patient.chosen_name},
        "lead": _("The group goes on; the place is free again."),
        "button": _("Take off the list"),
        "back": reverse("visit", args=[booking.visit_id]),
    }
    if not (form.is_bound and form.is_valid()):
        return confirm_page(request, page, form, UNREADABLE if form.is_bound else 200)
    try:
        with once(request):
            leave_group(booking=booking, by=reader(request), at=timezone.now(), **form.cleaned_data)
    except AlreadyDone:
        pass
    except (Refused, ValidationError) as error:
        return confirm_page(request, page, form, status_of(error), refusal=in_a_sentence(error))
    messages.success(request, _("The place is free again."))
    return redirect("visit", booking.visit_id)
