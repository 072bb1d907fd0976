"""Visits as light values for pages: what a day or a week shows, and nothing that its reader may not see."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import BooleanField, Case, ExpressionWrapper, F, Func, Q, Value, When
from django.db.models.functions import Coalesce

from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.rules.days import Span

if TYPE_CHECKING:
    from sessions.queries.visits import VisitQuerySet


class ClinicianLine(NamedTuple):
    """A clinician of a visit."""

    clinician_id: int
    name: str


class BookingLine(NamedTuple):
    """A patient's place in a visit, and since when its status is so, unless that is merely booked.

    Of somebody whom the reader may not see, everything about them is empty.
    """

    booking_id: int
    status: str
    status_at: datetime | None
    cancelled_whose: str
    cancelled_because: str
    patient_id: int | None
    chosen_name: str
    pronouns: str
    language: str

    @property
    def is_seen(self) -> bool:
        """Whether the reader may know who it is."""
        return self.patient_id is not None


class VisitLine(NamedTuple):
    """One visit. `name` is the clinicians' word for its kind, `desk_name` everybody's; `kind` is the one to show."""

    visit_id: int
    starts_at: datetime
    ends_at: datetime
    type_code: str
    name: str
    desk_name: str
    is_intake: bool
    is_team_meeting: bool
    is_telehealth: bool
    capacity: int | None
    location_id: int | None
    location: str
    time_zone: str
    room_id: int | None
    room: str
    is_step_free: bool
    series_id: int | None
    note: str
    shares_its_time: bool
    moved_at: datetime | None
    cancelled_at: datetime | None
    cancelled_whose: str
    cancelled_because: str
    revision: int
    kind: str
    clinicians: tuple[ClinicianLine, ...]
    bookings: tuple[BookingLine, ...]

    @property
    def live_bookings(self) -> list[BookingLine]:
        """Places that are not cancelled."""
        return [each for each in self.bookings if each.status != "cancelled"]

    @property
    def free_places(self) -> int | None:
        """Free places of a group; None for what is no group."""
        return None if self.capacity is None else max(0, self.capacity - len(self.live_bookings))


class BusyLine(NamedTuple):
    """A clinician is busy with something that the reader may not see."""

    clinician_id: int
    starts_at: datetime
    ends_at: datetime


class IsOneOf(Func):
    """Whether a column is one of many ids, told as one value: hundreds of placeholders cost more than the rows."""

    template, arg_joiner = "%(expressions)s::bigint[])", " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, ids: Collection[int]) -> None:
        super().__init__(F(column), Value(f"{{{','.join(map(str, ids))}}}"))


OF_THE_VISIT = (
    "pk",
    "starts_at",
    "ends_at",
    "visit_type__code",
    "visit_type__name",
    "visit_type__desk_name",
    "visit_type__is_intake",
    "visit_type__is_team_meeting",
    "is_telehealth",
    "capacity",
    "location_id",
    "location_name",
    "location_zone",
    "room_id",
    "room_name",
    "is_step_free",
    "series_id",
    "note",
    "shares_its_time",
    "moved_at",
    "cancelled_at",
    "cancelled_whose",
    "cancelled_because",
    "revision",
)
# A visit without a place has empty words, not None.
WITHOUT_NONE = {
    "location_name": Coalesce("location__name", Value("")),
    "location_zone": Coalesce("location__time_zone", Value("")),
    "room_name": Coalesce("room__name", Value("")),
    "is_step_free": Coalesce("room__is_step_free", Value(False)),
    "shares_its_time": ExpressionWrapper(~Q(overlap_reason=""), output_field=BooleanField()),
}
OF_THE_BOOKING = ("visit_id", "pk", "status", "since", "cancelled_whose", "cancelled_because", "is_theirs")
OF_THE_PATIENT = ("patient_id", "patient__chosen_name", "patient__pronouns", "patient__language")
UNSEEN = (None, "", "", "")


def visit_lines(visits: "VisitQuerySet", reader: User) -> list[VisitLine]:
    """Visits for a reader, by time; three queries, whatever is found."""
    rows = list(visits.annotate(**WITHOUT_NONE).order_by("starts_at", "pk").values_list(*OF_THE_VISIT))
    ids = [row[0] for row in rows]
    clinicians, bookings = _clinicians_of(ids), _bookings_of(ids, reader)
    # The desk's word is the one for everybody who does not treat patients.
    shown = OF_THE_VISIT.index("visit_type__name" if reader.may(Permission.OPEN_CHARTS) else "visit_type__desk_name")
    return [VisitLine._make([*row, row[shown], tuple(clinicians[row[0]]), tuple(bookings[row[0]])]) for row in rows]


def busy_lines(clinicians: Collection[int], span: Span, *, besides: "VisitQuerySet") -> list[BusyLine]:
    """When these clinicians have visits during a span `besides` those given, by time; one query."""
    from sessions.models import VisitClinician

    rows = VisitClinician.objects.filter(is_live=True, clinician__in=clinicians, during__overlap=tuple(span))
    others = rows.exclude(visit__in=besides.order_by().values("pk")).order_by("during", "pk")
    return [
        BusyLine(row[0], row[1], row[2])
        for row in others.values_list("clinician", "visit__starts_at", "visit__ends_at")
    ]


def _clinicians_of(ids: Collection[int]) -> dict[int, list[ClinicianLine]]:
    from sessions.models import VisitClinician

    rows = VisitClinician.objects.filter(IsOneOf("visit_id", ids), replaced_at=None).order_by(
        "clinician__shows_order", "clinician__user__display_name", "pk"
    )
    found: dict[int, list[ClinicianLine]] = defaultdict(list)
    for visit_id, clinician_id, name in rows.values_list("visit_id", "clinician_id", "clinician__user__display_name"):
        found[visit_id].append(ClinicianLine(clinician_id, name))
    return found


def _bookings_of(ids: Collection[int], reader: User) -> dict[int, list[BookingLine]]:
    from sessions.models import Booking

    theirs = ExpressionWrapper(Booking.objects.whose(reader), output_field=BooleanField())
    since = Case(When(status="booked", then=None), default=F("status_at"))
    rows = Booking.objects.filter(IsOneOf("visit_id", ids)).annotate(is_theirs=theirs, since=since)
    found: dict[int, list[BookingLine]] = defaultdict(list)
    for row in rows.order_by("patient__chosen_name", "pk").values_list(*OF_THE_BOOKING, *OF_THE_PATIENT):
        visit_id, own, is_theirs, patient = row[0], row[1:6], row[6], row[7:]
        found[visit_id].append(BookingLine._make([*own, *(patient if is_theirs else UNSEEN)]))
    return found
