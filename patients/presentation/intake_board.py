"""The intake board in words: who is where on the way in, since when, what comes next, and who does it.

What it is made from holds neither the reason nor the referrer; nothing here could show them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.models import Intake, IntakeMove
from patients.rules.intake_stages import NEXT_STEPS, ON_THE_WAY, Stage, is_forward, next_stage, stages_before
from practice.days import day_in_words, due_in_words
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class Card:
    """One person on the way in. `leads_to` is where the next step is done, where it has a page."""

    intake_id: int
    patient_id: int
    chosen_name: str
    pronouns: str
    stage: Stage
    since: str
    next_step: str
    leads_to: str
    by_when: str
    who: str
    is_mine: bool
    onwards: Stage | None
    further: Sequence[Stage]
    back: Sequence[Stage]

    @property
    def is_open(self) -> bool:
        return self.stage in ON_THE_WAY


@dataclass(frozen=True, kw_only=True)
class Column:
    """One stage of the board."""

    stage: Stage
    cards: Sequence[Card]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One move of an intake, in words."""

    words: str
    day: str
    who: str


def columns(intakes: Iterable[Intake], user: User, now: datetime) -> list[Column]:
    """Every stage on the way, also where nobody is."""
    cards = [card(intake, user, now) for intake in intakes]
    return [Column(stage=stage, cards=[each for each in cards if each.stage == stage]) for stage in ON_THE_WAY]


def card(intake: Intake, user: User, now: datetime) -> Card:
    """What the board says of one intake, read with `for_board`."""
    stage, today = Stage(intake.stage), timezone.localdate(now)
    return Card(
        intake_id=intake.pk,
        patient_id=intake.patient_id,
        chosen_name=intake.patient.chosen_name,
        pronouns=intake.patient.pronouns,
        stage=stage,
        since=how_long(timezone.localdate(intake.moved_at), today),
        next_step=str(NEXT_STEPS.get(stage, "")),
        leads_to=_leads_to(stage, intake.patient_id),
        by_when=_by_when(intake.next_step_on, today),
        who=intake.owner.display_name if intake.owner else "",
        is_mine=intake.owner_id == user.pk,
        onwards=next_stage(stage),
        further=[to for to in ON_THE_WAY if is_forward(stage, to) and to != next_stage(stage)],
        back=stages_before(stage),
    )


def how_long(since: date, today: date) -> str:
    """How long somebody has been in a stage."""
    days = (today - since).days
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days > 0 else _("since today")


def steps(moves: Iterable[IntakeMove], today: date) -> list[Step]:
    """What happened on the way, the latest first; read with `for_person`."""
    return [
        Step(
            words=_move_in_words(move),
            day=day_in_words(timezone.localdate(move.moved_at), today),
            who=move.moved_by.display_name,
        )
        for move in moves
    ]


def _leads_to(stage: Stage, patient_id: int) -> str:
    if stage == Stage.CALLED_BACK:
        return f"{reverse('find_a_time')}?patient={patient_id}"
    return reverse("person", args=[patient_id])


def _by_when(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return due_in_words(day, today) if day < today else _("by %(day)s") % {"day": day_in_words(day, today)}


def _move_in_words(move: IntakeMove) -> str:
    details = [move.get_note_display()] if move.note else []
    if move.wish:
        details.append(_("whose wish: %(wish)s") % {"wish": move.get_wish_display()})
    stage = move.get_stage_display()
    return f"{stage} ({', '.join(details)})" if details else stage
