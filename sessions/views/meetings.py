"""Team meetings: the list, one meeting while it is held and afterwards, and what was decided."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.models import Patient
from patients.once import done_once, new_token
from patients.services.viewing import record_view_of_part
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.forms.meetings import AttendanceForm, DecisionForm, ItemForm, OutcomeForm, SaidForm
from sessions.models import MeetingItem, TeamDecision, TeamMeeting, Visit
from sessions.presentation.meetings import decision_lines, heading_of, meeting_lines
from sessions.queries.agenda import patients_of, reasons_to_speak
from sessions.queries.team_meetings import clinicians_of, member_of_the_team, people_of_the_team, who_is_there
from sessions.rules.agenda import agenda_from
from sessions.services import team_meetings as services
from sessions.services.errors import Refused
from sessions.views.meeting_shown import shown

A_PAGE = 30
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings to open, and those that were."""
    user, now = participant(request), timezone.now()
    coming = Visit.objects.bookable_by(user).live().filter(visit_type__is_team_meeting=True, team_meeting=None)
    page = Paginator(TeamMeeting.objects.visible_to(user).for_list(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "coming": coming.filter(ends_at__gt=now - services.OPENED_UNTIL).order_by("starts_at")[:A_PAGE],
        "page": page,
        "lines": meeting_lines(page),
        "once": new_token(),
    }
    return render(request, "sessions/meetings.html", context)


@require_POST
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Open a meeting: of a booked visit, or now, by hand."""
    user, asked = participant(request), request.POST.get("visit", "")
    visit = None
    if asked:
        theirs = Visit.objects.bookable_by(user).live().select_related("visit_type")
        visit = theirs.filter(pk=asked).first() if asked.isdecimal() else None
        if visit is None:
            raise Http404
    people = [] if visit is None else clinicians_of(visit)
    made: list[TeamMeeting] = []
    done_once(
        request,
        lambda: made.append(services.open_meeting(visit=visit, by=user, at=timezone.now(), people=people)),
    )
    return redirect("team_meeting", made[0].pk) if made else redirect("team_meetings")


@require_safe
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """While it is held: the agenda and everything that is written; afterwards: what was."""
    return shown(request, meeting_for(request, meeting_id))


@require_POST
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Who is there, and how."""
    held, user = meeting_for(request, meeting_id), participant(request)
    people = people_of_the_team()
    form = AttendanceForm(request.POST, people=people.items())

    def act(at: datetime) -> object:
        person = member_of_the_team(form.cleaned_data["person"])
        return services.note_attendance(meeting=held, person=person, how=form.cleaned_data["how"], by=user, at=at)

    return done(request, held, form, act, "#people")


@require_POST
def add_item(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Somebody is put on the agenda: by hand, from what is suggested, or everybody who is suggested."""
    held, user, now = meeting_for(request, meeting_id), participant(request), timezone.now()
    theirs = patients_of(who_is_there(held), reader=user, at=now)
    suggested = {one.patient_id: one.reasons for one in agenda_from(reasons_to_speak(list(theirs), at=now))}
    if "everybody" in request.POST:

        def add_all(at: datetime) -> object:
            return [_add(held, theirs[pk], user, at, suggested) for pk in suggested]

        return done(request, held, None, add_all, "#agenda")
    form = ItemForm(request.POST, patients=[(pk, each.chosen_name) for pk, each in theirs.items()])

    def act(at: datetime) -> object:
        return _add(held, theirs[form.cleaned_data["patient"]], user, at, suggested, form.cleaned_data["because"])

    return done(request, held, form, act, "#agenda")


def _add(
    held: TeamMeeting, patient: Patient, by: User, at: datetime, suggested: dict[int, Any], because: str = ""
) -> MeetingItem:
    reasons = suggested.get(patient.pk, ())
    return services.speak_about(meeting=held, patient=patient, by=by, at=at, reasons=reasons, because=because)


@require_POST
def keep_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """What was said about one patient."""
    item, user = item_for(request, item_id), participant(request)
    form = SaidForm(request.POST)

    def act(at: datetime) -> object:
        return services.keep_item(item=item, by=user, at=at, **form.cleaned_data)

    return done(request, item.meeting, form, act, f"#item-{item.pk}", about=item)


@require_POST
def decide(request: HttpRequest, item_id: int) -> HttpResponse:
    """What is done, by whom, until when."""
    item, user = item_for(request, item_id), participant(request)
    form = DecisionForm(request.POST, people=people_of_the_team().items())

    def act(at: datetime) -> object:
        told = form.cleaned_data
        owner = member_of_the_team(told["owner"])
        decided = services.Decided(words=told["words"], owner=owner, due_on=told["due_on"])
        return services.decide(item=item, decided=decided, by=user, at=at)

    return done(request, item.meeting, form, act, f"#item-{item.pk}", about=item)


@require_POST
def close_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """From now on it stays as it is."""
    held, user = meeting_for(request, meeting_id), participant(request)
    return done(request, held, None, lambda at: services.close_meeting(meeting=held, by=user, at=at), "")


@require_http_methods(FORM_METHODS)
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """One decision: where it comes from, and what became of it."""
    user, now = reader(request), timezone.now()
    rows = TeamDecision.objects.visible_to(user).as_it_stands().select_related("patient", "item__meeting", "decided_by")
    row = rows.filter(pk=decision_id).first()
    if row is None:
        raise Http404
    patient = chart_for(request, row.patient_id)
    people = people_of_the_team()
    form = OutcomeForm(request.POST if request.method == "POST" else None, people=people.items())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        owner = member_of_the_team(told["owner"]) if told["owner"] else None
        ended = services.Ended(what=told["what"], words=told["words"], due_on=told["due_on"], owner=owner)

        def act() -> object:
            return services.say_what_became(decision=row, ended=ended, by=user, at=now)

        said = refused(form, lambda: done_once(request, act))
        if not said:
            messages.success(request, _("It is recorded."))
            return redirect("chart", row.patient_id)
    record_view_of_part(patient=patient, by=user, at=now)
    context = {
        "banner": banner_for(request, patient),
        "patient": patient,
        "line": decision_lines([row], people, timezone.localdate(now))[0],
        "meeting": heading_of(row.item.meeting),
        "meeting_url": reverse("team_meeting", args=[row.item.meeting_id]),
        "outcomes": row.outcomes.select_related("recorded_by", "owner"),
        "form": form,
        "once": new_token(),
    }
    return render(request, "sessions/meeting_decision.html", context, status=422 if form.errors else 200)


def done(
    request: HttpRequest,
    held: TeamMeeting,
    form: Form | None,
    act: Callable[[datetime], object],
    anchor: str,
    *,
    about: MeetingItem | None = None,
) -> HttpResponse:
    """Back to the meeting when it is done; else the meeting again with what was typed, and why not."""
    now = timezone.now()
    if form is None or form.is_valid():
        said = refused(form, lambda: done_once(request, lambda: act(now)))
        if not said:
            return redirect(reverse("team_meeting", args=[held.pk]) + anchor)
        return shown(request, held, typed=form, about=about, refusal=said, status=409)
    return shown(request, held, typed=form, about=about, status=422)


def refused(form: Form | None, act: Callable[[], object]) -> str:
    """Empty when it is done, else why not; what belongs to a field stands beside it too."""
    try:
        act()
    except Refused as error:
        return str(error)
    except ValidationError as error:
        if form is not None:
            for name, found in getattr(error, "error_dict", {None: error}).items():
                form.add_error(name if name in form.fields else None, found)
        return " ".join(error.messages)
    return ""


def participant(request: HttpRequest) -> User:
    """Whoever writes notes here."""
    user = reader(request)
    if not user.may(Permission.WRITE_NOTES):
        raise PermissionDenied
    return user


def meeting_for(request: HttpRequest, meeting_id: int) -> TeamMeeting:
    row = TeamMeeting.objects.visible_to(participant(request)).filter(pk=meeting_id).first()
    if row is None:
        raise Http404
    return row


def item_for(request: HttpRequest, item_id: int) -> MeetingItem:
    rows = MeetingItem.objects.visible_to(reader(request)).select_related("meeting", "patient")
    row = rows.filter(pk=item_id).first()
    if row is None:
        raise Http404
    chart_for(request, row.patient_id)
    return row
