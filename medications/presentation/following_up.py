"""What else is due, as a plan's page lists it: what, since when, why, and where to answer it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.presentation.gate import Link
from medications.rules.facts import Fact
from medications.rules.following_up import FollowUp
from medications.rules.wording import name_of
from patients.measurement_kinds import Kind


@dataclass(frozen=True, kw_only=True)
class DueLine:
    """One thing that is due and holds nothing up."""

    what: str
    since: str
    why: str
    link: Link


def due_lines(found: Sequence[FollowUp], *, patient_id: int, today: date) -> list[DueLine]:
    return [_line(follow_up, patient_id, today) for follow_up in found]


def _line(follow_up: FollowUp, patient_id: int, today: date) -> DueLine:
    why = _why(follow_up.facts)
    if follow_up.is_pregnancy:
        link = Link(text=_("Ask, and record the answer"), url=reverse("chart_health", args=[patient_id]))
        what = _("Is this person pregnant or breast-feeding? Nobody knows yet; “declined” is an answer")
        return DueLine(what=what, since="", why=why, link=link)
    return DueLine(
        what="; ".join(_kind(name) for name in sorted(follow_up.names, key=_place)),
        since=_since(follow_up.since, today),
        why=why,
        link=Link(text=_("Record a measurement"), url=reverse("measurements", args=[patient_id])),
    )


def _since(day: date | None, today: date) -> str:
    if day is None:
        return _("before the first dose")
    return _("since today") if day >= today else _("since %(day)s") % {"day": date_format(day, "j F Y")}


def _why(facts: Iterable[Fact]) -> str:
    """What the facts say, and whether that is only recalled."""
    told = list(facts)
    unsure = "" if all(fact.is_confirmed for fact in told) else _("unconfirmed, check the label")
    return "; ".join(dict.fromkeys(filter(None, (*(fact.words for fact in told), unsure))))


def _place(name: str) -> int:
    """Systolic before diastolic, and what is no measurement of ours last."""
    return Kind.values.index(name) if name in Kind.values else len(Kind.values)


def _kind(name: str) -> str:
    return str(Kind(name).label) if name in Kind.values else name_of(name)
