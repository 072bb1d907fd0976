"""What the way in shows on other pages: a person's page for the desk, the chart for clinicians."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from patients.forms.intake import NextStepForm
from patients.models import Intake, IntakeMove
from patients.presentation.intake_board import card, steps
from patients.services.intake import reason_in_their_words
from practice.encryption import UnreadableSecretError
from practice.panels import Panel
from practice.panels import register as offer
from practice.staff.models import User
from practice.staff.roles import Permission

MOVES_SHOWN = 20


def on_a_persons_page(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Their intakes as the board says them, and what happened on the way; neither reason nor referrer is read."""
    now = timezone.now()
    intakes = list(Intake.objects.bookable_by(user).filter(patient=patient_id).for_board().order_by("-pk"))
    newest = intakes[0] if intakes else None
    moves = IntakeMove.objects.bookable_by(user).filter(intake=newest).for_person()[:MOVES_SHOWN] if newest else []
    may_keep = user.may(Permission.KEEP_INTAKES)
    is_open = newest is not None and newest.is_open
    return {
        "patient_id": patient_id,
        "newest": newest,
        "card": card(newest, user, now) if newest else None,
        "steps": steps(moves, timezone.localdate(now)),
        "earlier": intakes[1:],
        "may_keep": may_keep,
        "form": _next_step(newest) if newest and is_open and may_keep else None,
        "may_open": may_keep and not is_open,
    }


def on_the_chart(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """How they came, and why in their own words; for clinicians."""
    intake = Intake.objects.visible_to(user).filter(patient=patient_id).order_by("-pk").first()
    return {"intake": intake, "in_their_words": _in_their_words(intake), "patient_id": patient_id}


def _next_step(intake: Intake) -> NextStepForm:
    return NextStepForm(initial={"owner": intake.owner_id, "next_step_on": intake.next_step_on})


def _in_their_words(intake: Intake | None) -> str | None:
    """None where they said something that no key of this installation opens."""
    if intake is None:
        return ""
    try:
        return reason_in_their_words(intake)
    except UnreadableSecretError:
        return None


PERSON_INTAKES = Panel(
    page="person",
    name="intakes",
    permission=Permission.BOOK_VISITS,
    template="patients/intake_on_person.html",
    context=on_a_persons_page,
    order=20,
)
CHART_INTAKE = Panel(
    page="chart-beside",
    name="intake",
    permission=Permission.OPEN_CHARTS,
    template="patients/intake_on_chart.html",
    context=on_the_chart,
    order=70,
)


def register() -> None:
    """Called once, when the app is ready."""
    offer(PERSON_INTAKES)
    offer(CHART_INTAKE)
