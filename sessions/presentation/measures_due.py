"""What waits to be filled in, in words. A day gone by is stated, never counted, and nobody is said to be late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import TitrationPlan
from patients.measures.definitions import Measure, all_measures
from practice.days import day_in_words
from sessions.models import MeasureAsked, MeasureSchedule
from sessions.queries.measures_due import DueRow, Reason
from sessions.rules.measures_due import OF_STAFF, Anchor, Said, Way, is_over, next_on
from sessions.services.scheduling_measures import as_rule


@dataclass(frozen=True, kw_only=True)
class DueLine:
    """One measure that waits for one person."""

    patient_id: int
    who: str
    measure: str
    why: Sequence[str]
    since: str
    asked: str
    owner: str
    fill_in_url: str
    asked_url: str


@dataclass(frozen=True, kw_only=True)
class ScheduleLine:
    """One running schedule: which measure, how often, and when next."""

    measure: str
    how_often: str
    next: str
    end_url: str


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """A plan and the measures that are asked because of it; `because` where that was agreed for this plan."""

    medication: str
    measures: str
    because: str
    url: str


@dataclass(frozen=True, kw_only=True)
class WishLine:
    """What somebody said that keeps a measure from being asked."""

    measure: str
    said: str
    url: str


def due_lines(
    rows: Iterable[DueRow],
    *,
    plans: Mapping[int, TitrationPlan],
    schedules: Mapping[int, MeasureSchedule],
    today: date,
) -> list[DueLine]:
    """Plans and schedules are those that the reasons name, read in bulk."""
    return [
        DueLine(
            patient_id=row.patient_id,
            who=row.who,
            measure=name_of(row.measure),
            why=[_why(reason, plans, schedules, today) for reason in row.reasons],
            since=_since(row.due_on, today),
            asked=_asked(row.times_asked),
            owner=row.owner,
            fill_in_url=reverse("new_assessment", args=[row.patient_id, row.measure]),
            asked_url=reverse("measure_asked", args=[row.patient_id, row.measure]),
        )
        for row in rows
    ]


def name_of(code: str) -> str:
    """What a measure is called in a line; one that is no longer there goes by its code."""
    measure = all_measures().get(code)
    return measure.short_name if measure else code


def offered_measures(may_be_asked: Iterable[str]) -> list[tuple[str, str]]:
    """The measures that may be chosen, by their names, in the order in which they are offered."""
    may = set(may_be_asked)
    return [(code, _in_a_list(each)) for code, each in all_measures().items() if code in may]


def of_patients() -> list[str]:
    """The codes of all measures that a patient may be asked at all."""
    return [code for code, each in all_measures().items() if each.respondent != OF_STAFF]


def _in_a_list(measure: Measure) -> str:
    return measure.name if measure.name == measure.short_name else f"{measure.short_name}: {measure.name}"


def _why(
    reason: Reason, plans: Mapping[int, TitrationPlan], schedules: Mapping[int, MeasureSchedule], today: date
) -> str:
    if reason.what in set(Anchor):
        plan = plans.get(reason.plan_id or 0)
        return _anchor(reason, plan.medication.name if plan else _("a medication"), today)
    schedule = schedules.get(reason.schedule_id or 0)
    if reason.what == Way.BEFORE_VISITS:
        return _("before the visit %(day)s") % {"day": _on_day(reason.due_on, today)}
    return _how_often(schedule) if schedule else _("as agreed")


def _anchor(reason: Reason, medication: str, today: date) -> str:
    words = {
        Anchor.BASELINE: _("before the first dose of %(medication)s"),
        Anchor.BEFORE_STEP: _("before the next step of %(medication)s"),
        Anchor.AFTER_STEP: _("some time after the new dose of %(medication)s"),
    }
    return words[Anchor(reason.what)] % {"medication": medication}


def _on_day(day: date, today: date) -> str:
    """ "today", "tomorrow", "on Thursday"."""
    if abs((day - today).days) <= 1:
        return day_in_words(day, today)
    return _("on %(day)s") % {"day": day_in_words(day, today)}


def _how_often(schedule: MeasureSchedule) -> str:
    if schedule.way == Way.ONCE:
        return _("once")
    if schedule.way == Way.BEFORE_VISITS:
        kind = schedule.visit_type
        return _("before each visit: %(kind)s") % {"kind": kind.name} if kind else _("before each visit")
    weeks = schedule.every_weeks or 1
    return ngettext("every week", "every %(weeks)d weeks", weeks) % {"weeks": weeks}


def _since(day: date, today: date) -> str:
    if day >= today:
        return _("for %(day)s") % {"day": day_in_words(day, today)}
    return _("since %(day)s") % {"day": date_format(day, "j F" if day.year == today.year else "j F Y")}


def _asked(times: int) -> str:
    if not times:
        return _("not asked yet")
    return ngettext("asked once", "asked %(times)d times", times) % {"times": times}


def schedule_lines(schedules: Iterable[MeasureSchedule], newest: Mapping[str, date], today: date) -> list[ScheduleLine]:
    """`newest` is the day on which each measure was last filled in."""
    return [
        ScheduleLine(
            measure=name_of(each.measure),
            how_often=_how_often(each),
            next=_next(each, newest.get(each.measure), today),
            end_url=reverse("end_measure_schedule", args=[each.pk]),
        )
        for each in schedules
    ]


def _next(schedule: MeasureSchedule, newest: date | None, today: date) -> str:
    rule = as_rule(schedule)
    if is_over(rule, newest):
        return _("filled in")
    if rule.way == Way.BEFORE_VISITS:
        day = schedule.begins_on
        return _("from %(day)s on") % {"day": day_in_words(day, today)} if day > today else _("with the next visit")
    return _("next: %(day)s") % {"day": day_in_words(max(next_on(rule, newest), today), today)}


def wish_lines(answers: Iterable[MeasureAsked], today: date) -> list[WishLine]:
    """Answers that keep a measure from being asked today."""
    return [
        WishLine(
            measure=name_of(each.measure),
            said=_said(each, today),
            url=reverse("measure_asked", args=[each.patient_id, each.measure]),
        )
        for each in answers
        if each.said == Said.NOT_AGAIN or (each.ask_again_on is not None and each.ask_again_on > today)
    ]


def _said(answer: MeasureAsked, today: date) -> str:
    if answer.ask_again_on is None:
        return _("please do not ask this again")
    return _("not now; ask again %(day)s") % {"day": _on_day(answer.ask_again_on, today)}
