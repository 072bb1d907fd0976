"""A week of visits: of everybody by days, or of one clinician by hours and days."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from practice.staff.models import User
from sessions.forms.choosing import WeekForm
from sessions.models import Visit
from sessions.presentation.times import monday_of
from sessions.presentation.week import Shown, week_of
from sessions.presentation.week_placed import Read
from sessions.queries.choices import NamedClinician, named_clinicians
from sessions.queries.hours import hours_of
from sessions.rules.days import span_of_days
from sessions.views.doors import booker

UNREADABLE = 422
WEEK = 7
MOST, LONG = 20, 6  # clinicians on one page; digits that no practice needs


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """Visits as far as this person may know them: of anything else they learn that somebody is busy."""
    user, now = booker(request), timezone.now()
    everybody = named_clinicians()
    form = WeekForm(request.GET or None, clinicians=everybody)
    asked = form.cleaned_data if form.is_valid() else {}
    chosen = asked.get("on") or localdate(now)
    shown = _shown(everybody, asked.get("clinician") if form.is_bound else _own(user, everybody), request)
    monday = monday_of(chosen)
    whole = week_of(_read(user, monday, shown.clinicians), monday=monday, chosen=chosen, at=now, shown=shown)
    if not form.is_bound:
        form.initial = {"on": chosen, "clinician": shown.only}
    context = {"week": whole, "form": form}
    return render(request, "sessions/week.html", context, status=UNREADABLE if form.errors else 200)


def _own(user: User, clinicians: Sequence[NamedClinician]) -> int | None:
    """Clinicians come to their own week first, the front desk to everybody's."""
    return user.pk if any(each.pk == user.pk for each in clinicians) else None


def _shown(everybody: Sequence[NamedClinician], only: int | None, request: HttpRequest) -> Shown:
    """One clinician, or as many as a page holds from a number in the address on; from the first if it is none."""
    if only is not None:
        return Shown(clinicians=[each for each in everybody if each.pk == only], only=only)
    asked = request.GET.get("from", "")
    first = int(asked) if asked.isdecimal() and len(asked) < LONG else 0
    first = first if first < len(everybody) else 0
    clinicians = everybody[first : first + MOST]
    return Shown(clinicians=clinicians, only=None, first=first, of_all=len(everybody), on_a_page=MOST)


def _read(user: User, monday: date, clinicians: Sequence[NamedClinician]) -> Read:
    ids = [each.pk for each in clinicians]
    visits = Visit.objects.bookable_by(user)
    within = span_of_days(monday, WEEK, timezone.get_default_timezone())
    return Read(lines=visits.for_week(monday, ids), busy=visits.busy_in_week(monday, ids), hours=hours_of(ids, within))
