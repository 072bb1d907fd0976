"""Readiness in words: one look, what speaks against going on, and what medications say beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from medications.models import DoseChange, TitrationPlan
from medications.panels import rows_of
from patients.models import Patient
from practice.staff.models import User
from sessions.models import Readiness, SessionNote
from sessions.presentation.times import clock
from sessions.rules.readiness import IN_WORDS, Looked, speaks_against

STEADY_FOR = timedelta(days=14)
LABELS = {
    "safety": _("safety now"),
    "sleep": _("sleep"),
    "support": _("support"),
    "medication": _("medication steady"),
}


@dataclass(frozen=True, kw_only=True)
class LookShown:
    """One look in words."""

    when: str
    who: str
    allows: bool
    against: Sequence[str]
    conditions: Sequence[str]
    agreements: Sequence[str]
    their_words: str
    reason: str
    way_to_stop: str
    steps: str


@dataclass(frozen=True, kw_only=True)
class InNote:
    """What a note shows of readiness: the newest look of its own session, and the way to look at it."""

    url: str
    look: LookShown | None


@dataclass(frozen=True, kw_only=True)
class Steadiness:
    """What medications say that helps to judge; it decides nothing."""

    changes: Sequence[str] = field(default=())
    plans: Sequence[str] = field(default=())


def looked(row: Readiness) -> Looked:
    """A row as the rule reads it."""
    return Looked(
        safety=row.safety,
        sleep=row.sleep,
        support=row.support,
        medication=row.medication,
        person_agrees=row.person_agrees,
        therapist_agrees=row.therapist_agrees,
        way_to_stop=row.way_to_stop,
        reason=row.reason,
    )


def look_shown(row: Readiness) -> LookShown:
    """`row` with its `looked_by`."""
    return LookShown(
        when=_t("%(day)s, %(time)s")
        % {"day": date_format(localtime(row.looked_at), "j F Y"), "time": clock(row.looked_at)},
        who=row.looked_by.display_name,
        allows=row.allows,
        against=[str(IN_WORDS[each]) for each in speaks_against(looked(row))],
        conditions=[_condition(row, name) for name in LABELS],
        agreements=[
            _t("the person: %(answer)s") % {"answer": row.get_person_agrees_display()},
            _with_words(_t("the therapist: %s") % row.get_therapist_agrees_display(), row.therapist_words),
        ],
        their_words=row.their_words,
        reason=row.reason,
        way_to_stop=row.way_to_stop,
        steps=row.steps,
    )


def looked_in(note: SessionNote) -> InNote:
    """What the frame of a note shows beside the choice."""
    row = Readiness.objects.filter(note=note.pk).select_related("looked_by").order_by("-id").first()
    url = reverse("readiness", args=[note.patient_id]) if note.patient_id else ""
    return InNote(url=f"{url}?note={note.pk}", look=look_shown(row) if row else None)


def steadiness(patient: Patient, user: User, at: datetime) -> Steadiness:
    """Doses changed in the last 14 days, and how each open plan stands."""
    since = DoseChange.objects.filter(patient=patient, made_at__gt=at - STEADY_FOR, made_at__lte=at)
    plans = TitrationPlan.objects.visible_to(user).open().filter(patient=patient)
    rows = rows_of(list(plans.select_related("medication").with_version().with_steps()), at)
    return Steadiness(
        changes=[_change(each) for each in since.select_related("medication").order_by("-made_at", "-id")],
        plans=[f"{row.plan.medication.name}: {row.line}" for row in rows],
    )


def _change(change: DoseChange) -> str:
    return _t("%(medicine)s: %(direction)s on %(day)s") % {
        "medicine": change.medication.name,
        "direction": change.get_direction_display(),
        "day": date_format(timezone.localdate(change.made_at), "j F"),
    }


def _condition(row: Readiness, name: str) -> str:
    answer = getattr(row, f"get_{name}_display")()
    return _with_words(f"{LABELS[name]}: {answer}", getattr(row, f"{name}_words"))


def _with_words(answer: str, words: str) -> str:
    return f"{answer} ({words})" if words else answer
