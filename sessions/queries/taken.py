"""What already takes up a time: one question for clinicians, rooms and patients together."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from sessions.rules.days import Span
from sessions.sql import sql

TAKEN = sql("taken")


class Taken(NamedTuple):
    """A row in the way: a clinician's ("clinician") or a patient's ("patient") part in a visit, or a visit ("room").

    `whom` is the clinician's, patient's or room's id.
    """

    what: str
    row_id: int
    whom: int
    visit_id: int
    starts_at: datetime
    ends_at: datetime


def taken(
    span: Span,
    *,
    clinicians: Collection[int] = (),
    rooms: Collection[int] = (),
    patients: Collection[int] = (),
    besides: int | None = None,
) -> list[Taken]:
    """Everything that takes any of them up during a span, by time, `besides` one visit; one query."""
    asked: dict[str, Any] = {
        "clinicians": list(clinicians),
        "rooms": list(rooms),
        "patients": list(patients),
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
        "besides": besides,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKEN, asked)
        return [Taken(*row) for row in cursor.fetchall()]
