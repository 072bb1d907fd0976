"""What the booking pages show: for whom, the choice before it is booked, and everything that is in its way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.models import Patient
from practice.staff.models import User
from sessions.models import Visit, VisitType
from sessions.presentation.times import day_and_span, span_in_words
from sessions.presentation.visits import (
    Fact,
    Person,
    kind_in_words,
    person_of,
    place_in_words,
    places_in_words,
    there,
)
from sessions.queries.being_asked import BeingAsked
from sessions.rules.conflicts import Conflict
from sessions.services.wishes import VisitWish


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a time is looked for: a person's visit, one that is moved, or neither: a group or a team meeting."""

    patient: Patient | None = None
    move: Visit | None = None

    def suits(self, kind: VisitType) -> bool:
        """Whether a kind of visit can be chosen; a visit that is moved keeps its own."""
        if self.move is not None:
            return kind.pk == self.move.visit_type_id
        return (kind.is_group or kind.is_team_meeting) is (self.patient is None)

    def ids(self) -> dict[str, int]:
        """What carries it along in an address."""
        if self.move is not None:
            return {"move": self.move.pk}
        return {"patient": self.patient.pk} if self.patient is not None else {}

    def find_url(self, **more: object) -> str:
        asked = urlencode({**self.ids(), **more}, doseq=True)
        return f"{reverse('find_a_time')}?{asked}" if asked else reverse("find_a_time")


@dataclass(frozen=True, kw_only=True)
class FindPage:
    """The page that looks for a time."""

    title: str
    lead: str
    person: Person | None
    is_a_move: bool
    about: str = ""


def find_page(subject: Subject, user: User) -> FindPage:
    visit = subject.move
    return FindPage(
        title=_("Move a visit") if visit else _("Book a visit"),
        lead=_("Choose a free time, or type one. Nothing is booked before you have seen it."),
        person=person_of(subject.patient) if subject.patient else None,
        is_a_move=visit is not None,
        about=_now_at(visit, user) if visit else "",
    )


def _now_at(visit: Visit, user: User) -> str:
    when = day_and_span(visit.starts_at, visit.ends_at)
    return _("%(kind)s, now on %(when)s.") % {"kind": kind_in_words(visit.visit_type, user), "when": when}


@dataclass(frozen=True, kw_only=True)
class ConflictLine:
    """One thing in the way, when, and the visit where that may be seen."""

    words: str
    when: str = ""
    url: str = ""


def conflict_line(conflict: Conflict) -> ConflictLine:
    has_span = conflict.starts_at and conflict.ends_at
    return ConflictLine(
        words=conflict.words,
        when=span_in_words(conflict.starts_at, conflict.ends_at) if has_span else "",  # type: ignore[arg-type]
        url=reverse("visit", args=[conflict.visit_id]) if conflict.visit_id else "",
    )


def asked_in_words(asked: BeingAsked, subject: Subject) -> str:
    """That somebody from the waiting list is being asked about this time, by name where the reader knows them."""
    if asked.patient_id is None:
        return _("Somebody from the waiting list is being asked about this time just now.")
    if subject.patient is not None and asked.patient_id == subject.patient.pk:
        return _("They are being asked about this time just now, from the waiting list: a yes there books it.")
    return _("%(name)s, from the waiting list, is being asked about this time just now.") % {"name": asked.name}


@dataclass(frozen=True, kw_only=True)
class ChoicePage:
    """What was chosen, before it is booked."""

    title: str
    facts: Sequence[Fact]
    person: Person | None
    another: str


def choice_page(wish: VisitWish, subject: Subject, user: User) -> ChoicePage:
    return ChoicePage(
        title=_("Is this the new time?") if subject.move else _("Is this right?"),
        facts=list(facts_of(wish, user)),
        person=person_of(subject.patient) if subject.patient else None,
        another=subject.find_url(visit_type=wish.visit_type.pk, from_on=localtime(wish.starts_at).date(), find="yes"),
    )


def facts_of(wish: VisitWish, user: User) -> Iterable[Fact]:
    """Everything about a visit that is wished for, in logistics."""
    if wish.patients:
        names = [
            f"{each.chosen_name} ({each.pronouns})" if each.pronouns else each.chosen_name for each in wish.patients
        ]
        yield Fact(label=_("Who"), words=", ".join(names))
    yield Fact(label=_("What"), words=kind_in_words(wish.visit_type, user))
    when = day_and_span(wish.starts_at, wish.ends_at)
    yield Fact(label=_("When"), words=when, more=there(wish.span, wish.location))
    yield Fact(label=_("With"), words=", ".join(each.user.display_name for each in wish.clinicians))
    where = place_in_words(location=wish.location, room=wish.room, is_telehealth=wish.is_telehealth)
    yield Fact(label=_("Where"), words=where)
    if wish.places is not None:
        yield Fact(label=_("Places"), words=places_in_words(len(wish.patients), wish.places))


@dataclass(frozen=True, kw_only=True)
class DateLine:
    """One date of a series: free, or everything that is in its way."""

    words: str
    conflicts: Sequence[ConflictLine]


def date_line(wish: VisitWish, conflicts: Sequence[Conflict]) -> DateLine:
    return DateLine(
        words=day_and_span(wish.starts_at, wish.ends_at), conflicts=[conflict_line(each) for each in conflicts]
    )


def series_in_words(dates: Sequence[DateLine]) -> str:
    """How many dates are free, and what happens to the others."""
    free = sum(not each.conflicts for each in dates)
    counted = ngettext("%(free)d of %(all)d dates is free.", "%(free)d of %(all)d dates are free.", free)
    words = counted % {"free": free, "all": len(dates)}
    if free == len(dates):
        return words
    return _("%(counted)s Any other date can be booked by itself.") % {"counted": words}


def booked_in_words(booked: int, not_booked: int) -> str:
    """What became of a series."""
    words = ngettext("%(booked)d visit is booked.", "%(booked)d visits are booked.", booked) % {"booked": booked}
    if not not_booked:
        return words
    rest = ngettext("%(rest)d date was not free.", "%(rest)d dates were not free.", not_booked) % {"rest": not_booked}
    return f"{words} {rest}"
