"""Locks of what a visit takes up. All in one order, so that nobody waits in a circle.

A visit that is there is locked first, then its clinicians, rooms and patients, and only then is any row written. Two
bookings that share none of them do not wait for each other. The exclusion constraints stay the last wall: alone,
they let many attempts for one time deadlock.
"""

from collections.abc import Collection, Iterable

from django.db import connection

# The order in which they are taken. The numbers keep our keys far from those of other advisory locks.
VISIT, CLINICIAN, ROOM, PATIENT = (0x5657_0000 + number for number in range(4))
KIND_BITS = 32
IDS = 2**KIND_BITS

LOCK = """
    SELECT pg_advisory_xact_lock(key) FROM (SELECT key FROM unnest(%s::bigint[]) AS key ORDER BY key OFFSET 0) AS sorted
"""


def lock_visit(visit_id: int) -> None:
    """Hold a visit until the transaction ends; before its people and its room."""
    _lock([_key(VISIT, visit_id)])


def lock_people_and_room(
    *, clinicians: Collection[int], patients: Collection[int], rooms: Collection[int] = ()
) -> None:
    """Hold everybody of a visit, and its rooms, by their ids, until the transaction ends."""
    _lock(
        _key(kind, each) for kind, ids in ((CLINICIAN, clinicians), (ROOM, rooms), (PATIENT, patients)) for each in ids
    )


def _key(kind: int, number: int) -> int:
    return kind << KIND_BITS | number % IDS


def _lock(keys: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [sorted(set(keys))])
