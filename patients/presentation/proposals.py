"""What templates/patients/proposals.html reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from patients.landing import landing_of
from patients.models import Patient, ProposedEntry, ReferralImport


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in words; `to` is where it can be answered."""

    words: str
    told: str
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Entries of one kind."""

    label: str | Promise
    lines: Sequence[Line]


def waiting_lines(entries: Iterable[ProposedEntry]) -> list[Kind]:
    """What waits, by kind, in the order in which it came."""
    by_kind = groupby(sorted(entries, key=lambda entry: entry.kind), key=lambda entry: entry.kind)
    return [Kind(label=landing_of(kind).label, lines=[_waiting(entry) for entry in rows]) for kind, rows in by_kind]


def _waiting(entry: ProposedEntry) -> Line:
    told = _("%(origin)s, %(day)s") % {"origin": entry.get_origin_display(), "day": _day(entry.came_at)}
    return Line(words=entry.words, told=told, to=reverse("proposal", args=[entry.pk]))


def answered_lines(entries: Iterable[ProposedEntry]) -> list[Line]:
    """What was accepted or declined, by whom and when."""
    return [Line(words=entry.words, told=_answer(entry)) for entry in entries]


def _answer(entry: ProposedEntry) -> str:
    if entry.accepted_at and entry.accepted_by:
        values = {"who": entry.accepted_by.display_name, "day": _day(entry.accepted_at)}
        return _("taken over by %(who)s, %(day)s") % values
    who = entry.declined_by.display_name if entry.declined_by else ""
    values = {"who": who, "day": _day(entry.declined_at), "why": entry.declined_because}
    return _("not taken over: %(why)s (%(who)s, %(day)s)") % values


def left_out_of(patient: Patient) -> list[str]:
    """What of this person's referrals was not taken over, the latest first."""
    read = ReferralImport.objects.filter(patient=patient)
    return [_("%(number)d × %(what)s: %(why)s") % part for one in read for part in one.left_out]


def _day(at: datetime | None) -> str:
    return date_format(localtime(at), "j F Y") if at else ""
