"""A visit that was chosen and is not booked yet: what the page shows of it, and everything that is in its way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from patients.once import new_token
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.forms.booking import OverlapForm, UnusualForm, WishForm
from sessions.presentation.booking import (
    Subject,
    asked_in_words,
    choice_page,
    conflict_line,
    date_line,
    series_in_words,
)
from sessions.queries.being_asked import being_asked
from sessions.rules.conflicts import Conflict
from sessions.services.booking_series import occurrences
from sessions.services.conflicts import conflicts_of
from sessions.services.wishes import VisitWish


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A visit that was chosen and is not booked: for whom, by whom, as it was sent; how often, where it comes again."""

    user: User
    subject: Subject
    wish: VisitWish
    form: WishForm
    sent: QueryDict

    @property
    def is_series(self) -> bool:
        return bool(self.form.cleaned_data.get("times"))

    @property
    def every_weeks(self) -> int:
        return int(self.form.cleaned_data["every_weeks"])

    @property
    def count(self) -> int:
        return int(self.form.cleaned_data["times"])

    def carried(self) -> list[tuple[str, str]]:
        """What the page sends again when it is booked."""
        return [(name, value) for name in self.form.fields for value in self.sent.getlist(name) if value]


def choice_shown(request: HttpRequest, chosen: Chosen, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page of a choice; what it sends carries the choice along."""
    whole = {
        "page": choice_page(chosen.wish, chosen.subject, chosen.user),
        "carried": chosen.carried(),
        "once": new_token(),
        "asked": _being_asked(chosen),
        **context,
    }
    return render(request, "sessions/check.html", whole, status=status)


def _being_asked(chosen: Chosen) -> list[str]:
    """Who from the waiting list is asked about this time just now: good to know, and in nobody's way."""
    spans = [each.span for each in _wishes(chosen)]
    found = being_asked(spans, chosen.wish.clinician_ids, reader=chosen.user, at=timezone.now())
    return [asked_in_words(each, chosen.subject) for each in found]


def _wishes(chosen: Chosen) -> Sequence[VisitWish]:
    if not chosen.is_series:
        return [chosen.wish]
    return occurrences(chosen.wish, every_weeks=chosen.every_weeks, count=chosen.count)


def looked_at(chosen: Chosen) -> dict[str, Any]:
    """What the page reads besides the choice itself."""
    if chosen.is_series:
        return several_visits(chosen)
    found = conflicts_of(chosen.wish, by=chosen.user, at=timezone.now(), besides=chosen.subject.move)
    return one_visit(chosen, found, OverlapForm())


def one_visit(chosen: Chosen, found: Sequence[Conflict], reasons: OverlapForm) -> dict[str, Any]:
    """What is in the way, and the button that fits: none where nothing but another choice helps."""
    overlaps = any(each.is_overlap for each in found)
    is_closed = any(each.is_final for each in found) or (overlaps and not may_overlap(chosen, found))
    usual = _("Move it") if chosen.subject.move else _("Book it")
    anyway = _("Move it all the same") if chosen.subject.move else _("Book it all the same")
    return {
        "conflicts": [conflict_line(each) for each in found],
        "confirmed": _warnings(found),
        "answer_form": reasons if overlaps and not is_closed else None,
        "button": "" if is_closed else anyway if found else usual,
        "hint": "" if may_overlap(chosen, found) or not overlaps else _("A clinician may book two visits at once."),
    }


def several_visits(chosen: Chosen) -> dict[str, Any]:
    """Each date with what is in its way."""
    now = timezone.now()
    wishes = _wishes(chosen)
    found = [conflicts_of(each, by=chosen.user, at=now) for each in wishes]
    dates = [date_line(wish, conflicts) for wish, conflicts in zip(wishes, found, strict=True)]
    unusual = [each for each in found if each and all(one.is_warning for one in each)]
    can_be_booked = unusual or any(not each for each in found)
    return {
        "dates": dates,
        "series_summary": series_in_words(dates),
        "confirmed": _warnings(one for each in unusual for one in each),
        "answer_form": UnusualForm() if unusual else None,
        "button": _("Book these dates") if can_be_booked else "",
    }


def _warnings(found: Iterable[Conflict]) -> list[str]:
    return sorted({each.kind.value for each in found if each.is_warning})


def may_overlap(chosen: Chosen, found: Sequence[Conflict]) -> bool:
    """Whether two visits at once are what is in the way, and this person may book that."""
    return any(each.is_overlap for each in found) and chosen.user.may(Permission.OVERLAP_VISITS)
