"""Which published schedule applies today, in words: a quiet line, or a notice where what is taken changed it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.facts import Schedule
from medications.rules.scheduling import ScheduleToday
from medications.rules.wording import in_a_row, mg, name_of
from medications.terms import Standing


@dataclass(frozen=True, kw_only=True)
class ScheduleLine:
    """`words` say which, `more` what that means for the next step, `source` where it is written."""

    words: str
    more: str
    source: str
    needs_a_look: bool


def schedule_line(found: ScheduleToday | None) -> ScheduleLine | None:
    if found is None:
        return None
    return ScheduleLine(
        words=_which(found),
        more=_what_it_means(found),
        source=_source(found.now) if found.now else "",
        needs_a_look=found.lapsed is not None or found.now is None or found.is_past_the_end or found.asks_less,
    )


def _which(found: ScheduleToday) -> str:
    said = [_lapsed(found, found.lapsed)] if found.lapsed else []
    if found.now:
        said.append(_("Schedule that applies now: “%(name)s”.") % {"name": found.now.name})
    elif found.lapsed:
        said.append(_("Only the general limits of the medicine apply."))
    else:
        said.append(_("No published schedule fits what is taken now: only the general limits apply."))
    return " ".join(said)


def _lapsed(found: ScheduleToday, lapsed: Schedule) -> str:
    if found.because_of:
        return _("The schedule of this plan, “%(name)s”, no longer holds: %(partners)s is taken too.") % {
            "name": lapsed.name,
            "partners": in_a_row(name_of(partner) for partner in found.because_of),
        }
    return _("The schedule of this plan, “%(name)s”, does not hold today.") % {"name": lapsed.name}


def _what_it_means(found: ScheduleToday) -> str:
    if found.now is None:
        return ""
    said = [_next_level(found, found.now)]
    if found.asks_less:
        said.append(_("The next step of this plan is above that."))
    return " ".join(said)


def _next_level(found: ScheduleToday, now: Schedule) -> str:
    if found.level is None:
        return _its_end(found, now)
    amount = mg(found.level.mg_a_day)
    if found.days is None:
        return _("Its next level is %(amount)s a day.") % {"amount": amount}
    return ngettext(
        "Its next level is %(amount)s a day, after %(days)d day at the one in use.",
        "Its next level is %(amount)s a day, after %(days)d days at the one in use.",
        found.days,
    ) % {"amount": amount, "days": found.days}


def _its_end(found: ScheduleToday, now: Schedule) -> str:
    """Where one stays; or as far as it is on file."""
    last = max(now.levels, key=lambda level: level.mg_a_day)
    amount = {"amount": mg(last.mg_a_day)}
    if last.days is None:
        ends = _("It ends at %(amount)s a day.") % amount
    else:
        ends = _("It is on file up to %(amount)s a day: what comes after is in the label.") % amount
    return f"{ends} {_('More than that is taken.')}" if found.is_past_the_end else ends


def _source(now: Schedule) -> str:
    unsure = _("unconfirmed, check the label") if now.standing == Standing.RECALLED else ""
    return in_a_row(filter(None, (now.source, unsure)))
