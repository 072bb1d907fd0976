"""One meeting's page: while it is held, and afterwards."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from patients.access import reader
from patients.once import new_token
from practice.audit.recording import record
from practice.staff.models import User
from sessions.forms.meetings import AttendanceForm, DecisionForm, ItemForm, SaidForm
from sessions.models import MeetingItem, TeamDecision, TeamMeeting
from sessions.presentation.meetings import ItemCard, heading_of, item_cards, suggested_lines
from sessions.queries.agenda import patients_of, reasons_to_speak
from sessions.queries.team_meetings import people_of_the_team
from sessions.rules.agenda import agenda_from


def shown(
    request: HttpRequest,
    meeting: TeamMeeting,
    *,
    typed: Form | None = None,
    about: MeetingItem | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; `typed` is a form that did not go through, `about` the item that it belongs to."""
    user, now = reader(request), timezone.now()
    people = people_of_the_team()
    rows = MeetingItem.objects.visible_to(user).filter(meeting=meeting).for_meeting_page()
    decisions = TeamDecision.objects.visible_to(user).filter(item__meeting=meeting).as_it_stands()
    cards = item_cards(rows, decisions, people, timezone.localdate(now))
    if about is not None and typed is not None:
        _put_back(cards, about, typed)
    choosing = _to_choose_from(meeting, user, cards, typed) if meeting.closed_at is None else {}
    patients = [card.patient_id for card in cards] + [line.patient_id for line in choosing.get("suggested", [])]
    record("team-meeting.viewed", meeting, by=user, at=now, patients=patients)
    context = {
        "meeting": meeting,
        "heading": heading_of(meeting),
        "is_open": meeting.closed_at is None,
        "attendances": meeting.attendances.select_related("person"),
        "attendance_form": typed if isinstance(typed, AttendanceForm) else AttendanceForm(people=people.items()),
        "cards": cards,
        "hidden": meeting.items.count() - len(cards),
        "refusal": refusal,
        "once": new_token(),
        **choosing,
    }
    return render(request, "sessions/meeting.html", context, status=status)


def _to_choose_from(meeting: TeamMeeting, user: User, cards: list[ItemCard], typed: Form | None) -> dict[str, Any]:
    """What the agenda suggests, and whom else one may put on it."""
    now = timezone.now()
    there = [row.person_id for row in meeting.attendances.all() if row.how != "regrets"]
    theirs = patients_of(there, reader=user, at=now)
    taken_up = {card.patient_id for card in cards}
    others = [(pk, each.chosen_name) for pk, each in theirs.items() if pk not in taken_up]
    form = ItemForm(patients=sorted(others, key=lambda one: one[1].casefold()))
    suggested = agenda_from(reasons_to_speak(list(theirs), at=now))
    return {
        "suggested": suggested_lines(suggested, theirs, taken_up),
        "item_form": typed if isinstance(typed, ItemForm) else form,
    }


def _put_back(cards: list[ItemCard], about: MeetingItem, typed: Form) -> None:
    """What was typed stands where it was typed."""
    for place, card in enumerate(cards):
        if card.pk != about.pk:
            continue
        if isinstance(typed, SaidForm):
            cards[place] = card.with_form(typed)
        elif isinstance(typed, DecisionForm):
            cards[place] = card.with_decision_form(typed)
