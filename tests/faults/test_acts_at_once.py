"""Booking, moving, cancelling, joining and marking at the same moment: nobody waits in a circle, nothing overlaps."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from practice.staff.models import User
from practice.staff.roles import Role
from sessions.models import Booking, Visit, VisitClinician
from sessions.queries.taken import taken
from sessions.rules.days import Span
from sessions.services.attending import mark, undo_mark
from sessions.services.booking import book_visit
from sessions.services.cancelling import cancel_booking, cancel_visit
from sessions.services.errors import Refused
from sessions.services.grouping import join_group
from sessions.services.moving import move_visit
from sessions.services.wishes import VisitWish, wish_of
from tests.builders import make_patient, make_user
from tests.sessions.visit_builders import (
    DAY,
    HOUR,
    MONDAY,
    NOW,
    make_clinician,
    make_group_type,
    make_location,
    make_room,
    make_type,
)

pytestmark = [pytest.mark.usefixtures("committing_db"), pytest.mark.slow]
CONNECTIONS, ACTS = 6, 8
KINDS: dict[type, str] = {VisitClinician: "clinician", Booking: "patient"}


class Practice:
    """Few of everything, so that all stand in each other's way."""

    def __init__(self) -> None:
        self.lead = make_user(Role.CLINICAL_LEAD)
        self.house = make_location()
        self.rooms = [make_room(self.house) for _each in range(2)]
        self.clinicians = [make_clinician(self.house) for _each in range(3)]
        self.patients = [make_patient() for _each in range(4)]
        self.kind, self.group = make_type(), make_group_type()

    def wish(self, chance: Random) -> VisitWish:
        return VisitWish(
            visit_type=chance.choice([self.kind, self.group]),
            starts_at=MONDAY + chance.randrange(3) * HOUR / 2,
            clinicians=tuple(chance.sample(self.clinicians, chance.randint(1, 2))),
            patients=(chance.choice(self.patients),),
            location=self.house,
            room=chance.choice(self.rooms),
        )

    def act(self, chance: Random, by: User) -> Callable[[], object]:
        visits = list(Visit.objects.filter(cancelled_at=None).order_by("?")[:1])
        reason = chance.choice(["", "It is urgent."])
        wish = self.wish(chance)
        told: dict[str, Any] = {"by": by, "at": NOW}
        if not visits or chance.random() < 0.4:
            return lambda: book_visit(wish=wish, overlap_reason=reason, **told)
        [visit] = visits
        booking = visit.bookings.filter(is_live=True).first()
        to = replace(wish_of(visit), starts_at=wish.starts_at, clinicians=wish.clinicians, room=wish.room)
        others: list[Callable[[], object]] = [
            lambda: move_visit(visit=visit, to=to, overlap_reason=reason, **told),
            lambda: cancel_visit(visit=visit, whose="practice", **told),
            lambda: join_group(visit=visit, patient=wish.patients[0], overlap_reason=reason, **told),
        ]
        if booking:
            others += [
                lambda: mark(booking=booking, status="arrived", by=by, at=MONDAY),
                lambda: undo_mark(booking=booking, by=by, at=MONDAY),
                lambda: cancel_booking(booking=booking, whose="patient", **told),
            ]
        return chance.choice(others)


def test_many_acts_on_few_people_end_in_order():
    practice, barrier = Practice(), Barrier(CONNECTIONS)

    def one_connection(seed: int) -> Counter[str]:
        chance, answers = Random(seed), Counter[str]()  # noqa: S311  # no secret
        try:
            by = User.objects.get(pk=practice.lead.pk)
            barrier.wait(20)
            for _each in range(ACTS):
                answers[answer_of(lambda: practice.act(chance, by)())] += 1
        finally:
            connection.close()
        return answers

    with ThreadPoolExecutor(max_workers=CONNECTIONS) as pool:
        answers = sum((each for each in pool.map(one_connection, range(CONNECTIONS))), Counter[str]())

    assert set(answers) <= {"done", "refused"}, answers
    assert answers["done"] > 5
    assert everything_that_overlaps_says_so()


def answer_of(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused:
        return "refused"
    except Exception as error:  # noqa: BLE001  # counted, not hidden
        return f"{type(error).__name__}: {error}"
    return "done"


def everything_that_overlaps_says_so() -> bool:
    day = Span(MONDAY - DAY, MONDAY + DAY)
    parts: list[VisitClinician | Booking] = [
        *VisitClinician.objects.filter(is_live=True),
        *Booking.objects.filter(is_live=True),
    ]
    marked = {(KINDS[type(each)], each.pk): each.is_deliberate_overlap for each in parts}
    rows = taken(
        day,
        clinicians=VisitClinician.objects.values_list("clinician", flat=True),
        patients=Booking.objects.values_list("patient", flat=True),
    )
    return all(
        marked[one.what, one.row_id]
        for one in rows
        for other in rows
        if (one.what, one.whom) == (other.what, other.whom)
        and one.row_id != other.row_id
        and max(one.starts_at, other.starts_at) < min(one.ends_at, other.ends_at)
    )
